//! Relations between the fields of a type: comparisons of whole numbers, joined by `&&`, `||` and `!`.

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{BinOp, Expr, Lit, Path, Type, UnOp};

use super::{Field, Rule};
use crate::comparison::Comparison;
use crate::messages;
use crate::report::Report;

/// What must hold between fields.
#[derive(Debug)]
pub enum Relation {
    /// Something to calculate, with its text.
    Condition(Condition, Box<Expr>),
    /// A function that takes the finished value by reference and tells.
    Function(Path),
}

/// Something that is true or not.
#[derive(Debug)]
pub enum Condition {
    /// Two numbers compared.
    Compared(Comparison, Number, Number),
    /// The field with this index, a `bool`.
    Flag(usize),
    /// Both.
    And(Box<Condition>, Box<Condition>),
    /// At least one.
    Or(Box<Condition>, Box<Condition>),
    /// The opposite.
    Not(Box<Condition>),
}

/// A whole number.
#[derive(Debug)]
pub enum Number {
    /// A literal.
    Literal(i128),
    /// The field with this index.
    Field(usize),
    /// A constant of the user.
    Constant(Path),
    /// Two numbers made into one.
    Binary(Operator, Box<Number>, Box<Number>),
}

/// How two numbers become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `%`.
    Remainder,
    /// `<<`.
    Shift,
}

/// Reads all relations of a type.
pub(super) fn read(tokens: &[Expr], fields: &[Field], report: &mut Report) -> Vec<Relation> {
    tokens.iter().filter_map(|tokens| Reader { fields, report }.relation(tokens)).collect()
}

struct Reader<'a, 'r> {
    fields: &'a [Field],
    report: &'r mut Report,
}

impl Reader<'_, '_> {
    fn relation(&mut self, tokens: &Expr) -> Option<Relation> {
        match tokens {
            Expr::Path(path) if path.qself.is_none() && self.field(&path.path).is_none() => {
                Some(Relation::Function(path.path.clone()))
            }
            _ => Some(Relation::Condition(self.condition(tokens)?, Box::new(tokens.clone()))),
        }
    }

    fn condition(&mut self, tokens: &Expr) -> Option<Condition> {
        match tokens {
            Expr::Paren(inner) => self.condition(&inner.expr),
            Expr::Group(inner) => self.condition(&inner.expr),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
                Some(Condition::Not(Box::new(self.condition(&unary.expr)?)))
            }
            Expr::Path(path) => match self.field(&path.path) {
                Some(index) if self.is_flag(index) => Some(Condition::Flag(index)),
                _ => self.refuse(tokens),
            },
            Expr::Binary(binary) => match (&binary.op, Comparison::of(&binary.op)) {
                (BinOp::And(_) | BinOp::Or(_), _) => {
                    // Both sides are read before either's mistakes count.
                    let (left, right) = (self.condition(&binary.left), self.condition(&binary.right));
                    let (left, right) = (Box::new(left?), Box::new(right?));
                    Some(match binary.op {
                        BinOp::And(_) => Condition::And(left, right),
                        _ => Condition::Or(left, right),
                    })
                }
                (_, Some(comparison)) => {
                    let (left, right) = (self.number(&binary.left), self.number(&binary.right));
                    Some(Condition::Compared(comparison, left?, right?))
                }
                _ => self.refuse(tokens),
            },
            _ => self.refuse(tokens),
        }
    }

    fn number(&mut self, tokens: &Expr) -> Option<Number> {
        match tokens {
            Expr::Paren(inner) => self.number(&inner.expr),
            Expr::Group(inner) => self.number(&inner.expr),
            Expr::Lit(literal) => match &literal.lit {
                Lit::Int(number) => match number.base10_parse() {
                    Ok(number) => Some(Number::Literal(number)),
                    Err(_) => self.refuse(tokens),
                },
                _ => self.refuse(tokens),
            },
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
                let number = Box::new(self.number(&unary.expr)?);
                Some(Number::Binary(Operator::Subtract, Box::new(Number::Literal(0)), number))
            }
            Expr::Path(path) if path.qself.is_none() => Some(match self.field(&path.path) {
                Some(index) => Number::Field(index),
                None => Number::Constant(path.path.clone()),
            }),
            Expr::Binary(binary) => match operator(&binary.op) {
                Some(operator) => {
                    let (left, right) = (self.number(&binary.left), self.number(&binary.right));
                    Some(Number::Binary(operator, Box::new(left?), Box::new(right?)))
                }
                None => self.refuse(&binary.op),
            },
            _ => self.refuse(tokens),
        }
    }

    /// The index of the field that a path names.
    fn field(&self, path: &Path) -> Option<usize> {
        let name = path.get_ident()?;
        self.fields
            .iter()
            .position(|field| field.name.as_ref().is_some_and(|known| known.unraw() == name.unraw()))
    }

    /// A macro sees no types, only how they are written.
    fn is_flag(&self, index: usize) -> bool {
        let field = self.fields.get(index);
        field.is_some_and(|field| {
            !matches!(field.rule, Rule::Pointer)
                && matches!(&field.kind, Type::Path(path) if path.path.is_ident("bool"))
        })
    }

    fn refuse<T>(&mut self, tokens: &dyn ToTokens) -> Option<T> {
        self.report.add(tokens, &messages::DERIVE_RELATION, &[]);
        None
    }
}

fn operator(operator: &BinOp) -> Option<Operator> {
    match operator {
        BinOp::Add(_) => Some(Operator::Add),
        BinOp::Sub(_) => Some(Operator::Subtract),
        BinOp::Mul(_) => Some(Operator::Multiply),
        BinOp::Div(_) => Some(Operator::Divide),
        BinOp::Rem(_) => Some(Operator::Remainder),
        BinOp::Shl(_) => Some(Operator::Shift),
        _ => None,
    }
}
