//! Points the macro at the manifest that stands in for a built library, for this package and for the
//! programs that its test compiles.

fn main() {
    let folder = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    println!("cargo::rerun-if-changed=artefacts");
    println!("cargo::rustc-env=RINGFENCE_OUT_DIR={folder}/artefacts");
}
