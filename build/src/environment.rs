//! The environment variables that a build reads, and the commands it starts.
//!
//! Everything goes through one value instead of `std::env`, for two reasons: commands are started without the
//! variables that would let the host's headers or flags leak into the fence, and tests can describe a machine
//! that has no compiler without changing the process they run in.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Variables that make a compiler look at folders or flags which were not asked for.
const LEAKS: &[&str] = &[
    "CPATH",
    "C_INCLUDE_PATH",
    "CPLUS_INCLUDE_PATH",
    "OBJC_INCLUDE_PATH",
    "LIBRARY_PATH",
    "COMPILER_PATH",
    "GCC_EXEC_PREFIX",
    "CCC_OVERRIDE_OPTIONS",
    "DEPENDENCIES_OUTPUT",
    "SUNPRO_DEPENDENCIES",
    "SDKROOT",
    "MACOSX_DEPLOYMENT_TARGET",
];

/// A set of environment variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
}

impl Environment {
    /// The variables of this process.
    pub fn of_process() -> Self {
        Self { variables: std::env::vars_os().collect() }
    }

    /// No variables at all: a machine without programs.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Sets a variable.
    #[must_use]
    pub fn with(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// Removes a variable.
    #[must_use]
    pub fn without(mut self, name: impl AsRef<OsStr>) -> Self {
        self.variables.remove(name.as_ref());
        self
    }

    /// The value of a variable. An empty one counts as absent.
    pub fn variable(&self, name: &str) -> Option<&OsStr> {
        let exact = self.variables.get(OsStr::new(name));
        // Windows writes `Path` and means the same.
        let value = exact.or_else(|| {
            let mut all = self.variables.iter().filter(|_| cfg!(windows));
            all.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
        });
        value.map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    /// The value of a variable as a path.
    pub(crate) fn path(&self, name: &str) -> Option<PathBuf> {
        self.variable(name).map(PathBuf::from)
    }

    /// The value of a variable as text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.variable(name).map(|value| value.to_string_lossy().into_owned())
    }

    /// Finds a program by its name in `PATH`, or by its path.
    pub fn find_program(&self, name: &str) -> Option<PathBuf> {
        if Path::new(name).components().count() > 1 {
            return is_program(Path::new(name)).then(|| PathBuf::from(name));
        }
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        std::env::split_paths(self.variable("PATH")?)
            .map(|folder| folder.join(&file))
            .find(|path| is_program(path))
    }

    /// A command that sees these variables without the ones that leak.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.for_compilers());
        command
    }

    /// The variables for a compiler: nothing that adds folders or flags, and English messages.
    pub(crate) fn for_compilers(&self) -> BTreeMap<OsString, OsString> {
        let mut variables = self.variables.clone();
        variables.retain(|name, _| !leaks(name));
        variables.insert("LC_ALL".into(), "C".into());
        variables
    }
}

/// Flags for host compilers (`CFLAGS=-march=native`) would at best break the build for WebAssembly.
fn leaks(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    LEAKS.contains(&name.as_ref())
        || name.contains("CFLAGS")
        || ["CC", "HOST_CC", "TARGET_CC", "CARGO_ENCODED_RUSTFLAGS"].contains(&name.as_ref())
        || ["CC_", "CRATE_CC_"].iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_in_path_only() {
        let here = Environment::of_process();
        assert!(here.find_program("sh").is_some());
        assert_eq!(Environment::empty().find_program("sh"), None);
    }

    #[test]
    fn an_empty_variable_counts_as_absent() {
        assert_eq!(Environment::empty().with("WASI_SDK_PATH", "").variable("WASI_SDK_PATH"), None);
    }

    #[test]
    fn compilers_do_not_see_variables_that_add_headers_or_flags() {
        let environment = Environment::empty()
            .with("CPATH", "/usr/include")
            .with("CFLAGS", "-march=native")
            .with("CFLAGS_wasm32_wasi", "-O0")
            .with("CC_wasm32_wasi", "gcc")
            .with("HOME", "/home/me");
        let seen = environment.for_compilers();
        let names: Vec<_> = seen.keys().map(|name| name.to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["HOME", "LC_ALL"]);
    }
}
