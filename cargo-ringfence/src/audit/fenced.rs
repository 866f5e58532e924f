//! Fenced libraries: what the build wrote about each, what an executable says, and the module itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ringfence_build::Manifest;
use ringfence_syntax::hash::sha256_hex;

use super::build::Built;
use super::executables::{Code, Opened};
use super::graph::label;
use super::identity;
use super::report::{Limit, Unexamined};
use crate::module::Module;
use crate::records::Fenced;

/// Everything that is known of one library of one wrapper.
#[derive(Default)]
pub(crate) struct Claim {
    pub(crate) library: String,
    /// `name version`.
    pub(crate) wrapper: String,
    /// What the build wrote.
    pub(crate) manifest: Option<Manifest>,
    /// What was read of the module.
    pub(crate) module: Option<Read>,
    /// The module as it was built elsewhere, and its signature.
    pub(crate) signed: Option<Signed>,
    /// The machine code's file, where there is one.
    pub(crate) machine_code: Option<Vec<u8>>,
    /// Hash of that.
    pub(crate) machine_sha256: Option<String>,
    /// By name of the executable.
    pub(crate) records: BTreeMap<String, Record>,
}

/// A module that was read.
pub(crate) struct Read {
    pub(crate) sha256: String,
    pub(crate) module: Module,
}

/// A prebuilt module and its signature.
#[derive(Clone)]
pub(crate) struct Signed {
    pub(crate) module: Vec<u8>,
    pub(crate) signature: String,
}

/// What an executable says.
pub(crate) struct Record {
    pub(crate) fenced: Fenced,
    /// What is in it of the machine code of the build; unknown without that.
    pub(crate) code: Option<Code>,
}

/// The fenced libraries of a build.
#[derive(Default)]
pub(crate) struct Fences {
    pub(crate) claims: BTreeMap<(String, String), Claim>,
    /// What the build left a record of, readable or not, as `wrapper/library`.
    pub(crate) built: BTreeSet<String>,
    pub(crate) unexamined: Vec<Unexamined>,
}

impl Fences {
    /// Those of which the build left a record, in the folders of build scripts.
    pub(crate) fn built(built: &Built) -> Self {
        let mut fences = Self::default();
        for script in &built.scripts {
            let Some(package) = built.package(&script.package) else { continue };
            for library in libraries_in(&script.out_dir) {
                fences.built.insert(subject(&package.name, &library));
                fences.manifest(&script.out_dir, &library, &label(package));
            }
        }
        fences
    }

    fn manifest(&mut self, out_dir: &Path, library: &str, wrapper: &str) {
        let what = format!("fenced library {wrapper}/{library}");
        let manifest = match Manifest::read(out_dir, library) {
            Ok(manifest) => manifest,
            Err(why) => {
                // The path is the machine's.
                let why = why.rsplit(&format!("{}: ", ringfence_syntax::manifest::FILE)).next();
                let why = format!("its record cannot be read: {}", why.unwrap_or_default());
                self.unexamined.push(Unexamined { what, why, needed: true });
                return;
            }
        };
        if let Some(why) = manifest.absent {
            let why = format!("it was not built: {why}");
            self.unexamined.push(Unexamined { what, why, needed: false });
            return;
        }
        let folder = Manifest::folder(out_dir, library);
        let module = match read(&folder.join(&manifest.wasm.file)) {
            Ok(module) => Some(module),
            Err(why) => {
                let why = format!("its module cannot be read: {why}");
                self.unexamined.push(Unexamined { what: what.clone(), why, needed: true });
                None
            }
        };
        let machine_code = std::fs::read(folder.join(&manifest.artefact.file)).ok();
        if machine_code.is_none() {
            let why = "its machine code cannot be read".to_owned();
            self.unexamined.push(Unexamined { what, why, needed: true });
        }
        let claim = Claim {
            library: library.to_owned(),
            wrapper: wrapper.to_owned(),
            machine_sha256: machine_code.as_deref().map(sha256_hex),
            machine_code,
            signed: signed(&folder, library),
            manifest: Some(manifest),
            module,
            records: BTreeMap::new(),
        };
        self.claims.insert((wrapper.to_owned(), library.to_owned()), claim);
    }

    /// Adds what executables say.
    pub(crate) fn recorded(&mut self, executables: &[Opened]) {
        let key = |fenced: &Fenced| (fenced.wrapper.clone(), fenced.name.clone());
        for executable in executables {
            let held = executable.held_code(executable.libraries.iter().map(|fenced| {
                let code = self.claims.get(&key(fenced))?.machine_code.as_deref()?;
                (!code.is_empty()).then_some(code)
            }));
            for (fenced, code) in executable.libraries.iter().zip(held) {
                let claim = self.claims.entry(key(fenced)).or_insert_with(|| Claim {
                    library: fenced.name.clone(),
                    wrapper: fenced.wrapper.clone(),
                    ..Claim::default()
                });
                let record = Record { fenced: fenced.clone(), code };
                claim.records.insert(executable.about.name.clone(), record);
            }
        }
    }
}

/// What the build kept of a module that came with a signature.
fn signed(folder: &Path, library: &str) -> Option<Signed> {
    let path = Manifest::prebuilt(folder, library);
    let module = std::fs::read(&path).ok()?;
    Some(Signed { module, signature: std::fs::read_to_string(Manifest::signature(&path)).ok()? })
}

fn read(path: &Path) -> Result<Read, String> {
    let bytes = std::fs::read(path).map_err(|error| error.kind().to_string())?;
    Ok(Read { sha256: sha256_hex(&bytes), module: Module::read(&bytes)? })
}

/// Folders with a record.
fn libraries_in(out_dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(out_dir).into_iter().flatten().flatten();
    let folders = entries.map(|entry| entry.path());
    let with_record = |path: &PathBuf| path.join(ringfence_syntax::manifest::FILE).is_file();
    let mut names: Vec<_> =
        folders.filter(with_record).filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}

impl Claim {
    /// Capabilities by the record of the build, else by those of executables.
    pub(crate) fn grants(&self) -> Vec<String> {
        let all: BTreeSet<String> = match &self.manifest {
            Some(manifest) => manifest.capabilities.iter().cloned().collect(),
            None => self.records.values().flat_map(|record| record.fenced.capabilities.clone()).collect(),
        };
        all.into_iter().collect()
    }

    /// Limits by the record of the build, else by that of an executable.
    pub(crate) fn limits(&self) -> BTreeMap<String, Limit> {
        let limit = |value, unit: &str| Limit { value, unit: unit.to_owned() };
        if let Some(manifest) = &self.manifest {
            let limits = &manifest.limits;
            return BTreeMap::from([
                ("memory".to_owned(), limit(limits.memory_bytes, "bytes")),
                ("deadline".to_owned(), limit(limits.deadline_ms, "ms")),
                ("table".to_owned(), limit(u64::from(limits.table_elements), "elements")),
                ("stack".to_owned(), limit(limits.stack_bytes, "bytes")),
                ("copied-out".to_owned(), limit(limits.copied_out_bytes, "bytes")),
            ]);
        }
        let record = self.records.values().next();
        let limits = record.into_iter().flat_map(|record| &record.fenced.limits);
        limits
            .filter_map(|(name, text)| {
                let (value, unit) = text.split_once(' ')?;
                Some((name.clone(), limit(value.parse().ok()?, unit)))
            })
            .collect()
    }
}

/// `wrapper/library`, as a policy names it: without the version.
pub(crate) fn subject(wrapper: &str, library: &str) -> String {
    format!("{}/{library}", identity::name(wrapper))
}
