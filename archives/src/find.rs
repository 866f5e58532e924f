//! Looking for an archive, and judging what lies there.

use std::fmt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::{Archive, Pin};

/// A file with the right contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is.
    pub pin: Pin,
}

/// Why there is no archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfound {
    /// None of the files is in any of the folders.
    Missing {
        /// What was looked for.
        archive: Archive,
        /// Where.
        folders: Vec<PathBuf>,
    },
    /// A file is there, and is another one.
    Wrong {
        /// Where it lies.
        path: PathBuf,
        /// What it should be.
        expected: Vec<Pin>,
        /// SHA-256 of what it is.
        actual: String,
    },
    /// A file is there and cannot be read.
    Unreadable {
        /// Where it lies.
        path: PathBuf,
        /// The operating system's words.
        reason: String,
    },
}

impl Archive {
    /// The first of the pinned files that lies in one of the folders with the right contents.
    ///
    /// # Errors
    ///
    /// When there is none. A file with other contents is told before one that is missing.
    pub fn find(&self, folders: &[PathBuf]) -> Result<Found, Unfound> {
        let mut wrong = None;
        for pin in &self.pins {
            for path in folders.iter().map(|folder| folder.join(&pin.file)).filter(|path| path.exists()) {
                match self.judge(&path) {
                    Ok(found) => return Ok(found),
                    Err(reason) => drop(wrong.get_or_insert(reason)),
                }
            }
        }
        Err(wrong.unwrap_or_else(|| Unfound::Missing { archive: self.clone(), folders: folders.to_vec() }))
    }

    /// Takes a file, whatever its name, if it has the contents of one that is pinned.
    ///
    /// # Errors
    ///
    /// When it has not, or cannot be read.
    pub fn judge(&self, path: &Path) -> Result<Found, Unfound> {
        let bytes = std::fs::read(path)
            .map_err(|error| Unfound::Unreadable { path: path.to_owned(), reason: error.to_string() })?;
        let actual: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        match self.pins.iter().find(|pin| pin.sha256 == actual) {
            Some(pin) => Ok(Found { path: path.to_owned(), pin: pin.clone() }),
            None => Err(Unfound::Wrong { path: path.to_owned(), expected: self.pins.clone(), actual }),
        }
    }
}

impl fmt::Display for Unfound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { archive, folders } => {
                writeln!(
                    f,
                    "the source archive of `{}` is not on this machine\n\nLooked for:",
                    archive.name
                )?;
                for Pin { version, file, sha256, .. } in &archive.pins {
                    writeln!(f, "  {file} (version {version}, sha256 {sha256})")?;
                }
                folders.iter().try_for_each(|folder| writeln!(f, "in {}", folder.display()))?;
                write!(f, "\n{}", Fix(archive))
            }
            Self::Wrong { path, expected, actual } => {
                writeln!(f, "{} is not the archive that the manifest pins\n", path.display())?;
                for pin in expected {
                    writeln!(f, "  expected sha256 {} ({})", pin.sha256, pin.version)?;
                }
                write!(f, "  found    sha256 {actual}\n\nRemove it and fetch it again, or correct the pin.")
            }
            Self::Unreadable { path, reason } => write!(f, "cannot read {}: {reason}", path.display()),
        }
    }
}

/// What to type.
struct Fix<'a>(&'a Archive);

impl fmt::Display for Fix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.name.to_uppercase().replace(['-', '.', '+'], "_");
        if self.0.pins.iter().any(|pin| pin.debian.is_some()) {
            writeln!(
                f,
                "On Debian and its relatives this fetches it (no root needed):\n\n    cargo ringfence fetch\n"
            )?;
            f.write_str("Elsewhere, name the file, or a folder with the sources: ")?;
        } else {
            f.write_str("Name the file, or a folder with the sources: ")?;
        }
        write!(f, "RINGFENCE_SOURCE_{name}=PATH")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SHA-256 of `abc`, as the standard has it.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn archive() -> Archive {
        let pin = |file: &str, sha256: &str| Pin {
            version: "1.0".to_owned(),
            file: file.to_owned(),
            sha256: sha256.to_owned(),
            debian: Some("thing".to_owned()),
        };
        Archive {
            name: "lib-thing".to_owned(),
            pins: vec![pin("a.tar.gz", &"0".repeat(64)), pin("b.tar.gz", ABC)],
        }
    }

    #[test]
    fn the_first_file_with_the_right_contents_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let folders = [folder.path().join("empty"), folder.path().to_owned()];
        std::fs::write(folder.path().join("a.tar.gz"), "other").unwrap();
        std::fs::write(folder.path().join("b.tar.gz"), "abc").unwrap();
        let found = archive().find(&folders).unwrap();
        assert_eq!((found.path, found.pin.file.as_str()), (folder.path().join("b.tar.gz"), "b.tar.gz"));
    }

    #[test]
    fn other_contents_are_told_with_both_hashes() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.tar.gz"), "abcd").unwrap();
        let told = archive().find(&[folder.path().to_owned()]).unwrap_err().to_string();
        assert!(told.contains(ABC) && told.contains("found    sha256 88d4266f"), "{told}");
    }

    #[test]
    fn what_is_missing_is_told_with_the_command_that_fixes_it() {
        let told = archive().find(&["/nowhere".into()]).unwrap_err().to_string();
        for text in
            ["`lib-thing`", "b.tar.gz", "/nowhere", "cargo ringfence fetch", "RINGFENCE_SOURCE_LIB_THING="]
        {
            assert!(told.contains(text), "{told}");
        }
    }
}
