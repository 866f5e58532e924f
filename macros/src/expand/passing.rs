//! The body of a call: arguments and results on their way, structs as the C ABI passes them.

use proc_macro2::TokenStream;
use quote::quote;
use ringfence_syntax::Passing as Way;
use ringfence_syntax::model::{Function, Type};

use super::{Context, contract, types};

/// What a call needs beside the values themselves.
pub(super) struct Passing {
    /// Whether copies of structs lie in the guest's memory for as long as it runs.
    uses_memory: bool,
    /// Whether the first argument says where the result goes.
    returns_by_address: bool,
}

impl Passing {
    pub(super) fn of(context: &Context<'_>, function: &Function) -> Self {
        let interface = context.interface;
        let is_address = |kind: &Type| interface.passing(kind) == Way::Address;
        let returns_by_address = function.result.as_ref().is_some_and(|result| is_address(&result.kind));
        let mut parameters = function.parameters.iter();
        Self {
            uses_memory: returns_by_address || parameters.any(|parameter| is_address(&parameter.typed.kind)),
            returns_by_address,
        }
    }

    /// What the scope is called where the arguments are made.
    pub(super) fn scope(&self) -> TokenStream {
        if self.uses_memory { quote!(__scope) } else { quote!(self) }
    }

    /// The tuple of what travels.
    pub(super) fn arguments(&self, context: &Context<'_>, function: &Function) -> TokenStream {
        let private = &context.private;
        let scope = self.scope();
        let address = self.returns_by_address.then(|| quote!(#private::lower(__place)?,));
        let passed = function.parameters.iter().filter_map(|parameter| {
            let name = &parameter.name;
            let lowered = lower(context, &parameter.typed.kind, &quote!(#name), &scope)?;
            Some(quote!(#lowered,))
        });
        let more = function.is_variadic.then(|| {
            let name = function.variadic_name();
            quote!(#private::lower_variadic(#scope, #name)?)
        });
        quote!((#address #(#passed)* #more))
    }

    /// Everything between the braces.
    pub(super) fn body(
        &self,
        context: &Context<'_>,
        function: &Function,
        arguments: &TokenStream,
        call: &TokenStream,
    ) -> TokenStream {
        let private = &context.private;
        let scope = self.scope();
        let result = function.result.as_ref().map(|result| &result.kind);
        let ignored = function.parameters.iter().filter_map(|parameter| {
            let (name, passing) = (&parameter.name, context.interface.passing(&parameter.typed.kind));
            (passing == Way::Nothing).then(|| quote!(let _ = #name;))
        });
        let arguments = quote!(#(#ignored)* let arguments = #arguments;);
        let ended = match result {
            Some(_) if self.returns_by_address => quote! {
                #call?;
                __scope.read(__place)
            },
            None => call.clone(),
            Some(kind) => {
                let lifted = lift(context, kind, &quote!(result));
                let free = function.owned.as_ref().and_then(|name| contract::free(context, name));
                let lifted =
                    free.map_or(lifted.clone(), |free| quote!(#private::own(#scope, #lifted, #free)));
                let result = (context.interface.passing(kind) != Way::Nothing).then(|| quote!(let result =));
                quote! {
                    #result #call?;
                    ::core::result::Result::Ok(#lifted)
                }
            }
        };
        if !self.uses_memory {
            return quote! {
                #arguments
                #ended
            };
        }
        let place = result.filter(|_| self.returns_by_address).map(|kind| {
            let name = types::in_memory(context, kind);
            quote!(let __place = #private::result_place::<_, #name>(__scope)?;)
        });
        let place_name = place.is_some().then(|| quote!(__place,));
        quote! {
            #private::with_copies(
                self,
                |__scope| {
                    #place
                    #arguments
                    ::core::result::Result::Ok((#place_name arguments,))
                },
                |__scope, (#place_name arguments,)| { #ended },
            )
        }
    }
}

/// What travels for a value, if anything does; may leave by `?`.
pub(super) fn lower(
    context: &Context<'_>,
    kind: &Type,
    value: &TokenStream,
    scope: &TokenStream,
) -> Option<TokenStream> {
    let private = &context.private;
    Some(match context.interface.passing(kind) {
        Way::Direct(_) => {
            let lower = types::lower(kind);
            quote!(#private::#lower(#value)?)
        }
        Way::Single(_) => quote!(#private::copy::lower_single(#value)),
        Way::Address => quote!(#private::by_address(#scope, #value)?),
        Way::Nothing => return None,
    })
}

/// The value for what travelled. Not for structs by address: those are read from there.
pub(super) fn lift(context: &Context<'_>, kind: &Type, wire: &TokenStream) -> TokenStream {
    let private = &context.private;
    match context.interface.passing(kind) {
        Way::Single(single) if single.is_bool => quote!(#private::copy::lift_single(#wire & 1)),
        Way::Single(_) => quote!(#private::copy::lift_single(#wire)),
        Way::Nothing => quote!(#private::TaintedStruct::zeroed()),
        Way::Direct(_) | Way::Address => {
            let lift = types::lift(kind);
            quote!(#private::#lift(#wire))
        }
    }
}
