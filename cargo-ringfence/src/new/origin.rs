//! Where the sources come from: a crate that cargo obtains, or files that are copied into the package.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cargo_metadata::{MetadataCommand, TargetKind};

use super::script::{Hints, default_features};
use super::tree::relative;

/// A crate of the registry.
#[derive(Debug)]
pub(super) struct Crate {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) license: Option<String>,
    pub(super) folder: PathBuf,
    /// What its build script says.
    pub(super) hints: Hints,
}

/// `name@version`, as it was asked for.
pub(super) fn split(text: &str) -> (&str, Option<&str>) {
    match text.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (text, None),
    }
}

/// Has cargo resolve and download a crate, in a package that is thrown away.
pub(super) fn obtain(wanted: &str, offline: bool, scratch: &Path) -> Result<Crate, String> {
    let (name, version) = split(wanted);
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(format!("`{wanted}` names no crate: write NAME or NAME@VERSION"));
    }
    let requirement = match version {
        // A whole version means that one.
        Some(version) if version.split('.').count() == 3 => format!("={version}"),
        Some(version) => version.to_owned(),
        None => "*".to_owned(),
    };
    let folder = scratch.join("obtain");
    let manifest = format!(
        "[package]\nname = \"ringfence-obtain\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n\
         [target.'cfg(any())'.dependencies]\n{name} = {requirement:?}\n"
    );
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder)).and_then(|()| std::fs::write(&path, text))
    };
    write("Cargo.toml", &manifest)
        .and_then(|()| write("src/lib.rs", ""))
        .map_err(|error| format!("cannot write to {}: {error}", folder.display()))?;
    let mut command = MetadataCommand::new();
    command.manifest_path(folder.join("Cargo.toml"));
    if offline {
        command.other_options(["--offline".to_owned()]);
    }
    let metadata = command.exec().map_err(|error| not_obtained(wanted, offline, &error.to_string()))?;
    let package = metadata.packages.into_iter().find(|package| package.name.as_str() == name);
    let package = package.ok_or_else(|| not_obtained(wanted, offline, "cargo did not list it"))?;
    let features: BTreeMap<_, _> = package.features.into_iter().collect();
    let script = package.targets.iter().find(|target| target.kind.contains(&TargetKind::CustomBuild));
    let script = script.and_then(|target| std::fs::read_to_string(&target.src_path).ok()).unwrap_or_default();
    Ok(Crate {
        name: package.name.to_string(),
        version: package.version.to_string(),
        license: package.license,
        folder: package
            .manifest_path
            .parent()
            .map(|path| path.as_std_path().to_path_buf())
            .unwrap_or_default(),
        hints: Hints::read(&script, &default_features(&features)),
    })
}

fn not_obtained(wanted: &str, offline: bool, said: &str) -> String {
    let hint = match offline {
        true => "\n\nWith --offline, only what cargo has downloaded before is found.",
        false => "",
    };
    // Cargo names the package that is thrown away; nobody knows that one.
    let lines = said.lines().filter(|line| !line.contains("ringfence-obtain"));
    let said: Vec<_> = lines.collect();
    format!("cargo cannot get the crate `{wanted}`{hint}\n\ncargo said:\n{}", said.join("\n").trim())
}

/// Files of this machine that are copied into the package.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Local {
    /// The folder that all of them lie in.
    pub(super) root: PathBuf,
    pub(super) sources: Vec<String>,
    pub(super) headers: Vec<String>,
    pub(super) includes: Vec<String>,
}

/// Where the copies go.
pub(super) const COPIES: &str = "c";

impl Local {
    /// Finds the named files, and the sources that belong to headers if none is named.
    pub(super) fn find(
        headers: &[PathBuf],
        sources: &[PathBuf],
        includes: &[PathBuf],
    ) -> Result<Self, String> {
        let mut sources = absolute(sources)?;
        let headers = absolute(headers)?;
        let includes = absolute(includes)?;
        if sources.is_empty() {
            let ends = ["c", "cc", "cpp", "cxx"];
            let beside = |header: &PathBuf| {
                ends.map(|end| header.with_extension(end)).into_iter().find(|path| path.is_file())
            };
            sources = headers.iter().filter_map(beside).collect();
        }
        if sources.is_empty() {
            let first = headers.first().map(|path| path.display().to_string()).unwrap_or_default();
            return Err(format!("no C file lies beside {first}: name the sources with --source FILE"));
        }
        let folders = sources
            .iter()
            .chain(&headers)
            .filter_map(|path| path.parent())
            .chain(includes.iter().map(PathBuf::as_path));
        let root =
            folders.map(Path::to_path_buf).reduce(|one, other| shared(&one, &other)).unwrap_or_default();
        let below = |paths: &[PathBuf]| paths.iter().filter_map(|path| relative(&root, path)).collect();
        Ok(Self { sources: below(&sources), headers: below(&headers), includes: below(&includes), root })
    }

    /// Copies the files, and every header that lies beside one of them or in a folder of headers.
    pub(super) fn copy_to(&self, package: &Path) -> std::io::Result<()> {
        let target = package.join(COPIES);
        let mut files: Vec<String> = self.sources.iter().chain(&self.headers).cloned().collect();
        for file in files.clone() {
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            files.extend(headers_in(&self.root, folder, 1));
        }
        for folder in &self.includes {
            files.extend(headers_in(&self.root, folder, usize::MAX));
        }
        for file in files {
            let to = target.join(&file);
            if let Some(folder) = to.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::copy(self.root.join(&file), to)?;
        }
        Ok(())
    }
}

fn headers_in(root: &Path, folder: &str, depth: usize) -> Vec<String> {
    let files = walkdir::WalkDir::new(root.join(folder)).max_depth(depth).into_iter().flatten();
    let headers = files.filter(|entry| {
        let ending = entry.path().extension().unwrap_or_default().to_string_lossy().into_owned();
        entry.file_type().is_file() && ["h", "hpp", "hh", "inc", "def"].contains(&ending.as_str())
    });
    headers.filter_map(|entry| relative(root, entry.path())).collect()
}

fn absolute(paths: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let find = |path: &PathBuf| path.canonicalize().map_err(|error| format!("{}: {error}", path.display()));
    paths.iter().map(find).collect()
}

fn shared(one: &Path, other: &Path) -> PathBuf {
    one.components()
        .zip(other.components())
        .take_while(|(one, other)| one == other)
        .map(|(part, _)| part)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for path in ["lib/a.c", "lib/a.h", "lib/part.h", "lib/data.bin", "include/x/b.h", "other/c.h"] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        folder
    }

    #[test]
    fn a_source_beside_the_header_needs_no_name() {
        let folder = folder();
        let local = Local::find(&[folder.path().join("lib/a.h")], &[], &[]).unwrap();
        assert_eq!((local.sources, local.headers), (vec!["a.c".to_owned()], vec!["a.h".to_owned()]));
        let error = Local::find(&[folder.path().join("other/c.h")], &[], &[]).unwrap_err();
        assert!(error.contains("--source"), "{error}");
    }

    #[test]
    fn headers_come_along_and_nothing_else() {
        let folder = folder();
        let package = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        let local = Local::find(&[at("lib/a.h")], &[at("lib/a.c")], &[at("include")]).unwrap();
        local.copy_to(package.path()).unwrap();
        let copied = |path: &str| package.path().join("c").join(path).is_file();
        assert!(copied("lib/a.c") && copied("lib/part.h") && copied("include/x/b.h"));
        assert!(!copied("lib/data.bin") && !copied("other/c.h"));
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = Local::find(&[PathBuf::from("nowhere.h")], &[], &[]).unwrap_err();
        assert!(error.starts_with("nowhere.h: "), "{error}");
    }

    #[test]
    fn a_version_is_behind_the_name() {
        assert_eq!(split("libz-sys@1.1.31"), ("libz-sys", Some("1.1.31")));
        assert_eq!(split("libz-sys"), ("libz-sys", None));
        let error = obtain("../x", true, Path::new("unused")).unwrap_err();
        assert!(error.contains("names no crate"), "{error}");
    }
}
