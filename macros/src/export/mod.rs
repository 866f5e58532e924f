//! `#[ringfence::export]` inside the fence: the item as it is, and beside it what the host calls.

mod function;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use ringfence_syntax::Report;
use ringfence_syntax::export::{self, Export};
use syn::{DeriveInput, Field, Item, parse_quote};

/// Expands the attribute, or says everything that is wrong beside the item as it is.
pub(crate) fn item(arguments: TokenStream, tokens: TokenStream) -> TokenStream {
    let mut report = Report::default();
    let root = export::arguments(arguments, &mut report);
    let root = root.map_or_else(|| quote!(::ringfence), ToTokens::into_token_stream);
    let item = match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => item,
        Err(error) => {
            report.add_syntax(error);
            let errors = report.into_problems().to_compile_errors();
            return quote!(#errors #tokens);
        }
    };
    let found = Export::read(&item, &mut report);
    let problems = report.into_problems();
    match found {
        Some(found) if problems.is_empty() => expand(&found, item, &root),
        _ => {
            let errors = problems.to_compile_errors();
            quote!(#errors #item)
        }
    }
}

fn expand(found: &Export, mut item: Item, root: &TokenStream) -> TokenStream {
    match (found, &mut item) {
        (Export::Function(function), _) => {
            let called = function::expand(function, root);
            quote!(#item #called)
        }
        (Export::Structure(structure), Item::Struct(declared)) => {
            encoded(&mut declared.attrs, root);
            for (field, known) in declared.fields.iter_mut().zip(&structure.fields) {
                if known.shape.is_bulk() {
                    beside(field, root);
                }
            }
            let name = &structure.name;
            quote!(#item impl #root::Passed for #name {})
        }
        (Export::Enumeration(enumeration), Item::Enum(declared)) => {
            encoded(&mut declared.attrs, root);
            let name = &enumeration.name;
            quote! {
                #item
                impl #root::Passed for #name {}
                impl #root::Returned for #name {}
            }
        }
        _ => item.into_token_stream(),
    }
}

/// Derives the encoding, unless the user does.
fn encoded(attributes: &mut Vec<syn::Attribute>, root: &TokenStream) {
    let path = quote!(#root::__private::serde);
    for name in ["Serialize", "Deserialize"] {
        if !export::derives(attributes, name) {
            let derive = syn::Ident::new(name, proc_macro2::Span::call_site());
            attributes.push(parse_quote!(#[derive(#path::#derive)]));
        }
    }
    let path = path.to_string().replace(' ', "");
    attributes.push(parse_quote!(#[serde(crate = #path)]));
}

/// Lets the bytes of a field cross beside the encoded struct.
fn beside(field: &mut Field, root: &TokenStream) {
    let path = quote!(#root::__private::bulk).to_string().replace(' ', "");
    field.attrs.push(parse_quote!(#[serde(with = #path)]));
}

/// `#[derive(Verify)]` inside the fence: says that there are rules. The attribute and the host read them.
pub(crate) fn verify(item: TokenStream) -> TokenStream {
    let Ok(input) = syn::parse2::<DeriveInput>(item) else { return TokenStream::new() };
    let mut root = quote!(::ringfence);
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("verify")) {
        // What else is there is none of our business here.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("crate") {
                root = meta.value()?.call(syn::Path::parse_mod_style)?.into_token_stream();
            }
            Ok(())
        });
    }
    let name = &input.ident;
    match input.generics.params.is_empty() {
        true => quote! {
            #[automatically_derived]
            impl #root::Returned for #name {}
        },
        false => TokenStream::new(),
    }
}
