//! Files out of an archive.
//!
//! Not the system's `tar`: which programs there are, and what they make of links and odd names, differs from machine to
//! machine. Only files and folders reach the disk. A link is never made, so that nothing can be written through one.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};

use flate2::read::GzDecoder;
use tar::{Archive, Entry, EntryType};

/// Most bytes that an archive may unpack to.
const LARGEST: u64 = 1 << 30;

/// Unpacks the archive at `path` into `folder`. `name` says how it is packed.
pub(crate) fn unpack(path: &Path, name: &str, folder: &Path) -> Result<(), String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    if name.ends_with(".tar.gz") || name.ends_with(".tgz") {
        return entries(GzDecoder::new(BufReader::new(file)), folder);
    }
    if name.ends_with(".tar.xz") {
        let mut bytes = Bounded(Vec::new());
        lzma_rs::xz_decompress(&mut BufReader::new(file), &mut bytes)
            .map_err(|error| format!("{error:?}"))?;
        return entries(bytes.0.as_slice(), folder);
    }
    if name.ends_with(".tar") {
        return entries(file, folder);
    }
    Err(format!("`{name}` is packed in a way that is not known here; .tar, .tar.gz and .tar.xz are"))
}

fn entries(packed: impl Read, folder: &Path) -> Result<(), String> {
    // One byte more than allowed, to tell an archive that ends there from one that goes on.
    let mut archive = Archive::new(packed.take(LARGEST + 1));
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        if entry.raw_file_position().saturating_add(entry.size()) > LARGEST {
            return Err(format!("it unpacks to more than {} MiB", LARGEST >> 20));
        }
        write(&mut entry, folder)?;
    }
    Ok(())
}

fn write(entry: &mut Entry<'_, impl Read>, folder: &Path) -> Result<(), String> {
    let path = entry.path().map_err(damaged)?.into_owned();
    let Some(inside) = inside(&path) else {
        return Err(format!("the entry `{}` leads out of the archive", path.display()));
    };
    let (target, io) = (folder.join(&inside), |error| format!("cannot write {}: {error}", inside.display()));
    match entry.header().entry_type() {
        EntryType::Directory => std::fs::create_dir_all(&target).map_err(io),
        EntryType::Regular | EntryType::Continuous => {
            std::fs::create_dir_all(target.parent().unwrap_or(folder)).map_err(io)?;
            // A file that is listed twice could be anything, depending on who unpacks.
            let mut file = File::create_new(&target).map_err(io)?;
            std::io::copy(entry, &mut file).map(drop).map_err(io)
        }
        EntryType::Symlink | EntryType::Link => {
            let to = entry.link_name().map_err(damaged)?.unwrap_or_default().into_owned();
            let from = match entry.header().entry_type() {
                EntryType::Symlink => inside.parent().unwrap_or(Path::new("")),
                _ => Path::new(""),
            };
            match self::inside(&from.join(&to)) {
                Some(_) => Ok(()),
                None => Err(format!("the link `{}` leads out of the archive", path.display())),
            }
        }
        // A comment on the whole archive, as git writes it.
        EntryType::XGlobalHeader => Ok(()),
        other => Err(format!("the entry `{}` is neither file nor folder: {other:?}", path.display())),
    }
}

/// The path with `.` and `..` resolved, if it stays below the folder that it starts from.
fn inside(path: &Path) -> Option<PathBuf> {
    let mut inside = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => inside.push(name),
            Component::CurDir => {}
            Component::ParentDir if inside.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(inside)
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn damaged(error: std::io::Error) -> String {
    format!("the archive is damaged: {error}")
}

/// Takes so many bytes and no more.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let length = u64::try_from(self.0.len() + bytes.len()).unwrap_or(u64::MAX);
        if length > LARGEST {
            return Err(std::io::Error::other("it unpacks to too much"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
#[path = "unpack_tests.rs"]
mod tests;
