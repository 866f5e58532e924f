//! A report with one of everything, which tests of outputs share.

use std::collections::BTreeMap;

use serde_json::Value;

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

/// A report of packages that mean ill: every text is one, every variant is there, and nothing is sorted or unique.
pub(crate) fn hostile() -> Report {
    let mut document = serde_json::to_value(everything()).unwrap();
    spoil(&mut document, "");
    serde_json::from_value(document).unwrap()
}

/// One finding of a package that means ill, and nothing else: small enough to be looked at.
pub(crate) fn hostile_finding() -> Report {
    let findings = vec![hostile().findings.swap_remove(0)];
    Report { findings, packages: Vec::new(), libraries: Vec::new(), exits: Some(Vec::new()), ..report() }
}

/// Adds to texts that come from elsewhere, and leaves the names of variants alone.
fn spoil(value: &mut Value, field: &str) {
    const VARIANTS: [&str; 10] = [
        "kind",
        "preset",
        "verdict",
        "origin",
        "containment",
        "evidence",
        "linkage",
        "outcome",
        "level",
        "command",
    ];
    match value {
        Value::String(text) if !VARIANTS.contains(&field) => {
            let long = if field == "why" { 10_000 } else { 0 };
            *text = format!("{text}{HOSTILE}{}", "W".repeat(long));
        }
        Value::String(_) => {}
        Value::Array(values) => values.iter_mut().for_each(|value| spoil(value, field)),
        Value::Object(fields) => fields.iter_mut().for_each(|(name, value)| spoil(value, name)),
        _ => {}
    }
}

/// Ends elements, attributes, cells, code, comments, and lines; turns text around; makes links; asks for control.
const HOSTILE: &str = "</script><script>alert(1)</script>\"'onload=x | `|` \\| ``` \n# x\n\n- [a](https://evil.example) \
    <!-- --> </td></table></details> \u{1b}[2J\u{0}\u{85}\u{202e}dlrow\u{200b} www.evil.example @evil #1 *b* _i_ ~~s~~ $$m$$ &lt; \
    {0} %0A ::set-output";

fn everything() -> Report {
    let mut report = report();
    let linkages = [Linkage::Static, Linkage::Dynamic, Linkage::Framework, Linkage::Object];
    let origins = [Origin::Workspace, Origin::Path, Origin::Git, Origin::Registry];
    for (linkage, origin) in linkages.into_iter().zip(origins) {
        let library =
            Native { linkage, prebuilt: true, symbols: None, file: None, ..native().native[0].clone() };
        let both = vec![library.clone(), library];
        report.packages.push(Package { origin, native: both, unsafe_sites: Some(3), ..native() });
    }
    let contained =
        [Containment::Isolated, Containment::IsolatedEscapes, Containment::Broken, Containment::None];
    let evidence = [Evidence::Hint, Evidence::Declared, Evidence::Verified, Evidence::Observed];
    for (containment, evidence) in contained.into_iter().zip(evidence) {
        report.libraries.push(Library { containment, evidence, ..fenced() });
    }
    report.libraries.push(bare());
    for outcome in [Outcome::Fails, Outcome::Unknown] {
        report.libraries[0].checks.push(Check { outcome, ..fenced().checks[0].clone() });
    }
    for level in [Level::Warn, Level::Allow, Level::Deny] {
        let origin = Some(Location { file: "libz-sys 1.1.31/src/zlib/inflate.c".to_owned(), line: 0 });
        report.findings.push(Finding { level, origin, ..denied() });
    }
    report.verdict = Verdict::Incomplete;
    report.subject.preset = Preset::Strict;
    report.not_examined.push(Unexamined { needed: true, ..report.not_examined[0].clone() });
    report.executables.push(Executable { stripped: true, needed: None, ..report.executables[0].clone() });
    report
}

/// A library of which nothing is known.
fn bare() -> Library {
    Library {
        source: None,
        source_sha256: None,
        source_files: None,
        toolchain: None,
        wasm_sha256: None,
        code_sha256: None,
        machine_sha256: None,
        functions: None,
        imports: None,
        grants: Vec::new(),
        limits: BTreeMap::new(),
        kept: None,
        memory_maximum: None,
        features: None,
        untrusted_input: None,
        executables: Vec::new(),
        ..fenced()
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
        kept: Some(vec![Location { file: "src/main.rs".to_owned(), line: 31 }]),
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
        key: String::new(),
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
