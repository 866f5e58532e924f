//! The arithmetic of a contract.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use ringfence_syntax::contract::{Condition, Expression, Input, Operator, Outcome, Passing, Range, Value};

use super::Method;

/// Which of two values a name means: what goes in, or what came out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Before,
    After,
}

impl Method<'_> {
    /// The number that an expression means.
    pub(super) fn number(&self, expression: &Expression, moment: Moment) -> TokenStream {
        let private = &self.context.private;
        match expression {
            Expression::Number(number) => {
                // Without a suffix the compiler takes `i32`, and cuts off what does not fit.
                let number = match i32::try_from(*number) {
                    Ok(number) => Literal::i32_unsuffixed(number),
                    Err(_) => Literal::i128_suffixed(*number),
                };
                quote!(#private::contract::Number::of(#number))
            }
            Expression::Value(value) => self.value(value, moment),
            Expression::Binary(operator, left, right) => {
                let (left, right) = (self.operand(left, moment), self.operand(right, moment));
                match operator {
                    Operator::Add => quote!(#left + #right),
                    Operator::Subtract => quote!(#left - #right),
                    Operator::Multiply => quote!(#left * #right),
                    Operator::Divide => quote!(#left / #right),
                    Operator::Remainder => quote!(#left % #right),
                    Operator::Shift => quote!(#left << #right),
                    Operator::Minimum => quote!(#left.min(#right)),
                    Operator::Maximum => quote!(#left.max(#right)),
                }
            }
        }
    }

    fn operand(&self, expression: &Expression, moment: Moment) -> TokenStream {
        let number = self.number(expression, moment);
        match expression {
            Expression::Binary(..) => quote!((#number)),
            _ => number,
        }
    }

    fn value(&self, value: &Value, moment: Moment) -> TokenStream {
        let private = &self.context.private;
        let Some((index, passing)) = self.passing(value) else { return self.result_number() };
        let name = self.name(index);
        let before = self.variable(index, "before");
        let after = self.variable(index, "after");
        match passing {
            Passing::Length(_) | Passing::Constant(_) => quote!(#before),
            Passing::Changed { .. } if moment == Moment::After => {
                quote!(#private::contract::Number::of(#after))
            }
            Passing::Changed { input: Input::Length(_), .. } => quote!(#before),
            _ => quote!(#private::contract::Number::of(#name)),
        }
    }

    fn result_number(&self) -> TokenStream {
        let private = &self.context.private;
        let result = self.local("result_after");
        match self.contract.outcome {
            Outcome::Status { .. } => quote!(#result),
            _ => quote!(#private::contract::Number::of(#result)),
        }
    }

    /// The first and the last number of a range.
    pub(super) fn ends(&self, range: &Range, moment: Moment) -> [TokenStream; 2] {
        let private = &self.context.private;
        let low = match &range.low {
            Some(low) => self.number(low, moment),
            None => quote!(#private::contract::Number::LOWEST),
        };
        let high = match &range.high {
            Some(high) if range.is_inclusive => self.number(high, moment),
            Some(high) => {
                let high = self.operand(high, moment);
                quote!(#high - #private::contract::Number::of(1))
            }
            None => quote!(#private::contract::Number::HIGHEST),
        };
        [low, high]
    }

    /// Whether a relation holds.
    pub(super) fn truth(&self, condition: &Condition, moment: Moment) -> TokenStream {
        match condition {
            Condition::Comparison(comparison, left, right) => {
                let (left, right) = (self.operand(left, moment), self.number(right, moment));
                let method = Ident::new(comparison.method(), Span::call_site());
                quote!(#left.#method(#right))
            }
            Condition::And(left, right) => {
                let (left, right) = (self.truth(left, moment), self.truth(right, moment));
                quote!(#left.and(#right))
            }
            Condition::Or(left, right) => {
                let (left, right) = (self.truth(left, moment), self.truth(right, moment));
                quote!(#left.or(#right))
            }
        }
    }
}
