//! Compiles WOFF2, Brotli, and the C functions through which they are used.

const WOFF2: &str =
    "font glyph normalize table_tags transform variable_length woff2_common woff2_dec woff2_enc woff2_out";
const COMMON: &str = "constants context dictionary platform shared_dictionary transform";
const DECODER: &str = "bit_reader decode huffman state";
const ENCODER: &str = "backward_references backward_references_hq bit_cost block_splitter brotli_bit_stream cluster command \
                       compound_dictionary compress_fragment compress_fragment_two_pass dictionary_hash encode \
                       encoder_dict entropy_encode fast_log histogram literal_cost memory metablock static_dict utf8_util";

fn main() -> Result<(), ringfence_build::Error> {
    let brotli =
        [("common", COMMON), ("dec", DECODER), ("enc", ENCODER)].into_iter().flat_map(|(part, names)| {
            names.split_whitespace().map(move |name| format!("brotli/c/{part}/{name}.c"))
        });
    ringfence_build::Library::new("woff2")
        .source_archive("woff2")
        // The workspace builds on machines that have no such archive, too; a program that needs it leaves this out.
        .optional()
        .files(WOFF2.split(' ').map(|name| format!("src/{name}.cc")))
        .include("include")
        .crate_files("brotlic-sys", brotli)
        .crate_include("brotlic-sys", "brotli/c/include")
        .own_file("shim.cpp")
        .cpp_flag("-std=c++11")
        .memory_limit(512 << 20)
        .compile()?;
    Ok(())
}
