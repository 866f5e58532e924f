//! Many calls of a function in one entry into the guest.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use ringfence_syntax::model::Function;

use super::{Context, passing, types};

pub(super) fn declaration(context: &Context<'_>, function: &Function, faults: &str) -> Option<TokenStream> {
    let (_, twin) = context.interface.batch_of(function)?;
    let head = head(context, function, twin);
    let summary = format!(" Calls `{}` once for each item, in one entry for many.", function.c_name);
    let faults = format!(" {faults} The results are lost then, and earlier calls were made.");
    Some(quote! {
        #[doc = #summary]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = #faults]
        #head;
    })
}

pub(super) fn method(context: &Context<'_>, function: &Function) -> Option<TokenStream> {
    let private = &context.private;
    let (index, twin) = context.interface.batch_of(function)?;
    let head = head(context, function, twin);
    let (slot, index) = (&twin.name, Literal::usize_unsuffixed(index));
    let names = function.parameters.iter().map(|parameter| &parameter.name);
    let item = item(names.map(|name| quote!(#name)).collect());
    let words = function.parameters.iter().filter_map(|parameter| {
        let name = &parameter.name;
        let lowered = passing::lower(context, &parameter.typed.kind, &quote!(#name), &quote!(self))?;
        Some(quote!(#private::to_word(#lowered)))
    });
    let words: Vec<_> = words.collect();
    let words = if words.is_empty() { vec![quote!(0)] } else { words };
    let lifted = function.result.as_ref().map(|result| {
        let wire = context.interface.signature(function).results.first().map(|kind| types::wire(*kind));
        passing::lift(context, &result.kind, &quote!(#private::of_word::<#wire>(word)))
    });
    let (word, lifted, ended) = match lifted {
        Some(lifted) => (quote!(word), lifted, quote!()),
        None => (quote!(_), quote!(()), quote!(.map(::core::mem::drop))),
    };
    Some(quote! {
        #[inline]
        #head {
            #private::batch(
                self,
                #index,
                |functions| &functions.#slot,
                calls,
                |#item| ::core::result::Result::Ok([#(#words),*]),
                |#word| #lifted,
            )#ended
        }
    })
}

fn head(context: &Context<'_>, function: &Function, twin: &Function) -> TokenStream {
    let private = &context.private;
    let method = &twin.method;
    let kinds = function.parameters.iter().map(|parameter| types::argument(context, &parameter.typed.kind));
    let item = item(kinds.collect());
    let results = function.result.as_ref().map_or_else(
        || quote!(()),
        |result| {
            let one = types::result(context, Some(&result.kind));
            quote!(#private::Vec<#one>)
        },
    );
    quote! {
        fn #method(
            &mut self,
            calls: impl ::core::iter::IntoIterator<Item = #item>,
        ) -> ::core::result::Result<#results, #private::Fault>
    }
}

/// The only part, or a tuple of them.
fn item(parts: Vec<TokenStream>) -> TokenStream {
    match parts.as_slice() {
        [only] => only.clone(),
        parts => quote!((#(#parts),*)),
    }
}
