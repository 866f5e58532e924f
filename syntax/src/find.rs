//! Finds the interface of a library in a source file, for those who are not the compiler.

use syn::{Attribute, Item, ItemMod, LitStr, Meta};

use crate::check;
use crate::header::Header;
use crate::messages;
use crate::model::Interface;
use crate::parse;
use crate::report::{Problems, Report};

/// The module with `#[ringfence::library("library")]` in the text of a Rust file, at any depth.
///
/// The attribute may be written by any path that ends in `library`. `Ok(None)` means that no module of this
/// file declares the library.
pub fn find(source: &str, library: &str) -> Result<Option<Interface>, Problems> {
    find_with(source, library, None)
}

/// The same with what was read from the library's header.
pub fn find_with(
    source: &str,
    library: &str,
    header: Option<&Header>,
) -> Result<Option<Interface>, Problems> {
    let mut report = Report::default();
    let interface = find_in(source, library, header, &mut report);
    let problems = report.into_problems();
    match problems.is_empty() {
        true => Ok(interface),
        false => Err(problems),
    }
}

fn find_in(source: &str, library: &str, header: Option<&Header>, report: &mut Report) -> Option<Interface> {
    let file = match syn::parse_file(source) {
        Ok(file) => file,
        Err(error) => {
            report.add_syntax(error);
            return None;
        }
    };
    let mut found = Vec::new();
    collect(&file.items, library, &mut found);
    let mut found = found.into_iter();
    let (module, attribute) = found.next()?;
    for (_, again) in found {
        report.add(again, &messages::DECLARED_TWICE, &[("name", library)]);
    }
    let Meta::List(arguments) = &attribute.meta else { return None };
    let parsed = parse::module(arguments.tokens.clone(), without(module, attribute), header, report)?;
    Some(check::check(parsed, report))
}

fn collect<'a>(items: &'a [Item], library: &str, found: &mut Vec<(&'a ItemMod, &'a Attribute)>) {
    for item in items {
        let Item::Mod(module) = item else { continue };
        match module.attrs.iter().find(|attribute| names(attribute, library)) {
            Some(attribute) => found.push((module, attribute)),
            None => {
                if let Some((_, items)) = &module.content {
                    collect(items, library, found);
                }
            }
        }
    }
}

/// Whether this is the attribute, for this library.
fn names(attribute: &Attribute, library: &str) -> bool {
    let is_ours = attribute.path().segments.last().is_some_and(|segment| segment.ident == "library");
    let Meta::List(list) = &attribute.meta else { return false };
    let first = list.tokens.clone().into_iter().next().map(|token| token.to_string());
    let name = first.and_then(|text| syn::parse_str::<LitStr>(&text).ok());
    is_ours && name.is_some_and(|name| name.value() == library)
}

fn without(module: &ItemMod, attribute: &Attribute) -> ItemMod {
    let mut module = module.clone();
    module.attrs.retain(|other| other != attribute);
    module
}
