//! The C files of a folder, and which of them are surely no part of a library.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::scan::Names;

/// Folders that hold programs, tests and papers.
const ASIDE: [&str; 30] = [
    "test",
    "tests",
    "testing",
    "testdata",
    "example",
    "examples",
    "demo",
    "demos",
    "sample",
    "samples",
    "doc",
    "docs",
    "fuzz",
    "fuzzing",
    "fuzzer",
    "fuzzers",
    "ossfuzz",
    "bench",
    "benchmark",
    "benchmarks",
    "tools",
    "tool",
    "programs",
    "contrib",
    "extras",
    "target",
    "scripts",
    "build",
    "cmake",
    "swig",
];

/// Words in names of files and folders that stand for another platform than the fence.
const ELSEWHERE: [&str; 30] = [
    "win32",
    "win64",
    "windows",
    "win",
    "msvc",
    "vcpp",
    "mingw",
    "amiga",
    "os2",
    "vms",
    "dos",
    "msdos",
    "macos",
    "darwin",
    "android",
    "ios",
    "arm",
    "arm64",
    "aarch64",
    "neon",
    "mips",
    "ppc",
    "powerpc",
    "altivec",
    "riscv",
    "s390",
    "loongarch",
    "avx2",
    "avx512",
    "asm",
];

/// The files of a folder, by their paths below it with `/`.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) root: PathBuf,
    pub(super) sources: BTreeMap<String, Names>,
    pub(super) headers: BTreeMap<String, Names>,
    /// All other files, for headers that a build would have written.
    pub(super) others: Vec<String>,
}

impl Tree {
    pub(super) fn read(root: &Path) -> Self {
        let mut tree = Self { root: root.to_path_buf(), ..Self::default() };
        let files = WalkDir::new(root).sort_by_file_name().into_iter().flatten();
        for file in files.filter(|entry| entry.file_type().is_file()) {
            let Some(path) = relative(root, file.path()) else { continue };
            match path.rsplit_once('.').map(|(_, extension)| extension) {
                Some("c" | "cc" | "cpp" | "cxx") => drop(tree.sources.insert(path, names(file.path()))),
                Some("h" | "hpp" | "hh") => drop(tree.headers.insert(path, names(file.path()))),
                _ => tree.others.push(path),
            }
        }
        tree
    }

    /// Sources that may belong to the library, and those that do not, with the reason.
    pub(super) fn candidates(&self) -> (Vec<String>, Vec<(String, String)>) {
        let (mut taken, mut left_out) = (Vec::new(), Vec::new());
        for (path, names) in &self.sources {
            match why_not(path, names) {
                Some(reason) => left_out.push((path.clone(), reason)),
                None => taken.push(path.clone()),
            }
        }
        (taken, left_out)
    }

    /// Headers that are not those of tests and tools.
    pub(super) fn own_headers(&self) -> impl Iterator<Item = (&String, &Names)> {
        self.headers.iter().filter(|(path, _)| folders(path).all(|folder| !ASIDE.contains(&folder.as_str())))
    }

    /// A header whose path ends in what an `#include` says, and the folder to look in. The nearest to `user` wins.
    pub(super) fn folder_for(&self, include: &str, user: &str) -> Option<String> {
        let fitting = self.headers.keys().filter_map(|path| folder_of(path, include));
        fitting
            .max_by_key(|folder| (common(folder, user), std::cmp::Reverse(folder.len())))
            .map(str::to_owned)
    }

    /// A file from which a project's own build makes the header.
    pub(super) fn template_of(&self, include: &str) -> Option<&String> {
        let name = include.rsplit('/').next().unwrap_or(include);
        let fits = |path: &&String| {
            let file = path.rsplit('/').next().unwrap_or(path);
            let is_it =
                [".prebuilt", ".generic", ".default"].iter().any(|end| file == format!("{name}{end}"));
            is_it && folders(path).all(|folder| !ASIDE.contains(&folder.as_str()))
        };
        self.others.iter().find(fits)
    }

    /// Sources that define a function.
    pub(super) fn defining(&self, function: &str) -> Vec<&String> {
        self.sources
            .iter()
            .filter(|(_, names)| names.defined.contains(function))
            .map(|(path, _)| path)
            .collect()
    }
}

fn names(path: &Path) -> Names {
    Names::of(&String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()))
}

pub(super) fn relative(root: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<_>> = below.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

/// Why a source is no part of the library.
pub(super) fn why_not(path: &str, names: &Names) -> Option<String> {
    if let Some(folder) = folders(path).find(|folder| ASIDE.contains(&folder.as_str())) {
        return Some(format!("it lies in `{folder}`"));
    }
    let words = path.trim_end_matches(|letter| letter != '.').to_ascii_lowercase();
    let words: Vec<_> = words.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    if let Some(word) = words.iter().find(|word| ELSEWHERE.contains(word)) {
        return Some(format!("its name says `{word}`: another platform"));
    }
    if let Some(word) =
        words.iter().find(|word| ["test", "tests", "fuzzer", "benchmark", "example"].contains(word))
    {
        return Some(format!("its name says `{word}`"));
    }
    names.is_program().then(|| "it has a `main`: a program".to_owned())
}

fn folders(path: &str) -> impl Iterator<Item = String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.split('/').map(str::to_ascii_lowercase)
}

/// What is left of `path` without `include` at its end.
fn folder_of<'a>(path: &'a str, include: &str) -> Option<&'a str> {
    let folder = path.strip_suffix(include)?;
    match folder {
        "" => Some("."),
        _ => folder.strip_suffix('/'),
    }
}

/// Letters that two paths have in common at their beginning.
fn common(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(paths: &[(&str, &str)]) -> Tree {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in paths {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Tree::read(folder.path())
    }

    #[test]
    fn tests_programs_and_other_platforms_are_left_out_with_the_reason() {
        let tree = tree(&[
            ("lib/a.c", "int a(void) { return 1; }"),
            ("lib/winter.c", "int winter(void) { return 1; }"),
            ("lib/a_neon.c", "int n(void) { return 1; }"),
            ("lib/a_test.c", "int t(void) { return 1; }"),
            ("tests/b.c", "int b(void) { return 1; }"),
            ("lib/tool.c", "int main(void) { return 0; }"),
        ]);
        let (taken, left_out) = tree.candidates();
        assert_eq!(taken, ["lib/a.c", "lib/winter.c"]);
        let reasons: Vec<_> = left_out.iter().map(|(path, why)| format!("{path}: {why}")).collect();
        assert_eq!(
            reasons,
            [
                "lib/a_neon.c: its name says `neon`: another platform",
                "lib/a_test.c: its name says `test`",
                "lib/tool.c: it has a `main`: a program",
                "tests/b.c: it lies in `tests`",
            ]
        );
    }

    #[test]
    fn the_nearest_header_that_fits_is_taken() {
        let tree = tree(&[("one/include/x/y.h", ""), ("two/x/y.h", ""), ("two/not-x/y.h", ""), ("z.h", "")]);
        assert_eq!(tree.folder_for("x/y.h", "two/src/a.c").as_deref(), Some("two"));
        assert_eq!(tree.folder_for("x/y.h", "one/a.c").as_deref(), Some("one/include"));
        assert_eq!(tree.folder_for("z.h", "one/a.c").as_deref(), Some("."));
        assert_eq!(tree.folder_for("w.h", "one/a.c"), None);
    }

    #[test]
    fn a_header_that_a_build_copies_is_found() {
        let tree = tree(&[("src/config.h.generic", ""), ("tests/other.h.generic", "")]);
        assert_eq!(tree.template_of("config.h").map(String::as_str), Some("src/config.h.generic"));
        assert_eq!(tree.template_of("other.h"), None);
    }
}
