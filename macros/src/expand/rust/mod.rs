//! The host's side of a guest written in Rust: its types again, and a method for each function.

mod call;
#[cfg(test)]
mod tests;
mod types;

use proc_macro2::TokenStream;
use quote::quote;
use ringfence_syntax::export::{Exports, Function};
use ringfence_syntax::{Interface, Report, messages};

use super::{Context, allow_for_members, fallback, library, passed, records};
use crate::artefact::Artefact;

/// The module of a guest that was found.
pub(super) fn module(interface: &Interface, artefact: &Artefact, mut report: Report) -> TokenStream {
    let exports = exports(interface, artefact, &mut report);
    let problems = report.into_problems();
    if !problems.is_empty() {
        return fallback::module(interface, &problems);
    }
    let context = Context::new(interface);
    let embedded = library::embedded(&context, artefact);
    let records = records::all(&context, &artefact.manifest, exports.functions.len());
    let tracked = library::tracked(artefact);
    let symbols: Vec<_> = exports.functions.iter().map(Function::symbol).collect();
    let library = library::expand(&context, &embedded, None, &symbols);
    let types = types::expand(&context, &exports);
    let calls = calls(&context, &exports);
    let Interface { attributes, visibility, module, .. } = interface;
    let passed = interface.passed.iter().map(passed);
    quote! {
        #(#attributes)*
        #visibility mod #module {
            #(#passed)*
            #types
            #library
            #calls
            #records
            #tracked
        }
    }
}

/// What the build helper read in the guest's source. It has checked all of it.
fn exports(interface: &Interface, artefact: &Artefact, report: &mut Report) -> Exports {
    let name = ("name", &*interface.library);
    let Some(rust) = &artefact.manifest.rust else {
        report.add(&interface.literal, &messages::NOT_A_RUST_LIBRARY, &[name]);
        return Exports::default();
    };
    Exports::read(rust.exports.iter().map(String::as_str)).unwrap_or_else(|problems| {
        report.add(&interface.literal, &messages::BAD_MANIFEST, &[name, ("reason", &problems.to_string())]);
        Exports::default()
    })
}

/// The table of exports and the trait with the methods.
fn calls(context: &Context<'_>, exports: &Exports) -> TokenStream {
    let Context { interface, private, .. } = context;
    let allow = allow_for_members();
    let (name, marker) = (&interface.calls_trait, &interface.marker);
    let doc = format!(" The functions of `{}`, called through a scope.", interface.library);
    let slots = exports.functions.iter().map(|function| call::slot(context, function));
    let declarations = exports.functions.iter().map(|function| call::declaration(context, function));
    let functions = exports.functions.iter().enumerate();
    let methods = functions.map(|(index, function)| call::method(context, index, function));
    quote! {
        #[doc(hidden)]
        #[derive(::core::default::Default)]
        #allow
        pub struct __Functions {
            #(#slots,)*
        }
        #[doc = #doc]
        #allow
        pub trait #name<'id> {
            #(#declarations)*
        }
        #[allow(deprecated, reason = "declared by the guest")]
        impl<'id> #name<'id> for #private::Scope<'id, #marker> {
            #(#methods)*
        }
    }
}
