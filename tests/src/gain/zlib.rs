//! zlib, out of the crate `libz-sys`.

use ringfence::{Fault, Scope, inert, release, verify};

use z::{Zlib, ZlibCalls as _};

/// The one-shot functions.
#[ringfence::library("zlib")]
pub mod z {
    use std::ffi::{c_int, c_uint, c_ulong};
    extern "C" {
        /// Decompresses a whole stream.
        #[status(ok = 0)]
        pub fn uncompress(
            #[out(len = dest_len, written = dest_len)] dest: *mut u8,
            #[inout] dest_len: *mut c_ulong,
            #[input(len = source_len)] source: *const u8,
            source_len: c_ulong,
        ) -> c_int;

        /// Compresses a whole stream.
        #[status(ok = 0)]
        pub fn compress2(
            #[out(len = dest_len, written = dest_len)] dest: *mut u8,
            #[inout] dest_len: *mut c_ulong,
            #[input(len = source_len)] source: *const u8,
            source_len: c_ulong,
            level: c_int,
        ) -> c_int;

        /// Goes on with a checksum.
        #[returns(released, reason = "every number is a checksum")]
        pub fn crc32(crc: c_ulong, #[input(len = len)] bytes: *const u8, len: c_uint) -> c_ulong;
    }
}

/// Decompresses without the contract.
///
/// # Errors
///
/// A [`Fault`] when the stream is damaged or longer than `room`, or when zlib misbehaves.
pub fn by_hand(s: &mut Scope<'_, Zlib>, room: usize, stream: &[u8]) -> Result<Vec<u8>, Fault> {
    let source = s.copy_in(stream)?;
    let dest = s.alloc_slice::<u8>(room)?;
    let length = s.alloc::<u32>()?;
    s.write(length, u32::try_from(room).map_err(Fault::host)?)?;
    let code = s.uncompress_raw(dest.ptr(), length, source.ptr(), source.len() as u64)?;
    let code = release!(code, reason = "compared with zero, and shown as a number");
    if code != 0 {
        return Err(Fault::host(format!("uncompress failed with status {code}")));
    }
    let length = verify!(s.read(length)?, |&length| length as usize <= room)?;
    let written = s.slice(dest.ptr(), length as usize)?;
    Ok(inert!(s.read_slice(written)?))
}

/// Decompresses with the contract.
///
/// # Errors
///
/// As [`by_hand`].
pub fn by_contract(s: &mut Scope<'_, Zlib>, room: usize, stream: &[u8]) -> Result<Vec<u8>, Fault> {
    s.uncompress(room, stream)
}
