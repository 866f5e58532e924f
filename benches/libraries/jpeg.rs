//! One decoder with and without vector code, on both sides.
//!
//! `stb_image` has loops for SSE2 and for NEON beside plain C. Natively the compiler finds them; in the fence they are
//! what `Library::simd` makes of them.

use image::ImageFormat;
use ringfence::{Fault, Limits, Pool, inert, verify};
use ringfence_benches::fenced::stb_image::{StbImage, StbImageCalls};
use ringfence_benches::{native, pictures};

use self::anywhere::{StbSse2Anywhere, StbSse2AnywhereCalls};
use self::neon::{StbNeon, StbNeonCalls};
use self::sse2::{StbSse2, StbSse2Calls};
use self::vectors::{StbVectors, StbVectorsCalls};
use crate::measure::Options;
use crate::subjects::Rows;

/// Plain C, of which the compiler makes what vector code it can.
#[ringfence::library("stb_vectors")]
mod vectors {
    use std::ffi::{c_int, c_void};
    extern "C" {
        pub fn stbi_load_from_memory(
            buffer: *const u8,
            len: c_int,
            x: *mut c_int,
            y: *mut c_int,
            channels_in_file: *mut c_int,
            desired_channels: c_int,
        ) -> *mut u8;
        pub fn stbi_image_free(pixels: *mut c_void);
    }
}

/// The loops for SSE2.
#[ringfence::library("stb_sse2")]
mod sse2 {
    use std::ffi::{c_int, c_void};
    extern "C" {
        pub fn stbi_load_from_memory(
            buffer: *const u8,
            len: c_int,
            x: *mut c_int,
            y: *mut c_int,
            channels_in_file: *mut c_int,
            desired_channels: c_int,
        ) -> *mut u8;
        pub fn stbi_image_free(pixels: *mut c_void);
    }
}

/// The same in machine code that runs on every x86-64.
#[ringfence::library("stb_sse2_anywhere")]
mod anywhere {
    use std::ffi::{c_int, c_void};
    extern "C" {
        pub fn stbi_load_from_memory(
            buffer: *const u8,
            len: c_int,
            x: *mut c_int,
            y: *mut c_int,
            channels_in_file: *mut c_int,
            desired_channels: c_int,
        ) -> *mut u8;
        pub fn stbi_image_free(pixels: *mut c_void);
    }
}

/// The loops for NEON.
#[ringfence::library("stb_neon")]
mod neon {
    use std::ffi::{c_int, c_void};
    extern "C" {
        pub fn stbi_load_from_memory(
            buffer: *const u8,
            len: c_int,
            x: *mut c_int,
            y: *mut c_int,
            channels_in_file: *mut c_int,
            desired_channels: c_int,
        ) -> *mut u8;
        pub fn stbi_image_free(pixels: *mut c_void);
    }
}

/// The pixels of a file, copied out, by the module of that marker and trait.
macro_rules! pixels {
    ($pool:expr, $file:expr, $marker:ty, $calls:ident) => {{
        let (pool, file): (&Pool<$marker>, &[u8]) = ($pool, $file);
        pool.scope(|s| {
            let input = s.copy_in(file)?;
            let (x, y, n) = (s.alloc()?, s.alloc()?, s.alloc()?);
            let length = i32::try_from(file.len()).map_err(Fault::host)?;
            let pixels = $calls::stbi_load_from_memory(s, input.ptr(), length, x, y, n, 4)?;
            let width = verify!(s.read(x)?, in 1..=1 << 14)?.unsigned_abs() as usize;
            let height = verify!(s.read(y)?, in 1..=1 << 14)?.unsigned_abs() as usize;
            let pixels = s.slice(pixels, width * height * 4)?;
            let copy = inert!(s.view(pixels)?).to_vec();
            $calls::stbi_image_free(s, pixels.ptr().cast())?;
            Ok(copy)
        })
        .expect("a picture")
    }};
}

pub(crate) fn jpeg(options: &Options) -> Rows {
    let file = pictures::encoded(ImageFormat::Jpeg);
    let plain = Pool::<StbImage>::new(Limits::default())?;
    let vectors = Pool::<StbVectors>::new(Limits::default())?;
    let sse2 = Pool::<StbSse2>::new(Limits::default())?;
    let anywhere = Pool::<StbSse2Anywhere>::new(Limits::default())?;
    let neon = Pool::<StbNeon>::new(Limits::default())?;
    let native_plain = || native::pixels_scalar(&file).expect("a picture");
    let native_simd = || native::pixels(&file).expect("a picture");
    let plainly = || pixels!(&plain, &file, StbImage, StbImageCalls);
    let with_sse2 = || pixels!(&sse2, &file, StbSse2, StbSse2Calls);
    // The last two compare pictures that are rounded differently, so only their sizes are.
    Ok(vec![
        options.pair("jpeg", "plain C, beside plain C", plainly, native_plain),
        options.pair(
            "jpeg",
            "plain C with Simd::Wasm and native_cpu, beside plain C",
            || pixels!(&vectors, &file, StbVectors, StbVectorsCalls),
            native_plain,
        ),
        options.pair("jpeg", "SSE2 with Simd::Sse2 and native_cpu, beside SSE2", with_sse2, native_simd),
        options.pair(
            "jpeg",
            "SSE2 with Simd::Sse2 alone, beside SSE2",
            || pixels!(&anywhere, &file, StbSse2Anywhere, StbSse2AnywhereCalls),
            native_simd,
        ),
        options.pair(
            "jpeg",
            "NEON with Simd::Neon and native_cpu, beside SSE2",
            || pixels!(&neon, &file, StbNeon, StbNeonCalls),
            native_simd,
        ),
        options.pair(
            "jpeg",
            "SSE2 fenced with native_cpu, beside plain C fenced",
            || with_sse2().len(),
            || plainly().len(),
        ),
        options.pair(
            "jpeg",
            "SSE2 natively, beside plain C natively",
            || native_simd().len(),
            || native_plain().len(),
        ),
    ])
}
