//! Every mistake that an interface can have: what is said, and where.
//!
//! `«` stands before the token that the message must point at.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "table/derive.rs"]
mod derive;
#[path = "table/export.rs"]
mod export;
mod table;

use proc_macro2::{TokenStream, TokenTree};
use ringfence_syntax::messages::{self, Message};
use ringfence_syntax::{Analysis, analyse};

use table::{BUILD_MESSAGES, MISTAKES, Mistake, Source, contracts};

/// Every mistake of every table.
fn mistakes() -> impl Iterator<Item = &'static Mistake> {
    MISTAKES.iter().chain(contracts::MISTAKES)
}

/// Reads `#[ringfence::library(…)] item` as the compiler would hand it over.
fn analyse_text(source: &str) -> Analysis {
    let tokens: Vec<TokenTree> = source.parse::<TokenStream>().unwrap().into_iter().collect();
    let TokenTree::Group(attribute) = &tokens[1] else { panic!("no attribute in {source}") };
    let arguments = match attribute.stream().into_iter().last() {
        Some(TokenTree::Group(arguments)) => arguments.stream(),
        _ => TokenStream::new(),
    };
    analyse(arguments, tokens[2..].iter().cloned().collect())
}

/// The whole source of a mistake.
fn source_of(mistake: &Mistake) -> String {
    let around = |module: &str, block: &str| {
        format!("#[ringfence::library(\"lib\")]\nmod lib {{\n{module}\nextern \"C\" {{ {block} }}\n}}")
    };
    match mistake.source {
        Source::Whole(text) => text.to_owned(),
        Source::Module(text) => around(text, "fn some_function();"),
        Source::Function(text) => around("", text),
        Source::States(text) => around(
            "#[states(Init, Rows)] struct Parser; struct Other;",
            &format!(
                "{text} #[returns(state = Init)] fn new() -> *mut Parser; fn start(#[state(Init => Rows)] parser: *mut Parser);"
            ),
        ),
    }
}

#[test]
fn every_mistake_gives_one_message_at_its_token() {
    for mistake in mistakes() {
        let marked = source_of(mistake);
        let source = marked.replace('«', "");
        let problems = analyse_text(&source).report.into_problems();
        let told: Vec<_> = problems.iter().map(|problem| problem.to_string()).collect();
        assert_eq!(told.len(), 1, "{source}\n{told:#?}");
        let problem = problems.iter().next().unwrap();
        assert_eq!(problem.text, mistake.text, "{source}");
        let before = &marked[..marked.find('«').unwrap_or_else(|| panic!("no mark in {marked}"))];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        assert_eq!((problem.line, problem.column), (line, column), "{source}\n{problem}");
        assert!(problem.to_string().lines().count() <= 10, "{problem}");
        let placeholders = [
            "name",
            "pointer",
            "known",
            "example",
            "count",
            "method",
            "value",
            "other",
            "carrier",
            "purpose",
            "remedy",
            "part",
            "what",
            "target",
            "kind",
            "range",
            "attribute",
        ];
        let unfilled = placeholders.iter().find(|name| problem.to_string().contains(&format!("{{{name}}}")));
        assert_eq!(unfilled, None, "{problem}");
    }
}

#[test]
fn every_message_of_the_table_is_tested() {
    let is_tested = |message: &&Message| {
        BUILD_MESSAGES.iter().any(|other| std::ptr::eq(*message, *other))
            || derive::DERIVE_MISTAKES.iter().any(|(tested, ..)| std::ptr::eq(*message, *tested))
            || export::EXPORT_MISTAKES.iter().any(|(tested, ..)| std::ptr::eq(*message, *tested))
            || export::BETWEEN_ITEMS.iter().any(|other| std::ptr::eq(*message, *other))
            || mistakes().any(|mistake| std::ptr::eq(*message, mistake.message))
    };
    let missing: Vec<_> = messages::all().filter(|message| !is_tested(message)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_texts_in_the_table_are_those_of_the_messages() {
    for mistake in mistakes() {
        let fixed: Vec<_> = mistake.message.text.split(['{', '}']).step_by(2).collect();
        let mut rest = mistake.text;
        for part in fixed {
            let found =
                rest.find(part).unwrap_or_else(|| panic!("{} is not {}", mistake.text, mistake.message.text));
            rest = &rest[found + part.len()..];
        }
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let source = r#"#[ringfence::library("lib")]
mod lib {
    struct NoRepr { x: u8 }
    #[repr(C)] enum Twice { A = 1, B = 1 }
    extern "C" {
        fn a(x: &u8, y: Missing, z: String);
        fn b(x: [u8; 2], ...);
        fn c(value: Missing) -> [u8; 2];
        static VARIABLE: c_void;
    }
}"#;
    let problems = analyse_text(source).report.into_problems();
    let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 4, 6, 6, 6, 7, 8, 9], "{problems}");
}

#[test]
fn a_contract_with_a_mistake_still_says_a_signature() {
    let source = r#"#[ringfence::library("lib")]
mod lib {
    extern "C" {
        #[status(ok = nothing)] fn status(#[out(in = 1..=missing)] x: *mut c_int) -> c_int;
        #[returns(len = n, owned, free = nobody)] fn memory(#[out] n: *mut c_int) -> *mut u8;
        #[require(m > 0)] fn relation(#[inout(len = n)] x: *mut i16, n: usize);
        fn length(#[input(len = m)] x: *const u8, n: usize);
    }
}"#;
    let analysis = analyse_text(source);
    let functions = analysis.interface.unwrap().functions;
    let functions: Vec<_> = functions.iter().map(|function| function.name.to_string()).collect();
    assert_eq!(functions, ["status", "memory", "relation"]);
    let problems = analysis.report.into_problems();
    let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [4, 4, 5, 5, 6, 6, 7], "{problems}");
}

#[test]
fn what_is_legal_remains_after_mistakes() {
    let source = r#"#[ringfence::library("lib")]
mod lib {
    struct NoRepr { x: u8 }
    #[repr(C)] struct Partly { x: Missing, y: u8 }
    #[repr(C)] struct Whole { y: u8 }
    extern "C" {
        fn by_value(x: NoRepr);
        fn by_pointer(x: *mut NoRepr, y: *mut Partly, z: *mut Whole);
        fn wrong(x: &u8);
    }
}"#;
    let interface = analyse_text(source).interface.unwrap();
    let functions: Vec<_> = interface.functions.iter().map(|function| function.name.to_string()).collect();
    assert_eq!(functions, ["by_pointer"]);
    let structs: Vec<_> = interface.structs.iter().map(|structure| structure.name.to_string()).collect();
    assert_eq!(structs, ["Whole"]);
    let opaques: Vec<_> = interface.opaques.iter().map(|opaque| opaque.name.to_string()).collect();
    assert_eq!(opaques, ["NoRepr", "Partly"]);
}
