//! Sources that come from a pinned archive.

use crate::support::{Package, exported, failure};
use ringfence_build::{Environment, Error, Library};
use sha2::{Digest, Sha256};

const SOURCE: &str = "#include \"tiny.h\"\nint tiny(void) { return TINY; }\n";

/// A `.tar.gz` with these files.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut builder = tar::Builder::new(packed);
    for (name, text) in files {
        let mut header = tar::Header::new_gnu();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, text.as_bytes()).expect("in memory");
    }
    builder.into_inner().and_then(flate2::write::GzEncoder::finish).expect("in memory")
}

fn good() -> Vec<u8> {
    archive(&[("tiny-1.2/c/tiny.c", SOURCE), ("tiny-1.2/include/tiny.h", "#define TINY 3\n")])
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A package that pins the archive with this hash.
fn package(sha256: &str) -> Package {
    let manifest = format!(
        "[package]\nname = \"wrapper\"\nversion = \"1.0.0\"\n\
         [package.metadata.ringfence.archives.lib-tiny]\nversion = \"1.2\"\nfile = \"tiny_1.2.tar.gz\"\n\
         sha256 = \"{sha256}\"\ndebian = \"tiny\"\n"
    );
    Package::new(&[("Cargo.toml", &manifest)])
}

/// In the place of cargo's target folder, the package's own.
fn library(package: &Package) -> Library {
    let out = package.path("target/debug/build/wrapper/out");
    let library = package.library("tiny").out_dir(out).source_archive("lib-tiny");
    library.file("c/tiny.c").include("include").export("tiny")
}

fn put(package: &Package, bytes: &[u8]) -> std::path::PathBuf {
    let folder = package.path("target/ringfence-archives");
    std::fs::create_dir_all(&folder).expect("folder");
    let path = folder.join("tiny_1.2.tar.gz");
    std::fs::write(&path, bytes).expect("file");
    path
}

#[test]
fn a_pinned_archive_is_found_checked_and_compiled() {
    let package = package(&sha256(&good()));
    let path = put(&package, &good());
    let compiled = library(&package).compile().expect("builds");
    assert!(exported(&compiled).contains(&"tiny"));
    let source = compiled.manifest.source.clone().expect("recorded");
    assert_eq!((&*source.name, &*source.version), ("lib-tiny", "1.2"));
    let sources: Vec<_> = compiled.manifest.sources.iter().map(|source| source.path.as_str()).collect();
    assert!(sources.contains(&"c/tiny.c") && sources.contains(&"include/tiny.h"), "{sources:?}");
    assert!(
        compiled.watched_files.contains(&path)
            && compiled.watched_files.contains(&package.path("Cargo.toml"))
    );
    let unpacked = compiled.sources.expect("a folder");
    assert!(unpacked.join("include/tiny.h").is_file());
    assert!(
        !compiled.watched_files.iter().any(|path| path.starts_with(&unpacked)),
        "cargo would build twice"
    );
    assert!(library(&package).compile().expect("builds again").reused);
}

#[test]
fn a_missing_archive_is_told_with_the_command_that_fetches_it() {
    let package = package(&sha256(&good()));
    let error = library(&package).compile().expect_err("there is none");
    assert!(matches!(error, Error::NoArchive { .. }), "{error}");
    let told = error.to_string();
    for text in [
        "tiny_1.2.tar.gz",
        "target/ringfence-archives",
        "cargo ringfence fetch",
        "RINGFENCE_SOURCE_LIB_TINY=",
    ] {
        assert!(told.contains(text), "{told}");
    }
}

#[test]
fn an_optional_library_is_built_without_and_then_with_its_sources() {
    let package = package(&sha256(&good()));
    let without = library(&package).optional().compile().expect("builds without");
    let reason = without.manifest.absent.clone().expect("the record says so");
    assert!(
        reason.contains("tiny_1.2.tar.gz of version 1.2") && reason.contains("cargo ringfence fetch"),
        "{reason}"
    );
    assert!(!reason.contains(package.path("").to_str().expect("text")), "folders of the machine: {reason}");
    assert!(
        without.warnings.iter().any(|line| line.contains("is not on this machine")),
        "{:?}",
        without.warnings
    );
    assert!(without.watched_files.contains(&package.path("target/ringfence-archives/tiny_1.2.tar.gz")));
    put(&package, &good());
    let with = library(&package).optional().compile().expect("builds with");
    assert_eq!((with.manifest.absent, with.warnings.len()), (None, 0));
}

#[test]
fn another_archive_is_refused_even_where_it_is_optional() {
    let package = package(&"0".repeat(64));
    put(&package, &good());
    let told = failure(library(&package).optional().compile());
    assert!(told.contains("is not the archive that the manifest pins"), "{told}");
    assert!(told.contains(&"0".repeat(64)) && told.contains(&sha256(&good())), "{told}");
}

#[test]
fn an_archive_that_leads_elsewhere_is_refused() {
    for name in ["../evil.c", "/tmp/ringfence-evil.c", "tiny-1.2/../../evil.c"] {
        let bytes = archive(&[("tiny-1.2/c/tiny.c", SOURCE), (name, "int evil;")]);
        let package = package(&sha256(&bytes));
        put(&package, &bytes);
        let told = failure(library(&package).compile());
        assert!(told.contains("leads out of the archive") && told.contains(name), "{told}");
        let mut all = walkdir::WalkDir::new(package.path("")).into_iter();
        assert!(!all.any(|entry| entry.is_ok_and(|entry| entry.file_name() == "evil.c")));
    }
}

#[test]
fn variables_name_the_folder_of_archives_the_archive_or_its_contents() {
    let package = package(&sha256(&good()));
    package.write("elsewhere/own/c/tiny.c", "int tiny(void) { return 4; }\n");
    package.write("elsewhere/own/include/tiny.h", "");
    let renamed = package.path("elsewhere/renamed");
    std::fs::write(&renamed, good()).expect("file");
    std::fs::write(package.path("elsewhere/tiny_1.2.tar.gz"), good()).expect("file");
    let with = |name: &str, path: &std::path::Path| {
        library(&package).environment(Environment::of_process().with(name, path)).compile()
    };
    let variable = "RINGFENCE_SOURCE_LIB_TINY";
    assert!(with("RINGFENCE_ARCHIVES", &package.path("elsewhere")).is_ok());
    let named = with(variable, &renamed).expect("the name does not matter, the contents do");
    assert!(named.watched_variables.contains(&variable.to_owned()));
    assert!(named.watched_variables.contains(&"RINGFENCE_ARCHIVES".to_owned()));
    let own = with(variable, &package.path("elsewhere/own")).expect("a folder is taken as it is");
    assert_eq!(own.sources, Some(package.path("elsewhere/own")));
    std::fs::write(&renamed, "something else").expect("file");
    assert!(failure(with(variable, &renamed)).contains("is not the archive"));
}

#[test]
fn an_archive_that_is_not_listed_is_told_with_the_lines_to_add() {
    let package = Package::new(&[("Cargo.toml", "[package]\nname = \"wrapper\"\nversion = \"1.0.0\"\n")]);
    let told = failure(library(&package).compile());
    assert!(told.contains("[package.metadata.ringfence.archives.lib-tiny]"), "{told}");
}
