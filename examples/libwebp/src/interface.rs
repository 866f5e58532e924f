//! The part of `decode.h` that is used: the features of a file, and decoding into memory of the caller's.

/// libwebp 1.6, without its encoder.
#[ringfence::library("webp")]
#[allow(missing_docs, reason = "decode.h documents it")]
pub mod webp {
    use std::ffi::c_int;

    #[repr(C)]
    #[c_name = "VP8StatusCode"]
    pub enum Status {
        #[c_name = "VP8_STATUS_OK"]
        Ok = 0,
        #[c_name = "VP8_STATUS_OUT_OF_MEMORY"]
        OutOfMemory = 1,
        #[c_name = "VP8_STATUS_INVALID_PARAM"]
        InvalidParam = 2,
        #[c_name = "VP8_STATUS_BITSTREAM_ERROR"]
        BitstreamError = 3,
        #[c_name = "VP8_STATUS_UNSUPPORTED_FEATURE"]
        UnsupportedFeature = 4,
        #[c_name = "VP8_STATUS_SUSPENDED"]
        Suspended = 5,
        #[c_name = "VP8_STATUS_USER_ABORT"]
        UserAbort = 6,
        #[c_name = "VP8_STATUS_NOT_ENOUGH_DATA"]
        NotEnoughData = 7,
    }

    #[repr(C)]
    #[c_name = "WebPBitstreamFeatures"]
    pub struct Features {
        pub width: c_int,
        pub height: c_int,
        pub has_alpha: c_int,
        pub has_animation: c_int,
        pub format: c_int,
        pub pad: [u32; 5],
    }

    #[repr(C)]
    #[c_name = "WebPRGBABuffer"]
    pub struct Rgba {
        pub rgba: *mut u8,
        pub stride: c_int,
        pub size: usize,
    }

    #[repr(C)]
    #[c_name = "WebPYUVABuffer"]
    pub struct Yuva {
        pub y: *mut u8,
        pub u: *mut u8,
        pub v: *mut u8,
        pub a: *mut u8,
        pub y_stride: c_int,
        pub u_stride: c_int,
        pub v_stride: c_int,
        pub a_stride: c_int,
        pub y_size: usize,
        pub u_size: usize,
        pub v_size: usize,
        pub a_size: usize,
    }

    #[repr(C)]
    #[anonymous]
    pub union Planes {
        #[c_name = "RGBA"]
        pub rgba: Rgba,
        #[c_name = "YUVA"]
        pub yuva: Yuva,
    }

    #[repr(C)]
    #[c_name = "WebPDecBuffer"]
    pub struct Buffer {
        pub colorspace: c_int,
        pub width: c_int,
        pub height: c_int,
        pub is_external_memory: c_int,
        pub u: Planes,
        pub pad: [u32; 4],
        pub private_memory: *mut u8,
    }

    #[repr(C)]
    #[c_name = "WebPDecoderOptions"]
    pub struct Options {
        pub bypass_filtering: c_int,
        pub no_fancy_upsampling: c_int,
        pub use_cropping: c_int,
        pub crop_left: c_int,
        pub crop_top: c_int,
        pub crop_width: c_int,
        pub crop_height: c_int,
        pub use_scaling: c_int,
        pub scaled_width: c_int,
        pub scaled_height: c_int,
        pub use_threads: c_int,
        pub dithering_strength: c_int,
        pub flip: c_int,
        pub alpha_dithering_strength: c_int,
        pub pad: [u32; 5],
    }

    #[repr(C)]
    #[c_name = "WebPDecoderConfig"]
    pub struct Config {
        pub input: Features,
        pub output: Buffer,
        pub options: Options,
    }

    extern "C" {
        #[link_name = "WebPInitDecoderConfigInternal"]
        pub fn init_config(config: *mut Config, abi: c_int) -> c_int;
        #[link_name = "WebPGetFeaturesInternal"]
        pub fn get_features(data: *const u8, size: usize, features: *mut Features, abi: c_int) -> Status;
        #[link_name = "WebPDecode"]
        pub fn decode(data: *const u8, size: usize, config: *mut Config) -> Status;
    }
}
