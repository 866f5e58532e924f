//! Compiles expat.

fn main() -> Result<(), ringfence_build::Error> {
    let compiled = ringfence_build::Library::new("expat")
        .source_crate("expat-sys")
        .files(["expat/lib/xmlparse.c", "expat/lib/xmlrole.c", "expat/lib/xmltok.c"])
        .include("expat/lib")
        .define("HAVE_MEMMOVE", None)
        .flag("-Wno-everything")
        .own_file("clock.c")
        .compile()?;
    println!("cargo::rustc-env=EXPAT_SOURCES={}", compiled.sources.unwrap_or_default().display());
    Ok(())
}
