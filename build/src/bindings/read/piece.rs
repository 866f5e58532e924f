//! The items of bindgen's output as the interface has them.

use std::collections::BTreeMap;

use ringfence_syntax::header;
use syn::{Attribute, Expr, Fields, ForeignItem, Item, ItemForeignMod, Lit, Stmt, parse_quote};

use super::bitfields::Bitfields;

/// One item. Functions and variables have a block each.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) name: String,
    pub(crate) item: Item,
}

/// What bindgen says about sizes on the target: `Size of T`, `Offset of field: T::f`.
pub(crate) type Claims = BTreeMap<String, u32>;

impl Piece {
    pub(crate) fn new(name: &str, item: Item) -> Self {
        Self { name: name.to_owned(), item }
    }

    /// What C calls it; not for types.
    pub(crate) fn c_name(&self) -> String {
        let Item::ForeignMod(block) = &self.item else { return self.name.clone() };
        let attributes = block.items.iter().flat_map(|item| match item {
            ForeignItem::Fn(function) => function.attrs.as_slice(),
            ForeignItem::Static(variable) => variable.attrs.as_slice(),
            _ => &[],
        });
        attributes.filter_map(link_name).next_back().unwrap_or_else(|| self.name.clone())
    }

    /// The function, if it is one.
    pub(crate) fn function(&self) -> Option<&syn::ForeignItemFn> {
        let Item::ForeignMod(block) = &self.item else { return None };
        block.items.iter().find_map(|item| match item {
            ForeignItem::Fn(function) => Some(function),
            _ => None,
        })
    }

    /// Number of parameters, if it is a function.
    pub(crate) fn parameters(&self) -> Option<usize> {
        self.function().map(header::parameters)
    }

    /// Sets the attribute that says what C calls it.
    pub(crate) fn set_attribute(&mut self, attribute: Attribute) {
        match &mut self.item {
            Item::Struct(item) => item.attrs.push(attribute),
            Item::Union(item) => item.attrs.push(attribute),
            Item::ForeignMod(block) => {
                for item in &mut block.items {
                    if let ForeignItem::Fn(function) = item {
                        function.attrs.retain(|known| known.path() != attribute.path());
                        function.attrs.push(attribute.clone());
                    }
                }
            }
            _ => {}
        }
    }
}

/// What of a file is interface, and what it says about sizes.
pub(crate) fn all(file: syn::File) -> (Vec<Piece>, Claims) {
    let mut bitfields = Bitfields::default();
    let mut claims = Claims::new();
    for item in &file.items {
        match item {
            Item::Impl(block) => bitfields.add(block),
            Item::Const(constant) if constant.ident == "_" => claims.extend(self::claims(&constant.expr)),
            _ => {}
        }
    }
    let mut pieces = Vec::new();
    for item in file.items {
        match item {
            Item::ForeignMod(block) => pieces.extend(foreign(block)),
            Item::Struct(mut item) if item.generics.params.is_empty() => {
                let name = item.ident.to_string();
                clean(&mut item.attrs);
                if let Fields::Named(fields) = &mut item.fields {
                    fields.named = bitfields.restore(&name, std::mem::take(&mut fields.named));
                    fields.named.iter_mut().for_each(|field| clean(&mut field.attrs));
                }
                pieces.push(Piece { name, item: Item::Struct(item) });
            }
            Item::Union(mut item) => {
                clean(&mut item.attrs);
                item.fields.named = bitfields.restore(&item.ident.to_string(), item.fields.named);
                item.fields.named.iter_mut().for_each(|field| clean(&mut field.attrs));
                pieces.push(Piece { name: item.ident.to_string(), item: Item::Union(item) });
            }
            Item::Type(item) => pieces.push(Piece { name: item.ident.to_string(), item: Item::Type(item) }),
            Item::Const(item) if item.ident != "_" => {
                pieces.push(Piece { name: item.ident.to_string(), item: Item::Const(item) });
            }
            _ => {}
        }
    }
    (pieces, claims)
}

fn foreign(block: ItemForeignMod) -> Vec<Piece> {
    let pieces = block.items.into_iter().filter_map(|mut item| {
        let name = match &mut item {
            ForeignItem::Fn(function) => {
                rename(&mut function.attrs);
                function.sig.ident.to_string()
            }
            ForeignItem::Static(variable) => {
                rename(&mut variable.attrs);
                variable.ident.to_string()
            }
            _ => return None,
        };
        let mut around: ItemForeignMod = parse_quote!(
            extern "C" {}
        );
        around.items.push(item);
        Some(Piece { name, item: Item::ForeignMod(around) })
    });
    pieces.collect()
}

/// bindgen marks names as final by a first character that no reader needs.
fn rename(attributes: &mut [Attribute]) {
    for attribute in attributes {
        if let Some(name) = link_name(attribute) {
            *attribute = parse_quote!(#[link_name = #name]);
        }
    }
}

fn link_name(attribute: &Attribute) -> Option<String> {
    let text = attribute.path().is_ident("link_name").then(|| header::text_of(attribute))?;
    text.map(|text| text.trim_start_matches('\u{1}').to_owned())
}

fn clean(attributes: &mut Vec<Attribute>) {
    let kept = ["doc", "repr", "bits"];
    attributes.retain(|attribute| kept.iter().any(|name| attribute.path().is_ident(name)));
}

/// `["Size of T"][size_of::<T>() - 4usize];`
fn claims(block: &Expr) -> Vec<(String, u32)> {
    let Expr::Block(block) = block else { return Vec::new() };
    let claim = |statement: &Stmt| {
        let Stmt::Expr(Expr::Index(index), _) = statement else { return None };
        let (Expr::Array(array), Expr::Binary(difference)) = (&*index.expr, &*index.index) else {
            return None;
        };
        let (Expr::Lit(text), Expr::Lit(number)) = (array.elems.first()?, &*difference.right) else {
            return None;
        };
        match (&text.lit, &number.lit) {
            (Lit::Str(text), Lit::Int(number)) => Some((text.value(), number.base10_parse().ok()?)),
            _ => None,
        }
    };
    block.block.stmts.iter().filter_map(claim).collect()
}
