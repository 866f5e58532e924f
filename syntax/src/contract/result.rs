//! What is said about the function as a whole: its result, and relations between values.

use quote::ToTokens as _;
use syn::{Attribute, Expr, ExprRange, Meta, RangeLimits};

use super::parameter::{is_always_valid, name_of};
use super::parts::Parts;
use super::rule::{OF_CELL, OF_ITEMS};
use super::words::text_of;
use super::{Cell, Expression, Outcome, Range, Reader, Requirement, Rule, cell};
use crate::messages;
use crate::model::{Type, Typed};

impl Reader<'_, '_, '_> {
    /// What the result means, and the relations.
    pub(super) fn outcome(&mut self) -> (Option<Outcome>, Vec<Requirement>) {
        let mut about = Vec::new();
        let mut requirements = Vec::new();
        for attribute in self.source.attributes {
            match name_of(attribute).as_str() {
                "require" => requirements.extend(self.requirement(attribute)),
                _ => about.push(attribute),
            }
        }
        let outcome = match (about.as_slice(), self.source.result) {
            ([_, second, ..], _) => {
                let values = [("name", "result")];
                self.refuse(&second.path(), &messages::CONTRACT_TWICE, &values)
            }
            ([attribute], None) => {
                let values = [("attribute", &*name_of(attribute)), ("name", &self.source.name.to_string())];
                self.refuse(&attribute.path(), &messages::CONTRACT_NO_RESULT, &values)
            }
            ([], None) => Some(Outcome::Void),
            ([], Some(result)) => self.unsaid(result),
            ([attribute], Some(result)) => {
                self.current = attribute.path().to_token_stream();
                match name_of(attribute).as_str() {
                    "status" => self.status(attribute, result),
                    _ => self.returns(attribute, result),
                }
            }
        };
        (outcome, requirements)
    }

    fn requirement(&mut self, attribute: &Attribute) -> Option<Requirement> {
        let Meta::List(list) = &attribute.meta else {
            return self.refuse(&attribute.path(), &messages::CONTRACT_CONDITION, &[]);
        };
        let tokens = match list.parse_args::<Expr>() {
            Ok(tokens) => tokens,
            Err(error) => {
                self.report.add_syntax(error);
                return None;
            }
        };
        let condition = self.condition(&tokens)?;
        Some(Requirement { condition, text: text_of(&tokens), is_after: false })
    }

    /// A number about which nothing is said may still be the length of an output.
    fn unsaid(&mut self, result: &Typed) -> Option<Outcome> {
        match cell(&result.kind) {
            Some(cell) => Some(Outcome::Value { cell, rule: Rule::Measured, is_length: false }),
            None => {
                let name = self.source.name.to_string();
                self.refuse(&result.tokens, &messages::CONTRACT_RESULT, &[("name", &name)])
            }
        }
    }

    fn status(&mut self, attribute: &Attribute, result: &Typed) -> Option<Outcome> {
        let mut parts = self.parts(attribute, &["ok", "nonzero", "message"])?;
        match cell(&result.kind) {
            Some(cell) if !matches!(cell, Cell::Scalar(kind) if is_floating(kind)) => {}
            _ => return self.refuse(&attribute.path(), &messages::CONTRACT_STATUS_TYPE, &[]),
        }
        let message = self.name(&mut parts, "message");
        let is_nonzero = self.flag(&mut parts, "nonzero");
        let ok = match (self.value(&mut parts, "ok"), is_nonzero) {
            // The signature does not depend on what success is.
            (Some((_, ok)), false) => self.success(&ok),
            (None, true) => None,
            _ => {
                self.report.add(&attribute.path(), &messages::CONTRACT_STATUS, &[]);
                None
            }
        };
        Some(Outcome::Status { ok, message })
    }

    /// The numbers that mean success; known while compiling.
    fn success(&mut self, tokens: &Expr) -> Option<Range> {
        let (low, high, is_inclusive) = match tokens {
            Expr::Range(ExprRange { start, end, limits, .. }) => {
                (start.as_deref(), end.as_deref(), matches!(limits, RangeLimits::Closed(_)))
            }
            number => (Some(number), Some(number), true),
        };
        let mut known = |end: Option<&Expr>| -> Option<Option<Expression>> {
            let Some(end) = end else { return Some(None) };
            match self.expression(end)?.known() {
                Some(number) => Some(Some(Expression::Number(number))),
                None => self.refuse(end, &messages::CONTRACT_STATUS_NUMBER, &[]),
            }
        };
        let range = Range { low: known(low)?, high: known(high)?, is_inclusive, text: text_of(tokens) };
        Some(range)
    }

    fn returns(&mut self, attribute: &Attribute, result: &Typed) -> Option<Outcome> {
        match &result.kind {
            Type::Pointer { target, .. } => self.returned_pointer(attribute, target),
            kind => match cell(kind) {
                Some(cell) => self.returned_value(attribute, cell),
                None => self.refuse(
                    &result.tokens,
                    &messages::CONTRACT_RESULT,
                    &[("name", &self.source.name.to_string())],
                ),
            },
        }
    }

    fn returned_value(&mut self, attribute: &Attribute, cell: Cell) -> Option<Outcome> {
        let mut parts = self.parts(attribute, &OF_CELL)?;
        let rule = self.cell_rule(&mut parts, &cell);
        if matches!(rule, Rule::Valid) && is_always_valid(&cell) {
            let values = [("kind", &*super::rule::kind_name(&cell))];
            self.report.add(&attribute.path(), &messages::CONTRACT_ALWAYS_VALID, &values);
        }
        Some(Outcome::Value { cell, rule, is_length: false })
    }

    fn returned_pointer(&mut self, attribute: &Attribute, target: &Type) -> Option<Outcome> {
        let known: Vec<_> = OF_ITEMS
            .into_iter()
            .chain(["len", "c_str", "owned", "free", "null", "message", "handle", "state"])
            .collect();
        let mut parts: Parts = self.parts(attribute, &known)?;
        let message = self.name(&mut parts, "message");
        if self.flag(&mut parts, "handle") {
            let is_nullable = self.null(&mut parts)?;
            self.nothing_left(parts, &["handle", "null", "message"])?;
            return Some(Outcome::Handle { is_nullable, message });
        }
        if let Some(creation) = self.creation(&mut parts, target)? {
            self.nothing_left(parts, &["state", "message"])?;
            return Some(Outcome::Created(creation, message));
        }
        let handed = self.handed(&mut parts, target, attribute)?;
        self.nothing_left(parts, &known)?;
        Some(Outcome::Handed(handed, message))
    }
}

fn is_floating(kind: crate::scalars::Kind) -> bool {
    matches!(kind, crate::scalars::Kind::F32 | crate::scalars::Kind::F64)
}
