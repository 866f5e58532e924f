//! C++ from source to module: what is linked, what is not mixed up, and what is refused.
#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{Package, bytes, contains, exported, failure};

const SHIM: &str = "#include <string>\n#include \"part.h\"\n\
    extern \"C\" int length(int n) { return (int)std::to_string(part(n)).size(); }\n";

#[test]
fn c_and_cpp_go_into_one_module_each_with_its_own_flags() {
    let package = Package::new(&[
        ("shim.cpp", SHIM),
        ("part.c", "#include \"part.h\"\nint part(int n) { int new = n; return new; }\n"),
        ("part.h", "#ifdef __cplusplus\nextern \"C\"\n#endif\nint part(int n);\n"),
    ]);
    let library = package.library("mixed").files(["shim.cpp", "part.c"]).export("length");
    // C does not know the flag, and C++ would not take a variable named `new`.
    let compiled = library.cpp_flag("-std=c++17").flag("-Werror").compile().expect("builds");
    assert!(compiled.manifest.imports.is_empty());
    assert!(exported(&compiled).contains(&"length"));
    assert!(contains(&bytes(&compiled.wasm()), "__ringfence_throw"));
    assert!(compiled.manifest.flags.iter().any(|flag| flag == "-std=c++17"));
    let sources: Vec<_> = compiled.manifest.sources.iter().map(|source| source.path.as_str()).collect();
    assert!(sources.contains(&"shim.cpp") && sources.contains(&"part.h"), "{sources:?}");
}

#[test]
fn a_library_without_cpp_carries_nothing_of_it() {
    let package = Package::new(&[("plain.c", "int plain(void) { return 1; }\n")]);
    let compiled = package.library("plain").file("plain.c").export("plain").compile().expect("builds");
    assert!(!contains(&bytes(&compiled.wasm()), "__ringfence_throw"));
}

#[test]
fn handlers_of_exceptions_cannot_be_asked_for() {
    let package = Package::new(&[("a.cpp", "int a() { return 1; }\n")]);
    let library = package.library("a").file("a.cpp").export("_Z1av");
    assert!(failure(library.cpp_flag("-fwasm-exceptions").compile()).contains("no handlers in a fence"));
}
