//! The host's side of a guest, against a file.

use std::path::Path;

use ringfence_syntax::export::Exports;
use ringfence_syntax::manifest::{Rust, Source};

use crate::expand::tests::fixture::Fixture;
use crate::golden;

fn rust(exports: Vec<String>) -> Rust {
    Rust { exports, lock_sha256: "ab".repeat(32), packages: vec!["thing 1.2.3".to_owned()] }
}

fn expand(attribute: &str, guest: &str) -> String {
    let exports = Exports::declarations(guest).unwrap();
    let fixture = Fixture::changed(move |manifest| {
        manifest.rust = Some(rust(exports.clone()));
        manifest.source = Some(Source { name: "guest".to_owned(), version: "0.1.0".to_owned() });
    });
    fixture.expand(attribute)
}

#[test]
fn a_guest() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/expand/rust");
    let input = std::fs::read_to_string(folder.join("input/guest.rs")).unwrap();
    let expansion = expand("#[ringfence::library(\"small\", rust)] pub mod small { use std::fmt; }", &input);
    assert!(!expansion.contains("unsafe"));
    golden::compare(&folder.join("expected/guest.rs"), &expansion);
}

#[test]
fn the_crate_may_have_another_name() {
    let guest =
        "#[export] #[derive(Verify)] struct A { #[verify(inert)] a: Vec<u8> } #[export] fn f() -> A {}";
    let expansion =
        expand("#[ringfence::library(\"small\", rust, crate = other::fence)] mod small {}", guest);
    assert!(!expansion.contains("::ringfence"), "{expansion}");
    assert!(expansion.contains("with = \"other::fence::__private::rust::bulk\""), "{expansion}");
}

#[test]
fn a_library_of_c_is_not_one_of_rust() {
    let expansion = Fixture::agreeing().expand("#[ringfence::library(\"small\", rust)] mod small {}");
    assert!(expansion.contains("`small` was not built from Rust"), "{expansion}");
    let told = expand("#[ringfence::library(\"small\", rust)] mod small {}", "#[export] fn f(a: Unknown) {}");
    assert!(told.contains("`Unknown` is not exported"), "{told}");
}
