//! Where reports go, and in which format.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

use super::error::Error;
use super::report::Report;
use super::{formats, render, rules};
use crate::page;

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// For people, in 80 columns.
    Table,
    /// For programs: all of [`Report`].
    Json,
    /// For code scanning.
    Sarif,
    /// A bill of materials.
    Cyclonedx,
    /// For pull requests.
    Markdown,
    /// One page to look at and to print.
    Html,
}

/// A report that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    kind: Kind,
    /// Standard output, unless it is a file.
    file: Option<PathBuf>,
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, file) = match text.split_once('=') {
            Some((_, "")) => return Err("the name of the file is missing".to_owned()),
            Some((kind, file)) => (kind, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let kind = Kind::from_str(kind, false).map_err(|_| format!("is one of {}", kinds()))?;
        Ok(Self { kind, file })
    }
}

fn kinds() -> String {
    let all = Kind::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    all.map(|kind| kind.get_name().to_owned()).collect::<Vec<_>>().join(", ")
}

/// Writes a report in every format that was asked for.
pub(crate) fn write(report: &Report, targets: &[Target]) -> Result<(), Error> {
    let default = [Target { kind: Kind::Table, file: None }];
    let targets = if targets.is_empty() { &default } else { targets };
    if targets.iter().filter(|target| target.file.is_none()).count() > 1 {
        return Err(Error::Usage("only one report can go to standard output: use KIND=FILE".to_owned()));
    }
    for target in targets {
        let text = text(target.kind, report);
        match &target.file {
            None => page::print(&text),
            Some(path) => {
                // No colours in files.
                let plain = anstream::adapter::strip_str(&text).to_string();
                std::fs::write(path, plain)
                    .map_err(|error| Error::Usage(format!("{}: {error}", path.display())))?;
            }
        }
    }
    Ok(())
}

fn text(kind: Kind, report: &Report) -> String {
    match kind {
        // What packages say about themselves must not reach a terminal as commands.
        Kind::Table => render::of(&formats::cleaned(report), rules::RULES),
        Kind::Json => formats::escaped_json(&page::json(report)),
        Kind::Sarif => formats::sarif::of(report),
        Kind::Cyclonedx => formats::cyclonedx::of(report),
        Kind::Markdown => formats::markdown::of(report),
        Kind::Html => formats::html::of(report),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_kind_and_maybe_a_file() {
        let file = |kind, file: &str| Target { kind, file: Some(PathBuf::from(file)) };
        assert_eq!("json=a=b.json".parse(), Ok(file(Kind::Json, "a=b.json")));
        assert_eq!("table".parse(), Ok(Target { kind: Kind::Table, file: None }));
        assert!("json=".parse::<Target>().unwrap_err().contains("missing"));
        assert!(
            "jason".parse::<Target>().unwrap_err().contains("table, json, sarif, cyclonedx, markdown, html")
        );
    }

    #[test]
    fn files_get_no_colours_and_standard_output_one_report() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.txt");
        let report = crate::audit::sample::report();
        write(&report, &[Target { kind: Kind::Table, file: Some(path.clone()) }]).unwrap();
        assert!(!std::fs::read_to_string(path).unwrap().contains('\u{1b}'));
        let twice = [Kind::Table, Kind::Json].map(|kind| Target { kind, file: None });
        assert!(matches!(write(&report, &twice), Err(Error::Usage(_))));
    }

    /// Escape sequences, marks of direction, and control characters of more than one byte.
    #[test]
    fn no_package_has_a_say_over_the_terminal() {
        for kind in Kind::value_variants() {
            let text = text(*kind, &crate::audit::sample::hostile());
            for command in ["\u{1b}[2J", "\u{202e}", "\u{85}", "\u{200b}", "\0"] {
                assert!(!text.contains(command), "{kind:?}: {command:?}");
            }
        }
    }
}
