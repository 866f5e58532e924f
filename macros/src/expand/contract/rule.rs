//! The ways out of taint, each with its record.

use proc_macro2::TokenStream;
use quote::quote;
use ringfence_syntax::contract::{Cell, Rule};
use ringfence_syntax::scalars::Kind;
use syn::LitStr;

use super::Method;
use super::number::Moment;

impl Method<'_> {
    /// One value through its rule. `capacity` bounds one that is only a length.
    pub(super) fn leave_cell(
        &self,
        what: &str,
        tainted: &TokenStream,
        cell: &Cell,
        rule: &Rule,
        capacity: Option<TokenStream>,
        moment: Moment,
    ) -> TokenStream {
        let private = &self.context.private;
        let site = self.site(what, &rule.text());
        let value = self.local("value");
        match rule {
            Rule::Within(range) => {
                let [low, high] = self.ends(range, moment);
                quote!(#private::contract::within(#tainted, #site, #low, #high)?)
            }
            Rule::Floating(range) => quote!(#private::leave::within(#tainted, #site, #range)?),
            Rule::With(path) => {
                quote!(#private::leave::check(#tainted, #site, |#value| #path(*#value))?)
            }
            Rule::Released(reason) if is_released(cell) => {
                let site = self.escape(what, reason);
                quote!(#private::leave::released(#tainted, #site))
            }
            Rule::Released(reason) => {
                let site = self.escape(what, reason);
                quote!(#private::leave::valid(#tainted, #site)?)
            }
            Rule::Measured => {
                let site = self.site(what, "fits");
                let capacity = capacity.unwrap_or_else(|| quote!(#private::contract::Number::HIGHEST));
                quote!(#private::contract::measured(#tainted, #site, #capacity)?)
            }
            Rule::Valid | Rule::Inert => quote!(#private::leave::valid(#tainted, #site)?),
        }
    }

    /// Elements through their rule.
    pub(super) fn leave_items(&self, what: &str, tainted: &TokenStream, rule: &Rule) -> TokenStream {
        let private = &self.context.private;
        let site = self.site(what, &rule.text());
        let items = self.local("items");
        match rule {
            Rule::Within(range) => {
                let [low, high] = self.ends(range, Moment::After);
                quote!(#private::contract::within_all(#tainted, #site, #low, #high)?)
            }
            Rule::Floating(range) => quote!(#private::contract::within_floats(#tainted, #site, #range)?),
            Rule::With(path) => {
                quote!(#private::leave::check(#tainted, #site, |#items| #path(#items))?)
            }
            Rule::Released(reason) => {
                let site = self.escape(what, reason);
                quote!(#private::leave::released(#tainted, #site))
            }
            Rule::Inert | Rule::Measured | Rule::Valid => quote!(#private::leave::inert(#tainted, #site)),
        }
    }

    /// The record of something that is not checked.
    fn escape(&self, what: &str, reason: &LitStr) -> TokenStream {
        let root = &self.context.root;
        let function = &self.function.c_name;
        quote! {
            #root::__site!("escape", "release", "function" = #function, "value" = #what, "reason" = #reason)
        }
    }
}

/// Whether every bit pattern is a value; the others are at least checked to be one.
fn is_released(cell: &Cell) -> bool {
    !matches!(cell, Cell::Enum(_) | Cell::Scalar(Kind::Bool | Kind::Usize | Kind::Isize))
}
