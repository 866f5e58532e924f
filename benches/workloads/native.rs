//! The same C files, compiled by the system's compiler with `-O2`.

use super::Function;

macro_rules! natively {
    ($($name:ident),*) => {$(
        pub(crate) fn $name(input: &[u8], output: &mut [u8]) -> u32 {
            // SAFETY: both are what their lengths say; the C code was written to honour them, and runs unfenced here.
            unsafe { c::$name(input.as_ptr(), input.len() as u32, output.as_mut_ptr(), output.len() as u32) }
        }
    )*
        /// All of them, by name.
        pub(crate) const ALL: &[(&str, Function)] = &[$((stringify!($name), $name)),*];

        mod c {
            unsafe extern "C" {$(
                pub(super) fn $name(input: *const u8, length: u32, output: *mut u8, room: u32) -> u32;
            )*}
        }
    };
}

natively!(
    workload_deflate,
    workload_inflate,
    workload_picture,
    workload_jpeg,
    workload_xml,
    workload_checksum,
    workload_recursion,
    workload_sort
);
