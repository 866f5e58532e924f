//! One page of HTML that needs nothing else: to look at, to print, to attach to a ticket.
//!
//! It has no script, and its policy forbids to load or run any. Words tell what colours tell.

mod sections;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::super::report::{Level, Report};
use super::super::word::Word as _;
use super::summary;
use super::text::cleaned;
use super::words;

const STYLE: &str = include_str!("html/page.css");

/// What browsers may do for this page: use its own style, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The report as a page.
pub(crate) fn of(report: &Report) -> String {
    let report = &cleaned(report);
    let title = format!("Ringfence audit of {}: {}", report.subject.name, report.verdict.word());
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (head(report))
                main {
                    @for section in sections::of(report) { (section) }
                }
                footer {
                    p {
                        "Facts are as good as their evidence: a hint comes from names, a declared one from a record or a build \
                         script, an observed one from what was built, a verified one from a second build. What is unknown is \
                         not zero."
                    }
                }
            }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

fn head(report: &Report) -> Markup {
    html! {
        header {
            h1 { "Ringfence audit: " span class=(format!("verdict {}", report.verdict.word())) { (report.verdict.word()) } }
            p class="lead" { (words::verdict(report)) }
            dl {
                @for (name, value) in summary::subject(report) {
                    div { dt { (name) } dd { (value) } }
                }
            }
            ul class="counts" {
                @for (level, word) in [(Level::Deny, "denied"), (Level::Warn, "warnings"), (Level::Note, "notes")] {
                    li { b { (report.open(level).count()) } " " (word) }
                }
                li { b { (report.accepted().count()) } " accepted" }
            }
        }
    }
}

#[cfg(test)]
mod tests;
