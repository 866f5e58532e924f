//! The sections of the page, each a heading and tables.

use maud::{Markup, html};

use super::super::super::report::{Check, Executable, Exit, Finding, Level, Library, Location, Report};
use super::super::super::word::Word as _;
use super::super::summary::{self, COLUMNS};
use super::super::words::{self, UNKNOWN};

pub(super) fn of(report: &Report) -> Vec<Markup> {
    let mut all = vec![findings(report)];
    if report.is_blind() {
        all.push(unexamined(report));
        return all;
    }
    all.push(dependencies(report));
    all.extend((!report.libraries.is_empty()).then(|| libraries(report)));
    all.push(exits(report));
    all.push(accepted(report));
    all.push(unexamined(report));
    all.push(building(report));
    all.push(executables(report));
    all
}

/// A table with a caption; a sentence instead where it has no rows.
fn table(caption: &str, columns: &[&str], rows: &[Vec<Markup>]) -> Markup {
    html! {
        @if rows.is_empty() {
            p class="none" { (caption) ": none." }
        } @else {
            // On a narrow screen the table moves, not the page; with a name and a place among the tabs, for keyboards.
            div class="wide" role="region" aria-label=(caption) tabindex="0" {
                table {
                    caption { (caption) " (" (rows.len()) ")" }
                    thead { tr { @for column in columns { th scope="col" { (column) } } } }
                    tbody { @for row in rows { (cells(row)) } }
                }
            }
        }
    }
}

/// The first cell names the row.
fn cells(row: &[Markup]) -> Markup {
    html! {
        tr {
            @for (index, cell) in row.iter().enumerate() {
                @if index == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
            }
        }
    }
}

/// Text in which what stands between backticks is code.
fn rich(text: &str) -> Markup {
    let balanced = text.matches('`').count().is_multiple_of(2);
    html! {
        @if balanced {
            @for (index, part) in text.split('`').enumerate() {
                @if index % 2 == 1 { code { (part) } } @else { (part) }
            }
        } @else { (text) }
    }
}

fn code(text: &str) -> Markup {
    html! { code { (text) } }
}

fn text(text: &str) -> Markup {
    html! { (text) }
}

fn tag(word: &'static str) -> Markup {
    html! { span class=(format!("tag {}", word.replace('+', "-"))) { (word) } }
}

fn place(place: &Location) -> Markup {
    code(&format!("{}:{}", place.file, place.line))
}

fn findings(report: &Report) -> Markup {
    let levels = [(Level::Deny, "Denied"), (Level::Warn, "Warnings"), (Level::Note, "Notes")];
    let columns = ["Rule", "Level", "Finding", "What to do", "Where", "Evidence", "Id"];
    html! {
        section {
            h2 { "Findings" }
            @for (level, caption) in levels {
                (table(caption, &columns, &report.open(level).map(finding).collect::<Vec<_>>()))
            }
        }
    }
}

fn finding(finding: &Finding) -> Vec<Markup> {
    let place = html! {
        (place(&finding.location))
        @if let Some(origin) = &finding.origin { br; "in " (place(origin)) }
    };
    vec![
        html! { (code(&finding.rule)) br; (rich(&finding.title)) },
        tag(finding.level.word()),
        html! { strong { (finding.subject) } " " (rich(&finding.message)) },
        rich(&finding.remedy),
        place,
        text(finding.evidence.word()),
        code(&finding.id),
    ]
}

fn dependencies(report: &Report) -> Markup {
    let rows = summary::rows(report).into_iter().map(|row| {
        let cells = row.cells.iter().enumerate();
        cells.map(|(index, cell)| if index == 3 { tag(row.containment.word()) } else { rich(cell) }).collect()
    });
    html! {
        section {
            h2 { "Dependencies" }
            (table("Native or unsafe code, what reaches furthest first", &COLUMNS, &rows.collect::<Vec<_>>()))
        }
    }
}

fn libraries(report: &Report) -> Markup {
    html! {
        section {
            h2 { "Fenced libraries" }
            @for library in &report.libraries {
                article {
                    h3 { (library.name) " in " (library.wrapper) " " (tag(library.containment.word())) }
                    dl { @for (name, value) in facts(library) { div { dt { (name) } dd { (rich(&value)) } } } }
                    (table(
                        "Claims, compared with what was built",
                        &["Claim", "Outcome", "Detail", "Rule"],
                        &library.checks.iter().map(check).collect::<Vec<_>>(),
                    ))
                }
            }
        }
    }
}

fn facts(library: &Library) -> Vec<(String, String)> {
    let unknown = |value: &Option<String>| value.clone().unwrap_or_else(|| UNKNOWN.to_owned());
    let list =
        |items: &Option<Vec<String>>| items.as_deref().map_or_else(|| UNKNOWN.to_owned(), summary::listed);
    let mut facts = vec![
        ("Source", library.source.clone().unwrap_or_else(|| format!("{} itself", library.wrapper))),
        ("Source files", words::count(library.source_files)),
        ("SHA-256 over names and hashes of the source files", unknown(&library.source_sha256)),
        ("Compiled by", unknown(&library.toolchain)),
        ("SHA-256 of the module", unknown(&library.wasm_sha256)),
        ("SHA-256 of its code", unknown(&library.code_sha256)),
        ("SHA-256 of the machine code", unknown(&library.machine_sha256)),
        ("Functions of the interface", words::count(library.functions)),
        ("Imports", list(&library.imports)),
        ("Grants", summary::listed(&library.grants)),
        ("Lifecycle", lifecycle(library.kept.as_deref())),
        ("Features", list(&library.features)),
        (
            "Memory of the module, at most",
            library.memory_maximum.map_or_else(|| UNKNOWN.to_owned(), words::bytes),
        ),
        ("In executables", summary::listed(&library.executables)),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    let mut facts: Vec<_> = facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    facts.extend(library.limits.iter().map(|(name, limit)| (format!("Limit: {name}"), words::limit(limit))));
    facts
}

fn lifecycle(kept: Option<&[Location]>) -> String {
    let Some(kept) = kept else { return UNKNOWN.to_owned() };
    let places: Vec<_> = kept.iter().map(|place| format!("`{}:{}`", place.file, place.line)).collect();
    match places.as_slice() {
        [] => "a fresh instance for each scope".to_owned(),
        places => format!("instances are kept from scope to scope, as at {}", places.join(", ")),
    }
}

fn check(check: &Check) -> Vec<Markup> {
    vec![rich(&check.name), tag(check.outcome.word()), rich(&check.detail), code(&check.rule)]
}

fn exits(report: &Report) -> Markup {
    let columns = ["Where", "Package", "Value", "Kind", "Rule or reason", "Accepted"];
    html! {
        section {
            h2 { "Where values leave taint" }
            @match &report.exits {
                Some(exits) => (table("Exits", &columns, &exits.iter().map(exit).collect::<Vec<_>>())),
                None => p class="none" { "Unknown: no executable was looked at." },
            }
        }
    }
}

fn exit(exit: &Exit) -> Vec<Markup> {
    let by = exit.accepted.as_ref().map_or_else(
        || "–".to_owned(),
        |it| it.reviewed_by.as_ref().map_or_else(|| "yes".to_owned(), |name| format!("by {name}")),
    );
    vec![
        place(&exit.place),
        text(&exit.package),
        code(&exit.value),
        text(&exit.kind),
        rich(exit.reason.as_deref().unwrap_or(&exit.rule)),
        text(&by),
    ]
}

fn accepted(report: &Report) -> Markup {
    let rows = report.accepted().map(|(finding, accepted)| {
        vec![
            code(&finding.rule),
            html! { strong { (finding.subject) } " " (rich(&finding.message)) },
            rich(&accepted.reason),
            text(accepted.until.as_deref().unwrap_or("–")),
            text(accepted.reviewed_by.as_deref().unwrap_or("–")),
            code(&finding.id),
        ]
    });
    let columns = ["Rule", "Finding", "Reason", "Until", "Reviewed by", "Id"];
    html! {
        section {
            h2 { "Accepted" }
            (table("Findings that the policy lets pass", &columns, &rows.collect::<Vec<_>>()))
        }
    }
}

fn unexamined(report: &Report) -> Markup {
    let rows = report
        .not_examined
        .iter()
        .map(|it| vec![rich(&it.what), rich(&it.why), text(if it.needed { "yes" } else { "no" })]);
    html! {
        section {
            h2 { "Not examined" }
            (table("What the audit did not see", &["What", "Why", "Verdict depends on it"], &rows.collect::<Vec<_>>()))
        }
    }
}

fn building(report: &Report) -> Markup {
    let rows = summary::building(report).into_iter().map(|row| row.iter().map(|cell| text(cell)).collect());
    html! {
        section {
            h2 { "Code that runs while building" }
            (table("Packages", &["Package", "What"], &rows.collect::<Vec<_>>()))
        }
    }
}

fn executables(report: &Report) -> Markup {
    let rows: Vec<_> = report.executables.iter().map(executable).collect();
    let columns = ["Name", "Format", "Dynamic libraries", "Names of functions", "Records", "SHA-256"];
    html! {
        section {
            h2 { "Executables" }
            (table("Looked at", &columns, &rows))
        }
    }
}

fn executable(executable: &Executable) -> Vec<Markup> {
    let needed = executable.needed.as_deref().map_or_else(|| UNKNOWN.to_owned(), summary::listed);
    vec![
        text(&executable.name),
        text(&executable.format),
        text(&needed),
        text(if executable.stripped { "removed" } else { "there" }),
        text(if executable.records { "yes" } else { "no" }),
        code(&executable.sha256),
    ]
}
