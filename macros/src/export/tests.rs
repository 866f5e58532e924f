//! Expansions against files: `input/name.rs` becomes `expected/name.rs`.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Item;

use crate::golden;

/// The expansion of every item in a file that has the attribute.
fn expand(text: &str) -> String {
    let file = syn::parse_file(text).unwrap();
    let tokens: TokenStream = file.items.into_iter().map(expanded).collect();
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

fn expanded(mut item: Item) -> TokenStream {
    let attributes = match &mut item {
        Item::Fn(found) => &mut found.attrs,
        Item::Struct(found) => &mut found.attrs,
        Item::Enum(found) => &mut found.attrs,
        Item::Const(found) => &mut found.attrs,
        other => return other.to_token_stream(),
    };
    let attribute = attributes.remove(0);
    let arguments = attribute.meta.require_list().map(|list| list.tokens.clone()).unwrap_or_default();
    super::item(arguments, item.into_token_stream())
}

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export");
    let input = std::fs::read_to_string(folder.join("input").join(name)).unwrap();
    golden::compare(&folder.join("expected").join(name), &expand(&input));
}

#[test]
fn functions() {
    check("functions.rs");
}

#[test]
fn types() {
    check("types.rs");
}

#[test]
fn mistakes_leave_the_item() {
    check("mistakes.rs");
}

#[test]
fn the_derive_says_that_there_are_rules() {
    let expansion = super::verify("#[verify(crate = other)] struct Size { a: u8 }".parse().unwrap());
    assert_eq!(
        prettyplease::unparse(&syn::parse2(expansion).unwrap()),
        "#[automatically_derived]\nimpl other::Returned for Size {}\n"
    );
}
