//! zig as a C compiler: one download with compiler, linker and libc, also as a Python package for machines where
//! nothing can be installed.

use std::path::{Path, PathBuf};

use super::{Fix, Kind, Linker, Proposal, Tool, Toolchain, Unfit};
use crate::Environment;

/// Prints the path of the program inside the Python package, so that Python is needed once and not per file.
const FIND_IN_PACKAGE: &str =
    "import os, ziglang; print(os.path.join(os.path.dirname(ziglang.__file__), 'zig'))";

pub(crate) fn proposals(environment: &Environment) -> Vec<Proposal<'_>> {
    let package = || Proposal {
        name: "python3 -m ziglang cc".to_owned(),
        kind: Kind::Zig,
        examine: Box::new(move || examine(&in_python_package(environment)?, environment)),
    };
    match environment.find_program("zig") {
        Some(program) => vec![
            Proposal {
                name: "zig cc".to_owned(),
                kind: Kind::Zig,
                examine: Box::new(move || examine(&program, environment)),
            },
            package(),
        ],
        None => vec![
            Proposal {
                name: "zig cc".to_owned(),
                kind: Kind::Zig,
                examine: Box::new(|| Err(Unfit::fixed_by("not found in PATH", Fix::zig()))),
            },
            package(),
        ],
    }
}

fn in_python_package(environment: &Environment) -> Result<PathBuf, Unfit> {
    let python = environment
        .find_program("python3")
        .or_else(|| environment.find_program("python"))
        .ok_or_else(|| Unfit::because("python3 was not found in PATH"))?;
    let answer = Tool::new(python)
        .ask(environment, &["-c", FIND_IN_PACKAGE])
        .map_err(|_| Unfit::fixed_by("the Python package `ziglang` is not installed", Fix::zig()))?;
    let path = answer.trim();
    environment.find_program(path).ok_or_else(|| Unfit::because(format!("{path} is not a program")))
}

fn examine(program: &Path, environment: &Environment) -> Result<Toolchain, Unfit> {
    let compiler = Tool::with(program, &["cc"]);
    let version = version(&compiler, environment)?;
    Ok(Toolchain { kind: Kind::Zig, compiler, linker: Linker::Driver, version })
}

/// zig's own version; `zig cc --version` tells that of the clang inside it.
pub(crate) fn version(compiler: &Tool, environment: &Environment) -> Result<String, Unfit> {
    let mut zig = compiler.clone();
    zig.arguments.pop();
    Ok(format!("zig {}", zig.ask(environment, &["version"])?.trim()))
}

/// Whether a command line calls zig's compiler, as in `zig cc` or `python3 -m ziglang cc`.
pub(crate) fn is_zig(tool: &Tool) -> bool {
    let program = tool.program.file_stem().is_some_and(|name| name == "zig");
    let module = tool.arguments.iter().any(|argument| argument == "ziglang");
    (program || module) && tool.arguments.last().is_some_and(|argument| argument == "cc")
}
