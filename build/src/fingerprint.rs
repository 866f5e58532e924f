//! Whether anything changed since the last build.
//!
//! Cargo runs a build script whenever a watched file was touched, also for an edit of `src/lib.rs` that leaves the
//! interface alone. The fingerprint covers the contents of everything that goes into the artefact, so that such a
//! run costs milliseconds.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::files;

/// What the last build left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    pub(crate) fingerprint: String,
    /// Headers that were read. They are known only after compiling, so the next fingerprint starts from them.
    pub(crate) headers: Vec<PathBuf>,
    pub(crate) warnings: Vec<String>,
}

impl Stamp {
    pub(crate) fn read(folder: &Path) -> Self {
        let text = std::fs::read(Self::file(folder)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<(), crate::Error> {
        let text = serde_json::to_vec_pretty(self).unwrap_or_default();
        files::write(&Self::file(folder), text)
    }

    fn file(folder: &Path) -> PathBuf {
        folder.join("stamp.json")
    }
}

/// A hash of labelled parts. Lengths are hashed too, so that no two lists of parts read the same.
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    pub(crate) fn new() -> Self {
        Self(Sha256::new())
    }

    pub(crate) fn add(&mut self, label: &str, value: impl AsRef<[u8]>) {
        for part in [label.as_bytes(), value.as_ref()] {
            self.0.update(part.len().to_le_bytes());
            self.0.update(part);
        }
    }

    /// Path and contents. A file that is gone counts as different from an empty one.
    pub(crate) fn add_file(&mut self, label: &str, path: &Path) {
        self.add(label, path.as_os_str().as_encoded_bytes());
        match std::fs::read(path) {
            Ok(contents) => self.add("contents", contents),
            Err(_) => self.add("absent", []),
        }
    }

    pub(crate) fn finish(self) -> String {
        files::hexadecimal(&self.0.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[(&str, &str)]) -> String {
        let mut fingerprint = Fingerprint::new();
        for (label, value) in parts {
            fingerprint.add(label, value);
        }
        fingerprint.finish()
    }

    #[test]
    fn moving_a_letter_between_parts_changes_it() {
        assert_ne!(of(&[("flag", "-Da"), ("flag", "b")]), of(&[("flag", "-D"), ("flag", "ab")]));
        assert_ne!(of(&[("a", "")]), of(&[]));
        assert_eq!(of(&[("a", "b")]), of(&[("a", "b")]));
    }
}
