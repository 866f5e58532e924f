//! What generated methods with a contract are made of.
//!
//! Each step of such a method is one function here: lengths and sizes are [`number`]s, [`input`] puts arguments
//! into the fence, [`output`] brings results out, each through a rule with a record, and [`outcome`] looks at
//! success and failure. [`run`] surrounds all of them and frees what the library handed out.

mod call;
mod input;
mod number;
mod outcome;
mod output;

pub use crate::handle::steps::{Taken, become_, create, end, take};
pub use call::{Call, ready, run};
pub use input::{
    agree, argument, cell, demand, optional_slice, optional_str, optional_text, room, slice, str, text,
};
pub use number::{Integer, Number, Truth};
pub use outcome::{Code, message, nonzero, refused, status};
pub use output::{
    confirm, handed, items, measured, put_back, text_at, text_in_room, within, within_all, within_floats,
    written,
};
