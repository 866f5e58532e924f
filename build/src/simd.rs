//! Vectors of 128 bits, and the intrinsics of other processors on top of them.

use std::path::{Path, PathBuf};

use ringfence_guest::Support;

use crate::{Environment, Error, Library, files, sysroot};

/// Which vector code a library is compiled with: [`Library::simd`](crate::Library::simd).
///
/// All of them make the compiler turn loops into vector code by itself. The last three are for libraries written with
/// the intrinsics of a processor: SIMDe, a library of headers, says them in WebAssembly's vectors. It is looked for
/// below the library's own include folders, in the folder that `RINGFENCE_SIMDE` names, and where systems install it
/// (Debian: `libsimde-dev`).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Simd {
    /// WebAssembly's own: `wasm_simd128.h`.
    Wasm,
    /// Those of x86, `emmintrin.h` and its like, with the macros of a processor that has SSE2.
    Sse2,
    /// The same, with the macros of one that has SSE4.1.
    Sse41,
    /// `arm_neon.h`, with the macro of a processor that has NEON.
    Neon,
}

/// Switches the vectors on.
const VECTORS: &str = "-msimd128";

/// The folder that is linked to wherever SIMDe is, and found by including `<simde/…>`.
pub(crate) const FOLDER: &str = "simde";

/// Names the folder that holds `simde`.
pub(crate) const VARIABLE: &str = "RINGFENCE_SIMDE";

/// A header that every version of SIMDe has.
const MARK: &str = "simde/simde-arch.h";

/// Where systems put headers that any program may include.
const SYSTEM: &[&str] =
    &["/usr/include", "/usr/local/include", "/opt/homebrew/include", "/home/linuxbrew/.linuxbrew/include"];

impl Simd {
    /// The word used in the record.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Wasm => "wasm",
            Self::Sse2 => "sse2",
            Self::Sse41 => "sse4.1",
            Self::Neon => "neon",
        }
    }

    /// What the compiler is told: the vectors, and the macros by which libraries know a processor.
    pub(crate) fn flags(self) -> impl Iterator<Item = String> {
        let macros: &[&str] = match self {
            Self::Wasm => &[],
            Self::Sse2 => &["__SSE__", "__SSE2__"],
            Self::Sse41 => &["__SSE__", "__SSE2__", "__SSE3__", "__SSSE3__", "__SSE4_1__"],
            Self::Neon => &["__ARM_NEON"],
        };
        let macros = macros.iter().map(|name| format!("-D{name}=1"));
        std::iter::once(VECTORS.to_owned()).chain(macros)
    }

    /// The headers of the intrinsics, which include those of SIMDe.
    pub(crate) fn support(self) -> Option<Support> {
        match self {
            Self::Wasm => None,
            Self::Sse2 | Self::Sse41 => Some(ringfence_guest::SIMD_X86),
            Self::Neon => Some(ringfence_guest::SIMD_NEON),
        }
    }
}

/// The folder to include for `<simde/…>`, when it is none of the library's own.
pub(crate) fn prepare(
    library: &str,
    includes: &[PathBuf],
    environment: &Environment,
    scratch: &Path,
) -> Result<Option<PathBuf>, Error> {
    if includes.iter().any(|folder| holds(folder)) {
        return Ok(None);
    }
    let system: Vec<_> = SYSTEM.iter().map(PathBuf::from).collect();
    let found = locate(library, environment, &system)?;
    // A link, as for the C library: what else lies in that folder stays out of reach.
    let folder = scratch.join(FOLDER);
    files::create_folder(&folder)?;
    let link = folder.join("simde");
    sysroot::replace(&link, &found.join("simde")).map_err(|error| Error::file("link", &link, error))?;
    Ok(Some(folder))
}

/// Machine code for every x86-64 has no shuffle of bytes, and the engine's replacement for it is a call.
pub(crate) fn warning(library: &Library, target: &str) -> Option<String> {
    let intrinsics = library.simd.is_some_and(|simd| simd.support().is_some());
    let slow = intrinsics && target.starts_with("x86_64") && !library.native_cpu;
    slow.then(|| {
        format!(
            "{}: intrinsics in machine code for every x86-64 can be many times slower than plain C; `.native_cpu()` makes it for the \
             processor of this machine",
            library.name
        )
    })
}

fn holds(folder: &Path) -> bool {
    folder.join(MARK).is_file()
}

fn locate(library: &str, environment: &Environment, system: &[PathBuf]) -> Result<PathBuf, Error> {
    if let Some(named) = environment.path(VARIABLE) {
        let named = std::path::absolute(&named).unwrap_or(named);
        return match holds(&named) {
            true => Ok(named),
            false => {
                Err(Error::Setting(format!("{library}: {VARIABLE}={} does not hold {MARK}", named.display())))
            }
        };
    }
    system
        .iter()
        .find(|folder| holds(folder))
        .cloned()
        .ok_or_else(|| Error::Setting(missing(library, system)))
}

fn missing(library: &str, system: &[PathBuf]) -> String {
    let places: Vec<_> = system.iter().map(|folder| folder.display().to_string()).collect();
    format!(
        "{library}: `.simd(…)` with intrinsics needs the headers of SIMDe, and {MARK} is neither below the library's \
         include folders nor in {}. One of these fixes it:\n\n    \
         Debian, Ubuntu: sudo apt-get install -y --no-install-recommends libsimde-dev\n    \
         Fedora:         sudo dnf install -y simde-devel\n    \
         macOS:          brew install simde\n    \
         any:            unpack a release of SIMDe, and name the folder that holds `simde` with {VARIABLE}\n",
        places.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with_simde() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("temporary folder");
        std::fs::create_dir(folder.path().join("simde")).expect("folder");
        std::fs::write(folder.path().join(MARK), "").expect("file");
        folder
    }

    #[test]
    fn a_machine_without_simde_is_told_what_to_type() {
        let empty = tempfile::tempdir().expect("temporary folder");
        let system = [empty.path().to_path_buf()];
        let error = locate("jpeg", &Environment::empty(), &system).expect_err("there is none").to_string();
        for expected in ["jpeg: ", "apt-get install -y --no-install-recommends libsimde-dev", VARIABLE, MARK]
        {
            assert!(error.contains(expected), "{error}");
        }
        assert!(error.contains(&*empty.path().to_string_lossy()), "{error}");
    }

    #[test]
    fn a_folder_that_is_named_is_the_only_one() {
        let (good, empty) = (folder_with_simde(), tempfile::tempdir().expect("temporary folder"));
        let system = [good.path().to_path_buf()];
        assert_eq!(locate("l", &Environment::empty(), &system).expect("found"), good.path());
        let named = |folder: &Path| Environment::empty().with(VARIABLE, folder);
        assert_eq!(locate("l", &named(good.path()), &[]).expect("found"), good.path());
        let error = locate("l", &named(empty.path()), &system).expect_err("refused").to_string();
        assert!(error.contains("does not hold simde/simde-arch.h"), "{error}");
    }

    #[test]
    fn what_the_library_brings_is_taken_as_it_is() {
        let (own, scratch) = (folder_with_simde(), tempfile::tempdir().expect("temporary folder"));
        let includes = [own.path().to_path_buf()];
        let folder = prepare("l", &includes, &Environment::empty(), scratch.path()).expect("found");
        assert_eq!(folder, None);
        assert!(!scratch.path().join(FOLDER).exists());
    }

    #[test]
    fn intrinsics_for_every_x86_are_warned_of() {
        let library = |simd| Library::new("l").simd(simd);
        let x86 = "x86_64-unknown-linux-gnu";
        assert!(warning(&library(Simd::Sse2), x86).is_some_and(|text| text.contains(".native_cpu()")));
        assert_eq!(warning(&library(Simd::Sse2).native_cpu(), x86), None);
        assert_eq!(warning(&library(Simd::Neon), "aarch64-apple-darwin"), None);
        assert_eq!(warning(&library(Simd::Wasm), x86), None);
        assert_eq!(warning(&Library::new("l"), x86), None);
    }

    #[test]
    fn each_kind_has_a_name_and_its_own_macros() {
        let flags = |simd: Simd| simd.flags().collect::<Vec<_>>();
        assert_eq!(flags(Simd::Wasm), [VECTORS]);
        assert_eq!(flags(Simd::Sse2), [VECTORS, "-D__SSE__=1", "-D__SSE2__=1"]);
        assert!(flags(Simd::Sse41).contains(&"-D__SSE4_1__=1".to_owned()));
        assert_eq!(flags(Simd::Neon), [VECTORS, "-D__ARM_NEON=1"]);
        let names = [Simd::Wasm, Simd::Sse2, Simd::Sse41, Simd::Neon].map(Simd::name);
        assert_eq!(std::collections::BTreeSet::from(names).len(), names.len());
    }
}
