//! Variables of the library: a method that points to each.

use proc_macro2::TokenStream;
use quote::quote;
use ringfence_syntax::model::Global;

use super::{Context, documented, types};

pub(super) fn declaration(context: &Context<'_>, global: &Global) -> TokenStream {
    let head = head(context, global);
    let line = format!("C: `{}`", context.interface.c_global(global));
    let more = ["", &line, "", "# Errors", "", "A `Fault` when the module does not export it."];
    let attributes = documented(&global.attributes, || format!("Points to `{}`.", global.c_name), &more);
    quote! {
        #attributes
        #head;
    }
}

pub(super) fn method(context: &Context<'_>, global: &Global) -> TokenStream {
    let Context { private, .. } = context;
    let head = head(context, global);
    let (slot, c_name) = (&global.name, &global.c_name);
    quote! {
        #[inline]
        #head {
            #private::global(self, #c_name, |functions| &functions.#slot)
        }
    }
}

fn head(context: &Context<'_>, global: &Global) -> TokenStream {
    let Context { private, .. } = context;
    let method = &global.method;
    let pointer = types::pointer(context, &global.typed.kind);
    quote!(fn #method(&mut self) -> ::core::result::Result<#pointer, #private::Fault>)
}
