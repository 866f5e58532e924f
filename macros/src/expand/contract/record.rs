//! What the method gives: nothing, one plain value, or a struct of them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use ringfence_syntax::contract::{
    Cell, Content, Creation, Handed, HandedContent, HandleUse, Outcome, Passing, Text, Then,
};

use super::super::{allow_for_types, types};
use super::{Method, cell_type, item_type, optional};

/// One output.
struct Output {
    name: Ident,
    kind: TokenStream,
    value: Ident,
    doc: String,
}

impl Method<'_> {
    /// The type of what the method gives.
    pub(super) fn result_type(&self) -> TokenStream {
        match self.outputs().as_slice() {
            [] => quote!(()),
            [output] => output.kind.clone(),
            _ => {
                let name = &self.contract.record;
                let brand = self.has_brand().then(|| quote!(<'id>));
                quote!(#name #brand)
            }
        }
    }

    /// The value of what the method gives.
    pub(super) fn result_expression(&self) -> TokenStream {
        match self.outputs().as_slice() {
            [] => quote!(()),
            [Output { value, .. }] => quote!(#value),
            outputs => {
                let name = &self.contract.record;
                let fields = outputs.iter().map(|Output { name, value, .. }| quote!(#name: #value));
                quote!(#name { #(#fields),* })
            }
        }
    }

    /// The struct of outputs; empty where there is at most one.
    pub(super) fn record(&self) -> TokenStream {
        let outputs = self.outputs();
        if outputs.len() < 2 {
            return TokenStream::new();
        }
        let allow = allow_for_types();
        let name = &self.contract.record;
        let brand = self.has_brand().then(|| quote!(<'id>));
        let doc = format!(" What `{}` gives.", self.function.name);
        let derives = self.derives();
        let fields = outputs.iter().map(|Output { name, kind, doc, .. }| {
            let doc = format!(" {doc}");
            quote! {
                #[doc = #doc]
                pub #name: #kind
            }
        });
        quote! {
            #[doc = #doc]
            #[derive(#(#derives),*)]
            #allow
            pub struct #name #brand {
                #(#fields,)*
            }
        }
    }

    /// Enums need only be `Copy`, and pointers cannot be compared.
    fn derives(&self) -> Vec<TokenStream> {
        let cells = self.passings().filter_map(|(_, passing)| match passing {
            Passing::Changed { cell, is_length: false, .. } => Some(cell),
            _ => None,
        });
        let result = match &self.contract.outcome {
            Outcome::Value { cell, .. } => Some(cell),
            _ => None,
        };
        let has_enum = cells.chain(result).any(|cell| matches!(cell, Cell::Enum(_)));
        let mut derives = Vec::new();
        if !self.gives_handle() {
            derives.push(quote!(::core::clone::Clone));
        }
        if !has_enum {
            derives.push(quote!(::core::fmt::Debug));
        }
        if !has_enum && !self.has_brand() {
            derives.push(quote!(::core::cmp::PartialEq));
        }
        derives
    }

    fn has_brand(&self) -> bool {
        matches!(self.contract.outcome, Outcome::Handle { .. }) || self.gives_handle()
    }

    fn outputs(&self) -> Vec<Output> {
        let parameters = self.passings().filter_map(|(index, passing)| {
            let (kind, value) = match passing {
                Passing::Changed { cell, is_length: false, .. } => (cell_type(cell), "after"),
                Passing::Room { content: Content::Items(items, _), .. } => {
                    (self.vector(&item_type(*items)), "output")
                }
                Passing::Room { content: Content::Text(text), .. } => (self.text(text), "output"),
                Passing::Handed(handed) => (self.handed_type(handed), "output"),
                Passing::Created(Creation { target, state, .. }) => {
                    (self.handle_type(target, state), "output")
                }
                Passing::State(HandleUse { target, then: Then::Becomes(state), .. }) => {
                    (self.handle_type(target, state), "after")
                }
                _ => return None,
            };
            let name = self.name(index);
            let doc = format!("What came out through `{name}`.");
            Some(Output { value: self.variable(index, value), name, kind, doc })
        });
        parameters.chain(self.result_output()).collect()
    }

    fn result_output(&self) -> Option<Output> {
        let result = self.function.result.as_ref()?;
        let (kind, value) = match &self.contract.outcome {
            Outcome::Value { is_length: false, .. } | Outcome::Handle { .. } => {
                (types::argument(self.context, &result.kind), "result_after")
            }
            Outcome::Created(Creation { target, state, .. }, _) => {
                (self.handle_type(target, state), "result_after")
            }
            Outcome::Handed(handed, _) => (self.handed_type(handed), "result_output"),
            _ => return None,
        };
        let doc = "What the function returned.".to_owned();
        Some(Output { name: format_ident!("result"), kind, value: self.local(value), doc })
    }

    fn handed_type(&self, handed: &Handed) -> TokenStream {
        let kind = match &handed.content {
            HandedContent::Items { items, .. } => self.vector(&item_type(*items)),
            HandedContent::Text(text) => self.text(text),
        };
        optional(kind, handed.is_nullable)
    }

    fn vector(&self, item: &TokenStream) -> TokenStream {
        let private = &self.context.private;
        quote!(#private::Vec<#item>)
    }

    fn text(&self, text: &Text) -> TokenStream {
        let private = &self.context.private;
        if text.is_utf8 { quote!(#private::String) } else { quote!(#private::CString) }
    }
}
