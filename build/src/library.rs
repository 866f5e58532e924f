use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ringfence_engine::Capability;
use ringfence_syntax::manifest::Limits;

use crate::source::SourceCrate;
use crate::{Compat, Compiled, Environment, Error, Profile, Setjmp, pipeline};

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
    /// C++ is linked with libc++. Its static constructors run when an instance is made. There are no handlers inside
    /// the fence: a `throw` ends the host's call with a fault that names what was thrown.
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

    /// Defines a macro: `.define("NDEBUG", None)`, `.define("LEVEL", "3")`.
    pub fn define<'a>(mut self, name: &str, value: impl Into<Option<&'a str>>) -> Self {
        self.flags.push(match value.into() {
            Some(value) => format!("-D{name}={value}"),
            None => format!("-D{name}"),
        });
        self
    }

    /// Adds a compiler flag. Later flags override earlier ones and the helper's own.
    pub fn flag(mut self, flag: impl Into<String>) -> Self {
        self.flags.push(flag.into());
        self
    }

    /// Adds a compiler flag for C++ files only: `-std=c++17`.
    pub fn cpp_flag(mut self, flag: impl Into<String>) -> Self {
        self.cpp_flags.push(flag.into());
        self
    }

    /// Names a header as the C code includes it. Needed when the interface has structs or enums: their layout is
    /// compared with the header's by the C compiler.
    pub fn header(mut self, name: impl Into<String>) -> Self {
        self.headers.push(name.into());
        self
    }

    /// Reads the interface from the [headers](Self::header): every function, type, variable, enum and macro whose
    /// whole name fits the regular expression, and the types that those need. The wrapper takes it with the word
    /// `header`, and declares only what should be other than in the header:
    ///
    /// ```ignore
    /// #[ringfence::library("png", header)]
    /// pub mod png {}
    /// ```
    ///
    /// Needs the feature `bindings`, and libclang when the build script runs. What was read, and what could not be,
    /// stands in `OUT_DIR/NAME/NAME.header.rs`.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), ringfence_build::Error> {
    /// ringfence_build::Library::new("png").file("c/png.c").header("png.h").allow("png_.*|PNG_.*").compile()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn allow(mut self, pattern: impl Into<String>) -> Self {
        self.allow.push(pattern.into());
        self
    }

    /// Adds a constant to what is [read from the headers](Self::allow): the value of an expression of C, such as a
    /// macro with arguments.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), ringfence_build::Error> {
    /// ringfence_build::Library::new("zstd")
    ///     .file("c/zstd.c")
    ///     .header("zstd.h")
    ///     .allow("ZSTD_.*")
    ///     .constant("MOST", "ZSTD_COMPRESSBOUND(1 << 20)")
    ///     .compile()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn constant(mut self, name: impl Into<String>, expression: impl Into<String>) -> Self {
        self.constants.push((name.into(), expression.into()));
        self
    }

    /// Exports a function. Those of the interface are exported without being named here.
    pub fn export(mut self, function: impl Into<String>) -> Self {
        self.exports.push(function.into());
        self
    }

    /// Names a Rust file of the package that declares the interface, when it does not lie below `src`.
    pub fn interface(mut self, path: impl Into<PathBuf>) -> Self {
        self.interfaces.push(path.into());
        self
    }

    /// Lets the library do something beyond computing, which is all that it can do without grants. What stands
    /// behind a grant is the application's to say, with `ringfence::Capabilities`.
    pub fn grant(mut self, capability: Capability) -> Self {
        self.grants.insert(capability);
        self
    }

    /// Gives the library `setjmp` and `longjmp`, in one of two ways.
    ///
    /// ```no_run
    /// # use ringfence_build::{Library, Setjmp};
    /// # fn main() -> Result<(), ringfence_build::Error> {
    /// Library::new("png").file("c/png.c").setjmp(Setjmp::ErrorsOnly).compile()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn setjmp(mut self, how: Setjmp) -> Self {
        self.setjmp = Some(how);
        self
    }

    /// Adds a part of POSIX that the C library leaves out.
    pub fn compat(mut self, part: Compat) -> Self {
        self.compat.insert(part);
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

    /// Bytes of the C stack inside the fence; [`DEFAULT_STACK_SIZE`] unless set. An overflow is a trap.
    pub fn stack_size(mut self, bytes: u64) -> Self {
        self.stack_bytes = bytes;
        self
    }

    /// Sets all limits that the wrapper declares. An application can tighten them.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Most bytes of memory that one instance may use. Also written into the module.
    pub fn memory_limit(mut self, bytes: u64) -> Self {
        self.limits.memory_bytes = bytes;
        self
    }

    /// Longest time that one scope may take.
    pub fn deadline(mut self, time: Duration) -> Self {
        self.limits.deadline_ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self
    }

    /// Most bytes that one scope may copy out of the library's memory.
    pub fn copied_out_limit(mut self, bytes: u64) -> Self {
        self.limits.copied_out_bytes = bytes;
        self
    }

    /// What of the module ships.
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
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

/// How the source crate's own build script is run.
#[derive(Clone, Debug, Default)]
pub(crate) struct BuildScript {
    pub(crate) features: Option<Vec<String>>,
    pub(crate) variables: Vec<(String, String)>,
}
