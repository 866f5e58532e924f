//! Compiles zlib, without its functions for files.

const FILES: [&str; 10] = [
    "adler32", "compress", "crc32", "deflate", "inffast", "inflate", "inftrees", "trees", "uncompr", "zutil",
];

fn main() -> Result<(), ringfence_build::Error> {
    ringfence_build::Library::new("zlib")
        .source_crate("libz-sys")
        .files(FILES.map(|name| format!("src/zlib/{name}.c")))
        .include("src/zlib")
        .header("zlib.h")
        .allow("inflate|deflate|zError")
        .compile()?;
    Ok(())
}
