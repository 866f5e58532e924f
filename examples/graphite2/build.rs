//! Compiles Graphite without what reads files and writes logs.

const FILES: &str = "direct_machine gr_char_info gr_face gr_features gr_font gr_logging gr_segment gr_slot CmapCache Code \
                     Collider Decompressor Face FeatureMap FileFace Font GlyphCache GlyphFace Intervals Justifier \
                     NameTable Pass Position Segment Silf Slot Sparse TtfUtil UtfCodec";

fn main() -> Result<(), ringfence_build::Error> {
    let compiled = ringfence_build::Library::new("graphite2")
        .source_archive("graphite2")
        // The workspace builds on machines that have no such archive, too; a program that needs it leaves this out.
        .optional()
        .files(FILES.split_whitespace().map(|name| format!("src/{name}.cpp")))
        .include("include")
        .include("src")
        .define("GRAPHITE2_NFILEFACE", None)
        .define("GRAPHITE2_NTRACING", None)
        .define("GRAPHITE2_EXPORTING", None)
        .cpp_flag("-std=c++11")
        .header("graphite2/Font.h")
        .memory_limit(128 << 20)
        .compile()?;
    // The archive has fonts, too, and what comes out of them, for the tests.
    println!("cargo::rustc-env=GRAPHITE2_SOURCES={}", compiled.sources.unwrap_or_default().display());
    Ok(())
}
