//! The words in `#[verify(…)]`.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, Path, Token, Type};

use super::Rule;
use crate::messages;
use crate::report::Report;

/// What stands on the type.
#[derive(Default)]
pub(super) struct TypeAttributes {
    pub(super) from: Option<Type>,
    pub(super) crate_path: Option<Path>,
    pub(super) relations: Vec<Expr>,
}

/// What stands on a field.
pub(super) struct FieldAttributes {
    /// The rule, and the word for it.
    pub(super) rule: Option<(Rule, Ident)>,
    pub(super) rename: Option<Ident>,
    /// Whether a missing rule is a mistake of its own.
    pub(super) sound: bool,
}

impl TypeAttributes {
    pub(super) fn read(attributes: &[Attribute], report: &mut Report) -> Self {
        let mut found = Self::default();
        each_word(attributes, report, |word, input, report| {
            let repeated = match word.to_string().as_str() {
                "from" => found.from.replace(assigned(input)?).is_some(),
                "crate" => {
                    input.parse::<Token![=]>()?;
                    found.crate_path.replace(input.call(Path::parse_mod_style)?).is_some()
                }
                "relation" => {
                    found.relations.push(assigned(input)?);
                    false
                }
                other => {
                    unknown(word, other, "`from`, `relation`, `crate`", input, report);
                    false
                }
            };
            if repeated {
                report.add(word, &messages::DERIVE_REPEATED, &[("name", &word.to_string())]);
            }
            Ok(())
        });
        found
    }
}

impl FieldAttributes {
    pub(super) fn read(attributes: &[Attribute], report: &mut Report) -> Self {
        let mut found = Self { rule: None, rename: None, sound: true };
        let before = report.count();
        each_word(attributes, report, |word, input, report| {
            let rule = match word.to_string().as_str() {
                "in" => Rule::In(Box::new(input.parse()?)),
                "each" => {
                    input.parse::<Token![in]>()?;
                    Rule::Each(Box::new(input.parse()?))
                }
                "valid" => Rule::Valid,
                "with" => Rule::With(Box::new(assigned(input)?)),
                "inert" => Rule::Inert,
                "nested" => Rule::Nested,
                "pointer" => Rule::Pointer,
                "rename" => {
                    input.parse::<Token![=]>()?;
                    if found.rename.replace(input.call(Ident::parse_any)?).is_some() {
                        report.add(word, &messages::DERIVE_REPEATED, &[("name", "rename")]);
                    }
                    return Ok(());
                }
                other => {
                    let known = "`in`, `each in`, `valid`, `with`, `inert`, `nested`, `pointer`, `rename`";
                    unknown(word, other, known, input, report);
                    return Ok(());
                }
            };
            if found.rule.replace((rule, word.clone())).is_some() {
                report.add(word, &messages::DERIVE_TWO_RULES, &[]);
            }
            Ok(())
        });
        found.sound = report.count() == before;
        found
    }
}

/// Calls `read` with each word of each `#[verify(…)]`, what follows the word, and the report.
fn each_word(
    attributes: &[Attribute],
    report: &mut Report,
    mut read: impl FnMut(&Ident, ParseStream<'_>, &mut Report) -> syn::Result<()>,
) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("verify")) {
        let words = |input: ParseStream<'_>| {
            while !input.is_empty() {
                let word = input.call(Ident::parse_any)?;
                read(&word, input, report)?;
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        };
        if let Err(error) = attribute.parse_args_with(words) {
            report.add_syntax(error);
        }
    }
}

/// `= something`.
fn assigned<T: Parse>(input: ParseStream<'_>) -> syn::Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}

/// Reports a word and skips what belongs to it.
fn unknown(at: &dyn ToTokens, name: &str, known: &str, input: ParseStream<'_>, report: &mut Report) {
    report.add(at, &messages::DERIVE_UNKNOWN, &[("name", name), ("known", known)]);
    while !input.is_empty() && !input.peek(Token![,]) {
        // A token tree always parses while there is one.
        let _ = input.parse::<proc_macro2::TokenTree>();
    }
}
