//! A private sysroot of links to the WASI headers and archives.
//!
//! Distributions install them beside the host's (`/usr/include/wasm32-wasi`), and a compiler that is pointed
//! there searches `/usr/include` as well: `#include <zlib.h>` would silently take the host's file. A sysroot
//! that holds nothing but the links leaves nothing else to find.

use std::io;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::files;
use crate::toolchain::{Libc, TRIPLE};

/// Creates the sysroot below `scratch`, or leaves it as it is when it already leads to `libc`.
pub(crate) fn prepare(libc: &Libc, scratch: &Path) -> Result<PathBuf, Error> {
    let sysroot = scratch.join("sysroot");
    for (folder, target) in [("include", &libc.headers), ("lib", &libc.archives)] {
        let parent = sysroot.join(folder);
        files::create_folder(&parent)?;
        let link = parent.join(TRIPLE);
        replace(&link, target).map_err(|error| Error::file("link", &link, error))?;
    }
    Ok(sysroot)
}

/// Makes `link` lead to `target`.
pub(crate) fn replace(link: &Path, target: &Path) -> io::Result<()> {
    if std::fs::read_link(link).is_ok_and(|old| old == target) {
        return Ok(());
    }
    match std::fs::remove_file(link) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    match link_folder(target, link) {
        // Another library of the same build script was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}

#[cfg(unix)]
fn link_folder(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(windows)]
fn link_folder(target: &Path, link: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_dir(target, link)
}
