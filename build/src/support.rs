//! What a library's settings add to its build: files and headers of the guest's support, flags, archives, exports.

use std::path::Path;

use ringfence_engine::Dialect;
use ringfence_guest::{CFile, Support};

use crate::toolchain::{self, Linker, Toolchain};
use crate::{Error, Library, Setjmp, files};

/// The settings of one library, taken together.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    supports: Vec<Support>,
    /// For the compiler, beside folders.
    pub(crate) flags: Vec<String>,
    /// Archives of the C library.
    pub(crate) archives: Vec<&'static str>,
    /// Data and globals for the host's own use.
    pub(crate) exports: Vec<&'static str>,
    /// What the engine must know.
    pub(crate) dialect: Dialect,
}

/// The C++ library. zig's driver adds its own.
pub(crate) const CPP_ARCHIVES: [&str; 2] = ["c++", "c++abi"];

/// Rewrites `setjmp` in terms of exceptions, in their final encoding.
const EXCEPTIONS: &[&str] = &["-mllvm", "-wasm-enable-sjlj", "-mllvm", "-wasm-use-legacy-eh=false"];

impl Extras {
    /// `cpp` says that one of the files is C++.
    pub(crate) fn of(library: &Library, cpp: bool) -> Result<Self, Error> {
        let mut extras = Self::default();
        if cpp {
            extras.cpp();
        }
        match library.setjmp {
            Some(Setjmp::ErrorsOnly) => extras.errors_only(),
            Some(Setjmp::Exceptions) => extras.exceptions(library)?,
            None => {}
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

    fn cpp(&mut self) {
        self.supports.push(ringfence_guest::CXX);
        self.exports.push(ringfence_guest::THROW_NOTE);
        self.archives.extend(CPP_ARCHIVES);
    }

    fn errors_only(&mut self) {
        self.supports.push(ringfence_guest::SETJMP_ERRORS_ONLY);
        self.exports.extend([ringfence_guest::LONGJMP_NOTE, "__stack_pointer"]);
    }

    fn exceptions(&mut self, library: &Library) -> Result<(), Error> {
        let setting = |text: &str| Err(Error::Setting(format!("{}: {text}", library.name)));
        if !Dialect::Exceptions.is_available() {
            return setting(
                "`Setjmp::Exceptions` needs the feature `exceptions`, here and in the application:\n\n    \
                 ringfence = { version = \"…\", features = [\"exceptions\"] }\n    \
                 ringfence-build = { version = \"…\", features = [\"exceptions\"] }\n",
            );
        }
        if let Some(flag) = library.flags.iter().find(|flag| flag.starts_with("-flto")) {
            return setting(&format!(
                "`{flag}` and `Setjmp::Exceptions` do not go together: the linker would make the code, without \
                 what turns setjmp into exceptions, and jumps would leave the fence instead of landing"
            ));
        }
        self.supports.push(ringfence_guest::SETJMP_EXCEPTIONS);
        self.flags.extend(EXCEPTIONS.iter().map(|&flag| flag.to_owned()));
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
        folders.map(|support| format!("-I{}", folder.join(support.folder).display())).collect()
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
    }

    #[cfg(not(feature = "exceptions"))]
    #[test]
    fn exceptions_need_the_feature_and_the_error_says_where() {
        let error = Extras::of(&Library::new("l").setjmp(Setjmp::Exceptions), false)
            .expect_err("refused")
            .to_string();
        assert!(error.contains("features = [\"exceptions\"]"), "{error}");
    }
}
