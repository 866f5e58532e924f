//! No test is passed over: neither in a target that is not tested, nor in a file that belongs to none.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use cargo_metadata::{Package, Target, TargetKind};

use crate::shell::Shell;

pub(super) fn check(shell: &Shell) -> anyhow::Result<()> {
    let metadata = shell.metadata()?;
    let mut overlooked = Vec::new();
    for package in metadata.workspace_packages() {
        overlooked.extend(in_targets(package)?);
        overlooked.extend(in_files(package)?);
    }
    if !overlooked.is_empty() {
        bail!("tests that never run:\n{}", overlooked.join("\n"));
    }
    println!("every test belongs to a target that is tested");
    Ok(())
}

/// Tests in the sources of libraries and programs that say `test = false`.
fn in_targets(package: &Package) -> anyhow::Result<Vec<String>> {
    let untested = |target: &&Target| {
        !target.test && (target.is_lib() || target.is_proc_macro() || target.is_kind(TargetKind::Bin))
    };
    let mut found = Vec::new();
    for target in package.targets.iter().filter(untested) {
        let main = target.src_path.as_std_path();
        // The modules of a library are all that is beside it; a program of several has its own file alone.
        let beside = if target.is_kind(TargetKind::Bin) { None } else { main.parent() };
        let files = beside.map_or_else(|| Ok(vec![main.to_owned()]), sources)?;
        let of_another = |file: &Path| {
            package.targets.iter().any(|other| other != target && other.src_path.as_std_path() == file)
        };
        for file in files {
            if !of_another(&file) && has_tests(&std::fs::read_to_string(&file)?) {
                found.push(format!("{}: `test = false` in the manifest", file.display()));
            }
        }
    }
    Ok(found)
}

/// Files in `tests` that are neither a target nor a module of `tests/main.rs`.
fn in_files(package: &Package) -> anyhow::Result<Vec<String>> {
    let root = package.manifest_path.parent().context("a manifest is in a folder")?.as_std_path();
    let folder = root.join("tests");
    let Ok(main) = std::fs::read_to_string(folder.join("main.rs")) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        let is_target = package.targets.iter().any(|target| target.src_path.as_std_path() == path);
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else { continue };
        if path.extension().is_some_and(|kind| kind == "rs") && !is_target && !declares(&main, name) {
            found.push(format!("{}: no target and no module of tests/main.rs", path.display()));
        }
    }
    Ok(found)
}

fn sources(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(sources(&path)?);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}

fn has_tests(text: &str) -> bool {
    text.lines().any(|line| matches!(line.trim(), "#[test]" | "#[cfg(test)]"))
}

fn declares(text: &str, module: &str) -> bool {
    text.lines().any(|line| line.trim() == format!("mod {module};"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_and_modules_are_recognised() {
        assert!(has_tests("fn a() {}\n    #[test]\nfn b() {}"));
        assert!(has_tests("#[cfg(test)]\nmod tests;"));
        assert!(!has_tests("// #[test] is a word here"));
        assert!(declares("mod a;\nmod b;\n", "b"));
        assert!(!declares("mod ab;\n", "b"));
    }
}
