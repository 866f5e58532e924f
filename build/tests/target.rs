//! Machine code for other machines.

use crate::support::{HOST, Package, failure};

fn package() -> Package {
    Package::new(&[("one.c", "int one(void) { return 1; }\n")])
}

#[test]
fn another_system_on_the_same_processor_needs_nothing_more() {
    let package = package();
    let musl = HOST.replace("-gnu", "-musl");
    let library = package.library("one").file("one.c").export("one").target(&musl);
    assert_eq!(library.compile().expect("builds").manifest.artefact.target, musl);
}

#[cfg(not(feature = "cross"))]
#[test]
fn another_processor_asks_for_the_feature_that_serves_it() {
    let package = package();
    let library = package.library("one").file("one.c").export("one").target("riscv64gc-unknown-linux-gnu");
    let text = failure(library.compile());
    assert!(text.contains("no machine code for riscv64gc-unknown-linux-gnu"), "{text}");
    assert!(text.contains("the feature `cross` of ringfence-build"), "{text}");
}

#[cfg(feature = "cross")]
#[test]
fn another_processor_is_served() {
    let package = package();
    for target in ["aarch64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "riscv64gc-unknown-linux-gnu"] {
        let library = package.library("one").file("one.c").export("one").target(target);
        assert_eq!(library.compile().expect("builds").manifest.artefact.target, target);
    }
}

#[test]
fn a_target_that_the_engine_does_not_know_is_named() {
    let package = package();
    let text =
        failure(package.library("one").file("one.c").export("one").target("no-such-machine").compile());
    assert!(text.contains("no machine code for no-such-machine"), "{text}");
}
