//! `#[ringfence::export]`: every mistake that an item can have, and what is understood of a guest that has none.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "table/export.rs"]
mod table;

use ringfence_syntax::Report;
use ringfence_syntax::export::{Export, Exports, arguments};
use ringfence_syntax::manifest::WasmType::{F64, I32, I64};
use table::{BETWEEN_ITEMS, EXPORT_MISTAKES};

#[test]
fn every_mistake_gives_one_message_at_its_token() {
    for (message, marked, text) in EXPORT_MISTAKES {
        let source = marked.replace('«', "");
        let mut report = Report::default();
        let item = syn::parse_str(&source).unwrap_or_else(|error| panic!("{error}: {source}"));
        assert!(Export::read(&item, &mut report).is_none(), "{source}");
        let problems = report.into_problems();
        let told: Vec<_> = problems.iter().map(|problem| problem.to_string()).collect();
        assert_eq!(told.len(), 1, "{source}\n{told:#?}");
        let problem = problems.iter().next().unwrap();
        assert_eq!((&*problem.text, &*problem.label), (*text, message.label), "{source}");
        let before = &marked[..marked.find('«').unwrap()];
        assert_eq!(problem.column, before.chars().count() + 1, "{source}\n{problem}");
        assert!(problem.to_string().lines().count() <= 10, "{problem}");
        assert!(!problem.to_string().contains("{name}"), "{problem}");
    }
}

/// The declarations in the text of a guest.
fn read(guest: &str) -> Result<Exports, String> {
    let declarations = Exports::declarations(guest).unwrap();
    Exports::read(declarations.iter().map(String::as_str)).map_err(|problems| problems.to_string())
}

#[test]
fn types_must_be_exported_and_names_be_unique() {
    let told = read("#[export] fn f(a: &Inner) -> Vec<Outer> {}\nstruct Inner;").unwrap_err();
    assert!(told.contains("`Inner` is not exported") && told.contains("`Outer` is not exported"), "{told}");
    let told = read("#[export] fn f() {}\nmod inner { #[ringfence::export] fn f() {} }").unwrap_err();
    assert!(told.contains("`f` is exported twice"), "{told}");
    assert_eq!(BETWEEN_ITEMS.len(), 3);
}

#[test]
fn an_argument_that_is_none_is_a_mistake() {
    for (text, mistakes) in
        [("", 0), ("crate = a::b", 0), ("name = \"x\"", 1), ("crate", 1), ("crate = a, b", 1)]
    {
        let mut report = Report::default();
        arguments(text.parse().unwrap(), &mut report);
        assert_eq!(report.into_problems().iter().count(), mistakes, "{text}");
    }
}

#[test]
fn functions_have_the_types_of_what_carries_them() {
    let guest = "
        #[ringfence::export] pub fn a(x: u8, y: u64, z: f64, w: usize) -> bool { false }
        #[ringfence::export] pub fn b(x: &[f32], y: &str, z: &Size, w: Option<Size>) {}
        #[ringfence::export] pub fn c() -> Result<(), String> { Ok(()) }
        #[ringfence::export] pub fn d() -> Result<f64, String> { Ok(1.0) }
        #[ringfence::export] pub fn e() -> f64 { 1.0 }
        #[ringfence::export] struct Size { width: u32 }
        fn not_exported() {}
    ";
    let signatures = read(guest).unwrap().signatures();
    let found: Vec<_> =
        signatures.iter().map(|(name, kind)| (&**name, &*kind.params, &*kind.results)).collect();
    assert_eq!(
        found,
        [
            ("rust:a", &[I32, I64, F64, I32][..], &[I32][..]),
            ("rust:b", &[I32; 8], &[]),
            ("rust:c", &[], &[I32]),
            ("rust:d", &[], &[I32]),
            ("rust:e", &[], &[F64]),
        ]
    );
}

#[test]
fn declarations_are_kept_as_they_were_written_but_for_bodies() {
    let guest =
        "/// Adds.\n#[export]\npub fn add(a: u8) -> u8 { a + { 1 } }\n#[export] pub const A: u8 = 1  +  1;";
    let declarations = Exports::declarations(guest).unwrap();
    assert_eq!(
        declarations,
        ["/// Adds.\n#[export]\npub fn add(a: u8) -> u8 {}", "#[export] pub const A: u8 = 1  +  1;"]
    );
    assert!(Exports::declarations("fn {").is_err());
}
