//! Where a build happens: the folders and triples that cargo gives to a build script, or the caller's own.

use std::path::{Path, PathBuf};

use crate::{Environment, Error, Library};

#[derive(Clone, Debug)]
pub(crate) struct Context {
    /// Folder of the wrapper's `Cargo.toml`.
    pub(crate) manifest_dir: PathBuf,
    /// Folder of everything that is written.
    pub(crate) out_dir: PathBuf,
    /// Triple of the machine that will run the library.
    pub(crate) target: String,
    /// Triple of this machine.
    pub(crate) host: String,
    /// Whether cargo reads our standard output.
    pub(crate) in_build_script: bool,
}

impl Context {
    pub(crate) fn of(library: &Library, environment: &Environment) -> Result<Self, Error> {
        let folder = |own: &Option<PathBuf>, variable, setter| {
            own.clone()
                .or_else(|| environment.path(variable))
                .map(|path| std::path::absolute(&path).unwrap_or(path))
                .ok_or(Error::OutsideBuildScript { variable, setter })
        };
        let triple = |own: &Option<String>, variable, setter| {
            own.clone()
                .or_else(|| environment.text(variable))
                .ok_or(Error::OutsideBuildScript { variable, setter })
        };
        Ok(Self {
            manifest_dir: folder(&library.manifest_dir, "CARGO_MANIFEST_DIR", "manifest_dir")?,
            out_dir: folder(&library.out_dir, "OUT_DIR", "out_dir")?,
            target: triple(&library.target, "TARGET", "target")?,
            host: triple(&library.host, "HOST", "host")?,
            in_build_script: library.out_dir.is_none(),
        })
    }

    /// The package that lists the source crates, where that is another one.
    pub(crate) fn listing_sources(&self, library: &Library) -> Self {
        let folder = library
            .sources_of
            .as_ref()
            .and_then(|manifest| self.own(manifest).parent().map(Path::to_path_buf));
        Self { manifest_dir: folder.unwrap_or_else(|| self.manifest_dir.clone()), ..self.clone() }
    }

    /// The library's folder, which the macro reads.
    pub(crate) fn folder(&self, library: &str) -> PathBuf {
        ringfence_syntax::manifest::Manifest::folder(&self.out_dir, library)
    }

    /// Shared by all libraries of a build script: sysroot, probes, the toolchain that was found.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.out_dir.join("ringfence-toolchain")
    }

    /// Where archives are unpacked.
    pub(crate) fn archives(&self) -> PathBuf {
        self.out_dir.join("ringfence-archives-unpacked")
    }

    pub(crate) fn manifest(&self) -> PathBuf {
        self.manifest_dir.join("Cargo.toml")
    }

    pub(crate) fn own(&self, path: &Path) -> PathBuf {
        self.manifest_dir.join(path)
    }
}
