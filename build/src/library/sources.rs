//! Where a library's files come from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::Library;
use crate::source::SourceCrate;

/// A path and the folder it is relative to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Located {
    /// Of the source crate, when there is one.
    Source(PathBuf),
    /// Of the package itself.
    Own(PathBuf),
    /// Of another crate.
    Crate(String, PathBuf),
}

/// A header that the build writes.
#[derive(Clone, Debug)]
pub(crate) enum Written {
    Text(String),
    Copy(Located),
}

/// How the source crate's own build script is run.
#[derive(Clone, Debug, Default)]
pub(crate) struct BuildScript {
    pub(crate) features: Option<Vec<String>>,
    pub(crate) variables: Vec<(String, String)>,
}

impl Library {
    /// Takes the sources from a crate that is listed under `[target.'cfg(any())'.dependencies]`: cargo locks,
    /// checks and vendors it, and never builds it. `RINGFENCE_SOURCE_NAME` (upper case, `_` for `-`) names another
    /// folder.
    pub fn source_crate(mut self, name: impl Into<String>) -> Self {
        self.source_crate = Some(name.into());
        self
    }

    /// The manifest that lists the source crates, instead of the package's own: a package beside this one, with its
    /// own lock file, whose only purpose that is. For versions that cannot be in one lock file with the rest, such as
    /// two releases of a crate with `links`.
    pub fn sources_of(mut self, manifest: impl Into<PathBuf>) -> Self {
        self.sources_of = Some(manifest.into());
        self
    }

    /// Takes the sources from an archive that the package's manifest pins by its hash, for libraries that no crate ships:
    ///
    /// ```toml
    /// [package.metadata.ringfence.archives.giflib]
    /// version = "5.2.1"
    /// file = "giflib_5.2.1.orig.tar.gz"
    /// sha256 = "31da5562f44c5f15d63340a09a4fd62b48c45620cd302f77a6d9acf0077879bd"
    /// debian = "giflib"
    /// ```
    ///
    /// `cargo ringfence fetch` obtains it. A build never does; it finds it in `ringfence-archives` in cargo's target
    /// folder, or in the folder `RINGFENCE_ARCHIVES`, checks its hash and unpacks it. `RINGFENCE_SOURCE_NAME` names
    /// the file itself, or a folder with the sources.
    #[cfg(feature = "archives")]
    pub fn source_archive(mut self, name: impl Into<String>) -> Self {
        self.source_archive = Some(name.into());
        self
    }

    /// Builds without the library, with a warning, where its [archive](Self::source_archive) is not on the machine.
    /// Everything compiles then, and making a pool or sandbox of the library is a fault that says what is missing.
    #[cfg(feature = "archives")]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Compiles with the source crate's own `build.rs` instead of a list of files: cargo runs it for
    /// `wasm32-wasip1` with this library's compiler and flags, and the archives that it makes are linked.
    ///
    /// A list of files is the safer choice: it is short, it says what is compiled, and nothing runs but a compiler. A
    /// build script is a program of its author on this machine, as in any build with that crate. Folders of headers are
    /// named by [`include`](Self::include) as usual.
    pub fn build_script(mut self) -> Self {
        self.build_script.get_or_insert_default();
        self
    }

    /// Features of the source crate for its [build script](Self::build_script), in place of its default ones.
    pub fn build_script_features<T: Into<String>>(mut self, features: impl IntoIterator<Item = T>) -> Self {
        let features = features.into_iter().map(Into::into).collect();
        self.build_script.get_or_insert_default().features = Some(features);
        self
    }

    /// A variable for the source crate's [build script](Self::build_script).
    pub fn build_script_env(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.build_script.get_or_insert_default().variables.push((name.into(), value.into()));
        self
    }

    /// Adds a C or C++ file; its name says which (`.c`, `.cc`, `.cpp`, `.cxx`).
    ///
    /// C++ is linked with libc++. Its static constructors run when an instance is made. A `throw` ends the host's call
    /// with a fault that names what was thrown, unless [`cpp_exceptions`](Self::cpp_exceptions) gives the library its
    /// handlers.
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(Located::Source(path.into()));
        self
    }

    /// Adds several C files.
    pub fn files<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.files.extend(paths.into_iter().map(|path| Located::Source(path.into())));
        self
    }

    /// Adds files of another crate that is listed as the [source crate](Self::source_crate) is: a library that the
    /// first one needs.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), ringfence_build::Error> {
    /// ringfence_build::Library::new("png")
    ///     .source_crate("libpng-sys")
    ///     .file("vendor/png.c")
    ///     .crate_files("libz-sys", ["src/zlib/inflate.c", "src/zlib/crc32.c"])
    ///     .crate_include("libz-sys", "src/zlib")
    ///     .compile()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn crate_files<P: Into<PathBuf>>(
        mut self,
        name: impl Into<String>,
        paths: impl IntoIterator<Item = P>,
    ) -> Self {
        let name = name.into();
        self.files.extend(paths.into_iter().map(|path| Located::Crate(name.clone(), path.into())));
        self
    }

    /// Adds a folder of headers of another crate.
    pub fn crate_include(mut self, name: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.includes.push(Located::Crate(name.into(), path.into()));
        self
    }

    /// Adds a C file of the package itself, beside those of the source crate.
    pub fn own_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(Located::Own(path.into()));
        self
    }

    /// Adds a folder of headers.
    pub fn include(mut self, path: impl Into<PathBuf>) -> Self {
        self.includes.push(Located::Source(path.into()));
        self
    }

    /// Adds a folder of headers of the package itself, beside those of the source crate.
    pub fn own_include(mut self, path: impl Into<PathBuf>) -> Self {
        self.includes.push(Located::Own(path.into()));
        self
    }

    /// Writes a header of `#define NAME VALUE` lines, as a project's own `configure` would have. It is found before
    /// every folder given to [`include`](Self::include).
    ///
    /// ```no_run
    /// # fn main() -> Result<(), ringfence_build::Error> {
    /// let config = [("HAVE_STDINT_H", "1"), ("VERSION", "\"5.2\""), ("HAVE_MMAP", "0")];
    /// ringfence_build::Library::new("gif").file("c/gif.c").config_header("config.h", config).compile()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn config_header<'a>(
        mut self,
        name: impl Into<PathBuf>,
        defines: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let lines = defines.into_iter().map(|(name, value)| format!("#define {name} {value}\n"));
        self.written_headers.push((name.into(), Written::Text(lines.collect())));
        self
    }

    /// Makes a file of the sources a header under another name: what a project's own build does with
    /// `pnglibconf.h.prebuilt` or `config.h.generic`.
    pub fn copied_header(mut self, name: impl Into<PathBuf>, from: impl Into<PathBuf>) -> Self {
        self.written_headers.push((name.into(), Written::Copy(Located::Source(from.into()))));
        self
    }

    /// Uses a module that was built elsewhere instead of compiling one. It is checked in the same way.
    /// `RINGFENCE_PREBUILT_NAME` does the same without touching the build script.
    ///
    /// A signature beside it, `MODULE.minisig` as `minisign -S` makes it, is kept for `cargo ringfence audit`, whose
    /// policy names the keys that count.
    pub fn prebuilt(mut self, path: impl Into<PathBuf>) -> Self {
        self.prebuilt = Some(path.into());
        self
    }

    /// Builds a crate of Rust for the fence instead of C files. `folder` holds its `Cargo.toml`, its own
    /// `Cargo.lock`, and functions with `#[ringfence::export]`.
    ///
    /// ```no_run
    /// fn main() -> Result<(), ringfence_build::Error> {
    ///     ringfence_build::Library::new("thing").rust("guest").compile()?;
    ///     Ok(())
    /// }
    /// ```
    pub fn rust(mut self, folder: impl Into<PathBuf>) -> Self {
        self.rust = Some(folder.into());
        self
    }
}

impl Located {
    /// The absolute path. `crates` are all that the library names.
    pub(crate) fn below(&self, source: &Path, own: &Path, crates: &[SourceCrate]) -> PathBuf {
        match self {
            Self::Source(path) => source.join(path),
            Self::Own(path) => own.join(path),
            Self::Crate(name, path) => {
                let found = crates.iter().find(|one| one.name == *name);
                found.map_or(own, |one| &one.folder).join(path)
            }
        }
    }
}

impl Library {
    /// Crates that files or folders come from, beside the source crate.
    pub(crate) fn further_crates(&self) -> BTreeSet<&str> {
        let all = self.files.iter().chain(&self.includes);
        let named = all.filter_map(|located| match located {
            Located::Crate(name, _) => Some(name.as_str()),
            Located::Source(_) | Located::Own(_) => None,
        });
        named.filter(|name| self.source_crate.as_deref() != Some(name)).collect()
    }
}
