//! The native copies: the same C files compiled by the system's compiler with `-O2`, called as any Rust
//! program would call them without a fence. The one place in the project where C runs unfenced.
#![allow(
    clippy::undocumented_unsafe_blocks,
    reason = "the point of the project is not to have to write these"
)]

use std::ffi::{c_int, c_void};

unsafe extern "C" {
    fn work_add(a: i32, b: i32) -> i32;
    fn work_each(step: unsafe extern "C" fn(*mut c_void, i32) -> i32, user: *mut c_void, n: i32) -> i32;
    fn work_checksum(bytes: *const u8, length: usize) -> u32;
    fn work_sum(words: *const u64, count: usize) -> u64;
    fn stbi_load_from_memory(
        buffer: *const u8,
        len: c_int,
        x: *mut c_int,
        y: *mut c_int,
        channels_in_file: *mut c_int,
        desired_channels: c_int,
    ) -> *mut u8;
    fn scalar_load_from_memory(
        buffer: *const u8,
        len: c_int,
        x: *mut c_int,
        y: *mut c_int,
        channels_in_file: *mut c_int,
        desired_channels: c_int,
    ) -> *mut u8;
    fn stbi_image_free(pixels: *mut c_void);
}

/// The sum, wrapping, through a call that the compiler cannot see into.
#[inline]
pub fn add(a: i32, b: i32) -> i32 {
    unsafe { work_add(a, b) }
}

/// Calls `step` with 0 … n − 1 and gives the wrapping sum of what it returns.
pub fn each<F: FnMut(i32) -> i32>(n: i32, step: &mut F) -> i32 {
    unsafe extern "C" fn trampoline<F: FnMut(i32) -> i32>(user: *mut c_void, n: i32) -> i32 {
        let step = unsafe { &mut *user.cast::<F>() };
        step(n)
    }
    unsafe { work_each(trampoline::<F>, std::ptr::from_mut(step).cast(), n) }
}

/// FNV-1a over the bytes.
#[inline]
pub fn checksum(bytes: &[u8]) -> u32 {
    unsafe { work_checksum(bytes.as_ptr(), bytes.len()) }
}

/// The sum, wrapping, of the whole words among bytes that are aligned for them.
pub fn sum(bytes: &[u8]) -> u64 {
    assert!(bytes.as_ptr().cast::<u64>().is_aligned());
    unsafe { work_sum(bytes.as_ptr().cast(), bytes.len() / 8) }
}

/// Maps a file, sums it, and takes the mapping away.
pub fn sum_of_file(file: &std::fs::File) -> std::io::Result<u64> {
    let mapping = unsafe { memmap2::Mmap::map(file) }?;
    Ok(sum(&mapping))
}

type Load = unsafe extern "C" fn(*const u8, c_int, *mut c_int, *mut c_int, *mut c_int, c_int) -> *mut u8;

/// Decodes to RGBA and gives the sum of all bytes, or `None` where the decoder gives up. Uses the SIMD code
/// that the decoder has for x86-64 and Arm.
pub fn decode(file: &[u8]) -> Option<u64> {
    pixels_of(stbi_load_from_memory, file, sum_of)
}

/// The same without SIMD code: what a module is made of, too.
pub fn decode_scalar(file: &[u8]) -> Option<u64> {
    pixels_of(scalar_load_from_memory, file, sum_of)
}

/// The pixels themselves, by the decoder with SIMD code.
pub fn pixels(file: &[u8]) -> Option<Vec<u8>> {
    pixels_of(stbi_load_from_memory, file, <[u8]>::to_vec)
}

/// The same without SIMD code.
pub fn pixels_scalar(file: &[u8]) -> Option<Vec<u8>> {
    pixels_of(scalar_load_from_memory, file, <[u8]>::to_vec)
}

fn sum_of(pixels: &[u8]) -> u64 {
    pixels.iter().map(|&byte| u64::from(byte)).sum()
}

fn pixels_of<T>(load: Load, file: &[u8], read: impl FnOnce(&[u8]) -> T) -> Option<T> {
    let (mut x, mut y, mut n) = (0, 0, 0);
    let length = c_int::try_from(file.len()).ok()?;
    let pixels = unsafe { load(file.as_ptr(), length, &raw mut x, &raw mut y, &raw mut n, 4) };
    if pixels.is_null() {
        return None;
    }
    let bytes = usize::try_from(x).ok()? * usize::try_from(y).ok()? * 4;
    let answer = read(unsafe { std::slice::from_raw_parts(pixels, bytes) });
    unsafe { stbi_image_free(pixels.cast()) };
    Some(answer)
}
