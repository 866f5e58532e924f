//! The signature of a prebuilt module: kept beside the library for those who check it.
//!
//! The build itself trusts no key. It leaves the module as it came, and the signature that lay beside it, where
//! `cargo ringfence audit` finds both.

use std::path::{Path, PathBuf};

use crate::{Error, files};

/// The signature of a module: `NAME.wasm.minisig`, as `minisign -S` calls it.
pub(crate) fn beside(module: &Path) -> PathBuf {
    let mut name = module.as_os_str().to_owned();
    name.push(".minisig");
    PathBuf::from(name)
}

/// Keeps both in the library's folder. What an earlier build kept there goes when there is no signature any more.
pub(crate) fn keep(module: &Path, folder: &Path, library: &str) -> Result<(), Error> {
    let kept = folder.join(format!("{library}.prebuilt.wasm"));
    let signature = beside(module);
    if signature.is_file() {
        files::write_if_changed(&kept, &files::read(module)?)?;
        return files::write_if_changed(&beside(&kept), &files::read(&signature)?);
    }
    for old in [&kept, &beside(&kept)] {
        match std::fs::remove_file(old) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::file("remove", old, error));
            }
            _ => {}
        }
    }
    Ok(())
}
