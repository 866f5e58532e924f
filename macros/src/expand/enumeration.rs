//! Enums: they stay, and learn to come from an integer that may be anything.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};
use ringfence_syntax::model::Enum;
use syn::Item;

use super::{Context, allow_for_types};

/// The enum and its conversions.
pub(super) fn expand(context: &Context<'_>, enumeration: &Enum) -> TokenStream {
    let Context { private, .. } = context;
    let Enum { name, item, .. } = enumeration;
    let derives = derives(context, enumeration);
    let allow = allow_for_types();
    let repr = Ident::new(enumeration.carrier.primitive(), Span::call_site());
    let from = enumeration.variants.iter().map(|variant| {
        let (value, variant) = (Literal::i128_unsuffixed(variant.value), &variant.name);
        quote!(#value => ::core::option::Option::Some(Self::#variant))
    });
    let to = enumeration.variants.iter().map(|variant| {
        let (value, variant) = (Literal::i128_unsuffixed(variant.value), &variant.name);
        quote!(Self::#variant => #value)
    });
    quote! {
        #derives
        #allow
        #item
        #[allow(unreachable_patterns, deprecated, reason = "every value may be a variant")]
        impl #private::GuestEnum for #name {
            type Repr = #repr;
            #[inline]
            fn from_repr(repr: #repr) -> ::core::option::Option<Self> {
                match repr {
                    #(#from,)*
                    _ => ::core::option::Option::None,
                }
            }
            #[inline]
            fn to_repr(self) -> #repr {
                match self {
                    #(#to,)*
                }
            }
        }
    }
}

/// An enum is a value, so it must be `Copy`; what the user has not derived is derived here.
fn derives(context: &Context<'_>, enumeration: &Enum) -> Option<TokenStream> {
    let derived = derived(enumeration);
    let has =
        |name: &str| derived.iter().any(|known| known == name) || is_implemented(context, enumeration, name);
    let missing: Vec<_> = [("Clone", quote!(::core::clone::Clone)), ("Copy", quote!(::core::marker::Copy))]
        .into_iter()
        .filter_map(|(name, path)| (!has(name)).then_some(path))
        .collect();
    (!missing.is_empty()).then(|| quote!(#[derive(#(#missing),*)]))
}

/// Last names of the paths in `#[derive(…)]`.
fn derived(enumeration: &Enum) -> Vec<String> {
    let mut names = Vec::new();
    for attribute in enumeration.item.attrs.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        // What cannot be parsed here is an error of the derive itself.
        let _ = attribute.parse_nested_meta(|meta| {
            names.extend(meta.path.segments.last().map(|segment| segment.ident.to_string()));
            Ok(())
        });
    }
    names
}

/// Whether the module has `impl Name for Enum`.
fn is_implemented(context: &Context<'_>, enumeration: &Enum, name: &str) -> bool {
    context.interface.passed.iter().any(|item| match item {
        Item::Impl(item) => {
            let of_trait = item.trait_.as_ref().and_then(|(_, path, _)| path.segments.last());
            of_trait.is_some_and(|segment| segment.ident == name)
                && enumeration.name == item.self_ty.to_token_stream().to_string()
        }
        _ => false,
    })
}
