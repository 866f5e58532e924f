//! Exported items, one at a time.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{
    Attribute, DeriveInput, Expr, Fields, Generics, Item, ItemConst, ItemEnum, ItemStruct, Meta, Type,
};

use super::function::Function;
use super::shape::{Scalar, Shape};
use crate::attributes::is_conditional;
use crate::derive::Verifier;
use crate::messages;
use crate::report::Report;

/// An item with `#[ringfence::export]`.
#[derive(Debug)]
pub enum Export {
    /// A function.
    Function(Function),
    /// A struct.
    Structure(Structure),
    /// An enum.
    Enumeration(Enumeration),
    /// A constant, for rules and for the host.
    Constant(Constant),
}

/// An exported struct.
#[derive(Debug)]
pub struct Structure {
    /// Its name.
    pub name: Ident,
    /// Documentation and derives that make sense on the host.
    pub attributes: Vec<Attribute>,
    /// Its fields; one without a name in a tuple struct.
    pub fields: Vec<Field>,
    /// The rules of its fields, when it derives `Verify`.
    pub verifier: Option<Verifier>,
}

/// A field of an exported struct.
#[derive(Debug)]
pub struct Field {
    /// Its name, if it has one.
    pub name: Option<Ident>,
    /// Its documentation.
    pub attributes: Vec<Attribute>,
    /// What it holds.
    pub shape: Shape,
}

/// An exported enum of plain names.
#[derive(Debug)]
pub struct Enumeration {
    /// Its name.
    pub name: Ident,
    /// Documentation and derives that make sense on the host.
    pub attributes: Vec<Attribute>,
    /// Its variants with their documentation.
    pub variants: Vec<(Vec<Attribute>, Ident)>,
}

/// An exported constant.
#[derive(Debug)]
pub struct Constant {
    /// Its name.
    pub name: Ident,
    /// Its documentation.
    pub attributes: Vec<Attribute>,
    /// Its type.
    pub kind: Type,
    /// Its value, as it was written.
    pub value: Box<Expr>,
}

/// Derives that mean the same on the host.
const DERIVES: &[&str] =
    &["Debug", "Clone", "Copy", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash", "Default"];

impl Export {
    /// Reads an item without its `#[ringfence::export]`. `None` when a mistake was reported.
    pub fn read(item: &Item, report: &mut Report) -> Option<Self> {
        match item {
            Item::Fn(found) => Function::read(found, report).map(Self::Function),
            Item::Struct(found) => Structure::read(found, report).map(Self::Structure),
            Item::Enum(found) => Enumeration::read(found, report).map(Self::Enumeration),
            Item::Const(found) => Constant::read(found, report).map(Self::Constant),
            other => {
                let first = other.to_token_stream().into_iter().next().map(TokenStream::from);
                report.add(&first, &messages::EXPORT_ITEM, &[]);
                None
            }
        }
    }

    /// Its name.
    pub fn name(&self) -> &Ident {
        match self {
            Self::Function(function) => &function.name,
            Self::Structure(structure) => &structure.name,
            Self::Enumeration(enumeration) => &enumeration.name,
            Self::Constant(constant) => &constant.name,
        }
    }

    /// The exported types in it.
    pub(super) fn names(&self) -> Vec<&Ident> {
        match self {
            Self::Function(function) => function.names(),
            Self::Structure(structure) => {
                let mut names = Vec::new();
                structure.fields.iter().for_each(|field| field.shape.names(&mut names));
                names
            }
            Self::Enumeration(_) | Self::Constant(_) => Vec::new(),
        }
    }
}

impl Structure {
    fn read(found: &ItemStruct, report: &mut Report) -> Option<Self> {
        let before = report.count();
        not_generic(&found.ident, &found.generics, report);
        attributes(&found.attrs, report);
        let countable = match &found.fields {
            Fields::Named(named) => !named.named.is_empty(),
            Fields::Unnamed(unnamed) => unnamed.unnamed.len() == 1,
            Fields::Unit => false,
        };
        if !countable {
            report.add(&found.ident, &messages::EXPORT_FIELDS, &[("name", &found.ident.to_string())]);
        }
        let fields: Vec<_> = found.fields.iter().filter_map(|field| Field::read(field, report)).collect();
        let verifier = derives(&found.attrs, "Verify").then(|| {
            let input = DeriveInput::from(found.clone());
            crate::derive::of_itself(&input, report)
        });
        (report.count() == before).then(|| Self {
            name: found.ident.clone(),
            attributes: kept(&found.attrs),
            fields,
            verifier: verifier.flatten(),
        })
    }
}

impl Field {
    fn read(found: &syn::Field, report: &mut Report) -> Option<Self> {
        attributes(&found.attrs, report);
        let shape = Shape::read(&found.ty, report)?;
        Some(Self { name: found.ident.clone(), attributes: documentation(&found.attrs), shape })
    }
}

impl Enumeration {
    fn read(found: &ItemEnum, report: &mut Report) -> Option<Self> {
        let before = report.count();
        not_generic(&found.ident, &found.generics, report);
        attributes(&found.attrs, report);
        if found.variants.is_empty() {
            report.add(&found.ident, &messages::EXPORT_FIELDS, &[("name", &found.ident.to_string())]);
        }
        let mut variants = Vec::new();
        for variant in &found.variants {
            attributes(&variant.attrs, report);
            if !matches!(variant.fields, Fields::Unit) {
                let name = variant.ident.to_string();
                report.add(&variant.fields, &messages::EXPORT_VARIANT, &[("name", &name)]);
            }
            variants.push((documentation(&variant.attrs), variant.ident.clone()));
        }
        (report.count() == before).then(|| Self {
            name: found.ident.clone(),
            attributes: kept(&found.attrs),
            variants,
        })
    }
}

impl Constant {
    fn read(found: &ItemConst, report: &mut Report) -> Option<Self> {
        let before = report.count();
        attributes(&found.attrs, report);
        let is_text = matches!(&*found.ty, Type::Reference(text)
            if matches!(&*text.elem, Type::Path(path) if path.path.is_ident("str")));
        if !is_text && Scalar::of(&found.ty).is_none() {
            report.add(&found.ty, &messages::EXPORT_CONSTANT, &[]);
        }
        (report.count() == before).then(|| Self {
            name: found.ident.clone(),
            attributes: documentation(&found.attrs),
            kind: (*found.ty).clone(),
            value: found.expr.clone(),
        })
    }
}

pub(super) fn not_generic(name: &Ident, generics: &Generics, report: &mut Report) {
    if !generics.params.is_empty() {
        report.add(&generics.params, &messages::EXPORT_GENERIC, &[("name", &name.to_string())]);
    } else if let Some(clause) = &generics.where_clause {
        report.add(clause, &messages::EXPORT_GENERIC, &[("name", &name.to_string())]);
    }
}

/// Reports attributes that would make host and guest disagree.
pub(super) fn attributes(found: &[Attribute], report: &mut Report) {
    for attribute in found {
        if is_conditional(attribute) {
            let name = attribute.path().get_ident().map(Ident::to_string).unwrap_or_default();
            report.add(attribute, &messages::CONDITIONAL, &[("name", &name)]);
        }
        if attribute.path().is_ident("serde") {
            report.add(attribute, &messages::EXPORT_SERDE, &[]);
        }
    }
}

/// The attributes that the host's item gets.
pub(super) fn kept(found: &[Attribute]) -> Vec<Attribute> {
    let keeps = |name: &str| ["doc", "deprecated", "must_use"].contains(&name);
    let plain = found
        .iter()
        .filter(|attribute| attribute.path().get_ident().is_some_and(|name| keeps(&name.to_string())));
    let derived = found.iter().filter_map(|attribute| {
        let names = derived_names(attribute);
        let names: Vec<_> = names.iter().filter(|name| DERIVES.contains(&&*name.to_string())).collect();
        (!names.is_empty()).then(|| syn::parse_quote!(#[derive(#(::core::prelude::v1::#names),*)]))
    });
    plain.cloned().chain(derived).collect()
}

fn documentation(found: &[Attribute]) -> Vec<Attribute> {
    let keeps =
        |attribute: &&Attribute| ["doc", "default"].iter().any(|name| attribute.path().is_ident(name));
    found.iter().filter(keeps).cloned().collect()
}

/// Whether one of the attributes derives `name`.
pub fn derives(found: &[Attribute], name: &str) -> bool {
    found.iter().flat_map(derived_names).any(|derived| derived == name)
}

fn derived_names(attribute: &Attribute) -> Vec<Ident> {
    let mut names = Vec::new();
    if let (true, Meta::List(list)) = (attribute.path().is_ident("derive"), &attribute.meta) {
        // What cannot be read, the compiler refuses itself.
        let _ = list.parse_nested_meta(|meta| {
            names.extend(meta.path.segments.last().map(|last| last.ident.clone()));
            Ok(())
        });
    }
    names
}
