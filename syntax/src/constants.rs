//! Integer constants of the module, for array lengths and enum values.

use std::collections::HashMap;

use syn::{BinOp, Expr, Item, Lit, UnOp};

use crate::attributes::is_conditional;

/// The `const` items of a module by name.
#[derive(Debug, Default)]
pub(crate) struct Constants<'a> {
    values: HashMap<String, &'a Expr>,
}

/// Constants may name constants; this many deep is more than anyone writes, and ends a circle.
const DEPTH: u32 = 32;

impl<'a> Constants<'a> {
    /// Collects the constants among `items`.
    pub(crate) fn of(items: &'a [Item]) -> Self {
        let values = items.iter().filter_map(|item| match item {
            // Which one of two conditional constants holds is not known here.
            Item::Const(constant) if constant.attrs.iter().all(|attribute| !is_conditional(attribute)) => {
                Some((constant.ident.to_string(), &*constant.expr))
            }
            _ => None,
        });
        Self { values: values.collect() }
    }

    /// The value of `expression` when it is made of integer literals and constants of the module.
    pub(crate) fn evaluate(&self, expression: &Expr) -> Option<i128> {
        self.value(expression, DEPTH)
    }

    fn value(&self, expression: &Expr, depth: u32) -> Option<i128> {
        let depth = depth.checked_sub(1)?;
        match expression {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Int(number) => number.base10_parse().ok(),
                Lit::Byte(byte) => Some(byte.value().into()),
                _ => None,
            },
            Expr::Paren(inner) => self.value(&inner.expr, depth),
            Expr::Group(inner) => self.value(&inner.expr, depth),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
                self.value(&unary.expr, depth)?.checked_neg()
            }
            Expr::Binary(binary) => {
                binary_value(&binary.op, self.value(&binary.left, depth)?, self.value(&binary.right, depth)?)
            }
            Expr::Path(path) => {
                self.value(self.values.get(&path.path.require_ident().ok()?.to_string())?, depth)
            }
            _ => None,
        }
    }
}

fn binary_value(operator: &BinOp, left: i128, right: i128) -> Option<i128> {
    match operator {
        BinOp::Add(_) => left.checked_add(right),
        BinOp::Sub(_) => left.checked_sub(right),
        BinOp::Mul(_) => left.checked_mul(right),
        BinOp::Div(_) => left.checked_div(right),
        BinOp::BitOr(_) => Some(left | right),
        BinOp::Shl(_) => left.checked_mul(1_i128 << u32::try_from(right).ok().filter(|bits| *bits < 64)?),
        _ => None,
    }
}
