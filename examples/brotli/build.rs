//! Compiles what of Brotli decompresses.

const COMMON: [&str; 6] =
    ["constants", "context", "dictionary", "platform", "shared_dictionary", "transform"];
const DECODER: [&str; 4] = ["bit_reader", "decode", "huffman", "state"];

fn main() -> Result<(), ringfence_build::Error> {
    ringfence_build::Library::new("brotli")
        .source_crate("brotlic-sys")
        .files(COMMON.map(|name| format!("brotli/c/common/{name}.c")))
        .files(DECODER.map(|name| format!("brotli/c/dec/{name}.c")))
        .include("brotli/c/include")
        .compile()?;
    Ok(())
}
