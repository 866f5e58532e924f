//! The proof that a toolchain works: a few lines, compiled, linked and looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Toolchain, Unfit, complaint};
use crate::compile::Compiler;
use crate::module::{self, Facts, Promise};
use crate::{Environment, files, flags, link};

/// Uses libc, and `long double`, whose arithmetic lives in the compiler's support routines. The first lines are
/// the proof that the host's headers are out of reach.
const PROGRAM: &str = r#"
#if __has_include(<linux/types.h>) || __has_include(<mach/mach.h>) || __has_include(<windows.h>)
#error "the compiler finds the headers of this machine, not only those for WebAssembly"
#endif
#include <stdlib.h>
#include <string.h>

int ringfence_probe(const char *text, long double factor) {
    char *copy = malloc(strlen(text) + 1);
    if (!copy) return -1;
    strcpy(copy, text);
    int sum = (int)(factor * copy[0]);
    free(copy);
    return sum;
}
"#;

const FUNCTION: &str = "ringfence_probe";
const MEMORY: u64 = 16 << 20;

/// Passes the toolchain on when its module is as it must be.
pub(super) fn check(
    toolchain: Toolchain,
    environment: &Environment,
    scratch: &Path,
) -> Result<Toolchain, Unfit> {
    run(&toolchain, environment, scratch).map(|()| toolchain)
}

fn run(toolchain: &Toolchain, environment: &Environment, scratch: &Path) -> Result<(), Unfit> {
    let folder = scratch.join("probe");
    let unfit = |error: crate::Error| Unfit::because(error.to_string());
    files::create_folder(&folder).map_err(unfit)?;
    let source = folder.join("probe.c");
    files::write(&source, PROGRAM).map_err(unfit)?;
    let object = compile(toolchain, environment, scratch, &source)?;
    let guard = folder.join("guard.c");
    files::write(&guard, ringfence_guest::STACK_GUARD.text).map_err(unfit)?;
    let guard = compile(toolchain, environment, scratch, &guard)?;
    let module = folder.join("probe.wasm");
    let job = link::Job {
        objects: &[guard, object],
        exports: &BTreeSet::from([FUNCTION.to_owned()]),
        optional: &BTreeSet::new(),
        archives: &[],
        stack_bytes: 1 << 16,
        memory_bytes: MEMORY,
        output: &module,
    };
    link::link("probe", &job, toolchain, environment).map_err(unfit)?;
    inspect(&files::read(&module).map_err(unfit)?)
}

fn compile(
    toolchain: &Toolchain,
    environment: &Environment,
    scratch: &Path,
    source: &Path,
) -> Result<PathBuf, Unfit> {
    let object = source.with_extension("o");
    let compiler =
        Compiler::new(toolchain, environment, scratch).map_err(|error| Unfit::because(error.to_string()))?;
    let output = compiler
        .command()
        .args(flags::HARDENED)
        .arg("-c")
        .arg(source)
        .arg("-o")
        .arg(&object)
        .output()
        .map_err(|error| Unfit::because(format!("the compiler does not start: {error}")))?;
    if output.status.success() {
        Ok(object)
    } else {
        Err(Unfit::because(complaint(&toolchain.compiler.program, &output)))
    }
}

fn inspect(module: &[u8]) -> Result<(), Unfit> {
    let facts = Facts::read(module, ringfence_engine::Dialect::Plain)
        .map_err(|error| Unfit::because(format!("it makes an invalid module: {error}")))?;
    let functions = BTreeMap::from([(FUNCTION.to_owned(), None)]);
    let globals = BTreeSet::new();
    let promise = Promise {
        functions: &functions,
        globals: &globals,
        grants: &BTreeSet::new(),
        memory_bytes: MEMORY,
        table_elements: 1000,
    };
    match module::check(&facts, &promise).first() {
        Some(problem) => Err(Unfit::because(format!("its module is not as expected: {problem}"))),
        None => Ok(()),
    }
}
