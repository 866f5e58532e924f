//! Asking the C compiler about one line at a time.
//!
//! A unit with a line for each question is compiled; lines that it refuses are taken out, and what they were refused
//! with is the answer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Job;
use crate::toolchain::complaint;
use crate::{Error, files};

/// Errors of one kind hide those of the next; there are not more kinds than this.
const ROUNDS: usize = 12;

/// What a unit came to.
pub(crate) struct Answers {
    /// The object of the lines that compile.
    pub(crate) object: Vec<u8>,
    /// The others, by their places, with the compiler's words.
    pub(crate) refused: BTreeMap<usize, String>,
}

/// Compiles `lines` behind the library's headers. Empty lines are none.
pub(crate) fn ask(job: &Job<'_>, name: &str, lines: &[String]) -> Result<Answers, Error> {
    let path = job.work.join(format!("{name}.c"));
    let head = head(job);
    let first = head.lines().count() + 1;
    let mut refused = BTreeMap::new();
    for _ in 0..ROUNDS {
        let kept = lines.iter().enumerate().map(|(index, line)| match refused.contains_key(&index) {
            true => "",
            false => line.as_str(),
        });
        let text = format!("{head}{}\n", kept.collect::<Vec<_>>().join("\n"));
        files::write(&path, text)?;
        let Err(output) = compile(job, &path)? else {
            return Ok(Answers { object: files::read(&path.with_extension("o"))?, refused });
        };
        let before = refused.len();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (line, message) in output.lines().filter_map(|line| error(line, &file)) {
            if let Some(index) = line.checked_sub(first).filter(|index| *index < lines.len()) {
                refused.entry(index).or_insert(message);
            }
        }
        if refused.len() == before {
            return Err(Error::Compile { library: job.library.name.clone(), message: output });
        }
    }
    let message = format!("{} was not settled in {ROUNDS} rounds", path.display());
    Err(Error::Compile { library: job.library.name.clone(), message })
}

/// The lines that include the headers.
pub(crate) fn head(job: &Job<'_>) -> String {
    job.library.headers.iter().map(|header| format!("#include \"{header}\"\n")).collect()
}

/// The compiler's own text, if it refuses.
fn compile(job: &Job<'_>, path: &Path) -> Result<Result<(), String>, Error> {
    let mut command = super::headers::command(job);
    command.args(["-ferror-limit=0", "-fno-caret-diagnostics", "-fno-show-column", "-fno-color-diagnostics"]);
    command.args(["-fno-lto", "-c"]).arg(path).arg("-o").arg(path.with_extension("o"));
    let program = PathBuf::from(command.get_program());
    let output = command.output().map_err(|error| Error::file("start", &program, error))?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok(Err(if text.trim().is_empty() { complaint(&program, &output) } else { text }))
}

/// `…/unit.c:12: error: text`.
fn error(line: &str, file: &str) -> Option<(usize, String)> {
    let (place, message) = line.split_once(": error: ")?;
    let (path, number) = place.rsplit_once(':')?;
    path.ends_with(file).then_some(())?;
    Some((number.parse().ok()?, message.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_have_a_line_and_a_text() {
        let line = "/out/build/values.c:14: error: use of undeclared identifier 'x'";
        let found = error(line, "values.c");
        assert_eq!(found, Some((14, "use of undeclared identifier 'x'".to_owned())));
        assert_eq!(error(line, "kinds.c"), None);
        assert_eq!(error("/out/values.c:14: note: expanded from macro", "values.c"), None);
    }
}
