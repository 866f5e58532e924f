//! One function of a guest: a method that takes what the guest takes and gives it back tainted.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use ringfence_syntax::export::{Function, Parameter, Passing, Scalar, Shape, Value};

use super::Context;
use super::types;
use crate::expand::documented;
use crate::expand::types::wire;

/// What every method can end in.
const FAULTS: &str =
    "A `Fault` when the guest returned an error, panicked, answered with nonsense, or reached a limit.";

/// The slot in the table of exports.
pub(super) fn slot(context: &Context<'_>, function: &Function) -> TokenStream {
    let private = &context.private;
    let name = &function.name;
    let signature = function.signature();
    let params = signature.params.iter().map(|kind| wire(*kind));
    let result = signature.results.first().map_or_else(|| quote!(()), |kind| wire(*kind));
    quote!(#name: #private::Export<(#(#params,)*), #result>)
}

pub(super) fn declaration(context: &Context<'_>, function: &Function) -> TokenStream {
    let head = head(context, function);
    let attributes = documented(
        &function.attributes,
        || format!("Calls `{}`.", function.name),
        &["", "# Errors", "", FAULTS],
    );
    quote! {
        #attributes
        #head;
    }
}

pub(super) fn method(context: &Context<'_>, index: usize, function: &Function) -> TokenStream {
    let private = &context.private;
    let head = head(context, function);
    let index = Literal::usize_unsuffixed(index);
    let name = &function.name;
    let (lowered, wires): (Vec<_>, Vec<_>) =
        function.parameters.iter().enumerate().map(|(at, found)| lowered(context, at, found)).unzip();
    let call = quote!(#private::call(__scope, #index, |functions| &functions.#name, (#(#wires,)*)));
    let result = result(context, function, &call);
    quote! {
        #[inline]
        #head {
            #private::contract::run(self, #index, |__scope, __call| {
                #(#lowered)*
                #private::contract::ready(__scope, __call);
                #result
            })
        }
    }
}

/// The method up to its body.
fn head(context: &Context<'_>, function: &Function) -> TokenStream {
    let private = &context.private;
    let method = ringfence_syntax::names::scope_method(&function.name);
    let parameters = function.parameters.iter().map(|parameter| {
        let (name, kind) = (&parameter.name, argument(parameter));
        quote!(#name: #kind)
    });
    let result = match &function.returned.value {
        Value::Nothing => quote!(()),
        value => {
            let value = types::value(value);
            quote!(#private::Tainted<#value>)
        }
    };
    quote! {
        fn #method(&mut self, #(#parameters),*) -> ::core::result::Result<#result, #private::Fault>
    }
}

fn argument(parameter: &Parameter) -> TokenStream {
    match &parameter.passing {
        Passing::Scalar(Scalar(name)) => quote!(#name),
        Passing::Slice(Scalar(name)) => quote!(&[#name]),
        Passing::Text => quote!(&str),
        Passing::Whole { shape: Shape::List(element), .. } => {
            let element = types::shape(element);
            quote!(&[#element])
        }
        Passing::Whole { shape, .. } => {
            let kind = types::shape(shape);
            quote!(&#kind)
        }
    }
}

/// The statement that puts an argument into the fence, and what it is at the call.
fn lowered(context: &Context<'_>, index: usize, parameter: &Parameter) -> (TokenStream, TokenStream) {
    let private = &context.private;
    let name = &parameter.name;
    let variable = format_ident!("__argument_{index}");
    let place = quote!(#variable.0, #variable.1);
    match &parameter.passing {
        Passing::Scalar(_) => (quote!(let #variable = #private::lower(#name)?;), quote!(#variable)),
        Passing::Slice(_) => (quote!(let #variable = #private::rust::slice(__scope, #name)?;), place),
        Passing::Text => {
            (quote!(let #variable = #private::rust::slice(__scope, str::as_bytes(#name))?;), place)
        }
        Passing::Whole { .. } => (quote!(let #variable = #private::rust::whole(__scope, #name)?;), place),
    }
}

/// What the method ends in.
fn result(context: &Context<'_>, function: &Function, call: &TokenStream) -> TokenStream {
    let private = &context.private;
    let returned = &function.returned;
    match &returned.value {
        Value::Nothing if !returned.fallible => return call.clone(),
        Value::Scalar(_) if !returned.fallible => {
            return quote!(::core::result::Result::Ok(#private::lift(#call?)));
        }
        _ => {}
    }
    let answer = if returned.fallible { accepted(context, function) } else { quote!(__outcome.answer()?) };
    let read = match &returned.value {
        Value::Nothing => quote!(nothing),
        Value::Numbers(Scalar(name)) => quote!(numbers::<_, #name>),
        Value::Text => quote!(text),
        value => {
            let kind = types::value(value);
            quote!(value::<_, #kind>)
        }
    };
    quote! {
        let __address = #call?;
        let __outcome = #private::rust::outcome(__scope, __address)?;
        let __answer = #answer;
        #private::rust::#read(__scope, &__answer)
    }
}

/// The guest says yes or no; the place where that is believed is recorded.
fn accepted(context: &Context<'_>, function: &Function) -> TokenStream {
    let root = &context.root;
    let private = &context.private;
    let name = function.name.to_string();
    quote! {
        #private::rust::accepted(
            __scope,
            __outcome,
            #root::__site!("contract", "Ok", "function" = #name, "value" = "result"),
        )?
    }
}
