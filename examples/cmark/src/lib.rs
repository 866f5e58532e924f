//! Markdown to HTML, by cmark-gfm behind a fence.
//!
//! ```no_run
//! use fenced_cmark::Options;
//!
//! let pool = fenced_cmark::pool()?;
//! let html = fenced_cmark::to_html(&pool, "| a | ~~b~~ |\n|---|---|\n| 1 | 2 |\n", &Options::github())?;
//! println!("{html}");
//! # Ok::<(), ringfence::Fault>(())
//! ```
//!
//! What comes out is text, and UTF-8; nothing else is known of it. A page that shows it to others passes it through a
//! sanitiser, as it would what its users wrote.
#![forbid(unsafe_code)]

mod interface;

use ringfence::{Fault, Limits, Pool};

pub use interface::cmark::Cmark;
use interface::cmark::CmarkCalls as _;

/// What GitHub adds to CommonMark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extension {
    /// Addresses without brackets become links.
    Autolink,
    /// `~text~`.
    Strikethrough,
    /// Tables of `|`.
    Table,
    /// Some HTML elements are taken from the page, if raw HTML is allowed.
    TagFilter,
    /// `- [x]`.
    TaskList,
}

impl Extension {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Autolink, Self::Strikethrough, Self::Table, Self::TagFilter, Self::TaskList];

    fn name(self) -> &'static std::ffi::CStr {
        match self {
            Self::Autolink => c"autolink",
            Self::Strikethrough => c"strikethrough",
            Self::Table => c"table",
            Self::TagFilter => c"tagfilter",
            Self::TaskList => c"tasklist",
        }
    }
}

/// How a document is read and written. The default is CommonMark without raw HTML.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What is understood beyond CommonMark.
    pub extensions: Vec<Extension>,
    /// Whether HTML in the document is passed through.
    pub raw_html: bool,
    /// Whether quotes and dashes are set as a printer would.
    pub smart: bool,
    /// Whether there are footnotes.
    pub footnotes: bool,
}

impl Options {
    /// With all extensions, as GitHub reads documents.
    pub fn github() -> Self {
        Self { extensions: Extension::ALL.to_vec(), ..Self::default() }
    }

    /// The bits of `cmark-gfm.h`. Bytes that are no UTF-8 are replaced in any case.
    fn bits(&self) -> i32 {
        let bits = [(true, 9), (self.raw_html, 17), (self.smart, 10), (self.footnotes, 13)];
        bits.into_iter().map(|(is_on, bit)| i32::from(is_on) << bit).sum()
    }
}

/// Instances of the library.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Cmark>, Fault> {
    Pool::new(Limits::default())
}

/// Makes HTML of Markdown.
///
/// # Errors
///
/// When the library misbehaves or reaches a limit, or there are more than 16 MiB of HTML: every document is Markdown.
pub fn to_html(pool: &Pool<Cmark>, markdown: impl AsRef<[u8]>, options: &Options) -> Result<String, Fault> {
    pool.scope(|cmark| {
        cmark.cmark_gfm_core_extensions_ensure_registered()?;
        let parser = cmark.cmark_parser_new(options.bits())?;
        for extension in &options.extensions {
            let extension = cmark.cmark_find_syntax_extension(extension.name())?;
            cmark.cmark_parser_attach_syntax_extension(parser, extension)?;
        }
        cmark.cmark_parser_feed(parser, markdown.as_ref())?;
        let root = cmark.cmark_parser_finish(parser)?;
        let extensions = cmark.cmark_parser_get_syntax_extensions(parser)?;
        let html = cmark.cmark_render_html(root, options.bits(), extensions)?;
        cmark.cmark_node_free(root)?;
        cmark.cmark_parser_free(parser)?;
        Ok(html)
    })
}
