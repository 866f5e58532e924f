//! Attributes: the arguments of `library` itself, and what may stand on the parts of an interface.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Meta, Path, Token};

use crate::contract;
use crate::messages;
use crate::names;
use crate::report::Report;

/// The arguments of `#[ringfence::library("name", rust, header, marker = Name, crate = path)]`.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    pub(crate) library: Option<LitStr>,
    pub(crate) marker: Option<Ident>,
    pub(crate) crate_path: Option<Path>,
    pub(crate) is_rust: bool,
    /// The word `header`, where it stands.
    pub(crate) header: Option<Ident>,
}

impl Arguments {
    /// Reads the arguments; `place` is where an error goes when there are none at all.
    pub(crate) fn parse(tokens: TokenStream, place: &dyn ToTokens, report: &mut Report) -> Self {
        let mut arguments = Self::default();
        let read = |input: ParseStream<'_>| arguments.read(input, report);
        if let Err(error) = read.parse2(tokens) {
            report.add_syntax(error);
        }
        match &arguments.library {
            None if report.count() == 0 => report.add(place, &messages::MISSING_LIBRARY_NAME, &[]),
            Some(library) if !names::is_library_name(&library.value()) => {
                report.add(library, &messages::BAD_LIBRARY_NAME, &[("name", &library.value())]);
                arguments.library = None;
            }
            _ => {}
        }
        arguments
    }

    fn read(&mut self, input: ParseStream<'_>, report: &mut Report) -> syn::Result<()> {
        if input.peek(LitStr) {
            self.library = Some(input.parse()?);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        } else if !input.is_empty() && !input.peek2(Token![=]) {
            let found: TokenStream = input.parse()?;
            report.add(&found, &messages::MISSING_LIBRARY_NAME, &[]);
        }
        while !input.is_empty() {
            self.read_named(input, report)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn read_named(&mut self, input: ParseStream<'_>, report: &mut Report) -> syn::Result<()> {
        let name = input.call(<Ident as syn::ext::IdentExt>::parse_any)?;
        if name == "rust" && !input.peek(Token![=]) {
            if std::mem::replace(&mut self.is_rust, true) {
                report.add(&name, &messages::REPEATED_ARGUMENT, &[("name", "rust")]);
            }
            return Ok(());
        }
        if name == "header" && !input.peek(Token![=]) {
            if self.header.replace(name.clone()).is_some() {
                report.add(&name, &messages::REPEATED_ARGUMENT, &[("name", "header")]);
            }
            return Ok(());
        }
        input.parse::<Token![=]>()?;
        let repeated = match name.to_string().as_str() {
            "marker" => self.marker.replace(input.parse()?).is_some(),
            "crate" => self.crate_path.replace(input.call(Path::parse_mod_style)?).is_some(),
            other => {
                report.add(&name, &messages::UNKNOWN_ARGUMENT, &[("name", other)]);
                input.parse::<Expr>()?;
                false
            }
        };
        if repeated {
            report.add(&name, &messages::REPEATED_ARGUMENT, &[("name", &name.to_string())]);
        }
        Ok(())
    }
}

/// Where an attribute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    ExternBlock,
    Function,
    Parameter,
    Struct,
    Opaque,
    Field,
    Enum,
    Variant,
    FunctionType,
    Global,
}

impl Place {
    /// The names to offer when an attribute is unknown.
    fn known(self) -> &'static str {
        match self {
            Self::ExternBlock => "`doc`, `allow`, `link`",
            Self::Function => {
                "`doc`, `allow`, `deprecated`, `must_use`, `link_name`, `status`, `returns`, `require`, `owned`, `batch`"
            }
            Self::Parameter => "`input`, `c_str`, `out`, `inout`, `constant`, `null`, `handle`, `state`",
            Self::Struct => "`doc`, `allow`, `deprecated`, `repr`, `derive`, `c_name`, `anonymous`",
            Self::Opaque => "`doc`, `allow`, `deprecated`, `repr`, `derive`, `c_name`, `states`",
            Self::Field => "`doc`, `allow`, `deprecated`, `c_name`, `bits`, `anonymous`",
            Self::Global => "`doc`, `allow`, `deprecated`, `link_name`",
            Self::FunctionType => "`doc`, `allow`, `deprecated`",
            Self::Enum | Self::Variant => "every attribute of a Rust enum, and `c_name`",
        }
    }
}

/// The attributes of one item, sorted.
#[derive(Debug, Default)]
pub(crate) struct Sorted {
    /// Those that stay on what is generated.
    pub(crate) kept: Vec<Attribute>,
    /// The `repr` attributes.
    pub(crate) reprs: Vec<Attribute>,
    /// From `link_name` or `c_name`.
    pub(crate) c_name: Option<String>,
    /// The number in `bits`.
    pub(crate) bits: Option<Expr>,
    /// Whether C has no name for it.
    pub(crate) is_anonymous: bool,
    /// Those that are part of a contract.
    pub(crate) contract: Vec<Attribute>,
    /// From `states`.
    pub(crate) states: Option<Attribute>,
    /// From `owned`.
    pub(crate) owned: Option<Attribute>,
    /// From `batch`.
    pub(crate) batch: Option<Attribute>,
}

/// Sorts the attributes of an item and reports those that cannot be obeyed.
pub(crate) fn sort(attributes: &[Attribute], place: Place, report: &mut Report) -> Sorted {
    let mut sorted = Sorted::default();
    for attribute in attributes {
        match (name_of(attribute).as_str(), place) {
            (name @ ("cfg" | "cfg_attr"), _) => {
                report.add(attribute, &messages::CONDITIONAL, &[("name", name)])
            }
            ("c_name", Place::Struct | Place::Opaque | Place::Enum | Place::Field | Place::Variant)
            | ("link_name", Place::Function | Place::Global) => {
                sorted.c_name = c_name(attribute, place, report).or(sorted.c_name);
            }
            ("bits", Place::Field) => match attribute.parse_args() {
                Ok(width) => sorted.bits = Some(width),
                Err(_) => report.add(attribute, &messages::BITS_WIDTH, &[]),
            },
            ("anonymous", Place::Struct | Place::Opaque | Place::Field) => sorted.is_anonymous = true,
            ("states", Place::Opaque) => sorted.states = Some(attribute.clone()),
            ("state", Place::Function) => report.add(&attribute.path(), &messages::STATE_PLACE, &[]),
            ("batch", Place::Function) => sorted.batch = Some(attribute.clone()),
            ("owned", Place::Function) => sorted.owned = Some(attribute.clone()),
            (name, Place::Function) if contract::is_function_attribute(name) => {
                sorted.contract.push(attribute.clone());
            }
            (name, Place::Parameter) if contract::is_parameter_attribute(name) => {
                sorted.contract.push(attribute.clone());
            }
            ("repr", Place::Struct | Place::Opaque) => sorted.reprs.push(attribute.clone()),
            ("repr", Place::Enum) => {
                sorted.reprs.push(attribute.clone());
                sorted.kept.push(attribute.clone());
            }
            (_, Place::Enum | Place::Variant) => sorted.kept.push(attribute.clone()),
            (name, _) if is_dropped(name, attribute, place) => {}
            (name, _) if is_kept(name, place) => sorted.kept.push(attribute.clone()),
            (name, _) => {
                report.add(
                    attribute,
                    &messages::UNKNOWN_ATTRIBUTE,
                    &[("name", name), ("known", place.known())],
                );
            }
        }
    }
    sorted
}

/// Whether an attribute makes its item depend on configuration.
pub(crate) fn is_conditional(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
}

/// The text of `#[name = "text"]`.
pub fn text_of(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// Attributes that mean nothing once the item has been translated.
fn is_dropped(name: &str, attribute: &Attribute, place: Place) -> bool {
    match name {
        // What the lint was about does not exist in the translation.
        "expect" => true,
        // A fence has one thread.
        "thread_local" => place == Place::Global,
        "derive" => matches!(place, Place::Struct | Place::Opaque),
        // A method that returns `Result` is `must_use` by itself; only a message adds to that.
        "must_use" => place == Place::Function && matches!(attribute.meta, Meta::Path(_)),
        "link" | "doc" | "allow" | "warn" | "deny" | "forbid" => place == Place::ExternBlock,
        _ => name.starts_with("rustfmt::") || name.starts_with("clippy::"),
    }
}

fn is_kept(name: &str, place: Place) -> bool {
    match name {
        "doc" | "allow" | "warn" | "deny" | "forbid" | "deprecated" => place != Place::Parameter,
        "must_use" => place == Place::Function,
        _ => false,
    }
}

fn name_of(attribute: &Attribute) -> String {
    let segments = attribute.path().segments.iter();
    segments.map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::")
}

fn c_name(attribute: &Attribute, place: Place, report: &mut Report) -> Option<String> {
    let (example, is_valid): (_, fn(&str) -> bool) = match place {
        Place::Struct | Place::Opaque => ("struct foo", names::is_c_type),
        Place::Enum => ("enum foo", names::is_c_type),
        Place::Field => ("type", names::is_c_member),
        _ => ("foo", names::is_c_identifier),
    };
    // bindgen marks a name as final by this first character.
    let text = text_of(attribute).map(|text| text.trim_start_matches('\u{1}').to_owned());
    let valid = text.filter(|text| {
        if matches!(place, Place::Function | Place::Global) { !text.is_empty() } else { is_valid(text) }
    });
    if valid.is_none() {
        let name = name_of(attribute);
        report.add(attribute, &messages::BAD_NAME_ATTRIBUTE, &[("name", &name), ("example", example)]);
    }
    valid
}
