//! `#[derive(Verify)]`: every mistake that a type can have, and what is understood of one that has none.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "table/derive.rs"]
mod table;

use ringfence_syntax::derive::{Rule, Source, analyse};

use table::DERIVE_MISTAKES;

#[test]
fn every_mistake_gives_one_message_at_its_token() {
    for (message, marked, text) in DERIVE_MISTAKES {
        let source = marked.replace('«', "");
        let problems = analyse(source.parse().unwrap()).report.into_problems();
        let told: Vec<_> = problems.iter().map(|problem| problem.to_string()).collect();
        assert_eq!(told.len(), 1, "{source}\n{told:#?}");
        let problem = problems.iter().next().unwrap();
        assert_eq!((&*problem.text, &*problem.label), (*text, message.label), "{source}");
        let before = &marked[..marked.find('«').unwrap()];
        assert_eq!(problem.column, before.chars().count() + 1, "{source}\n{problem}");
        assert!(problem.to_string().lines().count() <= 10, "{problem}");
        assert!(!problem.to_string().contains('{'), "{problem}");
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let source =
        "#[verify(from = a::B, relation = f(), typo)] struct I<T> { a: u8, #[verify(valid, in 1)] b: T }";
    let problems = analyse(source.parse().unwrap()).report.into_problems();
    assert_eq!(problems.iter().count(), 5, "{problems}");
}

#[test]
fn what_cannot_be_read_is_a_mistake_and_no_panic() {
    for source in [
        "",
        "fn f() {}",
        "struct",
        "#[verify] struct A(#[verify(valid)] u8);",
        "#[verify(from)] struct A(#[verify(valid)] u8);",
        "#[verify(from = )] struct A(#[verify(valid)] u8);",
        "#[verify = 1] struct A(#[verify(valid)] u8);",
        "struct A(#[verify(in)] u8);",
        "struct A(#[verify(with)] u8);",
        "struct A(#[verify(valid valid)] u8);",
        "struct A(#[verify(1)] u8);",
        "#[verify(relation = )] struct A(#[verify(valid)] u8);",
        "#[verify(from = a::B, relation = a < 999999999999999999999999999999999999999999)] struct I { #[verify(valid)] a: u8 }",
    ] {
        let problems = analyse(source.parse().unwrap()).report.into_problems();
        assert_eq!(problems.iter().count(), 1, "{source}\n{problems}");
    }
}

#[test]
fn fields_are_read_by_the_names_of_the_library() {
    let source = "#[verify(from = lib::z_info)] struct Info<'s> {
        #[verify(rename = w, in ..)] width: u32,
        #[verify(pointer)] cast: P<'s>,
        #[verify(valid)] r#type: u8,
    }";
    let verifier = analyse(source.parse().unwrap()).verifier.unwrap();
    let getters: Vec<_> = verifier.fields.iter().map(|field| field.getter.to_string()).collect();
    assert_eq!(getters, ["w", "cast_", "r#type"]);
    let Some(Source::Struct { values, .. }) = &verifier.source else { panic!("{:?}", verifier.source) };
    assert_eq!(values.segments.last().unwrap().ident, "ZInfoValues");
    assert!(matches!(verifier.fields[1].rule, Rule::Pointer));
}
