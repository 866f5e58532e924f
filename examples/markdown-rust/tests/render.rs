//! The fenced parser on the pages of this project, and on mutations of them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

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
fn a_thousand_mutated_pages_harm_nobody() {
    let pool = pool();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..1000 {
        let mut page: Vec<char> = PAGE.chars().take(2000).collect();
        for _ in 0..20 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let at = usize::try_from(state % page.len() as u64).unwrap();
            page[at] = ['#', '*', '[', '`', '>', '|', '\n', '\0'][usize::try_from(state >> 61).unwrap()];
        }
        let page: String = page.into_iter().collect();
        assert!(to_html(&pool, &page).is_ok());
    }
}
