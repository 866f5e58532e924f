//! The body of a method, in the order of its steps.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use ringfence_syntax::contract::Outcome;

use super::Method;

impl Method<'_> {
    /// From the arguments to the outputs.
    ///
    /// A handle that the call changes is taken first, so that it ends whatever fails. What the library hands out is noted as soon as the status says that there is something, and before
    /// anything is looked at that could be wrong: it is freed in every case.
    pub(super) fn body(&self) -> TokenStream {
        let private = &self.context.private;
        let index = Literal::usize_unsuffixed(self.index);
        let (scope, call) = (self.local("scope"), self.local("call"));
        let ready = quote!(#private::contract::ready(#scope, #call););
        let ready = if self.contract.keeps { TokenStream::new() } else { ready };
        let is_used = !self.contract.keeps || self.frees() || self.ends_on_failure();
        let call = if is_used { quote!(#call) } else { quote!(_) };
        let steps = [
            self.taken(),
            self.numbers_before(),
            self.memory(),
            ready,
            self.call(),
            self.handed_out(),
            self.result_value(),
            self.nulls(),
            self.changed(),
            self.relations(true),
            self.copies(),
            self.put_back(),
            self.changed_handles(),
        ];
        let result = self.result_expression();
        quote! {
            #private::contract::run(self, #index, |#scope, #call| {
                #(#steps)*
                ::core::result::Result::Ok(#result)
            })
        }
    }

    fn frees(&self) -> bool {
        self.contract.handed().any(|handed| handed.free.is_some())
    }

    /// Whether an expression names the result.
    pub(super) fn uses_result(&self) -> bool {
        matches!(self.contract.outcome, Outcome::Status { .. }) && self.contract.mentions_result()
    }
}
