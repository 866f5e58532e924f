//! What an auditor finds in an executable as it ships: optimised across crates, stripped, without sources.

use std::path::PathBuf;
use std::process::Command;

use object::{Object as _, ObjectSection as _};
use serde_json::Value;

/// Builds `tests/shipped` with the release profile: fat link-time optimisation, symbols stripped. Less effort is put into
/// each crate, the compiler in the build helper above all: that would take most of the time, and changes nothing here.
fn shipped() -> PathBuf {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let output = Command::new(env!("CARGO"))
        .args(["build", "--release", "--package", "ringfence-shipped", "--message-format=json"])
        .args(["--target-dir", "target/tests/shipped"])
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_BUILD_OVERRIDE_OPT_LEVEL", "0")
        .current_dir(root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8(output.stdout).unwrap();
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .expect("an executable among the messages")
}

fn records(executable: &[u8]) -> Vec<Value> {
    let file = object::File::parse(executable).unwrap();
    let section = file
        .section_by_name(".ringfnc")
        .or_else(|| file.section_by_name("__ringfnc"))
        .expect("a section of records");
    let text = std::str::from_utf8(section.data().unwrap()).unwrap().to_owned();
    // Padding between the arrays of different crates is possible; records are lines.
    text.lines()
        .map(|line| line.trim_matches('\0'))
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

#[test]
fn a_stripped_release_executable_lists_every_way_out_of_taint() {
    let path = shipped();
    let run = Command::new(&path).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&run.stdout), "42 2 in the fence\n");

    let bytes = std::fs::read(&path).unwrap();
    assert!(
        object::File::parse(&*bytes).unwrap().symbols().next().is_none(),
        "the executable must be stripped"
    );
    let records = records(&bytes);
    let of = |kind: &str| -> Vec<&Value> { records.iter().filter(|record| record["kind"] == kind).collect() };

    assert_eq!(of("wrapper").len(), 1);
    assert_eq!(of("library").len(), 1);
    let library = of("library")[0];
    assert_eq!(library["library"], "adder");
    assert_eq!(library["imports"], "0");
    assert_eq!(library["wasm-sha256"].as_str().unwrap().len(), 64);
    let limits: Vec<_> =
        of("limit").iter().map(|r| (r["limit"].as_str().unwrap(), r["value"].as_str().unwrap())).collect();
    assert!(limits.contains(&("memory", "16777216")), "{limits:?}");
    assert!(limits.contains(&("deadline", "3000")), "{limits:?}");

    let rules: Vec<_> = of("validator").iter().map(|r| r["rule"].as_str().unwrap()).collect();
    assert_eq!(rules.len(), 2, "{rules:?}");
    assert!(rules.contains(&"in 0..=100"), "{rules:?}");
    assert!(rules.iter().any(|rule| rule.contains("sum != 13")), "the generic function's rule: {rules:?}");
    assert_eq!(of("inert")[0]["value"], "s.c_str(motto, 64)?");
    assert_eq!(of("escape")[0]["reason"], "only printed, as \"is\"");
    for record in &records {
        assert_eq!(record["package"], "ringfence-shipped");
        assert!(record["file"].as_str().unwrap().ends_with("main.rs"), "{record}");
        assert!(record["line"].as_str().unwrap().parse::<u32>().unwrap() > 0);
    }
}

#[test]
fn no_record_holds_a_path_of_this_machine() {
    let bytes = std::fs::read(shipped()).unwrap();
    for record in records(&bytes) {
        for (key, value) in record.as_object().unwrap() {
            let text = value.as_str().unwrap();
            assert!(!text.starts_with('/') && !text.contains(":\\"), "{key}: {text}");
            assert!(!text.contains(env!("CARGO_MANIFEST_DIR")), "{key}: {text}");
        }
    }
}

#[test]
fn an_application_carries_no_compiler() {
    let bytes = std::fs::read(shipped()).unwrap();
    let contains = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    assert!(!contains(b"cranelift_codegen"), "the compiler's paths or names are in the executable");
    assert!(bytes.len() < 4 << 20, "{} bytes", bytes.len());
}
