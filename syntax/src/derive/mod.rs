//! `#[derive(Verify)]`: what the attributes of a host type say about values of a guest.

mod attributes;
mod relation;

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Expr, Fields, GenericParam, Generics, Lifetime, Path, Token, Type};

use crate::messages;
use crate::names;
use crate::report::Report;

use attributes::{FieldAttributes, TypeAttributes};
pub use relation::{Condition, Number, Operator, Relation};

/// What could be learned from a type with the derive.
#[derive(Debug)]
pub struct Analysis {
    /// The type; `None` when it is no struct.
    pub verifier: Option<Verifier>,
    /// Every mistake.
    pub report: Report,
}

/// A type that values of a guest are verified into.
#[derive(Debug)]
pub struct Verifier {
    /// Its name.
    pub name: Ident,
    /// Its lifetime, which is the brand of the pointers in it.
    pub lifetime: Option<Lifetime>,
    /// Another path to the `ringfence` crate.
    pub crate_path: Option<Path>,
    /// What it is made from; `None` after a mistake.
    pub source: Option<Source>,
    /// The fields that have a rule.
    pub fields: Vec<Field>,
    /// What must hold between the fields.
    pub relations: Vec<Relation>,
}

/// What a type is made from.
#[derive(Debug)]
pub enum Source {
    /// A copy of a struct of a fenced library.
    Struct {
        /// The struct.
        path: Path,
        /// The trait with the fields of its copies.
        values: Path,
    },
    /// One tainted value.
    Value(Box<Type>),
    /// The type itself, as a guest of Rust returned it.
    Itself,
}

/// A field and the rule that its value must obey.
#[derive(Debug)]
pub struct Field {
    /// Its name; `None` in a tuple struct.
    pub name: Option<Ident>,
    /// Its type.
    pub kind: Type,
    /// The method that reads it from the copy.
    pub getter: Ident,
    /// The rule.
    pub rule: Rule,
    /// The word for it, which is where mistakes are told that only the compiler sees.
    pub word: Ident,
}

/// What must hold for a value.
#[derive(Debug)]
pub enum Rule {
    /// It lies in a range.
    In(Box<Expr>),
    /// Each of its elements lies in a range.
    Each(Box<Expr>),
    /// Its bit pattern is a value.
    Valid,
    /// A function makes the field's value of it, or refuses.
    With(Box<Expr>),
    /// It is bytes, which are only bytes.
    Inert,
    /// The field's own type says.
    Nested,
    /// It is a pointer, which every access checks.
    Pointer,
}

/// Reads the item under `#[derive(Verify)]`.
pub fn analyse(item: TokenStream) -> Analysis {
    let mut report = Report::default();
    let verifier = match syn::parse2::<DeriveInput>(item) {
        Ok(input) => read(&input, &mut report),
        Err(error) => {
            report.add_syntax(error);
            None
        }
    };
    Analysis { verifier, report }
}

/// Reads a struct that a guest of Rust exports: it is made from itself.
pub fn of_itself(input: &DeriveInput, report: &mut Report) -> Option<Verifier> {
    let Data::Struct(data) = &input.data else { return refuse(&input.ident, report) };
    let attributes = TypeAttributes::read(&input.attrs, report);
    if let Some(from) = &attributes.from {
        report.add(from, &messages::EXPORT_VERIFY_FROM, &[]);
    }
    let fields: Vec<_> =
        data.fields.iter().filter_map(|found| field(found, found.ident.clone(), report)).collect();
    for pointer in fields.iter().filter(|field| matches!(field.rule, Rule::Pointer)) {
        report.add(&pointer.word, &messages::EXPORT_RETURNS_REFERENCE, &[]);
    }
    Some(finished(input, attributes, Some(Source::Itself), fields, None, report))
}

fn read(input: &DeriveInput, report: &mut Report) -> Option<Verifier> {
    let fields = match &input.data {
        Data::Struct(data) => &data.fields,
        Data::Enum(data) => return refuse(&data.enum_token, report),
        Data::Union(data) => return refuse(&data.union_token, report),
    };
    let mut attributes = TypeAttributes::read(&input.attrs, report);
    let lifetime = lifetime(&input.generics, report);
    let (source, fields) = match fields {
        Fields::Named(named) if !named.named.is_empty() => {
            let names = named.named.iter().filter_map(|field| field.ident.clone()).collect::<Vec<_>>();
            let source = source_of(&input.ident, attributes.from.take(), report);
            (
                source,
                named.named.iter().zip(names).filter_map(|(f, name)| field(f, Some(name), report)).collect(),
            )
        }
        Fields::Unnamed(unnamed) if unnamed.unnamed.len() == 1 => {
            newtype(unnamed.unnamed.first(), attributes.from.take(), report)
        }
        _ => {
            report.add(&input.ident, &messages::DERIVE_FIELDS, &[("name", &input.ident.to_string())]);
            (None, Vec::new())
        }
    };
    Some(finished(input, attributes, source, fields, lifetime, report))
}

fn finished(
    input: &DeriveInput,
    attributes: TypeAttributes,
    source: Option<Source>,
    fields: Vec<Field>,
    lifetime: Option<Lifetime>,
    report: &mut Report,
) -> Verifier {
    let relations = relation::read(&attributes.relations, &fields, report);
    Verifier {
        name: input.ident.clone(),
        lifetime,
        crate_path: attributes.crate_path,
        source,
        fields,
        relations,
    }
}

fn refuse<T>(token: &dyn quote::ToTokens, report: &mut Report) -> Option<T> {
    report.add(token, &messages::DERIVE_NO_STRUCT, &[]);
    None
}

/// The one lifetime that a type may have.
fn lifetime(generics: &Generics, report: &mut Report) -> Option<Lifetime> {
    let mut found = None;
    for parameter in &generics.params {
        match parameter {
            GenericParam::Lifetime(lifetime) if found.is_none() && lifetime.bounds.is_empty() => {
                found = Some(lifetime.lifetime.clone());
            }
            other => report.add(other, &messages::DERIVE_GENERIC, &[]),
        }
    }
    if let Some(clause) = &generics.where_clause {
        report.add(&clause.where_token, &messages::DERIVE_GENERIC, &[]);
    }
    found
}

fn source_of(name: &Ident, from: Option<Type>, report: &mut Report) -> Option<Source> {
    match from {
        Some(Type::Path(path)) if path.qself.is_none() => {
            let values = values_trait(&path.path)?;
            Some(Source::Struct { path: path.path, values })
        }
        Some(other) => {
            report.add(&other, &messages::DERIVE_FROM, &[]);
            None
        }
        None => {
            report.add(name, &messages::DERIVE_NO_SOURCE, &[("name", &name.to_string())]);
            None
        }
    }
}

/// The trait with the fields of copies of a struct stands beside the struct.
fn values_trait(path: &Path) -> Option<Path> {
    let mut segments = path.segments.clone();
    let last = segments.pop()?.into_value();
    segments.push(names::values_trait(&last.ident).into());
    Some(Path {
        leading_colon: path.leading_colon,
        segments: segments.into_iter().collect::<Punctuated<_, Token![::]>>(),
    })
}

fn newtype(
    found: Option<&syn::Field>,
    from: Option<Type>,
    report: &mut Report,
) -> (Option<Source>, Vec<Field>) {
    let Some(found) = found else { return (None, Vec::new()) };
    let source = Source::Value(Box::new(from.unwrap_or_else(|| found.ty.clone())));
    (Some(source), field(found, None, report).into_iter().collect())
}

fn field(found: &syn::Field, name: Option<Ident>, report: &mut Report) -> Option<Field> {
    let attributes = FieldAttributes::read(&found.attrs, report);
    let told = name.as_ref().map_or_else(|| "0".to_owned(), |name| name.unraw().to_string());
    if let (Some(rename), None) = (&attributes.rename, &name) {
        report.add(rename, &messages::DERIVE_RENAME, &[]);
    }
    let Some((rule, word)) = attributes.rule else {
        if attributes.sound {
            match &name {
                Some(name) => report.add(name, &messages::DERIVE_NO_RULE, &[("name", &told)]),
                None => report.add(&found.ty, &messages::DERIVE_NO_RULE, &[("name", &told)]),
            }
        }
        return None;
    };
    let span = name.as_ref().map_or_else(|| found.ty.span(), Ident::span);
    let getter =
        attributes.rename.or_else(|| name.clone()).unwrap_or_else(|| Ident::new("value", Span::call_site()));
    let mut getter = names::field_method(&getter);
    getter.set_span(getter.span().located_at(span));
    Some(Field { name, kind: found.ty.clone(), getter, rule, word })
}
