//! From the tokens of a module to the model.
//!
//! The items of the module are sorted by what they are, then read one by one. Whatever cannot be read is
//! reported and left out, so that the rest of the interface still comes into being.

pub(crate) mod enumeration;
pub(crate) mod function;
mod structure;

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Item, ItemEnum, ItemForeignMod, ItemMod, ItemStruct, LitStr, Visibility};

use crate::attributes::{Arguments, is_conditional};
use crate::constants::Constants;
use crate::header::Header;
use crate::messages;
use crate::model::{Interface, Opaque};
use crate::names;
use crate::report::Report;
use crate::types::{Declared, Lowering, Names};

/// An interface as it was declared; not everything in it need be legal.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// Everything but the functions.
    pub(crate) interface: Interface,
    pub(crate) functions: Vec<function::Declared>,
    /// Types that were refused, in part or as a whole. What follows from that is not reported again.
    pub(crate) faulty: Vec<Ident>,
}

/// Reads the arguments of the attribute and the item below it.
pub(crate) fn item(
    arguments: TokenStream,
    item: TokenStream,
    header: Option<&Header>,
    report: &mut Report,
) -> Option<Parsed> {
    let first = item.clone().into_iter().next();
    match syn::parse2::<Item>(item) {
        Ok(Item::Mod(found)) => module(arguments, found, header, report),
        Ok(_) => {
            report.add(&first, &messages::NOT_A_MODULE, &[]);
            None
        }
        Err(error) => {
            report.add_syntax(error);
            None
        }
    }
}

/// Reads the arguments of the attribute and the module below it.
pub(crate) fn module(
    arguments: TokenStream,
    module: ItemMod,
    header: Option<&Header>,
    report: &mut Report,
) -> Option<Parsed> {
    let arguments = Arguments::parse(arguments, &module.ident, report);
    let Some((_, items)) = &module.content else {
        report.add(&module.ident, &messages::NOT_INLINE, &[("name", &module.ident.to_string())]);
        return None;
    };
    if arguments.is_rust {
        return Some(of_rust(arguments, &module, items, report));
    }
    let header = header_of(&arguments, &module.ident, header, report);
    let added = header.map(|header| header.added(items)).unwrap_or_default();
    let left_out = header.map(|header| header.missing(items)).unwrap_or_default();
    let items = &header.map_or_else(|| items.clone(), |header| header.merge(items.clone()));
    let contents = Contents::sort(items, report);
    let declared = contents.names(items, report);
    let library = arguments.library.as_ref().map_or_else(|| module.ident.to_string(), LitStr::value);
    let place = arguments.library.as_ref().map_or_else(|| module.ident.span(), LitStr::span);
    let marker = arguments.marker.unwrap_or_else(|| marker(&library, place));
    if contents.foreign.iter().all(|block| block.items.is_empty()) && arguments.header.is_none() {
        report.add(&module.ident, &messages::NO_FUNCTIONS, &[("name", &module.ident.to_string())]);
    }
    let mut faulty: Vec<_> = contents.faulty.iter().map(|(name, _)| (*name).clone()).collect();
    let mut lowering = Lowering::new(&declared, report);
    let (functions, globals) = function::all(&contents.foreign, &mut lowering);
    let structs = structure::all(&contents.structs, &mut faulty, &mut lowering);
    lowering.unused_functions(contents.aliases());
    let is_function =
        |item: &Item| matches!(item, Item::Type(alias) if lowering.functions.has_alias(&alias.ident));
    let passed =
        contents.passed.iter().filter(|item| !is_function(item)).map(|item| (*item).clone()).collect();
    let interface = Interface {
        calls_trait: names::calls_trait(&marker),
        marker,
        crate_path: arguments.crate_path,
        attributes: module_attributes(&module, arguments.header.is_some()),
        visibility: module.vis.clone(),
        module: module.ident.clone(),
        functions: Vec::new(),
        globals,
        structs,
        opaques: contents.handles(lowering.report),
        enums: enumeration::all(&contents.enums, &declared.constants, lowering.report),
        signatures: lowering.functions.all,
        passed,
        library,
        literal: arguments.library,
        is_rust: false,
        has_header: arguments.header.is_some(),
        added,
        left_out,
    };
    faulty.append(&mut lowering.endless);
    Some(Parsed { interface, functions, faulty })
}

/// What was read from the header, if the module takes it.
fn header_of<'h>(
    arguments: &Arguments,
    module: &Ident,
    header: Option<&'h Header>,
    report: &mut Report,
) -> Option<&'h Header> {
    let word = arguments.header.as_ref()?;
    if header.is_none() {
        let name = arguments.library.as_ref().map_or_else(|| module.to_string(), LitStr::value);
        report.add(word, &messages::NO_HEADER, &[("name", &name)]);
    }
    header
}

/// A module whose functions and types are declared in the guest: what stands in it stays.
fn of_rust(arguments: Arguments, module: &ItemMod, items: &[Item], report: &mut Report) -> Parsed {
    let library = arguments.library.as_ref().map_or_else(|| module.ident.to_string(), LitStr::value);
    let place = arguments.library.as_ref().map_or_else(|| module.ident.span(), LitStr::span);
    let marker = arguments.marker.unwrap_or_else(|| marker(&library, place));
    if let Some(word) = &arguments.header {
        report.add(word, &messages::HEADER_OF_RUST, &[]);
    }
    for block in items {
        if let Item::ForeignMod(block) = block {
            report.add(&block.abi, &messages::EXPORT_NOTHING, &[("name", &module.ident.to_string())]);
        }
    }
    let interface = Interface {
        calls_trait: names::calls_trait(&marker),
        marker,
        crate_path: arguments.crate_path,
        attributes: module.attrs.iter().cloned().map(as_outer).collect(),
        visibility: module.vis.clone(),
        module: module.ident.clone(),
        functions: Vec::new(),
        globals: Vec::new(),
        structs: Vec::new(),
        opaques: Vec::new(),
        enums: Vec::new(),
        signatures: Vec::new(),
        passed: items.iter().filter(|item| !matches!(item, Item::ForeignMod(_))).cloned().collect(),
        library,
        literal: arguments.library,
        is_rust: true,
        has_header: false,
        added: BTreeSet::new(),
        left_out: Vec::new(),
    };
    Parsed { interface, functions: Vec::new(), faulty: Vec::new() }
}

fn marker(library: &str, place: Span) -> Ident {
    // A name that makes no identifier was reported as that of the library.
    let name = syn::parse_str::<Ident>(&names::marker(library)).map(|name| name.to_string());
    Ident::new(name.as_deref().unwrap_or("Library"), place)
}

/// Those of the module, and what names of a header would trip.
fn module_attributes(module: &ItemMod, has_header: bool) -> Vec<Attribute> {
    let own = module.attrs.iter().cloned().map(as_outer);
    let of_header = has_header.then(|| {
        syn::parse_quote! {
            #[allow(missing_docs, non_camel_case_types, non_upper_case_globals, reason = "declared in a C header")]
        }
    });
    own.chain(of_header).collect()
}

/// `#![allow(…)]` inside a module says the same as `#[allow(…)]` on it, and a macro can only emit the latter.
fn as_outer(mut attribute: Attribute) -> Attribute {
    attribute.style = syn::AttrStyle::Outer;
    attribute
}

/// The items of a module by what the interface makes of them.
#[derive(Default)]
struct Contents<'a> {
    foreign: Vec<&'a ItemForeignMod>,
    structs: Vec<structure::Declaration<'a>>,
    opaques: Vec<&'a ItemStruct>,
    enums: Vec<&'a ItemEnum>,
    passed: Vec<&'a Item>,
    /// Types that were refused. They become handles, so that pointers to them stay legal.
    faulty: Vec<(&'a Ident, &'a Visibility)>,
}

impl<'a> Contents<'a> {
    fn sort(items: &'a [Item], report: &mut Report) -> Self {
        let mut contents = Self::default();
        for item in items {
            match item {
                item if is_bindgen_helper(item) => {}
                Item::ForeignMod(block) => contents.foreign.push(block),
                Item::Struct(structure) if structure::is_opaque(structure) => {
                    contents.opaques.push(structure)
                }
                Item::Struct(structure) => contents.sort_structure(structure.into(), report),
                Item::Enum(enumeration) => match enumeration::is_readable(enumeration, report) {
                    true => contents.enums.push(enumeration),
                    false => contents.faulty.push((&enumeration.ident, &enumeration.vis)),
                },
                Item::Union(union) => contents.sort_structure(union.into(), report),
                item if is_host_layout_test(item) => {}
                item => contents.passed.push(item),
            }
        }
        contents
    }

    fn sort_structure(&mut self, declaration: structure::Declaration<'a>, report: &mut Report) {
        match declaration.is_readable(report) {
            true => self.structs.push(declaration),
            false => self.faulty.push((declaration.name, declaration.visibility)),
        }
    }

    fn handles(&self, report: &mut Report) -> Vec<Opaque> {
        let refused = self.faulty.iter().map(|(name, visibility)| Opaque {
            name: (*name).clone(),
            states: None,
            attributes: Vec::new(),
            visibility: (*visibility).clone(),
        });
        structure::opaques(&self.opaques, report).into_iter().chain(refused).collect()
    }

    fn aliases(&self) -> impl Iterator<Item = &'a syn::ItemType> {
        self.passed.iter().filter_map(|item| match item {
            Item::Type(alias) => Some(alias),
            _ => None,
        })
    }

    fn names(&self, items: &'a [Item], report: &mut Report) -> Names<'a> {
        let mut names = Names { constants: Constants::of(items), ..Names::default() };
        let structs = self.structs.iter().map(|item| (item.name, Declared::Struct));
        let opaques = self.opaques.iter().map(|item| (&item.ident, Declared::Opaque));
        let enums = self.enums.iter().map(|item| (&item.ident, Declared::Enum));
        let faulty = self.faulty.iter().map(|(name, _)| (*name, Declared::Opaque));
        let aliases = self.aliases().map(|alias| (&alias.ident, declared_alias(alias, report)));
        let aliases: Vec<_> = aliases.collect();
        for (name, declared) in structs.chain(opaques).chain(enums).chain(faulty).chain(aliases) {
            if names.types.insert(name.to_string(), declared).is_some() {
                report.add(name, &messages::DUPLICATE_TYPE, &[("name", &name.to_string())]);
            }
        }
        names
    }
}

/// Which of two conditional aliases holds is not known to the build helper.
fn declared_alias<'a>(alias: &'a syn::ItemType, report: &mut Report) -> Declared<'a> {
    match alias.attrs.iter().find(|attribute| is_conditional(attribute)) {
        None => Declared::Alias(alias),
        Some(attribute) => {
            let name = attribute.path().segments.last().map(|segment| segment.ident.to_string());
            report.add(attribute, &messages::CONDITIONAL, &[("name", &name.unwrap_or_default())]);
            Declared::Faulty
        }
    }
}

/// The generic types that bindgen brings along for what Rust has no word for, and their methods.
fn is_bindgen_helper(item: &Item) -> bool {
    let name = match item {
        Item::Struct(structure) => Some(&structure.ident),
        Item::Impl(block) => match &*block.self_ty {
            syn::Type::Path(path) => path.path.segments.last().map(|segment| &segment.ident),
            _ => None,
        },
        _ => None,
    };
    let helpers = ["__IncompleteArrayField", "__BindgenBitfieldUnit", "__BindgenUnionField"];
    name.is_some_and(|name| helpers.iter().any(|helper| name == helper))
}

/// bindgen ends with assertions about the layout on the machine it ran on. Here the structs have the layout
/// of the guest, which is compared with the C compiler instead.
fn is_host_layout_test(item: &Item) -> bool {
    match item {
        Item::Const(constant) if constant.ident == "_" => {
            let syn::Expr::Block(block) = &*constant.expr else { return false };
            let text = block.block.stmts.first().map(|statement| quote::quote!(#statement).to_string());
            text.is_some_and(|text| text.starts_with("[\"Size of "))
        }
        Item::Fn(function) => function.sig.ident.to_string().starts_with("bindgen_test_layout_"),
        _ => false,
    }
}
