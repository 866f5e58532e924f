//! Mistakes in `#[derive(Verify)]`: the type, the message, and the words with everything filled in.

use ringfence_syntax::messages::*;

/// `«` stands before the token that the message must point at.
pub(crate) const DERIVE_MISTAKES: &[(&Message, &str, &str)] = &[
    (&DERIVE_NO_STRUCT, "«enum Kind { A }", "`#[derive(Verify)]` belongs on a struct"),
    (&DERIVE_NO_STRUCT, "«union Either { a: u8 }", "`#[derive(Verify)]` belongs on a struct"),
    (&DERIVE_FIELDS, "struct «Unit;", "`Unit` has no fields that values could go to"),
    (&DERIVE_FIELDS, "struct «Two(#[verify(valid)] u8, u8);", "`Two` has no fields that values could go to"),
    (
        &DERIVE_FIELDS,
        "#[verify(from = a::B)] struct «Empty {}",
        "`Empty` has no fields that values could go to",
    ),
    (
        &DERIVE_GENERIC,
        "struct Any<«T>(#[verify(valid)] T);",
        "a verified type has no parameters but one lifetime",
    ),
    (
        &DERIVE_GENERIC,
        "#[verify(from = a::B)] struct Two<'a, «'b> { #[verify(pointer)] p: P<'a, 'b> }",
        "a verified type has no parameters but one lifetime",
    ),
    (
        &DERIVE_GENERIC,
        "#[verify(from = a::B)] struct Bound<'a> «where u8: 'a { #[verify(pointer)] p: P<'a> }",
        "a verified type has no parameters but one lifetime",
    ),
    (&DERIVE_NO_SOURCE, "struct «Info { #[verify(valid)] a: u8 }", "nothing says what `Info` is made from"),
    (
        &DERIVE_FROM,
        "#[verify(from = «[u8; 2])] struct Info { #[verify(valid)] a: u8 }",
        "this is not the path of a struct",
    ),
    (
        &DERIVE_FROM,
        "#[verify(from = «<A as B>::C)] struct Info { #[verify(valid)] a: u8 }",
        "this is not the path of a struct",
    ),
    (&DERIVE_NO_RULE, "#[verify(from = a::B)] struct Info { «width: u32 }", "the field `width` has no rule"),
    (
        &DERIVE_NO_RULE,
        "#[verify(from = a::B)] struct Info { #[verify(rename = w)] «r#type: u32 }",
        "the field `type` has no rule",
    ),
    (&DERIVE_NO_RULE, "struct Width(«u32);", "the field `0` has no rule"),
    (&DERIVE_TWO_RULES, "struct Width(#[verify(valid, «in 1..=5)] u32);", "the field has a rule already"),
    (
        &DERIVE_TWO_RULES,
        "struct Width(#[verify(in 1..=5)] #[verify(«with = f)] u32);",
        "the field has a rule already",
    ),
    (&DERIVE_UNKNOWN, "struct Width(#[verify(«inn 1..=5)] u32);", "`inn` is not known here"),
    (
        &DERIVE_UNKNOWN,
        "#[verify(«form = a::B)] struct Width(#[verify(valid)] u32);",
        "`form` is not known here",
    ),
    (
        &DERIVE_REPEATED,
        "#[verify(from = u8, «from = u16)] struct Width(#[verify(valid)] u32);",
        "`from` was said before",
    ),
    (
        &DERIVE_REPEATED,
        "#[verify(from = a::B)] struct I { #[verify(valid, rename = b, «rename = c)] a: u8 }",
        "`rename` was said before",
    ),
    (
        &DERIVE_RENAME,
        "struct Width(#[verify(valid, rename = «w)] u32);",
        "the value of a tuple struct has no other name",
    ),
    (
        &DERIVE_RELATION,
        "#[verify(from = a::B, relation = «a + 1)] struct I { #[verify(valid)] a: u8 }",
        "this cannot stand in a relation",
    ),
    (
        &DERIVE_RELATION,
        "#[verify(from = a::B, relation = «a)] struct I { #[verify(valid)] a: u8 }",
        "this cannot stand in a relation",
    ),
    (
        &DERIVE_RELATION,
        "#[verify(from = a::B, relation = a < «b.len())] struct I { #[verify(valid)] a: u8 }",
        "this cannot stand in a relation",
    ),
    (
        &DERIVE_RELATION,
        "#[verify(from = a::B, relation = a < «1.5 || a > 3)] struct I { #[verify(valid)] a: u8 }",
        "this cannot stand in a relation",
    ),
    (
        &DERIVE_RELATION,
        "#[verify(from = a::B, relation = a == (b «& 1))] struct I { #[verify(valid)] a: u8 }",
        "this cannot stand in a relation",
    ),
];
