//! Implementation detail of the `ringfence` crate: what a fenced library's interface is.
//!
//! The macro, the build helper and the `cargo ringfence` command must agree on what a declaration means, so
//! they share this crate. It reads like a small compiler:
//!
//! 1. `attributes` and `parse` turn tokens into the [`model`], resolving names through `types`;
//! 2. `check` decides what is legal and [`layout`] gives structs the sizes of wasm32;
//! 3. every mistake goes to a [`Report`] in the words of [`messages`], none ends the reading;
//! 4. `passing` knows the C ABI, [`wasm`] compares functions with the exports of the module, [`Interface::layout_assertions`] makes the
//!    C compiler compare structs and enums with its headers.
//!
//! [`mod@derive`] does the same for `#[derive(Verify)]` on types of the host.
//! [`mod@export`] reads what Rust code inside the fence offers.
//! [`mod@header`] adds what was read from C headers.
//! A function may have a [`contract`], which is read with it.
//!
//! [`manifest`] is the file that the build helper leaves for the macro.
#![forbid(unsafe_code)]

mod assertions;
mod attributes;
pub mod batch;
mod check;
mod comparison;
mod constants;
pub mod contract;
pub mod derive;
pub mod export;
mod find;
mod function_types;
pub mod hash;
pub mod header;
pub mod layout;
pub mod manifest;
pub mod messages;
pub mod model;
pub mod names;
mod parse;
mod passing;
mod placing;
pub mod report;
pub mod scalars;
mod spelling;
mod table;
mod types;
pub mod wasm;

use proc_macro2::TokenStream;

pub use assertions::{
    BITS_CLAIMED, BITS_FOUND, FUNCTION_CLAIMED, FUNCTION_FOUND, is_untold, without_prototypes,
};
pub use comparison::Comparison;
pub use find::{find, find_with};
pub use header::Header;
pub use model::Interface;
pub use passing::Passing;
pub use report::{Problem, Problems, Report};

/// What could be learned from an attribute and its module.
#[derive(Debug)]
pub struct Analysis {
    /// The legal part of the interface; `None` when there is no module to speak of.
    pub interface: Option<Interface>,
    /// Every mistake. More may be added before it is shown.
    pub report: Report,
}

/// Reads `#[library(arguments)] item`.
pub fn analyse(arguments: TokenStream, item: TokenStream) -> Analysis {
    analyse_with(arguments, item, None)
}

/// The library that these arguments of the attribute name, if they ask for what was read from its header.
pub fn asks_for_header(arguments: &TokenStream) -> Option<String> {
    let arguments =
        attributes::Arguments::parse(arguments.clone(), &TokenStream::new(), &mut Report::default());
    arguments.header.and(arguments.library).map(|library| library.value())
}

/// Reads `#[library(arguments)] item`, for which the build helper may have read a header.
pub fn analyse_with(arguments: TokenStream, item: TokenStream, header: Option<&Header>) -> Analysis {
    let mut report = Report::default();
    let parsed = parse::item(arguments, item, header, &mut report);
    let interface = parsed.map(|parsed| check::check(parsed, &mut report));
    Analysis { interface, report }
}
