//! Zero imports is the default.
#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{Package, failure};

#[test]
fn a_clock_is_refused_and_the_function_is_named() {
    let clock = "#include <time.h>\nlong long now(void) { return time(0); }\n";
    let package = Package::new(&[("now.c", clock)]);
    let library = package.library("clock").file("now.c").export("now");
    let text = failure(library.compile());
    assert!(text.contains("imports `clock_time_get` from `wasi_snapshot_preview1`"), "{text}");
    assert!(text.contains("reads the clock") && text.contains(".grant("), "{text}");

    let granted = library.grant("wasi_snapshot_preview1", "clock_time_get").compile().expect("granted");
    let imports: Vec<_> = granted.manifest.imports.iter().map(|import| import.name.as_str()).collect();
    assert_eq!(imports, ["clock_time_get"]);
}

#[test]
fn randomness_is_refused_and_the_function_is_named() {
    let random = "#include <unistd.h>\nint roll(void) { int n; getentropy(&n, sizeof n); return n; }\n";
    let package = Package::new(&[("roll.c", random)]);
    let text = failure(package.library("dice").file("roll.c").export("roll").compile());
    assert!(text.contains("imports `random_get`") && text.contains("random numbers"), "{text}");
}

#[test]
fn an_own_import_must_be_granted_by_its_exact_name() {
    let logs = "void host_log(int);\nint work(int n) { host_log(n); return n; }\n";
    let package = Package::new(&[("work.c", logs)]);
    let library = package.library("work").file("work.c").export("work");
    let text = failure(library.clone().grant("env", "another").compile());
    // Linkers differ in who finds it: wasm-ld, or the check of the module that zig linked.
    assert!(text.contains("`host_log`"), "{text}");
    let granted = library.grant("env", "host_log").compile().expect("granted");
    assert_eq!(granted.manifest.imports.len(), 1);
}

#[test]
fn an_import_that_the_c_code_asks_for_by_attribute_is_refused() {
    let sneaky = "__attribute__((import_module(\"host\"), import_name(\"escape\"))) int escape(int);\n\
                  int run(int n) { return escape(n); }\n";
    let package = Package::new(&[("run.c", sneaky)]);
    let text = failure(package.library("sneaky").file("run.c").export("run").compile());
    assert!(text.contains("imports `escape` from `host`, which was not granted"), "{text}");
}
