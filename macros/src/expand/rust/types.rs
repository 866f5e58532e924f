//! The guest's types on the host: plain data, which comes out of a call tainted.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use ringfence_syntax::export::{Constant, Enumeration, Exports, Field, Scalar, Shape, Structure, Value};

use super::Context;
use crate::derive;

/// All of them.
pub(super) fn expand(context: &Context<'_>, exports: &Exports) -> TokenStream {
    let structures = exports.structures.iter().map(|found| structure(context, found));
    let enumerations = exports.enumerations.iter().map(|found| enumeration(context, found));
    let constants = exports.constants.iter().map(constant);
    quote! {
        #(#constants)*
        #(#structures)*
        #(#enumerations)*
    }
}

/// The type of a value.
pub(super) fn shape(found: &Shape) -> TokenStream {
    match found {
        Shape::Scalar(Scalar(name)) | Shape::Named(name) => name.to_token_stream(),
        Shape::Character => quote!(char),
        Shape::Text => quote!(::std::string::String),
        Shape::List(element) => {
            let element = shape(element);
            quote!(::std::vec::Vec<#element>)
        }
        Shape::Maybe(inner) => {
            let inner = shape(inner);
            quote!(::core::option::Option<#inner>)
        }
        Shape::Tuple(parts) => {
            let parts = parts.iter().map(shape);
            quote!((#(#parts),*))
        }
    }
}

/// The type of a result once it has left taint.
pub(super) fn value(found: &Value) -> TokenStream {
    match found {
        Value::Nothing => quote!(()),
        Value::Scalar(Scalar(name)) => name.to_token_stream(),
        Value::Numbers(Scalar(name)) => quote!(::std::vec::Vec<#name>),
        Value::Text => quote!(::std::string::String),
        Value::Whole(found) => shape(found),
    }
}

fn structure(context: &Context<'_>, found: &Structure) -> TokenStream {
    let (name, attributes) = (&found.name, &found.attributes);
    let fields = found.fields.iter().map(|found| field(context, found));
    let body = match found.fields.iter().any(|field| field.name.is_some()) {
        true => quote!({ #(#fields),* }),
        false => quote!((#(#fields),*);),
    };
    let encoded = encoded(context);
    let tainted = tainted(context, name);
    let verified = found.verifier.as_ref().map(|verifier| derive::of_itself(verifier, &context.root));
    quote! {
        #(#attributes)*
        #encoded
        pub struct #name #body
        #tainted
        #verified
    }
}

fn field(context: &Context<'_>, found: &Field) -> TokenStream {
    let Field { name, attributes, shape: kind } = found;
    let name = name.iter();
    let bulk = kind.is_bulk().then(|| {
        let path = text_of(&context.private, "rust::bulk");
        quote!(#[serde(with = #path)])
    });
    let kind = shape(kind);
    quote!(#(#attributes)* #bulk pub #(#name:)* #kind)
}

fn enumeration(context: &Context<'_>, found: &Enumeration) -> TokenStream {
    let Context { root, private, .. } = context;
    let (name, attributes) = (&found.name, &found.attributes);
    let variants = found.variants.iter().map(|(attributes, variant)| quote!(#(#attributes)* #variant));
    let encoded = encoded(context);
    let tainted = tainted(context, name);
    let told = name.to_string();
    quote! {
        #(#attributes)*
        #encoded
        pub enum #name { #(#variants),* }
        #tainted
        #[automatically_derived]
        impl #private::FromGuest<#private::Tainted<#name>> for #name {
            fn verified(value: #private::Tainted<#name>) -> ::core::result::Result<Self, #private::Fault> {
                #private::leave::valid(value, #root::__site!("validator", "valid", "value" = #told))
            }
        }
    }
}

fn constant(found: &Constant) -> TokenStream {
    let Constant { name, attributes, kind, value } = found;
    quote! {
        #(#attributes)*
        #[allow(dead_code, reason = "exported by the guest")]
        pub const #name: #kind = #value;
    }
}

/// The same encoding as in the guest.
fn encoded(context: &Context<'_>) -> TokenStream {
    let private = &context.private;
    let path = text_of(private, "serde");
    quote! {
        #[derive(#private::serde::Serialize, #private::serde::Deserialize)]
        #[serde(crate = #path)]
        #[allow(dead_code, missing_docs, unreachable_pub, reason = "exported by the guest")]
    }
}

fn tainted(context: &Context<'_>, name: &Ident) -> TokenStream {
    let private = &context.private;
    quote! {
        #[automatically_derived]
        impl #private::Taintable for #name {
            type Image = Self;
            #[inline]
            fn from_image(image: Self) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(image)
            }
        }
        #[automatically_derived]
        impl #private::Portable for #name {
            #[inline]
            fn taint(self) -> #private::Tainted<Self> {
                #private::rust::taint(self)
            }
        }
    }
}

/// A path as serde wants it, in quotes.
fn text_of(private: &TokenStream, item: &str) -> String {
    format!("{private}::{item}").replace(' ', "")
}
