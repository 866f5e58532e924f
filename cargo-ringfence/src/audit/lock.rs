//! `ringfence.lock`: what the fenced libraries were when somebody looked last.

use std::fmt::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::Error;
use super::identity;
use super::report::Library;

/// Name of the file, beside Cargo.lock.
pub(crate) const FILE: &str = "ringfence.lock";

const VERSION: u32 = 1;

/// The file.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lock {
    pub(crate) version: u32,
    #[serde(default, rename = "library", skip_serializing_if = "Vec::is_empty")]
    pub(crate) libraries: Vec<Locked>,
    /// Lines of the libraries, from 1.
    #[serde(skip)]
    pub(crate) lines: Vec<u32>,
}

/// A fenced library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Locked {
    pub(crate) name: String,
    /// Name of the package that wraps it.
    pub(crate) wrapper: String,
    /// Its version.
    pub(crate) version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source_sha256: Option<String>,
    pub(crate) wasm_sha256: String,
    pub(crate) code_sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) toolchain: Option<String>,
    #[serde(default)]
    pub(crate) imports: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) memory_maximum: Option<u64>,
}

impl Lock {
    /// The file; `None` if there is none.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, Error> {
        let failed = |why: &dyn std::fmt::Display| Error::Usage(format!("{}: {why}", path.display()));
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(&error)),
        };
        let mut lock: Self = toml::from_str(&text).map_err(|error| failed(&error))?;
        lock.lines = lines(&text);
        match lock.version {
            VERSION => Ok(Some(lock)),
            other => Err(failed(&format!("version {other}; this command knows {VERSION} only"))),
        }
    }

    /// What was found now, where it was seen in full.
    pub(crate) fn of(libraries: &[Library]) -> Self {
        let mut libraries: Vec<_> = libraries.iter().filter_map(Locked::of).collect();
        libraries.sort_by(|a, b| (&a.wrapper, &a.name).cmp(&(&b.wrapper, &b.name)));
        Self { version: VERSION, libraries, lines: Vec::new() }
    }

    pub(crate) fn write(&self, path: &Path) -> Result<(), Error> {
        let mut text = String::from("# Written by `cargo ringfence audit lock`; commit it.\n");
        let body = toml::to_string(self).map_err(Error::usage)?;
        let _ = write!(text, "{body}");
        std::fs::write(path, text).map_err(|error| Error::Usage(format!("{}: {error}", path.display())))
    }

    /// Every entry and its line.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&Locked, u32)> {
        let lines = self.lines.iter().copied().chain(std::iter::repeat(1));
        self.libraries.iter().zip(lines)
    }

    /// The entry of a library of a wrapper, of any version.
    pub(crate) fn entry(&self, wrapper: &str, name: &str) -> Option<&Locked> {
        let wrapper = identity::name(wrapper);
        self.libraries.iter().find(|locked| locked.name == name && locked.wrapper == wrapper)
    }
}

/// Where entries begin.
fn lines(text: &str) -> Vec<u32> {
    let lines = text.lines().zip(1..);
    lines.filter(|(line, _)| line.trim() == "[[library]]").map(|(_, number)| number).collect()
}

impl Locked {
    fn of(library: &Library) -> Option<Self> {
        let (wrapper, version) = library.wrapper.split_once(' ')?;
        Some(Self {
            name: library.name.clone(),
            wrapper: wrapper.to_owned(),
            version: version.to_owned(),
            source: library.source.clone(),
            source_sha256: library.source_sha256.clone(),
            wasm_sha256: library.wasm_sha256.clone()?,
            code_sha256: library.code_sha256.clone()?,
            toolchain: library.toolchain.clone(),
            imports: library.imports.clone().unwrap_or_default(),
            memory_maximum: library.memory_maximum,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        assert_eq!(Lock::read(&path).unwrap(), None);
        let lock = Lock::of(&crate::audit::sample::report().libraries);
        lock.write(&path).unwrap();
        let read = Lock::read(&path).unwrap().unwrap();
        assert_eq!(read.libraries, lock.libraries);
        assert_eq!(read.entries().map(|(_, line)| line).collect::<Vec<_>>(), [4]);
        insta::assert_snapshot!(std::fs::read_to_string(&path).unwrap());
    }

    #[test]
    fn a_lock_of_another_version_or_with_a_mistake_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        for (text, expected) in [("version = 7", "version 7"), ("version = 1\n[[library]]\nname = 3", "name")]
        {
            std::fs::write(&path, text).unwrap();
            let Err(Error::Usage(why)) = Lock::read(&path) else { panic!("{text}") };
            assert!(why.contains(expected), "{why}");
        }
    }
}
