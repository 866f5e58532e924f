//! Writing `ringfence.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ringfence_engine::Interruption;
use ringfence_syntax::manifest::{self, Arena, Artefact, Manifest, SourceFile, Toolchain, Wasm};

use crate::inputs::Inputs;
use crate::module::Facts;
use crate::precompile::Precompiled;
use crate::{Error, Library, files};

/// The parts of the record that are known after everything was built.
pub(crate) struct Record<'a> {
    pub(crate) library: &'a Library,
    pub(crate) inputs: &'a Inputs,
    pub(crate) toolchain: Toolchain,
    /// Sources, headers and the guest's support.
    pub(crate) sources: Vec<SourceFile>,
    pub(crate) flags: Vec<String>,
    pub(crate) facts: &'a Facts,
    pub(crate) wasm: &'a [u8],
    pub(crate) artefact: &'a Precompiled,
    pub(crate) target: &'a str,
    pub(crate) exceptions: bool,
    pub(crate) rust: Option<manifest::Rust>,
    /// Variables that are there.
    pub(crate) globals: &'a BTreeSet<String>,
    /// Digests of the layouts that were confirmed.
    pub(crate) layouts: Vec<String>,
    pub(crate) header: Option<manifest::HeaderFile>,
}

impl Record<'_> {
    pub(crate) fn manifest(self) -> Manifest {
        let name = &self.library.name;
        Manifest {
            schema: manifest::SCHEMA,
            library: name.clone(),
            source: self.source(),
            toolchain: self.toolchain,
            flags: self.flags,
            sources: self.sources,
            wasm: Wasm {
                file: format!("{name}.wasm"),
                bytes: length(self.wasm),
                sha256: files::sha256(self.wasm),
                code_sha256: self.facts.code_sha256.clone(),
                symbols: self.library.profile.symbols(),
            },
            artefact: Artefact {
                file: format!("{name}.cwasm"),
                bytes: length(&self.artefact.machine_code),
                sha256: files::sha256(&self.artefact.machine_code),
                target: self.target.to_owned(),
                engine: ringfence_engine::ENGINE.to_owned(),
                exceptions: self.exceptions,
                polls: self.artefact.interruption == Interruption::Poll,
            },
            capabilities: self.library.grants.iter().map(|granted| granted.name().to_owned()).collect(),
            imports: self.facts.imports.clone(),
            exports: self.facts.functions.clone(),
            globals: globals(self.globals, self.facts),
            memory: self.facts.memory(),
            arena: arena(self.facts),
            layouts: self.layouts,
            limits: self.library.limits,
            rust: self.rust,
            absent: None,
            header: self.header,
        }
    }
}

impl Record<'_> {
    /// The crate with the sources, of either language.
    fn source(&self) -> Option<manifest::Source> {
        let of = |name: &str, version: &str| manifest::Source {
            name: name.to_owned(),
            version: version.to_owned(),
        };
        let guest = self.inputs.guest.as_ref().map(|guest| of(&guest.name, &guest.version));
        guest.or_else(|| self.inputs.source.as_ref().map(|source| of(&source.name, &source.version)))
    }
}

/// Those of the interface; what else the linker exports is nobody's business.
fn globals(declared: &BTreeSet<String>, facts: &Facts) -> BTreeMap<String, u32> {
    let known = |name: &String| Some((name.clone(), (*facts.globals.get(name)?)?));
    declared.iter().filter_map(known).collect()
}

/// The arena's address is the constant of an exported global. A prebuilt module may have none.
fn arena(facts: &Facts) -> Option<Arena> {
    let address = (*facts.globals.get(ringfence_guest::ARENA_SYMBOL)?)?;
    let end = u64::from(address) + u64::from(ringfence_guest::ARENA_BYTES);
    let inside = end <= facts.memory().minimum_pages.saturating_mul(crate::link::PAGE);
    inside.then_some(Arena { address, bytes: ringfence_guest::ARENA_BYTES })
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// Hashes of all source files, with paths below `roots`.
pub(crate) fn sources<'a>(
    paths: impl IntoIterator<Item = &'a PathBuf>,
    roots: &[(String, PathBuf)],
) -> Result<Vec<SourceFile>, Error> {
    let mut all = Vec::new();
    for path in paths {
        all.push(SourceFile {
            path: files::relative(path, roots),
            sha256: files::sha256(&files::read(path)?),
        });
    }
    all.sort();
    Ok(all)
}

/// The last build's record, when its files are still what it says.
pub(crate) fn intact(out_dir: &Path, library: &str) -> Option<Manifest> {
    let manifest = Manifest::read(out_dir, library).ok()?;
    let folder = Manifest::folder(out_dir, library);
    let holds = |file: &str, sha256: &str| {
        std::fs::read(folder.join(file)).is_ok_and(|bytes| files::sha256(&bytes) == sha256)
    };
    let wasm = holds(&manifest.wasm.file, &manifest.wasm.sha256);
    let artefact = holds(&manifest.artefact.file, &manifest.artefact.sha256);
    let header = manifest.header.as_ref().is_none_or(|header| holds(&header.file, &header.sha256));
    (wasm && artefact && header).then_some(manifest)
}
