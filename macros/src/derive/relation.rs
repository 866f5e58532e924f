//! Relations: arithmetic that cannot overflow, on the finished value.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use ringfence_syntax::derive::{Condition, Number, Operator, Relation};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::{Expansion, finished};

/// The check of one relation.
pub(super) fn expand(expansion: &Expansion<'_>, relation: &Relation) -> TokenStream {
    let Expansion { root, private, verifier, .. } = expansion;
    let value = verifier.name.unraw().to_string();
    let finished = finished();
    let (place, text, holds) = match relation {
        Relation::Function(path) => {
            (path.span(), quote!(::core::stringify!(#path)), quote_spanned!(path.span()=> #path(&#finished)))
        }
        Relation::Condition(condition, text) => {
            let at = Span::call_site().located_at(text.span());
            let condition = Writer { expansion, at }.condition(condition);
            (text.span(), quote!(::core::stringify!(#text)), quote!(#condition.holds()))
        }
    };
    let site = quote_spanned! {place=>
        #root::__site!("validator", ::core::concat!("relation ", #text), "value" = #value)
    };
    quote!(#private::derived::related(#holds, #site)?;)
}

/// Writes a relation; what the compiler has to say about it, it says at its first token.
struct Writer<'a> {
    expansion: &'a Expansion<'a>,
    at: Span,
}

impl Writer<'_> {
    fn condition(&self, found: &Condition) -> TokenStream {
        let (private, at) = (&self.expansion.private, self.at);
        match found {
            Condition::Flag(index) => {
                let field = self.field(*index);
                quote_spanned!(at=> #private::derived::Truth::of(#field))
            }
            Condition::And(left, right) => {
                let (left, right) = (self.condition(left), self.condition(right));
                quote_spanned!(at=> #left.and(#right))
            }
            Condition::Or(left, right) => {
                let (left, right) = (self.condition(left), self.condition(right));
                quote_spanned!(at=> #left.or(#right))
            }
            Condition::Not(opposite) => {
                let opposite = self.condition(opposite);
                quote_spanned!(at=> #opposite.not())
            }
            Condition::Compared(comparison, left, right) => {
                let method = Ident::new(comparison.method(), at);
                let (left, right) = (self.number(left), self.number(right));
                quote_spanned!(at=> #left.#method(#right))
            }
        }
    }

    fn number(&self, found: &Number) -> TokenStream {
        let private = &self.expansion.private;
        let of = |value: TokenStream| quote_spanned!(self.at=> #private::derived::Number::of(#value));
        match found {
            Number::Literal(number) => of(Literal::i128_suffixed(*number).into_token_stream()),
            Number::Field(index) => of(self.field(*index)),
            Number::Constant(path) => of(path.to_token_stream()),
            Number::Binary(operator, left, right) => {
                let method = Ident::new(operator_method(*operator), self.at);
                let (left, right) = (self.number(left), self.number(right));
                quote_spanned!(self.at=> #left.#method(#right))
            }
        }
    }

    /// A field of the finished value.
    fn field(&self, index: usize) -> TokenStream {
        let mut finished = finished();
        finished.set_span(finished.span().located_at(self.at));
        let name = self.expansion.verifier.fields.get(index).and_then(|field| field.name.as_ref());
        match name {
            Some(name) => quote_spanned!(self.at=> #finished.#name),
            None => quote_spanned!(self.at=> #finished.0),
        }
    }
}

fn operator_method(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "plus",
        Operator::Subtract => "minus",
        Operator::Multiply => "times",
        Operator::Divide => "divided_by",
        Operator::Remainder => "modulo",
        Operator::Shift => "shifted_by",
    }
}
