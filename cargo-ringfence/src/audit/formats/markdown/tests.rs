use pulldown_cmark::{Event, Options, Parser, Tag};

use super::super::super::report::Report;
use super::super::super::sample;
use super::*;

fn events(text: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    Parser::new_ext(text, options).collect()
}

/// A report with the hostile text wherever there is text.
fn many(count: usize) -> Report {
    let mut report = sample::report();
    let finding = report.findings[0].clone();
    report.findings = vec![finding; count];
    report
}

#[test]
fn a_report() {
    insta::assert_snapshot!(of(&sample::report()));
}

#[test]
fn a_hostile_report() {
    insta::assert_snapshot!(of(&sample::hostile_finding()));
}

#[test]
fn only_our_own_html_and_no_links() {
    let text = of(&sample::hostile());
    for event in events(&text) {
        match event {
            Event::Html(html) => {
                let html = html.trim();
                let own = html.is_empty() || html == "</details>" || html.starts_with("<details><summary>");
                assert!(own && html.matches('<').count() <= 3, "{html}");
            }
            Event::InlineHtml(html) => assert_eq!(&*html, "<br>"),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough | Tag::Emphasis)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => panic!("{event:?}"),
            Event::Text(seen) => {
                assert!(!seen.contains("@ev"), "{seen}");
            }
            _ => {}
        }
    }
    assert!(!text.contains("https://evil") && !text.contains("www.evil"), "GitHub makes links of these");
}

#[test]
fn every_row_has_the_cells_of_its_table() {
    let text = of(&sample::hostile());
    let (mut columns, mut cells, mut rows) = (0, 0, 0);
    for event in events(&text) {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableHead | Tag::TableRow) => cells = 0,
            Event::Start(Tag::TableCell) => cells += 1,
            Event::End(pulldown_cmark::TagEnd::TableHead | pulldown_cmark::TagEnd::TableRow) => {
                assert_eq!(cells, columns);
                rows += 1;
            }
            _ => {}
        }
    }
    // A row with too many cells loses them silently, so the source is counted, too.
    let is_row = |line: &&str| line.starts_with("| ") && !line.starts_with("| ---");
    let lines: Vec<_> = text.lines().filter(is_row).collect();
    assert_eq!(rows, lines.len());
    for line in lines {
        assert!(line.ends_with(" |"), "{line}");
    }
}

#[test]
fn a_long_report_fits_into_a_comment_and_says_what_is_missing() {
    let text = of(&many(2000));
    assert!(text.len() < 65_536, "{}", text.len());
    assert!(text.contains("left out for want of space"), "{text}");
    assert!(!of(&many(3)).contains("left out"));
}
