//! From the tokens of a type to its meaning at the fence.
//!
//! A name is looked up in the module first, then among C's scalars, from wherever they were imported. What
//! cannot be expressed at all is reported here; where a type may stand is decided by [`crate::check`].

use std::collections::HashMap;

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, GenericArgument, PathArguments, PathSegment, TypePath};

use crate::constants::Constants;
use crate::function_types::FunctionTypes;
use crate::messages;
use crate::model::{Type, Typed};
use crate::report::Report;
use crate::scalars::Scalar;

/// Aliases of aliases; deeper than anyone writes, and the end of a circle.
pub(crate) const ALIAS_DEPTH: u32 = 64;

/// What a name of the module stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Declared<'a> {
    Struct,
    Opaque,
    Enum,
    /// An alias that was refused; that was reported.
    Faulty,
    Alias(&'a syn::ItemType),
}

/// The names that a module declares.
#[derive(Debug, Default)]
pub(crate) struct Names<'a> {
    pub(crate) types: HashMap<String, Declared<'a>>,
    pub(crate) constants: Constants<'a>,
}

/// Translates types and reports what cannot be translated.
pub(crate) struct Lowering<'a, 'r> {
    pub(crate) names: &'a Names<'a>,
    pub(crate) report: &'r mut Report,
    /// Aliases that lead back to themselves.
    pub(crate) endless: Vec<Ident>,
    /// Function pointer types that were met.
    pub(crate) functions: FunctionTypes,
}

impl<'a, 'r> Lowering<'a, 'r> {
    pub(crate) fn new(names: &'a Names<'a>, report: &'r mut Report) -> Self {
        Self { names, report, endless: Vec::new(), functions: FunctionTypes::default() }
    }

    /// The meaning of the type of `member` of `owner`, or `None` after a report. The names are those of a
    /// function pointer type that has none itself.
    pub(crate) fn lower_member(
        &mut self,
        owner: &Ident,
        member: &Ident,
        tokens: &syn::Type,
    ) -> Option<Typed> {
        let place = self.functions.enter(&[owner, member]);
        let typed = self.lower(tokens);
        self.functions.leave(place);
        typed
    }

    /// The meaning of `tokens`, or `None` after a report.
    pub(crate) fn lower(&mut self, tokens: &syn::Type) -> Option<Typed> {
        let kind = self.kind(tokens, ALIAS_DEPTH)?;
        Some(Typed { kind, tokens: tokens.clone() })
    }

    pub(crate) fn kind(&mut self, tokens: &syn::Type, depth: u32) -> Option<Type> {
        match tokens {
            syn::Type::Path(path) if path.qself.is_none() => self.path(path, depth),
            syn::Type::Ptr(pointer) => {
                let target = Box::new(self.kind(&pointer.elem, depth)?);
                Some(Type::Pointer { constant: pointer.const_token.is_some(), target })
            }
            syn::Type::Array(array) => {
                let element = self.kind(&array.elem, depth);
                let length = self.length(&array.len);
                let element = Box::new(element?);
                Some(match length? {
                    0 => Type::Flexible { element },
                    length => Type::Array { element, length },
                })
            }
            syn::Type::Paren(inner) => self.kind(&inner.elem, depth),
            syn::Type::Group(inner) => self.kind(&inner.elem, depth),
            syn::Type::Tuple(tuple) if tuple.elems.is_empty() => Some(Type::Void),
            syn::Type::BareFn(function) => self.anonymous_function(function, depth),
            syn::Type::Reference(reference) => self.reference(reference),
            syn::Type::Slice(_) => self.refuse(tokens, &messages::SLICE, &[]),
            _ => self.refuse(tokens, &messages::UNSUPPORTED_TYPE, &[]),
        }
    }

    fn reference(&mut self, reference: &syn::TypeReference) -> Option<Type> {
        match &*reference.elem {
            syn::Type::Slice(_) => return self.refuse(reference, &messages::SLICE, &[]),
            syn::Type::Path(path) if path.path.is_ident("str") || path.path.is_ident("CStr") => {
                let name = format!("&{}", tokens_text(path));
                return self.refuse(reference, &messages::STRING, &[("name", &name)]);
            }
            _ => {}
        }
        let kind = if reference.mutability.is_some() { "mut" } else { "const" };
        let pointer = format!("*{kind} {}", tokens_text(&reference.elem));
        self.refuse(reference, &messages::REFERENCE, &[("pointer", &pointer)])
    }

    fn path(&mut self, path: &TypePath, depth: u32) -> Option<Type> {
        let segment = path.path.segments.last()?;
        let name = segment.ident.to_string();
        if !matches!(segment.arguments, PathArguments::None) {
            return self.generic(path, segment, &name, depth);
        }
        let found = if self.is_local(path) { self.names.types.get(&name).copied() } else { None };
        match found {
            Some(Declared::Alias(alias)) => self.alias(alias, &name, depth),
            Some(Declared::Struct) => Some(Type::Struct(segment.ident.clone())),
            Some(Declared::Opaque) => Some(Type::Opaque(segment.ident.clone())),
            Some(Declared::Enum) => Some(Type::Enum(segment.ident.clone())),
            Some(Declared::Faulty) => None,
            None => self.foreign(path, &name),
        }
    }

    fn alias(&mut self, alias: &'a syn::ItemType, name: &str, depth: u32) -> Option<Type> {
        let Some(depth) = depth.checked_sub(1) else {
            self.endless.push(alias.ident.clone());
            return self.refuse(&alias.ident, &messages::ENDLESS_ALIAS, &[("name", name)]);
        };
        match bare_function(&alias.ty) {
            Some(function) => self.named_function(alias, function, depth),
            None => self.kind(&alias.ty, depth),
        }
    }

    /// A name that the module does not declare.
    fn foreign(&mut self, path: &TypePath, name: &str) -> Option<Type> {
        let known = is_imported(path) || path.path.get_ident().is_some();
        if known && name == "c_void" {
            return Some(Type::Void);
        }
        // The arguments themselves are behind it, whatever C calls them.
        if matches!(name, "va_list" | "__builtin_va_list" | "__gnuc_va_list") && known {
            return Some(Type::Pointer { constant: false, target: Box::new(Type::Void) });
        }
        if let Some(scalar) = Scalar::named(name).filter(|_| known) {
            return Some(Type::Scalar(scalar));
        }
        let message = match name {
            "str" | "String" | "CStr" | "CString" | "OsStr" | "OsString" => &messages::STRING,
            "u128" | "i128" | "__uint128_t" | "__int128_t" => &messages::WIDE_INTEGER,
            "f128" | "f16" | "c_longdouble" => &messages::LONG_DOUBLE,
            "char" => &messages::CHARACTER,
            _ => {
                self.report.add_once(path, &messages::UNKNOWN_TYPE, &[("name", &tokens_text(path))]);
                return None;
            }
        };
        self.refuse(path, message, &[("name", name)])
    }

    fn generic(&mut self, path: &TypePath, segment: &PathSegment, name: &str, depth: u32) -> Option<Type> {
        match name {
            "Option" => match only_argument(segment) {
                // C's function pointers may be null, Rust's may not.
                Some(inner) if self.leads_to_function(inner, depth) => self.kind(inner, depth),
                _ => self.refuse(path, &messages::CONTAINER, &[("name", "Option")]),
            },
            // How bindgen writes an array without a length, and a member of a union.
            "__IncompleteArrayField" => {
                let element = Box::new(self.kind(only_argument(segment)?, depth)?);
                Some(Type::Flexible { element })
            }
            "ManuallyDrop" => self.kind(only_argument(segment)?, depth),
            "__BindgenBitfieldUnit" => self.refuse(path, &messages::BINDGEN_BITS, &[]),
            "Vec" | "Box" | "Rc" | "Arc" | "NonNull" | "Cow" | "HashMap" => {
                self.refuse(path, &messages::CONTAINER, &[("name", name)])
            }
            _ => self.refuse(path, &messages::GENERIC_TYPE, &[("name", name)]),
        }
    }

    /// Whether the type is a function, by itself or through aliases.
    fn leads_to_function(&self, tokens: &syn::Type, depth: u32) -> bool {
        if bare_function(tokens).is_some() {
            return true;
        }
        let (syn::Type::Path(path), Some(depth)) = (tokens, depth.checked_sub(1)) else { return false };
        let name = path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        match self.names.types.get(&name).filter(|_| self.is_local(path)) {
            Some(Declared::Alias(alias)) => self.leads_to_function(&alias.ty, depth),
            _ => false,
        }
    }

    fn length(&mut self, length: &Expr) -> Option<u32> {
        match self.names.constants.evaluate(length).map(u32::try_from) {
            Some(Ok(length)) => Some(length),
            _ => self.refuse(length, &messages::ARRAY_LENGTH, &[]),
        }
    }

    /// Whether the module's own declarations come first for this path.
    fn is_local(&self, path: &TypePath) -> bool {
        let segments: Vec<_> = path.path.segments.iter().map(|segment| &segment.ident).collect();
        match segments.as_slice() {
            [_] => path.path.leading_colon.is_none(),
            [first, _] => *first == "self",
            _ => false,
        }
    }

    pub(crate) fn refuse<T>(
        &mut self,
        at: &dyn ToTokens,
        message: &messages::Message,
        values: &[(&str, &str)],
    ) -> Option<T> {
        self.report.add(at, message, values);
        None
    }
}

/// Whether a path leads into the crates that define C's types.
fn is_imported(path: &TypePath) -> bool {
    let first = path.path.segments.first().map(|segment| &segment.ident);
    path.path.segments.len() > 1
        && first.is_some_and(|first: &Ident| {
            ["std", "core", "alloc", "libc", "cty", "ffi"].iter().any(|known| first == known)
        })
}

/// The function in `unsafe extern "C" fn(…)`, with or without `Option<…>` around it.
pub(crate) fn bare_function(tokens: &syn::Type) -> Option<&syn::TypeBareFn> {
    match tokens {
        syn::Type::BareFn(function) => Some(function),
        syn::Type::Paren(inner) => bare_function(&inner.elem),
        syn::Type::Group(inner) => bare_function(&inner.elem),
        syn::Type::Path(path) => {
            let segment = path.path.segments.last().filter(|segment| segment.ident == "Option")?;
            bare_function(only_argument(segment)?)
        }
        _ => None,
    }
}

fn only_argument(segment: &PathSegment) -> Option<&syn::Type> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) if arguments.args.len() == 1 => match arguments.args.first()
        {
            Some(GenericArgument::Type(inner)) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

/// Tokens as a person would write them: no blanks around `::` and after `*` or `&`.
pub(crate) fn tokens_text(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    [
        (" :: ", "::"),
        (":: ", "::"),
        ("* ", "*"),
        ("& ", "&"),
        (" ,", ","),
        (" ;", ";"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
    ]
    .iter()
    .fold(text, |text, (from, to)| text.replace(from, to))
}
