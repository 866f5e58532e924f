//! What is in a module, or in an executable that fences libraries.
//!
//! A file is told by its first bytes: a WebAssembly module ([`Module`]) is validated and walked through; an executable
//! ([`Executable`]) is asked for its records. Both are gathered first, and then printed as text ([`render`]) or as JSON. A
//! package is looked up in cargo's target folder ([`built`]).

mod built;
mod render;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use ringfence_syntax::hash::sha256_hex;
use serde::Serialize;

use crate::module::Module;
use crate::records::Executable;
use crate::{cli, page};

/// Changes when a field of the JSON is removed or means something else.
const SCHEMA: u32 = 1;

/// One file that was looked at.
#[derive(Serialize)]
pub(crate) struct Report {
    /// As it was given, or found.
    file: String,
    bytes: u64,
    /// Of the whole file, in hexadecimal.
    sha256: String,
    #[serde(flatten)]
    contents: Contents,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Contents {
    Module(Box<Module>),
    Executable(Executable),
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    command: &'static str,
    version: &'static str,
    reports: &'a [Report],
}

/// Looks at what was named, and prints the reports.
pub(crate) fn run(options: &cli::Inspect) -> ExitCode {
    match gather(&options.subject) {
        Ok(reports) => {
            let text = match options.json {
                true => json(&reports),
                false => reports
                    .iter()
                    .map(|report| render::of(report, options.all))
                    .collect::<Vec<_>>()
                    .join("\n"),
            };
            page::print(&text);
            ExitCode::SUCCESS
        }
        Err(why) => {
            let _ = writeln!(anstream::stderr(), "error: {why}");
            ExitCode::from(2)
        }
    }
}

fn gather(subject: &str) -> Result<Vec<Report>, String> {
    let path = Path::new(subject);
    if path.is_file() {
        return Ok(vec![look(path)?]);
    }
    if path.components().count() > 1 || path.extension().is_some_and(|extension| extension == "wasm") {
        return Err(format!("{subject}: no such file"));
    }
    built::modules_of(subject)?.iter().map(|path| look(path)).collect()
}

fn look(path: &Path) -> Result<Report, String> {
    let file = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| format!("{file}: {error}"))?;
    let contents = if bytes.starts_with(b"\0asm") {
        Module::read(&bytes).map(|module| Contents::Module(Box::new(module)))
    } else {
        Executable::read(&bytes).map(Contents::Executable)
    };
    let contents = contents.map_err(|why| format!("{file}: {why}"))?;
    Ok(Report { file, bytes: bytes.len() as u64, sha256: sha256_hex(&bytes), contents })
}

fn json(reports: &[Report]) -> String {
    let document =
        Document { schema: SCHEMA, command: "inspect", version: env!("CARGO_PKG_VERSION"), reports };
    page::json(&document)
}
