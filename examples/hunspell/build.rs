//! Compiles Hunspell, which reads its dictionaries as files and bounds its search by the clock.

use ringfence_build::{Capability, Compat, Error, Library};

const FILES: &str = "affentry affixmgr csutil filemgr hashmgr hunspell hunzip phonet replist suggestmgr";

fn main() -> Result<(), Error> {
    let compiled = Library::new("hunspell")
        .source_crate("hunspell-sys")
        .files(FILES.split(' ').map(|name| format!("vendor/src/hunspell/{name}.cxx")))
        .define("HUNSPELL_STATIC", None)
        .cpp_flag("-std=c++14")
        .compat(Compat::FileStreams)
        .compat(Compat::ProcessClocks)
        .grant(Capability::Files)
        .grant(Capability::Clock)
        .memory_limit(256 << 20)
        .compile()?;
    // The crate has dictionaries, too, for the tests.
    println!("cargo::rustc-env=HUNSPELL_SOURCES={}", compiled.sources.unwrap_or_default().display());
    Ok(())
}
