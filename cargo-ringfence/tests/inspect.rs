//! The command as a user runs it: on a test that fences a library, on modules, and on what is neither.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "the helpers of tests fail like tests")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn inspect(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ringfence"));
    command.args(["ringfence", "inspect"]).args(arguments).output().expect("the command starts")
}

fn json(subject: &Path) -> Value {
    let output = inspect(&[subject.to_str().unwrap(), "--json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("the output is JSON and nothing else")
}

/// This test, which compresses behind a fence.
#[test]
fn an_executable_lists_what_it_fences_and_where_values_leave_taint() {
    let pool = ringfence::Pool::new(ringfence::Limits::default()).expect("zlib loads");
    let text = b"the same, the same, the same, the same";
    let packed = fenced_zlib::compress(&pool, text, 6).expect("zlib works");
    assert!(packed.len() < text.len());

    let this = std::env::current_exe().unwrap();
    let report = &json(&this)["reports"][0];
    let executable = &report["executable"];
    let library = &executable["libraries"][0];
    assert_eq!(library["name"], "zlib");
    assert!(library["source"].as_str().unwrap().starts_with("libz-sys"), "{library}");
    assert_eq!(library["imports"], "0");
    assert_eq!(library["wasm_sha256"].as_str().unwrap().len(), 64);
    assert!(library["limits"]["memory"].as_str().unwrap().ends_with(" bytes"));
    let exits = executable["exits"].as_array().unwrap();
    assert!(
        exits.iter().any(|exit| exit["package"].as_str().unwrap().starts_with("fenced-zlib ")),
        "{exits:?}"
    );
    assert!(exits.iter().filter(|exit| exit["kind"] == "escape").all(|exit| exit["reason"].is_string()));

    let text = inspect(&[this.to_str().unwrap(), "--all"]);
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("Fenced library `zlib`") && text.contains("fenced-zlib"), "{text}");
    assert!(!text.contains('\u{1b}'), "no colour without a terminal");
}

/// The record says which module is in the executable, and the module of the package is that.
#[test]
fn the_module_of_a_package_is_the_one_that_its_record_names() {
    let output = inspect(&["fenced-zlib", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let report = &document["reports"][0];
    let module = &report["module"];
    let recorded = json(&std::env::current_exe().unwrap());
    assert_eq!(report["sha256"], recorded["reports"][0]["executable"]["libraries"][0]["wasm_sha256"]);
    assert_eq!(module["code_sha256"], recorded["reports"][0]["executable"]["libraries"][0]["code_sha256"]);
    assert_eq!(module["imports"].as_array().unwrap().len(), 0);
    assert!(module["memories"][0]["maximum_pages"].is_u64());
    let functions = module["functions"].as_array().unwrap();
    assert!(functions.iter().any(|function| function["name"] == "inflate"));
}

#[test]
fn what_cannot_be_looked_at_is_said_with_exit_code_2() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.wasm");
    std::fs::write(&broken, b"\0asm\x01\0\0\0\x01\xff").unwrap();
    let script = folder.path().join("script");
    std::fs::write(&script, "#!/bin/sh\n").unwrap();
    let command = env!("CARGO_BIN_EXE_cargo-ringfence");
    let cases = [
        (broken.to_str().unwrap(), "no valid module"),
        (script.to_str().unwrap(), "neither a WebAssembly module nor an executable"),
        (command, "no records"),
        ("nowhere/lib.wasm", "no such file"),
        ("no-such-package", "neither a file nor a package"),
        ("serde", "no fenced library was built"),
    ];
    for (subject, expected) in cases {
        let output = inspect(&[subject]);
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{subject}: {text}");
        assert!(text.contains(expected) && output.stdout.is_empty(), "{subject}: {text}");
    }
}

/// Bytes that an attacker chose: an error or a report, never a panic.
#[test]
fn damaged_files_are_no_reason_to_panic() {
    let module =
        wat::parse_str("(module (memory 1) (func $f (export \"f\")) (data (i32.const 0) \"x\"))").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("damaged");
    for at in 0..module.len() {
        let mut damaged = module.clone();
        damaged[at] ^= 0xff;
        std::fs::write(&path, &damaged).unwrap();
        let output = inspect(&[path.to_str().unwrap()]);
        assert!(matches!(output.status.code(), Some(0 | 2)), "{at}: {output:?}");
    }
}
