use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::capability::call::Errno;

/// Bytes of the longest path.
const LONGEST_PATH: usize = 4096;

/// What the application provides.
#[derive(Clone, Default)]
pub(in crate::capability) struct Provided {
    /// By path, in the form that [`normal`] gives; `None` for a path that has no such form.
    memory: BTreeMap<Option<String>, Arc<[u8]>>,
    #[cfg(feature = "directory")]
    directory: Option<Arc<cap_std::fs::Dir>>,
}

/// What a path leads to.
pub(super) enum Node {
    /// A file.
    File(Source),
    /// A folder.
    Folder,
}

/// Where the bytes of a file come from.
pub(super) enum Source {
    /// Memory of the application.
    Memory(Arc<[u8]>),
    /// A file of the system, and how long it was when it was opened.
    #[cfg(feature = "directory")]
    System(cap_std::fs::File, u64),
}

impl Source {
    pub(super) fn length(&self) -> u64 {
        match self {
            Self::Memory(contents) => contents.len() as u64,
            #[cfg(feature = "directory")]
            Self::System(_, length) => *length,
        }
    }

    /// Fills the start of `target` from `position` on, and says how much of it.
    pub(super) fn read(&mut self, position: u64, target: &mut [u8]) -> Result<usize, Errno> {
        match self {
            Self::Memory(contents) => {
                let start = usize::try_from(position).unwrap_or(usize::MAX);
                let rest = contents.get(start..).unwrap_or_default();
                target.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
                Ok(rest.len().min(target.len()))
            }
            #[cfg(feature = "directory")]
            Self::System(file, _) => {
                use std::io::{Read, Seek, SeekFrom};

                // So much at a time that the deadline is not far away.
                const MOST_AT_ONCE: usize = 1 << 20;

                let most = target.len().min(MOST_AT_ONCE);
                let target = target.get_mut(..most).unwrap_or_default();
                let read = file.seek(SeekFrom::Start(position)).and_then(|_| file.read(target));
                read.map_err(|error| errno(&error))
            }
        }
    }
}

impl Provided {
    pub(in crate::capability) fn add(&mut self, path: &str, contents: Arc<[u8]>) {
        self.memory.insert(normal("", path.as_bytes()).ok().filter(|path| !path.is_empty()), contents);
    }

    #[cfg(feature = "directory")]
    pub(in crate::capability) fn serve(&mut self, directory: cap_std::fs::Dir) {
        self.directory = Some(Arc::new(directory));
    }

    pub(in crate::capability) fn is_empty(&self) -> bool {
        #[cfg(feature = "directory")]
        let is_served = self.directory.is_some();
        #[cfg(not(feature = "directory"))]
        let is_served = false;
        self.memory.is_empty() && !is_served
    }

    /// Whether every path that was given can be one.
    pub(in crate::capability) fn is_fit(&self) -> bool {
        !self.memory.contains_key(&None)
    }

    /// What lies at a path in normal form.
    pub(super) fn find(&self, path: &str) -> Result<Node, Errno> {
        if let Some(contents) = self.memory.get(&Some(path.to_owned())) {
            return Ok(Node::File(Source::Memory(contents.clone())));
        }
        if path.is_empty() || self.below(path).next().is_some() {
            return Ok(Node::Folder);
        }
        self.find_in_directory(path)
    }

    /// Names in a folder, and whether each is a folder itself.
    pub(super) fn list(&self, path: &str) -> Result<Vec<(String, bool)>, Errno> {
        let mut names = self.list_directory(path)?;
        names.extend(self.below(path).filter_map(|rest| {
            let (name, is_folder) = match rest.split_once('/') {
                Some((folder, _)) => (folder, true),
                None => (rest, false),
            };
            (!name.is_empty()).then(|| (name.to_owned(), is_folder))
        }));
        Ok(names.into_iter().collect())
    }

    /// Paths of files in memory below a folder, relative to it.
    fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.memory.keys().flatten().filter_map(move |path| match folder {
            "" => Some(path.as_str()),
            folder => path.strip_prefix(folder)?.strip_prefix('/'),
        })
    }

    #[cfg(not(feature = "directory"))]
    fn find_in_directory(&self, _path: &str) -> Result<Node, Errno> {
        Err(Errno::NoEntry)
    }

    #[cfg(not(feature = "directory"))]
    fn list_directory(&self, _path: &str) -> Result<BTreeSet<(String, bool)>, Errno> {
        Ok(BTreeSet::new())
    }

    #[cfg(feature = "directory")]
    fn find_in_directory(&self, path: &str) -> Result<Node, Errno> {
        let Some(directory) = &self.directory else { return Err(Errno::NoEntry) };
        let metadata = directory.metadata(path).map_err(|error| errno(&error))?;
        if metadata.is_dir() {
            return Ok(Node::Folder);
        }
        // Pipes and devices could keep the reader waiting, which no deadline ends.
        if !metadata.is_file() {
            return Err(Errno::NotCapable);
        }
        let file = directory.open(path).map_err(|error| errno(&error))?;
        Ok(Node::File(Source::System(file, metadata.len())))
    }

    #[cfg(feature = "directory")]
    fn list_directory(&self, path: &str) -> Result<BTreeSet<(String, bool)>, Errno> {
        /// Entries of a folder that are looked at.
        const MOST_ENTRIES: usize = 65_536;

        let Some(directory) = &self.directory else { return Ok(BTreeSet::new()) };
        let folder = if path.is_empty() { "." } else { path };
        let entries = match directory.read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
            Err(error) => return Err(errno(&error)),
        };
        let named = entries.take(MOST_ENTRIES).filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.file_name().into_string().ok()?, entry.file_type().ok()?.is_dir()))
        });
        Ok(named.collect())
    }
}

#[cfg(feature = "directory")]
fn errno(error: &std::io::Error) -> Errno {
    match error.kind() {
        std::io::ErrorKind::NotFound => Errno::NoEntry,
        std::io::ErrorKind::NotADirectory => Errno::NotFolder,
        std::io::ErrorKind::PermissionDenied => Errno::NotCapable,
        _ => Errno::Io,
    }
}

impl fmt::Debug for Provided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in memory", self.memory.len())
    }
}

/// A path without `.`, empty parts and a leading slash, relative to a folder in the same form. What would lead up
/// is refused: there is nothing above.
pub(super) fn normal(folder: &str, path: &[u8]) -> Result<String, Errno> {
    if path.len() > LONGEST_PATH {
        return Err(Errno::NameTooLong);
    }
    let path = std::str::from_utf8(path).map_err(|_| Errno::Invalid)?;
    let mut parts = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => return Err(Errno::NotCapable),
            part if part.contains('\0') => return Err(Errno::Invalid),
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provided() -> Provided {
        let mut files = Provided::default();
        for path in ["/a", "d//./b", "/d/e/c"] {
            files.add(path, path.as_bytes().into());
        }
        files
    }

    #[test]
    fn a_path_stays_below_the_root() {
        assert_eq!(normal("", b"/a/./b//c"), Ok("a/b/c".to_owned()));
        assert_eq!(normal("d", b"b"), Ok("d/b".to_owned()));
        for path in [&b".."[..], b"a/../../b", b"a/.."] {
            assert_eq!(normal("", path), Err(Errno::NotCapable));
        }
        assert_eq!(normal("", b"a\0b"), Err(Errno::Invalid));
        assert_eq!(normal("", &[0xff]), Err(Errno::Invalid));
        assert_eq!(normal("", &[b'a'; LONGEST_PATH + 1]), Err(Errno::NameTooLong));
    }

    #[test]
    fn files_are_found_and_folders_follow_from_them() {
        let files = provided();
        assert!(matches!(files.find("a"), Ok(Node::File(Source::Memory(contents))) if *contents == *b"/a"));
        assert!(matches!(files.find("d/b"), Ok(Node::File(_))));
        assert!(matches!(files.find("d/e"), Ok(Node::Folder)));
        assert!(matches!(files.find(""), Ok(Node::Folder)));
        assert!(matches!(files.find("d/x"), Err(Errno::NoEntry)));
        assert!(matches!(files.find("d/"), Err(Errno::NoEntry)));
        let names = |path| files.list(path).unwrap();
        assert_eq!(names(""), [("a".to_owned(), false), ("d".to_owned(), true)]);
        assert_eq!(names("d"), [("b".to_owned(), false), ("e".to_owned(), true)]);
    }

    #[test]
    fn impossible_paths_are_noticed() {
        assert!(provided().is_fit());
        for path in ["../x", "", "/"] {
            let mut files = provided();
            files.add(path, Arc::from([]));
            assert!(!files.is_fit(), "{path}");
        }
    }
}
