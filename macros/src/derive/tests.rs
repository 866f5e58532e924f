//! Expansions against files: `input/name.rs` becomes `expected/name.rs`.

use std::path::Path;

use quote::ToTokens;

use crate::golden;

/// The expansions of every type in a file.
fn expand(text: &str) -> String {
    let file = syn::parse_file(text).unwrap();
    let tokens: proc_macro2::TokenStream =
        file.items.iter().map(|item| super::verify(item.to_token_stream())).collect();
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/derive");
    let input = std::fs::read_to_string(folder.join("input").join(name)).unwrap();
    golden::compare(&folder.join("expected").join(name), &expand(&input));
}

#[test]
fn rules() {
    check("rules.rs");
}

#[test]
fn relations() {
    check("relations.rs");
}

#[test]
fn single_values() {
    check("single.rs");
}

#[test]
fn mistakes_leave_a_stub() {
    check("mistakes.rs");
}

#[test]
fn nothing_that_is_generated_is_unsafe_or_relative() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/derive/expected");
    for name in ["rules.rs", "relations.rs", "single.rs"] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        for relative in ["unsafe", " Result<", " Ok(", " Some(", " Option<", " std::", " core::", " concat!"]
        {
            assert!(!text.contains(relative), "{name}: {relative}");
        }
    }
}
