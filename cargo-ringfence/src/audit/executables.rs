//! Executables of a build, opened.

use std::collections::HashSet;
use std::path::Path;

use object::Object as _;
use ringfence_syntax::hash::sha256_hex;

use super::report::Executable;
use super::symbols;
use crate::records::{self, Exit, Fenced};

/// What machine code of the engine begins with: an ELF file of 64 bits with the engine's number for a system.
const IMAGE: &[u8] = b"\x7fELF\x02\x01\x01\xc8";

/// What an executable holds of a library's machine code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// All of it, byte by byte.
    Whole,
    /// Not that, but machine code of which nobody knows whose it is.
    Other,
    /// None: nothing calls the library, and the linker left it out.
    Dropped,
}

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

    /// What it holds of the machine code of libraries of which it has records.
    pub(crate) fn held_code<'a>(&self, codes: impl Iterator<Item = Option<&'a [u8]>>) -> Vec<Option<Code>> {
        let places: Vec<Option<Vec<usize>>> = codes
            .map(|code| code.map(|code| memchr::memmem::find_iter(&self.bytes, code).collect()))
            .collect();
        let known: HashSet<usize> = places.iter().flatten().flatten().copied().collect();
        let strangers = memchr::memmem::find_iter(&self.bytes, IMAGE).any(|place| !known.contains(&place));
        let held = |places: Vec<usize>| match (places.is_empty(), strangers) {
            (false, _) => Code::Whole,
            (true, true) => Code::Other,
            (true, false) => Code::Dropped,
        };
        places.into_iter().map(|places| places.map(held)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machine_code_is_there_or_left_out_or_another() {
        let code = |name: &[u8]| [IMAGE, name].concat();
        let (known, other) = (code(b"of the first"), code(b"of the second"));
        let opened = |bytes: Vec<u8>| Opened {
            about: Executable {
                name: String::new(),
                sha256: String::new(),
                format: String::new(),
                stripped: false,
                needed: None,
                records: true,
            },
            bytes,
            held: None,
            libraries: Vec::new(),
            exits: Vec::new(),
        };
        let held = |bytes: &[u8], codes: &[&[u8]]| {
            opened([b"text", bytes, b"more"].concat()).held_code(codes.iter().map(|code| Some(*code)))
        };
        assert_eq!(held(&known, &[&known, &other]), [Some(Code::Whole), Some(Code::Dropped)]);
        assert_eq!(held(&known, &[&other]), [Some(Code::Other)]);
        assert_eq!(held(b"", &[&other]), [Some(Code::Dropped)]);
        assert_eq!(opened(known).held_code([None].into_iter()), [None]);
    }
}
