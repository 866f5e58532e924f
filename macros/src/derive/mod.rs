//! From a type with rules to the function that verifies it. Nothing here can fail: what could be wrong was
//! reported before.

mod relation;

#[cfg(test)]
mod tests;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use ringfence_syntax::derive::{Analysis, Field, Rule, Source, Verifier, analyse};
use syn::Lifetime;
use syn::ext::IdentExt;

/// Expands the derive, or says everything that is wrong.
pub(crate) fn verify(item: TokenStream) -> TokenStream {
    let Analysis { verifier, report } = analyse(item);
    let problems = report.into_problems();
    let errors = problems.to_compile_errors();
    match verifier {
        Some(verifier) if problems.is_empty() => Expansion::new(&verifier).whole(),
        // A type that cannot be verified still can be named: one mistake is one error.
        Some(verifier) => {
            let stub = Expansion::new(&verifier).stub();
            quote!(#errors #stub)
        }
        None => errors,
    }
}

/// The implementation for a struct of a guest, below the root of the `ringfence` crate that the host names.
pub(crate) fn of_itself(verifier: &Verifier, root: &TokenStream) -> TokenStream {
    Expansion { root: root.clone(), private: quote!(#root::__private), ..Expansion::new(verifier) }.whole()
}

struct Expansion<'a> {
    verifier: &'a Verifier,
    root: TokenStream,
    private: TokenStream,
    /// The type with its lifetime.
    target: TokenStream,
    brand: Lifetime,
}

impl<'a> Expansion<'a> {
    fn new(verifier: &'a Verifier) -> Self {
        let root =
            verifier.crate_path.as_ref().map_or_else(|| quote!(::ringfence), ToTokens::to_token_stream);
        let private = quote!(#root::__private);
        let name = &verifier.name;
        let target = match &verifier.lifetime {
            Some(lifetime) => quote!(#name<#lifetime>),
            None => quote!(#name),
        };
        let brand = verifier.lifetime.clone().unwrap_or_else(|| Lifetime::new("'id", Span::mixed_site()));
        Self { verifier, root, private, target, brand }
    }

    fn whole(&self) -> TokenStream {
        let (private, target) = (&self.private, &self.target);
        let value = value();
        let opened = self.opened();
        let fields = self.verifier.fields.iter().enumerate();
        let checks = fields.map(|(index, field)| self.check(index, field));
        let built = self.built();
        let relations = self.verifier.relations.iter().map(|relation| relation::expand(self, relation));
        let finished = finished();
        self.implementation(
            &quote! {
                #opened
                #(#checks)*
                let #finished: #target = #built;
                #(#relations)*
                ::core::result::Result::Ok(#finished)
            },
            &value,
            private,
        )
    }

    fn stub(&self) -> TokenStream {
        self.implementation(&quote!(loop {}), &format_ident!("_value"), &self.private)
    }

    fn implementation(&self, body: &TokenStream, value: &Ident, private: &TokenStream) -> TokenStream {
        let (target, brand) = (&self.target, &self.brand);
        let (generics, source) = match &self.verifier.source {
            Some(Source::Struct { path, .. }) => {
                (quote!(<#brand>), quote!(#private::TaintedStruct<#brand, #path>))
            }
            Some(Source::Value(kind)) => {
                let lifetime = self.verifier.lifetime.iter();
                (quote!(<#(#lifetime)*>), quote!(#private::Tainted<#kind>))
            }
            Some(Source::Itself) => (TokenStream::new(), quote!(#private::Tainted<#target>)),
            None => {
                let lifetime = self.verifier.lifetime.iter();
                (quote!(<#(#lifetime,)* __Value>), quote!(__Value))
            }
        };
        quote! {
            #[automatically_derived]
            impl #generics #private::FromGuest<#source> for #target {
                fn verified(#value: #source) -> ::core::result::Result<Self, #private::Fault> {
                    #body
                }
            }
        }
    }

    /// A value that came as a whole, taken apart: each part is tainted again until its rule has been applied.
    fn opened(&self) -> TokenStream {
        let Some(Source::Itself) = self.verifier.source else { return TokenStream::new() };
        let (root, private, value) = (&self.root, &self.private, value());
        let name = self.verifier.name.unraw().to_string();
        let parts = self.verifier.fields.iter().enumerate().map(|(index, field)| {
            let variable = variable(index);
            match &field.name {
                Some(name) => quote!(#name: #variable),
                None => quote!(0: #variable),
            }
        });
        quote! {
            let Self { #(#parts),* } = #private::leave::valid(
                #value,
                #root::__site!("validator", "taken apart", "value" = #name),
            )?;
        }
    }

    /// One field: out of the value, through its rule, into a variable.
    fn check(&self, index: usize, field: &Field) -> TokenStream {
        let private = &self.private;
        let (variable, kind) = (variable(index), &field.kind);
        let value = value();
        // What only the compiler sees, it tells at the rule; lints still know that this was generated.
        let at = Span::call_site().located_at(field.word.span());
        let read = match &self.verifier.source {
            Some(Source::Struct { values, .. }) => {
                let getter = &field.getter;
                quote_spanned!(at=> <_ as #values<'_>>::#getter(&#value))
            }
            Some(Source::Itself) => quote_spanned!(at=> #private::Portable::taint(#variable)),
            _ => quote_spanned!(at=> #value),
        };
        let checked = match &field.rule {
            Rule::In(range) => {
                let site = self.site(&quote!(::core::concat!("in ", ::core::stringify!(#range))), field);
                match self.verifier.source {
                    Some(Source::Itself) => {
                        quote_spanned!(at=> #private::leave::within(#read, #site, #range)?)
                    }
                    _ => quote_spanned!(at=> #private::derived::within::<_, _, #kind>(#read, #site, #range)?),
                }
            }
            Rule::Each(range) => {
                let site = self.site(&quote!(::core::concat!("each in ", ::core::stringify!(#range))), field);
                quote_spanned!(at=> #private::derived::each::<_, _, #kind>(#read, #site, #range)?)
            }
            Rule::Valid => {
                let site = self.site(&quote!("valid"), field);
                match self.verifier.source {
                    Some(Source::Itself) => quote_spanned!(at=> #private::leave::valid(#read, #site)?),
                    _ => quote_spanned!(at=> #private::derived::valid::<_, _, #kind>(#read, #site)?),
                }
            }
            Rule::With(function) => {
                let site = self.site(&quote!(::core::concat!("with ", ::core::stringify!(#function))), field);
                quote_spanned!(at=> #private::Verify::with(#read, #site, #function)?)
            }
            Rule::Inert => {
                let (root, value) = (&self.root, self.told(field));
                let site =
                    quote_spanned!(field.word.span()=> #root::__site!("inert", "bytes", "value" = #value));
                quote_spanned!(at=> #private::Inert::inert(#read, #site))
            }
            Rule::Nested => quote_spanned!(at=> <#kind as #private::FromGuest<_>>::verified(#read)?),
            Rule::Pointer => read,
        };
        quote!(let #variable: #kind = #checked;)
    }

    /// The record of a rule and its place, which is that of its word.
    fn site(&self, rule: &TokenStream, field: &Field) -> TokenStream {
        let (root, value) = (&self.root, self.told(field));
        quote_spanned!(field.word.span()=> #root::__site!("validator", #rule, "value" = #value))
    }

    /// How a field is called in records.
    fn told(&self, field: &Field) -> String {
        let name = self.verifier.name.unraw();
        match &field.name {
            Some(field) => format!("{name}.{}", field.unraw()),
            None => format!("{name}.0"),
        }
    }

    fn built(&self) -> TokenStream {
        let variables = (0..self.verifier.fields.len()).map(variable);
        let names: Vec<_> = self.verifier.fields.iter().filter_map(|field| field.name.as_ref()).collect();
        match names.is_empty() {
            true => quote!(Self(#(#variables),*)),
            false => quote!(Self { #(#names: #variables),* }),
        }
    }
}

// Names that no expression of the user can mean.

fn variable(index: usize) -> Ident {
    format_ident!("field_{index}", span = Span::mixed_site())
}

fn value() -> Ident {
    Ident::new("value", Span::mixed_site())
}

fn finished() -> Ident {
    Ident::new("finished", Span::mixed_site())
}
