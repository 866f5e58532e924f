//! Renders Markdown with the crate `pulldown-cmark`, which runs inside a fence.
#![forbid(unsafe_code)]

use ringfence::{Fault, Pool, inert, verify};

/// The functions and types that the guest exports.
#[ringfence::library("markdown", rust)]
pub mod markdown {}

use markdown::MarkdownCalls as _;
pub use markdown::{Heading, Markdown};

/// The HTML of a text. What it says is still the author's word: it belongs where markup of strangers may stand.
///
/// # Errors
///
/// A fault of the parser, of which the next request knows nothing.
pub fn to_html(pool: &Pool<Markdown>, text: &str) -> Result<String, Fault> {
    pool.scope(|s| Ok(inert!(s.to_html(text)?)))
}

/// The headings of a text.
///
/// # Errors
///
/// As for [`to_html`].
pub fn outline(pool: &Pool<Markdown>, text: &str) -> Result<Vec<Heading>, Fault> {
    pool.scope(|s| verify!(s.outline(text)?, as Vec<Heading>))
}
