//! The fenced parser on the pages of this project, and on mutations of them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use fenced_checks::Checks;
use markdown_rust::{Heading, Markdown, outline, to_html};
use ringfence::{Limits, Pool};

const PAGE: &str = include_str!("../../../docs/src/rust.md");

fn pool() -> Pool<Markdown> {
    Pool::new(Limits::default()).unwrap()
}

#[test]
fn markup_becomes_html() {
    assert_eq!(to_html(&pool(), "*a* <b>").unwrap(), "<p><em>a</em> <b></p>\n");
    let page = to_html(&pool(), PAGE).unwrap();
    assert_eq!(page.matches("<h2").count(), PAGE.matches("\n## ").count());
    assert!(page.contains("<table>"));
}

#[test]
fn headings_come_out_with_their_levels() {
    let heading = |level, text: &str| Heading { level, text: text.to_owned() };
    let found = outline(&pool(), "# One `two`\n\n### Three\n").unwrap();
    assert_eq!(found, [heading(1, "One two"), heading(3, "Three")]);
    assert_eq!(outline(&pool(), PAGE).unwrap()[0], heading(1, "Rust libraries"));
}

#[test]
fn damaged_pages_harm_nobody() {
    let read = |pool: &_, file: &[u8]| to_html(pool, &String::from_utf8_lossy(file));
    let page: String = PAGE.chars().take(2000).collect();
    let summary = Checks::new(pool(), read).file("a page", page).run();
    // Any text is Markdown.
    assert_eq!(summary.faults(), 0, "{summary}");
}
