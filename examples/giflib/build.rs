//! Compiles what of giflib reads.

fn main() -> Result<(), ringfence_build::Error> {
    let compiled = ringfence_build::Library::new("gif")
        .source_archive("giflib")
        // The workspace builds on machines that have no such archive, too; a program that needs it leaves this out.
        .optional()
        .files(["dgif_lib.c", "gif_err.c", "gifalloc.c", "openbsd-reallocarray.c"])
        .include(".")
        .header("gif_lib.h")
        .memory_limit(512 << 20)
        .compile()?;
    // The archive has pictures, too, for the tests.
    println!("cargo::rustc-env=GIFLIB_SOURCES={}", compiled.sources.unwrap_or_default().display());
    Ok(())
}
