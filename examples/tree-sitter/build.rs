//! Compiles tree-sitter, which is one file that includes the rest, and the grammar.

fn main() -> Result<(), ringfence_build::Error> {
    ringfence_build::Library::new("tree_sitter")
        .source_crate("tree-sitter")
        .file("src/lib.c")
        .include("src")
        .include("include")
        .crate_files("tree-sitter-json", ["src/parser.c"])
        .header("tree_sitter/api.h")
        .allow("ts_(parser|tree|node)_.*")
        .compile()?;
    Ok(())
}
