//! A module that was built elsewhere is checked like any other.

use crate::support::{Package, bytes, failure};
use ringfence_build::Environment;

/// A module to start from, made by the helper itself.
fn module(package: &Package) -> Vec<u8> {
    package.write("add.c", "int add(int a, int b) { return a + b; }\n");
    bytes(&package.library("maker").file("add.c").export("add").compile().expect("builds").wasm())
}

#[test]
fn a_ready_module_needs_no_compiler() {
    let package = Package::new(&[]);
    std::fs::write(package.path("add.wasm"), module(&package)).expect("written");
    let library =
        package.library("adder").prebuilt("add.wasm").export("add").environment(Environment::empty());
    let compiled = library.compile().expect("checked");
    assert_eq!(compiled.manifest.toolchain.kind, "prebuilt");
    assert_eq!(compiled.manifest.sources.len(), 1);
    assert!(compiled.manifest.arena.is_some());
    assert!(compiled.watched_files.contains(&package.path("add.wasm")));
    assert!(library.compile().expect("checked").reused);
}

#[test]
fn a_signature_beside_it_is_kept_for_auditors() {
    let package = Package::new(&[]);
    let module = module(&package);
    std::fs::write(package.path("add.wasm"), &module).expect("written");
    let library =
        package.library("adder").prebuilt("add.wasm").export("add").environment(Environment::empty());
    let kept = |compiled: &ringfence_build::Compiled, name: &str| compiled.folder.join(name);
    let compiled = library.compile().expect("checked");
    assert!(!kept(&compiled, "adder.prebuilt.wasm").exists());
    package.write("add.wasm.minisig", "signed");
    let compiled = library.compile().expect("checked");
    assert_eq!(std::fs::read(kept(&compiled, "adder.prebuilt.wasm")).expect("kept"), module, "as it came");
    let signature = std::fs::read_to_string(kept(&compiled, "adder.prebuilt.wasm.minisig"));
    assert_eq!(signature.expect("kept"), "signed");
    assert!(compiled.watched_files.contains(&package.path("add.wasm.minisig")));
    std::fs::remove_file(package.path("add.wasm.minisig")).expect("removed");
    let compiled = library.compile().expect("checked");
    assert!(!kept(&compiled, "adder.prebuilt.wasm.minisig").exists(), "an old one says nothing");
}

#[test]
fn the_variable_names_a_module_without_touching_the_build_script() {
    let package = Package::new(&[]);
    std::fs::write(package.path("add.wasm"), module(&package)).expect("written");
    let variables = Environment::empty().with("RINGFENCE_PREBUILT_MY_ADDER", package.path("add.wasm"));
    let library = package.library("my-adder").file("gone.c").export("add").environment(variables);
    assert_eq!(library.compile().expect("checked").manifest.toolchain.kind, "prebuilt");
}

#[test]
fn a_module_that_breaks_the_promise_is_refused() {
    let package = Package::new(&[]);
    let good = module(&package);
    let library = package.library("adder").prebuilt("add.wasm").environment(Environment::empty());
    std::fs::write(package.path("add.wasm"), &good).expect("written");
    let text = failure(library.clone().export("subtract").compile());
    assert!(text.contains("does not export the function `subtract`"), "{text}");
    let text = failure(library.clone().export("add").memory_limit(1 << 22).compile());
    assert!(text.contains("more than the limit"), "{text}");
    std::fs::write(package.path("add.wasm"), &good[..good.len() / 2]).expect("written");
    let text = failure(library.export("add").compile());
    assert!(text.contains("the module is not valid here"), "{text}");
}

#[test]
fn proposals_that_the_engine_has_switched_off_are_refused() {
    let package = Package::new(&[]);
    // (module (memory i64 1 1)): 64-bit memory.
    std::fs::write(package.path("m64.wasm"), b"\0asm\x01\0\0\0\x05\x04\x01\x05\x01\x01").expect("written");
    let library = package.library("wide").prebuilt("m64.wasm").export("f").environment(Environment::empty());
    let text = failure(library.compile());
    assert!(text.contains("memory64"), "{text}");
}
