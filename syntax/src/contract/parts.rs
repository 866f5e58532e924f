//! The arguments of a contract's attribute: `key`, `key = value` and `key(arguments)`, separated by commas.

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Meta, Token, parenthesized};

use super::Reader;
use crate::messages;

/// One argument.
pub(super) struct Part {
    pub(super) key: Ident,
    pub(super) value: Given,
}

/// What follows the key.
pub(super) enum Given {
    Nothing,
    Expression(Box<Expr>),
    Parts(Vec<Part>),
}

impl Parse for Part {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        // `in` is a keyword.
        let key = input.call(Ident::parse_any)?;
        let value = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            Given::Expression(Box::new(input.parse()?))
        } else if input.peek(syn::token::Paren) {
            let inner;
            parenthesized!(inner in input);
            Given::Parts(all(&inner)?)
        } else {
            Given::Nothing
        };
        Ok(Self { key, value })
    }
}

fn all(input: ParseStream<'_>) -> syn::Result<Vec<Part>> {
    Ok(Punctuated::<Part, Token![,]>::parse_terminated(input)?.into_iter().collect())
}

/// The arguments of one attribute, to be taken out one by one.
pub(super) struct Parts {
    parts: Vec<Part>,
}

impl Parts {
    pub(super) fn nested(parts: Vec<Part>) -> Self {
        Self { parts }
    }

    /// Drops what belongs to something that was refused as a whole.
    pub(super) fn forget(&mut self, keys: &[&str]) {
        self.parts.retain(|part| !keys.iter().any(|key| part.key == key));
    }

    fn take(&mut self, key: &str) -> Option<Part> {
        let index = self.parts.iter().position(|part| part.key == key)?;
        Some(self.parts.remove(index))
    }
}

impl Reader<'_, '_, '_> {
    /// The arguments of an attribute, each of which must be one of `known`.
    pub(super) fn parts(&mut self, attribute: &Attribute, known: &[&str]) -> Option<Parts> {
        let parts = match &attribute.meta {
            Meta::Path(_) => Vec::new(),
            Meta::List(list) => match list.parse_args_with(all) {
                Ok(parts) => parts,
                Err(error) => {
                    self.report.add_syntax(error);
                    return None;
                }
            },
            Meta::NameValue(pair) => {
                let name = super::parameter::name_of(attribute);
                return self.refuse(&pair.value, &messages::CONTRACT_FORM, &[("name", &name)]);
            }
        };
        self.known(Parts { parts }, &super::parameter::name_of(attribute), known)
    }

    /// The same parts, once each of them is known and given once.
    pub(super) fn known(&mut self, parts: Parts, name: &str, known: &[&str]) -> Option<Parts> {
        let before = self.report.count();
        for (index, part) in parts.parts.iter().enumerate() {
            let key = part.key.to_string();
            if !known.contains(&key.as_str()) {
                let known: Vec<_> = known.iter().map(|known| format!("`{known}`")).collect();
                let known = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
                let values = [("part", &*key), ("name", name), ("known", &known)];
                self.report.add(&part.key, &messages::CONTRACT_PART, &values);
            } else if parts.parts.iter().take(index).any(|other| other.key == key) {
                self.report.add(&part.key, &messages::REPEATED_ARGUMENT, &[("name", &key)]);
            }
        }
        (self.report.count() == before).then_some(parts)
    }

    /// Refuses what is left: arguments that mean nothing in this use of the attribute.
    pub(super) fn unused(&mut self, parts: Parts, name: &str, known: &[&str]) -> Option<()> {
        let Some(part) = parts.parts.into_iter().next() else { return Some(()) };
        let key = part.key.to_string();
        let known: Vec<_> = known.iter().map(|known| format!("`{known}`")).collect();
        let values = [("part", &*key), ("name", name), ("known", &known.join(", "))];
        self.refuse(&part.key, &messages::CONTRACT_PART, &values)
    }

    /// Whether the part without a value is there.
    pub(super) fn flag(&mut self, parts: &mut Parts, key: &str) -> bool {
        match parts.take(key) {
            Some(Part { value: Given::Nothing, .. }) => true,
            Some(part) => {
                self.report.add(&part.key, &messages::CONTRACT_FORM, &[("name", key)]);
                true
            }
            None => false,
        }
    }

    /// The value of `key = value`, with the key for messages.
    pub(super) fn value(&mut self, parts: &mut Parts, key: &str) -> Option<(Ident, Expr)> {
        let part = parts.take(key)?;
        match part.value {
            Given::Expression(value) => Some((part.key, *value)),
            _ => self.refuse(&part.key, &messages::CONTRACT_VALUE, &[("name", key)]),
        }
    }

    /// The value of `key = name`.
    pub(super) fn name(&mut self, parts: &mut Parts, key: &str) -> Option<Ident> {
        let (_, value) = self.value(parts, key)?;
        match &value {
            Expr::Path(path) if path.path.get_ident().is_some() => path.path.get_ident().cloned(),
            _ => self.refuse(&value, &messages::CONTRACT_NAME, &[("name", key)]),
        }
    }

    /// The arguments of `key(arguments)`; those of `key` alone are none.
    pub(super) fn group(&mut self, parts: &mut Parts, key: &str) -> Option<(Ident, Vec<Part>)> {
        let part = parts.take(key)?;
        match part.value {
            Given::Parts(inner) => Some((part.key, inner)),
            Given::Nothing => Some((part.key, Vec::new())),
            Given::Expression(value) => self.refuse(&value, &messages::CONTRACT_FORM, &[("name", key)]),
        }
    }
}
