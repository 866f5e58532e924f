//! Functions with a contract: a method of slices, strings and plain values around the explicit one.
//!
//! [`body`] is the method's body, from arguments to outputs; [`number`] its arithmetic, [`rule`] its ways out of
//! taint, [`handle`] the handles whose state is followed, [`record`] the struct of its outputs.

mod body;
mod handle;
mod input;
mod number;
mod outcome;
mod output;
mod record;
mod rule;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use ringfence_syntax::contract::{Cell, Contract, Input, Items, Length, Passing, Value};
use ringfence_syntax::model::Function;

use super::{Context, documented, types};

/// The struct of outputs, where there are several.
pub(super) fn record(context: &Context<'_>, function: &Function) -> Option<TokenStream> {
    function.contract.as_ref().map(|contract| Method { context, function, contract, index: 0 }.record())
}

/// The declaration of the method with the contract.
pub(super) fn declaration(
    context: &Context<'_>,
    function: &Function,
    contract: &Contract,
    faults: &str,
) -> TokenStream {
    let method = Method { context, function, contract, index: 0 };
    let head = method.head();
    let prototype = format!("C: `{}`", context.interface.c_prototype(function));
    let words = contract.words(function);
    let failures = method.failures();
    let mut more = vec!["", "# Contract", ""];
    more.extend(words.iter().map(String::as_str));
    more.extend(["", &prototype, "", "# Errors", "", faults, &failures]);
    let attributes = documented(&function.attributes, || format!("Calls `{}`.", function.c_name), &more);
    quote! {
        #attributes
        #head;
    }
}

/// The method with the contract; `index` is the number of the function.
pub(super) fn method(
    context: &Context<'_>,
    index: usize,
    function: &Function,
    contract: &Contract,
) -> TokenStream {
    let method = Method { context, function, contract, index };
    let head = method.head();
    if !contract.is_sound {
        return quote! {
            #[allow(unused_variables, clippy::empty_loop, reason = "stands in for a contract with a mistake")]
            #head {
                loop {}
            }
        };
    }
    let body = method.body();
    quote! {
        #head {
            #body
        }
    }
}

pub(super) use outcome::free;

/// What the parts of one method need to know.
struct Method<'a> {
    context: &'a Context<'a>,
    function: &'a Function,
    contract: &'a Contract,
    index: usize,
}

impl Method<'_> {
    /// The method up to its body.
    fn head(&self) -> TokenStream {
        let private = &self.context.private;
        let method = &self.function.method;
        let parameters = self.passings().filter_map(|(index, passing)| self.parameter(index, passing));
        let result = self.result_type();
        quote! {
            fn #method(&mut self, #(#parameters),*) -> ::core::result::Result<#result, #private::Fault>
        }
    }

    /// A parameter of the method, unless the contract makes it.
    fn parameter(&self, index: usize, passing: &Passing) -> Option<TokenStream> {
        let name = self.name(index);
        let private = &self.context.private;
        let kind = match passing {
            Passing::Plain | Passing::Handle => self.explicit_type(index),
            Passing::State(handle) => self.handle_parameter(handle),
            Passing::Capacity | Passing::Changed { input: Input::Capacity, .. } => quote!(usize),
            Passing::Value(cell) | Passing::Changed { cell, input: Input::Caller, .. } => cell_type(cell),
            Passing::Slice { length, items, is_nullable } => {
                let slice = slice_type(length, *items);
                optional(quote!(&#slice), *is_nullable)
            }
            Passing::ChangedSlice { length, items, .. } => {
                let slice = slice_type(length, *items);
                quote!(&mut #slice)
            }
            Passing::Text { is_utf8: true, is_nullable } => optional(quote!(&str), *is_nullable),
            Passing::Text { is_nullable, .. } => optional(quote!(&#private::CStr), *is_nullable),
            _ => return None,
        };
        Some(quote!(#name: #kind))
    }

    fn passings(&self) -> impl Iterator<Item = (usize, &Passing)> {
        self.contract.parameters.iter().enumerate()
    }

    fn name(&self, index: usize) -> Ident {
        let parameter = self.function.parameters.get(index);
        parameter.map_or_else(|| format_ident!("argument"), |parameter| parameter.name.clone())
    }

    /// The type of a parameter in the explicit method.
    fn explicit_type(&self, index: usize) -> TokenStream {
        let parameter = self.function.parameters.get(index);
        parameter
            .map_or_else(TokenStream::new, |parameter| types::argument(self.context, &parameter.typed.kind))
    }

    /// A variable of the body that belongs to a parameter. No name of the user's can be meant by it.
    fn variable(&self, index: usize, what: &str) -> Ident {
        let name = self.name(index).to_string();
        Ident::new(&format!("{}_{what}", name.trim_start_matches("r#")), Span::mixed_site())
    }

    fn local(&self, name: &str) -> Ident {
        Ident::new(name, Span::mixed_site())
    }

    /// A listed place: the record that a value leaves taint here, by this rule.
    fn site(&self, what: &str, rule: &str) -> TokenStream {
        let root = &self.context.root;
        let function = &self.function.c_name;
        let text = format!("{what} {rule}");
        let rule = text.trim();
        quote! {
            #root::__site!("contract", #rule, "function" = #function, "value" = #what)
        }
    }

    /// What is said about failures besides what is said about every method.
    fn failures(&self) -> String {
        use ringfence_syntax::contract::Outcome;
        match &self.contract.outcome {
            Outcome::Status { .. } => {
                "One of kind `Refused` when the status means failure; `Fault::status` tells it. One of kind \
                 `Rejected` when something breaks the contract."
            }
            _ => "One of kind `Rejected` or `Refused` when something breaks the contract.",
        }
        .to_owned()
    }

    /// Where a value in an expression comes from.
    fn passing(&self, value: &Value) -> Option<(usize, &Passing)> {
        let index = value.parameter?;
        self.contract.parameters.get(index).map(|passing| (index, passing))
    }
}

/// The type of one value in memory.
fn cell_type(cell: &Cell) -> TokenStream {
    match cell {
        Cell::Scalar(kind) => types::primitive(kind.primitive()),
        Cell::Enum(name) => quote!(#name),
    }
}

fn item_type(items: Items) -> TokenStream {
    types::primitive(items.kind.primitive())
}

fn slice_type(length: &Length, items: Items) -> TokenStream {
    let item = item_type(items);
    match length {
        Length::Fixed(length) => {
            let length = proc_macro2::Literal::u32_unsuffixed(*length);
            quote!([#item; #length])
        }
        _ => quote!([#item]),
    }
}

fn optional(kind: TokenStream, is_nullable: bool) -> TokenStream {
    if is_nullable { quote!(::core::option::Option<#kind>) } else { kind }
}
