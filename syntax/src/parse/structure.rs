//! Structs and unions with fields, and handles without.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, Field as FieldDeclaration, Fields, FieldsUnnamed, Generics, ItemStruct, ItemUnion, Lit,
    Type as Tokens, Visibility,
};

use crate::attributes::{self, Place, Sorted};
use crate::layout::Layout;
use crate::messages;
use crate::model::{Bits, Field, Form, Opaque, States, Struct, Type, Typed};
use crate::names;
use crate::report::Report;
use crate::scalars::Kind;
use crate::types::Lowering;

/// Whether a declaration says nothing about what is inside: no fields, or only such as hold nothing.
pub(super) fn is_opaque(item: &ItemStruct) -> bool {
    match &item.fields {
        Fields::Unit => true,
        // `#[repr(C)] struct S {}` is an empty struct, which GNU C has.
        Fields::Named(fields) if fields.named.is_empty() => {
            !item.attrs.iter().any(|attribute| attribute.path().is_ident("repr"))
        }
        Fields::Named(fields) => fields.named.iter().all(|field| holds_nothing(&field.ty)),
        Fields::Unnamed(_) => false,
    }
}

/// A struct or union as it was declared.
pub(super) struct Declaration<'a> {
    pub(super) name: &'a Ident,
    pub(super) visibility: &'a Visibility,
    attributes: &'a [Attribute],
    generics: &'a Generics,
    fields: Vec<&'a FieldDeclaration>,
    /// Fields without names, which C has not.
    unnamed: Option<&'a FieldsUnnamed>,
    form: Form,
}

impl<'a> From<&'a ItemStruct> for Declaration<'a> {
    fn from(item: &'a ItemStruct) -> Self {
        let unnamed = match &item.fields {
            Fields::Unnamed(fields) => Some(fields),
            _ => None,
        };
        Self {
            name: &item.ident,
            visibility: &item.vis,
            attributes: &item.attrs,
            generics: &item.generics,
            fields: item.fields.iter().collect(),
            unnamed,
            form: Form::Struct,
        }
    }
}

impl<'a> From<&'a ItemUnion> for Declaration<'a> {
    fn from(item: &'a ItemUnion) -> Self {
        Self {
            name: &item.ident,
            visibility: &item.vis,
            attributes: &item.attrs,
            generics: &item.generics,
            fields: item.fields.named.iter().collect(),
            unnamed: None,
            form: Form::Union,
        }
    }
}

impl Declaration<'_> {
    /// Whether the fields can be read; reports why not.
    pub(super) fn is_readable(&self, report: &mut Report) -> bool {
        let before = report.count();
        if let Some(fields) = self.unnamed {
            report.add(fields, &messages::TUPLE_STRUCT, &[]);
        } else {
            self.check_repr(report);
        }
        if !self.generics.params.is_empty() {
            report.add(self.generics, &messages::GENERIC_STRUCT, &[]);
        }
        report.count() == before
    }

    /// `repr(C)`, packed or aligned.
    fn check_repr(&self, report: &mut Report) {
        let mut is_c = false;
        for argument in repr_arguments(self.reprs(), report) {
            match argument.path().is_ident("C") {
                true => is_c = true,
                false if alignment(&argument, "packed").or(alignment(&argument, "align")).is_some() => {}
                false => refuse_repr(&argument, report),
            }
        }
        if !is_c {
            report.add(self.name, &messages::MISSING_REPR, &[("name", &self.name.to_string())]);
        }
    }

    fn reprs(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| attribute.path().is_ident("repr"))
    }
}

/// The structs and unions. Those with a field that could not be read join the `faulty` ones.
pub(super) fn all(
    declarations: &[Declaration<'_>],
    faulty: &mut Vec<Ident>,
    lowering: &mut Lowering<'_, '_>,
) -> Vec<Struct> {
    let mut structs = Vec::new();
    for declaration in declarations {
        let structure = structure(declaration, lowering);
        if structure.fields.len() != declaration.fields.len() {
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
    let Sorted { kept, states, .. } = attributes::sort(&item.attrs, Place::Opaque, report);
    let states = states.and_then(|attribute| self::states(&item.ident, &attribute, report));
    Opaque { name: item.ident.clone(), states, attributes: kept, visibility: item.vis.clone() }
}

/// The names in `#[states(…)]`.
fn states(name: &Ident, attribute: &Attribute, report: &mut Report) -> Option<States> {
    let names = attribute.parse_args_with(Punctuated::<Ident, syn::Token![,]>::parse_terminated);
    let names: Vec<Ident> = names.map(|names| names.into_iter().collect()).unwrap_or_default();
    if names.is_empty() {
        report.add(&attribute.path(), &messages::STATES_FORM, &[]);
        return None;
    }
    for (index, state) in names.iter().enumerate() {
        if names.iter().take(index).any(|other| other == state) {
            report.add(state, &messages::REPEATED_ARGUMENT, &[("name", &state.to_string())]);
            return None;
        }
    }
    Some(States { module: names::states_module(name), names })
}

fn structure(declaration: &Declaration<'_>, lowering: &mut Lowering<'_, '_>) -> Struct {
    let name = declaration.name;
    let sorted = attributes::sort(declaration.attributes, Place::Struct, lowering.report);
    let fields = declaration.fields.iter().filter_map(|field| self::field(name, field, lowering)).collect();
    // What was wrong with these was reported before.
    let reprs = repr_arguments(declaration.reprs(), &mut Report::default());
    let asked = |word: &str| reprs.iter().filter_map(|repr| alignment(repr, word)).next_back();
    Struct {
        form: declaration.form,
        packed: asked("packed"),
        aligned: asked("align").unwrap_or(1),
        is_anonymous: sorted.is_anonymous || name.to_string().contains("__bindgen_ty_"),
        name: name.clone(),
        c_name: sorted.c_name.unwrap_or_else(|| names::c_name(name)),
        fields_trait: names::fields_trait(name),
        values_trait: names::values_trait(name),
        attributes: sorted.kept,
        visibility: declaration.visibility.clone(),
        fields,
        layout: Layout::default(),
    }
}

fn field(owner: &Ident, declaration: &FieldDeclaration, lowering: &mut Lowering<'_, '_>) -> Option<Field> {
    let name = declaration.ident.as_ref()?;
    let sorted = attributes::sort(&declaration.attrs, Place::Field, lowering.report);
    let typed = lowering.lower_member(owner, name, &declaration.ty)?;
    let bits = match sorted.bits {
        Some(width) => Some(bits(name, &width, &typed, lowering)?),
        None => None,
    };
    Some(Field {
        method: names::field_method(name),
        c_name: sorted.c_name.unwrap_or_else(|| names::c_name(name)),
        name: name.clone(),
        attributes: sorted.kept,
        typed,
        bits,
        is_anonymous: sorted.is_anonymous || name.to_string().starts_with("__bindgen_anon_"),
        offset: 0,
        size: 0,
    })
}

/// The bits of a bit-field, whose name is that of a padding when it starts with `_`.
fn bits(name: &Ident, width: &Expr, typed: &Typed, lowering: &mut Lowering<'_, '_>) -> Option<Bits> {
    let is_padding = name.to_string().starts_with('_');
    let least = if is_padding { 0 } else { 1 };
    let most = match &typed.kind {
        Type::Scalar(scalar) if scalar.kind == Kind::Bool => 1,
        Type::Scalar(scalar) if !matches!(scalar.kind, Kind::F32 | Kind::F64) => scalar.kind.size() * 8,
        // The layout of an enum is not known yet; none is larger than an `int`.
        Type::Enum(_) => 32,
        _ => {
            lowering.report.add(&typed.tokens, &messages::BITS_TYPE, &[]);
            return None;
        }
    };
    let found = lowering.names.constants.evaluate(width).and_then(|width| u32::try_from(width).ok());
    match found.filter(|width| (least..=most).contains(width)) {
        Some(width) => Some(Bits { width, shift: 0, is_padding }),
        None => {
            lowering.report.add(width, &messages::BITS_WIDTH, &[]);
            None
        }
    }
}

/// The number in `packed(4)` or `align(8)`; `packed` alone means 1.
fn alignment(argument: &syn::Meta, word: &str) -> Option<u32> {
    if !argument.path().is_ident(word) {
        return None;
    }
    let number = match argument {
        syn::Meta::Path(_) if word == "packed" => 1,
        syn::Meta::List(list) => syn::parse2::<syn::LitInt>(list.tokens.clone()).ok()?.base10_parse().ok()?,
        _ => return None,
    };
    Some(number).filter(|number: &u32| number.is_power_of_two() && *number <= LARGEST_ALIGNMENT)
}

/// More than any C compiler aligns anything to.
const LARGEST_ALIGNMENT: u32 = 1 << 16;

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
