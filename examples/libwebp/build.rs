//! Compiles what of libwebp decodes.

const DEC: &str = "alpha_dec buffer_dec frame_dec io_dec quant_dec tree_dec vp8_dec vp8l_dec webp_dec";
const DSP: &str = "alpha_processing cpu dec dec_clip_tables filters lossless rescaler upsampling yuv";
const UTILS: &str = "bit_reader_utils color_cache_utils filters_utils huffman_utils palette quant_levels_dec_utils \
                     random_utils rescaler_utils thread_utils utils";

fn main() -> Result<(), ringfence_build::Error> {
    let files = |folder: &'static str, names: &'static str| {
        names.split(' ').map(move |name| format!("vendor/src/{folder}/{name}.c"))
    };
    ringfence_build::Library::new("webp")
        .source_crate("libwebp-sys")
        .files(files("dec", DEC))
        .files(files("dsp", DSP))
        .files(files("utils", UTILS))
        .include("vendor")
        .header("src/webp/decode.h")
        .define("NDEBUG", None)
        .memory_limit(1 << 30)
        .compile()?;
    Ok(())
}
