//! What is demanded of a value before it leaves taint.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, ExprLit, ExprRange, Lit, RangeLimits};

use super::expression::is_integer;
use super::parts::Parts;
use super::words::text_of;
use super::{Cell, Expression, Items, Range, Reader, Rule};
use crate::messages;
use crate::scalars::Kind;

/// The arguments that say a rule about one value.
pub(super) const OF_CELL: [&str; 5] = ["in", "valid", "with", "released", "reason"];

/// The arguments that say a rule about every element.
pub(super) const OF_ITEMS: [&str; 4] = ["each", "with", "released", "reason"];

/// Shortest reason; the same as for `release!`.
const SHORTEST_REASON: usize = 12;

impl Reader<'_, '_, '_> {
    /// The rule about one value. One that is missing is [`Rule::Measured`] for now; one with a mistake is reported and
    /// [`Rule::Inert`], since the method's signature does not depend on it.
    pub(super) fn cell_rule(&mut self, parts: &mut Parts, cell: &Cell) -> Rule {
        self.read_cell_rule(parts, cell).unwrap_or_else(|| {
            parts.forget(&OF_CELL);
            Rule::Inert
        })
    }

    /// The rule about every element; bytes need none. As with one value, a mistake is reported.
    pub(super) fn items_rule(&mut self, parts: &mut Parts, items: Items, at: &dyn ToTokens) -> Rule {
        self.read_items_rule(parts, items, at).unwrap_or_else(|| {
            parts.forget(&OF_ITEMS);
            Rule::Inert
        })
    }

    fn read_cell_rule(&mut self, parts: &mut Parts, cell: &Cell) -> Option<Rule> {
        let range = match self.value(parts, "in") {
            Some((_, range)) => Some(self.range_rule(&range, cell)?),
            None => None,
        };
        let valid = self.flag(parts, "valid").then_some(Rule::Valid);
        let others = self.other_rules(parts)?;
        Some(self.only_one(range.into_iter().chain(valid).chain(others))?.unwrap_or(Rule::Measured))
    }

    fn read_items_rule(&mut self, parts: &mut Parts, items: Items, at: &dyn ToTokens) -> Option<Rule> {
        let each = match self.value(parts, "each") {
            Some((_, range)) => Some(self.range_rule(&range, &Cell::Scalar(items.kind))?),
            None => None,
        };
        let others = self.other_rules(parts)?;
        match self.only_one(each.into_iter().chain(others))? {
            Some(rule) => Some(rule),
            None if items.kind == Kind::U8 => Some(Rule::Inert),
            None => self.refuse(at, &messages::CONTRACT_NO_ITEMS_RULE, &[("name", items.kind.primitive())]),
        }
    }

    fn other_rules(&mut self, parts: &mut Parts) -> Option<Vec<Rule>> {
        let with = match self.value(parts, "with") {
            Some((_, Expr::Path(path))) => Some(Rule::With(path.path)),
            Some((_, other)) => return self.refuse(&other, &messages::CONTRACT_NAME, &[("name", "with")]),
            None => None,
        };
        let is_released = self.flag(parts, "released");
        let released = match self.value(parts, "reason") {
            Some((_, Expr::Lit(ExprLit { lit: Lit::Str(reason), .. })))
                if is_released && reason.value().len() >= SHORTEST_REASON =>
            {
                Some(Rule::Released(reason))
            }
            Some((_, other)) => return self.refuse(&other, &messages::CONTRACT_REASON, &[]),
            None if is_released => {
                let place = self.current.clone();
                return self.refuse(&place, &messages::CONTRACT_REASON, &[]);
            }
            None => None,
        };
        Some(with.into_iter().chain(released).collect())
    }

    /// Several rules about one value would leave open which of them is recorded.
    fn only_one(&mut self, rules: impl Iterator<Item = Rule>) -> Option<Option<Rule>> {
        let mut rules: Vec<_> = rules.collect();
        let last = rules.pop();
        if rules.is_empty() {
            return Some(last);
        }
        let place = self.current.clone();
        self.refuse(&place, &messages::CONTRACT_TWO_RULES, &[])
    }

    fn range_rule(&mut self, tokens: &Expr, cell: &Cell) -> Option<Rule> {
        match cell {
            Cell::Scalar(Kind::F32 | Kind::F64) => {
                self.floating(tokens).map(|range| Rule::Floating(Box::new(range)))
            }
            Cell::Scalar(kind) if is_integer(*kind) => {
                self.range(tokens, *kind).map(|range| Rule::Within(Box::new(range)))
            }
            _ => self.refuse(&first(tokens), &messages::CONTRACT_NOT_ORDERED, &[]),
        }
    }

    /// A range of whole numbers, some of which must be values of the type.
    pub(super) fn range(&mut self, tokens: &Expr, kind: Kind) -> Option<Range> {
        let Expr::Range(range) = tokens else {
            let number = self.expression(tokens)?;
            let ends = (Some(number.clone()), Some(number));
            return Some(Range { low: ends.0, high: ends.1, is_inclusive: true, text: text_of(tokens) });
        };
        let low = self.bound(range.start.as_deref(), kind)?;
        let is_inclusive = matches!(range.limits, RangeLimits::Closed(_));
        // The end of an open range is outside.
        let kind_of_end = if is_inclusive { Some(kind) } else { None };
        let high = match kind_of_end {
            Some(kind) => self.bound(range.end.as_deref(), kind)?,
            None => match range.end.as_deref() {
                Some(end) => Some(self.expression(end)?),
                None => None,
            },
        };
        let range = Range { low, high, is_inclusive, text: text_of(tokens) };
        if is_useless(&range) {
            return self.refuse(&first(tokens), &messages::CONTRACT_RANGE, &[("range", &range.text)]);
        }
        Some(range)
    }

    /// An end of a range: `Some(None)` where it is open.
    fn bound(&mut self, tokens: Option<&Expr>, kind: Kind) -> Option<Option<Expression>> {
        let Some(tokens) = tokens else { return Some(None) };
        let bound = self.expression(tokens)?;
        match bound.known() {
            Some(number) if !kind.range().contains(&number) => {
                let values = [("value", &*number.to_string()), ("kind", kind.primitive())];
                self.refuse(tokens, &messages::CONTRACT_BOUND, &values)
            }
            _ => Some(Some(bound)),
        }
    }

    /// A range between literals.
    fn floating(&mut self, tokens: &Expr) -> Option<Expr> {
        let is_number = |end: &Option<Box<Expr>>| end.as_deref().is_none_or(is_float);
        match tokens {
            Expr::Range(ExprRange { start, end, .. })
                if is_number(start) && is_number(end) && (start.is_some() || end.is_some()) =>
            {
                Some(tokens.clone())
            }
            _ => self.refuse(&first(tokens), &messages::CONTRACT_FLOAT, &[]),
        }
    }
}

/// Empty, or without any end.
fn is_useless(range: &Range) -> bool {
    let known = |end: &Option<Expression>| end.as_ref().and_then(Expression::known);
    match (known(&range.low), known(&range.high)) {
        (Some(low), Some(high)) => low > high || (low == high && !range.is_inclusive),
        _ => range.low.is_none() && range.high.is_none(),
    }
}

fn is_float(tokens: &Expr) -> bool {
    match tokens {
        Expr::Lit(literal) => matches!(literal.lit, Lit::Float(_)),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Neg(_)) && is_float(&unary.expr),
        _ => false,
    }
}

/// Where an expression begins: a range has no token of its own.
fn first(tokens: &impl ToTokens) -> Option<proc_macro2::TokenTree> {
    tokens.to_token_stream().into_iter().next()
}

/// The name of a C integer's value on the host, in messages.
pub(super) fn kind_name(cell: &Cell) -> String {
    match cell {
        Cell::Scalar(kind) => kind.primitive().to_owned(),
        Cell::Enum(name) => Ident::to_string(name),
    }
}
