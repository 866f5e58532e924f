//! What the build helper left behind, and whether it can be trusted.

use std::path::{Path, PathBuf};

use ringfence_syntax::manifest::{self, Manifest};
use ringfence_syntax::messages::{self, Message};
use ringfence_syntax::{Header, Interface, Report, hash, wasm};
use syn::LitStr;

/// Where build systems without build scripts, and tests, say that the output is.
const OVERRIDE: &str = "RINGFENCE_OUT_DIR";

/// Where the output of the build script is.
#[derive(Debug)]
pub(crate) struct Output {
    folder: Option<PathBuf>,
    is_override: bool,
}

/// A library that was found, and that agrees with its manifest.
#[derive(Debug)]
pub(crate) struct Artefact {
    pub(crate) manifest: Manifest,
    /// Folder of the library's files when it is not below `OUT_DIR`.
    pub(crate) folder: Option<PathBuf>,
}

impl Output {
    /// An output for tests.
    #[cfg(test)]
    pub(crate) fn new(folder: Option<PathBuf>, is_override: bool) -> Self {
        Self { folder, is_override }
    }

    /// That of the package being compiled.
    pub(crate) fn of_this_package() -> Self {
        match std::env::var_os(OVERRIDE).filter(|folder| !folder.is_empty()) {
            Some(folder) => Self { folder: Some(folder.into()), is_override: true },
            None => Self { folder: std::env::var_os("OUT_DIR").map(PathBuf::from), is_override: false },
        }
    }
}

/// What the build helper read in the header of `library`. `None` when it read none; when there is nothing to read at
/// all, an empty one: [`read`] says what is wrong.
pub(crate) fn header(library: &str, output: &Output) -> Option<Header> {
    let Some(out_dir) = &output.folder else { return Some(Header::default()) };
    let Ok(manifest) = Manifest::read(out_dir, library) else { return Some(Header::default()) };
    if manifest.absent.is_some() {
        return Some(Header::default());
    }
    let file = manifest.header?;
    let text = std::fs::read_to_string(Manifest::folder(out_dir, library).join(&file.file));
    let header = text.ok().and_then(|text| Header::parse(&text, &file.left_out).ok());
    Some(header.unwrap_or_default())
}

/// Reads the manifest, compares the files with their hashes and the functions with the exports. `None` when a
/// mistake was reported that makes the library unusable as a whole.
pub(crate) fn read(interface: &Interface, output: &Output, report: &mut Report) -> Option<Artefact> {
    let literal = interface.literal.as_ref()?;
    let mut library = Found { interface, literal, report };
    let Some(out_dir) = &output.folder else {
        return library.refuse(&messages::NO_OUT_DIR, &[]);
    };
    let manifest = library.manifest(out_dir)?;
    let folder = Manifest::folder(out_dir, &interface.library);
    if manifest.absent.is_some() {
        return Some(Artefact { manifest, folder: output.is_override.then_some(folder) });
    }
    library.check_file(&folder, &manifest.wasm.file, &manifest.wasm.sha256)?;
    library.check_file(&folder, &manifest.artefact.file, &manifest.artefact.sha256)?;
    if let Some(header) = manifest.header.as_ref().filter(|_| interface.has_header) {
        library.check_file(&folder, &header.file, &header.sha256)?;
    }
    library.check_layouts(&manifest);
    // The build helper takes nothing from an interface with mistakes, so that all its functions would be missing.
    if report.count() == 0 {
        wasm::compare(interface, &manifest, report);
    }
    Some(Artefact { manifest, folder: output.is_override.then_some(folder) })
}

struct Found<'a, 'r> {
    interface: &'a Interface,
    literal: &'a LitStr,
    report: &'r mut Report,
}

impl Found<'_, '_> {
    fn manifest(&mut self, out_dir: &Path) -> Option<Manifest> {
        let name = &self.interface.library;
        if !Manifest::folder(out_dir, name).join(manifest::FILE).is_file() {
            return self.refuse(&messages::NO_MANIFEST, &[]);
        }
        match Manifest::read(out_dir, name) {
            Ok(manifest) if manifest.library == *name => Some(manifest),
            Ok(manifest) => self.refuse(
                &messages::BAD_MANIFEST,
                &[("reason", &format!("it is about `{}`", manifest.library))],
            ),
            Err(reason) => self.refuse(&messages::BAD_MANIFEST, &[("reason", &reason)]),
        }
    }

    fn check_file(&mut self, folder: &Path, file: &str, expected: &str) -> Option<()> {
        match std::fs::read(folder.join(file)) {
            Ok(bytes) if hash::sha256_hex(&bytes) == expected => Some(()),
            Ok(_) => self.refuse(&messages::WRONG_HASH, &[("file", file)]),
            Err(error) => {
                self.refuse(&messages::MISSING_FILE, &[("file", file), ("reason", &error.to_string())])
            }
        }
    }

    /// A struct that the C compiler has not confirmed would be read at offsets that nobody vouches for.
    fn check_layouts(&mut self, manifest: &Manifest) {
        let unseen = self.interface.layout_digest().is_some_and(|digest| !manifest.layouts.contains(&digest));
        if unseen && self.report.count() == 0 {
            self.refuse::<()>(&messages::LAYOUT_UNSEEN, &[]);
        }
    }

    fn refuse<T>(&mut self, message: &Message, values: &[(&str, &str)]) -> Option<T> {
        let name = ("name", &*self.interface.library);
        let values: Vec<_> = std::iter::once(name).chain(values.iter().copied()).collect();
        self.report.add(self.literal, message, &values);
        None
    }
}
