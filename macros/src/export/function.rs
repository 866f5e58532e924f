//! What the host calls: WebAssembly values in, the address of an outcome out.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use ringfence_syntax::export::{Function, Passing, Scalar, Value};
use syn::spanned::Spanned;
use syn::{Ident, Type};

/// The function behind the export.
pub(super) fn expand(function: &Function, root: &TokenStream) -> TokenStream {
    let private = quote!(#root::__private);
    let (name, symbol) = (&function.name, function.symbol());
    let parameters = function.parameters.iter().enumerate();
    let (declared, arguments): (Vec<_>, Vec<_>) = parameters
        .map(|(index, parameter)| {
            let name = format_ident!("argument_{index}");
            (
                declared(&parameter.passing, &name),
                argument(&parameter.passing, &parameter.kind, &name, &private),
            )
        })
        .unzip();
    let call = quote!(#name(#(#arguments),*));
    let (result, body) = body(function, &call, &private);
    quote! {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            #[allow(unsafe_code, reason = "the host lends memory for the time of a call")]
            #[unsafe(export_name = #symbol)]
            extern "C" fn exported(#(#declared),*) #result {
                #private::enter();
                #body
            }
        };
    }
}

fn declared(passing: &Passing, name: &Ident) -> TokenStream {
    let length = format_ident!("{name}_length");
    match passing {
        Passing::Scalar(Scalar(kind)) => quote!(#name: #kind),
        Passing::Slice(Scalar(kind)) => quote!(#name: *const #kind, #length: usize),
        Passing::Text | Passing::Whole { .. } => quote!(#name: *const u8, #length: usize),
    }
}

fn argument(passing: &Passing, kind: &Type, name: &Ident, private: &TokenStream) -> TokenStream {
    let length = format_ident!("{name}_length");
    match passing {
        Passing::Scalar(_) => quote!(#name),
        // SAFETY of what is generated: the host put so many numbers there, and nothing changes them during a call.
        Passing::Slice(_) => quote!(unsafe { #private::slice(#name, #length) }),
        Passing::Text => quote!(unsafe { #private::str(#name, #length) }),
        Passing::Whole { by_reference, .. } => {
            let (kind, reference) = match kind {
                Type::Reference(found) if *by_reference => (&*found.elem, quote!(&)),
                found => (found, TokenStream::new()),
            };
            let bytes = quote!(unsafe { #private::slice(#name, #length) });
            let decoded = quote_spanned!(kind.span()=> #private::value::<#kind>);
            quote!(#reference #decoded(#bytes))
        }
    }
}

/// The result's type and the statements that make it.
fn body(function: &Function, call: &TokenStream, private: &TokenStream) -> (TokenStream, TokenStream) {
    let returned = &function.returned;
    let outcome = quote!(-> *const #private::Outcome);
    if returned.fallible {
        let value = quote!(value);
        let handed = handed(function, &value, private);
        let body = quote! {
            match #call {
                ::core::result::Result::Ok(#value) => #handed,
                ::core::result::Result::Err(error) => #private::failed(error),
            }
        };
        return (outcome, body);
    }
    match &returned.value {
        Value::Nothing => (TokenStream::new(), quote!(#call)),
        Value::Scalar(Scalar(kind)) => (quote!(-> #kind), quote!(#call)),
        _ => (outcome, handed(function, call, private)),
    }
}

fn handed(function: &Function, value: &TokenStream, private: &TokenStream) -> TokenStream {
    match (&function.returned.value, &function.returned.kind) {
        (Value::Numbers(_), _) => quote!(#private::list(#value)),
        (Value::Text, _) => quote!(#private::text(#value)),
        (Value::Scalar(_) | Value::Whole(_), Some(kind)) => {
            let structured = quote_spanned!(kind.span()=> #private::structured::<#kind>);
            quote!(#structured(#value))
        }
        _ => quote!(#private::nothing(#value)),
    }
}
