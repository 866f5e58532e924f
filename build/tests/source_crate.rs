//! Sources that come from a crate which cargo locks but never builds.

use std::process::Command;

use crate::support::{Package, failure};
use ringfence_build::Environment;

const CRATE: &str = "[package]\nname = \"tiny-c\"\nversion = \"0.3.0\"\nedition = \"2021\"\n";
const SOURCE: &str = "int tiny(void) { return 3; }\n";

fn wrapper(dependency: &str) -> String {
    format!(
        "[package]\nname = \"wrapper\"\nversion = \"1.0.0\"\nedition = \"2021\"\n{dependency}\n[workspace]\n"
    )
}

fn lock(package: &Package, folder: &str) {
    let cargo = std::env::var_os("CARGO").expect("cargo runs the tests");
    let mut command = Command::new(cargo);
    let output = command.current_dir(package.path(folder)).args(["generate-lockfile", "--offline"]).output();
    let output = output.expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn library(package: &Package, folder: &str) -> ringfence_build::Library {
    let library = package.library("tiny").manifest_dir(package.path(folder));
    library.source_crate("tiny-c").file("c/tiny.c").export("tiny")
}

#[test]
fn a_listed_crate_is_found_through_the_lock_file() {
    let dependency =
        "[target.'cfg(any())'.dependencies]\ntiny-c = { path = \"../tiny-c\", version = \"=0.3.0\" }";
    let package = Package::new(&[
        ("tiny-c/Cargo.toml", CRATE),
        ("tiny-c/src/lib.rs", ""),
        ("tiny-c/c/tiny.c", SOURCE),
        ("app/Cargo.toml", &wrapper(dependency)),
        ("app/src/lib.rs", ""),
        ("app/shim.c", "int tiny(void);\nint twice(void) { return 2 * tiny(); }\n"),
    ]);
    lock(&package, "app");
    let compiled = library(&package, "app").own_file("shim.c").export("twice").compile().expect("found");
    let source = compiled.manifest.source.clone().expect("recorded");
    assert_eq!((source.name.as_str(), source.version.as_str()), ("tiny-c", "0.3.0"));
    let sources: Vec<_> = compiled.manifest.sources.iter().map(|source| source.path.as_str()).collect();
    assert!(sources.contains(&"c/tiny.c") && sources.contains(&"own/shim.c"), "{sources:?}");
    for file in ["app/Cargo.toml", "app/Cargo.lock", "tiny-c/c/tiny.c"] {
        assert!(compiled.watched_files.contains(&package.path(file)), "{file}: {:?}", compiled.watched_files);
    }
    assert_eq!(compiled.warnings, Vec::<String>::new());
}

#[test]
fn another_manifest_can_list_the_sources() {
    let dependency =
        "[target.'cfg(any())'.dependencies]\ntiny-c = { path = \"../../tiny-c\", version = \"=0.3.0\" }";
    let package = Package::new(&[
        ("tiny-c/Cargo.toml", CRATE),
        ("tiny-c/src/lib.rs", ""),
        ("tiny-c/c/tiny.c", SOURCE),
        ("app/Cargo.toml", &wrapper("")),
        ("app/src/lib.rs", ""),
        ("app/old/Cargo.toml", &wrapper(dependency)),
        ("app/old/src/lib.rs", ""),
    ]);
    lock(&package, "app");
    lock(&package, "app/old");
    let compiled = library(&package, "app").sources_of("old/Cargo.toml").compile().expect("found");
    let source = compiled.manifest.source.clone().expect("recorded");
    assert_eq!((source.name.as_str(), source.version.as_str()), ("tiny-c", "0.3.0"));
    for file in ["app/old/Cargo.toml", "app/old/Cargo.lock"] {
        assert!(compiled.watched_files.contains(&package.path(file)), "{file}: {:?}", compiled.watched_files);
    }
    let missing = failure(library(&package, "app").sources_of("new/Cargo.toml").compile());
    assert!(missing.contains("new/Cargo.toml"), "{missing}");
    let unlisted = failure(library(&package, "app").compile());
    assert!(unlisted.contains("`tiny-c` is not among the dependencies of"), "{unlisted}");
}

#[test]
fn a_crate_that_is_also_built_natively_is_warned_about() {
    let dependency = "[dependencies]\ntiny-c = { path = \"../tiny-c\" }";
    let package = Package::new(&[
        ("tiny-c/Cargo.toml", CRATE),
        ("tiny-c/src/lib.rs", ""),
        ("tiny-c/c/tiny.c", SOURCE),
        ("app/Cargo.toml", &wrapper(dependency)),
        ("app/src/lib.rs", ""),
    ]);
    lock(&package, "app");
    let compiled = library(&package, "app").compile().expect("found");
    assert!(
        compiled.warnings[0].contains("tiny-c is also an ordinary dependency"),
        "{:?}",
        compiled.warnings
    );
}

#[test]
fn a_vendored_crate_is_found_offline() {
    let package = Package::new(&[
        ("app/vendor/tiny-c/Cargo.toml", CRATE),
        ("app/vendor/tiny-c/src/lib.rs", ""),
        ("app/vendor/tiny-c/c/tiny.c", SOURCE),
        ("app/vendor/tiny-c/.cargo-checksum.json", "{\"files\":{}}"),
        (
            "app/.cargo/config.toml",
            "[source.crates-io]\nreplace-with = \"v\"\n[source.v]\ndirectory = \"vendor\"\n",
        ),
        ("app/Cargo.toml", &wrapper("[target.'cfg(any())'.dependencies]\ntiny-c = \"=0.3.0\"")),
        ("app/src/lib.rs", ""),
    ]);
    lock(&package, "app");
    let compiled = library(&package, "app").compile().expect("found");
    assert!(compiled.watched_files.contains(&package.path("app/vendor/tiny-c/c/tiny.c")));
}

#[test]
fn a_wrapper_in_a_registry_folder_finds_its_neighbour_of_the_right_version() {
    let requirement = "[target.\"cfg(any())\".dependencies.tiny-c]\nversion = \"=0.3.0\"";
    let older = CRATE.replace("0.3.0", "0.2.0");
    let package = Package::new(&[
        ("registry/wrapper-1.0.0/Cargo.toml", &wrapper(requirement)),
        ("registry/wrapper-1.0.0/src/lib.rs", ""),
        ("registry/tiny-c-0.2.0/Cargo.toml", &older),
        ("registry/tiny-c-0.2.0/c/tiny.c", "#error \"the wrong version\"\n"),
        ("registry/tiny-c-0.3.0/Cargo.toml", CRATE),
        ("registry/tiny-c-0.3.0/c/tiny.c", SOURCE),
        ("registry/tiny-c-extra-0.3.0/Cargo.toml", &CRATE.replace("tiny-c", "tiny-c-extra")),
    ]);
    let compiled = library(&package, "registry/wrapper-1.0.0").compile().expect("found");
    assert_eq!(compiled.manifest.source.expect("recorded").version, "0.3.0");
}

#[test]
fn a_variable_overrides_the_folder() {
    let package = Package::new(&[("app/Cargo.toml", &wrapper("")), ("checkout/c/tiny.c", SOURCE)]);
    let variables = Environment::of_process().with("RINGFENCE_SOURCE_TINY_C", package.path("checkout"));
    let compiled = library(&package, "app").environment(variables).compile().expect("found");
    assert!(compiled.watched_files.contains(&package.path("checkout/c/tiny.c")));
    assert!(compiled.watched_variables.iter().any(|name| name == "RINGFENCE_SOURCE_TINY_C"));

    let nowhere = Environment::of_process().with("RINGFENCE_SOURCE_TINY_C", package.path("gone"));
    let text = failure(library(&package, "app").environment(nowhere).compile());
    assert!(text.contains("RINGFENCE_SOURCE_TINY_C names") && text.contains("not a folder"), "{text}");
}

#[test]
fn a_crate_that_is_not_listed_gets_the_lines_to_add() {
    let package = Package::new(&[("app/Cargo.toml", &wrapper("")), ("app/src/lib.rs", "")]);
    let text = failure(library(&package, "app").compile());
    assert!(text.contains("[target.'cfg(any())'.dependencies]\n    tiny-c = \"=VERSION\""), "{text}");
    assert!(text.contains("cargo add tiny-c --target 'cfg(any())'"), "{text}");
}

#[test]
fn a_crate_that_is_not_downloaded_gets_the_command_that_does_it() {
    let package = Package::new(&[
        (
            "app/.cargo/config.toml",
            "[source.crates-io]\nreplace-with = \"v\"\n[source.v]\ndirectory = \"vendor\"\n",
        ),
        ("app/vendor/other/readme", ""),
        ("app/Cargo.toml", &wrapper("[target.'cfg(any())'.dependencies]\ntiny-c = \"=0.3.0\"")),
        ("app/src/lib.rs", ""),
    ]);
    let text = failure(library(&package, "app").compile());
    assert!(
        text.contains("\n    cargo fetch\n") && text.contains("RINGFENCE_SOURCE_TINY_C=FOLDER"),
        "{text}"
    );
}
