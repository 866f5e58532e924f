//! Comparing the interface's structs and enums with the C headers, by letting the C compiler do it.

use std::path::{Path, PathBuf};

use ringfence_syntax::{BITS_CLAIMED, FUNCTION_CLAIMED, without_prototypes};

use crate::compile::Compiler;
use crate::toolchain::complaint;
use crate::{Error, bits, files, functions};

/// What the comparison needs beside the assertions themselves.
pub(crate) struct Job<'a> {
    pub(crate) library: &'a str,
    pub(crate) includes: &'a [PathBuf],
    /// Folders in which `#include "…"` also looks: those of the sources.
    pub(crate) beside: &'a [PathBuf],
    pub(crate) flags: &'a [String],
    pub(crate) output: &'a Path,
}

/// Compiles each unit of assertions, and looks at the objects for what no assertion of C can claim.
pub(crate) fn check(units: &[String], job: &Job<'_>, compiler: &Compiler<'_>) -> Result<(), Error> {
    for (index, unit) in units.iter().enumerate() {
        let path = job.output.join(format!("layout_{index}.c"));
        files::write(&path, unit)?;
        compile(&path, job, compiler)?;
        let object = files::read(&path.with_extension("o"))?;
        let mut disagreements = wrong_bits(unit, &object);
        disagreements.extend(wrong_functions(unit, &object, &path, job, compiler)?);
        if !disagreements.is_empty() {
            return Err(Error::Layout { library: job.library.to_owned(), message: disagreements.join("\n") });
        }
    }
    Ok(())
}

fn compile(unit: &Path, job: &Job<'_>, compiler: &Compiler<'_>) -> Result<(), Error> {
    let mut command = compiler.command();
    // All disagreements at once: the default stops after 20 errors. An object is made only because zig cannot do
    // without one.
    command.args(["-w", "-ferror-limit=0", "-c"]);
    for folder in job.includes {
        command.arg("-I").arg(folder);
    }
    for folder in job.beside {
        command.arg("-iquote").arg(folder);
    }
    command.args(job.flags);
    // The bytes of the object are looked at, so it must be one.
    command.arg("-fno-lto").arg(unit).arg("-o").arg(unit.with_extension("o"));
    let program = PathBuf::from(command.get_program());
    let output = command.output().map_err(|error| Error::file("start", &program, error))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let text = if text.trim().is_empty() { complaint(&program, &output) } else { text };
    Err(Error::Layout { library: job.library.to_owned(), message: explain(&text) })
}

fn wrong_bits(unit: &str, object: &[u8]) -> Vec<String> {
    match unit.matches(BITS_CLAIMED).count() {
        0 => Vec::new(),
        claims => bits::disagreements(object, claims).unwrap_or_else(|error| vec![unreadable(&error)]),
    }
}

fn wrong_functions(
    unit: &str,
    object: &[u8],
    path: &Path,
    job: &Job<'_>,
    compiler: &Compiler<'_>,
) -> Result<Vec<String>, Error> {
    let declaration = |line: &&str| line.starts_with("extern") && line.contains(FUNCTION_CLAIMED);
    let claims = unit.lines().filter(declaration).count();
    if claims == 0 {
        return Ok(Vec::new());
    }
    let comparison = match functions::compare(object, claims) {
        Ok(comparison) => comparison,
        Err(error) => return Ok(vec![unreadable(&error)]),
    };
    if !comparison.open.is_empty() && comparison.disagreements.is_empty() {
        let places = comparison.open.iter().map(|(place, sentence)| (&**place, &**sentence));
        let path = path.with_extension("open.c");
        files::write(&path, format!("{unit}{}", without_prototypes(places)))?;
        compile(&path, job, compiler)?;
    }
    Ok(comparison.disagreements)
}

fn unreadable(error: &wasmparser::BinaryReaderError) -> String {
    format!("- the compiler made no readable object of the assertions: {error}")
}

/// The sentences of the failed assertions first, then the compiler's own text.
fn explain(text: &str) -> String {
    let mut sentences: Vec<_> = text.lines().filter_map(sentence).collect();
    if sentences.is_empty() {
        return text.trim_end().to_owned();
    }
    sentences.push(String::new());
    sentences.push(text.trim_end().to_owned());
    sentences.join("\n")
}

/// `x.c:3:1: error: static assertion failed due to requirement 'sizeof(…) == 8': the sentence`, in the spellings
/// of all supported versions.
fn sentence(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("error: static")?;
    let (_, sentence) = rest
        .split_once("': ")
        .or_else(|| rest.split_once("failed: "))
        .or_else(|| rest.split_once("failed \""))?;
    Some(format!("- {}", sentence.trim_matches('"')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_assertions_own_words_come_first() {
        let new =
            "l.c:3:1: error: static assertion failed due to requirement 'sizeof(Info) == 8': Info: 8 bytes";
        assert_eq!(sentence(new), Some("- Info: 8 bytes".to_owned()));
        let old = "l.c:3:1: error: static_assert failed due to requirement '1 == 2' \"Info: 8 bytes\"";
        assert!(explain(old).contains("Info: 8 bytes"));
        assert!(explain("l.c:1:10: fatal error: 'x.h' file not found").contains("'x.h' file not found"));
    }
}
