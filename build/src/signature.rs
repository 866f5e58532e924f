//! The signature of a prebuilt module: kept beside the library for those who check it.
//!
//! The build itself trusts no key. It leaves the module as it came, and the signature that lay beside it, where
//! `cargo ringfence audit` finds both.

use std::path::Path;

use ringfence_syntax::manifest::Manifest;

use crate::{Error, files};

/// Keeps both in the library's folder. What an earlier build kept there goes when there is no signature any more.
pub(crate) fn keep(module: &Path, folder: &Path, library: &str) -> Result<(), Error> {
    let kept = Manifest::prebuilt(folder, library);
    let [signature, kept_signature] = [module, &kept].map(Manifest::signature);
    if signature.is_file() {
        files::write_if_changed(&kept, &files::read(module)?)?;
        return files::write_if_changed(&kept_signature, &files::read(&signature)?);
    }
    for old in [&kept, &kept_signature] {
        match std::fs::remove_file(old) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::file("remove", old, error));
            }
            _ => {}
        }
    }
    Ok(())
}
