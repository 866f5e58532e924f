//! What is written, held against the schemas of the standards.
//!
//! Those are in packages that cargo locks and caches for this test and never compiles. They are read where cargo has them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use boon::{Compiler, Schemas};
use cargo_metadata::{CargoOpt, MetadataCommand};
use serde_json::{Value, json};

use super::super::report::{Report, SubjectKind, Verdict};
use super::super::sample;
use super::{cyclonedx, sarif, schema};

/// Folders of packages by name, of those that only hold schemas.
fn folder(package: &str) -> &'static Path {
    static FOLDERS: OnceLock<HashMap<String, PathBuf>> = OnceLock::new();
    let folders = FOLDERS.get_or_init(|| {
        let mut command = MetadataCommand::new();
        command.manifest_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
        command.features(CargoOpt::AllFeatures);
        command.other_options(["--offline", "--locked"].map(str::to_owned).to_vec());
        let metadata = command.exec().expect("cargo knows its packages");
        let folder = |package: cargo_metadata::Package| {
            let folder = package.manifest_path.parent().map(|folder| folder.as_std_path().to_owned());
            (package.name.to_string(), folder.unwrap_or_default())
        };
        metadata.packages.into_iter().map(folder).collect()
    });
    &folders[package]
}

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

/// Why a document is not as one of the schemas says. Each is known by its own address; none is fetched.
fn complaints(schemas: &[(&str, Value)], document: &Value) -> Option<String> {
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    for (address, schema) in schemas {
        compiler.add_resource(address, schema.clone()).unwrap();
    }
    let mut known = Schemas::new();
    let index = compiler.compile(schemas[0].0, &mut known).unwrap();
    known.validate(document, index).err().map(|error| format!("{error:#}"))
}

fn sarif_schemas() -> Vec<(&'static str, Value)> {
    vec![("https://localhost/sarif.json", without_id(read(&folder("serde-sarif").join("src/schema.json"))))]
}

fn cyclonedx_schemas() -> Vec<(&'static str, Value)> {
    let bill = without_id(read(&folder("cyclonedx-rs").join("schemas/cyclonedx_1_6.json")));
    // Two schemas that it refers to are for identifiers of licences and for signatures. We write neither, so that none
    // is right there.
    let signature = json!({ "definitions": { "signature": false } });
    vec![
        ("https://localhost/bom.json", bill),
        ("https://localhost/spdx.schema.json", json!(false)),
        ("https://localhost/jsf-0.82.schema.json", signature),
    ]
}

/// References that are relative then lead to our own addresses.
fn without_id(mut schema: Value) -> Value {
    schema.as_object_mut().unwrap().remove("$id");
    schema
}

/// Reports of every kind: usual, hostile, without anything, and of an executable alone.
fn reports() -> Vec<Report> {
    let mut empty = sample::report();
    empty.packages.clear();
    empty.libraries.clear();
    empty.findings.clear();
    empty.executables.clear();
    empty.not_examined.clear();
    empty.subject.members.clear();
    empty.exits = None;
    empty.verdict = Verdict::Passed;
    let mut executable = sample::report();
    executable.packages.clear();
    executable.subject.kind = SubjectKind::Executable;
    executable.subject.members.clear();
    executable.subject.target = None;
    executable.subject.profile = None;
    vec![sample::report(), sample::hostile(), empty, executable]
}

fn check(schemas: &[(&str, Value)], write: fn(&Report) -> String) {
    for report in reports() {
        let text = write(&report);
        let document = serde_json::from_str(&text).unwrap();
        if let Some(complaints) = complaints(schemas, &document) {
            panic!("{complaints}\n{text}");
        }
    }
}

#[test]
fn sarif_is_as_the_standard_has_it() {
    check(&sarif_schemas(), sarif::of);
}

#[test]
fn cyclonedx_is_as_the_standard_has_it() {
    check(&cyclonedx_schemas(), cyclonedx::of);
}

#[test]
fn json_is_as_its_schema_has_it() {
    check(&[("https://localhost/audit.json", schema::generated())], crate::page::json);
}

/// The schemas are at work: what is wrong in one place is found.
#[test]
fn what_is_wrong_is_found() {
    let change = |text: &str, at: &str, value: Value| {
        let mut document: Value = serde_json::from_str(text).unwrap();
        *document.pointer_mut(at).unwrap_or_else(|| panic!("{at}")) = value;
        document
    };
    let text = sarif::of(&sample::report());
    for (at, value) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/results/0/level", json!("deny")),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        ("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", json!("a b")),
        ("/runs/0/results/1/suppressions/0/kind", json!("policy")),
    ] {
        assert!(complaints(&sarif_schemas(), &change(&text, at, value)).is_some(), "{at}");
    }
    let text = cyclonedx::of(&sample::report());
    for (at, value) in [
        ("/specVersion", json!(1.6)),
        ("/components/0/type", json!("crate")),
        ("/components/0/licenses/0", json!({ "license": { "id": "MIT" } })),
        ("/components/0/properties/0", json!({ "key": "a" })),
        ("/metadata/component/components/1/hashes/0/content", json!("ab")),
        ("/compositions/0/aggregate", json!("partly")),
    ] {
        assert!(complaints(&cyclonedx_schemas(), &change(&text, at, value)).is_some(), "{at}");
    }
    let text = crate::page::json(&sample::report());
    let schema = [("https://localhost/audit.json", schema::generated())];
    for (at, value) in [("/verdict", json!("fine")), ("/exits", json!("none")), ("/schema", json!(-1))] {
        assert!(complaints(&schema, &change(&text, at, value)).is_some(), "{at}");
    }
}
