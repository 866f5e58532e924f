//! Compiles what of Zstandard decompresses.

const COMMON: [&str; 5] = ["entropy_common", "error_private", "fse_decompress", "xxhash", "zstd_common"];
const DECOMPRESS: [&str; 4] = ["huf_decompress", "zstd_ddict", "zstd_decompress", "zstd_decompress_block"];

fn main() -> Result<(), ringfence_build::Error> {
    ringfence_build::Library::new("zstd")
        .source_crate("zstd-sys")
        .files(COMMON.map(|name| format!("zstd/lib/common/{name}.c")))
        .files(DECOMPRESS.map(|name| format!("zstd/lib/decompress/{name}.c")))
        .header("zstd.h")
        .include("zstd/lib")
        .allow("ZSTD_getErrorName")
        .define("ZSTD_DISABLE_ASM", None)
        .memory_limit(512 << 20)
        .compile()?;
    Ok(())
}
