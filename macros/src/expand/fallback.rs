//! What stands in for a library that cannot be expanded.
//!
//! The errors come with everything that was legal, as it would have been: code that uses the library still
//! finds its names and types, so that one mistake stays one error.

use proc_macro2::TokenStream;
use quote::quote;
use ringfence_syntax::{Interface, Problems};

use super::{Context, assemble, library};

/// The errors, and the legal part of the module without an artefact.
pub(super) fn module(interface: &Interface, problems: &Problems) -> TokenStream {
    let context = Context::new(interface);
    let errors = problems.to_compile_errors();
    let stub = assemble(&context, &library::absent(&context), None, &library::tracked_folder());
    quote!(#errors #stub)
}
