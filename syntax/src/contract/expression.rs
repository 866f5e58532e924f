//! The arithmetic of contracts: whole numbers, parameters, and constants of the module.

use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::{BinOp, Expr, ExprCall, Lit, UnOp};

use super::Reader;
use crate::messages;
use crate::model::Type;
use crate::scalars::Kind;

/// A whole number that may depend on values around the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A literal or constant.
    Number(i128),
    /// A value around the call.
    Value(Value),
    /// Two numbers made into one.
    Binary(Operator, Box<Expression>, Box<Expression>),
}

/// A value around the call, by the name it was called.
#[derive(Clone, Debug)]
pub struct Value {
    /// The number of the parameter; `None` is the result of the function.
    pub parameter: Option<usize>,
    /// The name, for messages.
    pub name: Ident,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.parameter == other.parameter
    }
}

impl Eq for Value {}

/// How two numbers become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`, towards zero.
    Divide,
    /// `%`.
    Remainder,
    /// `<<`.
    Shift,
    /// `min(a, b)`.
    Minimum,
    /// `max(a, b)`.
    Maximum,
}

impl Expression {
    /// The number, when it depends on nothing. `None` also where the arithmetic fails.
    pub fn known(&self) -> Option<i128> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Value(_) => None,
            Self::Binary(operator, left, right) => operator.apply(left.known()?, right.known()?),
        }
    }

    /// Every value in it.
    pub fn values(&self) -> Vec<&Value> {
        match self {
            Self::Number(_) => Vec::new(),
            Self::Value(value) => vec![value],
            Self::Binary(_, left, right) => left.values().into_iter().chain(right.values()).collect(),
        }
    }

    /// The parameter that it is, when it is nothing but that.
    pub fn only_parameter(&self) -> Option<usize> {
        match self {
            Self::Value(value) => value.parameter,
            _ => None,
        }
    }
}

impl Operator {
    fn apply(self, left: i128, right: i128) -> Option<i128> {
        match self {
            Self::Add => left.checked_add(right),
            Self::Subtract => left.checked_sub(right),
            Self::Multiply => left.checked_mul(right),
            Self::Divide => left.checked_div(right),
            Self::Remainder => left.checked_rem(right),
            Self::Shift => {
                let bits = u32::try_from(right).ok().filter(|bits| *bits < 64)?;
                left.checked_mul(1_i128 << bits)
            }
            Self::Minimum => Some(left.min(right)),
            Self::Maximum => Some(left.max(right)),
        }
    }

    fn of(operator: &BinOp) -> Option<Self> {
        match operator {
            BinOp::Add(_) => Some(Self::Add),
            BinOp::Sub(_) => Some(Self::Subtract),
            BinOp::Mul(_) => Some(Self::Multiply),
            BinOp::Div(_) => Some(Self::Divide),
            BinOp::Rem(_) => Some(Self::Remainder),
            BinOp::Shl(_) => Some(Self::Shift),
            _ => None,
        }
    }
}

impl Reader<'_, '_, '_> {
    /// The meaning of `tokens`, or `None` after a report.
    pub(super) fn expression(&mut self, tokens: &Expr) -> Option<Expression> {
        match tokens {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Int(number) => match number.base10_parse::<i128>() {
                    Ok(number) => Some(Expression::Number(number)),
                    Err(_) => self.refuse(tokens, &messages::CONTRACT_EXPRESSION, &[]),
                },
                _ => self.refuse(tokens, &messages::CONTRACT_EXPRESSION, &[]),
            },
            Expr::Paren(inner) => self.expression(&inner.expr),
            Expr::Group(inner) => self.expression(&inner.expr),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
                let zero = Box::new(Expression::Number(0));
                Some(Expression::Binary(Operator::Subtract, zero, Box::new(self.expression(&unary.expr)?)))
            }
            Expr::Binary(binary) => match Operator::of(&binary.op) {
                Some(operator) => self.binary(operator, &binary.left, &binary.right),
                None => self.refuse(&binary.op, &messages::CONTRACT_EXPRESSION, &[]),
            },
            Expr::Call(call) => self.call(call),
            Expr::Path(path) => match path.path.get_ident() {
                Some(name) => self.named(name),
                None => self.constant(tokens),
            },
            _ => {
                self.refuse(&tokens.to_token_stream().into_iter().next(), &messages::CONTRACT_EXPRESSION, &[])
            }
        }
    }

    fn binary(&mut self, operator: Operator, left: &Expr, right: &Expr) -> Option<Expression> {
        // Both are read before either's mistakes count.
        let (left, right) = (self.expression(left), self.expression(right));
        Some(Expression::Binary(operator, Box::new(left?), Box::new(right?)))
    }

    fn call(&mut self, call: &ExprCall) -> Option<Expression> {
        let operator = match &*call.func {
            Expr::Path(path) if path.path.is_ident("min") => Operator::Minimum,
            Expr::Path(path) if path.path.is_ident("max") => Operator::Maximum,
            other => return self.refuse(other, &messages::CONTRACT_EXPRESSION, &[]),
        };
        match call.args.iter().collect::<Vec<_>>().as_slice() {
            [left, right] => self.binary(operator, left, right),
            _ => self.refuse(&call.func, &messages::CONTRACT_EXPRESSION, &[]),
        }
    }

    fn named(&mut self, name: &Ident) -> Option<Expression> {
        if let Some(index) = self.parameter(name) {
            let kind = self.source.parameters.get(index).map(|parameter| parameter.typed.kind.clone());
            let kind = kind.map(|kind| match kind {
                Type::Pointer { target, .. } => *target,
                kind => kind,
            });
            return self.number(name, Some(index), kind.as_ref());
        }
        if let Some(result) = self.source.result.filter(|_| name == "result") {
            return self.number(name, None, Some(&result.kind));
        }
        let path = Expr::Path(syn::ExprPath { attrs: Vec::new(), qself: None, path: name.clone().into() });
        if let Some(number) = self.source.constants.evaluate(&path) {
            return Some(Expression::Number(number));
        }
        let names: Vec<_> = self.source.parameters.iter().map(|known| format!("`{}`", known.name)).collect();
        let values = [("name", &*name.to_string()), ("known", &names.join(", "))];
        self.refuse(name, &messages::CONTRACT_UNKNOWN, &values)
    }

    fn number(&mut self, name: &Ident, parameter: Option<usize>, kind: Option<&Type>) -> Option<Expression> {
        let is_integer = match kind {
            Some(Type::Scalar(scalar)) => is_integer(scalar.kind),
            _ => false,
        };
        if !is_integer {
            return self.refuse(name, &messages::CONTRACT_NOT_INTEGER, &[("name", &name.to_string())]);
        }
        Some(Expression::Value(Value { parameter, name: name.clone() }))
    }

    fn constant(&mut self, tokens: &Expr) -> Option<Expression> {
        match self.source.constants.evaluate(tokens) {
            Some(number) => Some(Expression::Number(number)),
            None => self.refuse(tokens, &messages::CONTRACT_EXPRESSION, &[]),
        }
    }
}

/// Whether arithmetic is possible with it.
pub(super) fn is_integer(kind: Kind) -> bool {
    !matches!(kind, Kind::Bool | Kind::F32 | Kind::F64)
}
