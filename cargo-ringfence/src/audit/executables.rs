//! Executables of a build, opened.

use std::collections::HashSet;
use std::path::Path;

use object::Object as _;
use ringfence_syntax::hash::sha256_hex;

use super::report::Executable;
use super::symbols;
use crate::records::{self, Exit, Fenced};

/// An executable or shared library.
pub(crate) struct Opened {
    pub(crate) about: Executable,
    pub(crate) bytes: Vec<u8>,
    /// Names of what it holds. None: they were removed.
    pub(crate) held: Option<HashSet<String>>,
    pub(crate) libraries: Vec<Fenced>,
    pub(crate) exits: Vec<Exit>,
}

impl Opened {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
        let file = object::File::parse(&*bytes).map_err(|error| format!("no executable: {error}"))?;
        let recorded = records::in_object(&file)?;
        let held = symbols::held(&file);
        let about = Executable {
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            sha256: sha256_hex(&bytes),
            format: records::format(&file),
            stripped: held.is_none() && file.symbols().next().is_none(),
            needed: symbols::needed(&bytes, &file),
            records: recorded.is_some(),
        };
        let (libraries, exits) = recorded.unwrap_or_default();
        Ok(Self { about, held, libraries, exits, bytes })
    }

    /// Whether the machine code is in it, byte by byte.
    pub(crate) fn holds(&self, machine_code: &[u8]) -> bool {
        memchr::memmem::find(&self.bytes, machine_code).is_some()
    }
}
