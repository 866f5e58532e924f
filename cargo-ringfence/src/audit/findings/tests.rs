//! For each rule facts that trigger it, and facts that do not.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};

use super::super::facts::{Advised, Facts, Noticed, Standing, What};
use super::super::report::*;
use super::super::sample;
use super::*;

const TODAY: Date = date(2026, 11, 22);

/// The facts behind the sample, in which nothing failed and everything is from elsewhere.
fn facts() -> Facts {
    let report = sample::report();
    Facts {
        packages: report.packages,
        libraries: report.libraries,
        exits: report.exits,
        executables: report.executables,
        unexamined: report.not_examined,
        places: BTreeMap::from([(
            "libz-sys 1.1.31".to_owned(),
            Location { file: "Cargo.toml".to_owned(), line: 12 },
        )]),
        otherwise: Location { file: "Cargo.lock".to_owned(), line: 1 },
        advised: Vec::new(),
        noticed: Vec::new(),
        gone: Vec::new(),
        names: BTreeSet::from(["libz-sys".to_owned()]),
    }
}

fn policy(text: &str) -> Policy {
    Policy::parse(&format!("version = 1\n{text}"), "ringfence.toml").unwrap()
}

/// Findings by a policy, accepted ones left out.
fn found(facts: &Facts, text: &str) -> Vec<Finding> {
    let policy = policy(text);
    let mut findings = weigh(all(facts, &policy), facts, &policy, TODAY);
    findings.retain(|finding| finding.accepted.is_none());
    findings
}

fn has(facts: &Facts, text: &str, rule: &str) -> bool {
    found(facts, text).iter().any(|finding| finding.rule == rule)
}

/// The rule has a finding after the change, and had none before.
fn triggers(rule: &str, before: &Facts, change: impl FnOnce(&mut Facts)) {
    assert!(!has(before, "", rule), "{rule} without the change");
    let mut after = facts();
    change(&mut after);
    assert!(has(&after, "", rule), "{rule} with the change");
}

#[test]
fn rf101_and_rf102_native_code_that_is_in_the_program() {
    let facts = facts();
    let denied = found(&facts, "");
    let zlib = denied.iter().find(|finding| finding.rule == "RF102").unwrap();
    assert_eq!((zlib.level, &*zlib.subject, zlib.location.line), (Level::Deny, "libz-sys 1.1.31", 12));
    assert!(
        zlib.message.contains("41 of its 108") && zlib.message.contains("category: compression"),
        "{}",
        zlib.message
    );
    assert!(
        has(&facts, "[input]\ntrusted = [\"libz-sys\"]", "RF102"),
        "the facts were gathered with another policy"
    );
    let mut trusted = self::facts();
    trusted.packages[0].untrusted_input = None;
    assert!(has(&trusted, "", "RF101") && !has(&trusted, "", "RF102"));
    trusted.packages[0].native[0].linked_symbols = Some(0);
    assert!(!has(&trusted, "", "RF101"), "the linker left it out");
    trusted.packages[0].native[0].linked_symbols = None;
    assert!(has(&trusted, "", "RF101"), "unknown is not zero");
    trusted.packages[0].build_only = true;
    assert!(!has(&trusted, "", "RF101"), "only part of the build");
}

#[test]
fn rf103_prebuilt() {
    triggers("RF103", &facts(), |facts| facts.packages[0].native[0].prebuilt = true);
}

#[test]
fn rf104_dynamic_libraries() {
    let add = |facts: &mut Facts| facts.executables[0].needed = Some(vec!["libssl.so.3".to_owned()]);
    triggers("RF104", &facts(), add);
    let mut facts = facts();
    add(&mut facts);
    assert!(!has(&facts, "[dynamic]\nallow = [\"libssl.so.3\"]", "RF104"));
}

#[test]
fn rf105_unsafe_code_on_untrusted_input() {
    triggers("RF105", &facts(), |facts| facts.packages[0].unsafe_sites = Some(7));
    let mut own = facts();
    own.packages[0].unsafe_sites = Some(7);
    own.packages[0].origin = Origin::Workspace;
    assert!(!has(&own, "", "RF105"));
}

#[test]
fn rf106_code_that_runs_while_building() {
    assert!(has(&facts(), "", "RF106"));
    let mut facts = facts();
    for package in &mut facts.packages {
        (package.build_script, package.proc_macro) = (false, false);
    }
    assert!(!has(&facts, "", "RF106"));
}

#[test]
fn rf107_what_could_not_be_examined() {
    triggers("RF107", &facts(), |facts| facts.unexamined[0].needed = true);
}

/// Checks name the rule that they belong to.
#[test]
fn rf201_to_rf203_rf205_rf401_to_rf404_rf406_failed_checks() {
    for rule in ["RF201", "RF202", "RF203", "RF205", "RF401", "RF402", "RF403", "RF404", "RF406"] {
        triggers(rule, &facts(), |facts| {
            facts.libraries[0].checks[0].rule = rule.to_owned();
            facts.libraries[0].checks[0].outcome = Outcome::Fails;
        });
    }
}

#[test]
fn rf204_grants() {
    assert!(has(&facts(), "", "RF204"));
    assert!(!has(&facts(), "[grants.\"fenced-png/png\"]\nallow = [\"clock\"]", "RF204"));
    assert!(has(&facts(), "[grants.\"other/png\"]\nallow = [\"clock\"]", "RF204"));
}

#[test]
fn rf206_features() {
    triggers("RF206", &facts(), |facts| facts.libraries[0].features = Some(vec!["threads".to_owned()]));
}

fn noticed(what: What) -> Noticed {
    let place = Location { file: "src/lib.rs".to_owned(), line: 12 };
    Noticed { package: "shop 0.3.0".to_owned(), place, what }
}

#[test]
fn rf207_instances_that_are_kept() {
    let kept = noticed(What::Kept("Lifecycle::Keep".to_owned()));
    triggers("RF207", &facts(), |facts| facts.noticed.push(kept));
    let mut other = facts();
    other.noticed.push(noticed(What::Hidden("__private".to_owned())));
    assert!(!has(&other, "", "RF207"));
}

#[test]
fn rf208_calls_that_do_without_the_engines_way_in() {
    let fast = noticed(What::Fast("Pool::fast_calls".to_owned()));
    triggers("RF208", &facts(), |facts| facts.noticed.push(fast));
}

#[test]
fn rf303_what_only_macros_use() {
    let hidden = noticed(What::Hidden("__private".to_owned()));
    triggers("RF303", &facts(), |facts| facts.noticed.push(hidden.clone()));
    let mut elsewhere = facts();
    let place = Location { file: "shop 0.3.0/src/lib.rs".to_owned(), line: 12 };
    elsewhere.noticed.push(Noticed { place, ..hidden });
    let findings = found(&elsewhere, "");
    let hidden = findings.iter().find(|finding| finding.rule == "RF303").unwrap();
    assert_eq!((&*hidden.location.file, hidden.origin.as_ref().unwrap().line), ("Cargo.lock", 12));
}

#[test]
fn rf301_escapes() {
    assert!(has(&facts(), "", "RF301"));
    let entry = "[[escape]]\nid = \"rf1:0badcafe\"\nreason = \"seen and understood\"";
    assert!(!has(&facts(), entry, "RF301"));
    assert!(has(&facts(), &entry.replace("cafe", "babe"), "RF301"));
    let mut elsewhere = facts();
    elsewhere.exits.as_mut().unwrap()[0].place.file = "shop 0.3.0/src/lib.rs".to_owned();
    let findings = found(&elsewhere, "");
    let escape = findings.iter().find(|finding| finding.rule == "RF301").unwrap();
    assert_eq!((&*escape.location.file, escape.origin.as_ref().unwrap().line), ("Cargo.lock", 7));
}

#[test]
fn rf302_reasons_that_say_nothing() {
    triggers("RF302", &facts(), |facts| {
        facts.exits.as_mut().unwrap()[0].reason = Some("trust me".to_owned())
    });
}

#[test]
fn rf304_checks_that_check_nothing() {
    triggers("RF304", &facts(), |facts| facts.exits.as_mut().unwrap()[1].rule = "|v| true".to_owned());
}

#[test]
fn rf405_no_source() {
    triggers("RF405", &facts(), |facts| {
        facts.libraries[0].source = None;
        facts.libraries[0].source_sha256 = None;
    });
}

#[test]
fn rf601_to_rf603_the_policy_itself() {
    let entry = |package: &str, until: &str| {
        format!(
            "[[exempt]]\nfinding = \"RF102\"\ncrate = \"{package}\"\nreason = \"only our own files\"\nuntil = \"{until}\""
        )
    };
    let rules = |text: &str| {
        let findings = found(&facts(), text);
        findings
            .iter()
            .map(|finding| finding.rule.clone())
            .filter(|rule| rule.starts_with("RF60") || rule == "RF102")
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(&entry("libz-sys", "2027-06-30")), [""; 0]);
    assert_eq!(rules(&entry("libz-sys@1.1", "2027-06-30")), [""; 0]);
    assert_eq!(rules(&entry("libz-sys@1.1.3", "2027-06-30")), ["RF102", "RF601"], "no part of a number");
    assert_eq!(rules(&entry("libz", "2027-06-30")), ["RF102", "RF601"]);
    assert_eq!(rules(&entry("libz-sys", "2026-12-22")), ["RF602"], "30 days");
    assert_eq!(rules(&entry("libz-sys", "2026-12-23")), [""; 0]);
    assert_eq!(rules(&entry("libz-sys", "2026-11-22")), ["RF602"], "the day itself counts");
    assert_eq!(rules(&entry("libz-sys", "2026-11-21")), ["RF102", "RF603"]);
    assert_eq!(rules("[input]\nuntrusted = [\"libz-sys\", \"nothing\"]"), ["RF102", "RF601"]);
    assert_eq!(rules("[dynamic]\nallow = [\"libodd.so\"]"), ["RF102", "RF601"]);
    assert_eq!(rules("[grants.\"fenced-png/png\"]\nallow = [\"clock\", \"files\"]"), ["RF102", "RF601"]);
    let unused = found(&facts(), &entry("libz", "2027-06-30"));
    let unused = unused.iter().find(|finding| finding.rule == "RF601").unwrap();
    assert_eq!((&*unused.location.file, unused.location.line), ("ringfence.toml", 2));
}

#[test]
fn rf501_to_rf503_known_vulnerabilities() {
    let known = crate::advisories::Known {
        id: "RUSTSEC-2026-0001".to_owned(),
        title: "Reads too far".to_owned(),
        patched: ">=1.2.3".to_owned(),
        unsound: false,
    };
    let fenced = Standing::Fenced("fenced-png/png".to_owned(), "fenced-png 0.2.0".to_owned());
    for (rule, standing) in [("RF501", Standing::Open), ("RF502", fenced), ("RF503", Standing::Base)] {
        let advised = Advised { package: "libz-sys 1.1.31".to_owned(), standing, known: known.clone() };
        triggers(rule, &facts(), |facts| facts.advised.push(advised.clone()));
        let mut facts = facts();
        facts.advised.push(advised);
        let others = ["RF501", "RF502", "RF503"].into_iter().filter(|other| *other != rule);
        others.for_each(|other| assert!(!has(&facts, "", other), "{other} for {rule}"));
    }
}

#[test]
fn rf601_locked_libraries_that_are_gone() {
    triggers("RF601", &facts(), |facts| facts.gone.push(("fenced-gif/gif".to_owned(), 31)));
    let mut facts = facts();
    facts.gone.push(("fenced-gif/gif".to_owned(), 31));
    let findings = found(&facts, "");
    let gone = findings.iter().find(|finding| finding.rule == "RF601").unwrap();
    assert_eq!((&*gone.location.file, gone.location.line), ("ringfence.lock", 31));
}

#[test]
fn levels_are_those_of_the_policy() {
    assert!(!has(&facts(), "[levels]\nRF102 = \"allow\"", "RF102"));
    let findings = found(&facts(), "[profile]\npreset = \"inventory\"");
    assert!(findings.iter().all(|finding| finding.level != Level::Deny), "an inventory only lists");
    assert!(findings.is_sorted_by_key(|finding| finding.level));
}

/// Neither lines nor versions are part of an id.
#[test]
fn ids_stay_when_code_moves_and_versions_change() {
    let ids = |facts: &Facts| found(facts, "").into_iter().map(|finding| finding.id).collect::<BTreeSet<_>>();
    let before = facts();
    let mut after = facts();
    after.packages[0].version = "1.1.32".to_owned();
    after.places.clear();
    after.exits.as_mut().unwrap()[0].place.line = 99;
    assert_eq!(ids(&before), ids(&after));
}

/// Every rule but those of checks has a function here; a new rule without a test is noticed.
#[test]
fn every_rule_is_tested_above() {
    let this = include_str!("tests.rs").to_lowercase();
    for rule in rules::RULES {
        let id = rule.id.to_lowercase();
        let range = ["rf502", "rf602"];
        assert!(this.contains(&id) || range.contains(&id.as_str()), "{id}");
    }
}
