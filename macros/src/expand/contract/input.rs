//! What goes in.

use proc_macro2::TokenStream;
use quote::quote;
use ringfence_syntax::contract::{Input, Length, Passing};

use super::number::Moment;
use super::{Method, cell_type, item_type};

impl Method<'_> {
    /// Lengths and constants, then what is demanded of the arguments.
    pub(super) fn numbers_before(&self) -> TokenStream {
        let lengths = self.passings().filter_map(|(index, passing)| match passing {
            Passing::Length(slices) | Passing::Changed { input: Input::Length(slices), .. } => {
                Some(self.common_length(index, slices))
            }
            _ => None,
        });
        let constants = self.contract.constants.iter().filter_map(|&index| {
            let Passing::Constant(number) = self.contract.parameters.get(index)? else { return None };
            let before = self.variable(index, "before");
            let number = self.number(number, Moment::Before);
            Some(quote!(let #before = #number;))
        });
        let checks = self.passings().filter_map(|(index, passing)| match passing {
            Passing::Slice { length: Length::Checked(length), .. }
            | Passing::ChangedSlice { length: Length::Checked(length), .. } => {
                let number = self.number(length, Moment::Before);
                Some(self.agree(index, &number, &length.text()))
            }
            _ => None,
        });
        let demands = self.relations(false);
        quote!(#(#lengths)* #(#constants)* #demands #(#checks)*)
    }

    /// The number that is the length of all of these slices.
    fn common_length(&self, number: usize, slices: &[usize]) -> TokenStream {
        let private = &self.context.private;
        let is_optional = |index: &usize| {
            matches!(self.contract.parameters.get(*index), Some(Passing::Slice { is_nullable: true, .. }))
        };
        // One that may be missing is only asked when there is no other.
        let Some(first) = slices.iter().find(|index| !is_optional(index)).or(slices.first()) else {
            return TokenStream::new();
        };
        let before = self.variable(number, "before");
        let name = self.name(*first);
        let length = if is_optional(first) {
            quote!(#name.map_or(0, |items| items.len()))
        } else {
            quote!(#name.len())
        };
        let text = self.name(number).to_string();
        let others = slices.iter().filter(|index| *index != first);
        let others = others.map(|index| self.agree(*index, &quote!(#before), &text));
        quote! {
            let #before = #private::contract::Number::of(#length);
            #(#others)*
        }
    }

    fn agree(&self, index: usize, number: &TokenStream, text: &str) -> TokenStream {
        let private = &self.context.private;
        let name = self.name(index);
        let site = self.site(&name.to_string(), &format!("len = {text}"));
        let check = |length| quote!(#private::contract::agree(#length, #number, #site)?;);
        match self.contract.parameters.get(index) {
            Some(Passing::Slice { is_nullable: true, .. }) => {
                let items = self.local("items");
                let check = check(quote!(#items.len()));
                quote!(if let ::core::option::Option::Some(#items) = #name { #check })
            }
            _ => check(quote!(#name.len())),
        }
    }

    /// The relations that are checked before or after the call.
    pub(super) fn relations(&self, is_after: bool) -> TokenStream {
        let private = &self.context.private;
        let (moment, check) =
            if is_after { (Moment::After, quote!(confirm)) } else { (Moment::Before, quote!(demand)) };
        let all = self.contract.requirements.iter().filter(|requirement| requirement.is_after == is_after);
        let checks = all.map(|requirement| {
            let truth = self.truth(&requirement.condition, moment);
            let site = self.site("", &requirement.text);
            quote!(#private::contract::#check(#truth, #site)?;)
        });
        quote!(#(#checks)*)
    }

    /// What must lie in guest memory before the call.
    pub(super) fn memory(&self) -> TokenStream {
        let lets = self.passings().filter_map(|(index, passing)| {
            let value = self.in_memory(index, passing)?;
            let variable = self.variable(index, "argument");
            Some(quote!(let #variable = #value;))
        });
        quote!(#(#lets)*)
    }

    fn in_memory(&self, index: usize, passing: &Passing) -> Option<TokenStream> {
        let private = &self.context.private;
        let scope = self.local("scope");
        let name = self.name(index);
        let contract = quote!(#private::contract);
        Some(match passing {
            Passing::Value(_) | Passing::Changed { input: Input::Caller, .. } => {
                quote!(#contract::cell(#scope, #name)?)
            }
            Passing::Changed { cell, input: Input::Zero, .. } => {
                let kind = cell_type(cell);
                quote!(#scope.alloc::<#kind>()?)
            }
            Passing::Changed { cell, input, .. } => {
                let kind = cell_type(cell);
                let before = self.variable(index, "before");
                let number = match input {
                    Input::Length(_) => quote!(#before),
                    _ => quote!(#contract::Number::of(#name)),
                };
                quote!(#contract::cell(#scope, #contract::argument::<#kind>(#number)?)?)
            }
            Passing::Slice { length: Length::Fixed(_), is_nullable: true, .. } => {
                quote!(#contract::optional_slice(#scope, #name.map(|items| items.as_slice()))?)
            }
            Passing::Slice { is_nullable: true, .. } => quote!(#contract::optional_slice(#scope, #name)?),
            Passing::Slice { .. } => quote!(#contract::slice(#scope, #name)?),
            Passing::ChangedSlice { .. } => quote!(#scope.copy_in(&*#name)?),
            Passing::Text { is_utf8, is_nullable } => {
                let copy = match (is_utf8, is_nullable) {
                    (true, true) => quote!(optional_str),
                    (true, false) => quote!(str),
                    (false, true) => quote!(optional_text),
                    (false, false) => quote!(text),
                };
                quote!(#contract::#copy(#scope, #name)?)
            }
            Passing::Room { capacity, content, .. } => {
                let number = self.number(capacity, Moment::Before);
                let item = item_type(content.items());
                let site = self.site(&name.to_string(), &format!("len = {}", capacity.text()));
                quote!(#contract::room::<_, #item>(#scope, #number, #site)?)
            }
            Passing::Handed(_) | Passing::Created(_) => {
                let target = self.target(index);
                quote!(#scope.alloc::<#target>()?)
            }
            _ => return None,
        })
    }

    /// What is passed to the explicit method.
    pub(super) fn arguments(&self) -> Vec<TokenStream> {
        let private = &self.context.private;
        let contract = quote!(#private::contract);
        let each = self.passings().map(|(index, passing)| {
            let name = self.name(index);
            let before = self.variable(index, "before");
            let argument = self.variable(index, "argument");
            let kind = self.explicit_type(index);
            match passing {
                Passing::Plain | Passing::Handle => quote!(#name),
                Passing::State(handle) => self.handle_argument(index, handle),
                Passing::Length(_) | Passing::Constant(_) => quote!(#contract::argument::<#kind>(#before)?),
                Passing::Capacity => {
                    quote!(#contract::argument::<#kind>(#contract::Number::of(#name))?)
                }
                Passing::Null => quote!(#private::GuestPtr::NULL),
                Passing::Slice { items, .. } if items.is_cast => quote!(#argument.cast()),
                Passing::Text { .. } => quote!(#argument.cast()),
                Passing::ChangedSlice { items, .. } if items.is_cast => quote!(#argument.ptr().cast()),
                Passing::Room { content, .. } if content.items().is_cast => quote!(#argument.ptr().cast()),
                Passing::ChangedSlice { .. } | Passing::Room { .. } => quote!(#argument.ptr()),
                _ => quote!(#argument),
            }
        });
        each.collect()
    }
}
