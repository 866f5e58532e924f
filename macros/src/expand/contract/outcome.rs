//! The result: success or failure, a value, or memory.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use ringfence_syntax::contract::{Outcome, Passing, Range, Then};
use ringfence_syntax::model::Function;

use super::super::{Context, types};
use super::Method;
use super::number::Moment;

impl Method<'_> {
    /// The call, and what can be told of its result at once.
    pub(super) fn call(&self) -> TokenStream {
        let result = self.local("result");
        let call = self.explicit_call();
        let is_void = matches!(self.contract.outcome, Outcome::Void);
        let call = if is_void { quote!(#call;) } else { quote!(let #result = #call;) };
        let success = match &self.contract.outcome {
            Outcome::Status { ok, message } => self.status(ok.as_ref(), message.as_ref()),
            _ => TokenStream::new(),
        };
        quote!(#call #success)
    }

    /// The call without the contract. One that ends a handle has all of its other arguments by then: from there on
    /// nothing but the call stands between the handle and its end.
    fn explicit_call(&self) -> TokenStream {
        let arguments = self.arguments();
        if !self.ends_handle() {
            return self.explicit(self.function, &arguments);
        }
        let names: Vec<_> = (0..arguments.len()).map(|index| self.variable(index, "passed")).collect();
        let is_ended = |index: usize| matches!(self.contract.parameters.get(index), Some(Passing::State(handle)) if handle.then == Then::Ends);
        let indices = || names.iter().zip(&arguments).enumerate();
        let others = indices().filter(|(index, _)| !is_ended(*index));
        let others = others.map(|(_, (name, argument))| quote!(let #name = #argument;));
        let passed = indices().map(
            |(index, (name, argument))| {
                if is_ended(index) { argument.clone() } else { quote!(#name) }
            },
        );
        let call = self.explicit(self.function, &passed.collect::<Vec<_>>());
        let forgotten = self.forgotten();
        quote!({ #(#others)* #forgotten #call })
    }

    /// A call without a contract.
    fn explicit(&self, function: &Function, arguments: &[TokenStream]) -> TokenStream {
        let scope = self.local("scope");
        let calls = &self.context.interface.calls_trait;
        let method = function.contract.as_ref().map_or(&function.method, |contract| &contract.raw);
        quote!(#calls::#method(#scope, #(#arguments),*)?)
    }

    fn status(&self, ok: Option<&Range>, message: Option<&Ident>) -> TokenStream {
        let private = &self.context.private;
        let (result, after, status) =
            (self.local("result"), self.local("result_after"), self.local("status"));
        let check = match ok {
            Some(range) => {
                let [low, high] = self.ends(range, Moment::Before);
                let site = self.site("result", &format!("ok = {}", range.text));
                quote!(#private::contract::status(#result, #site, #low, #high))
            }
            None => {
                let site = self.site("result", "nonzero");
                quote!(#private::contract::nonzero(#result, #site))
            }
        };
        let message = self.message(message, Some(&status));
        let is_used = self.uses_result();
        let success = if is_used { quote!(#status) } else { quote!(()) };
        let start = if is_used { quote!(let #after =) } else { TokenStream::new() };
        let end = if is_used { quote!(;) } else { TokenStream::new() };
        let pattern = if is_used { quote!(#status) } else { quote!(_) };
        quote! {
            #start match #check {
                ::core::result::Result::Ok(#pattern) => #success,
                ::core::result::Result::Err(#status) => {
                    let message = #message;
                    return ::core::result::Result::Err(
                        #private::contract::refused(::core::option::Option::Some(#status), message),
                    );
                }
            } #end
        }
    }

    /// The library's own words about a failure.
    fn message(&self, message: Option<&Ident>, status: Option<&Ident>) -> TokenStream {
        let Context { interface, private, .. } = self.context;
        let functions = &interface.functions;
        let Some(function) = message.and_then(|name| functions.iter().find(|known| known.name == *name))
        else {
            return quote!(::core::option::Option::None);
        };
        let arguments = function.parameters.iter().zip(status).map(|(parameter, status)| {
            let kind = types::argument(self.context, &parameter.typed.kind);
            quote!(#private::contract::argument::<#kind>(#private::contract::Number::of(#status))?)
        });
        let call = self.explicit(function, &arguments.collect::<Vec<_>>());
        let scope = self.local("scope");
        let site = self.site("message", &format!("of {}", function.name));
        quote! {{
            let text = #call;
            #private::contract::message(#scope, text, #site)
        }}
    }

    /// The result as a value, and null where the contract does not allow it.
    pub(super) fn result_value(&self) -> TokenStream {
        let (result, after) = (self.local("result"), self.local("result_after"));
        match &self.contract.outcome {
            Outcome::Value { cell, rule, .. } => {
                let capacity = self.capacity_of(None);
                let value = self.leave_cell("result", &quote!(#result), cell, rule, capacity, Moment::Before);
                quote!(let #after = #value;)
            }
            Outcome::Handle { is_nullable, message } => {
                let check =
                    if *is_nullable { TokenStream::new() } else { self.null(&result, message.as_ref()) };
                quote!(#check let #after = #result;)
            }
            Outcome::Created(_, message) => {
                let check = self.null(&result, message.as_ref());
                let created = self.local("result_created");
                quote!(#check let #after = #created?;)
            }
            Outcome::Handed(handed, message) if !handed.is_nullable => self.null(&after, message.as_ref()),
            _ => TokenStream::new(),
        }
    }

    fn null(&self, pointer: &Ident, message: Option<&Ident>) -> TokenStream {
        let private = &self.context.private;
        let message = self.message(message, None);
        quote! {
            if #pointer.is_null() {
                let message = #message;
                return ::core::result::Result::Err(
                    #private::contract::refused(::core::option::Option::None, message),
                );
            }
        }
    }
}

/// A function that frees, as what the runtime can call.
pub(in super::super) fn free(context: &Context<'_>, name: &Ident) -> Option<TokenStream> {
    let Context { interface, private, .. } = context;
    let (index, function) =
        interface.functions.iter().enumerate().find(|(_, function)| function.name == *name)?;
    let index = Literal::usize_unsuffixed(index);
    let slot = &function.name;
    Some(quote! {
        |scope, address| {
            #private::call(scope, #index, |functions| &functions.#slot, (address,)).map(|_| ())
        }
    })
}
