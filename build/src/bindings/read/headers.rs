//! The headers after preprocessing, and their macros.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Job, probe};
use crate::module::hints;
use crate::toolchain::complaint;
use crate::{Error, depfile, files};

/// The compiler with the library's own flags. What it warns about was the library's author's to read.
pub(crate) fn command(job: &Job<'_>) -> Command {
    let mut command = job.compiler.command();
    command.arg("-w");
    for folder in job.includes {
        command.arg("-I").arg(folder);
    }
    for folder in job.beside {
        command.arg("-iquote").arg(folder);
    }
    command.args(job.flags);
    command
}

/// The text of all headers, with comments, and the files that it comes from.
pub(crate) fn text(job: &Job<'_>) -> Result<(String, Vec<PathBuf>), Error> {
    let (unit, rules) = (unit(job)?, job.work.join("headers.d"));
    let mut command = command(job);
    command.args(["-E", "-C", "-MMD", "-MT", "headers", "-MF"]).arg(&rules).arg(&unit);
    let text = run(command, job)?;
    // The rules are found beside the object, which there is none of.
    let headers = depfile::headers(&[rules.with_extension("o")], &[unit])?;
    Ok((text, headers.into_iter().collect()))
}

/// The macros without parameters, and the names of those with: `("ONE", Some("1"))`.
pub(crate) fn macros(job: &Job<'_>) -> Result<Vec<(String, Option<String>)>, Error> {
    let unit = unit(job)?;
    let mut command = command(job);
    command.args(["-E", "-dM"]).arg(&unit);
    Ok(run(command, job)?.lines().filter_map(definition).collect())
}

fn definition(line: &str) -> Option<(String, Option<String>)> {
    let rest = line.strip_prefix("#define ")?;
    let end = rest.find([' ', '(']).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    let value = (!rest.starts_with('(')).then(|| rest.trim().to_owned());
    Some((name.to_owned(), value))
}

fn unit(job: &Job<'_>) -> Result<PathBuf, Error> {
    let unit = job.work.join("headers.c");
    files::write(&unit, probe::head(job))?;
    Ok(unit)
}

fn run(mut command: Command, job: &Job<'_>) -> Result<String, Error> {
    let program = PathBuf::from(command.get_program());
    let output = command.output().map_err(|error| Error::file("start", &program, error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let text = String::from_utf8_lossy(&output.stderr).trim_end().to_owned();
    let text = if text.is_empty() { complaint(Path::new(&program), &output) } else { text };
    let message = match hints::header(&text) {
        Some(hint) => format!("{text}\n\n{hint}"),
        None => text,
    };
    Err(Error::Compile { library: job.library.name.clone(), message })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_have_a_name_and_a_value_unless_they_take_arguments() {
        let value = |text: &str| Some(text.to_owned());
        for (line, expected) in [
            ("#define ONE 1", ("ONE", value("1"))),
            ("#define GUARD", ("GUARD", value(""))),
            ("#define MAX(a, b) a", ("MAX", None)),
            ("#define PAREN (1 + 2)", ("PAREN", value("(1 + 2)"))),
        ] {
            assert_eq!(definition(line), Some((expected.0.to_owned(), expected.1)), "{line}");
        }
    }
}
