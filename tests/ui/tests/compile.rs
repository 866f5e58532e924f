//! Misuse does not compile, and the compiler says what to do instead.
//!
//! After a change of messages: `TRYBUILD=overwrite cargo test -p ringfence-ui`, then read the difference.

#[test]
fn misuse_does_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("taint/*.rs");
    cases.compile_fail("callback/*.rs");
    cases.compile_fail("state/*.rs");
    cases.compile_fail("macro/*.rs");
}
