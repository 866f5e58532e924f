//! What a library's settings add to its build: files and headers of the guest's support, flags, archives, exports.

use std::path::{Path, PathBuf};

use ringfence_engine::Dialect;
use ringfence_guest::{CFile, Support};

use crate::toolchain::{self, Linker, Toolchain};
use crate::{Error, Library, Setjmp, files, flags};

/// The settings of one library, taken together.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    supports: Vec<Support>,
    /// Where SIMDe is, when it is needed and is none of the library's own folders.
    pub(crate) simde: Option<PathBuf>,
    /// For the compiler, beside folders.
    pub(crate) flags: Vec<String>,
    /// The same, for C++ files alone.
    pub(crate) cpp_flags: Vec<String>,
    /// Archives of the C library.
    pub(crate) archives: Vec<&'static str>,
    /// Data and globals for the host's own use.
    pub(crate) exports: Vec<&'static str>,
    /// What the engine must know.
    pub(crate) dialect: Dialect,
}

/// The C++ library. zig's driver adds its own.
pub(crate) const CPP_ARCHIVES: [&str; 2] = ["c++", "c++abi"];

/// How users ask for handlers.
const CPP_EXCEPTIONS: &str = ".cpp_exceptions()";

/// Exceptions in their final encoding. A compiler takes it once, and only where it has exceptions to encode.
const ENCODING: &[&str] = &["-mllvm", "-wasm-use-legacy-eh=false"];

/// Rewrites `setjmp` in terms of exceptions.
const SETJMP: &[&str] = &["-mllvm", "-wasm-enable-sjlj"];

impl Extras {
    /// `cpp` says that one of the files is C++.
    pub(crate) fn of(library: &Library, cpp: bool) -> Result<Self, Error> {
        let mut extras = Self::default();
        match library.setjmp {
            Some(Setjmp::ErrorsOnly) => extras.errors_only(),
            Some(Setjmp::Exceptions) => extras.jumps(library)?,
            None => {}
        }
        if library.cpp_exceptions {
            extras.handlers(library)?;
        } else if cpp {
            extras.cpp(ringfence_guest::CXX, flags::CPP);
        }
        if let Some(simd) = library.simd {
            extras.supports.extend(simd.support());
            extras.flags.extend(simd.flags());
        }
        for compat in &library.compat {
            extras.supports.extend(compat.support());
            if let Some((define, archive)) = compat.emulation() {
                extras.flags.push(format!("-D{define}"));
                extras.archives.push(archive);
            }
        }
        Ok(extras)
    }

    fn cpp(&mut self, support: Support, flags: &[&str]) {
        self.supports.push(support);
        self.cpp_flags.extend(owned(flags));
        self.exports.push(ringfence_guest::THROW_NOTE);
        self.archives.extend(CPP_ARCHIVES);
    }

    fn errors_only(&mut self) {
        self.supports.push(ringfence_guest::SETJMP_ERRORS_ONLY);
        self.exports.extend([ringfence_guest::LONGJMP_NOTE, "__stack_pointer"]);
    }

    fn jumps(&mut self, library: &Library) -> Result<(), Error> {
        self.exceptions(library, "Setjmp::Exceptions")?;
        self.supports.push(ringfence_guest::SETJMP_EXCEPTIONS);
        self.flags.extend(owned(SETJMP).chain(owned(ENCODING)));
        Ok(())
    }

    /// C++ that catches.
    fn handlers(&mut self, library: &Library) -> Result<(), Error> {
        self.exceptions(library, CPP_EXCEPTIONS)?;
        self.cpp(ringfence_guest::CXX_EXCEPTIONS, flags::CPP_EXCEPTIONS);
        // C++ files see the flags of all files as well.
        if library.setjmp != Some(Setjmp::Exceptions) {
            self.cpp_flags.extend(owned(ENCODING));
        }
        Ok(())
    }

    /// What everything needs that throws and catches. `asked` is what asked for it.
    fn exceptions(&mut self, library: &Library, asked: &str) -> Result<(), Error> {
        let setting = |text: &str| Err(Error::Setting(format!("{}: {text}", library.name)));
        if !Dialect::Exceptions.is_available() {
            return setting(&format!(
                "`{asked}` needs the feature `exceptions`, here and in the application:\n\n    \
                 ringfence = {{ version = \"…\", features = [\"exceptions\"] }}\n    \
                 ringfence-build = {{ version = \"…\", features = [\"exceptions\"] }}\n",
            ));
        }
        let mut flags = library.flags.iter().chain(&library.cpp_flags);
        if let Some(flag) = flags.find(|flag| flag.starts_with("-flto")) {
            return setting(&format!(
                "`{flag}` and `{asked}` do not go together: the linker would make the code, without what turns \
                 setjmp and throw into exceptions, and they would leave the fence instead of landing"
            ));
        }
        self.dialect = Dialect::Exceptions;
        Ok(())
    }

    /// Flags for one compiler: those for all, and what zig does not know by itself.
    pub(crate) fn flags_for(&self, toolchain: &Toolchain, folder: &Path) -> Vec<String> {
        let mut flags = self.include_flags(folder);
        flags.extend(self.flags.iter().cloned());
        if self.dialect == Dialect::Exceptions && matches!(toolchain.linker, Linker::Driver) {
            flags.push("-mexception-handling".to_owned());
        }
        flags
    }

    /// Whether the toolchain has what is asked of it.
    pub(crate) fn check(&self, library: &str, toolchain: &Toolchain) -> Result<(), Error> {
        if self.supports.contains(&ringfence_guest::CXX_EXCEPTIONS)
            && matches!(toolchain.linker, Linker::Driver)
        {
            return Err(Error::Setting(format!(
                "{library}: `{CPP_EXCEPTIONS}` needs clang 22, and the toolchain found is zig, which brings a C++ \
                 library of its own. Install clang, or name it with RINGFENCE_WASM_CC"
            )));
        }
        let Some(libc) = toolchain.libc().filter(|_| self.archives.contains(&CPP_ARCHIVES[0])) else {
            return Ok(());
        };
        if CPP_ARCHIVES.iter().all(|name| libc.archives.join(format!("lib{name}.a")).is_file()) {
            return Ok(());
        }
        let version =
            toolchain::major(&toolchain.version).map_or("N".to_owned(), |version| version.to_string());
        Err(Error::Setting(format!(
            "{library}: there is no libc++ for WebAssembly beside {}, and one of the files is C++. \
             For Debian and Ubuntu:\n\n    \
             sudo apt-get install -y --no-install-recommends libc++-{version}-dev-wasm32 libc++abi-{version}-dev-wasm32\n",
            libc.archives.display()
        )))
    }

    /// Writes the headers below `folder`, each support's in a folder of its own.
    pub(crate) fn write_headers(&self, folder: &Path) -> Result<(), Error> {
        for support in &self.supports {
            let folder = folder.join(support.folder);
            files::create_folder(&folder)?;
            for header in support.headers {
                files::write_if_changed(&folder.join(header.name), header.text.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Behind the library's own folders and before the C library's. Not `-isystem`: zig puts its own headers first
    /// among those.
    fn include_flags(&self, folder: &Path) -> Vec<String> {
        let folders = self.supports.iter().filter(|support| !support.headers.is_empty());
        let folders = folders.map(|support| folder.join(support.folder)).chain(self.simde.clone());
        folders.map(|folder| format!("-I{}", folder.display())).collect()
    }

    /// C files to compile beside those that every library gets.
    pub(crate) fn files(&self) -> impl Iterator<Item = &'static CFile> {
        self.supports.iter().flat_map(|support| support.files)
    }

    /// Everything of the support that decides what comes out.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &'static str> {
        self.supports
            .iter()
            .flat_map(|support| support.headers.iter().chain(support.files))
            .map(|file| file.text)
    }
}

fn owned(flags: &[&str]) -> impl Iterator<Item = String> {
    flags.iter().map(|&flag| flag.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Compat;

    #[test]
    fn a_library_that_asks_for_nothing_gets_nothing() {
        let extras = Extras::of(&Library::new("plain"), false).expect("no settings");
        assert_eq!((extras.flags.len(), extras.archives.len(), extras.exports.len()), (0, 0, 0));
        assert_eq!(extras.files().count(), 0);
        assert_eq!(extras.dialect, Dialect::Plain);
    }

    #[test]
    fn emulations_bring_macro_and_archive() {
        let library = Library::new("l").compat(Compat::ProcessId).compat(Compat::Pthread);
        let extras = Extras::of(&library, false).expect("settings");
        assert_eq!(extras.flags, ["-D_WASI_EMULATED_GETPID"]);
        assert_eq!(extras.archives, ["wasi-emulated-getpid"]);
        assert_eq!(extras.files().map(|file| file.name).collect::<Vec<_>>(), ["pthread.c"]);
    }

    #[cfg(feature = "exceptions")]
    #[test]
    fn link_time_optimisation_would_break_jumps_silently() {
        let library = Library::new("jumper").setjmp(Setjmp::Exceptions).flag("-flto=thin");
        let error = Extras::of(&library, false).expect_err("refused").to_string();
        assert!(error.contains("-flto=thin") && error.starts_with("jumper:"), "{error}");
        assert!(Extras::of(&Library::new("l").setjmp(Setjmp::ErrorsOnly).flag("-flto"), false).is_ok());
        let library = Library::new("thrower").cpp_exceptions().cpp_flag("-flto");
        let error = Extras::of(&library, true).expect_err("refused").to_string();
        assert!(error.contains("`.cpp_exceptions()` do not go together"), "{error}");
    }

    #[cfg(feature = "exceptions")]
    #[test]
    fn the_encoding_is_said_once_to_each_compiler_that_needs_it() {
        let throws = Library::new("l").cpp_exceptions();
        let jumps = Library::new("l").setjmp(Setjmp::Exceptions);
        let both = throws.clone().setjmp(Setjmp::Exceptions);
        let times = |flags: &[String]| flags.iter().filter(|flag| *flag == ENCODING[1]).count();
        for (library, c, cpp) in [(throws, 0, 1), (jumps, 1, 1), (both, 1, 1)] {
            let extras = Extras::of(&library, true).expect("settings");
            assert_eq!(times(&extras.flags), c);
            assert_eq!(times(&[extras.flags, extras.cpp_flags].concat()), cpp);
            assert_eq!(extras.dialect, Dialect::Exceptions);
        }
    }

    #[cfg(feature = "exceptions")]
    #[test]
    fn handlers_have_a_support_of_their_own_and_change_what_comes_out() {
        let plain = Extras::of(&Library::new("l"), true).expect("settings");
        let handlers = Extras::of(&Library::new("l").cpp_exceptions(), true).expect("settings");
        assert_eq!(plain.files().map(|file| file.name).collect::<Vec<_>>(), ["throw.c"]);
        assert!(handlers.files().all(|file| file.name.ends_with(".cpp")));
        assert!(handlers.texts().any(|text| text.contains("_Unwind_CallPersonality")));
        assert_ne!(plain.cpp_flags, handlers.cpp_flags);
    }

    #[cfg(feature = "exceptions")]
    #[test]
    fn handlers_with_zig_are_an_error_that_says_so() {
        let extras = Extras::of(&Library::new("l").cpp_exceptions(), true).expect("settings");
        let zig = Toolchain {
            kind: toolchain::Kind::Zig,
            compiler: toolchain::Tool::with("zig", &["cc"]),
            linker: Linker::Driver,
            version: "clang version 22.1.8".to_owned(),
        };
        let error = extras.check("l", &zig).expect_err("refused").to_string();
        assert!(error.contains("needs clang 22") && error.contains("zig"), "{error}");
    }

    #[cfg(not(feature = "exceptions"))]
    #[test]
    fn exceptions_need_the_feature_and_the_error_says_where() {
        for library in [Library::new("l").setjmp(Setjmp::Exceptions), Library::new("l").cpp_exceptions()] {
            let error = Extras::of(&library, true).expect_err("refused").to_string();
            assert!(error.contains("features = [\"exceptions\"]"), "{error}");
        }
    }
}
