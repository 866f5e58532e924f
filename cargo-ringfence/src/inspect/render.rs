//! The report for people.

use std::fmt::Write;

use comfy_table::{CellAlignment, ColumnConstraint, Table, Width};

use super::{Contents, Report};
use crate::module::{Item, Module};
use crate::page::{WIDTH, compact, section, table, wrap};
use crate::paint::{HEADING, painted};
use crate::records::{Executable, Exit, Fenced};

/// Functions, sections and exports that are shown unless all are asked for.
const SHOWN: usize = 10;

/// Blank columns around and between two parts of a table.
const BETWEEN: u16 = 3;

/// Columns of the names of facts.
const NAME: u16 = 12;

/// The report; `all` shows what is left out of long lists otherwise.
pub(super) fn of(report: &Report, all: bool) -> String {
    let mut text = format!("{}\n\n", painted(HEADING, &report.file));
    let most = if all { usize::MAX } else { SHOWN };
    match &report.contents {
        Contents::Module(module) => of_module(&mut text, report, module, most),
        Contents::Executable(executable) => of_executable(&mut text, report, executable, most),
    }
    text
}

fn of_module(text: &mut String, report: &Report, module: &Module, most: usize) {
    let mut facts = Facts::new();
    facts.add("kind", "WebAssembly module");
    facts.add("size", &bytes(report.bytes));
    facts.add("sha-256", &report.sha256);
    facts.add("of the code", &module.code_sha256);
    for memory in &module.memories {
        let pages = |pages: u64| bytes(pages.saturating_mul(memory.page_bytes));
        let most =
            memory.maximum_pages.map_or("no maximum".to_owned(), |most| format!("at most {}", pages(most)));
        facts.add(
            if memory.imported { "memory, imported" } else { "memory" },
            &format!("{}, {most}", pages(memory.minimum_pages)),
        );
    }
    for table in &module.tables {
        let most = table.maximum.map_or("no maximum".to_owned(), |most| format!("at most {most}"));
        facts.add(
            if table.imported { "table, imported" } else { "table" },
            &format!("{} elements, {most}", table.minimum),
        );
    }
    facts.add("imports", &counted(&module.imports));
    facts.add("exports", &counted(&module.exports));
    facts.add("features", &listed(module.features.iter().copied()));
    facts.add("names", if module.names { "of functions" } else { "none" });
    facts.add("debug info", if module.debug_info { "traps can name lines of the source" } else { "none" });
    if module.starts {
        facts.add("start", "a function runs before anything was asked for");
    }
    for producer in &module.producers {
        facts.add(&producer.field, &format!("{} {}", producer.name, producer.version));
    }
    facts.print(text, "Module");
    items(text, "Imports", &module.imports, most);
    items(text, "Exports", &module.exports, most);
    sizes(
        text,
        "Sections",
        module.sections.iter().map(|section| (section.name.as_str(), section.bytes)),
        most,
    );
    sizes(text, "Functions by size", module.functions.iter().map(|one| (one.name.as_str(), one.bytes)), most);
}

fn of_executable(text: &mut String, report: &Report, executable: &Executable, most: usize) {
    let mut facts = Facts::new();
    facts.add("kind", &format!("executable with records ({})", executable.format));
    facts.add("size", &bytes(report.bytes));
    facts.add("sha-256", &report.sha256);
    facts.add("symbols", if executable.stripped { "stripped" } else { "there" });
    facts.add("libraries", &executable.libraries.len().to_string());
    let counts = [
        ("verify!", "validator", "checks"),
        ("contracts", "contract", "checks"),
        ("inert!", "inert", "values taken as bytes"),
        ("release!", "escape", "values released without a check"),
    ];
    for (name, kind, meaning) in counts {
        facts.add(name, &format!("{} {meaning}", executable.count(kind)));
    }
    facts.print(text, "Executable");
    for fenced in &executable.libraries {
        library(text, fenced);
    }
    let escapes: Vec<_> = executable.exits.iter().filter(|exit| exit.kind == "escape").collect();
    exits(text, "Released without a check", &escapes, usize::MAX);
    let others: Vec<_> = executable.exits.iter().filter(|exit| exit.kind != "escape").collect();
    exits(text, "Checked, or taken as bytes", &others, most);
    let _ = writeln!(text);
    wrap(text, "Records are what the build said of itself. They do not convict a build that lies.", 0);
}

fn library(text: &mut String, fenced: &Fenced) {
    let mut facts = Facts::new();
    facts.add("wrapper", &fenced.wrapper);
    facts.add("source", if fenced.source.is_empty() { "the wrapper's own" } else { &fenced.source });
    facts.add("toolchain", &fenced.toolchain);
    facts.add("sha-256", &fenced.wasm_sha256);
    facts.add("of the code", &fenced.code_sha256);
    facts.add("functions", &fenced.functions);
    facts.add("imports", &fenced.imports);
    facts.add("grants", &listed(fenced.capabilities.iter().map(String::as_str)));
    for (name, value) in &fenced.limits {
        let count = value.strip_suffix(" bytes").and_then(|count| count.parse().ok());
        facts.add(name, &count.map_or(value.clone(), bytes));
    }
    facts.print(text, &format!("Fenced library `{}`", fenced.name));
}

fn exits(text: &mut String, heading: &str, exits: &[&Exit], most: usize) {
    if exits.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", painted(HEADING, heading));
    for exit in exits.iter().take(most) {
        wrap(text, &format!("{}, {}:{}", exit.package, exit.file, exit.line), 2);
        match &exit.reason {
            Some(reason) => wrap(text, &format!("{}: {reason}", exit.value), 4),
            None => wrap(text, &format!("{} {}: {}", exit.kind, exit.value, exit.rule), 4),
        }
    }
    more(text, exits.len(), most);
}

fn items(text: &mut String, heading: &str, items: &[Item], most: usize) {
    if items.is_empty() {
        return;
    }
    let mut table = table();
    for item in items.iter().take(most) {
        let name = item.module.as_ref().map_or(item.name.clone(), |module| format!("{module} {}", item.name));
        table.add_row([name.as_str(), item.kind]);
    }
    let _ = writeln!(text);
    section(text, heading, &compact(wide(table, 12)));
    more(text, items.len(), most);
}

fn sizes<'n>(
    text: &mut String,
    heading: &str,
    rows: impl ExactSizeIterator<Item = (&'n str, u64)> + Clone,
    most: usize,
) {
    if rows.len() == 0 {
        return;
    }
    let count = rows.len();
    let sum = rows.clone().fold(0_u64, |sum, (_, bytes)| sum.saturating_add(bytes)).max(1);
    let mut table = table();
    for (name, size) in rows.take(most) {
        let share = size.saturating_mul(1000).checked_div(sum).unwrap_or(0);
        table.add_row([
            name.to_owned(),
            bytes(size),
            format!("{}.{} %", share.checked_div(10).unwrap_or(0), share.checked_rem(10).unwrap_or(0)),
        ]);
    }
    for column in 1..=2 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let _ = writeln!(text);
    section(text, heading, &compact(wide(table, 24)));
    more(text, count, most);
}

fn more(text: &mut String, count: usize, most: usize) {
    if count > most {
        let _ = writeln!(text, "and {} more; `--all` shows them", count.saturating_sub(most));
    }
}

/// A table whose first column takes all but `others` columns of the page.
fn wide(mut table: Table, others: u16) -> Table {
    if let Some(column) = table.column_mut(0) {
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(WIDTH.saturating_sub(others))));
    }
    table
}

/// A table of names and values.
struct Facts(Table);

impl Facts {
    fn new() -> Self {
        Self(table())
    }

    fn add(&mut self, name: &str, value: &str) {
        self.0.add_row([name, value]);
    }

    fn print(mut self, text: &mut String, heading: &str) {
        for (column, width) in self.0.column_iter_mut().zip([NAME, WIDTH.saturating_sub(NAME + BETWEEN)]) {
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
        if !text.ends_with("\n\n") {
            text.push('\n');
        }
        section(text, heading, &compact(self.0));
    }
}

fn counted(items: &[Item]) -> String {
    let kinds = ["function", "memory", "table", "variable", "tag", "library"];
    let counts = kinds.into_iter().filter_map(|kind| {
        let count = items.iter().filter(|item| item.kind == kind).count();
        let plural = match (count, kind) {
            (1, kind) => kind.to_owned(),
            (_, "memory") => "memories".to_owned(),
            (_, "library") => "libraries".to_owned(),
            (_, kind) => format!("{kind}s"),
        };
        (count > 0).then(|| format!("{count} {plural}"))
    });
    let counts: Vec<_> = counts.collect();
    listed(counts.iter().map(String::as_str))
}

fn listed<'t>(items: impl Iterator<Item = &'t str>) -> String {
    let items: Vec<_> = items.collect();
    if items.is_empty() { "none".to_owned() } else { items.join(", ") }
}

/// With a unit that leaves at most four digits.
fn bytes(count: u64) -> String {
    let units = [("B", 0), ("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40), ("PiB", 50)];
    let fits = |(_, shift): &&(&str, u32)| count >> shift < 10_000;
    let (unit, shift) = units.iter().find(fits).unwrap_or(&("EiB", 60));
    format!("{} {unit}", count >> shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: &str = r#"(module $picture
        (import "wasi_snapshot_preview1" "clock_time_get" (func (param i32 i64 i32) (result i32)))
        (memory (export "memory") 17 1024)
        (table (export "__indirect_function_table") 5 funcref)
        (global $stack (mut i32) (i32.const 65536))
        (func $decode (export "decode") (param i32 i32) (result i32)
          (memory.fill (local.get 0) (i32.const 0) (local.get 1)) (local.get 0))
        (func $helper_with_a_name_that_is_as_long_as_those_of_templates_in_cpp_tend_to_be_and_then_some)
        (data (i32.const 1024) "tables"))"#;

    fn report(contents: Contents) -> Report {
        Report { file: "libpicture.wasm".to_owned(), bytes: 31_415, sha256: "5".repeat(64), contents }
    }

    fn module() -> Report {
        let module = Module::read(&wat::parse_str(MODULE).unwrap()).unwrap();
        report(Contents::Module(Box::new(module)))
    }

    fn executable() -> Report {
        let exit = |kind: &str, line, reason: Option<&str>| Exit {
            package: "viewer 1.0.0".to_owned(),
            file: "src/main.rs".to_owned(),
            line,
            module: "viewer".to_owned(),
            kind: kind.to_owned(),
            rule: "in 0..=100".to_owned(),
            value: "s.width(image)?".to_owned(),
            reason: reason.map(str::to_owned),
        };
        let limits = [("memory", "16777216 bytes"), ("deadline", "3000 ms")];
        report(Contents::Executable(Executable {
            format: "Elf, X86_64".to_owned(),
            stripped: true,
            libraries: vec![Fenced {
                name: "picture".to_owned(),
                wrapper: "fenced-picture 0.1.0".to_owned(),
                source: "picture-sys 1.2.3".to_owned(),
                wasm_sha256: "a".repeat(64),
                code_sha256: "b".repeat(64),
                toolchain: "clang version 22.1.8".to_owned(),
                functions: "12".to_owned(),
                imports: "1".to_owned(),
                capabilities: vec!["clock".to_owned()],
                limits: limits.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
            }],
            exits: (1..=12)
                .map(|line| exit("validator", line, None))
                .chain([exit("escape", 40, Some("only shown to the user"))])
                .collect(),
        }))
    }

    fn plain(report: &Report, all: bool) -> String {
        anstream::adapter::strip_str(&of(report, all)).to_string()
    }

    #[test]
    fn a_module() {
        insta::assert_snapshot!(plain(&module(), false));
    }

    #[test]
    fn an_executable() {
        insta::assert_snapshot!(plain(&executable(), false));
    }

    #[test]
    fn as_json() {
        let text = super::super::json(&[module(), executable()]);
        insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    }

    #[test]
    fn everything_fits_into_80_columns() {
        for report in [module(), executable()] {
            for all in [false, true] {
                for line in plain(&report, all).lines() {
                    assert!(line.chars().count() <= usize::from(WIDTH), "{line}");
                }
            }
        }
    }

    #[test]
    fn what_a_list_leaves_out_is_said_and_can_be_had() {
        assert!(plain(&executable(), false).contains("and 2 more"));
        assert!(!plain(&executable(), true).contains("more;"));
    }

    #[test]
    fn sizes_have_at_most_four_digits() {
        assert_eq!(bytes(9_999), "9999 B");
        assert_eq!(bytes(10_240), "10 KiB");
        assert_eq!(bytes(5 << 30), "5120 MiB");
        assert_eq!(bytes(u64::MAX), "15 EiB");
    }
}
