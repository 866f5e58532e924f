//! The command as a user runs it. What it makes of a small library is compiled and tested with the workspace, as
//! `tests/made`; here it is made again and compared.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "the helpers of tests fail like tests")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn golden() -> PathBuf {
    repository().join("tests/made")
}

fn new(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ringfence"));
    command.current_dir(folder).args(["ringfence", "new", "--offline", "--ringfence"]).arg(repository());
    command.args(arguments).output().expect("the command starts")
}

fn code_and_text(output: &Output) -> (Option<i32>, String) {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code(), text.concat())
}

fn make_tally(folder: &Path) -> (Option<i32>, String) {
    let header = golden().join("c/tally.h");
    code_and_text(&new(folder, &["fenced-tally", "--header", header.to_str().unwrap()]))
}

/// `tests/made` is a member of the workspace: its tests run with all others, and cost no engine of their own.
#[test]
fn the_crate_that_the_workspace_tests_is_what_the_command_makes() {
    let folder = TempDir::new().unwrap();
    let (code, text) = make_tally(folder.path());
    assert_eq!(code, Some(0), "{text}");
    assert!(
        text.contains("7 functions of tally.h") && text.contains("first call is `tally_version`"),
        "{text}"
    );
    let made = folder.path().join("fenced-tally");
    let files =
        ["build.rs", "inline.c", "README.md", "src/interface.rs", "src/lib.rs", "tests/first_call.rs"];
    for file in files.into_iter().chain(["c/tally.c", "c/tally.h"]) {
        let path = made.join(file);
        if file.ends_with(".rs") {
            // The workspace has longer lines than other people.
            let config = repository().join("rustfmt.toml");
            let mut rustfmt = Command::new("rustfmt");
            rustfmt.args(["--edition", "2024", "--config-path"]).arg(config).arg(&path);
            assert!(rustfmt.status().unwrap().success(), "{file} can be formatted");
        }
        let text = std::fs::read_to_string(&path).unwrap();
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            let to = golden().join(file);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::write(to, &text).unwrap();
        }
        let expected = std::fs::read_to_string(golden().join(file)).unwrap_or_default();
        assert!(text == expected, "{file} is not as in tests/made; INSTA_UPDATE=always writes it:\n{text}");
    }
}

/// The crate as a user tests it, which compiles an engine: `cargo test -p cargo-ringfence --test new -- --ignored`.
#[test]
#[ignore = "compiles an engine, which takes minutes"]
fn the_tests_of_a_new_crate_are_green() {
    let folder = TempDir::new().unwrap();
    let (code, text) = make_tally(folder.path());
    assert_eq!(code, Some(0), "{text}");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("tests/new");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(folder.path().join("fenced-tally")).env("CARGO_TARGET_DIR", target);
    let (code, text) = code_and_text(&cargo.args(["test", "--offline"]).output().unwrap());
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("test a_library_that_lies_is_contained ... ok"), "{text}");
}

/// A folder with a library of one header and one source.
fn library(header: &str, source: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("small.h"), header).unwrap();
    std::fs::write(folder.path().join("small.c"), source).unwrap();
    folder
}

#[test]
fn a_library_that_wants_what_nobody_granted_is_made_and_the_reason_told() {
    let folder = library(
        "long long small_now(void);\n",
        "#include <time.h>\n#include \"small.h\"\nlong long small_now(void) { return time(0); }\n",
    );
    let (code, text) = code_and_text(&new(folder.path(), &["fenced-small", "--header", "small.h"]));
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("does not compile yet") && text.contains("clock_time_get"), "{text}");
    let interface = std::fs::read_to_string(folder.path().join("fenced-small/src/interface.rs")).unwrap();
    assert!(interface.contains("pub fn small_now() -> "), "{interface}");
}

#[test]
fn a_library_that_does_not_link_is_made_for_somebody_to_finish() {
    let folder = library(
        "int small(int x);\n",
        "#include \"small.h\"\nint elsewhere(int x);\nint small(int x) { return elsewhere(x); }\n",
    );
    let (code, text) = code_and_text(&new(folder.path(), &["fenced-small", "--header", "small.h"]));
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("`elsewhere` is used but defined nowhere"), "{text}");
    let script = std::fs::read_to_string(folder.path().join("fenced-small/build.rs")).unwrap();
    assert!(script.contains(".header(\"small.h\")") && script.contains("\"c/small.c\""), "{script}");
}

#[test]
fn a_header_of_which_nothing_is_defined_is_told() {
    let folder = library(
        "int small(int x);\n",
        "#include \"small.h\"\n#ifndef READY\n#error say what this system has\n#endif\nint small(int x) { return x; }\n",
    );
    std::fs::write(folder.path().join("other.c"), "int other(int x) { return x; }\n").unwrap();
    let sources = ["--header", "small.h", "--source", "other.c"];
    let arguments = [&["fenced-small"], &sources[..]].concat();
    let (code, text) = code_and_text(&new(folder.path(), &arguments));
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("small: none of the files that are compiled defines it"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn what_cannot_be_made_is_told_with_exit_code_2_and_leaves_nothing_behind() {
    let folder = library("int small(int x);\n", "#include \"small.h\"\nint small(int x) { return x; }\n");
    let at = folder.path();
    std::fs::write(at.join("broken.h"), "int f(unknown x;\n").unwrap();
    std::fs::write(at.join("alone.h"), "int f(int x);\n").unwrap();
    std::fs::create_dir(at.join("taken")).unwrap();
    std::fs::write(at.join("taken/file"), "").unwrap();
    let cases: [(&[&str], &str); 11] = [
        (&["made"], "--from"),
        (&["fn", "--header", "small.h"], "a word of Rust"),
        (&["taken", "--header", "small.h"], "exists already"),
        (&["made", "--header", "nowhere.h"], "nowhere.h: "),
        (&["made", "--header", "alone.h"], "name the sources with --source"),
        (&["made", "--header", "broken.h", "--source", "small.c"], "cannot be read"),
        (&["made", "--header", "small.h", "--allow", "nothing_.*"], "declares no such name"),
        (&["made", "--header", "small.h", "--allow", "a("], "is no regular expression"),
        (&["made", "--from", "../escape"], "names no crate"),
        (&["made", "--from", "no-such-crate-at-all"], "cargo cannot get the crate"),
        (&["made", "--from", "regex"], "ships no C or C++ file"),
    ];
    for (arguments, expected) in cases {
        let (code, text) = code_and_text(&new(at, arguments));
        assert_eq!(code, Some(2), "{arguments:?}: {text}");
        assert!(text.contains(expected), "{arguments:?}: {text}");
        assert!(!at.join("made").exists(), "{arguments:?} left a folder behind");
    }
}

/// What cargo has downloaded for the examples: a crate whose build script names its files.
#[test]
fn a_crate_that_ships_a_library_becomes_a_wrapper() {
    let folder = TempDir::new().unwrap();
    let arguments = ["fenced-deflate", "--from", "libz-sys", "--allow", "zlibVersion|uncompress|inflate.*"];
    let (code, text) = code_and_text(&new(folder.path(), &arguments));
    assert_eq!(code, Some(0), "{text}");
    let made = folder.path().join("fenced-deflate");
    let read = |file: &str| std::fs::read_to_string(made.join(file)).unwrap();
    assert!(
        read("Cargo.toml").contains("[target.'cfg(any())'.dependencies]\nlibz-sys = \"="),
        "{}",
        read("Cargo.toml")
    );
    assert!(read("build.rs").contains("\"src/zlib/inflate.c\""), "{}", read("build.rs"));
    let interface = read("src/interface.rs");
    assert!(interface.contains("// #[out(len = destLen, written = destLen)]"), "{interface}");
    assert!(!interface.contains("fn deflate("), "only what was asked for: {interface}");
}
