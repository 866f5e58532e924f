//! Reports for other programs, and for readers elsewhere: each format is a pure function of the [report](super::report).
//!
//! Names, reasons and versions in a report come from packages that nobody has to trust. [`text`] makes them harmless
//! before a format gives them a meaning of its own.

pub(super) mod cyclonedx;
pub(super) mod html;
pub(super) mod markdown;
pub(super) mod sarif;
mod summary;
mod text;
mod words;

pub(super) use text::{cleaned, escaped_json};

#[cfg(test)]
mod schema;
#[cfg(test)]
mod validation;
