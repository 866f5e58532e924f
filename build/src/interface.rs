//! What the wrapper's Rust source says about the library.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ringfence_syntax::manifest::Signature;
use ringfence_syntax::{Header, Interface};
use walkdir::WalkDir;

use crate::{Error, files};

/// Every module that carries `#[ringfence::library("NAME")]` below `src`.
#[derive(Default)]
pub(crate) struct Declared {
    interfaces: Vec<Interface>,
    /// What cargo must watch: the files with the interface, or the folder in which one may yet appear.
    pub(crate) watched: Vec<PathBuf>,
    /// A file names the library but cannot be understood. The macro says so better, at the token.
    pub(crate) unreadable: bool,
    /// One of the modules takes what was read from headers.
    pub(crate) takes_header: bool,
}

impl Declared {
    /// Reads all of `manifest_dir/src`, and the files that are named.
    /// `header` is what was read from the library's headers.
    pub(crate) fn scan(
        manifest_dir: &Path,
        named: &[PathBuf],
        library: &str,
        header: Option<&Header>,
    ) -> Result<Self, Error> {
        let source = manifest_dir.join("src");
        let mut declared = Self::default();
        let named = named.iter().map(|path| manifest_dir.join(path));
        for path in rust_files(&source).into_iter().chain(named) {
            let text = String::from_utf8_lossy(&files::read(&path)?).into_owned();
            // Parsing everything would make build scripts slow for the sake of one file.
            if text.contains("library") && text.contains(&format!("\"{library}\"")) {
                declared.add(path, &text, library, header);
            }
        }
        if declared.watched.is_empty() && source.is_dir() {
            declared.watched.push(source);
        }
        Ok(declared)
    }

    fn add(&mut self, path: PathBuf, text: &str, library: &str, header: Option<&Header>) {
        match ringfence_syntax::find_with(text, library, header) {
            Ok(Some(interface)) => {
                self.takes_header |= interface.has_header;
                self.interfaces.push(interface);
            }
            Ok(None) => return,
            Err(_) => self.unreadable = true,
        }
        self.watched.push(path);
    }

    /// Functions and variables that only the header declares are exported if a file defines them.
    pub(crate) fn optional(&self) -> BTreeSet<String> {
        self.interfaces.iter().flat_map(|interface| interface.added.clone()).collect()
    }

    /// Functions by their C names.
    pub(crate) fn functions(&self) -> BTreeMap<String, Signature> {
        let signatures = |interface: &Interface| -> Vec<_> {
            let all = interface.functions.iter();
            all.map(|function| (function.c_name.clone(), interface.signature(function))).collect()
        };
        self.interfaces.iter().flat_map(signatures).collect()
    }

    /// C files with the functions that take rows of calls.
    pub(crate) fn batches(&self) -> Vec<String> {
        let all: BTreeSet<_> = self.interfaces.iter().filter_map(Interface::batches).collect();
        all.into_iter().collect()
    }

    /// Variables by their C names.
    pub(crate) fn globals(&self) -> BTreeSet<String> {
        let all = self.interfaces.iter().flat_map(|interface| &interface.globals);
        all.map(|global| global.c_name.clone()).collect()
    }

    /// Whether a struct, enum or variable must be compared with the C headers.
    pub(crate) fn needs_headers(&self) -> bool {
        self.interfaces.iter().any(Interface::needs_headers)
    }

    /// What those units claim, for the macro to find again.
    pub(crate) fn layouts(&self) -> Vec<String> {
        let all: BTreeSet<_> = self.interfaces.iter().filter_map(Interface::layout_digest).collect();
        all.into_iter().collect()
    }

    /// C translation units that compile only when every layout agrees.
    pub(crate) fn assertions(&self, headers: &[String]) -> Vec<String> {
        let with_types = self.interfaces.iter().filter(|interface| interface.needs_headers());
        with_types.map(|interface| interface.layout_assertions(headers)).collect()
    }
}

fn rust_files(source: &Path) -> Vec<PathBuf> {
    WalkDir::new(source)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
