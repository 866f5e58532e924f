//! C++ from source to module: what is linked, what is not mixed up, and what is refused.

use crate::support::{Package, bytes, contains, exported, failure};

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
fn handlers_are_asked_for_by_name_and_not_by_flag() {
    let package = Package::new(&[("a.cpp", "int a() { return 1; }\n")]);
    let library = package.library("a").file("a.cpp").export("_Z1av");
    assert!(failure(library.cpp_flag("-fwasm-exceptions").compile()).contains("`.cpp_exceptions()` gives"));
}

#[cfg(feature = "exceptions")]
#[test]
fn handlers_are_recorded_for_the_engine_and_build_again_when_they_are_taken_away() {
    let text = "int a(int n) { try { if (n) throw n; } catch (int caught) { return -caught; } return 0; }\n";
    let package = Package::new(&[("a.cpp", text)]);
    let library = package.library("a").file("a.cpp").export("_Z1ai");
    // Without `setjmp` the C files know nothing of exceptions.
    match library.clone().cpp_exceptions().compile() {
        Ok(compiled) => {
            assert!(compiled.manifest.artefact.exceptions && compiled.manifest.imports.is_empty());
            assert!(compiled.manifest.flags.iter().any(|flag| flag == "-fwasm-exceptions"));
            let sources: Vec<_> =
                compiled.manifest.sources.iter().map(|source| source.path.as_str()).collect();
            assert!(sources.contains(&"ringfence-guest/handlers.cpp"), "{sources:?}");
            assert!(library.clone().cpp_exceptions().compile().expect("builds").reused);
        }
        // With other compilers this is all that can be had.
        Err(error) => assert!(error.to_string().contains("clang 22"), "{error}"),
    }
    let without = library.compile().expect("builds");
    assert!(!without.reused && !without.manifest.artefact.exceptions);
}
