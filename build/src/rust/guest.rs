//! What is known about a guest before it is built.

use std::path::{Path, PathBuf};

use ringfence_syntax::export::Exports;
use ringfence_syntax::manifest;
use serde::Deserialize;
use walkdir::WalkDir;

use crate::source::PackageManifest;
use crate::{Error, files};

/// A crate that is built for the fence.
pub(crate) struct Guest {
    /// Its folder.
    pub(crate) folder: PathBuf,
    pub(crate) name: String,
    pub(crate) version: String,
    /// Its own files: source, `Cargo.toml` and `Cargo.lock`.
    pub(crate) files: Vec<PathBuf>,
    /// What it exports.
    pub(crate) exports: Exports,
    /// What is wrong with that. The compiler says it better, at the token, so it is asked first.
    pub(crate) mistakes: Option<String>,
    pub(crate) record: manifest::Rust,
}

#[derive(Deserialize)]
struct Lock {
    #[serde(default)]
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
}

impl Guest {
    pub(crate) fn read(folder: PathBuf, library: &str) -> Result<Self, Error> {
        let setting = |text: String| Error::Setting(format!("{library}: {text}"));
        let manifest = folder.join("Cargo.toml");
        if !manifest.is_file() {
            return Err(setting(format!("the guest {} has no Cargo.toml", folder.display())));
        }
        let package = PackageManifest::read(&manifest)?;
        let lock = folder.join("Cargo.lock");
        let Ok(lock_text) = std::fs::read(&lock) else {
            return Err(setting(format!(
                "the guest has no Cargo.lock, and nothing says which versions to build. Run this once:\n\n    \
                 cargo generate-lockfile --manifest-path {}\n",
                manifest.display()
            )));
        };
        let sources = sources(&folder);
        let declarations = declarations(&sources)?;
        let (exports, mistakes) = match Exports::read(declarations.iter().map(String::as_str)) {
            Ok(exports) => (exports, None),
            Err(problems) => (Exports::default(), Some(told(&problems))),
        };
        let record = manifest::Rust {
            exports: declarations,
            lock_sha256: files::sha256(&lock_text),
            packages: packages(&lock_text),
        };
        let files = sources.into_iter().chain([manifest, lock]).collect();
        let name = package.name().unwrap_or_default();
        let version = package.version().unwrap_or_default();
        Ok(Self { folder, name, version, files, exports, mistakes, record })
    }
}

/// Every Rust file below `src`.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let all = WalkDir::new(folder.join("src")).sort_by_file_name().into_iter().flatten();
    let paths = all.map(walkdir::DirEntry::into_path);
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

fn declarations(sources: &[PathBuf]) -> Result<Vec<String>, Error> {
    let mut all = Vec::new();
    for path in sources {
        let text = String::from_utf8_lossy(&files::read(path)?).into_owned();
        if text.contains("export") {
            // A file that is no Rust fails the build of the guest, with a better message.
            all.extend(Exports::declarations(&text).unwrap_or_default());
        }
    }
    Ok(all)
}

fn packages(lock: &[u8]) -> Vec<String> {
    let lock = toml::from_str::<Lock>(&String::from_utf8_lossy(lock));
    let packages = lock.map(|lock| lock.package).unwrap_or_default();
    packages.into_iter().map(|package| format!("{} {}", package.name, package.version)).collect()
}

fn told(problems: &ringfence_syntax::Problems) -> String {
    let lines = problems.iter().map(|problem| match problem.hint.as_str() {
        "" => problem.text.clone(),
        hint => format!("{}\n  hint: {hint}", problem.text),
    });
    lines.collect::<Vec<_>>().join("\n")
}
