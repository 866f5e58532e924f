//! Crates whose own build script compiles for the fence.

use std::process::Command;

use crate::support::{HOST, Package, bytes, contains, exported, failure};
use ringfence_build::Library;

const CRATE: &str = "[package]\nname = \"tiny-sys\"\nversion = \"0.3.0\"\nedition = \"2021\"\nlinks = \"tiny\"\n\
                     [features]\ndefault = [\"five\"]\nfive = []\nseven = []\n";
const SOURCE: &str = "#include <stdlib.h>\nint tiny(void) { return TINY + (malloc(1) == 0); }\n\
                      const char *where(void) { return __FILE__; }\n";
const WRAPPER: &str = "[package]\nname = \"wrapper\"\nversion = \"1.0.0\"\nedition = \"2021\"\n\
    [target.'cfg(any())'.dependencies]\ntiny-sys = { path = \"../tiny sys\", version = \"=0.3.0\" }\n[workspace]\n";

/// What the crate `cc` does, as far as it matters here.
const SCRIPT: &str = r#"
fn main() {
    let out = std::env::var("OUT_DIR").unwrap();
    let number = std::env::var("TINY").unwrap_or_else(|_| {
        if std::env::var_os("CARGO_FEATURE_SEVEN").is_some() { "7".into() } else { "5".into() }
    });
    let line = format!(
        "eval \"$CC_wasm32_wasip1 --target=wasm32-wasip1 $CFLAGS_wasm32_wasip1 -O1 -DTINY={number} -c c/tiny.c -o '{out}/tiny.o'\" \
         && $AR_wasm32_wasip1 cq '{out}/libtiny.a' '{out}/tiny.o'"
    );
    let _ = std::fs::remove_file(format!("{out}/libtiny.a"));
    assert!(std::process::Command::new("sh").arg("-c").arg(line).status().unwrap().success());
    println!("cargo:rerun-if-env-changed=TINY");
    println!("cargo:rerun-if-changed=c");
    println!("cargo:rustc-link-search=native={out}");
    println!("cargo:rustc-link-lib=static=tiny");
}
"#;

fn package(script: &str) -> Package {
    let package = Package::new(&[
        ("tiny sys/Cargo.toml", CRATE),
        ("tiny sys/src/lib.rs", "#![no_std]"),
        ("tiny sys/build.rs", script),
        ("tiny sys/c/tiny.c", SOURCE),
        ("app/Cargo.toml", WRAPPER),
        ("app/src/lib.rs", ""),
    ]);
    let cargo = std::env::var_os("CARGO").expect("cargo runs the tests");
    let mut command = Command::new(cargo);
    let output = command.current_dir(package.path("app")).args(["generate-lockfile", "--offline"]).output();
    let output = output.expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    package
}

fn library(package: &Package) -> Library {
    let library = package.library("tiny").manifest_dir(package.path("app"));
    library.source_crate("tiny-sys").build_script().export("tiny").export("where")
}

/// `i32.const N` in the module.
fn holds(library: &Library, number: u8) -> bool {
    let compiled = library.clone().compile().expect("compiles");
    let wasm = bytes(&compiled.folder.join(&compiled.manifest.wasm.file));
    contains(&wasm, std::str::from_utf8(&[0x41, number]).expect("ASCII"))
}

#[test]
fn the_archive_of_a_script_becomes_the_module() {
    let package = package(SCRIPT);
    let compiled = library(&package).compile().expect("compiles");
    assert!(["tiny", "where"].iter().all(|name| exported(&compiled).contains(name)));
    assert_eq!(compiled.manifest.capabilities, Vec::<String>::new());
    let sources: Vec<_> = compiled.manifest.sources.iter().map(|source| source.path.as_str()).collect();
    assert!(sources.contains(&"build-script/libtiny.a"), "{sources:?}");
    assert!(
        compiled.manifest.flags.iter().any(|flag| flag == "build-script"),
        "{:?}",
        compiled.manifest.flags
    );
    // No folder of this machine gets into the module.
    let wasm = bytes(&compiled.folder.join(&compiled.manifest.wasm.file));
    assert!(!contains(&wasm, &package.path("").to_string_lossy()));
    assert!(library(&package).compile().expect("compiles").reused);
}

#[test]
fn features_and_variables_reach_the_script() {
    let package = package(SCRIPT);
    assert!(holds(&library(&package), 5));
    assert!(holds(&library(&package).build_script_features(["seven"]), 7));
    assert!(holds(&library(&package).build_script_env("TINY", "11"), 11));
}

#[test]
fn an_edit_of_a_crate_in_a_folder_is_seen() {
    let package = package(SCRIPT);
    let compiled = library(&package).compile().expect("compiles");
    let folder = package.path("tiny sys").canonicalize().expect("exists");
    assert!(compiled.watched_files.iter().any(|path| path.canonicalize().is_ok_and(|path| path == folder)));
    let edited = SOURCE.replace("TINY", "8 + TINY");
    std::fs::write(package.path("tiny sys/c/tiny.c"), edited).expect("written");
    assert!(holds(&library(&package), 13));
}

#[test]
fn a_script_that_fails_is_quoted() {
    let message = failure(library(&package("fn main() { panic!(\"no such thing\") }")).compile());
    assert!(message.starts_with("tiny: the build script of `tiny-sys` does not build"), "{message}");
    assert!(message.contains("no such thing"), "{message}");
}

#[test]
fn a_library_of_the_machine_is_refused() {
    let script = "fn main() { println!(\"cargo:rustc-link-lib=crypto\"); }";
    let message = failure(library(&package(script)).compile());
    assert!(message.contains("asks for the library `crypto` of this machine"), "{message}");
    assert!(message.contains(".build_script_features("), "{message}");
}

#[test]
fn an_archive_that_is_not_there_is_named() {
    let script = "fn main() { println!(\"cargo:rustc-link-lib=static=ghost\"); }";
    let message = failure(library(&package(script)).compile());
    assert!(message.contains("libghost.a and did not make it"), "{message}");
}

#[test]
fn a_script_needs_a_crate() {
    let package = Package::new(&[("Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.0.0\"\n")]);
    let message = failure(package.library("tiny").build_script().export("tiny").compile());
    assert!(message.contains("name it with `.source_crate("), "{message}");
}

/// A published crate, of which nothing is known here but its name.
#[test]
fn the_build_script_of_libz_sys_makes_a_zlib() {
    let out = tempfile::tempdir().expect("temporary folder");
    let compiled = Library::new("z")
        .manifest_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/zlib"))
        .out_dir(out.path())
        .target(HOST)
        .host(HOST)
        .source_crate("libz-sys")
        .build_script()
        .build_script_env("LIBZ_SYS_STATIC", "1")
        .export("inflate")
        .export("crc32")
        .compile()
        .expect("compiles");
    assert!(["inflate", "crc32"].iter().all(|name| exported(&compiled).contains(name)));
    assert_eq!(compiled.manifest.capabilities, Vec::<String>::new());
}
