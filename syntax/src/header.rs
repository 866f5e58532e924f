//! What was read from a C header, and how it meets what is declared by hand.
//!
//! The build helper writes the file, this module reads it again for the macro. A declaration by hand takes the place
//! of the one of the same name.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Attribute, ForeignItem, ForeignItemFn, Item, ItemForeignMod, Type, parse_quote};

pub use crate::attributes::text_of;
use crate::manifest::LeftOut;
use crate::names;

/// What the name of the export of a function begins with that the header defines (`static inline`).
pub const INLINE_PREFIX: &str = "ringfence_inline_";

/// The items of a header, and what could not be one.
#[derive(Clone, Debug, Default)]
pub struct Header {
    items: Vec<Item>,
    left_out: BTreeMap<String, LeftOut>,
}

impl Header {
    /// Reads the file that the build helper wrote. Functions and variables that were left out are not in it, even if
    /// the text declares them: nothing defines those.
    pub fn parse(text: &str, left_out: &BTreeMap<String, LeftOut>) -> Result<Self, syn::Error> {
        let mut items = syn::parse_file(text)?.items;
        for item in &mut items {
            if let Item::ForeignMod(block) = item {
                block
                    .items
                    .retain(|item| foreign_name(item).is_none_or(|name| !left_out.contains_key(&name)));
            }
        }
        Ok(Self { items, left_out: left_out.clone() })
    }

    /// The functions and variables: export, name in Rust, and number of parameters of a function.
    pub fn exports(&self) -> Vec<(String, String, Option<usize>)> {
        let all = self.items.iter().filter_map(foreign).flat_map(|block| &block.items);
        let export = |item: &ForeignItem| {
            let parameters = match item {
                ForeignItem::Fn(function) => Some(parameters(function)),
                _ => None,
            };
            Some((c_name(item)?, foreign_name(item)?, parameters))
        };
        all.filter_map(export).collect()
    }

    /// Exports that only the header asks for, in a module that declares `own` by hand.
    pub(crate) fn added(&self, own: &[Item]) -> BTreeSet<String> {
        let by_hand = ByHand::of(own);
        let blocks = self.items.iter().filter_map(foreign).filter_map(|block| by_hand.functions_left(block));
        let blocks: Vec<_> = blocks.collect();
        blocks.iter().filter_map(foreign).flat_map(|block| &block.items).filter_map(c_name).collect()
    }

    /// The functions that are missing in a wrapper which declares `own` by hand.
    pub(crate) fn missing(&self, own: &[Item]) -> Vec<(String, LeftOut)> {
        let by_hand = ByHand::of(own);
        let is_missing = |(name, left_out): &(&String, &LeftOut)| {
            left_out.parameters.is_some() && !by_hand.functions.contains(*name)
        };
        let all = self.left_out.iter().filter(is_missing);
        all.map(|(name, left_out)| (name.clone(), left_out.clone())).collect()
    }

    /// The items of a module: its own, and those of the header that it does not declare itself.
    pub(crate) fn merge(&self, mut own: Vec<Item>) -> Vec<Item> {
        self.link_inline(&mut own);
        let by_hand = ByHand::of(&own);
        let kept = self.items.iter().filter_map(|item| by_hand.give_way(item));
        let kept: Vec<_> = kept.collect();
        own.extend(kept);
        own
    }

    /// A function of the header's own is exported under a name that nobody should have to know.
    fn link_inline(&self, own: &mut [Item]) {
        let functions = self.items.iter().filter_map(foreign).flat_map(|block| &block.items);
        let inline: HashSet<_> = functions
            .filter(|item| c_name(item).is_some_and(|name| name.starts_with(INLINE_PREFIX)))
            .filter_map(foreign_name)
            .collect();
        for item in own.iter_mut() {
            let Item::ForeignMod(block) = item else { continue };
            for item in &mut block.items {
                let Some(name) = c_name(item).filter(|name| inline.contains(name)) else { continue };
                let ForeignItem::Fn(function) = item else { continue };
                let export = format!("{INLINE_PREFIX}{name}");
                function.attrs.retain(|attribute| !attribute.path().is_ident("link_name"));
                function.attrs.push(parse_quote!(#[link_name = #export]));
            }
        }
    }
}

/// The names that a module declares itself.
#[derive(Default)]
struct ByHand {
    /// Functions and variables, by their names in C and in Rust.
    functions: HashSet<String>,
    /// Types, constants and imports, by their names in Rust.
    names: HashSet<String>,
    /// Types by their names in C, where Rust has another one.
    renamed: HashMap<String, Ident>,
    enums: HashSet<String>,
}

impl ByHand {
    fn of(items: &[Item]) -> Self {
        let mut all = Self::default();
        for item in items {
            match item {
                Item::ForeignMod(block) => {
                    for item in &block.items {
                        all.functions.extend(foreign_name(item).into_iter().chain(c_name(item)));
                    }
                }
                Item::Struct(item) => all.add_type(&item.ident, &item.attrs),
                Item::Union(item) => all.add_type(&item.ident, &item.attrs),
                Item::Enum(item) => {
                    all.enums.insert(item.ident.to_string());
                    all.add_type(&item.ident, &item.attrs);
                }
                Item::Type(item) => all.add_type(&item.ident, &item.attrs),
                Item::Const(item) => drop(all.names.insert(item.ident.to_string())),
                Item::Use(item) => all.add_imports(&item.tree),
                _ => {}
            }
        }
        all
    }

    fn add_type(&mut self, name: &Ident, attributes: &[Attribute]) {
        self.names.insert(name.to_string());
        let c_name =
            attributes.iter().find(|attribute| attribute.path().is_ident("c_name")).and_then(text_of);
        let tags = ["struct ", "union ", "enum "];
        let Some(c_name) = c_name else { return };
        let plain = tags.iter().find_map(|tag| c_name.strip_prefix(tag)).unwrap_or(&c_name).to_owned();
        if *name != plain {
            self.renamed.insert(plain, name.clone());
        }
    }

    fn add_imports(&mut self, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => self.add_imports(&path.tree),
            syn::UseTree::Name(name) => drop(self.names.insert(name.ident.to_string())),
            syn::UseTree::Rename(name) => drop(self.names.insert(name.rename.to_string())),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_imports(tree)),
            syn::UseTree::Glob(_) => {}
        }
    }

    /// An item of the header, or what is left of it.
    fn give_way(&self, item: &Item) -> Option<Item> {
        let (name, visibility) = match item {
            Item::ForeignMod(block) => return self.functions_left(block),
            Item::Const(item) => {
                let of_enum = matches!(&*item.ty, Type::Path(path)
                    if path.path.get_ident().is_some_and(|name| self.replaces_enum(&name.to_string())));
                return (!of_enum && !self.names.contains(&item.ident.to_string()))
                    .then(|| item.clone().into());
            }
            Item::Struct(item) => (&item.ident, &item.vis),
            Item::Union(item) => (&item.ident, &item.vis),
            Item::Enum(item) => (&item.ident, &item.vis),
            Item::Type(item) => (&item.ident, &item.vis),
            _ => return Some(item.clone()),
        };
        if self.names.contains(&name.to_string()) {
            return None;
        }
        match self.renamed.get(&name.to_string()) {
            Some(own) => Some(parse_quote!(#visibility type #name = #own;)),
            None => Some(item.clone()),
        }
    }

    fn replaces_enum(&self, name: &str) -> bool {
        let renamed = self.renamed.get(name).map(Ident::to_string);
        self.enums.contains(name) || renamed.is_some_and(|own| self.enums.contains(&own))
    }

    fn functions_left(&self, block: &ItemForeignMod) -> Option<Item> {
        let mut block = block.clone();
        block.items.retain(|item| {
            let mut names = foreign_name(item).into_iter().chain(c_name(item));
            names.all(|name| !self.functions.contains(&name))
        });
        (!block.items.is_empty()).then_some(Item::ForeignMod(block))
    }
}

/// Number of parameters; those of `...` together are one.
pub fn parameters(function: &ForeignItemFn) -> usize {
    function.sig.inputs.len() + usize::from(function.sig.variadic.is_some())
}

fn foreign(item: &Item) -> Option<&ItemForeignMod> {
    match item {
        Item::ForeignMod(block) => Some(block),
        _ => None,
    }
}

/// The name in Rust of a function or variable.
fn foreign_name(item: &ForeignItem) -> Option<String> {
    match item {
        ForeignItem::Fn(function) => Some(function.sig.ident.unraw().to_string()),
        ForeignItem::Static(variable) => Some(variable.ident.unraw().to_string()),
        _ => None,
    }
}

/// The name of its export.
fn c_name(item: &ForeignItem) -> Option<String> {
    let (name, attributes) = match item {
        ForeignItem::Fn(function) => (&function.sig.ident, &function.attrs),
        ForeignItem::Static(variable) => (&variable.ident, &variable.attrs),
        _ => return None,
    };
    let link_name = attributes.iter().find(|attribute| attribute.path().is_ident("link_name"));
    Some(link_name.and_then(text_of).unwrap_or_else(|| names::c_function(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens;

    const HEADER: &str = "pub const RED: color = 0; pub type color = u32; pub const MOST: i32 = 3;
        #[repr(C)] pub struct image { pub width: i32 }
        extern \"C\" { pub fn open(i: *mut image); pub fn gone();
            #[link_name = \"ringfence_inline_twice\"] pub fn twice(x: i32) -> i32; }";

    fn merged(own: &str) -> String {
        let left_out = LeftOut { reason: "nothing defines it".to_owned(), parameters: Some(0) };
        let header = Header::parse(HEADER, &[("gone".to_owned(), left_out)].into()).unwrap();
        let items = header.merge(syn::parse_file(own).unwrap().items);
        items.iter().map(|item| item.to_token_stream().to_string() + "\n").collect()
    }

    #[test]
    fn what_is_declared_by_hand_takes_the_place_of_the_header() {
        let text = merged(
            "extern \"C\" { #[link_name = \"open\"] fn open_image(i: *const image); } const MOST: u8 = 3;",
        );
        assert!(text.contains("fn open_image") && !text.contains("fn open ("), "{text}");
        assert!(text.contains("const MOST : u8") && !text.contains("const MOST : i32"), "{text}");
    }

    #[test]
    fn an_enum_by_hand_takes_the_constants_with_it() {
        let text = merged("#[repr(C)] enum color { Red = 0 }");
        assert!(!text.contains("RED") && !text.contains("type color"), "{text}");
        let text = merged("#[repr(C)] #[c_name = \"enum color\"] enum Color { Red = 0 }");
        assert!(!text.contains("RED") && text.contains("type color = Color"), "{text}");
    }

    #[test]
    fn a_type_under_another_name_is_an_alias_for_the_rest() {
        let text = merged("#[repr(C)] #[c_name = \"struct image\"] struct Image { width: i32 }");
        assert!(text.contains("pub type image = Image ;") && !text.contains("pub struct image"), "{text}");
    }

    #[test]
    fn functions_of_the_header_itself_keep_their_export() {
        let text = merged("extern \"C\" { fn twice(x: i32) -> i32; }");
        assert_eq!(text.matches("ringfence_inline_twice").count(), 1, "{text}");
        assert_eq!(text.matches("fn twice").count(), 1, "{text}");
        assert!(!text.contains("fn gone"), "{text}");
    }
}
