//! Constants: macros and expressions whose type and value the C compiler tells.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::CStr;

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;
use ringfence_syntax::manifest::LeftOut;
use syn::{Ident, parse_quote};

use super::piece::Piece;
use super::{Job, probe};
use crate::{Error, bits};

/// A constant that may be one.
pub(crate) struct Candidate {
    pub(crate) name: String,
    /// In C.
    pub(crate) expression: String,
    /// The build script asks for this one.
    pub(crate) is_wanted: bool,
}

/// C's types by the numbers that stand for them in the object, with Rust's: those of arguments and results.
const KINDS: [(&str, &str); 15] = [
    ("_Bool", "bool"),
    ("char", "i8"),
    ("signed char", "i8"),
    ("unsigned char", "u8"),
    ("short", "i16"),
    ("unsigned short", "u16"),
    ("int", "i32"),
    ("unsigned int", "u32"),
    ("long", "i64"),
    ("unsigned long", "u64"),
    ("long long", "i64"),
    ("unsigned long long", "u64"),
    ("float", "f32"),
    ("double", "f64"),
    ("char *", "text"),
];

/// Macros that may be constants; the others that fit go to `left_out`.
pub(crate) fn candidates(
    macros: Vec<(String, Option<String>)>,
    known: &BTreeSet<String>,
    left_out: &mut BTreeMap<String, LeftOut>,
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (name, value) in macros.into_iter().filter(|(name, _)| !known.contains(name)) {
        let reason = match value.as_deref() {
            None => {
                "a macro with arguments; `.constant(\"NAME\", \"EXPRESSION\")` in build.rs takes one of its values"
            }
            Some("") => "a macro without a value",
            Some(text) if !is_expression(text) => "a macro that is no expression",
            Some(_) => {
                candidates.push(Candidate { expression: name.clone(), name, is_wanted: false });
                continue;
            }
        };
        left_out.insert(name, LeftOut { reason: reason.to_owned(), parameters: None });
    }
    candidates
}

/// What would swallow the lines behind it.
fn is_expression(text: &str) -> bool {
    let mut open = Vec::new();
    for letter in text.chars() {
        match letter {
            '(' | '[' => open.push(letter),
            ')' if open.pop() != Some('(') => return false,
            ']' if open.pop() != Some('[') => return false,
            '{' | '}' | ';' => return false,
            _ => {}
        }
    }
    open.is_empty()
}

/// The constants among the candidates.
pub(crate) fn constants(
    job: &Job<'_>,
    candidates: &[Candidate],
    left_out: &mut BTreeMap<String, LeftOut>,
) -> Result<Vec<Piece>, Error> {
    let kinds = kinds(job, candidates)?;
    let lines: Vec<_> = candidates.iter().zip(&kinds).enumerate().map(line).collect();
    let answers = probe::ask(job, "values", &lines)?;
    let objects = objects(job, &answers.object)?;
    let mut pieces = Vec::new();
    for (index, (candidate, kind)) in candidates.iter().zip(&kinds).enumerate() {
        let value = objects.get(&format!("ringfence_value_{index}"));
        let found = match (kind, value) {
            (Ok(kind), Some(bytes)) => piece(&candidate.name, kind, bytes),
            (Ok(_), None) => None,
            (Err(reason), _) => {
                refuse(job, candidate, reason, left_out)?;
                continue;
            }
        };
        match found {
            Some(piece) => pieces.push(piece),
            None => {
                let reason = answers.refused.get(&index).map_or("not constant", String::as_str);
                refuse(job, candidate, reason, left_out)?;
            }
        }
    }
    Ok(pieces)
}

fn refuse(
    job: &Job<'_>,
    candidate: &Candidate,
    reason: &str,
    left_out: &mut BTreeMap<String, LeftOut>,
) -> Result<(), Error> {
    let Candidate { name, expression, is_wanted } = candidate;
    if *is_wanted {
        let library = &job.library.name;
        return Err(Error::Setting(format!(
            "{library}: `.constant({name:?}, {expression:?})` is no constant of C: {reason}"
        )));
    }
    let reason = format!("a macro that is no constant: {reason}");
    left_out.insert(name.clone(), LeftOut { reason, parameters: None });
    Ok(())
}

/// The type of each, as Rust has it, or why there is none.
fn kinds(job: &Job<'_>, candidates: &[Candidate]) -> Result<Vec<Result<&'static str, String>>, Error> {
    let list: Vec<_> = (1..).zip(KINDS).map(|(number, (kind, _))| format!("{kind}: {number}")).collect();
    let list = list.join(", ");
    let lines: Vec<_> = candidates
        .iter()
        .enumerate()
        .map(|(index, Candidate { expression, .. })| {
            format!(
                "const unsigned char ringfence_kind_{index} = _Generic(({expression}), {list}, const char *: 15, default: 0);"
            )
        })
        .collect();
    let answers = probe::ask(job, "kinds", &lines)?;
    let objects = objects(job, &answers.object)?;
    let kind = |index: usize| {
        if let Some(reason) = answers.refused.get(&index) {
            return Err(reason.clone());
        }
        let number = objects.get(&format!("ringfence_kind_{index}")).and_then(|bytes| bytes.first());
        let number = number.map_or(0, |number| usize::from(*number));
        let kind = number.checked_sub(1).and_then(|place| KINDS.get(place));
        kind.map(|(_, rust)| *rust).ok_or_else(|| "it is neither a number nor a text".to_owned())
    };
    Ok((0..candidates.len()).map(kind).collect())
}

fn line((index, (candidate, kind)): (usize, (&Candidate, &Result<&str, String>))) -> String {
    let expression = &candidate.expression;
    match kind {
        Err(_) => String::new(),
        Ok("text") => format!("const char ringfence_value_{index}[] = {expression};"),
        Ok("f32" | "f64") => format!("const double ringfence_value_{index} = (double)({expression});"),
        Ok(_) => {
            format!("const unsigned long long ringfence_value_{index} = (unsigned long long)({expression});")
        }
    }
}

fn objects<'o>(job: &Job<'_>, object: &'o [u8]) -> Result<BTreeMap<String, &'o [u8]>, Error> {
    bits::objects(object).map_err(|error| Error::Compile {
        library: job.library.name.clone(),
        message: format!("the compiler made no readable object of the constants: {error}"),
    })
}

fn piece(name: &str, kind: &str, bytes: &[u8]) -> Option<Piece> {
    let ident: Ident = syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site()));
    let (kind, value) = match kind {
        "text" => text(bytes)?,
        _ => (kind.parse().ok()?, number(kind, u64::from_le_bytes(bytes.try_into().ok()?))),
    };
    Some(Piece::new(name, syn::Item::Const(parse_quote!(pub const #ident: #kind = #value;))))
}

/// A text without zeros inside is one of C's.
fn text(bytes: &[u8]) -> Option<(TokenStream, TokenStream)> {
    Some(match CStr::from_bytes_with_nul(bytes) {
        Ok(text) => {
            let text = Literal::c_string(text);
            (quote!(&::core::ffi::CStr), quote!(#text))
        }
        Err(_) => {
            let text = Literal::byte_string(bytes.strip_suffix(&[0])?);
            (quote!(&[u8]), quote!(#text))
        }
    })
}

#[allow(clippy::cast_possible_truncation, reason = "the compiler widened the value; this takes it back")]
fn number(kind: &str, bits: u64) -> TokenStream {
    let signed = bits.cast_signed();
    match kind {
        "bool" if bits == 0 => quote!(false),
        "bool" => quote!(true),
        "f32" | "f64" => {
            let value = f64::from_bits(bits);
            let name = Ident::new(kind, Span::call_site());
            match value {
                _ if value.is_nan() => quote!(::core::primitive::#name::NAN),
                f64::INFINITY => quote!(::core::primitive::#name::INFINITY),
                f64::NEG_INFINITY => quote!(::core::primitive::#name::NEG_INFINITY),
                _ => {
                    let value = Literal::f64_unsuffixed(value.abs());
                    if f64::from_bits(bits).is_sign_negative() { quote!(-#value) } else { quote!(#value) }
                }
            }
        }
        "i8" | "i16" | "i32" | "i64" if signed < 0 => {
            let value = Literal::u64_unsuffixed(signed.unsigned_abs());
            quote!(-#value)
        }
        _ => {
            let value = Literal::u64_unsuffixed(bits);
            quote!(#value)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_swallow_the_next_line_is_no_expression() {
        for text in ["1", "(1 + 2) * x[3]", "sizeof(int)", "\"a\" \"b\""] {
            assert!(is_expression(text), "{text}");
        }
        for text in ["(1", "1)", "{ 0 }", "extern \"C\" {", "a;", "x[(1])"] {
            assert!(!is_expression(text), "{text}");
        }
    }

    #[test]
    fn numbers_are_written_with_their_sign() {
        for (kind, bits, expected) in [
            ("i32", u64::MAX, "- 1"),
            ("i64", 1 << 63, "- 9223372036854775808"),
            ("u64", u64::MAX, "18446744073709551615"),
            ("f64", 1.5_f64.to_bits(), "1.5"),
            ("f32", (-2.0_f64).to_bits(), "- 2.0"),
            ("f64", f64::INFINITY.to_bits(), ":: core :: primitive :: f64 :: INFINITY"),
            ("bool", 1, "true"),
        ] {
            assert_eq!(number(kind, bits).to_string(), expected);
        }
    }

    #[test]
    fn texts_are_those_of_c() {
        assert_eq!(text(b"1.2\0").unwrap().1.to_string(), "c\"1.2\"");
        assert_eq!(text(b"a\0b\0").unwrap().1.to_string(), "b\"a\\0b\"");
        assert!(text(b"").is_none());
    }
}
