//! A library and its settings.

mod interface;
mod settings;
mod sources;

use std::collections::BTreeSet;
use std::path::PathBuf;

use ringfence_engine::Capability;
use ringfence_syntax::manifest::Limits;

pub(crate) use self::sources::{BuildScript, Located, Written};
use crate::{Compat, Compiled, Environment, Error, Profile, Setjmp, Simd, pipeline};

/// A C library to be fenced: its files, how they are compiled, and what it promises.
///
/// Paths given to [`file`](Self::file), [`files`](Self::files) and [`include`](Self::include) are relative to the
/// folder of the [source crate](Self::source_crate) or archive when there is one, else to the package's own folder.
/// Paths given to the methods that begin with `own_` are always relative to the package.
///
/// ```no_run
/// fn main() -> Result<(), ringfence_build::Error> {
///     ringfence_build::Library::new("lodepng").file("c/lodepng.c").include("c").compile()?;
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing happens until `compile` is called"]
pub struct Library {
    pub(crate) name: String,
    pub(crate) source_crate: Option<String>,
    pub(crate) build_script: Option<BuildScript>,
    pub(crate) sources_of: Option<PathBuf>,
    pub(crate) source_archive: Option<String>,
    pub(crate) optional: bool,
    pub(crate) files: Vec<Located>,
    pub(crate) includes: Vec<Located>,
    pub(crate) flags: Vec<String>,
    pub(crate) cpp_flags: Vec<String>,
    pub(crate) headers: Vec<String>,
    pub(crate) allow: Vec<String>,
    pub(crate) constants: Vec<(String, String)>,
    pub(crate) exports: Vec<String>,
    pub(crate) interfaces: Vec<PathBuf>,
    pub(crate) grants: BTreeSet<Capability>,
    pub(crate) setjmp: Option<Setjmp>,
    pub(crate) simd: Option<Simd>,
    pub(crate) native_cpu: bool,
    pub(crate) cpp_exceptions: bool,
    pub(crate) compat: BTreeSet<Compat>,
    pub(crate) written_headers: Vec<(PathBuf, Written)>,
    pub(crate) prebuilt: Option<PathBuf>,
    pub(crate) rust: Option<PathBuf>,
    pub(crate) stack_bytes: u64,
    pub(crate) limits: Limits,
    pub(crate) profile: Profile,
    pub(crate) manifest_dir: Option<PathBuf>,
    pub(crate) out_dir: Option<PathBuf>,
    pub(crate) target: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) environment: Option<Environment>,
}

/// Bytes of the C stack unless [`Library::stack_size`] says otherwise: 1 MiB.
pub const DEFAULT_STACK_SIZE: u64 = 1 << 20;

impl Library {
    /// A library with the name that `#[ringfence::library("NAME")]` uses.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            source_crate: None,
            build_script: None,
            sources_of: None,
            source_archive: None,
            optional: false,
            files: Vec::new(),
            includes: Vec::new(),
            flags: Vec::new(),
            cpp_flags: Vec::new(),
            headers: Vec::new(),
            allow: Vec::new(),
            constants: Vec::new(),
            exports: Vec::new(),
            interfaces: Vec::new(),
            grants: BTreeSet::new(),
            setjmp: None,
            simd: None,
            native_cpu: false,
            cpp_exceptions: false,
            compat: BTreeSet::new(),
            written_headers: Vec::new(),
            prebuilt: None,
            rust: None,
            stack_bytes: DEFAULT_STACK_SIZE,
            limits: Limits::default(),
            profile: Profile::default(),
            manifest_dir: None,
            out_dir: None,
            target: None,
            host: None,
            environment: None,
        }
    }

    /// The package's folder, instead of cargo's `CARGO_MANIFEST_DIR`.
    pub fn manifest_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.manifest_dir = Some(path.into());
        self
    }

    /// Where everything is written, instead of cargo's `OUT_DIR`. Nothing is printed for cargo then.
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Triple of the machine that will run the library, instead of cargo's `TARGET`.
    pub fn target(mut self, triple: impl Into<String>) -> Self {
        self.target = Some(triple.into());
        self
    }

    /// Triple of the machine that compiles, instead of cargo's `HOST`.
    pub fn host(mut self, triple: impl Into<String>) -> Self {
        self.host = Some(triple.into());
        self
    }

    /// Reads variables from here instead of the process.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// Compiles, links, checks and precompiles the library, or finds that nothing changed since it last did.
    pub fn compile(&self) -> Result<Compiled, Error> {
        pipeline::run(self)
    }
}
