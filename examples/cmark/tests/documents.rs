//! The specification, damaged documents, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::path::PathBuf;

use cargo_metadata::MetadataCommand;
use fenced_checks::Checks;
use fenced_cmark::{Extension, Options, to_html};

/// A file of the package that the C sources are from.
fn file(name: &str) -> String {
    let metadata = MetadataCommand::new()
        .manifest_path("sources/Cargo.toml")
        .other_options(["--locked".into()])
        .exec()
        .unwrap();
    let package = metadata.packages.iter().find(|package| *package.name == "cmark-gfm-sys").unwrap();
    let path: PathBuf = package.manifest_path.parent().unwrap().join(name).into();
    std::fs::read_to_string(path).unwrap()
}

/// An example of a specification: extensions, Markdown, HTML.
struct Example {
    extensions: Vec<Extension>,
    markdown: String,
    html: String,
}

fn examples(text: &str) -> Vec<Example> {
    let fence = format!("\n{}", "`".repeat(32));
    let mut parts = text.split(&fence);
    let mut examples = Vec::new();
    while let Some(part) = parts.find(|part| part.starts_with(" example")) {
        let (words, body) = part.split_once('\n').unwrap();
        let known = |name: &str| match name {
            "autolink" => Some(Extension::Autolink),
            "strikethrough" => Some(Extension::Strikethrough),
            "table" => Some(Extension::Table),
            "tagfilter" => Some(Extension::TagFilter),
            "tasklist" => Some(Extension::TaskList),
            _ => None,
        };
        let extensions = words.split_whitespace().filter_map(known).collect();
        // Some are about other programs, and say so.
        if words.contains("disabled") {
            continue;
        }
        let body = format!("\n{body}\n").replace('→', "\t");
        let (markdown, html) = body.split_once("\n.\n").unwrap();
        examples.push(Example {
            extensions,
            markdown: format!("{}\n", markdown.get(1..).unwrap_or_default()),
            html: html.into(),
        });
    }
    examples
}

#[test]
fn the_specification_is_kept_to_the_letter() {
    let pool = fenced_cmark::pool().unwrap().lifecycle(ringfence::Lifecycle::Keep);
    let examples = examples(&file("cmark-gfm/test/spec.txt"));
    assert!(examples.len() > 600, "{}", examples.len());
    let mut wrong = Vec::new();
    for Example { extensions, markdown, html } in examples {
        let options = Options { extensions, raw_html: true, ..Options::default() };
        let made = to_html(&pool, &markdown, &options).unwrap();
        if made.trim_end() != html.trim_end() {
            wrong.push((markdown, html, made));
        }
    }
    assert!(wrong.is_empty(), "{} of them: {wrong:#?}", wrong.len());
}

#[test]
fn extensions_and_options_do_what_they_say() {
    let pool = fenced_cmark::pool().unwrap();
    let text = "| a |\n|---|\n| ~b~ \"c\" |\n\n- [x] www.example.org <script>\n";
    let html = to_html(&pool, text, &Options::github()).unwrap();
    for part in ["<table>", "<del>b</del>", "&quot;c&quot;", "checked", "href=\"http://www.example.org\""] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("<script>"), "{html}");
    let smart = Options { smart: true, ..Options::default() };
    assert_eq!(to_html(&pool, "\"c\"--", &smart).unwrap(), "<p>“c”–</p>\n");
    assert_eq!(to_html(&pool, text, &Options::default()).unwrap().matches("<table>").count(), 0);
    let footnotes = Options { footnotes: true, ..Options::default() };
    assert!(to_html(&pool, "a[^1]\n\n[^1]: b\n", &footnotes).unwrap().contains("footnote"));
    assert_eq!(to_html(&pool, "", &Options::github()).unwrap(), "");
    assert_eq!(to_html(&pool, [b'a', 0, 0xff], &Options::github()).unwrap(), "<p>a\u{fffd}\u{fffd}</p>\n");
}

#[test]
fn large_documents_are_made_whole() {
    let pool = fenced_cmark::pool().unwrap();
    let text = "A *paragraph* with `code`.\n\n".repeat(50_000);
    let html = to_html(&pool, text, &Options::github()).unwrap();
    assert!(html == "<p>A <em>paragraph</em> with <code>code</code>.</p>\n".repeat(50_000));
}

#[test]
fn damaged_documents_are_documents() {
    let pool = fenced_cmark::pool().unwrap();
    let read = |pool: &_, file: &[u8]| to_html(pool, file, &Options::github());
    let spec = file("cmark-gfm/test/spec.txt");
    let summary = Checks::new(pool, read)
        .file("the specification", &spec.as_bytes()[..40_000])
        .file("its end", &spec.as_bytes()[spec.len() - 20_000..])
        .run();
    assert_eq!(summary.faults(), 0, "{summary}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let text = "| a |\n|---|\n| ~b~ |\n";
    let report = ringfence::hostile::attack(|pool| to_html(pool, text, &Options::github())).rounds(40).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.3);
}
