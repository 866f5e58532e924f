//! A package in a temporary folder, built without cargo.
#![allow(dead_code, reason = "every test file uses its own part")]

use std::path::{Path, PathBuf};

use ringfence_build::{Compiled, Error, Library};
use tempfile::TempDir;

/// The triple of the machine that runs the tests.
pub(crate) const HOST: &str = if cfg!(target_os = "macos") {
    if cfg!(target_arch = "aarch64") { "aarch64-apple-darwin" } else { "x86_64-apple-darwin" }
} else if cfg!(target_arch = "aarch64") {
    "aarch64-unknown-linux-gnu"
} else {
    "x86_64-unknown-linux-gnu"
};

/// A package with whatever files a test puts there.
pub(crate) struct Package {
    folder: TempDir,
}

impl Package {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let package = Self { folder: tempfile::tempdir().expect("temporary folder") };
        for (path, text) in files {
            package.write(path, text);
        }
        package
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("inside the package")).expect("folder");
        std::fs::write(path, text).expect("file");
    }

    /// A library of this package that writes to `out`.
    pub(crate) fn library(&self, name: &str) -> Library {
        Library::new(name).manifest_dir(self.folder.path()).out_dir(self.path("out")).target(HOST).host(HOST)
    }
}

pub(crate) fn exported(compiled: &Compiled) -> Vec<&str> {
    compiled.manifest.exports.keys().map(String::as_str).collect()
}

/// The text of the error that a build must end with.
pub(crate) fn failure(result: Result<Compiled, Error>) -> String {
    match result {
        Ok(compiled) => panic!("the build succeeded in {}", compiled.folder.display()),
        Err(error) => error.to_string(),
    }
}

pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether a custom section of this name is in a module; names are stored as plain text.
pub(crate) fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
