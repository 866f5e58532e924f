//! What a module is, read from its bytes, and whether it is what was promised.

mod check;
pub(crate) mod hints;
mod read;

use std::collections::BTreeMap;

use ringfence_engine::Dialect;
use ringfence_syntax::manifest::{Import, Memory, Signature};

pub(crate) use check::{Promise, check};
pub(crate) use read::signature;

/// The facts of a valid module that matter here.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// Imported functions and others, in order.
    pub(crate) imports: Vec<Import>,
    /// Exported functions.
    pub(crate) functions: BTreeMap<String, Signature>,
    /// Exported globals with the constant they start as, when it is a 32-bit one.
    pub(crate) globals: BTreeMap<String, Option<u32>>,
    /// Own linear memories.
    pub(crate) memories: Vec<Pages>,
    /// Names under which a memory is exported.
    pub(crate) exported_memories: Vec<String>,
    /// A function runs before anything was asked for.
    pub(crate) starts: bool,
    /// Elements each table starts with.
    pub(crate) tables: Vec<u64>,
    /// SHA-256 over the sections that are not custom.
    pub(crate) code_sha256: String,
}

/// Size of a memory as the module states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pages {
    pub(crate) minimum: u64,
    pub(crate) maximum: Option<u64>,
}

impl Facts {
    /// Validates `bytes` and reads its facts. The message of an invalid module names the feature or the place.
    pub(crate) fn read(bytes: &[u8], dialect: Dialect) -> Result<Self, String> {
        read::facts(bytes, dialect)
    }

    /// The memory in the form that is recorded. Call it after [`check`] only.
    pub(crate) fn memory(&self) -> Memory {
        let pages = self.memories.first().copied().unwrap_or(Pages { minimum: 0, maximum: None });
        Memory { minimum_pages: pages.minimum, maximum_pages: pages.maximum.unwrap_or(pages.minimum) }
    }
}
