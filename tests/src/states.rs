//! The wrapper of `guests/states.c`: a reader whose calls have an order.

use ringfence::{Fault, Handle, Scope};

use states::reader_state::{Init, Rows};
use states::*;

#[ringfence::library("states")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod states {
    use std::ffi::{c_int, c_uint};

    #[states(Init, Header, Rows)]
    #[c_name = "struct reader"]
    pub struct Reader;

    extern "C" {
        pub fn lie(how: c_int);
        #[returns(released, reason = "a number for the test to look at")]
        pub fn readers_live() -> c_uint;
        #[returns(released, reason = "a number for the test to look at")]
        pub fn readers_freed() -> c_uint;
        #[returns(released, reason = "a number for the test to look at")]
        pub fn calls_out_of_order() -> c_uint;

        #[returns(state = Init)]
        pub fn reader_new() -> *mut Reader;
        #[status(ok = 0)]
        pub fn reader_open(width: c_uint, #[out(state = Header)] out: *mut *mut Reader) -> c_int;
        #[status(ok = 0)]
        pub fn reader_header(
            #[state(Init => Header)] reader: *mut Reader,
            #[input(len = n)] bytes: *const u8,
            n: usize,
            #[out(with = super::is_width)] width: *mut c_uint,
        ) -> c_int;
        #[status(ok = 0)]
        pub fn reader_start(#[state(Header => Rows)] reader: *mut Reader) -> c_int;
        #[returns(in = 1..=200)]
        pub fn reader_width(#[state(Header | Rows)] reader: *const Reader) -> c_uint;
        #[status(ok = 0)]
        pub fn reader_row(
            #[state(Rows)] reader: *mut Reader,
            #[out(len = size)] row: *mut u8,
            size: usize,
        ) -> c_int;
        #[status(ok = 0)]
        pub fn reader_join(
            #[state(Rows => Rows)] reader: *mut Reader,
            #[state(Rows =>)] other: *mut Reader,
        ) -> c_int;
        #[status(ok = 0)]
        pub fn reader_finish(
            #[state(Rows =>)] reader: *mut Reader,
            #[out(in = 0..=1000)] rows: *mut c_uint,
        ) -> c_int;
        pub fn reader_free(#[state(_ =>)] reader: *mut Reader);
    }
}

/// A rule with a mistake in it.
fn is_width(width: u32) -> bool {
    assert_ne!(width, 13, "the application's own mistake");
    (1..=200).contains(&width)
}

/// From the first state to the last.
///
/// # Errors
///
/// A [`Fault`] when there is no header, or when the reader misbehaves.
pub fn started<'id>(
    s: &mut Scope<'id, States>,
    reader: Handle<'id, Reader, Init>,
    bytes: &[u8],
) -> Result<Handle<'id, Reader, Rows>, Fault> {
    let ReaderHeader { reader, width } = s.reader_header(reader, bytes)?;
    if s.reader_width(&reader)? != width {
        return Err(Fault::host("the reader changed its mind"));
    }
    s.reader_start(reader)
}

/// Reads every row.
///
/// # Errors
///
/// As [`started`].
pub fn read_all(s: &mut Scope<'_, States>, bytes: &[u8]) -> Result<(Vec<Vec<u8>>, u32), Fault> {
    let reader = s.reader_new()?;
    let reader = started(s, reader, bytes)?;
    let width = s.reader_width(&reader)? as usize;
    let rows = (0..3).map(|_| s.reader_row(&reader, width)).collect::<Result<_, _>>()?;
    Ok((rows, s.reader_finish(reader)?))
}
