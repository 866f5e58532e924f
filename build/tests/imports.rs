//! Zero imports is the default.

use std::collections::BTreeSet;

use crate::support::{Package, failure};
use ringfence_build::{Capability, Library};

#[test]
fn a_clock_is_refused_and_the_function_is_named() {
    let clock = "#include <time.h>\nlong long now(void) { return time(0); }\n";
    let package = Package::new(&[("now.c", clock)]);
    let library = package.library("clock").file("now.c").export("now");
    let text = failure(library.compile());
    assert!(text.contains("imports `clock_time_get` from `wasi_snapshot_preview1`"), "{text}");
    assert!(text.contains("reads the clock") && text.contains(".grant(Capability::Clock)"), "{text}");

    let granted = library.grant(Capability::Clock).compile().expect("granted");
    let imports: Vec<_> = granted.manifest.imports.iter().map(|import| import.name.as_str()).collect();
    assert_eq!(imports, ["clock_time_get"]);
    assert_eq!(granted.manifest.capabilities, ["clock"]);
}

#[test]
fn randomness_is_refused_and_the_function_is_named() {
    let random = "#include <unistd.h>\nint roll(void) { int n; getentropy(&n, sizeof n); return n; }\n";
    let package = Package::new(&[("roll.c", random)]);
    let text = failure(package.library("dice").file("roll.c").export("roll").compile());
    assert!(text.contains("imports `random_get`") && text.contains("random numbers"), "{text}");
}

#[test]
fn a_function_that_nobody_defines_is_never_an_import() {
    let logs = "void host_log(int);\nint work(int n) { host_log(n); return n; }\n";
    let package = Package::new(&[("work.c", logs)]);
    let library = package.library("work").file("work.c").export("work");
    let library = Capability::ALL.into_iter().fold(library, Library::grant);
    let text = failure(library.compile());
    assert!(text.contains("`host_log`"), "{text}");
}

#[test]
fn an_import_that_the_c_code_asks_for_by_attribute_is_refused() {
    let sneaky = "__attribute__((import_module(\"host\"), import_name(\"escape\"))) int escape(int);\n\
                  int run(int n) { return escape(n); }\n";
    let package = Package::new(&[("run.c", sneaky)]);
    let text = failure(package.library("sneaky").file("run.c").export("run").compile());
    assert!(text.contains("imports `escape` from `host`, which was not granted"), "{text}");
}

#[test]
fn what_is_granted_is_imported_and_the_rest_stays_inside() {
    let reads = "#include <stdio.h>\n#include <stdlib.h>\n\
                 int first(void) { FILE *f = fopen(\"a\", \"r\"); return f ? fgetc(f) : puts(getenv(\"HOME\")); }\n";
    let package = Package::new(&[("first.c", reads)]);
    let library = package.library("first").file("first.c").export("first");
    let imports = |library: &Library| {
        let manifest = library.compile().expect("compiles").manifest;
        manifest.imports.into_iter().map(|import| import.name).collect::<BTreeSet<_>>()
    };
    assert_eq!(imports(&library), BTreeSet::new());
    for capability in [Capability::Output, Capability::Environment, Capability::Files] {
        let imports = imports(&library.clone().grant(capability));
        assert!(!imports.is_empty());
        assert!(imports.iter().all(|name| capability.imports().contains(&name.as_str())), "{imports:?}");
    }
}
