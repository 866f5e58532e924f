//! Finding an interface in a source file.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use ringfence_syntax::find;

#[test]
fn an_interface_is_found_at_any_depth_and_by_any_path() {
    for source in [
        "#[ringfence::library(\"a\")] mod a { extern \"C\" { fn f(); } }",
        "mod x { mod y { #[library(\"a\", marker = M)] mod a { extern \"C\" { fn f(); } } } }",
        "#[library(\"b\")] mod b { broken! {} } #[::re::export::library(\"a\")] mod z { extern \"C\" { fn f(); } }",
    ] {
        let found = find(source, "a").unwrap().unwrap();
        assert_eq!(found.functions.len(), 1, "{source}");
        assert!(!found.needs_headers());
    }
}

#[test]
fn other_libraries_and_other_attributes_are_not_found() {
    for source in [
        "",
        "#[ringfence::library(\"b\")] mod a { extern \"C\" { fn f(); } }",
        "#[library] mod a {}",
        "#[library(a)] mod a {}",
        "#[other(\"a\")] mod a {}",
        "fn library() {}",
    ] {
        assert!(find(source, "a").unwrap().is_none(), "{source}");
    }
}

#[test]
fn mistakes_have_file_line_and_column() {
    let source = "\n#[ringfence::library(\"a\")]\nmod a {\n    extern \"C\" { fn f(x: &u8); }\n}\n";
    let problems = find(source, "a").unwrap_err();
    assert_eq!(
        problems.render("src/lib.rs"),
        "src/lib.rs:4:26: references cannot cross the fence (a reference)\n    hint: use `*const u8`"
    );
}

#[test]
fn a_file_that_is_not_rust_is_told_once() {
    let problems = find("fn f( {", "a").unwrap_err();
    assert_eq!(problems.iter().count(), 1);
}

#[test]
fn two_modules_for_one_library_are_a_mistake() {
    let source = "#[library(\"a\")] mod a { extern \"C\" { fn f(); } } #[library(\"a\")] mod b { extern \"C\" { fn f(); } }";
    let problems = find(source, "a").unwrap_err();
    assert!(problems.to_string().contains("the library `a` is declared by two modules of this file"));
}
