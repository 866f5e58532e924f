//! Functions and variables: a table of exports, a trait with a method for each, and its implementation for scopes.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use ringfence_syntax::model::Function;

use super::{Context, allow_for_members, documented, global, types};

/// The table and the trait.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let Context { interface, private, .. } = context;
    let table = table(context);
    let allow = allow_for_members();
    let marker = &interface.marker;
    let name = &interface.calls_trait;
    let doc = format!(" The functions of `{}`, called through a scope.", interface.library);
    let declarations = interface.functions.iter().map(|function| declaration(context, function));
    let functions = interface.functions.iter().enumerate();
    let methods = functions.map(|(index, function)| method(context, index, function));
    let pointers = interface.globals.iter().map(|global| global::declaration(context, global));
    let projections = interface.globals.iter().map(|global| global::method(context, global));
    quote! {
        #table
        #[doc = #doc]
        #allow
        pub trait #name<'id> {
            #(#declarations)*
            #(#pointers)*
        }
        #[allow(deprecated, non_snake_case, reason = "declared as in C")]
        impl<'id> #name<'id> for #private::Scope<'id, #marker> {
            #(#methods)*
            #(#projections)*
        }
    }
}

/// One slot per function, filled when it is first called in an instance.
fn table(context: &Context<'_>) -> TokenStream {
    let Context { interface, private, .. } = context;
    let allow = allow_for_members();
    let slots = interface.functions.iter().map(|function| {
        let name = &function.name;
        let signature = function.signature();
        let params = signature.params.iter().map(|kind| types::wire(*kind));
        let result = signature.results.first().map_or_else(|| quote!(()), |kind| types::wire(*kind));
        quote!(#name: #private::Export<(#(#params,)*), #result>)
    });
    let addresses = interface.globals.iter().map(|global| {
        let name = &global.name;
        quote!(#name: #private::Address)
    });
    quote! {
        #[doc(hidden)]
        #[derive(::core::default::Default)]
        #allow
        pub struct __Functions {
            #(#slots,)*
            #(#addresses,)*
        }
    }
}

fn declaration(context: &Context<'_>, function: &Function) -> TokenStream {
    let head = head(context, function);
    let prototype = format!("C: `{}`", context.interface.c_prototype(function));
    let more = ["", &prototype, "", "# Errors", "", FAULTS];
    let attributes = documented(&function.attributes, || format!("Calls `{}`.", function.c_name), &more);
    quote! {
        #attributes
        #head;
    }
}

/// What every method can end in.
const FAULTS: &str =
    "A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.";

/// The method up to its body.
fn head(context: &Context<'_>, function: &Function) -> TokenStream {
    let Context { private, .. } = context;
    let method = &function.method;
    let parameters = function.parameters.iter().map(|parameter| {
        let name = &parameter.name;
        let kind = types::argument(context, &parameter.typed.kind);
        quote!(#name: #kind)
    });
    let more = function.is_variadic.then(|| {
        let name = function.variadic_name();
        quote!(#name: &[#private::VarArg<'id>])
    });
    let parameters = parameters.chain(more);
    let result = types::result(context, function.result.as_ref().map(|result| &result.kind));
    quote! {
        fn #method(&mut self, #(#parameters),*) -> ::core::result::Result<#result, #private::Fault>
    }
}

fn method(context: &Context<'_>, index: usize, function: &Function) -> TokenStream {
    let Context { private, .. } = context;
    let head = head(context, function);
    let slot = &function.name;
    let index = Literal::usize_unsuffixed(index);
    let lowered = function.parameters.iter().map(|parameter| {
        let name: &Ident = &parameter.name;
        let lower = types::lower(&parameter.typed.kind);
        quote!(#private::#lower(#name)?)
    });
    let more = function.is_variadic.then(|| {
        let name = function.variadic_name();
        quote!(#private::lower_variadic(self, #name)?)
    });
    let lowered = lowered.chain(more);
    let call = quote! {
        #private::call(self, #index, |functions| &functions.#slot, arguments)
    };
    let end = match &function.result {
        None => call,
        Some(result) => {
            let lift = types::lift(&result.kind);
            quote! {
                let result = #call?;
                ::core::result::Result::Ok(#private::#lift(result))
            }
        }
    };
    quote! {
        #[inline]
        #head {
            let arguments = (#(#lowered,)*);
            #end
        }
    }
}
