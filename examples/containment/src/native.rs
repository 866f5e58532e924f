//! The same request in a process of its own, without a fence.

use std::fmt;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::case::{Answer, Case};

/// How long a program may take. A bug that was turned into a loop is a result too.
const PATIENCE: Duration = Duration::from_secs(120);

/// Which build of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// As it would ship.
    Plain,
    /// With AddressSanitizer, which tells what goes wrong.
    Sanitized,
}

/// How a process ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It answered.
    Answered(Answer),
    /// The system or its own allocator killed it.
    Killed(i32),
    /// AddressSanitizer found this.
    Found(String),
    /// It took too long and was stopped.
    Slow,
    /// It said something else.
    Other(String),
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered(_) => f.write_str("no sign of it"),
            Self::Killed(6) => f.write_str("killed by SIGABRT"),
            Self::Killed(11) => f.write_str("killed by SIGSEGV"),
            Self::Killed(signal) => write!(f, "killed by signal {signal}"),
            Self::Found(text) | Self::Other(text) => f.write_str(text),
            Self::Slow => write!(f, "stopped after {} s", PATIENCE.as_secs()),
        }
    }
}

/// The program, if this machine could build it.
pub fn program(case: &Case, build: Build) -> Option<PathBuf> {
    let suffix = if build == Build::Plain { "" } else { "-asan" };
    let path = Path::new(env!("CONTAINMENT_PROGRAMS")).join(format!("{}{suffix}", case.name));
    path.is_file().then_some(path)
}

/// Hands `file` to the program and waits for its end.
///
/// # Errors
///
/// When the program cannot be started or the file not be written.
pub fn run(program: &Path, file: &[u8]) -> anyhow::Result<Ending> {
    let mut input = tempfile::NamedTempFile::new()?;
    input.write_all(file)?;
    let mut child = Command::new(program)
        .arg(input.path())
        .env("ASAN_OPTIONS", "detect_leaks=0:allocator_may_return_null=1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting {}", program.display()))?;
    let output = std::thread::spawn({
        let (mut out, mut err) = (child.stdout.take(), child.stderr.take());
        move || (text(&mut err), text(&mut out))
    });
    let status = wait(&mut child)?;
    let (err, out) = output.join().unwrap_or_default();
    Ok(status.map_or(Ending::Slow, |status| ending(status, &out, &err)))
}

fn text(stream: &mut Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(stream) = stream {
        // What came until an error is good enough.
        let _ = stream.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn wait(child: &mut Child) -> anyhow::Result<Option<ExitStatus>> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

fn ending(status: ExitStatus, out: &str, err: &str) -> Ending {
    if let Some(found) = found(err) {
        return Ending::Found(found);
    }
    if let Some(signal) = status.signal() {
        return Ending::Killed(signal);
    }
    let numbers: Vec<u32> = out.split_whitespace().flat_map(str::parse).collect();
    match numbers[..] {
        [1, first, second] if status.success() => Ending::Answered(Some((first, second))),
        [0, ..] if status.success() => Ending::Answered(None),
        _ => Ending::Other(format!("{status}: {}", err.lines().next().unwrap_or(out.trim()))),
    }
}

/// What AddressSanitizer says in its headline, whether it was a read or a write, and in which function.
fn found(text: &str) -> Option<String> {
    let headline = text.split_once("ERROR: AddressSanitizer: ")?.1;
    let what = headline.split_whitespace().next()?;
    let access = ["READ", "WRITE"].into_iter().find(|word| text.contains(&format!("{word} of size")));
    let access = access.or_else(|| text.contains("caused by a READ").then_some("READ"));
    // Frame 0 may be the sanitizer's own memcpy.
    let place = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix('#')?.split_once(" in ")?.1.split(' ').next())
        .find(|function| !function.starts_with("__") && *function != "memcpy");
    let mut said = what.to_owned();
    if let Some(access) = access {
        said = format!("{said}, {access}");
    }
    Some(place.map_or(said.clone(), |place| format!("{said} in {place}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_the_access_and_the_first_frame_are_told() {
        let text = "=1==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x6\n\
                    WRITE of size 4 at 0x6 thread T0\n    #0 0x4 in __asan_memcpy (a+0x1)\n    \
                    #1 0x5 in ReplicateValue src/huffman_utils.c:64\n";
        assert_eq!(found(text).as_deref(), Some("heap-buffer-overflow, WRITE in ReplicateValue"));
        assert_eq!(found("Segmentation fault"), None);
    }

    #[test]
    fn endings_are_told_apart() {
        let done = ExitStatus::from_raw(0);
        assert_eq!(ending(done, "1 400 3\n", ""), Ending::Answered(Some((400, 3))));
        assert_eq!(ending(done, "0 0 0\n", ""), Ending::Answered(None));
        assert_eq!(ending(ExitStatus::from_raw(11), "", ""), Ending::Killed(11));
        assert!(matches!(ending(ExitStatus::from_raw(2 << 8), "", "oh\nno"), Ending::Other(_)));
    }
}
