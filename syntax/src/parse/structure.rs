//! Structs with fields, and handles without.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Field as Declaration, Fields, ItemStruct, Lit, Type as Tokens};

use crate::attributes::{self, Place, Sorted};
use crate::layout::Layout;
use crate::messages;
use crate::model::{Field, Opaque, Struct};
use crate::names;
use crate::report::Report;
use crate::types::Lowering;

/// Whether a declaration says nothing about what is inside: no fields, or only such as hold nothing.
pub(super) fn is_opaque(item: &ItemStruct) -> bool {
    match &item.fields {
        Fields::Unit => true,
        Fields::Named(fields) => fields.named.iter().all(|field| holds_nothing(&field.ty)),
        Fields::Unnamed(_) => false,
    }
}

/// Whether the fields can be read; reports why not.
pub(super) fn is_readable(item: &ItemStruct, report: &mut Report) -> bool {
    let before = report.count();
    if let Fields::Unnamed(fields) = &item.fields {
        report.add(fields, &messages::TUPLE_STRUCT, &[]);
    } else {
        check_repr(item, report);
    }
    if !item.generics.params.is_empty() {
        report.add(&item.generics, &messages::GENERIC_STRUCT, &[]);
    }
    report.count() == before
}

/// The structs. Those with a field that could not be read join the `faulty` ones.
pub(super) fn all(
    items: &[&ItemStruct],
    faulty: &mut Vec<Ident>,
    lowering: &mut Lowering<'_, '_>,
) -> Vec<Struct> {
    let mut structs = Vec::new();
    for item in items {
        let structure = structure(item, lowering);
        if structure.fields.len() != item.fields.len() {
            faulty.push(structure.name.clone());
        }
        structs.push(structure);
    }
    structs
}

/// The handles.
pub(super) fn opaques(items: &[&ItemStruct], report: &mut Report) -> Vec<Opaque> {
    items.iter().map(|item| opaque(item, report)).collect()
}

fn opaque(item: &ItemStruct, report: &mut Report) -> Opaque {
    if !item.generics.params.is_empty() {
        report.add(&item.generics, &messages::GENERIC_STRUCT, &[]);
    }
    let Sorted { kept, .. } = attributes::sort(&item.attrs, Place::Struct, report);
    Opaque { name: item.ident.clone(), attributes: kept, visibility: item.vis.clone() }
}

fn structure(item: &ItemStruct, lowering: &mut Lowering<'_, '_>) -> Struct {
    let Sorted { kept, c_name, .. } = attributes::sort(&item.attrs, Place::Struct, lowering.report);
    let fields = item.fields.iter().filter_map(|declaration| field(&item.ident, declaration, lowering));
    Struct {
        name: item.ident.clone(),
        c_name: c_name.unwrap_or_else(|| names::c_name(&item.ident)),
        fields_trait: names::fields_trait(&item.ident),
        values_trait: names::values_trait(&item.ident),
        attributes: kept,
        visibility: item.vis.clone(),
        fields: fields.collect(),
        layout: Layout::default(),
    }
}

fn field(owner: &Ident, declaration: &Declaration, lowering: &mut Lowering<'_, '_>) -> Option<Field> {
    let name = declaration.ident.as_ref()?;
    let sorted = attributes::sort(&declaration.attrs, Place::Field, lowering.report);
    let typed = lowering.lower_member(owner, name, &declaration.ty)?;
    Some(Field {
        method: names::field_method(name),
        c_name: sorted.c_name.unwrap_or_else(|| names::c_name(name)),
        name: name.clone(),
        attributes: sorted.kept,
        typed,
        offset: 0,
        size: 0,
    })
}

/// `repr(C)` and nothing else.
fn check_repr(item: &ItemStruct, report: &mut Report) {
    let reprs = item.attrs.iter().filter(|attribute| attribute.path().is_ident("repr"));
    let mut is_c = false;
    for argument in repr_arguments(reprs, report) {
        match argument.path().is_ident("C") {
            true => is_c = true,
            false => refuse_repr(&argument, report),
        }
    }
    if !is_c {
        report.add(&item.ident, &messages::MISSING_REPR, &[("name", &item.ident.to_string())]);
    }
}

/// What stands in the `repr(…)` of an item.
pub(super) fn repr_arguments<'a>(
    attributes: impl IntoIterator<Item = &'a Attribute>,
    report: &mut Report,
) -> Vec<syn::Meta> {
    let mut arguments = Vec::new();
    for attribute in attributes {
        match attribute.parse_args_with(Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated) {
            Ok(list) => arguments.extend(list),
            Err(error) => report.add_syntax(error),
        }
    }
    arguments
}

/// Reports an argument of `repr(…)` that changes the layout.
pub(super) fn refuse_repr(argument: &syn::Meta, report: &mut Report) {
    let text = argument.to_token_stream().to_string().replace(' ', "");
    report.add(argument, &messages::BAD_REPR, &[("name", &text)]);
}

/// `[T; 0]` and `PhantomData<T>` are how Rust spells a field that is not there.
fn holds_nothing(tokens: &Tokens) -> bool {
    match tokens {
        Tokens::Array(array) => match &array.len {
            Expr::Lit(literal) => matches!(&literal.lit, Lit::Int(length) if length.base10_digits() == "0"),
            _ => false,
        },
        Tokens::Path(path) => path.path.segments.last().is_some_and(|segment| segment.ident == "PhantomData"),
        _ => false,
    }
}
