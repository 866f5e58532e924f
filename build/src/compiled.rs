use std::path::PathBuf;

use ringfence_syntax::manifest::Manifest;

/// A library that is ready to be embedded.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Compiled {
    /// The folder with the module, its machine code and `ringfence.json`.
    pub folder: PathBuf,
    /// The folder with the sources, when they came from a crate or an archive: for tests that need what lies there.
    pub sources: Option<PathBuf>,
    /// What `ringfence.json` says.
    pub manifest: Manifest,
    /// Nothing had changed since the last build, and nothing was compiled.
    pub reused: bool,
    /// Files whose change calls for another build: sources, headers, the interface, the toolchain.
    pub watched_files: Vec<PathBuf>,
    /// Variables whose change calls for another build.
    pub watched_variables: Vec<String>,
    /// What the user should know although the build succeeded.
    pub warnings: Vec<String>,
}

impl Compiled {
    /// The WebAssembly module.
    pub fn wasm(&self) -> PathBuf {
        self.folder.join(&self.manifest.wasm.file)
    }

    /// The machine code.
    pub fn artefact(&self) -> PathBuf {
        self.folder.join(&self.manifest.artefact.file)
    }
}
