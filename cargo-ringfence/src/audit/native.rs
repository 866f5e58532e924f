//! Native code that packages link: from what build scripts told cargo, and from the files themselves.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cargo_metadata::{Package, PackageId};
use ringfence_syntax::hash::sha256_hex;

use super::build::{Built, Script};
use super::executables::Opened;
use super::graph::label;
use super::report::{Evidence, Linkage, Native, Unexamined};
use super::symbols;

/// Endings of files with machine code.
const MACHINE_CODE: [&str; 7] = ["a", "o", "so", "lib", "obj", "dylib", "dll"];

/// A native library with the names that it defines.
pub(crate) struct Found {
    pub(crate) native: Native,
    pub(crate) names: BTreeSet<String>,
}

/// Native libraries by the package that links them.
#[derive(Default)]
pub(crate) struct Natives {
    pub(crate) of: BTreeMap<PackageId, Vec<Found>>,
    pub(crate) unexamined: Vec<Unexamined>,
}

/// What is linked into the program. Build scripts of the host's side are no part of it.
pub(crate) fn find(built: &Built, executables: &[Opened]) -> Natives {
    let mut natives = Natives::default();
    for script in built.scripts.iter().filter(|script| !script.host) {
        let Some(package) = built.package(&script.package) else { continue };
        let search =
            Search { script, package, executables, files: files_of(package), hashes: OnceCell::new() };
        let libraries = script.libraries.iter().filter_map(|argument| search.library(argument, &mut natives));
        let mut found: Vec<Found> = libraries.collect();
        found.extend(search.objects());
        if !found.is_empty() {
            natives.of.entry(script.package.clone()).or_default().extend(found);
        }
    }
    // A static library of a package without a build script is told by an attribute in its source alone, and the compiler
    // puts it into the package's own archive.
    for made in built.artifacts.iter().filter(|made| !made.host) {
        if !natives.of.contains_key(&made.package) {
            let bundled: Vec<_> = made.files.iter().filter_map(|file| bundled(file, executables)).collect();
            if !bundled.is_empty() {
                natives.of.insert(made.package.clone(), bundled);
            }
        }
    }
    natives
}

/// One build script's share.
struct Search<'a> {
    script: &'a Script,
    package: &'a Package,
    executables: &'a [Opened],
    /// Machine code that came with the package.
    files: Vec<PathBuf>,
    /// Of all that is in those.
    hashes: OnceCell<BTreeSet<String>>,
}

impl Search<'_> {
    /// `static=z`, `static:+whole-archive=z`, `dylib=z`, `framework=X`, `z`, each maybe with `:new-name`.
    fn library(&self, argument: &str, natives: &mut Natives) -> Option<Found> {
        let (kind, name) = argument.split_once('=').unwrap_or(("dylib", argument));
        let linkage = match kind.split(':').next() {
            Some("static") => Linkage::Static,
            Some("framework") => Linkage::Framework,
            _ => Linkage::Dynamic,
        };
        let name = name.split(':').next_back().unwrap_or(name);
        if symbols::is_of_the_system(name) {
            return None;
        }
        let Some(path) = self.file(name, linkage) else {
            if linkage == Linkage::Static {
                natives.unexamined.push(Unexamined {
                    what: format!("static library `{name}` of {}", label(self.package)),
                    why: "its file is in none of the folders that the build script named".to_owned(),
                    needed: false,
                });
            }
            return Some(self.found(name, linkage, None, &[]));
        };
        match std::fs::read(&path) {
            Ok(bytes) => {
                if let Err(why) = symbols::members(&bytes) {
                    natives.unexamined.push(Unexamined {
                        what: format!("{} of {}", self.shown(&path), label(self.package)),
                        why,
                        needed: linkage == Linkage::Static,
                    });
                }
                Some(self.found(name, linkage, Some(&path), &bytes))
            }
            Err(error) => {
                natives.unexamined.push(Unexamined {
                    what: format!("{} of {}", self.shown(&path), label(self.package)),
                    why: error.kind().to_string(),
                    needed: true,
                });
                Some(self.found(name, linkage, None, &[]))
            }
        }
    }

    /// Objects that are handed to the linker by name. Cargo's messages do not tell them; what the build script printed does.
    fn objects(&self) -> Vec<Found> {
        let printed = self.script.out_dir.parent().map(|folder| folder.join("output"));
        let printed = printed.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
        let arguments = printed.lines().filter_map(|line| {
            let line = line.strip_prefix("cargo::").or_else(|| line.strip_prefix("cargo:"))?;
            let (key, value) = line.split_once('=')?;
            key.starts_with("rustc-link-arg").then_some(value)
        });
        let folder = self.folder();
        let paths = arguments.map(|argument| folder.join(argument));
        let files = paths.filter(|path| is_machine_code(path) && path.is_file());
        files
            .filter_map(|path| {
                let bytes = std::fs::read(&path).ok()?;
                let name = path.file_stem()?.to_string_lossy().into_owned();
                Some(self.found(&name, Linkage::Object, Some(&path), &bytes))
            })
            .collect()
    }

    fn found(&self, name: &str, linkage: Linkage, path: Option<&Path>, bytes: &[u8]) -> Found {
        let names = symbols::defined(bytes).unwrap_or_default();
        let dynamic = matches!(linkage, Linkage::Dynamic | Linkage::Framework);
        let known = path.is_some() && !names.is_empty() && !dynamic;
        let native = Native {
            name: name.to_owned(),
            linkage,
            file: path.map(|path| self.shown(path)),
            prebuilt: path.is_some_and(|path| self.is_prebuilt(path, bytes)),
            symbols: known.then_some(names.len() as u64),
            linked_symbols: if known { alive(&names, self.executables) } else { None },
            evidence: if known { Evidence::Observed } else { Evidence::Declared },
        };
        Found { native, names: if dynamic { BTreeSet::new() } else { names } }
    }

    /// The file of a library, in the folders that the build script named.
    fn file(&self, name: &str, linkage: Linkage) -> Option<PathBuf> {
        let endings: &[(&str, &str)] = match linkage {
            Linkage::Static => &[("lib", ".a"), ("", ".lib"), ("lib", ".lib"), ("", "")],
            Linkage::Dynamic => &[("lib", ".so"), ("lib", ".dylib"), ("", ".dll"), ("", ".lib")],
            Linkage::Framework | Linkage::Object => &[],
        };
        self.script.paths.iter().find_map(|folder| {
            let paths = endings.iter().map(|(before, after)| folder.join(format!("{before}{name}{after}")));
            paths.into_iter().find(|path| path.is_file())
        })
    }

    /// It lies in the package, or is a copy of what does, or has a member that is.
    fn is_prebuilt(&self, path: &Path, bytes: &[u8]) -> bool {
        if path.starts_with(self.folder()) && !path.starts_with(&self.script.out_dir) {
            return self.files.iter().any(|file| file == path);
        }
        if self.files.is_empty() {
            return false;
        }
        let hashes = self.hashes.get_or_init(|| self.files.iter().flat_map(|file| hashes_in(file)).collect());
        let members = symbols::members(bytes).unwrap_or_default();
        members
            .iter()
            .any(|member| object::File::parse(*member).is_ok() && hashes.contains(&sha256_hex(member)))
    }

    fn folder(&self) -> &Path {
        self.package.manifest_path.parent().map_or(Path::new(""), |folder| folder.as_std_path())
    }

    fn shown(&self, path: &Path) -> String {
        let slashes = |path: &Path| path.to_string_lossy().replace('\\', "/");
        if let Ok(below) = path.strip_prefix(&self.script.out_dir) {
            return format!("OUT_DIR/{}", slashes(below));
        }
        match path.strip_prefix(self.folder()) {
            Ok(below) => format!("{}/{}", label(self.package), slashes(below)),
            Err(_) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        }
    }
}

/// Hashes of an object, or of all in an archive.
fn hashes_in(file: &Path) -> Vec<String> {
    let bytes = std::fs::read(file).unwrap_or_default();
    symbols::members(&bytes).unwrap_or_default().iter().map(|member| sha256_hex(member)).collect()
}

/// The most among the executables that have names. None: none has.
fn alive(names: &BTreeSet<String>, executables: &[Opened]) -> Option<u64> {
    // An executable without names could hold anything.
    let held: Option<Vec<_>> = executables.iter().map(|executable| executable.held.as_ref()).collect();
    held?.iter().map(|held| symbols::alive(names, held)).max()
}

/// Machine code in a package from elsewhere. What a build left in a member's target folder is none.
fn files_of(package: &Package) -> Vec<PathBuf> {
    let Some(folder) = package.manifest_path.parent() else { return Vec::new() };
    let mut files = Vec::new();
    walk(folder.as_std_path(), 0, &mut files);
    files.sort();
    files
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    const DEEPEST: usize = 12;
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            // Folders that cargo builds in hold what was compiled here.
            let built = path.join("CACHEDIR.TAG").is_file() || entry.file_name() == ".git";
            if !built && depth < DEEPEST {
                walk(&path, depth.saturating_add(1), files);
            }
        } else if kind.is_file() && is_machine_code(&path) {
            files.push(path);
        }
    }
}

fn is_machine_code(path: &Path) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| MACHINE_CODE.contains(&ending))
}

/// Objects in a Rust library that the Rust compiler did not make.
fn bundled(path: &Path, executables: &[Opened]) -> Option<Found> {
    path.extension().filter(|ending| *ending == "rlib")?;
    let bytes = std::fs::read(path).ok()?;
    let archive = object::read::archive::ArchiveFile::parse(&*bytes).ok()?;
    let mut names = BTreeSet::new();
    for member in archive.members().flatten() {
        let name = String::from_utf8_lossy(member.name());
        if !name.ends_with(".rcgu.o") && name != "lib.rmeta" {
            names.extend(symbols::defined(member.data(&*bytes).ok()?).unwrap_or_default());
        }
    }
    let native = Native {
        name: "bundled".to_owned(),
        linkage: Linkage::Static,
        file: None,
        prebuilt: false,
        symbols: Some(names.len() as u64),
        linked_symbols: alive(&names, executables),
        evidence: Evidence::Observed,
    };
    (!names.is_empty()).then_some(Found { native, names })
}
