//! Integer constants of the module, for array lengths and enum values.

use std::collections::HashMap;

use syn::{BinOp, Expr, Item, Lit, UnOp};

use crate::attributes::is_conditional;

/// The `const` items of a module by name.
#[derive(Debug, Default)]
pub(crate) struct Constants<'a> {
    values: HashMap<String, &'a Expr>,
}

/// Constants may name constants; this many steps are more than anyone needs, and end a circle.
const STEPS: u32 = 1000;

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
        let mut steps = STEPS;
        self.value(expression, &mut steps)
    }

    fn value(&self, expression: &Expr, steps: &mut u32) -> Option<i128> {
        *steps = steps.checked_sub(1)?;
        match expression {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Int(number) => number.base10_parse().ok(),
                Lit::Byte(byte) => Some(byte.value().into()),
                _ => None,
            },
            Expr::Paren(inner) => self.value(&inner.expr, steps),
            Expr::Group(inner) => self.value(&inner.expr, steps),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
                self.value(&unary.expr, steps)?.checked_neg()
            }
            Expr::Binary(binary) => {
                binary_value(&binary.op, self.value(&binary.left, steps)?, self.value(&binary.right, steps)?)
            }
            Expr::Path(path) => {
                self.value(self.values.get(&path.path.require_ident().ok()?.to_string())?, steps)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn evaluate(items: &str, expression: &str) -> Option<i128> {
        let file = syn::parse_file(items).unwrap();
        Constants::of(&file.items).evaluate(&syn::parse_str(expression).unwrap())
    }

    #[test]
    fn arithmetic_on_literals_and_constants_is_known() {
        for (expression, value) in [
            ("0x1F", 31),
            ("1_000u32", 1000),
            ("-(2 + 3) * 4", -20),
            ("b'a'", 97),
            ("1 << 4 | 1", 17),
            ("BOTH / 2", 3),
            ("BOTH - ONE", 5),
        ] {
            let items = "const ONE: u8 = 1; const BOTH: u8 = ONE + 5;";
            assert_eq!(evaluate(items, expression), Some(value), "{expression}");
        }
    }

    #[test]
    fn everything_else_is_unknown() {
        for expression in
            ["OTHER", "super::ONE", "f()", "1 / 0", "1 << 64", "1.5", "\"1\"", "!0", "ONE as u8"]
        {
            assert_eq!(evaluate("const ONE: u8 = 1;", expression), None, "{expression}");
        }
    }

    #[test]
    fn circles_end() {
        assert_eq!(evaluate("const A: u8 = B + B; const B: u8 = A + A;", "A"), None);
    }
}
