//! Expansions against files: `input/name.rs` becomes `expected/name.rs`.
//!
//! `BLESS=1 cargo test -p ringfence-macros` writes the files anew.

pub(super) mod fixture;

use std::path::Path;

use fixture::{Fixture, parts};
use ringfence_syntax::hash;
use ringfence_syntax::manifest::{HeaderFile, LeftOut};

use crate::golden;

/// Compares the expansion of an input with its file.
fn check(name: &str, fixture: &Fixture) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/expand");
    let input = std::fs::read_to_string(folder.join("input").join(name)).unwrap();
    let found = fixture.expand(&input);
    golden::compare(&folder.join("expected").join(name), &found);
}

#[test]
fn functions() {
    check("functions.rs", &Fixture::agreeing());
}

#[test]
fn contracts() {
    check("contracts.rs", &Fixture::agreeing());
}

#[test]
fn states() {
    check("states.rs", &Fixture::agreeing());
}

#[test]
fn structs() {
    check("structs.rs", &Fixture::agreeing());
}

#[test]
fn callbacks() {
    check("callbacks.rs", &Fixture::agreeing());
}

#[test]
fn globals() {
    check("globals.rs", &Fixture::agreeing());
}

#[test]
fn a_variable_that_is_not_exported_is_an_error() {
    let input = r#"#[ringfence::library("small")] mod small { extern "C" { static count: i32; } }"#;
    let fixture = Fixture::changed(|manifest| manifest.globals.clear());
    let expansion = fixture.expand(input);
    assert!(expansion.contains("the library `small` has no variable `count`"), "{expansion}");
}

#[test]
fn enums() {
    check("enums.rs", &Fixture::agreeing());
}

#[test]
fn other_items_stay() {
    check("items.rs", &Fixture::agreeing());
}

#[test]
fn mistakes_leave_a_stub() {
    check("mistakes.rs", &Fixture::agreeing());
}

#[test]
fn grants_and_the_arena_are_embedded() {
    let fixture = Fixture::changed(|manifest| {
        manifest.imports.push(parts::import("wasi_snapshot_preview1", "clock_time_get"));
        manifest.capabilities.push("clock".to_owned());
        manifest.arena = Some(parts::arena(1024, 4096));
        manifest.source = Some(parts::source("small-sys", "1.2.3"));
        manifest.wasm.symbols = true;
    });
    check("granted.rs", &fixture);
}

const INTERFACE: &str =
    r#"#[ringfence::library("small")] mod small { extern "C" { fn encode(length: usize, scale: f64); } }"#;

/// The errors of an expansion, each with its hint.
fn errors(fixture: &Fixture) -> Vec<String> {
    let expansion = fixture.expand(INTERFACE);
    let file = syn::parse_file(&expansion).unwrap();
    assert!(expansion.contains("trait SmallCalls"), "no stub: {expansion}");
    let errors = file.items.iter().filter_map(|item| match item {
        syn::Item::Macro(error) => error.mac.parse_body::<syn::LitStr>().ok().map(|text| text.value()),
        _ => None,
    });
    errors.collect()
}

#[test]
fn a_library_without_its_sources_expands_to_one_that_says_so() {
    let fixture = Fixture::changed(|manifest| {
        let limits = manifest.limits;
        *manifest =
            ringfence_syntax::manifest::Manifest::absent(&manifest.library, "no sources".to_owned(), limits);
    });
    let expansion = fixture.expand(INTERFACE);
    assert_eq!(errors(&fixture), [""; 0]);
    assert!(expansion.contains("const ABSENT:"), "{expansion}");
    assert!(expansion.contains("\"no sources\"") && expansion.contains("machine_code: &[],"), "{expansion}");
    assert!(expansion.contains("fn encode"), "its functions are there: {expansion}");
}

#[test]
fn a_function_that_is_not_exported_is_an_error() {
    let fixture = Fixture::changed(|manifest| {
        let signature = manifest.exports.remove("encode").unwrap();
        manifest.exports.insert("encode_".to_owned(), signature);
    });
    assert_eq!(
        errors(&fixture),
        ["the library `small` has no function `encode`\n\
          hint: add `.export(\"encode\")` in build.rs, or the `.file(…)` that defines it; there is `encode_`"]
    );
}

#[test]
fn a_mistake_in_the_interface_is_not_followed_by_missing_functions() {
    let fixture = Fixture::changed(|manifest| manifest.exports.clear());
    let interface = INTERFACE.replace("length: usize", "#[input(len = nothing)] length: *const u8");
    let expansion = fixture.expand(&interface);
    assert!(expansion.contains("nothing") && !expansion.contains("has no function"), "{expansion}");
}

#[test]
fn another_signature_is_an_error() {
    let fixture = Fixture::changed(|manifest| {
        manifest.exports.insert("encode".to_owned(), parts::signature("i32 f32", ""));
    });
    assert_eq!(
        errors(&fixture),
        ["`encode` has another signature in the library: declared (i32, f64), found (i32, f32)\n\
          hint: compare with the C prototype: `scale` is a `float` there, not a `double`"]
    );
    let fixture = Fixture::changed(|manifest| {
        manifest.exports.insert("encode".to_owned(), parts::signature("i32 f64", "i32"));
    });
    let expected = "it returns an integer of up to 32 bits or a pointer, not nothing";
    assert!(errors(&fixture)[0].ends_with(expected));
    let fixture = Fixture::changed(|manifest| {
        manifest.exports.insert("encode".to_owned(), parts::signature("i32", ""));
    });
    assert!(errors(&fixture)[0].ends_with("it has 1 parameter, the declaration 2 parameters"));
}

#[test]
fn files_that_changed_are_errors() {
    for (file, bytes) in [("small.cwasm", Some("other")), ("small.wasm", Some("")), ("small.cwasm", None)] {
        let fixture = Fixture::agreeing().with_file(file, bytes);
        let told = errors(&fixture);
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with(&format!("the file `{file}` of the library `small` ")), "{told:?}");
    }
}

#[test]
fn layouts_that_nobody_compared_are_an_error() {
    const WITH_ENUM: &str = r#"#[ringfence::library("small")] mod small {
        #[repr(C)] enum Kind { A = 1 }
        extern "C" { fn kind() -> Kind; }
    }"#;
    let fixture = Fixture::changed(|manifest| manifest.layouts = vec!["of another interface".to_owned()]);
    let expansion = fixture.expand(WITH_ENUM);
    assert!(expansion.contains("were not compared with the C headers"), "{expansion}");
    assert!(!Fixture::agreeing().expand(WITH_ENUM).contains("compile_error"));
}

#[test]
fn a_library_that_was_not_built_is_one_error() {
    let told = errors(&Fixture::without_output());
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0].lines().collect::<Vec<_>>(),
        [
            "the library `small` was not built: this package has no build script",
            "hint: add `ringfence-build` to `[build-dependencies]`, and a build.rs with",
            "fn main() -> Result<(), ringfence_build::Error> {",
            "    ringfence_build::Library::new(\"small\").file(\"c/small.c\").compile()?;",
            "    Ok(())",
            "}",
        ]
    );
    let told = errors(&Fixture::agreeing().with_file("ringfence.json", None));
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("build.rs must call `ringfence_build::Library::new(\"small\")"), "{told:?}");
}

#[test]
fn a_manifest_that_is_of_no_use_is_an_error() {
    let told = errors(&Fixture::agreeing().with_file("ringfence.json", Some("{}")));
    assert!(told[0].starts_with("what the build helper wrote about `small` cannot be read: "), "{told:?}");
    let told = errors(&Fixture::changed(|manifest| manifest.library = "other".to_owned()));
    assert!(told[0].contains("it is about `other`"), "{told:?}");
}

#[test]
fn an_output_elsewhere_is_named_by_its_path() {
    let expansion = Fixture::agreeing().elsewhere().expand(INTERFACE);
    assert!(!expansion.contains("\"OUT_DIR\"") && expansion.contains("/small/small.cwasm\""), "{expansion}");
}

#[test]
fn what_is_no_module_is_only_an_error() {
    let expansion = Fixture::agreeing().expand("#[ringfence::library(\"small\")] extern \"C\" { fn f(); }");
    assert!(expansion.starts_with("::core::compile_error!"), "{expansion}");
}

#[test]
fn nothing_that_is_generated_is_unsafe_or_relative() {
    for name in [
        "functions.rs",
        "callbacks.rs",
        "contracts.rs",
        "states.rs",
        "globals.rs",
        "structs.rs",
        "enums.rs",
        "granted.rs",
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/expand/expected");
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(!text.contains("unsafe"), "{name}");
        // Imports and aliases are the user's own.
        let generated = text.lines().filter(|line| !line.contains("use std") && !line.contains(" type "));
        for line in generated {
            for relative in [" Result<", " Ok(", " Some(", " Option<", " std::", " core::", " include_bytes!"]
            {
                assert!(!line.contains(relative), "{name}: {line}");
            }
        }
    }
}

#[test]
fn a_header_that_was_not_read_is_an_error_at_the_word() {
    let expansion = Fixture::agreeing().expand(r#"#[ringfence::library("small", header)] mod small {}"#);
    assert!(expansion.contains("build.rs reads no header of `small`"), "{expansion}");
}

#[test]
fn without_a_build_only_that_is_said() {
    let input = r#"#[ringfence::library("small", header)] mod small {}"#;
    let expansion = Fixture::without_output().expand(input);
    assert!(expansion.contains("the library `small` was not built"), "{expansion}");
    assert!(!expansion.contains("reads no header"), "{expansion}");
}

/// A library of which the header was read.
fn with_header(text: &'static str) -> Fixture {
    Fixture::changed(move |manifest| {
        let left_out = LeftOut { reason: "nothing defines it".to_owned(), parameters: Some(2) };
        manifest.exports.insert("width".to_owned(), parts::signature("i32", "i32"));
        manifest.header = Some(HeaderFile {
            file: "small.header.rs".to_owned(),
            sha256: hash::sha256_hex(text.as_bytes()),
            left_out: [("gone".to_owned(), left_out)].into(),
        });
    })
}

const HEADER: &str =
    "pub const MOST: i32 = 3; extern \"C\" { pub fn width(image: i32) -> i32; pub fn gone(); }";

#[test]
fn what_was_read_is_in_the_wrapper_and_what_was_left_out_says_why() {
    let input = r#"#[ringfence::library("small", header)] mod small {}"#;
    let fixture = with_header(HEADER).with_file("small.header.rs", Some(HEADER));
    let expansion = fixture.expand(input);
    assert!(!expansion.contains("compile_error"), "{expansion}");
    assert!(expansion.contains("pub const MOST: i32 = 3;") && expansion.contains("fn width("), "{expansion}");
    assert!(expansion.contains("`gone` was left out of the wrapper: nothing defines it"), "{expansion}");
    assert!(expansion.contains("fn gone<'__scope, A0, A1, R>("), "{expansion}");
}

#[test]
fn a_header_that_somebody_wrote_into_is_refused() {
    let input = r#"#[ringfence::library("small", header)] mod small {}"#;
    let fixture = with_header(HEADER).with_file("small.header.rs", Some("pub const MOST: i32 = 4;"));
    let expansion = fixture.expand(input);
    assert!(expansion.contains("`small.header.rs` of the library `small` is not the one"), "{expansion}");
}
