//! Enums without data.

use proc_macro2::Ident;
use syn::{Attribute, ItemEnum};

use super::structure::{refuse_repr, repr_arguments};
use crate::attributes::{self, Place};
use crate::constants::Constants;
use crate::messages;
use crate::model::{Enum, Variant};
use crate::names;
use crate::report::Report;
use crate::scalars::{Kind, Scalar};

/// Whether the declaration can be a C enum; reports why not.
pub(super) fn is_readable(item: &ItemEnum, report: &mut Report) -> bool {
    let before = report.count();
    if !item.generics.params.is_empty() {
        report.add(&item.generics, &messages::GENERIC_STRUCT, &[]);
    }
    if item.variants.is_empty() {
        let name = item.ident.to_string();
        report.add(&item.ident, &messages::ENUM_WITHOUT_VARIANTS, &[("name", &name)]);
    }
    if let Some(variant) = item.variants.iter().find(|variant| !variant.fields.is_empty()) {
        report.add(&variant.fields, &messages::ENUM_WITH_DATA, &[]);
    }
    report.count() == before
}

/// The enums, with the value of every variant.
pub(super) fn all(items: &[&ItemEnum], constants: &Constants<'_>, report: &mut Report) -> Vec<Enum> {
    items.iter().map(|item| enumeration(item, constants, report)).collect()
}

fn enumeration(item: &ItemEnum, constants: &Constants<'_>, report: &mut Report) -> Enum {
    let sorted = attributes::sort(&item.attrs, Place::Enum, report);
    let repr = carrier(&item.ident, &sorted.reprs, report);
    let mut item = item.clone();
    item.attrs = sorted.kept;
    let variants = variants(&mut item, constants, report);
    Enum {
        name: item.ident.clone(),
        c_name: sorted.c_name.unwrap_or_else(|| names::c_name(&item.ident)),
        carrier: repr.unwrap_or_else(|| c_carrier(&variants)),
        variants,
        item,
    }
}

/// The integer that `repr` names, or `None` for `repr(C)`.
fn carrier(name: &Ident, reprs: &[Attribute], report: &mut Report) -> Option<Kind> {
    let mut is_c = false;
    let mut integer = None;
    let before = report.count();
    for argument in repr_arguments(reprs, report) {
        match integer_of(&argument) {
            Some(kind) => integer = Some(kind),
            None if argument.path().is_ident("C") => is_c = true,
            None => refuse_repr(&argument, report),
        }
    }
    if !is_c && integer.is_none() && report.count() == before {
        report.add(name, &messages::ENUM_MISSING_REPR, &[("name", &name.to_string())]);
    }
    integer
}

fn integer_of(argument: &syn::Meta) -> Option<Kind> {
    let name = argument.path().get_ident()?.to_string();
    let kind = Scalar::named(&name)?.kind;
    let is_ours = matches!(kind, Kind::I8 | Kind::U8 | Kind::I16 | Kind::U16 | Kind::I32 | Kind::U32);
    (is_ours && kind.primitive() == name).then_some(kind)
}

/// clang takes `unsigned int` unless a value is negative.
fn c_carrier(variants: &[Variant]) -> Kind {
    match variants.iter().any(|variant| variant.value < 0) {
        true => Kind::I32,
        false => Kind::U32,
    }
}

/// Reads the values and takes our attributes off the declaration. If a value is not known, none can be
/// checked.
fn variants(item: &mut ItemEnum, constants: &Constants<'_>, report: &mut Report) -> Vec<Variant> {
    let before = report.count();
    let mut next = 0;
    let mut variants = Vec::new();
    for variant in &mut item.variants {
        let sorted = attributes::sort(&variant.attrs, Place::Variant, report);
        variant.attrs = sorted.kept;
        if let Some((_, expression)) = &variant.discriminant {
            next = constants.evaluate(expression).unwrap_or_else(|| {
                report.add(expression, &messages::ENUM_VALUE, &[]);
                next
            });
        }
        variants.push(Variant {
            name: variant.ident.clone(),
            c_name: sorted.c_name.unwrap_or_else(|| names::c_name(&variant.ident)),
            value: next,
        });
        next = next.saturating_add(1);
    }
    if report.count() > before {
        make_harmless(item, &mut variants);
    }
    variants
}

/// Gives every variant a value of its own, for the stub that stands in after a mistake.
pub(crate) fn make_harmless(item: &mut ItemEnum, variants: &mut [Variant]) {
    for (value, variant) in (0..).zip(variants) {
        variant.value = value;
    }
    for variant in &mut item.variants {
        variant.discriminant = None;
    }
}
