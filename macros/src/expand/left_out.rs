//! Functions of a header that the wrapper cannot have: their methods say why, to whoever calls them.
//!
//! Each is there with as many parameters as in C, under a condition that nothing meets and that has the reason for a
//! message.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use ringfence_syntax::manifest::LeftOut;
use ringfence_syntax::{messages, names};
use syn::ext::IdentExt;

use super::Context;

/// The conditions, and the methods that stand under them.
pub(super) struct Missing {
    pub(super) conditions: TokenStream,
    pub(super) declarations: TokenStream,
}

pub(super) fn expand(context: &Context<'_>) -> Missing {
    let interface = context.interface;
    let mut missing = Missing { conditions: TokenStream::new(), declarations: TokenStream::new() };
    for (name, left_out) in &interface.left_out {
        let Ok(name) = syn::parse::Parser::parse_str(Ident::parse_any, name) else { continue };
        let method = names::scope_method(&usable(name));
        let mut taken = interface.functions.iter().map(|function| &function.method);
        let mut variables = interface.globals.iter().map(|global| &global.method);
        if taken.any(|taken| *taken == method) || variables.any(|taken| *taken == method) {
            continue;
        }
        add(&mut missing, context, &method, left_out);
    }
    missing
}

fn add(missing: &mut Missing, context: &Context<'_>, method: &Ident, left_out: &LeftOut) {
    let private = &context.private;
    let name = method.unraw().to_string();
    let file = format!("{}.header.rs", context.interface.library);
    let values = [("name", &*name), ("reason", &*left_out.reason), ("file", &*file)];
    let [text, label, hint] = messages::LEFT_OUT.fill(&values);
    let condition = format_ident!("__LeftOut_{name}");
    let kinds: Vec<_> =
        (0..left_out.parameters.unwrap_or(0)).map(|index| format_ident!("A{index}")).collect();
    missing.conditions.extend(quote! {
        #[doc(hidden)]
        #[allow(non_camel_case_types, unreachable_pub, reason = "declared as in C")]
        #[diagnostic::on_unimplemented(message = #text, label = #label, note = #hint)]
        pub trait #condition {
            fn never<R>(self) -> R;
        }
    });
    missing.declarations.extend(quote! {
        #[doc(hidden)]
        fn #method<'__scope, #(#kinds,)* R>(
            &'__scope mut self,
            #(_: #kinds),*
        ) -> ::core::result::Result<R, #private::Fault>
        where
            &'__scope mut Self: #condition,
        {
            #condition::never(self)
        }
    });
}

/// A name that is a keyword of Rust gets the `_` that it has everywhere else.
fn usable(name: Ident) -> Ident {
    match syn::parse_str::<Ident>(&name.to_string()) {
        Ok(_) => name,
        Err(_) => format_ident!("{}_", name.unraw()),
    }
}
