#[ringfence::library("small", marker = Tiny, crate = ::outer::fence)]
#[cfg(unix)]
pub(crate) mod small {
    #![allow(non_upper_case_globals)]
    use super::*;
    use std::ffi::c_int;

    pub const kMax: c_int = 3;
    pub type Count = c_int;

    /// Helps.
    pub fn helper() -> Count {
        kMax
    }

    macro_rules! nothing {
        () => {};
    }
    nothing! {}

    const _: () = {
        ["Size of gone"][::std::mem::size_of::<Count>() - 4usize];
    };

    #[link(name = "small")]
    unsafe extern "C" {
        pub safe fn count() -> Count;
    }
}
