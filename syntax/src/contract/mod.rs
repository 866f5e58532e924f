//! Contracts: what a function's pointers, lengths and results mean, so that it can be called as safe Rust.
//!
//! `read` turns the attributes of one function into a `Contract`: `parts` reads their arguments,
//! `expression` the arithmetic, `parameter` and `result` what is said about each pointer and about the
//! result, and `order` which value is known when. `functions` and `state` come last: they look up what may be
//! declared further down, the functions that free and explain, and the states of handles.

mod condition;
mod expression;
pub(crate) mod functions;
mod order;
mod parameter;
mod parts;
mod result;
mod rule;
pub(crate) mod state;
mod words;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Attribute, LitStr, Path};

use crate::constants::Constants;
use crate::messages::Message;
use crate::model::{Parameter, Type, Typed};
use crate::report::Report;
use crate::scalars::Kind;

pub use condition::Condition;
pub use expression::{Expression, Operator, Value};
pub use state::{Creation, HandleUse, Needs, Then};

/// What is promised and demanded around a call.
#[derive(Clone, Debug)]
pub struct Contract {
    /// Whether nothing is wrong with it. Otherwise it says the method's signature and nothing else, so that a mistake
    /// in it is none of the callers'.
    pub is_sound: bool,
    /// Name of the method without the contract.
    pub raw: Ident,
    /// Name of the struct of outputs, for functions with more than one.
    pub record: Ident,
    /// How each parameter is passed, in the order of the parameters.
    pub parameters: Vec<Passing>,
    /// What the result means.
    pub outcome: Outcome,
    /// Whether the library keeps an argument, so that all of them must stay until the scope ends.
    pub keeps: bool,
    /// Relations between values.
    pub requirements: Vec<Requirement>,
    /// Parameters with a computed value, in an order in which each needs only those before it.
    pub constants: Vec<usize>,
    /// Parameters whose value is read after the call, in an order in which each needs only those before it.
    pub read_back: Vec<usize>,
}

/// How a parameter is passed.
#[derive(Clone, Debug)]
pub enum Passing {
    /// As it is: a number or an enum.
    Plain,
    /// A number that is the length of these slices.
    Length(Vec<usize>),
    /// A number that is the size of an output buffer and nothing else: `usize`, whatever C calls it.
    Capacity,
    /// A number that the contract gives.
    Constant(Expression),
    /// The null pointer.
    Null,
    /// A pointer of the scope, as it is.
    Handle,
    /// A handle whose state the compiler follows.
    State(HandleUse),
    /// A pointer to a pointer through which the library gives a new handle.
    Created(Creation),
    /// A pointer to one value, which is copied in.
    Value(Cell),
    /// A pointer to a slice, which is copied in.
    Slice {
        /// Number of elements.
        length: Length,
        /// What the elements are.
        items: Items,
        /// Whether null may be passed.
        is_nullable: bool,
    },
    /// A C string, which is copied in.
    Text {
        /// `&str` instead of `&CStr`.
        is_utf8: bool,
        /// Whether null may be passed.
        is_nullable: bool,
    },
    /// A pointer to one value that the function changes or, unless `is_input`, only writes.
    Changed {
        /// What the value is.
        cell: Cell,
        /// Whether the caller gives the first value.
        input: Input,
        /// What is demanded of the last one.
        rule: Rule,
        /// Whether it is nothing but the length of an output, which says it already.
        is_length: bool,
    },
    /// A pointer to a slice that the function changes.
    ChangedSlice {
        /// Number of elements.
        length: Length,
        /// What the elements are.
        items: Items,
        /// What is demanded of them.
        rule: Rule,
    },
    /// A pointer to room that the function fills.
    Room {
        /// Number of elements that fit.
        capacity: Expression,
        /// Number of elements that were written; all of them unless given.
        written: Option<Expression>,
        /// What was written.
        content: Content,
    },
    /// A pointer to a pointer through which the library hands out memory.
    Handed(Handed),
}

/// Where the first value of something that the function changes comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Nowhere: it is zero.
    Zero,
    /// From the caller.
    Caller,
    /// From the caller, as the size of an output buffer: `usize`, whatever C calls it.
    Capacity,
    /// It is the length of these slices.
    Length(Vec<usize>),
}

/// One value behind a pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A number or `bool`.
    Scalar(Kind),
    /// An enum of the interface.
    Enum(Ident),
}

/// Elements behind a pointer: numbers of fixed width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Items {
    /// The element on the host.
    pub kind: Kind,
    /// Whether C calls it otherwise: `void` and `char` are bytes to the host.
    pub is_cast: bool,
}

/// Number of elements of a slice that is copied in.
#[derive(Clone, Debug)]
pub enum Length {
    /// The parameter of that number is made from it.
    Gives(usize),
    /// So many, which the type says: `&[T; 16]`.
    Fixed(u32),
    /// So many, which is checked.
    Checked(Expression),
}

/// Memory that the library hands out.
#[derive(Clone, Debug)]
pub struct Handed {
    /// What lies there.
    pub content: HandedContent,
    /// The function that frees it.
    pub free: Option<Ident>,
    /// Whether null means that there is nothing, instead of a failure.
    pub is_nullable: bool,
}

/// What lies in memory that the library hands out.
#[derive(Clone, Debug)]
pub enum HandedContent {
    /// So many elements.
    Items {
        /// Number of elements.
        length: Expression,
        /// What they are.
        items: Items,
        /// What is demanded of them.
        rule: Rule,
    },
    /// A C string.
    Text(Text),
}

/// What lies in a buffer.
#[derive(Clone, Debug)]
pub enum Content {
    /// Elements.
    Items(Items, Rule),
    /// A C string.
    Text(Text),
}

/// A C string that comes out.
#[derive(Clone, Debug)]
pub struct Text {
    /// Bytes that are looked through for its end; a buffer's size unless given.
    pub bound: Option<u32>,
    /// `String` instead of `CString`.
    pub is_utf8: bool,
}

/// What is demanded of a value before it leaves taint.
#[derive(Clone, Debug)]
pub enum Rule {
    /// A whole number between two others.
    Within(Box<Range>),
    /// A floating-point number in this range.
    Floating(Box<syn::Expr>),
    /// A variant of its enum, or a `bool`.
    Valid,
    /// What this function says.
    With(Path),
    /// Nothing, for a reason.
    Released(LitStr),
    /// Nothing, since bytes are only bytes; also in place of a rule with a mistake.
    Inert,
    /// What the buffer it measures demands.
    Measured,
}

/// A range of whole numbers.
#[derive(Clone, Debug)]
pub struct Range {
    /// The first number in it.
    pub low: Option<Expression>,
    /// The last number in it, or the one after.
    pub high: Option<Expression>,
    /// Whether `high` is in it.
    pub is_inclusive: bool,
    /// As it was written.
    pub text: String,
}

/// What the result means.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// There is none.
    Void,
    /// Success or failure.
    Status {
        /// The numbers that mean success: any but zero, unless given.
        ok: Option<Range>,
        /// The function that says what went wrong.
        message: Option<Ident>,
    },
    /// A value.
    Value {
        /// What the value is.
        cell: Cell,
        /// What is demanded of it.
        rule: Rule,
        /// Whether it is nothing but the length of an output, which says it already.
        is_length: bool,
    },
    /// A pointer of the scope, as it is.
    Handle {
        /// Whether null is a pointer like any other, instead of a failure.
        is_nullable: bool,
        /// The function that says why it is null.
        message: Option<Ident>,
    },
    /// A new handle whose state the compiler follows, and the function that says why there is none.
    Created(Creation, Option<Ident>),
    /// Memory.
    Handed(Handed, Option<Ident>),
}

/// A relation between values.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The relation.
    pub condition: Condition,
    /// As it was written.
    pub text: String,
    /// Whether it must wait for what the function gives.
    pub is_after: bool,
}

/// Whether an attribute of a function is part of a contract.
pub(crate) fn is_function_attribute(name: &str) -> bool {
    matches!(name, "status" | "returns" | "require")
}

/// Whether an attribute of a parameter is part of a contract.
pub(crate) fn is_parameter_attribute(name: &str) -> bool {
    matches!(name, "input" | "c_str" | "out" | "inout" | "constant" | "null" | "handle" | "state")
}

/// A function whose contract is being read.
pub(crate) struct Source<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) parameters: &'a [Parameter],
    pub(crate) result: Option<&'a Typed>,
    /// The contract's attributes of the function.
    pub(crate) attributes: &'a [Attribute],
    /// Those of each parameter.
    pub(crate) of_parameters: &'a [Vec<Attribute>],
    pub(crate) constants: &'a Constants<'a>,
}

/// Reads the contract of a function that has one; `None` also after a mistake that leaves the signature open.
pub(crate) fn read(source: &Source<'_>, report: &mut Report) -> Option<Contract> {
    let has_contract =
        !source.attributes.is_empty() || source.of_parameters.iter().any(|own| !own.is_empty());
    has_contract
        .then(|| Reader { source, report, current: TokenStream::new(), keeps: false }.contract())
        .flatten()
}

/// Reads what is said about one function.
struct Reader<'s, 'a, 'r> {
    source: &'s Source<'a>,
    report: &'r mut Report,
    /// The name of the attribute that is being read: the place of what is wrong with all of it.
    current: TokenStream,
    /// Whether an argument is `kept`.
    keeps: bool,
}

impl Reader<'_, '_, '_> {
    fn contract(mut self) -> Option<Contract> {
        let before = self.report.count();
        let parameters = self.parameters();
        let (outcome, requirements) = self.outcome();
        let name = &self.source.name;
        let mut contract = Contract {
            is_sound: true,
            raw: crate::names::raw_method(name),
            record: crate::names::outputs(name),
            parameters: parameters?,
            outcome: outcome?,
            keeps: self.keeps,
            requirements,
            constants: Vec::new(),
            read_back: Vec::new(),
        };
        // What depends on what cannot be said of half a contract.
        if self.report.count() == before {
            order::arrange(&mut contract, &mut self);
        } else {
            order::bind(&mut contract);
        }
        contract.is_sound = self.report.count() == before;
        Some(contract)
    }

    fn refuse<T>(&mut self, at: &dyn ToTokens, message: &Message, values: &[(&str, &str)]) -> Option<T> {
        self.report.add(at, message, values);
        None
    }

    /// The number of the parameter with that name.
    fn parameter(&self, name: &Ident) -> Option<usize> {
        self.source.parameters.iter().position(|parameter| parameter.name == *name)
    }
}

impl Passing {
    /// Whether it gives the caller something of its own.
    pub fn is_output(&self) -> bool {
        match self {
            Self::Changed { is_length, .. } => !is_length,
            Self::State(handle) => matches!(handle.then, Then::Becomes(_)),
            Self::Room { .. } | Self::Handed(_) | Self::Created(_) => true,
            _ => false,
        }
    }
}

impl Contract {
    /// Whether an expression depends on the result.
    pub fn mentions_result(&self) -> bool {
        order::late_values(self).iter().any(|value| value.parameter.is_none())
    }

    /// Whether the result is an output.
    pub fn gives_result(&self) -> bool {
        matches!(
            self.outcome,
            Outcome::Value { is_length: false, .. }
                | Outcome::Handle { .. }
                | Outcome::Created(..)
                | Outcome::Handed(..)
        )
    }

    /// Whether there is more than one output, so that they come in a struct.
    pub fn has_record(&self) -> bool {
        self.outputs().count() + usize::from(self.gives_result()) > 1
    }

    /// The parameters that are outputs.
    pub fn outputs(&self) -> impl Iterator<Item = usize> {
        let passings = self.parameters.iter().enumerate();
        passings.filter_map(|(index, passing)| passing.is_output().then_some(index))
    }
}

impl Content {
    /// What the elements are; those of a string are bytes.
    pub fn items(&self) -> Items {
        match self {
            Self::Items(items, _) => *items,
            Self::Text(_) => Items { kind: Kind::U8, is_cast: true },
        }
    }
}

/// The cell that holds a value of the type, if one can.
fn cell(kind: &Type) -> Option<Cell> {
    match kind {
        Type::Scalar(scalar) => Some(Cell::Scalar(scalar.kind)),
        Type::Enum(name) => Some(Cell::Enum(name.clone())),
        _ => None,
    }
}

/// The elements behind a pointer to the type, if it can be a slice.
fn items(kind: &Type) -> Option<Items> {
    match kind {
        Type::Void => Some(Items { kind: Kind::U8, is_cast: true }),
        Type::Scalar(scalar) => match (scalar.kind, scalar.c) {
            (Kind::Bool | Kind::Usize | Kind::Isize, _) => None,
            (Kind::I8, "char") => Some(Items { kind: Kind::U8, is_cast: true }),
            (kind, _) => Some(Items { kind, is_cast: false }),
        },
        _ => None,
    }
}
