//! What a fenced library can be granted beyond computing.

/// Something that a library may do beyond computing. It is granted by name in the build script, written into the
/// module's record, and listed in every executable. Without a grant there is nothing to call.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capability {
    /// Reading clocks: `time`, `clock_gettime`, `gettimeofday`.
    Clock,
    /// Random numbers: `getentropy`, `arc4random`.
    Randomness,
    /// Text on `stdout` and `stderr`, which goes to the application and nowhere else.
    Output,
    /// Variables that the application sets: `getenv`.
    Environment,
    /// Reading files that the application provides: `fopen`, `read`, `stat`, `opendir`.
    Files,
}

/// The module that the calls of a C library are imported from.
pub const IMPORT_MODULE: &str = "wasi_snapshot_preview1";

impl Capability {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Clock, Self::Randomness, Self::Output, Self::Environment, Self::Files];

    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Randomness => "randomness",
            Self::Output => "output",
            Self::Environment => "environment",
            Self::Files => "files",
        }
    }

    /// The imports, all from [`IMPORT_MODULE`], that it consists of.
    pub fn imports(self) -> &'static [&'static str] {
        match self {
            Self::Clock => &["clock_time_get", "clock_res_get"],
            Self::Randomness => &["random_get"],
            Self::Output => &["fd_write"],
            Self::Environment => &["environ_sizes_get", "environ_get"],
            Self::Files => &[
                "fd_close",
                "fd_fdstat_get",
                "fd_filestat_get",
                "fd_prestat_dir_name",
                "fd_prestat_get",
                "fd_read",
                "fd_readdir",
                "fd_seek",
                "fd_tell",
                "path_filestat_get",
                "path_open",
            ],
        }
    }

    /// The capability that an import belongs to.
    pub fn of_import(module: &str, name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| module == IMPORT_MODULE && one.imports().contains(&name))
    }

    /// The capability of a name in a record.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_import_belongs_to_one_capability() {
        for one in Capability::ALL {
            assert_eq!(Capability::of_name(one.name()), Some(one));
            for import in one.imports() {
                assert_eq!(Capability::of_import(IMPORT_MODULE, import), Some(one));
                assert_eq!(Capability::of_import("env", import), None);
            }
        }
        assert_eq!(Capability::of_import(IMPORT_MODULE, "sock_send"), None);
    }
}
