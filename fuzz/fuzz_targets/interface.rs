//! The reader of interfaces and of derived types, on any tokens: it never panics, and what it has to say it says at a
//! place inside the input.
//!
//! Arbitrary text is hardly ever Rust, so most inputs are words out of a list, with their brackets closed.
#![no_main]

use std::str::FromStr;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use proc_macro2::{TokenStream, TokenTree};
use ringfence_syntax::{Problems, analyse, derive};

#[derive(Arbitrary, Debug)]
enum Input<'a> {
    Text(&'a str),
    Module(Vec<u8>),
    Functions(Vec<u8>),
    Fields(Vec<u8>),
    Attributes(Vec<u8>, Vec<u8>),
    Derived(Vec<u8>, Vec<u8>),
}

const WORDS: &[&str] = &[
    "(", ")", "[", "]", "{", "}", "<", ">", ",", ";", ":", "::", "=", "#", "!", "*", "&", "->", "-", "+", "/", "%", "<<",
    "..", "..=", "...", "|", "||", "&&", "==", "_", "'a", "0", "1", "0x7fff_ffff", "4294967296", "1.5", "-1",
    "\"C\"", "\"a\"", "b'a'", "u8", "i32", "u64", "i128", "f64", "bool", "usize", "char", "str", "String", "c_int",
    "c_long", "c_char", "c_void", "Option", "Vec", "S", "T", "x", "y", "r#type", "self", "Self", "crate", "super", "std",
    "ffi", "const", "mut", "fn", "extern", "unsafe", "pub", "struct", "enum", "union", "type", "use", "static", "mod",
    "impl", "trait", "async", "where", "for", "in", "as", "dyn", "repr", "C", "packed", "align", "derive", "doc", "cfg",
    "link_name", "c_name", "verify", "from", "relation", "valid", "with", "inert", "nested", "pointer", "rename", "owned",
    "free", "len", "out", "input", "inout", "status", "ok", "c_str", "max", "min", "#[repr(C)] struct S { x: u8 }",
    "#[repr(C)] enum T { A = 1 }", "pub fn f(x: *const u8, y: usize) -> i32;", "extern \"C\" { fn g(); }",
];

/// The words with these numbers; every bracket that is opened is closed.
fn words(numbers: &[u8]) -> String {
    let (mut text, mut open) = (String::new(), Vec::new());
    for &number in numbers {
        let word = WORDS[usize::from(number) % WORDS.len()];
        match word {
            "(" => open.push(")"),
            "[" => open.push("]"),
            "{" => open.push("}"),
            ")" | "]" | "}" if open.last() != Some(&word) => continue,
            ")" | "]" | "}" => drop(open.pop()),
            _ => {}
        }
        text += word;
        text.push(if number > 200 { '\n' } else { ' ' });
    }
    open.iter().rev().for_each(|bracket| text += bracket);
    text
}

/// Arguments and item of `#[name(arguments)] item`.
fn split(tokens: TokenStream) -> Option<(TokenStream, TokenStream)> {
    let mut tokens = tokens.into_iter().skip(1);
    let TokenTree::Group(attribute) = tokens.next()? else { return None };
    let arguments = match attribute.stream().into_iter().last() {
        Some(TokenTree::Group(arguments)) => arguments.stream(),
        _ => TokenStream::new(),
    };
    Some((arguments, tokens.collect()))
}

fn check(text: &str, problems: &Problems) {
    let lines: Vec<_> = text.split('\n').collect();
    for problem in problems.iter() {
        // Line 0 stands for tokens of no file; an end that is missing is reported behind the last token.
        let Some(line) = problem.line.checked_sub(1) else { continue };
        assert!(line < lines.len(), "{problem}");
        assert!((1..=lines[line].chars().count() + 1).contains(&problem.column), "{problem}");
        assert!(!problem.to_string().is_empty());
    }
    let _ = (problems.render("lib.rs"), problems.to_compile_errors());
}

fuzz_target!(|input: Input<'_>| {
    let library = |module: &str| format!("#[ringfence::library(\"lib\")] mod lib {{ {module} extern \"C\" {{ fn f(); }} }}");
    let text = match &input {
        Input::Text(text) => (*text).to_owned(),
        Input::Module(numbers) => library(&words(numbers)),
        Input::Functions(numbers) => library(&format!("extern \"C\" {{ {} }}", words(numbers))),
        Input::Fields(numbers) => library(&format!("#[repr(C)] pub struct S {{ {} }}", words(numbers))),
        Input::Attributes(on_library, on_function) => format!(
            "#[ringfence::library({})] mod lib {{ extern \"C\" {{ #[{}] fn f(x: *mut u8, y: usize) -> i32; }} }}",
            words(on_library),
            words(on_function)
        ),
        Input::Derived(on_type, on_field) => {
            let (on_type, on_field) = (words(on_type), words(on_field));
            format!("#[verify(from = a::B, {on_type})] struct D {{ #[verify({on_field})] x: u8, #[verify(valid)] y: T }}")
        }
    };
    // Spans are kept for as long as the thread lives, unless they are thrown away.
    proc_macro2::extra::invalidate_current_thread_spans();
    let Ok(tokens) = TokenStream::from_str(&text) else { return };
    if let Input::Text(_) | Input::Derived(..) = input {
        check(&text, &derive::analyse(tokens.clone()).report.into_problems());
    }
    if let Some((arguments, item)) = split(tokens) {
        let analysis = analyse(arguments, item);
        check(&text, &analysis.report.into_problems());
        if let Some(interface) = &analysis.interface {
            let _ = (interface.layout_digest(), interface.layout_assertions(&[]));
        }
    }
});
