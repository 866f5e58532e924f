//! From a checked interface to Rust. Nothing here can fail: what could be wrong was reported before.
//!
//! Every path is absolute and nothing is `unsafe`, so the result compiles under `#![forbid(unsafe_code)]`,
//! without a prelude, and below any other name of the `ringfence` crate.

mod batch;
mod contract;
mod enumeration;
mod fallback;
mod function;
mod global;
mod left_out;
mod library;
mod passing;
mod records;
mod rust;
mod signature;
mod states;
mod structure;
mod types;
mod values;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;
use ringfence_syntax::{Analysis, Interface, analyse_with, asks_for_header};
use syn::{Attribute, Item};

use crate::artefact::{self, Artefact, Output};

/// Expands the attribute, or says everything that is wrong.
pub(crate) fn library(arguments: TokenStream, item: TokenStream, output: &Output) -> TokenStream {
    let header = asks_for_header(&arguments).map(|name| artefact::header(&name, output));
    let Analysis { interface, mut report } = analyse_with(arguments, item, header.flatten().as_ref());
    let Some(interface) = interface else { return report.into_problems().to_compile_errors() };
    let artefact = artefact::read(&interface, output, &mut report);
    if let (true, Some(artefact)) = (interface.is_rust, &artefact) {
        return rust::module(&interface, artefact, report);
    }
    let problems = report.into_problems();
    match artefact {
        Some(artefact) if problems.is_empty() => module(&interface, &artefact),
        _ => fallback::module(&interface, &problems),
    }
}

/// The module of a library that was found.
fn module(interface: &Interface, artefact: &Artefact) -> TokenStream {
    let context = Context::new(interface);
    if let Some(reason) = &artefact.manifest.absent {
        let absent = library::absent(&context);
        return assemble(&context, &absent, Some(reason), &library::tracked(artefact));
    }
    let embedded = library::embedded(&context, artefact);
    let records = records::all(&context, &artefact.manifest, interface.functions.len());
    let tracked = library::tracked(artefact);
    assemble(&context, &embedded, None, &quote! { #records #tracked })
}

/// What every part of the expansion needs to know.
struct Context<'a> {
    interface: &'a Interface,
    /// The root of the `ringfence` crate.
    root: TokenStream,
    /// Its hidden module for generated code.
    private: TokenStream,
}

impl<'a> Context<'a> {
    fn new(interface: &'a Interface) -> Self {
        let root = match &interface.crate_path {
            Some(path) => quote!(#path),
            None => quote!(::ringfence),
        };
        let private = quote!(#root::__private);
        Self { interface, root, private }
    }
}

/// Lints that types named and used as in C would trip.
fn allow_for_types() -> TokenStream {
    quote! {
        #[allow(dead_code, non_camel_case_types, unreachable_pub, reason = "declared as in C")]
    }
}

/// Lints that functions and fields named and shaped as in C would trip.
fn allow_for_members() -> TokenStream {
    quote! {
        #[allow(
            dead_code,
            deprecated,
            non_snake_case,
            unreachable_pub,
            clippy::too_many_arguments,
            clippy::wrong_self_convention,
            reason = "declared as in C"
        )]
    }
}

/// The documentation of something generated, then its other attributes. Where the user wrote no
/// documentation, `summary` stands in; `more` follows in either case.
fn documented(attributes: &[Attribute], summary: impl FnOnce() -> String, more: &[&str]) -> TokenStream {
    let (docs, others): (Vec<_>, Vec<_>) =
        attributes.iter().partition(|attribute| attribute.path().is_ident("doc"));
    let summary = docs.is_empty().then(|| format!(" {}", summary())).into_iter();
    let more = more.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote! {
        #(#[doc = #summary])*
        #(#docs)*
        #(#[doc = #more])*
        #(#others)*
    }
}

fn assemble(
    context: &Context<'_>,
    artefact: &TokenStream,
    absent: Option<&str>,
    rest: &TokenStream,
) -> TokenStream {
    let interface = context.interface;
    let Interface { attributes, visibility, module, .. } = interface;
    let passed = interface.passed.iter().map(passed);
    let enums = interface.enums.iter().map(|found| enumeration::expand(context, found));
    let opaques = interface.opaques.iter().map(|found| structure::opaque(context, found));
    let signatures = interface.signatures.iter().map(|found| signature::expand(context, found));
    let structs = interface.structs.iter().map(|found| structure::expand(context, found));
    let exports: Vec<_> = interface.functions.iter().map(|function| function.c_name.clone()).collect();
    let library = library::expand(context, artefact, absent, &exports);
    let functions = function::expand(context);
    quote! {
        #(#attributes)*
        #visibility mod #module {
            #(#passed)*
            #(#enums)*
            #(#opaques)*
            #(#signatures)*
            #(#structs)*
            #library
            #functions
            #rest
        }
    }
}

/// An item that stays. Its uses may have gone: types in signatures are resolved.
fn passed(item: &Item) -> TokenStream {
    match item {
        Item::Use(_) => quote! {
            #[allow(unused_imports, reason = "types in signatures are resolved")]
            #item
        },
        Item::Const(_) => quote! {
            #[allow(dead_code, reason = "numbers in signatures and contracts are resolved")]
            #item
        },
        Item::Type(_) => quote! {
            #[allow(dead_code, non_camel_case_types, reason = "types in signatures are resolved")]
            #item
        },
        _ => quote!(#item),
    }
}
