//! Functions and variables: a table of exports, a trait with a method for each, and its implementation for scopes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use ringfence_syntax::model::{Function, Type};

use super::passing::Passing;
use super::{Context, allow_for_members, batch, contract, documented, global, left_out, types};

/// The table and the trait.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let Context { interface, private, .. } = context;
    let table = table(context);
    let allow = allow_for_members();
    let marker = &interface.marker;
    let name = &interface.calls_trait;
    let doc = format!(" The functions of `{}`, called through a scope.", interface.library);
    let own = || interface.functions.iter().enumerate().filter(|(_, function)| function.batched.is_none());
    let declarations = own().map(|(_, function)| declaration(context, function));
    let functions = own();
    let methods = functions.map(|(index, function)| method(context, index, function));
    let pointers = interface.globals.iter().map(|global| global::declaration(context, global));
    let projections = interface.globals.iter().map(|global| global::method(context, global));
    let records = interface.functions.iter().filter_map(|function| contract::record(context, function));
    let left_out::Missing { conditions, declarations: missing } = left_out::expand(context);
    quote! {
        #table
        #(#records)*
        #conditions
        #[doc = #doc]
        #allow
        pub trait #name<'id> {
            #(#declarations)*
            #(#pointers)*
            #missing
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
        let signature = interface.signature(function);
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
    let explicit = explicit_declaration(context, function);
    let with_contract =
        function.contract.as_ref().map(|found| contract::declaration(context, function, found, FAULTS));
    let batch = batch::declaration(context, function, FAULTS);
    quote!(#with_contract #explicit #batch)
}

fn explicit_declaration(context: &Context<'_>, function: &Function) -> TokenStream {
    let head = head(context, function);
    let prototype = format!("C: `{}`", context.interface.c_prototype(function));
    let more = ["", &prototype, "", "# Errors", "", FAULTS];
    let summary = match &function.contract {
        None => format!("Calls `{}`.", function.c_name),
        Some(_) => format!("Calls `{}` without its contract.", function.c_name),
    };
    let without_docs = function.attributes.iter().filter(|attribute| !attribute.path().is_ident("doc"));
    let without_docs: Vec<_> = without_docs.cloned().collect();
    let kept = if function.contract.is_some() { &without_docs } else { &function.attributes };
    let attributes = documented(kept, || summary, &more);
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
    let method = function.contract.as_ref().map_or(&function.method, |contract| &contract.raw);
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
    let result = match (&function.owned, function.result.as_ref().map(|result| &result.kind)) {
        (Some(_), Some(Type::Pointer { target, .. })) => {
            let target = types::in_memory(context, target);
            quote!(#private::Owned<'id, #target>)
        }
        (_, kind) => types::result(context, kind),
    };
    quote! {
        fn #method(&mut self, #(#parameters),*) -> ::core::result::Result<#result, #private::Fault>
    }
}

fn method(context: &Context<'_>, index: usize, function: &Function) -> TokenStream {
    let explicit = explicit_method(context, index, function);
    let with_contract =
        function.contract.as_ref().map(|found| contract::method(context, index, function, found));
    let batch = batch::method(context, function);
    quote!(#with_contract #explicit #batch)
}

fn explicit_method(context: &Context<'_>, index: usize, function: &Function) -> TokenStream {
    let Context { private, .. } = context;
    let head = head(context, function);
    let slot = &function.name;
    let index = Literal::usize_unsuffixed(index);
    let passing = Passing::of(context, function);
    let scope = passing.scope();
    let arguments = passing.arguments(context, function);
    let call = quote! {
        #private::call(#scope, #index, |functions| &functions.#slot, arguments)
    };
    let body = passing.body(context, function, &arguments, &call);
    quote! {
        #[inline]
        #head {
            #body
        }
    }
}
