//! What comes out.

use proc_macro2::TokenStream;
use quote::quote;
use ringfence_syntax::contract::{Content, Expression, Handed, HandedContent, Outcome, Passing, Rule, Text};
use ringfence_syntax::model::Type;

use super::super::types;
use super::Method;
use super::number::Moment;

impl Method<'_> {
    /// The type of the pointer behind an out-pointer, as memory holds it.
    pub(super) fn target(&self, index: usize) -> TokenStream {
        match self.function.parameters.get(index).map(|parameter| &parameter.typed.kind) {
            Some(Type::Pointer { target, .. }) => types::in_memory(self.context, target),
            _ => TokenStream::new(),
        }
    }

    /// Takes note of what the library hands out, before anything else can fail.
    pub(super) fn handed_out(&self) -> TokenStream {
        let scope = self.local("scope");
        let parameters = self.passings().filter_map(|(index, passing)| {
            let (after, argument) = (self.variable(index, "after"), self.variable(index, "argument"));
            let read = quote!(#scope.read(#argument)?);
            let noted = match passing {
                Passing::Handed(handed) => self.noted(&quote!(#after), handed),
                Passing::Created(creation) => {
                    self.created(&self.variable(index, "created"), &after, creation)
                }
                _ => return None,
            };
            Some(quote!(let #after = #read; #noted))
        });
        let result = match &self.contract.outcome {
            Outcome::Handed(handed, _) => {
                let (result, after) = (self.local("result"), self.local("result_after"));
                let noted = self.noted(&quote!(#after), handed);
                quote!(let #after = #result; #noted)
            }
            _ => TokenStream::new(),
        };
        let created = self.created_result();
        quote!(#created #result #(#parameters)*)
    }

    fn noted(&self, pointer: &TokenStream, handed: &Handed) -> TokenStream {
        let private = &self.context.private;
        let (scope, call) = (self.local("scope"), self.local("call"));
        match handed.free.as_ref().and_then(|free| super::outcome::free(self.context, free)) {
            Some(free) => quote!(#private::contract::handed(#scope, #call, #pointer, #free);),
            None => TokenStream::new(),
        }
    }

    /// Null where the contract does not allow it.
    pub(super) fn nulls(&self) -> TokenStream {
        let private = &self.context.private;
        let null = quote!(#private::contract::refused(
            ::core::option::Option::None,
            ::core::option::Option::None
        ));
        let parameters = self.passings().filter_map(|(index, passing)| {
            let after = self.variable(index, "after");
            let next = match passing {
                Passing::Handed(Handed { is_nullable: false, .. }) => TokenStream::new(),
                Passing::Created(_) => {
                    let (output, created) = (self.variable(index, "output"), self.variable(index, "created"));
                    quote!(let #output = #created?;)
                }
                _ => return None,
            };
            Some(quote! {
                if #after.is_null() {
                    return ::core::result::Result::Err(#null);
                }
                #next
            })
        });
        quote!(#(#parameters)*)
    }

    /// Values that the function changed, each read once.
    pub(super) fn changed(&self) -> TokenStream {
        let scope = self.local("scope");
        let lets = self.contract.read_back.iter().filter_map(|&index| {
            let Passing::Changed { cell, rule, .. } = self.contract.parameters.get(index)? else {
                return None;
            };
            let (after, argument) = (self.variable(index, "after"), self.variable(index, "argument"));
            let read = quote!(#scope.read(#argument)?);
            let name = self.name(index).to_string();
            let capacity = self.capacity_of(Some(index));
            let value = self.leave_cell(&name, &read, cell, rule, capacity, Moment::After);
            Some(quote!(let #after = #value;))
        });
        quote!(#(#lets)*)
    }

    /// The room of the buffer whose length a value is.
    pub(super) fn capacity_of(&self, measured: Option<usize>) -> Option<TokenStream> {
        self.contract.parameters.iter().find_map(|passing| match passing {
            Passing::Room { capacity, written: Some(Expression::Value(value)), .. }
                if value.parameter == measured =>
            {
                Some(self.number(capacity, Moment::Before))
            }
            _ => None,
        })
    }

    /// Slices and strings, copied out.
    pub(super) fn copies(&self) -> TokenStream {
        let lets = self.passings().filter_map(|(index, passing)| {
            let output = self.variable(index, "output");
            let name = self.name(index).to_string();
            let value = match passing {
                Passing::Room { capacity, written, content } => {
                    self.room(index, &name, capacity, written.as_ref(), content)
                }
                Passing::ChangedSlice { rule, .. } => {
                    let (scope, argument) = (self.local("scope"), self.variable(index, "argument"));
                    self.leave_items(&name, &quote!(#scope.read_slice(#argument)?), rule)
                }
                Passing::Handed(handed) => {
                    let after = self.variable(index, "after");
                    self.handed_content(&name, &quote!(#after), handed)
                }
                _ => return None,
            };
            Some(quote!(let #output = #value;))
        });
        let result = match &self.contract.outcome {
            Outcome::Handed(handed, _) => {
                let (after, output) = (self.local("result_after"), self.local("result_output"));
                let value = self.handed_content("result", &quote!(#after), handed);
                quote!(let #output = #value;)
            }
            _ => TokenStream::new(),
        };
        quote!(#(#lets)* #result)
    }

    fn room(
        &self,
        index: usize,
        name: &str,
        capacity: &Expression,
        written: Option<&Expression>,
        content: &Content,
    ) -> TokenStream {
        let private = &self.context.private;
        let (scope, argument) = (self.local("scope"), self.variable(index, "argument"));
        match content {
            Content::Text(text) => {
                let bound = bound(text);
                let read = quote!(#private::contract::text_in_room(#scope, #argument, #bound)?);
                self.leave_text(name, &read, text)
            }
            Content::Items(_, rule) => {
                let number = match written {
                    Some(written) => self.number(written, Moment::After),
                    None => self.number(capacity, Moment::Before),
                };
                let text = written.unwrap_or(capacity).text();
                let site = self.site(name, &format!("written = {text}"));
                let read = quote!(#private::contract::written(#scope, #argument, #number, #site)?);
                self.leave_items(name, &read, rule)
            }
        }
    }

    fn handed_content(&self, name: &str, pointer: &TokenStream, handed: &Handed) -> TokenStream {
        let private = &self.context.private;
        let scope = self.local("scope");
        let value = match &handed.content {
            HandedContent::Text(text) => {
                let bound = bound(text);
                let read = quote!(#private::contract::text_at(#scope, #pointer, #bound)?);
                self.leave_text(name, &read, text)
            }
            HandedContent::Items { length, items, rule } => {
                let number = self.number(length, Moment::After);
                let site = self.site(name, &format!("len = {}", length.text()));
                let pointer = if items.is_cast { quote!(#pointer.cast::<u8>()) } else { pointer.clone() };
                let read = quote!(#private::contract::items(#scope, #pointer, #number, #site)?);
                self.leave_items(name, &read, rule)
            }
        };
        if !handed.is_nullable {
            return value;
        }
        quote! {
            if #pointer.is_null() {
                ::core::option::Option::None
            } else {
                ::core::option::Option::Some(#value)
            }
        }
    }

    fn leave_text(&self, name: &str, tainted: &TokenStream, text: &Text) -> TokenStream {
        let private = &self.context.private;
        if text.is_utf8 {
            let site = self.site(name, "utf8");
            return quote!(#private::leave::utf8(#tainted, #site)?);
        }
        self.leave_items(name, tainted, &Rule::Inert)
    }

    /// Puts changed slices back into the caller's, once nothing can fail any more.
    pub(super) fn put_back(&self) -> TokenStream {
        let private = &self.context.private;
        let all = self.passings().filter_map(|(index, passing)| {
            let Passing::ChangedSlice { .. } = passing else { return None };
            let (name, output) = (self.name(index), self.variable(index, "output"));
            Some(quote!(#private::contract::put_back(#name, &#output)?;))
        });
        quote!(#(#all)*)
    }
}

/// The bytes among which a string must end; a buffer's own size where nothing is said.
fn bound(text: &Text) -> TokenStream {
    match text.bound {
        Some(bound) => {
            let bound = proc_macro2::Literal::u32_unsuffixed(bound);
            quote!(#bound)
        }
        None => quote!(usize::MAX),
    }
}
