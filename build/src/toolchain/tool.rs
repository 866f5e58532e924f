use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde::{Deserialize, Serialize};

use super::Unfit;
use crate::Environment;

/// A program with the arguments that always come first (`zig cc`, `rust-lld -flavor wasm`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Path of the program.
    pub program: PathBuf,
    /// Arguments before all others.
    pub arguments: Vec<String>,
}

impl Tool {
    pub(crate) fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), arguments: Vec::new() }
    }

    pub(crate) fn with(program: impl Into<PathBuf>, arguments: &[&str]) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect(),
        }
    }

    /// Reads `program first second …`, as in `RINGFENCE_WASM_CC="python3 -m ziglang cc"`. A path with blanks is
    /// taken whole when it is a program.
    pub(crate) fn parse(text: &str, environment: &Environment) -> Option<Self> {
        if let Some(program) = environment.find_program(text) {
            return Some(Self::new(program));
        }
        let mut words = text.split_whitespace();
        let program = environment.find_program(words.next()?)?;
        Some(Self { program, arguments: words.map(str::to_owned).collect() })
    }

    /// The command, without the variables that leak the host into a compilation.
    pub(crate) fn command(&self, environment: &Environment) -> Command {
        let mut command = environment.command(&self.program);
        command.args(&self.arguments);
        command
    }

    /// Runs the tool and returns its standard output, or its complaint.
    pub(crate) fn ask(&self, environment: &Environment, arguments: &[&str]) -> Result<String, Unfit> {
        let output =
            self.command(environment).args(arguments).output().map_err(|error| {
                Unfit::because(format!("{} does not start: {error}", self.program.display()))
            })?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(Unfit::because(complaint(&self.program, &output)))
        }
    }

    /// First line of what `--version` prints.
    pub(crate) fn version(&self, environment: &Environment) -> Result<String, Unfit> {
        let text = self.ask(environment, &["--version"])?;
        Ok(text.lines().next().unwrap_or("unknown").trim().to_owned())
    }
}

/// The tool's own words after a failure, shortened to what fits in a report.
pub(crate) fn complaint(program: &Path, output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stdout));
    let lines: Vec<_> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).take(12).collect();
    if lines.is_empty() {
        return format!("{} failed ({}) without a message", program.display(), output.status);
    }
    lines.join("\n")
}
