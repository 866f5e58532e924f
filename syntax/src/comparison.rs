//! How two numbers compare, in contracts and in relations between fields.

use syn::BinOp;

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    Greater,
    /// `>=`.
    AtLeast,
    /// `==`.
    Equal,
    /// `!=`.
    Different,
}

impl Comparison {
    /// The comparison that an operator stands for.
    pub(crate) fn of(operator: &BinOp) -> Option<Self> {
        match operator {
            BinOp::Lt(_) => Some(Self::Less),
            BinOp::Le(_) => Some(Self::AtMost),
            BinOp::Gt(_) => Some(Self::Greater),
            BinOp::Ge(_) => Some(Self::AtLeast),
            BinOp::Eq(_) => Some(Self::Equal),
            BinOp::Ne(_) => Some(Self::Different),
            _ => None,
        }
    }

    /// The method of the runtime's numbers that compares them in this way.
    pub fn method(self) -> &'static str {
        match self {
            Self::Less => "less",
            Self::AtMost => "at_most",
            Self::Greater => "greater",
            Self::AtLeast => "at_least",
            Self::Equal => "equal",
            Self::Different => "different",
        }
    }
}
