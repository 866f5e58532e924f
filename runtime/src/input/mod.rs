//! Large inputs: bytes of the host that guests read in place.

#[cfg(target_os = "linux")]
pub(crate) mod busy;
#[cfg_attr(not(target_os = "linux"), path = "unsealed.rs")]
mod sealed;

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::raw::window::Unchanging;

/// Bytes for guests to read, which [`Scope::map`](crate::Scope::map) passes without a copy where they are many.
///
/// They are taken once and may be passed any number of times, to several libraries and by several threads at once. A
/// guest that writes to them writes to a copy of its own: the input stays as it is.
///
/// ```
/// use std::io::Write as _;
/// # fn main() -> std::io::Result<()> {
/// # let file = tempfile();
/// # fn tempfile() -> std::path::PathBuf {
/// #     let path = std::env::temp_dir().join(format!("ringfence-input-{}", std::process::id()));
/// #     std::fs::File::create(&path).unwrap().write_all(b"text").unwrap();
/// #     path
/// # }
/// let input = ringfence::Input::open(&file)?;
/// assert_eq!(input.len(), 4);
/// # std::fs::remove_file(file)
/// # }
/// ```
///
/// # How they are kept
///
/// On Linux an input of [`MAPPED_FROM`](Self::MAPPED_FROM) bytes or more lies in a file in memory that is sealed: nobody
/// can change it. Whatever others do to the file that it was read from is of no consequence.
/// [`unchanging_file`](Self::unchanging_file) saves that copy, on the caller's word.
pub struct Input {
    held: Held,
    length: usize,
    way: Way,
}

/// Where the bytes are.
enum Held {
    Bytes(Vec<u8>),
    File(Unchanging),
}

/// How they are passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    BySize,
    Mapped,
    Copied,
}

impl Input {
    /// From so many bytes on, mapping takes less time than copying: we measured 512 KiB in fresh instances and 2 MiB in
    /// kept ones.
    ///
    /// A mapping costs the same for any size, and then a page fault for each 64 KiB that the guest reads. A copy costs the
    /// copying, and a page fault for each page of memory that the instance did not use before.
    pub const MAPPED_FROM: usize = 1 << 20;

    /// Takes a copy of `bytes`.
    ///
    /// For bytes that are passed once and lie in memory already, [`Scope::copy_in`](crate::Scope::copy_in) does the same
    /// with one copy less.
    ///
    /// # Errors
    ///
    /// When the system has no memory or no file descriptor left.
    pub fn from_bytes(bytes: &[u8]) -> io::Result<Self> {
        Self::from_reader(bytes)
    }

    /// Takes what a file holds now. What becomes of the file afterwards makes no difference.
    ///
    /// # Errors
    ///
    /// Those of opening and reading the file, and as [`from_bytes`](Self::from_bytes).
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        Self::from_reader(File::open(path)?)
    }

    /// Takes all that a reader gives.
    ///
    /// # Errors
    ///
    /// Those of the reader, and as [`from_bytes`](Self::from_bytes).
    pub fn from_reader(mut reader: impl Read) -> io::Result<Self> {
        let mut first = Vec::new();
        reader.by_ref().take(Self::MAPPED_FROM as u64).read_to_end(&mut first)?;
        if first.len() < Self::MAPPED_FROM {
            return Ok(Self::of_bytes(first));
        }
        sealed::seal(first, reader)
    }

    fn of_bytes(bytes: Vec<u8>) -> Self {
        Self { length: bytes.len(), held: Held::Bytes(bytes), way: Way::BySize }
    }

    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "there is no such file"))]
    pub(crate) fn of_file(file: Unchanging, length: usize) -> Self {
        Self { held: Held::File(file), length, way: Way::BySize }
    }

    /// Maps it whatever its size, wherever anything can be mapped.
    ///
    /// # Errors
    ///
    /// As [`from_bytes`](Self::from_bytes): a small input moves.
    pub fn always_mapped(self) -> io::Result<Self> {
        let Self { held, length, way } = self;
        let input = match held {
            Held::Bytes(bytes) if !bytes.is_empty() => sealed::seal(bytes, io::empty())?,
            held => Self { held, length, way },
        };
        Ok(Self { way: Way::Mapped, ..input })
    }

    /// Copies it whatever its size. For guests that are going to write to most of it.
    #[must_use]
    pub fn always_copied(self) -> Self {
        Self { way: Way::Copied, ..self }
    }

    /// Asks the kernel to keep it in huge pages: for inputs of many megabytes that are passed again and again.
    ///
    /// That takes about as long as it took to copy them, once. From then on the guest meets a page fault for each 2 MiB, as
    /// over a file in the page cache, instead of one for each 64 KiB. Nothing happens where the kernel (before Linux 6.1)
    /// or the memory has none.
    #[must_use]
    pub fn in_huge_pages(self) -> Self {
        if let Held::File(file) = &self.held {
            file.collapse(self.length);
        }
        self
    }

    /// Number of bytes.
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The file, if it is to be mapped.
    pub(crate) fn to_map(&self) -> Option<&Unchanging> {
        let wanted = match self.way {
            Way::BySize => self.length >= Self::MAPPED_FROM,
            Way::Mapped => self.length > 0,
            Way::Copied => false,
        };
        match &self.held {
            Held::File(file) if wanted => Some(file),
            _ => None,
        }
    }

    /// Copies all of it to a `target` of the same length.
    pub(crate) fn copy_to(&self, target: &mut [u8]) -> io::Result<()> {
        match &self.held {
            Held::Bytes(bytes) if bytes.len() == target.len() => target.copy_from_slice(bytes),
            Held::Bytes(_) => return Err(io::ErrorKind::InvalidInput.into()),
            Held::File(file) => file.read(target)?,
        }
        Ok(())
    }
}

impl fmt::Debug for Input {
    /// Shows no bytes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Input({} bytes, {:?})", self.length, self.way)
    }
}
