//! The interface is read from the C headers.

use crate::support::{Package, exported, failure};
use ringfence_build::{Environment, Library};

const HEADER: &str = "/** Doubles. */\nint x_double(int v);\nstruct x_pair { int a; int b; };\n\
    int x_first(const struct x_pair *pair);\nint x_gone(int v);\nlong double x_wide(long double v);\n\
    static inline int x_triple(int v) { return 3 * v; }\n\
    #define X_ONE 1\n#define X_MAX(a, b) ((a) > (b) ? (a) : (b))\nint y_other(void);\n";
const SOURCE: &str = "#include \"x.h\"\nint x_double(int v) { return 2 * v; }\n\
    int x_first(const struct x_pair *pair) { return pair->a; }\nint y_other(void) { return 1; }\n\
    long double x_wide(long double v) { return v; }\n";
const MODULE: &str = "#[ringfence::library(\"x\", header)]\npub mod x {}\n";

fn package() -> Package {
    Package::new(&[("c/x.h", HEADER), ("c/x.c", SOURCE), ("src/lib.rs", MODULE)])
}

fn library(package: &Package) -> Library {
    package.library("x").file("c/x.c").header("x.h")
}

fn read(package: &Package) -> String {
    std::fs::read_to_string(package.path("out/x/x.header.rs")).expect("what was read")
}

#[test]
fn what_fits_is_exported_and_what_does_not_is_not() {
    let package = package();
    let compiled = library(&package).allow("x_.*|X_.*").compile().expect("builds");
    assert_eq!(exported(&compiled), ["_initialize", "ringfence_inline_x_triple", "x_double", "x_first"]);
    let text = read(&package);
    assert!(text.contains("/// Doubles.\n    pub fn x_double(v: ::core::ffi::c_int)"), "{text}");
    assert!(text.contains("pub const X_ONE: i32 = 1;"), "{text}");
    assert!(text.contains("#[c_name = \"struct x_pair\"]"), "{text}");
    assert!(compiled.watched_files.contains(&package.path("c/x.h")));
    assert!(compiled.warnings.is_empty(), "{:?}", compiled.warnings);
}

#[test]
fn what_is_left_out_has_a_reason() {
    let package = package();
    let compiled = library(&package).allow("x_.*|X_.*").compile().expect("builds");
    let left_out = compiled.manifest.header.expect("a header was read").left_out;
    assert_eq!(left_out.keys().collect::<Vec<_>>(), ["X_MAX", "x_gone", "x_wide"]);
    assert_eq!(left_out["x_gone"].reason, "none of the files that are compiled defines it");
    assert_eq!(left_out["x_gone"].parameters, Some(1));
    assert!(left_out["x_wide"].reason.contains("u128"), "{:?}", left_out["x_wide"]);
    let text = read(&package);
    assert!(text.contains("// - `X_MAX`: a macro with arguments; `.constant("), "{text}");
    assert!(text.contains("// - `x_wide`: "), "{text}");
}

#[test]
fn patterns_are_part_of_what_is_remembered() {
    let package = package();
    let library = || library(&package);
    assert!(!library().allow("x_double").compile().expect("builds").reused);
    assert!(library().allow("x_double").compile().expect("builds").reused);
    let other = library().allow("x_first").compile().expect("builds");
    assert!(!other.reused && exported(&other).contains(&"x_first"), "{:?}", exported(&other));
    package.write("c/x.h", &HEADER.replace("X_ONE 1", "X_ONE 2"));
    assert!(!library().allow("x_first|X_ONE").compile().expect("builds").reused);
    assert!(read(&package).contains("X_ONE: i32 = 2;"));
}

#[test]
fn a_pattern_that_fits_nothing_is_a_mistake() {
    let package = package();
    let text = failure(library(&package).allow("x_.*").allow("x").compile());
    assert!(text.contains("x: `.allow(\"x\")` fits nothing in the headers"), "{text}");
}

#[test]
fn a_pattern_that_cannot_be_read_is_shown() {
    let package = package();
    let text = failure(library(&package).allow("x_(").compile());
    assert!(
        text.contains("`.allow(\"x_(\")` is no regular expression") && text.contains("unclosed group"),
        "{text}"
    );
}

#[test]
fn patterns_need_a_header() {
    let package = package();
    let text = failure(package.library("x").file("c/x.c").allow("x_.*").compile());
    assert!(text.contains("add `.header(\"NAME.h\")`"), "{text}");
}

#[test]
fn a_constant_that_is_none_is_a_mistake() {
    let package = package();
    let text = failure(library(&package).allow("x_.*").constant("Z", "x_double(1)").compile());
    assert!(text.contains("`.constant(\"Z\", \"x_double(1)\")` is no constant of C"), "{text}");
    let good = library(&package).allow("x_.*").constant("Z", "X_MAX(3, 4)").compile();
    good.expect("builds");
    assert!(read(&package).contains("pub const Z: i32 = 4;"));
}

#[test]
fn patterns_that_nobody_uses_are_a_warning() {
    let package = package();
    package
        .write("src/lib.rs", &MODULE.replace("x {}", "x { extern \"C\" { fn x_double(v: i32) -> i32; } }"));
    package.write(
        "src/lib.rs",
        "#[ringfence::library(\"x\")] mod x { extern \"C\" { fn x_double(v: i32) -> i32; } }",
    );
    let compiled = library(&package).allow("x_.*").compile().expect("builds");
    assert!(
        compiled.warnings[0].contains("#[ringfence::library(\"x\", header)] takes them"),
        "{:?}",
        compiled.warnings
    );
    assert_eq!(exported(&compiled), ["_initialize", "x_double"]);
}

#[test]
fn headers_and_variables_of_this_machine_stay_out() {
    let package = package();
    package.write("host/x.h", "int x_double(int v); int x_leaked(int v);\n#define X_LEAKED 1\n");
    package.write("c/x.h", &format!("#include <stddef.h>\n{HEADER}"));
    let environment = Environment::of_process().with("CPATH", package.path("host"));
    let built = library(&package).allow("x_.*|X_.*").environment(environment).compile();
    built.expect("builds");
    assert!(!read(&package).to_lowercase().contains("leaked"));
}

#[test]
fn flags_of_the_library_hold_for_its_header() {
    let package = package();
    package.write("c/x.h", &format!("{HEADER}\n#ifdef X_MORE\n#define X_EXTRA X_MORE\n#endif\n"));
    library(&package).define("X_MORE", "7").allow("x_.*|X_.*").compile().expect("builds");
    assert!(read(&package).contains("pub const X_EXTRA: i32 = 7;"));
}

#[test]
fn a_prebuilt_module_brings_what_was_read() {
    let package = package();
    library(&package).allow("x_.*|X_.*").compile().expect("builds");
    std::fs::rename(package.path("out/x/x.wasm"), package.path("x.wasm")).expect("moved");
    let prebuilt = || package.library("x").header("x.h").allow("x_.*|X_.*").prebuilt("x.wasm");
    let text = failure(prebuilt().compile());
    assert!(text.contains("copy `x.header.rs` from where it was built"), "{text}");
    std::fs::rename(package.path("out/x/x.header.rs"), package.path("x.header.rs")).expect("moved");
    let environment = Environment::empty();
    let compiled = prebuilt().environment(environment).compile().expect("no compiler is needed");
    assert!(exported(&compiled).contains(&"x_first"));
}
