//! What of a header the interface model can express.
//!
//! The model is asked about everything at once; what it objects to is left out with its words, and the rest is asked
//! about again, because something may have needed what is gone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use ringfence_syntax::manifest::LeftOut;
use ringfence_syntax::{Interface, Problems, find};
use syn::ext::IdentExt;
use syn::{Fields, Item, ItemStruct, parse_quote};

use super::piece::{Claims, Piece};
use super::text;
use crate::Error;

type LeftOuts = BTreeMap<String, LeftOut>;

/// Takes out of `pieces` what the model refuses.
pub(crate) fn all(
    library: &str,
    pieces: &mut Vec<Piece>,
    claims: &Claims,
    left_out: &mut LeftOuts,
) -> Result<(), Error> {
    // Each round takes something away.
    for _ in 0..=2 * pieces.len() {
        let (source, places) = source(pieces);
        let objections = match find(&source, LIBRARY) {
            Ok(Some(interface)) => layouts(&interface, claims, pieces),
            Ok(None) => BTreeMap::new(),
            Err(problems) => match objections(&problems, &places) {
                objections if objections.is_empty() => {
                    return Err(unexpressed(library, &problems.to_string()));
                }
                objections => objections,
            },
        };
        if objections.is_empty() {
            return Ok(());
        }
        let reasons = objections.into_iter().map(|(index, reason)| {
            let chain = pieces.get(index).and_then(|piece| because_of(piece, left_out));
            (index, chain.unwrap_or(reason))
        });
        for (index, reason) in reasons.collect::<Vec<_>>().into_iter().rev() {
            take_out(pieces, index, &reason, left_out);
        }
    }
    Err(unexpressed(library, "no end was found"))
}

fn unexpressed(library: &str, reason: &str) -> Error {
    Error::Setting(format!("{library}: the header cannot be read as an interface: {reason}"))
}

const LIBRARY: &str = "header";

/// A module with all pieces, and the lines of each.
fn source(pieces: &[Piece]) -> (String, Vec<Range<usize>>) {
    // A marker that no header has, and a function in case there is none.
    let mut source = format!(
        "#[ringfence::library({LIBRARY:?}, marker = RingfenceHeader)]\nmod header {{\n\
         extern \"C\" {{ fn ringfence_header(); }}\n"
    );
    let mut line = source.lines().count() + 1;
    let mut places = Vec::new();
    for piece in pieces {
        let text = text::item(&piece.item);
        let end = line + text.lines().count();
        places.push(line..end);
        line = end;
        source.push_str(&text);
    }
    source.push('}');
    (source, places)
}

fn objections(problems: &Problems, places: &[Range<usize>]) -> BTreeMap<usize, String> {
    let mut all = BTreeMap::new();
    for problem in problems.iter() {
        if let Some(index) = places.iter().position(|place| place.contains(&problem.line)) {
            all.entry(index).or_insert_with(|| problem.text.clone());
        }
    }
    all
}

/// Structs that lie otherwise on the target than the model would have them.
fn layouts(interface: &Interface, claims: &Claims, pieces: &[Piece]) -> BTreeMap<usize, String> {
    let mut all = BTreeMap::new();
    for structure in &interface.structs {
        let name = structure.name.unraw().to_string();
        let sizes = [("Size", structure.layout.size), ("Alignment", structure.layout.align)];
        let sizes = sizes.into_iter().map(|(what, found)| (format!("{what} of {name}"), found));
        let offsets = structure.fields.iter().filter(|field| field.bits.is_none());
        let offsets = offsets.map(|field| (format!("Offset of field: {name}::{}", field.name), field.offset));
        let mut both = offsets.chain(sizes).filter_map(|(claim, found)| {
            let expected = claims.get(&claim).filter(|expected| **expected != found)?;
            Some(format!(
                "its layout has no expression in Rust: {} is {expected}, not {found}",
                claim.to_lowercase()
            ))
        });
        if let (Some(reason), Some(index)) = (both.next(), pieces.iter().position(|piece| piece.name == name))
        {
            all.insert(index, reason);
        }
    }
    all
}

/// The reason why something that the piece needs is gone.
fn because_of(piece: &Piece, left_out: &LeftOuts) -> Option<String> {
    let mut names = BTreeSet::new();
    collect(piece.item.to_token_stream(), &mut names);
    names.remove(&piece.name);
    let (name, cause) = names.iter().find_map(|name| left_out.get_key_value(name))?;
    Some(format!("it needs `{name}`, which was left out: {}", cause.reason))
}

fn collect(tokens: TokenStream, names: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => drop(names.insert(name.to_string())),
            TokenTree::Group(group) => collect(group.stream(), names),
            _ => {}
        }
    }
}

/// A function, variable or constant goes; of a type the name stays, for pointers.
fn take_out(pieces: &mut Vec<Piece>, index: usize, reason: &str, left_out: &mut LeftOuts) {
    let Some(piece) = pieces.get_mut(index) else { return };
    let is_type = match &piece.item {
        Item::Struct(item) => !is_handle(item),
        Item::Union(_) | Item::Type(_) => true,
        _ => false,
    };
    if is_type {
        return make_handle(piece, reason, left_out);
    }
    let piece = pieces.remove(index);
    let parameters = piece.parameters();
    left_out.insert(piece.name, LeftOut { reason: reason.to_owned(), parameters });
}

/// Keeps the name of a type, and nothing of what is inside.
pub(crate) fn make_handle(piece: &mut Piece, reason: &str, left_out: &mut LeftOuts) {
    let Ok(name) = syn::parse_str::<syn::Ident>(&piece.name) else { return };
    let doc = format!(" Only pointed to: {reason}.");
    piece.item = Item::Struct(parse_quote!(#[doc = #doc] pub struct #name;));
    left_out.insert(piece.name.clone(), LeftOut { reason: reason.to_owned(), parameters: None });
}

/// Whether nothing is known of what is inside.
pub(crate) fn is_handle(item: &ItemStruct) -> bool {
    match &item.fields {
        Fields::Unit => true,
        Fields::Named(fields) => {
            fields.named.iter().any(|field| field.ident.as_ref().is_some_and(|name| name == "_unused"))
        }
        Fields::Unnamed(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(items: &str, claims: &[(&str, u32)]) -> (Vec<String>, LeftOuts) {
        let (mut pieces, _) = crate::bindings::read::piece::all(syn::parse_file(items).unwrap());
        let claims = claims.iter().map(|(claim, value)| ((*claim).to_owned(), *value)).collect();
        let mut left_out = LeftOuts::new();
        all("x", &mut pieces, &claims, &mut left_out).unwrap();
        (pieces.iter().map(|piece| piece.name.clone()).collect(), left_out)
    }

    #[test]
    fn what_the_model_refuses_goes_and_takes_along_what_needs_it() {
        let (kept, left_out) = judged(
            "pub type wide = u128; extern \"C\" { pub fn f(x: i32) -> i32; pub fn g(x: wide, y: i32); }
             #[repr(C)] pub struct s { pub x: wide } extern \"C\" { pub fn h(s: *mut s); }",
            &[],
        );
        assert_eq!(kept, ["wide", "f", "s", "h"]);
        assert_eq!(left_out["g"].parameters, Some(2));
        assert!(left_out["g"].reason.starts_with("it needs `wide`, which was left out: "), "{left_out:?}");
        assert!(left_out["s"].reason.contains("`wide`") && !left_out.contains_key("h"), "{left_out:?}");
    }

    #[test]
    fn a_struct_that_lies_otherwise_is_only_pointed_to() {
        let items = "#[repr(C)] pub struct s { pub x: u8, pub y: u32 }";
        assert!(judged(items, &[("Size of s", 8), ("Offset of field: s::y", 4)]).1.is_empty());
        let (kept, left_out) = judged(items, &[("Size of s", 5)]);
        assert_eq!(kept, ["s"]);
        assert_eq!(left_out["s"].reason, "its layout has no expression in Rust: size of s is 5, not 8");
    }
}
