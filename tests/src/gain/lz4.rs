//! LZ4, out of the crate `lz4-sys`.

use ringfence::{Fault, Scope, inert, verify};

use block::{Lz4, Lz4Calls as _};

/// The block functions.
#[ringfence::library("lz4")]
pub mod block {
    use std::ffi::{c_char, c_int};
    extern "C" {
        /// Decompresses one block.
        #[status(ok = 0..)]
        pub fn LZ4_decompress_safe(
            #[input(len = size)] source: *const c_char,
            #[out(len = room, written = result)] dest: *mut c_char,
            size: c_int,
            room: c_int,
        ) -> c_int;

        /// Compresses one block.
        #[status(ok = 1..)]
        pub fn LZ4_compress_default(
            #[input(len = size)] source: *const c_char,
            #[out(len = room, written = result)] dest: *mut c_char,
            size: c_int,
            room: c_int,
        ) -> c_int;

        /// Room that any block of that size fits into.
        #[returns(in = 1..=0x7FFF_FFFF)]
        pub fn LZ4_compressBound(size: c_int) -> c_int;
    }
}

/// Decompresses without the contract.
///
/// # Errors
///
/// A [`Fault`] when the block is damaged or longer than `room`, or when LZ4 misbehaves.
pub fn by_hand(s: &mut Scope<'_, Lz4>, room: usize, block: &[u8]) -> Result<Vec<u8>, Fault> {
    let source = s.copy_in(block)?;
    let dest = s.alloc_slice::<u8>(room)?;
    let size = i32::try_from(block.len()).map_err(Fault::host)?;
    let most = i32::try_from(room).map_err(Fault::host)?;
    let written = s.LZ4_decompress_safe_raw(source.ptr().cast(), dest.ptr().cast(), size, most)?;
    let written = verify!(written, in 0..=most)? as usize;
    let written = s.slice(dest.ptr(), written)?;
    Ok(inert!(s.read_slice(written)?))
}

/// Decompresses with the contract.
///
/// # Errors
///
/// As [`by_hand`].
pub fn by_contract(s: &mut Scope<'_, Lz4>, room: usize, block: &[u8]) -> Result<Vec<u8>, Fault> {
    s.LZ4_decompress_safe(block, room)
}
