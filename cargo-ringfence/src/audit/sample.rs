//! A report with one of everything, which tests of outputs share.

use std::collections::BTreeMap;

use super::report::*;
use super::rules;

pub(crate) fn report() -> Report {
    Report {
        schema: SCHEMA,
        command: "audit".to_owned(),
        version: "0.1.0".to_owned(),
        subject: Subject {
            kind: SubjectKind::Workspace,
            name: "shop".to_owned(),
            members: vec!["shop 0.3.0".to_owned()],
            target: Some("x86_64-unknown-linux-gnu".to_owned()),
            profile: Some("dev".to_owned()),
            preset: Preset::Baseline,
        },
        verdict: Verdict::Denied,
        packages: vec![native(), built_here()],
        libraries: vec![fenced()],
        exits: Some(vec![escape(), validator()]),
        findings: vec![denied(), accepted(), note()],
        executables: vec![Executable {
            name: "shop".to_owned(),
            sha256: "ab".repeat(32),
            format: "Elf, X86_64".to_owned(),
            stripped: false,
            needed: Some(vec!["libc.so.6".to_owned(), "libgcc_s.so.1".to_owned()]),
            records: true,
        }],
        not_examined: vec![Unexamined {
            what: "unsafe code".to_owned(),
            why: "not asked for: `--unsafe` counts it".to_owned(),
            needed: false,
        }],
    }
}

fn native() -> Package {
    Package {
        name: "libz-sys".to_owned(),
        version: "1.1.31".to_owned(),
        origin: Origin::Registry,
        license: Some("MIT OR Apache-2.0".to_owned()),
        path: ["shop 0.3.0", "flate2 1.1.0", "libz-sys 1.1.31"].map(str::to_owned).to_vec(),
        native: vec![Native {
            name: "z".to_owned(),
            linkage: Linkage::Static,
            file: Some("OUT_DIR/libz.a".to_owned()),
            prebuilt: false,
            symbols: Some(108),
            linked_symbols: Some(41),
            evidence: Evidence::Observed,
        }],
        build_script: true,
        proc_macro: false,
        build_only: false,
        unsafe_sites: None,
        untrusted_input: Some(Untrusted {
            handled: true,
            why: "category: compression".to_owned(),
            evidence: Evidence::Hint,
        }),
        containment: Some(Containment::None),
        evidence: Evidence::Observed,
    }
}

fn built_here() -> Package {
    Package {
        name: "serde_derive".to_owned(),
        version: "1.0.228".to_owned(),
        license: None,
        path: ["shop 0.3.0", "serde 1.0.228", "serde_derive 1.0.228"].map(str::to_owned).to_vec(),
        native: Vec::new(),
        build_script: false,
        proc_macro: true,
        build_only: true,
        untrusted_input: None,
        containment: None,
        evidence: Evidence::Declared,
        ..native()
    }
}

fn fenced() -> Library {
    let limit = |value, unit: &str| Limit { value, unit: unit.to_owned() };
    Library {
        name: "png".to_owned(),
        wrapper: "fenced-png 0.2.0".to_owned(),
        source: Some("libpng-src 1.6.50".to_owned()),
        source_sha256: Some("cd".repeat(32)),
        source_files: Some(31),
        toolchain: Some("clang: clang version 22.1.8".to_owned()),
        wasm_sha256: Some("01".repeat(32)),
        code_sha256: Some("23".repeat(32)),
        machine_sha256: Some("45".repeat(32)),
        functions: Some(12),
        imports: Some(vec!["ringfence.clock".to_owned()]),
        grants: vec!["clock".to_owned()],
        limits: BTreeMap::from([
            ("deadline".to_owned(), limit(10_000, "ms")),
            ("memory".to_owned(), limit(256 << 20, "bytes")),
        ]),
        memory_maximum: Some(256 << 20),
        features: Some(vec!["bulk-memory".to_owned()]),
        untrusted_input: native().untrusted_input,
        containment: Containment::IsolatedGrants,
        evidence: Evidence::Observed,
        checks: vec![
            Check {
                name: "imports".to_owned(),
                rule: "RF205".to_owned(),
                outcome: Outcome::Holds,
                detail: "1 import, as recorded".to_owned(),
            },
            Check {
                name: "lock".to_owned(),
                rule: "RF401".to_owned(),
                outcome: Outcome::Unknown,
                detail: "there is no `ringfence.lock`".to_owned(),
            },
        ],
        executables: vec!["shop".to_owned()],
    }
}

fn escape() -> Exit {
    Exit {
        id: "rf1:0badcafe".to_owned(),
        package: "shop 0.3.0".to_owned(),
        place: Location { file: "src/main.rs".to_owned(), line: 7 },
        kind: "escape".to_owned(),
        rule: "release".to_owned(),
        value: "width".to_owned(),
        reason: Some("only shown to the user who sent the picture".to_owned()),
        accepted: Some(review()),
    }
}

fn validator() -> Exit {
    Exit {
        id: "rf1:0badf00d".to_owned(),
        place: Location { file: "src/main.rs".to_owned(), line: 9 },
        kind: "validator".to_owned(),
        rule: "in 1..=1 << 14".to_owned(),
        value: "height".to_owned(),
        reason: None,
        accepted: None,
        ..escape()
    }
}

fn review() -> Accepted {
    Accepted {
        reason: "seen, the value is only formatted".to_owned(),
        until: Some("2027-06-30".to_owned()),
        reviewed_by: Some("A. Reviewer".to_owned()),
    }
}

fn denied() -> Finding {
    finding(
        "RF102",
        "rf1:11111111",
        "libz-sys 1.1.31",
        "links `z` statically; 41 of its 108 symbols are in `shop`",
    )
}

fn accepted() -> Finding {
    Finding {
        location: Location { file: "src/main.rs".to_owned(), line: 7 },
        accepted: Some(review()),
        ..finding(
            "RF301",
            "rf1:0badcafe",
            "shop 0.3.0",
            "`width` leaves taint: only shown to the user who sent the picture",
        )
    }
}

fn note() -> Finding {
    Finding {
        evidence: Evidence::Declared,
        ..finding("RF106", "rf1:22222222", "serde_derive 1.0.228", "is a procedural macro")
    }
}

fn finding(rule: &str, id: &str, subject: &str, message: &str) -> Finding {
    let rule = rules::find(rule).unwrap();
    Finding {
        id: id.to_owned(),
        rule: rule.id.to_owned(),
        level: rule.level,
        title: rule.title.to_owned(),
        subject: subject.to_owned(),
        message: message.to_owned(),
        remedy: rule.remedy.to_owned(),
        location: Location { file: "Cargo.toml".to_owned(), line: 9 },
        origin: None,
        evidence: Evidence::Observed,
        accepted: None,
    }
}

#[test]
fn what_was_written_can_be_read_again() {
    let text = crate::page::json(&report());
    assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report());
}
