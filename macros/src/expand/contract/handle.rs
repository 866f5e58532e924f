//! Handles whose state the compiler follows.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use ringfence_syntax::contract::{Creation, HandleUse, Outcome, Passing, Then};

use super::super::states;
use super::{Method, outcome};

impl Method<'_> {
    /// The parameter's type: a handle that stays is borrowed.
    pub(super) fn handle_parameter(&self, handle: &HandleUse) -> TokenStream {
        let private = &self.context.private;
        let HandleUse { target, needs, then, .. } = handle;
        let state = states::needed(self.context, target, needs);
        let borrowed = matches!(then, Then::Stays).then(|| quote!(&));
        quote!(#borrowed #private::Handle<'id, #target, #state>)
    }

    /// The type of a handle in a certain state.
    pub(super) fn handle_type(&self, target: &Ident, state: &Ident) -> TokenStream {
        let private = &self.context.private;
        let state = states::state(self.context, target, state);
        quote!(#private::Handle<'id, #target, #state>)
    }

    /// Takes the handles that change or end, before anything can fail: one that fails ends them.
    pub(super) fn taken(&self) -> TokenStream {
        let private = &self.context.private;
        let call = self.local("call");
        let all = self.handles().filter(|(_, handle)| handle.then != Then::Stays).map(|(index, _)| {
            let (name, taken) = (self.name(index), self.variable(index, "taken"));
            quote!(let #taken = #private::contract::take(#call, #name);)
        });
        quote!(#(#all)*)
    }

    /// Forgets the handles that the call ends, right before it.
    pub(super) fn forgotten(&self) -> TokenStream {
        let private = &self.context.private;
        let scope = self.local("scope");
        let all = self.handles().filter(|(_, handle)| handle.then == Then::Ends).map(|(index, _)| {
            let (argument, taken) = (self.variable(index, "argument"), self.variable(index, "taken"));
            quote!(let #argument = #private::contract::end(#scope, #taken);)
        });
        quote!(#(#all)*)
    }

    /// What is passed for a handle.
    pub(super) fn handle_argument(&self, index: usize, handle: &HandleUse) -> TokenStream {
        match handle.then {
            Then::Stays => {
                let name = self.name(index);
                quote!(#name.ptr())
            }
            Then::Becomes(_) => {
                let taken = self.variable(index, "taken");
                quote!(#taken.ptr())
            }
            Then::Ends => {
                let argument = self.variable(index, "argument");
                quote!(#argument)
            }
        }
    }

    /// Takes note of a new handle, before anything else can fail.
    pub(super) fn created(&self, created: &Ident, pointer: &Ident, creation: &Creation) -> TokenStream {
        let private = &self.context.private;
        let (scope, call) = (self.local("scope"), self.local("call"));
        let state = states::state(self.context, &creation.target, &creation.state);
        let end = creation.end.as_ref().and_then(|end| outcome::free(self.context, end));
        let end = match end {
            Some(end) => quote!(::core::option::Option::Some(#end)),
            None => quote!(::core::option::Option::None),
        };
        quote! {
            let #created = #private::contract::create::<_, _, #state>(#scope, #call, #pointer, #end);
        }
    }

    /// Handles in their next state, once nothing can fail any more.
    pub(super) fn changed_handles(&self) -> TokenStream {
        let private = &self.context.private;
        let all = self.handles().filter_map(|(index, handle)| {
            let Then::Becomes(state) = &handle.then else { return None };
            let (after, taken) = (self.variable(index, "after"), self.variable(index, "taken"));
            let state = states::state(self.context, &handle.target, state);
            Some(quote!(let #after = #private::contract::become_::<_, #state>(#taken);))
        });
        quote!(#(#all)*)
    }

    /// Whether a handle of the scope is among the outputs.
    pub(super) fn gives_handle(&self) -> bool {
        let is_changed = |handle: &HandleUse| matches!(handle.then, Then::Becomes(_));
        self.contract.creations().next().is_some() || self.contract.handle_uses().any(is_changed)
    }

    /// Whether something is ended when the call fails.
    pub(super) fn ends_on_failure(&self) -> bool {
        let is_taken = self.contract.handle_uses().any(|handle| handle.then != Then::Stays);
        is_taken || self.contract.creations().next().is_some()
    }

    /// Whether the call itself ends a handle.
    pub(super) fn ends_handle(&self) -> bool {
        self.contract.handle_uses().any(|handle| handle.then == Then::Ends)
    }

    /// The new handle that is the result.
    pub(super) fn created_result(&self) -> TokenStream {
        match &self.contract.outcome {
            Outcome::Created(creation, _) => {
                self.created(&self.local("result_created"), &self.local("result"), creation)
            }
            _ => TokenStream::new(),
        }
    }

    fn handles(&self) -> impl Iterator<Item = (usize, &HandleUse)> {
        self.passings().filter_map(|(index, passing)| match passing {
            Passing::State(handle) => Some((index, handle)),
            _ => None,
        })
    }
}
