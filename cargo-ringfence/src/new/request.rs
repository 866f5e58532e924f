//! What was asked for, checked before anything is done.

use std::path::{Path, PathBuf};

use crate::cli;

/// A name, a folder, and what the library is called.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) name: String,
    pub(super) library: String,
    pub(super) folder: PathBuf,
    /// A checkout of Ringfence.
    pub(super) ringfence: Option<PathBuf>,
    pub(super) defines: Vec<(String, Option<String>)>,
}

impl Request {
    pub(super) fn read(options: &cli::New) -> Result<Self, String> {
        let name = options.name.clone();
        let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) || !name.chars().all(plain) {
            return Err(format!(
                "`{name}` cannot name a crate: letters, digits, `-` and `_`, and a letter first"
            ));
        }
        let library = library_of(&name);
        if syn::parse_str::<syn::Ident>(&library).is_err() {
            return Err(format!(
                "`{library}` is a word of Rust and cannot name the library: take `fenced-{name}-library`"
            ));
        }
        let folder = options.path.clone().unwrap_or_else(|| PathBuf::from(&name));
        let folder =
            std::path::absolute(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let is_empty = std::fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_none());
        if folder.exists() && !is_empty {
            return Err(format!("{} exists already: name another folder with --path DIR", folder.display()));
        }
        let ringfence = options.ringfence.as_deref().map(checkout).transpose()?;
        let defines = options.define.iter().map(|text| define(text)).collect();
        Ok(Self { name, library, folder, ringfence, defines })
    }
}

/// `fenced-zlib` and `zlib-fenced` fence `zlib`.
fn library_of(name: &str) -> String {
    let name = name.to_ascii_lowercase().replace('-', "_");
    let name = name.strip_prefix("fenced_").or_else(|| name.strip_suffix("_fenced")).unwrap_or(&name);
    name.to_owned()
}

fn checkout(path: &Path) -> Result<PathBuf, String> {
    let found = path.canonicalize().map_err(|error| format!("--ringfence {}: {error}", path.display()))?;
    let is_one = ["runtime/Cargo.toml", "build/Cargo.toml"].iter().all(|file| found.join(file).is_file());
    match is_one {
        true => Ok(found),
        false => Err(format!(
            "--ringfence {}: no checkout of Ringfence: it has no `runtime` and `build`",
            path.display()
        )),
    }
}

fn define(text: &str) -> (String, Option<String>) {
    match text.split_once('=') {
        Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
        None => (text.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(name: &str) -> cli::New {
        cli::New { name: name.to_owned(), ..cli::New::default() }
    }

    #[test]
    fn the_library_is_named_after_the_crate() {
        for (name, library) in
            [("fenced-zlib", "zlib"), ("tree-sitter-fenced", "tree_sitter"), ("Expat", "expat")]
        {
            assert_eq!(library_of(name), library);
        }
    }

    #[test]
    fn what_cannot_be_a_crate_is_refused_with_the_reason() {
        for (name, reason) in [
            ("", "cannot name a crate"),
            ("1st", "a letter first"),
            ("a/b", "cannot name"),
            ("fn", "a word of Rust"),
        ] {
            let error = Request::read(&options(name)).unwrap_err();
            assert!(error.contains(reason), "{name}: {error}");
        }
    }

    #[test]
    fn a_folder_with_something_in_it_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let asked = cli::New { path: Some(folder.path().to_path_buf()), ..options("z") };
        assert!(Request::read(&asked).is_ok(), "an empty one will do");
        std::fs::write(folder.path().join("file"), "").unwrap();
        assert!(Request::read(&asked).unwrap_err().contains("exists already"));
    }

    #[test]
    fn a_checkout_has_the_crates() {
        let folder = tempfile::tempdir().unwrap();
        let asked = cli::New { ringfence: Some(folder.path().to_path_buf()), ..options("z-not-there") };
        assert!(Request::read(&asked).unwrap_err().contains("no checkout of Ringfence"));
    }
}
