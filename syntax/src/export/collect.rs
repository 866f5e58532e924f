//! All exports of a guest.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{Attribute, Item};

use super::Export;
use super::function::Function;
use super::item::{Constant, Enumeration, Structure};
use crate::manifest::Signature;
use crate::messages;
use crate::report::{Problems, Report};

/// What a guest exports.
#[derive(Debug, Default)]
pub struct Exports {
    /// Functions that the host calls.
    pub functions: Vec<Function>,
    /// Structs that cross.
    pub structures: Vec<Structure>,
    /// Enums that cross.
    pub enumerations: Vec<Enumeration>,
    /// Constants.
    pub constants: Vec<Constant>,
}

impl Exports {
    /// The declarations of all exported items in a file, each as text: functions without their bodies.
    ///
    /// # Errors
    ///
    /// What the parser says about a file that is no Rust.
    pub fn declarations(file: &str) -> syn::Result<Vec<String>> {
        let file = syn::parse_file(file)?;
        let mut found = Vec::new();
        collect(&file.items, &mut found);
        Ok(found)
    }

    /// Reads declarations.
    ///
    /// # Errors
    ///
    /// Every mistake in them, and between them.
    pub fn read<'a>(declarations: impl IntoIterator<Item = &'a str>) -> Result<Self, Problems> {
        let mut report = Report::default();
        let mut all = Vec::new();
        for text in declarations {
            match syn::parse_str::<Item>(text) {
                Ok(item) => all.extend(Export::read(&item, &mut report)),
                Err(error) => report.add_syntax(error),
            }
        }
        check(&all, &mut report);
        let problems = report.into_problems();
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut exports = Self::default();
        for export in all {
            match export {
                Export::Function(function) => exports.functions.push(function),
                Export::Structure(structure) => exports.structures.push(structure),
                Export::Enumeration(enumeration) => exports.enumerations.push(enumeration),
                Export::Constant(constant) => exports.constants.push(constant),
            }
        }
        Ok(exports)
    }

    /// The functions of the module, as the module names them.
    pub fn signatures(&self) -> BTreeMap<String, Signature> {
        self.functions.iter().map(|function| (function.symbol(), function.signature())).collect()
    }
}

/// Names that are exported twice, and types that are not exported at all.
fn check(all: &[Export], report: &mut Report) {
    let mut known: Vec<&Ident> = Vec::new();
    for export in all {
        let name = export.name();
        if known.contains(&name) {
            report.add(name, &messages::EXPORT_TWICE, &[("name", &name.to_string())]);
        }
        known.push(name);
    }
    for name in all.iter().flat_map(Export::names) {
        if !known.contains(&name) {
            report.add_once(name, &messages::EXPORT_UNKNOWN, &[("name", &name.to_string())]);
        }
    }
}

fn collect(items: &[Item], found: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Mod(module) => {
                if let Some((_, items)) = &module.content {
                    collect(items, found);
                }
            }
            other => found.extend(declaration(other)),
        }
    }
}

/// The text of an item as it stands in the file, if it is exported: rules are recorded as they were written.
fn declaration(item: &Item) -> Option<String> {
    let attributes = match item {
        Item::Fn(found) => &found.attrs,
        Item::Struct(found) => &found.attrs,
        Item::Enum(found) => &found.attrs,
        Item::Const(found) => &found.attrs,
        _ => return None,
    };
    if !attributes.iter().any(is_export) {
        return None;
    }
    let text = item.span().source_text()?;
    let Item::Fn(function) = item else { return Some(text) };
    let body = function.block.span().source_text()?;
    Some(format!("{}{{}}", text.strip_suffix(&body)?))
}

/// Whether this is the attribute, by whatever path.
fn is_export(attribute: &Attribute) -> bool {
    attribute.path().segments.last().is_some_and(|last| last.ident == "export")
}
