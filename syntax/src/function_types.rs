//! Function pointer types: one signature for each `type` alias, and one for each shape without an alias.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{BareFnArg, ItemType, ReturnType, TypeBareFn, Visibility};

use crate::attributes::{self, Place};
use crate::messages;
use crate::model::{FunctionType, Parameter, Type, Typed};
use crate::names;
use crate::report::Report;
use crate::types::{ALIAS_DEPTH, Declared, Lowering, Names, bare_function};

/// The function types that were met while an interface is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct FunctionTypes {
    pub(crate) all: Vec<FunctionType>,
    aliases: HashMap<String, State>,
    /// Where the reader is: what a type without a name is named after.
    place: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Its own parameters are being read.
    Open,
    Done,
}

impl FunctionTypes {
    /// Goes to another place and returns the one before.
    pub(crate) fn enter(&mut self, words: &[&Ident]) -> Vec<String> {
        let words = words.iter().map(|word| word.unraw().to_string()).collect();
        std::mem::replace(&mut self.place, words)
    }

    pub(crate) fn leave(&mut self, place: Vec<String>) {
        self.place = place;
    }

    /// Whether that alias became a function type.
    pub(crate) fn has_alias(&self, name: &Ident) -> bool {
        self.aliases.contains_key(&name.to_string())
    }
}

/// What a function type consists of.
struct Shape {
    parameters: Vec<Parameter>,
    is_variadic: bool,
    result: Option<Typed>,
}

impl Shape {
    fn is_same(&self, other: &FunctionType) -> bool {
        let kind = |typed: &Option<Typed>| typed.as_ref().map(|typed| typed.kind.clone());
        let kinds = |parameters: &[Parameter]| -> Vec<_> {
            parameters.iter().map(|parameter| parameter.typed.kind.clone()).collect()
        };
        self.is_variadic == other.is_variadic
            && kind(&self.result) == kind(&other.result)
            && kinds(&self.parameters) == kinds(&other.parameters)
    }
}

impl<'a> Lowering<'a, '_> {
    /// The function type that `alias` declares.
    pub(crate) fn named_function(
        &mut self,
        alias: &'a ItemType,
        function: &TypeBareFn,
        depth: u32,
    ) -> Option<Type> {
        let name = alias.ident.to_string();
        match self.functions.aliases.get(&name) {
            Some(State::Done) => return Some(Type::FunctionPointer(alias.ident.clone())),
            Some(State::Open) => {
                self.endless.push(alias.ident.clone());
                return self.refuse(&alias.ident, &messages::ENDLESS_ALIAS, &[("name", &name)]);
            }
            None => {}
        }
        self.functions.aliases.insert(name.clone(), State::Open);
        let place = self.functions.enter(&[&alias.ident]);
        // After a mistake it is a stub: a type that is there, and holds nothing that could be wrong again.
        let shape = self.shape(function, depth).unwrap_or_else(|| Shape {
            parameters: Vec::new(),
            is_variadic: false,
            result: None,
        });
        self.functions.leave(place);
        self.functions.aliases.insert(name, State::Done);
        let attributes = attributes::sort(&alias.attrs, Place::FunctionType, self.report).kept;
        self.functions.all.push(FunctionType {
            name: alias.ident.clone(),
            marker: names::function_type(&alias.ident),
            alias: Some(alias.ident.clone()),
            attributes,
            visibility: alias.vis.clone(),
            parameters: shape.parameters,
            is_variadic: shape.is_variadic,
            result: shape.result,
        });
        Some(Type::FunctionPointer(alias.ident.clone()))
    }

    /// The function type that is written out where it is used.
    pub(crate) fn anonymous_function(&mut self, function: &TypeBareFn, depth: u32) -> Option<Type> {
        let shape = self.shape(function, depth)?;
        let mut known = self.functions.all.iter().filter(|known| known.alias.is_none());
        if let Some(known) = known.find(|known| shape.is_same(known)) {
            return Some(Type::FunctionPointer(known.name.clone()));
        }
        let name = names::anonymous_function_type(&self.functions.place, function.fn_token.span);
        self.functions.all.push(FunctionType {
            name: name.clone(),
            marker: name.clone(),
            alias: None,
            attributes: Vec::new(),
            visibility: Visibility::Public(syn::token::Pub::default()),
            parameters: shape.parameters,
            is_variadic: shape.is_variadic,
            result: shape.result,
        });
        Some(Type::FunctionPointer(name))
    }

    fn shape(&mut self, function: &TypeBareFn, depth: u32) -> Option<Shape> {
        if function.abi.is_none() {
            return self.refuse(function, &messages::RUST_FUNCTION_POINTER, &[]);
        }
        let inputs = function.inputs.iter().enumerate();
        let parameters: Vec<_> =
            inputs.filter_map(|(index, input)| self.parameter(index, input, depth)).collect();
        let result = match &function.output {
            ReturnType::Default => None,
            ReturnType::Type(_, tokens) => Some(self.inner("result", tokens, depth)?),
        };
        let is_unit =
            |result: &Typed| result.kind == Type::Void && matches!(result.tokens, syn::Type::Tuple(_));
        let is_complete = parameters.len() == function.inputs.len();
        is_complete.then_some(Shape {
            parameters,
            is_variadic: function.variadic.is_some(),
            result: result.filter(|result| !is_unit(result)),
        })
    }

    fn parameter(&mut self, index: usize, input: &BareFnArg, depth: u32) -> Option<Parameter> {
        attributes::sort(&input.attrs, Place::Parameter, self.report);
        let name = match &input.name {
            Some((name, _)) if name != "_" => name.clone(),
            _ => names::parameter(index),
        };
        let typed = self.inner(&name.unraw().to_string(), &input.ty, depth)?;
        Some(Parameter { name, typed })
    }

    fn inner(&mut self, word: &str, tokens: &syn::Type, depth: u32) -> Option<Typed> {
        self.functions.place.push(word.to_owned());
        let kind = self.kind(tokens, depth);
        self.functions.place.pop();
        Some(Typed { kind: kind?, tokens: tokens.clone() })
    }

    /// Reads the function types that no function and no field mentions: they can still be lent. One that
    /// cannot be read hurts nobody and stays an alias.
    pub(crate) fn unused_functions(&mut self, aliases: impl Iterator<Item = &'a ItemType>) {
        for alias in aliases {
            let Some(function) = bare_function(&alias.ty) else { continue };
            let mut aside = Report::default();
            let mut trial =
                Lowering { functions: self.functions.clone(), ..Lowering::new(self.names, &mut aside) };
            trial.named_function(alias, function, ALIAS_DEPTH);
            let read = trial.functions;
            if aside.count() == 0 && is_declared(self.names, alias) {
                self.functions = read;
            }
        }
    }
}

/// Whether the name means this alias; of two declarations the first was read.
fn is_declared(names: &Names<'_>, alias: &ItemType) -> bool {
    match names.types.get(&alias.ident.to_string()) {
        Some(Declared::Alias(known)) => std::ptr::eq(*known, alias),
        _ => false,
    }
}
