//! Functions that the headers define themselves (`static inline`).
//!
//! bindgen skips what has no linkage, so it is shown a text without the word. For the module, a C file is written in
//! which each such function has an alias with linkage; whether a function is one is the compiler's to say.

use std::collections::{BTreeMap, BTreeSet};

use ringfence_syntax::header::INLINE_PREFIX;
use syn::parse_quote;
use wasmparser::{KnownCustom, Linking, Parser, Payload, SymbolFlags, SymbolInfo};

use super::piece::Piece;
use super::{Job, probe};
use crate::Error;

/// Gives the functions that a header defines the names of their exports, and returns the C file with those.
pub(crate) fn exports(job: &Job<'_>, pieces: &mut [Piece]) -> Result<Option<String>, Error> {
    let names: Vec<_> =
        pieces.iter().map(|piece| piece.function().is_some().then(|| piece.c_name())).collect();
    let mut lines: Vec<_> = names.iter().map(|name| name.as_deref().map(alias).unwrap_or_default()).collect();
    let answers = probe::ask(job, "inline", &lines)?;
    let symbols = symbols(&answers.object);
    let mut refused: BTreeSet<_> = answers.refused.into_keys().collect();
    // `inline` alone: the alias makes the function one of this object, and another file may define it too.
    for (index, name) in names.iter().enumerate() {
        let is_local = name.as_ref().and_then(|name| symbols.get(name)).copied().unwrap_or(true);
        if !is_local {
            refused.insert(index);
        }
    }
    for index in refused {
        if let Some(line) = lines.get_mut(index) {
            line.clear();
        }
    }
    for (piece, (name, line)) in pieces.iter_mut().zip(names.iter().zip(&lines)) {
        if let Some(name) = name.as_ref().filter(|_| !line.is_empty()) {
            let export = format!("{INLINE_PREFIX}{name}");
            piece.set_attribute(parse_quote!(#[link_name = #export]));
        }
    }
    lines.retain(|line| !line.is_empty());
    let text =
        || format!("/* Functions that the headers define. */\n{}{}\n", probe::head(job), lines.join("\n"));
    Ok((!lines.is_empty()).then(text))
}

fn alias(name: &str) -> String {
    format!("extern __typeof__({name}) {INLINE_PREFIX}{name} __attribute__((alias(\"{name}\")));")
}

/// The functions that an object names, and whether nobody else can see them. One that has another name as well need
/// not be among them.
fn symbols(object: &[u8]) -> BTreeMap<String, bool> {
    let mut all = BTreeMap::new();
    for payload in Parser::new(0).parse_all(object).flatten() {
        let Payload::CustomSection(section) = payload else { continue };
        let KnownCustom::Linking(linking) = section.as_known() else { continue };
        for subsection in linking.into_iter().flatten() {
            let Linking::SymbolTable(table) = subsection else { continue };
            for symbol in table.into_iter().flatten() {
                if let SymbolInfo::Func { flags, name: Some(name), .. } = symbol {
                    all.insert(name.to_owned(), flags.contains(SymbolFlags::BINDING_LOCAL));
                }
            }
        }
    }
    all
}

/// The text without the word `static` where it stands before a declaration.
pub(crate) fn without_static(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut depth = 0_i32;
    while let Some(letter) = rest.chars().next() {
        let length = token(rest, letter);
        let (token, behind) = rest.split_at(length);
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if !(token == "static" && depth == 0) {
            out.push_str(token);
        }
        rest = behind;
    }
    out
}

/// Length of the comment, literal, line marker, word or character at the start.
fn token(text: &str, first: char) -> usize {
    let until = |end: &str, from: usize| {
        let found = text.get(from..).and_then(|rest| rest.find(end));
        found.map_or(text.len(), |place| from + place + end.len())
    };
    match first {
        '/' if text.starts_with("/*") => until("*/", 2),
        '/' if text.starts_with("//") => until("\n", 2),
        '#' => until("\n", 1),
        '"' | '\'' => literal(text, first),
        _ if first.is_alphanumeric() || first == '_' => {
            let end = text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
            end.unwrap_or(text.len())
        }
        _ => first.len_utf8(),
    }
}

fn literal(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (place, letter) in text.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if letter == quote => return place + letter.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_declarations_lose_the_word() {
        for (text, expected) in [
            ("static inline int f(int a[static 3]);", " inline int f(int a[static 3]);"),
            ("/* static */ int x;", "/* static */ int x;"),
            ("# 1 \"static.h\"\nstatic int x;", "# 1 \"static.h\"\n int x;"),
            ("char *s = \"a\\\" static\"; static int y;", "char *s = \"a\\\" static\";  int y;"),
            ("int f(void) { static int x; return x; }", "int f(void) { static int x; return x; }"),
            ("int statically, static_x;", "int statically, static_x;"),
        ] {
            assert_eq!(without_static(text), expected);
        }
    }
}
