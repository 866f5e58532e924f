//! Relations between numbers: comparisons joined by `&&` and `||`.

use syn::{BinOp, Expr};

use super::{Expression, Reader, Value};
use crate::comparison::Comparison;
use crate::messages;

/// Something that is true or not.
#[derive(Clone, Debug)]
pub enum Condition {
    /// Two numbers compared.
    Comparison(Comparison, Expression, Expression),
    /// Both.
    And(Box<Condition>, Box<Condition>),
    /// At least one.
    Or(Box<Condition>, Box<Condition>),
}

impl Condition {
    /// Every value in it.
    pub fn values(&self) -> Vec<&Value> {
        match self {
            Self::Comparison(_, left, right) => left.values().into_iter().chain(right.values()).collect(),
            Self::And(left, right) | Self::Or(left, right) => {
                left.values().into_iter().chain(right.values()).collect()
            }
        }
    }
}

impl Reader<'_, '_, '_> {
    /// The meaning of `tokens`, or `None` after a report.
    pub(super) fn condition(&mut self, tokens: &Expr) -> Option<Condition> {
        match tokens {
            Expr::Paren(inner) => self.condition(&inner.expr),
            Expr::Group(inner) => self.condition(&inner.expr),
            Expr::Binary(binary) => match (&binary.op, Comparison::of(&binary.op)) {
                (BinOp::And(_) | BinOp::Or(_), _) => {
                    let (left, right) = (self.condition(&binary.left), self.condition(&binary.right));
                    let (left, right) = (Box::new(left?), Box::new(right?));
                    Some(match binary.op {
                        BinOp::And(_) => Condition::And(left, right),
                        _ => Condition::Or(left, right),
                    })
                }
                (_, Some(comparison)) => {
                    let (left, right) = (self.expression(&binary.left), self.expression(&binary.right));
                    Some(Condition::Comparison(comparison, left?, right?))
                }
                _ => self.refuse(tokens, &messages::CONTRACT_CONDITION, &[]),
            },
            _ => self.refuse(tokens, &messages::CONTRACT_CONDITION, &[]),
        }
    }
}
