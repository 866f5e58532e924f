//! Compiles the half of libogg that deals with pages and packets.

fn main() -> Result<(), ringfence_build::Error> {
    // What `configure` would have found out.
    let types = [
        ("ogg_int16_t", "short"),
        ("ogg_uint16_t", "unsigned short"),
        ("ogg_int32_t", "int"),
        ("ogg_uint32_t", "unsigned int"),
        ("ogg_int64_t", "long long"),
        ("ogg_uint64_t", "unsigned long long"),
    ];
    ringfence_build::Library::new("ogg")
        .source_archive("libogg")
        // The workspace builds on machines that have no such archive, too; a program that needs it leaves this out.
        .optional()
        .file("src/framing.c")
        .include("include")
        .config_header("ogg/config_types.h", types)
        .header("ogg/ogg.h")
        .memory_limit(64 << 20)
        .compile()?;
    Ok(())
}
