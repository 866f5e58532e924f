//! `#[ringfence::export]`: what Rust code inside the fence offers to its host.
//!
//! The guest's own source is the one place where functions and types are declared. The attribute reads an item at a
//! time, where the user wrote it, and tells mistakes there. The build helper reads all of the guest's files, and
//! hands the declarations to the host's macro in `ringfence.json`. All of them use [`Export::read`].

mod collect;
mod function;
mod item;
mod shape;

use proc_macro2::TokenStream;
use syn::Path;
use syn::parse::{ParseStream, Parser};

use crate::messages;
use crate::report::Report;

pub use collect::Exports;
pub use function::{Function, Parameter, Passing};
pub use item::{Constant, Enumeration, Export, Field, Structure, derives};
pub use shape::{Returned, Scalar, Shape, Value};

/// Before the name of a function in the list of the module's exports, so that none clashes with a symbol of C.
pub const PREFIX: &str = "rust:";

/// Reads `crate = path`, the only argument of the attribute.
pub fn arguments(tokens: TokenStream, report: &mut Report) -> Option<Path> {
    let mut found = None;
    let read = |input: ParseStream<'_>| -> syn::Result<()> {
        if input.peek(syn::Token![crate]) {
            input.parse::<syn::Token![crate]>()?;
            input.parse::<syn::Token![=]>()?;
            found = Some(input.call(Path::parse_mod_style)?);
        }
        if !input.is_empty() {
            let rest: TokenStream = input.parse()?;
            let name = rest.clone().into_iter().next().map(|token| token.to_string()).unwrap_or_default();
            report.add(&rest, &messages::EXPORT_ARGUMENT, &[("name", &name)]);
        }
        Ok(())
    };
    if let Err(error) = read.parse2(tokens) {
        report.add_syntax(error);
    }
    found
}
