//! Rebuilding exactly when sources, flags or toolchain change.

use std::time::Duration;

use crate::support::{Package, bytes};

fn package() -> Package {
    Package::new(&[
        ("c/add.c", "#include \"deep.h\"\nint add(int a, int b) { return a + b + EXTRA; }\n"),
        ("c/deep.h", "#include \"deeper.h\"\n"),
        ("c/deeper.h", "#define EXTRA 0\n"),
        ("src/lib.rs", "//! A wrapper.\n"),
    ])
}

#[test]
fn nothing_is_compiled_again_when_nothing_changed() {
    let package = package();
    let library = package.library("adder").file("c/add.c").export("add");
    assert!(!library.compile().expect("builds").reused);
    let again = library.compile().expect("builds");
    assert!(again.reused);
    assert_eq!(again.manifest, library.compile().expect("builds").manifest);

    package.write("src/lib.rs", "//! Edited, without an interface.\npub fn helper() {}\n");
    assert!(library.compile().expect("builds").reused, "an edit that leaves the interface alone");
}

#[test]
fn every_change_of_the_inputs_compiles_again() {
    let package = package();
    let library = package.library("adder").file("c/add.c").export("add");
    let first = library.compile().expect("builds");

    package.write("c/deeper.h", "#define EXTRA 1\n");
    let second = library.compile().expect("builds");
    assert!(!second.reused, "a header");
    assert_ne!(first.manifest.wasm.sha256, second.manifest.wasm.sha256);

    let variants = [
        library.clone().define("NDEBUG", None),
        library.clone().flag("-O3"),
        library.clone().stack_size(1 << 18),
        library.clone().memory_limit(1 << 24),
        library.clone().deadline(Duration::from_secs(1)),
        library.clone().export("malloc"),
    ];
    for variant in variants {
        assert!(!variant.compile().expect("builds").reused, "{variant:?}");
        assert!(variant.compile().expect("builds").reused, "{variant:?}");
    }
}

#[test]
fn a_damaged_output_is_made_again() {
    let package = package();
    let library = package.library("adder").file("c/add.c").export("add");
    let first = library.compile().expect("builds");
    let good = bytes(&first.artefact());
    std::fs::write(first.artefact(), b"garbage").expect("written");
    let second = library.compile().expect("builds");
    assert!(!second.reused);
    assert!(bytes(&second.artefact()) == good);
}

#[test]
fn cargo_watches_sources_headers_toolchain_and_variables() {
    let package = package();
    let compiled = package.library("adder").file("c/add.c").export("add").compile().expect("builds");
    for file in ["c/add.c", "c/deep.h", "c/deeper.h", "src"] {
        assert!(compiled.watched_files.contains(&package.path(file)), "{file}: {:?}", compiled.watched_files);
    }
    let out = package.path("out");
    assert!(
        !compiled.watched_files.iter().any(|path| path.starts_with(&out)),
        "{:?}",
        compiled.watched_files
    );
    let system = compiled.watched_files.iter().any(|path| path.ends_with("stdlib.h"));
    assert!(!system, "headers of the C library change with the toolchain only");
    for variable in ["RINGFENCE_WASM_CC", "WASI_SDK_PATH", "RINGFENCE_PREBUILT_ADDER"] {
        assert!(compiled.watched_variables.iter().any(|name| name == variable), "{variable}");
    }
    assert!(!compiled.watched_variables.iter().any(|name| name == "PATH"));
}
