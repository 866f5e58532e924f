//! The two ways in which `setjmp` can work, and the refusals around them.

use crate::support::{Package, bytes, contains, failure};
use ringfence_build::Setjmp;

const JUMPER: &str = "#include <setjmp.h>\nstatic jmp_buf place;\n\
    __attribute__((noinline)) static void fail(int code) { longjmp(place, code); }\n\
    int check(int code) {\n  int caught = setjmp(place);\n  if (caught) return -caught;\n\
    if (code) fail(code);\n  return 0;\n}\n";

fn jumper() -> Package {
    Package::new(&[("jumper.c", JUMPER)])
}

#[test]
fn setjmp_has_to_be_asked_for_and_the_error_says_how() {
    let error = failure(jumper().library("jumper").file("jumper.c").export("check").compile());
    assert!(error.contains(".setjmp(Setjmp::ErrorsOnly)") && error.contains("Setjmp::Exceptions"), "{error}");
}

#[test]
fn errors_only_needs_no_exceptions_and_is_recorded() {
    let package = jumper();
    let library = package.library("jumper").file("jumper.c").export("check").setjmp(Setjmp::ErrorsOnly);
    let manifest = library.compile().expect("builds").manifest;
    assert!(!manifest.artefact.exceptions);
    assert!(manifest.imports.is_empty());
    assert!(manifest.flags.iter().any(|flag| flag == "setjmp=errors-only"));
    let sources: Vec<_> = manifest.sources.iter().map(|source| source.path.as_str()).collect();
    assert!(sources.contains(&"ringfence-guest/longjmp.c"), "{sources:?}");
    assert!(sources.contains(&"ringfence-guest/setjmp-errors-only/setjmp.h"), "{sources:?}");
    let wasm = bytes(&package.path("out/jumper/jumper.wasm"));
    assert!(contains(&wasm, "__ringfence_longjmp") && contains(&wasm, "__stack_pointer"));
}

#[test]
fn a_library_without_setjmp_shows_the_host_neither_note_nor_stack_pointer() {
    let package = Package::new(&[("plain.c", "int plain(void) { return 1; }\n")]);
    let compiled = package.library("plain").file("plain.c").export("plain").compile().expect("builds");
    let wasm = bytes(&compiled.wasm());
    let exports = wasmparser::Parser::new(0).parse_all(&wasm).find_map(|payload| match payload {
        Ok(wasmparser::Payload::ExportSection(section)) => Some(section),
        _ => None,
    });
    let names: Vec<_> = exports.expect("exports").into_iter().flatten().map(|export| export.name).collect();
    assert!(names.contains(&"plain") && !names.iter().any(|name| name.starts_with("__stack")), "{names:?}");
}

#[cfg(feature = "exceptions")]
mod exceptions {
    use super::*;

    #[test]
    fn exceptions_are_recorded_for_the_engine() {
        let package = jumper();
        let library = package.library("jumper").file("jumper.c").export("check").setjmp(Setjmp::Exceptions);
        match library.compile() {
            Ok(compiled) => {
                assert!(compiled.manifest.artefact.exceptions && compiled.manifest.imports.is_empty());
            }
            // With an older compiler this is all that can be had.
            Err(error) => assert!(error.to_string().contains("take clang 22"), "{error}"),
        }
    }

    #[test]
    fn link_time_optimisation_is_refused() {
        let package = jumper();
        let library = package.library("jumper").file("jumper.c").export("check").flag("-flto=thin");
        let error = failure(library.setjmp(Setjmp::Exceptions).compile());
        assert!(error.contains("`-flto=thin` and `Setjmp::Exceptions` do not go together"), "{error}");
    }
}
