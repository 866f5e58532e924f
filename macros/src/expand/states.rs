//! States of handles: a type for each, and a trait for each choice between several.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use ringfence_syntax::contract::Needs;
use ringfence_syntax::model::Opaque;

use super::{Context, allow_for_types};

/// The module with the states of a handle; empty where it has none.
pub(super) fn expand(context: &Context<'_>, opaque: &Opaque) -> TokenStream {
    let Opaque { name, states, visibility, .. } = opaque;
    let Some(states) = states else { return TokenStream::new() };
    let module = &states.module;
    let allow = allow_for_types();
    let doc = format!(" The states of `{name}`, which the compiler follows.");
    let types = states.names.iter().map(|state| {
        let doc = format!(" `{name}` in the state `{state}`.");
        quote! {
            #[doc = #doc]
            #[derive(::core::fmt::Debug)]
            #allow
            pub enum #state {}
        }
    });
    let choices = choices(context, name).into_iter().map(|choice| self::choice(name, &choice));
    quote! {
        #[doc = #doc]
        #allow
        #visibility mod #module {
            #(#types)*
            #(#choices)*
        }
    }
}

/// The type of a state that is needed, behind `Handle<'id, T, …>`.
pub(super) fn needed(context: &Context<'_>, target: &Ident, needs: &Needs) -> TokenStream {
    let Some(states) = context.interface.states(target) else { return quote!(()) };
    let module = &states.module;
    match needs {
        Needs::Any => match states.names.as_slice() {
            [only] => quote!(#module::#only),
            _ => quote!(impl ::core::marker::Sized),
        },
        Needs::These(states) => match states.as_slice() {
            [only] => quote!(#module::#only),
            several => {
                let name = choice_name(several);
                quote!(impl #module::#name)
            }
        },
    }
}

/// A state by its path.
pub(super) fn state(context: &Context<'_>, target: &Ident, state: &Ident) -> TokenStream {
    let module = context.interface.states(target).map(|states| &states.module);
    quote!(#module::#state)
}

/// Every choice between some of the states that a function makes, once each.
fn choices(context: &Context<'_>, target: &Ident) -> Vec<Vec<Ident>> {
    let contracts = context.interface.functions.iter().filter_map(|function| function.contract.as_ref());
    let mut choices: Vec<Vec<Ident>> = Vec::new();
    for handle in contracts.flat_map(|contract| contract.handle_uses()) {
        match &handle.needs {
            Needs::These(states)
                if handle.target == *target && states.len() > 1 && !choices.contains(states) =>
            {
                choices.push(states.clone());
            }
            _ => {}
        }
    }
    choices
}

fn choice(target: &Ident, states: &[Ident]) -> TokenStream {
    let name = choice_name(states);
    let named: Vec<_> = states.iter().map(|state| format!("`{state}`")).collect();
    let named = named.join(" or ");
    let doc = format!(" `{target}` in the state {named}.");
    let message = format!("`{target}` must be in the state {named}");
    let label = "this one is in the state `{Self}`";
    let allow = allow_for_types();
    quote! {
        #[doc = #doc]
        #[diagnostic::on_unimplemented(message = #message, label = #label)]
        #allow
        pub trait #name {}
        #(impl #name for #states {})*
    }
}

fn choice_name(states: &[Ident]) -> Ident {
    let words: Vec<_> = states.iter().map(Ident::to_string).collect();
    format_ident!("{}", words.join("Or"))
}
