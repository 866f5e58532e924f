//! Objects to a module, with the linker called directly.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::module::hints;
use crate::support::CPP_ARCHIVES;
use crate::toolchain::{Libc, Linker, TRIPLE, Tool, Toolchain, complaint};
use crate::{Environment, Error};

/// WebAssembly's unit of memory.
pub(crate) const PAGE: u64 = 65_536;

/// Flags of every module. The table of functions is exported and may grow, so that the host can add callbacks.
pub(crate) const ALWAYS: &[&str] = &["--gc-sections", "--export-table", "--growable-table"];

/// What to link.
pub(crate) struct Job<'a> {
    /// Objects of the guest's support, then those of the library.
    pub(crate) objects: &'a [PathBuf],
    /// Functions and data that must be exported.
    pub(crate) exports: &'a BTreeSet<String>,
    /// The same, if anything defines them.
    pub(crate) optional: &'a BTreeSet<String>,
    /// Archives of the C library beside `libc.a`, by the names that `-l` takes.
    pub(crate) archives: &'a [&'static str],
    /// Bytes of the C stack.
    pub(crate) stack_bytes: u64,
    /// Most bytes the memory may grow to.
    pub(crate) memory_bytes: u64,
    /// Where the module goes. Its file name is written into the module.
    pub(crate) output: &'a Path,
}

/// Links `job` and returns what the linker warned about.
pub(crate) fn link(
    library: &str,
    job: &Job<'_>,
    toolchain: &Toolchain,
    environment: &Environment,
) -> Result<Vec<String>, Error> {
    let mut command = match &toolchain.linker {
        Linker::WasmLd { tool, libc } => wasm_ld(job, tool, libc, environment),
        Linker::Driver if job.archives.contains(&CPP_ARCHIVES[0]) => {
            driver(job, &toolchain.cpp_compiler(), environment)
        }
        Linker::Driver => driver(job, &toolchain.compiler, environment),
    };
    let output =
        command.output().map_err(|error| Error::file("start", Path::new(command.get_program()), error))?;
    let text = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        return Ok(text.lines().filter(|line| line.contains("warning:")).map(str::to_owned).collect());
    }
    let own = complaint(Path::new(command.get_program()), &output);
    let message = if text.trim().is_empty() { own } else { explain(&text) };
    Err(Error::Link { library: library.to_owned(), message })
}

/// Arguments that every linker understands. `--stack-first` puts the stack below all data, so that an overflow
/// runs off the start of memory and traps; without it the stack grows into global variables.
fn common(job: &Job<'_>) -> Vec<String> {
    let mut arguments = vec![
        "-z".to_owned(),
        format!("stack-size={}", job.stack_bytes.next_multiple_of(16)),
        format!("--max-memory={}", job.memory_bytes / PAGE * PAGE),
    ];
    arguments.extend(ALWAYS.iter().map(|&flag| flag.to_owned()));
    arguments.extend(job.exports.iter().map(|name| format!("--export={name}")));
    arguments.extend(job.optional.iter().map(|name| format!("--export-if-defined={name}")));
    arguments
}

fn wasm_ld(job: &Job<'_>, tool: &Tool, libc: &Libc, environment: &Environment) -> Command {
    let mut command = tool.command(environment);
    command
        .args(["-m", "wasm32", "--entry=_initialize", "--stack-first"])
        .args(common(job))
        .arg(libc.archives.join("crt1-reactor.o"))
        .args(job.objects)
        .arg("-L")
        .arg(&libc.archives)
        .args(job.archives.iter().map(|name| format!("-l{name}")))
        .arg("-lc")
        .arg(&libc.builtins);
    command.arg("-o").arg(job.output);
    command
}

/// zig calls its own linker, puts the stack first by itself, and refuses the flag that says so.
fn driver(job: &Job<'_>, compiler: &Tool, environment: &Environment) -> Command {
    let mut command = compiler.command(environment);
    command.args(["-target", TRIPLE, "-O2", "-mexec-model=reactor"]);
    command.args(common(job).iter().map(|argument| format!("-Wl,{argument}")));
    let archives = job.archives.iter().filter(|name| !CPP_ARCHIVES.contains(name));
    command.args(job.objects).args(archives.map(|name| format!("-l{name}")));
    command.arg("-o").arg(job.output);
    command
}

/// The missing names first, each with what is known about it, then the linker's own text, which has a line for each use
/// of a name: the first of them is enough.
fn explain(text: &str) -> String {
    let mut missing: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    let mut own: Vec<&str> = Vec::new();
    for line in text.trim_end().lines() {
        let uses = missing_name(line).map(|name| missing.entry(name).or_default());
        let first = uses.as_ref().is_none_or(|uses| **uses == 0);
        if let Some(uses) = uses {
            *uses = uses.saturating_add(1);
        }
        own.extend(first.then_some(line));
    }
    let mut lines: Vec<_> =
        missing.iter().map(|((export, name), uses)| sentence(*export, name, *uses)).collect();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(own.into_iter().map(str::to_owned));
    lines.join("\n")
}

/// The name that a line of the linker misses, and whether as an export.
fn missing_name(line: &str) -> Option<(bool, &str)> {
    let markers = [(false, "undefined symbol: "), (true, "symbol exported via --export not found: ")];
    markers.into_iter().find_map(|(export, marker)| Some((export, line.split_once(marker)?.1.trim())))
}

fn sentence(export: bool, name: &str, uses: usize) -> String {
    if export {
        return format!("`{name}` was promised but none of the files defines it");
    }
    let hint = hints::undefined(name).map(|hint| format!(": {hint}")).unwrap_or_default();
    let places = if uses > 1 { format!(" in {uses} places") } else { String::new() };
    format!("`{name}` is used{places} but defined nowhere{hint}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_missing_name_is_said_once_and_explained() {
        let text = "wasm-ld: error: a.o: undefined symbol: setjmp\n\
                    wasm-ld: error: b.o: undefined symbol: setjmp\n\
                    wasm-ld: error: symbol exported via --export not found: png_read\n";
        let message = explain(text);
        assert_eq!(message.matches("`setjmp` is used in 2 places but defined nowhere").count(), 1);
        assert!(message.contains("`png_read` was promised"));
        assert!(message.contains("wasm-ld: error: a.o"), "the linker's own text stays");
        assert!(!message.contains("b.o"), "once");
    }
}
