//! Runs inside the fence: a thin layer over the crate `pulldown-cmark`.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// A heading, for a table of contents.
#[ringfence::export]
#[derive(Clone, Debug, PartialEq, Eq, ringfence::Verify)]
pub struct Heading {
    #[verify(in 1..=6)]
    pub level: u8,
    /// Its text without markup; anything at all, so whoever shows it escapes it.
    #[verify(valid)]
    pub text: String,
}

/// The HTML of a text.
#[ringfence::export]
pub fn to_html(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut text, Parser::new_ext(markdown, Options::all()));
    text
}

/// The headings of a text in order.
#[ringfence::export]
pub fn outline(markdown: &str) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut open: Option<Heading> = None;
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                open = Some(Heading { level: level as u8, text: String::new() });
            }
            Event::End(TagEnd::Heading(_)) => headings.extend(open.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut open {
                    heading.text.push_str(&text);
                }
            }
            _ => {}
        }
    }
    headings
}
