//! For each check a claim that holds, one that fails, and one that cannot be examined.

use std::collections::BTreeMap;

use ringfence_build::{Limits, Manifest};
use ringfence_syntax::manifest::{Import, Signature, SourceFile};

use super::super::fenced::{Read, Record, Signed};
use super::super::report::Preset;
use super::*;
use crate::module::Module;
use crate::records::Fenced;

/// A library with two functions and a granted clock.
fn claim() -> Claim {
    let wasm = wat::parse_str(
        r#"(module
             (import "wasi_snapshot_preview1" "clock_time_get" (func (param i32 i64 i32) (result i32)))
             (memory (export "memory") 1 16)
             (func (export "inflate")) (func (export "malloc")))"#,
    );
    let wasm = wasm.unwrap();
    let module = Module::read(&wasm).unwrap();
    let sha256 = ringfence_syntax::hash::sha256_hex(&wasm);
    let mut manifest = Manifest::absent("png", String::new(), Limits::default());
    manifest.absent = None;
    manifest.wasm.sha256.clone_from(&sha256);
    manifest.wasm.code_sha256.clone_from(&module.code_sha256);
    manifest.artefact.sha256 = "machine".to_owned();
    manifest.capabilities = vec!["clock".to_owned()];
    let (from, name) = ("wasi_snapshot_preview1".to_owned(), "clock_time_get".to_owned());
    manifest.imports = vec![Import { module: from, name }];
    let signature = Signature { params: Vec::new(), results: Vec::new() };
    manifest.exports = ["inflate", "malloc"].map(|name| (name.to_owned(), signature.clone())).into();
    let fenced = Fenced {
        name: "png".to_owned(),
        wrapper: "thumbs 1.0.0".to_owned(),
        wasm_sha256: sha256.clone(),
        code_sha256: module.code_sha256.clone(),
        imports: "1".to_owned(),
        capabilities: vec!["clock".to_owned()],
        ..Fenced::default()
    };
    Claim {
        library: "png".to_owned(),
        wrapper: "thumbs 1.0.0".to_owned(),
        manifest: Some(manifest),
        signed: None,
        module: Some(Read { sha256, module }),
        machine_code: None,
        machine_sha256: Some("machine".to_owned()),
        records: BTreeMap::from([("app".to_owned(), Record { fenced, code: Some(Code::Whole) })]),
    }
}

fn changed(change: impl FnOnce(&mut Claim)) -> Claim {
    let mut claim = claim();
    change(&mut claim);
    claim
}

fn manifest(change: impl FnOnce(&mut Manifest)) -> Claim {
    changed(|claim| change(claim.manifest.as_mut().unwrap()))
}

fn record(change: impl FnOnce(&mut Record)) -> Claim {
    changed(|claim| change(claim.records.get_mut("app").unwrap()))
}

fn without_module() -> Claim {
    changed(|claim| claim.module = None)
}

/// Whether a check holds, fails, or neither.
fn holds(check: &Check) -> Option<bool> {
    match check.outcome {
        Outcome::Holds => Some(true),
        Outcome::Fails => Some(false),
        Outcome::Unknown => None,
    }
}

fn policy(text: &str) -> Policy {
    Policy::parse(&format!("version = 1\n{text}"), "ringfence.toml").unwrap()
}

#[test]
fn the_module_is_the_recorded_one() {
    assert_eq!(holds(&module(&claim())), Some(true));
    assert_eq!(holds(&module(&manifest(|manifest| manifest.wasm.sha256.clear()))), Some(false));
    assert_eq!(holds(&module(&manifest(|manifest| manifest.wasm.code_sha256.clear()))), Some(false));
    assert_eq!(holds(&module(&without_module())), None);
}

#[test]
fn imports_are_recorded_and_belong_to_grants() {
    assert_eq!(holds(&imports(&claim())), Some(true));
    assert_eq!(holds(&imports(&manifest(|manifest| manifest.imports.clear()))), Some(false), "not recorded");
    let revoked = imports(&manifest(|manifest| manifest.capabilities.clear()));
    assert!(holds(&revoked) == Some(false) && revoked.detail.contains("clock_time_get"), "{revoked:?}");
    assert_eq!(holds(&imports(&without_module())), None);
}

#[test]
fn memory_has_a_maximum_within_limits() {
    let none = Policy::of_preset(Preset::Baseline);
    assert_eq!(holds(&memory(&claim(), &none)), Some(true));
    let small = manifest(|manifest| manifest.limits.memory_bytes = 65536);
    assert_eq!(holds(&memory(&small, &none)), Some(false));
    assert_eq!(holds(&memory(&claim(), &policy("[require]\nmemory-max = \"1MiB\""))), Some(false));
    let endless = changed(|claim| {
        claim.module.as_mut().unwrap().module.memories[0].maximum_pages = None;
    });
    assert_eq!(holds(&memory(&endless, &none)), Some(false));
    assert_eq!(holds(&memory(&without_module(), &none)), None);
}

#[test]
fn there_is_a_deadline() {
    let none = Policy::of_preset(Preset::Baseline);
    assert_eq!(holds(&deadline(&claim(), &none)), Some(true));
    let endless = manifest(|manifest| manifest.limits.deadline_ms = 0);
    assert_eq!(holds(&deadline(&endless, &none)), Some(false));
    assert_eq!(holds(&deadline(&claim(), &policy("[require]\ndeadline = \"5s\""))), Some(false));
}

#[test]
fn the_executable_has_the_record_of_this_module() {
    assert_eq!(holds(&executable(&claim(), true)), Some(true));
    let changes: [fn(&mut Record); 3] = [
        |record| record.fenced.wasm_sha256.clear(),
        |record| record.fenced.imports = "2".to_owned(),
        |record| record.fenced.capabilities.push("files".to_owned()),
    ];
    for change in changes {
        assert_eq!(holds(&executable(&record(change), true)), Some(false));
    }
    assert_eq!(holds(&executable(&changed(|claim| claim.records.clear()), true)), None);
}

#[test]
fn the_machine_code_is_the_one_of_the_build_and_of_the_executable() {
    assert_eq!(holds(&machine_code(&claim())), Some(true));
    assert_eq!(
        holds(&machine_code(&changed(|claim| claim.machine_sha256 = Some("other".to_owned())))),
        Some(false)
    );
    assert_eq!(holds(&machine_code(&record(|record| record.code = Some(Code::Other)))), Some(false));
    assert_eq!(holds(&machine_code(&record(|record| record.code = Some(Code::Dropped)))), Some(true));
    assert_eq!(holds(&machine_code(&changed(|claim| claim.machine_sha256 = None))), None);
}

#[test]
fn no_native_archive_has_its_functions() {
    let native = |name: &str| [("`z` of libz-sys 1.1.31".to_owned(), BTreeSet::from([name.to_owned()]))];
    assert_eq!(holds(&not_native(&claim(), &[])), Some(true));
    assert_eq!(holds(&not_native(&claim(), &native("ZSTD_decompress"))), Some(true));
    assert_eq!(holds(&not_native(&claim(), &native("malloc"))), Some(true), "every allocator has that");
    for name in ["inflate", "_inflate"] {
        let both = not_native(&claim(), &native(name));
        assert!(holds(&both) == Some(false) && both.detail.contains("libz-sys 1.1.31"), "{both:?}");
    }
    assert_eq!(holds(&not_native(&manifest(|manifest| manifest.exports.clear()), &native("inflate"))), None);
}

#[test]
fn the_lock_has_it_as_it_is() {
    let entry = |code: &str| Locked {
        name: "png".to_owned(),
        wrapper: "thumbs".to_owned(),
        version: "0.9.0".to_owned(),
        code_sha256: code.to_owned(),
        ..Locked::default()
    };
    let lock = |libraries| Lock { libraries, ..Lock::default() };
    let code = claim().module.unwrap().module.code_sha256;
    assert_eq!(
        holds(&locked(&claim(), Some(&lock(vec![entry(&code)])))),
        Some(true),
        "another version of the wrapper"
    );
    let other = locked(&claim(), Some(&lock(vec![entry("00")])));
    assert_eq!((holds(&other), &*other.rule), (Some(false), "RF401"));
    for missing in [None, Some(lock(Vec::new()))] {
        let missing = locked(&claim(), missing.as_ref());
        assert_eq!((holds(&missing), &*missing.rule), (Some(false), "RF402"));
    }
    assert_eq!(holds(&locked(&without_module(), None)), None);
}

#[test]
fn a_module_from_elsewhere_is_signed_with_a_key_of_the_policy() {
    let keys = || minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    let (ours, theirs) = (keys(), keys());
    let policy = |required: bool| {
        policy(&format!(
            "[require]\nsignature = {required}\n[signatures]\nkeys = [\"{}\"]",
            ours.pk.to_base64()
        ))
    };
    let signed = |by: &minisign::KeyPair, module: &[u8]| {
        let signature = minisign::sign(Some(&by.pk), &by.sk, module, None, None).unwrap().into_string();
        Some(Signed { module: b"the module".to_vec(), signature })
    };
    let prebuilt = |signed: Option<Signed>| {
        changed(|claim| {
            let manifest = claim.manifest.as_mut().unwrap();
            manifest.toolchain.kind = "prebuilt".to_owned();
            let sha256 = ringfence_syntax::hash::sha256_hex(b"the module");
            manifest.sources = vec![SourceFile { path: "a.wasm".to_owned(), sha256 }];
            claim.signed = signed;
        })
    };
    let of = |signed: Option<Signed>, required: bool| {
        let check = signature(&prebuilt(signed), &policy(required)).unwrap();
        assert_eq!(check.rule, "RF403");
        holds(&check)
    };
    assert_eq!(of(signed(&ours, b"the module"), true), Some(true));
    assert_eq!(of(signed(&theirs, b"the module"), true), Some(false));
    assert_eq!(of(signed(&ours, b"another"), false), Some(false));
    assert_eq!((of(None, true), of(None, false)), (Some(false), None));
    let nonsense = Signed { signature: "nonsense".to_owned(), ..signed(&ours, b"the module").unwrap() };
    assert_eq!(of(Some(nonsense), true), Some(false));
    let mut other = prebuilt(signed(&ours, b"the module"));
    other.manifest.as_mut().unwrap().sources.clear();
    assert_eq!(holds(&signature(&other, &policy(true)).unwrap()), Some(false), "signed, and not used");
    assert!(signature(&claim(), &policy(true)).is_none(), "it is built here");
    assert!(signature(&prebuilt(None), &Policy::of_preset(Preset::Strict)).is_none(), "nobody asks");
}

#[test]
fn a_second_build_gives_the_same_code() {
    let read = claim().module.unwrap();
    let again = |wasm: &str, code: &str| {
        let hashes = Hashes { wasm_sha256: wasm.to_owned(), code_sha256: code.to_owned() };
        second_build(&claim(), &BTreeMap::from([(("thumbs 1.0.0".to_owned(), "png".to_owned()), Ok(hashes))]))
    };
    assert_eq!(holds(&again(&read.sha256, &read.module.code_sha256)), Some(true));
    assert_eq!(holds(&again("other", &read.module.code_sha256)), Some(true), "only names differ");
    assert_eq!(holds(&again("other", "other")), Some(false));
    assert_eq!(holds(&second_build(&claim(), &BTreeMap::new())), None);
}
