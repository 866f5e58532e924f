//! Reading and writing files with errors that name them.

use std::path::{Path, PathBuf};

pub(crate) use ringfence_syntax::hash::{hexadecimal, sha256_hex as sha256};
use walkdir::{DirEntry, WalkDir};

use crate::Error;

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| Error::file("read", path, error))
}

pub(crate) fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), Error> {
    std::fs::write(path, contents).map_err(|error| Error::file("write", path, error))
}

/// Writes only when the contents differ, so that the time of change means something.
pub(crate) fn write_if_changed(path: &Path, contents: &[u8]) -> Result<(), Error> {
    if std::fs::read(path).is_ok_and(|old| old == contents) {
        return Ok(());
    }
    write(path, contents)
}

pub(crate) fn create_folder(path: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(path).map_err(|error| Error::file("create the folder", path, error))
}

/// All files below a folder, in order. Hidden folders, and what cargo builds, are left out; links are not followed.
pub(crate) fn below(folder: &Path) -> Vec<PathBuf> {
    let is_wanted = |entry: &DirEntry| {
        let name = entry.file_name();
        let is_left_out = name.as_encoded_bytes().starts_with(b".") || name == "target";
        entry.depth() == 0 || !entry.file_type().is_dir() || !is_left_out
    };
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_wanted).flatten();
    entries.filter(|entry| !entry.file_type().is_dir()).map(DirEntry::into_path).collect()
}

/// The path below the first of `roots` that contains it, with `/`; a path outside all of them gives its file
/// name, since folders of this machine belong in no record.
pub(crate) fn relative(path: &Path, roots: &[(String, PathBuf)]) -> String {
    for (prefix, root) in roots {
        if let Ok(rest) = path.strip_prefix(root) {
            let parts: Vec<_> =
                rest.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
            return format!("{prefix}{}", parts.join("/"));
        }
    }
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_path_never_shows_the_folders_of_the_machine() {
        let roots = [
            ("guest/".to_owned(), PathBuf::from("/out/guest")),
            (String::new(), PathBuf::from("/home/me/lib")),
        ];
        assert_eq!(relative(Path::new("/home/me/lib/src/a.c"), &roots), "src/a.c");
        assert_eq!(relative(Path::new("/out/guest/stubs.c"), &roots), "guest/stubs.c");
        assert_eq!(relative(Path::new("/opt/secret/b.h"), &roots), "b.h");
    }

    #[test]
    fn sha256_is_the_known_one() {
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
