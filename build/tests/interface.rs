//! The wrapper's Rust source and the C code must agree.

use crate::support::{Package, exported, failure};

const HEADER: &str =
    "typedef struct { int width; short depth; } Info;\nint inspect(Info *info, double scale);\n";
const SOURCE: &str = "#include \"shape.h\"\n#include <stdlib.h>\n\
    int inspect(Info *info, double scale) { return info->width * (int)scale; }\n";

fn package(module: &str) -> Package {
    let text =
        format!("#[ringfence::library(\"shape\")]\npub mod shape {{\n use std::ffi::*;\n{module}\n}}\n");
    Package::new(&[("c/shape.h", HEADER), ("c/shape.c", SOURCE), ("src/fenced.rs", &text)])
}

const FUNCTION: &str = "extern \"C\" { pub fn inspect(info: *mut Info, scale: f64) -> c_int; }";
const GOOD: &str = "#[repr(C)] pub struct Info { pub width: c_int, pub depth: c_short }";

#[test]
fn functions_of_the_interface_are_exported_without_being_named() {
    let package = package(&format!("{GOOD}\n{FUNCTION}"));
    let library = package.library("shape").file("c/shape.c").header("shape.h");
    let compiled = library.compile().expect("builds");
    assert_eq!(exported(&compiled), ["_initialize", "inspect"]);
    assert!(compiled.watched_files.contains(&package.path("src/fenced.rs")));
    assert!(!compiled.watched_files.contains(&package.path("src")), "other files may change freely");
}

#[test]
fn a_wrong_signature_names_the_function_and_both_types() {
    let package = package("extern \"C\" { pub fn inspect(info: *mut c_void, scale: c_int) -> c_int; }");
    let text = failure(package.library("shape").file("c/shape.c").compile());
    assert!(text.contains("`inspect` has another type than the interface says"), "{text}");
    assert!(text.contains("(i32, i32) -> i32") && text.contains("(i32, f64) -> i32"), "{text}");
}

#[test]
fn a_struct_that_differs_from_the_header_names_the_field() {
    let package = package(&format!(
        "#[repr(C)] pub struct Info {{ pub depth: c_short, pub width: c_int }}\n{FUNCTION}"
    ));
    let text = failure(package.library("shape").file("c/shape.c").header("shape.h").compile());
    assert!(text.contains("the interface and the C headers disagree"), "{text}");
    assert!(text.contains("Info") && text.contains("width") && text.contains("depth"), "{text}");
}

#[test]
fn structs_without_a_header_ask_for_one() {
    let package = package(&format!("{GOOD}\n{FUNCTION}"));
    let text = failure(package.library("shape").file("c/shape.c").compile());
    assert!(text.contains(".header(\"NAME.h\")"), "{text}");
}

#[test]
fn a_change_of_the_interface_compiles_again() {
    let package = package(&format!("{GOOD}\n{FUNCTION}"));
    let library = package.library("shape").file("c/shape.c").header("shape.h");
    library.compile().expect("builds");
    assert!(library.compile().expect("builds").reused);
    let more = format!("{GOOD}\n{FUNCTION}\nextern \"C\" {{ pub fn free(p: *mut c_void); }}");
    let text = format!("#[ringfence::library(\"shape\")]\npub mod shape {{\n use std::ffi::*;\n{more}\n}}\n");
    package.write("src/fenced.rs", &text);
    let compiled = library.compile().expect("builds");
    assert!(!compiled.reused);
    assert_eq!(exported(&compiled), ["_initialize", "free", "inspect"]);
}

#[test]
fn an_interface_that_cannot_be_read_is_left_to_the_macro() {
    let package = package("extern \"C\" { pub fn inspect(info: Unknown) }");
    package.library("shape").file("c/shape.c").compile().expect("the macro will say it at the token");
}

#[test]
fn an_interface_outside_src_can_be_named() {
    let text = format!(
        "#[ringfence::library(\"shape\")]\nmod shape {{\n use std::ffi::*;\n{GOOD}\n{FUNCTION}\n}}\n"
    );
    let package = Package::new(&[("c/shape.h", HEADER), ("c/shape.c", SOURCE), ("benches/shape.rs", &text)]);
    let library = package.library("shape").file("c/shape.c").header("shape.h").interface("benches/shape.rs");
    assert_eq!(exported(&library.compile().expect("builds")), ["_initialize", "inspect"]);
}
