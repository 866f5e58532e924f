//! A plain C file, from source to artefact.

mod support;

use support::{Package, bytes, contains, exported, failure};

const ADD: &str = "#include \"add.h\"\nint add(int a, int b) { return a + b + EXTRA; }\n";

fn adder() -> Package {
    Package::new(&[("c/add.c", ADD), ("c/add.h", "#define EXTRA 0\nint add(int a, int b);\n")])
}

#[test]
fn a_plain_file_becomes_module_machine_code_and_record() {
    let package = adder();
    let compiled = package.library("adder").file("c/add.c").export("add").compile().expect("builds");
    assert!(!compiled.reused);
    assert_eq!(compiled.folder, package.path("out/adder"));
    assert_eq!(exported(&compiled), ["_initialize", "add"]);
    let manifest = ringfence_build::Manifest::read(&package.path("out"), "adder").expect("record");
    assert_eq!(manifest, compiled.manifest);
    assert!(manifest.imports.is_empty());
    assert_eq!(manifest.memory.maximum_pages, 4096);
    assert_eq!(manifest.arena.expect("arena").bytes, 65_536);
    assert_eq!(manifest.wasm.bytes, bytes(&compiled.wasm()).len() as u64);
    assert!(bytes(&compiled.artefact()).starts_with(b"\x7fELF"));
    let sources: Vec<_> = manifest.sources.iter().map(|source| source.path.as_str()).collect();
    let guest = ["ringfence-guest/arena.c", "ringfence-guest/stack_guard.c", "ringfence-guest/stdio_stubs.c"];
    assert_eq!(sources, [&["c/add.c", "c/add.h"], &guest[..]].concat());
}
