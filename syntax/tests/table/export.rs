//! Mistakes in `#[ringfence::export]`: the item, the message, and the words with everything filled in.

use ringfence_syntax::messages::*;

/// `«` stands before the token that the message must point at.
pub(crate) const EXPORT_MISTAKES: &[(&Message, &str, &str)] = &[
    (
        &EXPORT_ITEM,
        "«static A: u8 = 1;",
        "`#[ringfence::export]` belongs on a function, a struct, an enum or a constant",
    ),
    (
        &EXPORT_ITEM,
        "«impl A {}",
        "`#[ringfence::export]` belongs on a function, a struct, an enum or a constant",
    ),
    (&EXPORT_GENERIC, "fn first<«T>(a: u8) {}", "`first` is generic, and a module holds no generic code"),
    (&EXPORT_GENERIC, "struct Any<«'a> { a: u8 }", "`Any` is generic, and a module holds no generic code"),
    (&EXPORT_GENERIC, "fn f() «where u8: Copy {}", "`f` is generic, and a module holds no generic code"),
    (&EXPORT_ASYNC, "«async fn f() {}", "an exported function cannot be `async`"),
    (&EXPORT_QUALIFIER, "«unsafe fn f() {}", "an exported function is an ordinary one"),
    (&EXPORT_QUALIFIER, "«extern \"C\" fn f() {}", "an exported function is an ordinary one"),
    (&EXPORT_RECEIVER, "fn f(«&self) {}", "a method cannot be exported"),
    (&EXPORT_PATTERN, "fn f(«(a, b): (u8, u8)) {}", "this parameter has no name"),
    (&EXPORT_PATTERN, "fn f(«_: u8) {}", "this parameter has no name"),
    (&EXPORT_RETURNS_REFERENCE, "fn f(a: &[u8]) -> «&[u8] { a }", "a reference cannot leave the fence"),
    (&EXPORT_RETURNS_REFERENCE, "fn f() -> Option<«&'static str> {}", "a reference cannot leave the fence"),
    (
        &EXPORT_RETURNS_REFERENCE,
        "#[derive(Verify)] struct A { #[verify(«pointer)] a: u32 }",
        "a reference cannot leave the fence",
    ),
    (&EXPORT_MUTABLE, "fn f(a: &«mut [u8]) {}", "the guest cannot change what the host lent"),
    (&EXPORT_OWNED, "fn f(a: «String) {}", "`String` would be copied twice"),
    (&EXPORT_OWNED, "fn f(a: «Vec<f32>) {}", "`Vec` would be copied twice"),
    (&EXPORT_SIZE, "struct A { a: «usize }", "`usize` has 32 bits in the guest and 64 on most hosts"),
    (
        &EXPORT_SIZE,
        "fn f() -> Result<«isize, String> {}",
        "`isize` has 32 bits in the guest and 64 on most hosts",
    ),
    (&EXPORT_TYPE, "fn f(a: «Box<u8>) {}", "this type cannot cross the fence"),
    (&EXPORT_TYPE, "fn f() -> «u128 {}", "this type cannot cross the fence"),
    (&EXPORT_TYPE, "fn f(a: &[«Size]) {}", "this type cannot cross the fence"),
    (&EXPORT_TYPE, "fn f(a: «impl Fn()) {}", "this type cannot cross the fence"),
    (&EXPORT_TYPE, "struct A { a: «*const u8 }", "this type cannot cross the fence"),
    (&EXPORT_RESULT, "fn f() -> Option<«Result<u8, u8>> {}", "`Result` can only be the result of a function"),
    (&EXPORT_FIELDS, "struct «Unit;", "`Unit` has no fields that could cross"),
    (&EXPORT_FIELDS, "struct «Two(u8, u8);", "`Two` has no fields that could cross"),
    (&EXPORT_FIELDS, "enum «Never {}", "`Never` has no fields that could cross"),
    (&EXPORT_VARIANT, "enum Shape { Dot, Circle «(f32) }", "the variant `Circle` holds data"),
    (&EXPORT_SERDE, "struct A { «#[serde(skip)] a: u8 }", "`#[serde]` would change what the host reads"),
    (&CONDITIONAL, "«#[cfg(unix)] fn f() {}", "`#[cfg]` is not supported on parts of an interface"),
    (&EXPORT_CONSTANT, "const A: «[u8; 2] = [1, 2];", "an exported constant is a number or a text"),
    (
        &EXPORT_VERIFY_FROM,
        "#[derive(ringfence::Verify)] #[verify(from = «a::B)] struct A { #[verify(valid)] a: u8 }",
        "an exported struct is verified from itself",
    ),
    (&DERIVE_NO_RULE, "#[derive(ringfence::Verify)] struct A { «a: u8 }", "the field `a` has no rule"),
];

/// Mistakes that only show when all items of a guest are seen; tested where that is.
pub(crate) const BETWEEN_ITEMS: &[&Message] = &[&EXPORT_UNKNOWN, &EXPORT_TWICE, &EXPORT_ARGUMENT];
