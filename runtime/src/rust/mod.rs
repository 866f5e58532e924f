//! What generated methods of guests written in Rust are made of.
//!
//! Arguments are put into the arena: slices and text as they are, everything else encoded. After the call the guest
//! leaves an [`Outcome`] in its memory: an encoded value, beside it the places of its bulk, or the text of an error.
//! All of that is the guest's word. It is read once, with checked bounds, and decoded within limits.

mod argument;
mod budget;
pub mod bulk;
mod decode;
mod outcome;

pub use argument::{slice, whole};
pub use outcome::{Answer, Outcome, accepted, nothing, numbers, outcome, text, value};
