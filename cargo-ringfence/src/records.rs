//! The records in an executable: what it fences, and every place where a value leaves taint.

use std::collections::{BTreeMap, BTreeSet};

use object::{Object as _, ObjectSection as _};
use serde::Serialize;

/// Sections of records: ELF and COFF, and Mach-O.
const SECTIONS: [&str; 2] = [".ringfnc", "__ringfnc"];

/// An executable, a shared library, or an object.
#[derive(Debug, Serialize)]
pub(crate) struct Executable {
    /// File format and processor.
    pub(crate) format: String,
    /// Whether names of functions were removed.
    pub(crate) stripped: bool,
    pub(crate) libraries: Vec<Fenced>,
    /// Places where values leave taint, by package and line.
    pub(crate) exits: Vec<Exit>,
}

/// A fenced library and its wrapper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Fenced {
    pub(crate) name: String,
    /// Package and version of the wrapper.
    pub(crate) wrapper: String,
    /// The crate that ships the sources; empty when they are the wrapper's own.
    pub(crate) source: String,
    pub(crate) wasm_sha256: String,
    pub(crate) code_sha256: String,
    pub(crate) toolchain: String,
    /// How many functions of the interface there are.
    pub(crate) functions: String,
    pub(crate) imports: String,
    pub(crate) capabilities: Vec<String>,
    /// With their units.
    pub(crate) limits: BTreeMap<String, String>,
}

/// A place where a value leaves taint.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Exit {
    /// Package and version.
    pub(crate) package: String,
    pub(crate) file: String,
    pub(crate) line: u32,
    /// Path of the Rust module.
    pub(crate) module: String,
    /// `validator`, `contract`, `inert` or `escape`.
    pub(crate) kind: String,
    pub(crate) rule: String,
    pub(crate) value: String,
    /// Of an escape.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

type Record = BTreeMap<String, String>;

impl Executable {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, String> {
        let file = object::File::parse(bytes)
            .map_err(|error| format!("neither a WebAssembly module nor an executable: {error}"))?;
        let Some((libraries, exits)) = in_object(&file)? else {
            return Err(
                "no records: it fences no library, or was not linked by a Rust compiler that keeps them"
                    .to_owned(),
            );
        };
        Ok(Self { format: format(&file), stripped: file.symbols().next().is_none(), libraries, exits })
    }

    /// How many exits are of a kind.
    pub(crate) fn count(&self, kind: &str) -> usize {
        self.exits.iter().filter(|exit| exit.kind == kind).count()
    }
}

/// File format and processor.
pub(crate) fn format(file: &object::File<'_>) -> String {
    format!("{:?}, {:?}", file.format(), file.architecture())
}

/// Libraries, and places where values leave taint.
pub(crate) type Found = (Vec<Fenced>, Vec<Exit>);

/// What the records in an executable say, if it has any.
pub(crate) fn in_object(file: &object::File<'_>) -> Result<Option<Found>, String> {
    let Some(section) = SECTIONS.iter().find_map(|name| file.section_by_name(name)) else {
        return Ok(None);
    };
    let data = section.data().map_err(|error| format!("its records cannot be read: {error}"))?;
    Ok(Some(gathered(records(data)?)))
}

/// Libraries by name and wrapper, and exits by place.
fn gathered(records: Vec<Record>) -> Found {
    let mut libraries: BTreeMap<(String, String), Fenced> = BTreeMap::new();
    // A generic function leaves a record for each copy of it.
    let mut exits = BTreeSet::new();
    for mut record in records {
        let mut field = |name: &str| record.remove(name).unwrap_or_default();
        let (kind, package) = (field("kind"), format!("{} {}", field("package"), field("version")));
        if !["wrapper", "library", "capability", "limit"].contains(&kind.as_str()) {
            exits.insert(exit(kind, package, field));
            continue;
        }
        let name = field("library");
        let fenced = libraries.entry((name.clone(), package.clone())).or_insert_with(|| Fenced {
            name,
            wrapper: package,
            ..Fenced::default()
        });
        fenced.add(&kind, field);
    }
    (libraries.into_values().collect(), exits.into_iter().collect())
}

impl Fenced {
    fn add(&mut self, kind: &str, mut field: impl FnMut(&str) -> String) {
        match kind {
            "wrapper" => self.functions = field("functions"),
            "capability" => self.capabilities.push(field("capability")),
            "limit" => {
                let value = format!("{} {}", field("value"), field("unit"));
                self.limits.insert(field("limit"), value);
            }
            _ => {
                self.source = field("source");
                self.wasm_sha256 = field("wasm-sha256");
                self.code_sha256 = field("code-sha256");
                self.toolchain = field("toolchain");
                self.imports = field("imports");
            }
        }
    }
}

fn exit(kind: String, package: String, mut field: impl FnMut(&str) -> String) -> Exit {
    Exit {
        package,
        file: field("file"),
        module: field("module"),
        line: field("line").parse().unwrap_or(0),
        kind,
        rule: field("rule"),
        value: field("value"),
        reason: Some(field("reason")).filter(|reason| !reason.is_empty()),
    }
}

/// Lines of JSON. What several linkers put between them are zeroes.
fn records(data: &[u8]) -> Result<Vec<Record>, String> {
    let text = String::from_utf8_lossy(data);
    let lines = text.lines().map(|line| line.trim_matches('\0')).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            serde_json::from_str(line).map_err(|error| {
                let start: String = line.chars().take(60).collect();
                format!("a record is none of ours ({error}): {start:?}")
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &str) -> Executable {
        let (libraries, exits) = gathered(records(lines.as_bytes()).unwrap());
        Executable { format: String::new(), stripped: false, libraries, exits }
    }

    #[test]
    fn records_of_a_library_are_brought_together() {
        let executable = of(concat!(
            r#"{"kind":"limit","package":"w","version":"1.0.0","library":"png","limit":"memory","value":"65536","unit":"bytes"}"#,
            "\n\0\0\n",
            r#"{"kind":"library","package":"w","version":"1.0.0","library":"png","source":"png-sys 1.2","wasm-sha256":"aa","imports":"0"}"#,
            "\n",
            r#"{"kind":"wrapper","package":"other","version":"2.0.0","library":"png","functions":"3"}"#,
            "\n",
            r#"{"kind":"escape","package":"app","version":"0.1.0","file":"src/main.rs","line":"7","rule":"release","value":"x","reason":"only shown"}"#,
            "\n",
        ));
        assert_eq!(executable.libraries.len(), 2, "wrappers of one library are two");
        let png = &executable.libraries[1];
        assert_eq!((&*png.source, &*png.limits["memory"]), ("png-sys 1.2", "65536 bytes"));
        assert_eq!(executable.count("escape"), 1);
        assert_eq!(executable.exits[0].reason.as_deref(), Some("only shown"));
    }

    #[test]
    fn what_is_no_record_is_an_error_that_shows_its_beginning() {
        let error = records(b"{\"kind\":\"limit\"}\nnonsense that goes on\n").unwrap_err();
        assert!(error.contains("nonsense that goes on"), "{error}");
        assert!(Executable::read(b"#!/bin/sh\n").unwrap_err().contains("neither"));
    }
}
