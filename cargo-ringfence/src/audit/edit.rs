//! Writing the policy: `init` and `accept`. What people wrote in it, comments included, stays as it is.

use std::path::Path;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use super::error::Error;
use super::policy::{self, Policy};
use super::report::{Finding, Preset, Verdict};
use super::run::{audit, last, policy_path, prepare, today};
use super::word::Word as _;
use super::{Done, build, lock, options};
use crate::page;

/// The reason that nobody gave yet.
const UNSEEN: &str = "accepted by `audit init`, to be reviewed";

const HEAD: &str = "# What this application lets pass, with reasons. `cargo ringfence audit explain` tells about the rules.\nversion = 1\n";

/// What is said of a finding that is let pass.
struct Justification<'a> {
    reason: &'a str,
    until: Option<&'a str>,
    reviewed_by: Option<&'a str>,
}

/// Writes a policy and a lock file with which the next audit passes.
pub(crate) fn init(options: &options::Init) -> Done {
    let metadata = build::metadata(&options.build)?;
    let root = metadata.workspace_root.clone().into_std_path_buf();
    let path = policy_path(options.build.policy.as_deref(), &root);
    if path.exists() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        return Err(Error::Usage(format!(
            "there is a {name} already: `audit accept` adds to it, `audit lock` writes the lock"
        )));
    }
    let policy = Policy::of_preset(options.preset);
    let audited = audit(&options.build, metadata, options.preset)?;
    let locked = audited.locked(&policy)?;
    let report = audited.report(&policy, Some(&locked), None, today());
    if report.verdict == Verdict::Incomplete {
        return Err(Error::Incomplete(
            "the audit is incomplete, and nothing was written: see `cargo ringfence audit`".to_owned(),
        ));
    }
    let denied: Vec<&Finding> = report.denied().collect();
    let text = first(options.preset, &denied)?;
    write(&path, &text)?;
    locked.write(&root.join(lock::FILE))?;
    page::print(&format!(
        "{}: {} accepted unseen; review them, and write why each may pass\n{}: {} locked\n",
        policy::FILE,
        page::counted(denied.len(), "finding", "findings"),
        lock::FILE,
        page::counted(locked.libraries.len(), "fenced library", "fenced libraries"),
    ));
    Ok(0)
}

/// A policy that accepts what is denied.
fn first(preset: Preset, denied: &[&Finding]) -> Result<String, Error> {
    let mut document = parse(HEAD)?;
    let mut profile = Table::new();
    profile.insert("preset", value(preset.word()));
    document.insert("profile", Item::Table(profile));
    let unseen = Justification { reason: UNSEEN, until: None, reviewed_by: None };
    for finding in denied {
        match finding.rule.as_str() {
            "RF204" => allow_grant(&mut document, finding),
            "RF104" => allow_library(&mut document, finding),
            _ => add(&mut document, finding, &unseen),
        }
    }
    finished(&document)
}

/// Adds an entry for a finding of the last audit.
pub(crate) fn accept(options: &options::Accept) -> Done {
    policy::check_reason(&options.reason).map_err(Error::usage)?;
    if let Some(until) = &options.until {
        policy::date(until).map_err(Error::usage)?;
    }
    let build = options::Build {
        manifest_path: options.manifest_path.clone(),
        policy: options.policy.clone(),
        ..options::Build::default()
    };
    let (metadata, _) = prepare_or_none(&build)?;
    let report = last(&metadata)?;
    let finding = report.findings.iter().find(|finding| finding.id == options.id);
    let finding =
        finding.ok_or_else(|| Error::Usage(format!("the last audit has no finding {}", options.id)))?;
    if finding.rule == "RF107" {
        return Err(Error::Usage("what could not be examined cannot be accepted".to_owned()));
    }
    let path = policy_path(options.policy.as_deref(), metadata.workspace_root.as_std_path());
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => HEAD.to_owned(),
        Err(error) => return Err(Error::Usage(format!("{}: {error}", path.display()))),
    };
    let mut document = parse(&text)?;
    let justification = Justification {
        reason: &options.reason,
        until: options.until.as_deref(),
        reviewed_by: options.reviewed_by.as_deref(),
    };
    add(&mut document, finding, &justification);
    write(&path, &finished(&document)?)?;
    page::print(&format!("accepted: {} {}: {}\n", finding.rule, finding.subject, finding.message));
    Ok(0)
}

/// A policy that was named need not be there yet.
fn prepare_or_none(options: &options::Build) -> Result<(cargo_metadata::Metadata, Policy), Error> {
    let there = options.policy.as_ref().is_none_or(|path| path.exists());
    match there {
        true => prepare(options),
        false => Ok((build::metadata(options)?, Policy::of_preset(Preset::default()))),
    }
}

/// An entry, with what it lets pass as a comment above.
fn add(document: &mut DocumentMut, finding: &Finding, why: &Justification<'_>) {
    let mut entry = Table::new();
    let list = if finding.rule == "RF301" { "escape" } else { "exempt" };
    if finding.rule == "RF301" {
        entry.insert("id", value(&finding.id));
    } else {
        entry.insert("finding", value(&finding.rule));
        let (key, subject) = about(finding);
        entry.insert(key, value(subject));
    }
    entry.insert("reason", value(why.reason));
    if let Some(name) = why.reviewed_by {
        entry.insert("reviewed-by", value(name));
    }
    if let Some(day) = why.until {
        entry.insert("until", value(day));
    }
    let comment = format!("{} ({}): {}", finding.subject, finding.rule, finding.message);
    entry.decor_mut().set_prefix(format!("\n# {}\n", comment.replace(['\n', '\r'], " ")));
    let entries = document.entry(list).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    if let Some(entries) = entries.as_array_of_tables_mut() {
        entries.push(entry);
    }
}

/// By what a policy names the subject of a finding: a package in this version, a library, or the finding itself.
fn about(finding: &Finding) -> (&'static str, String) {
    match finding.rule.as_str() {
        "RF101" | "RF102" | "RF103" | "RF105" | "RF106" => ("crate", finding.subject.replacen(' ', "@", 1)),
        "RF201" | "RF202" | "RF203" | "RF405" => ("library", finding.subject.clone()),
        _ => ("id", finding.id.clone()),
    }
}

/// The capability that the finding is about.
fn allow_grant(document: &mut DocumentMut, finding: &Finding) {
    let grants = document.entry("grants").or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let Some(grants) = grants.as_table_like_mut() else { return };
    let library = grants.entry(&finding.subject).or_insert_with(|| Item::Table(Table::new()));
    let Some(library) = library.as_table_like_mut() else { return };
    push(library.entry("allow").or_insert_with(|| value(Array::new())), &finding.key);
}

/// The dynamic library that it is about.
fn allow_library(document: &mut DocumentMut, finding: &Finding) {
    let table = document.entry("dynamic").or_insert_with(|| Item::Table(Table::new()));
    let Some(table) = table.as_table_like_mut() else { return };
    push(table.entry("allow").or_insert_with(|| value(Array::new())), &finding.key);
}

fn push(list: &mut Item, name: &str) {
    if let Some(list) = list.as_array_mut()
        && !list.iter().any(|known| known.as_str() == Some(name))
    {
        list.push(name);
    }
}

fn parse(text: &str) -> Result<DocumentMut, Error> {
    text.parse().map_err(Error::usage)
}

/// The text, if it is a policy.
fn finished(document: &DocumentMut) -> Result<String, Error> {
    let text = document.to_string();
    Policy::parse(&text, policy::FILE)?;
    Ok(text)
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    std::fs::write(path, text).map_err(|error| Error::Usage(format!("{}: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::super::report::Report;
    use super::*;

    fn report() -> Report {
        super::super::sample::report()
    }

    #[test]
    fn entries_are_added_and_comments_stay() {
        let text = "# ours\nversion = 1 # the first\n\n[levels]\nRF106 = \"allow\" # noise\n";
        let mut document = parse(text).unwrap();
        let why = Justification {
            reason: "reads our own files only",
            until: Some("2027-01-31"),
            reviewed_by: None,
        };
        for finding in &report().findings {
            add(&mut document, finding, &why);
        }
        let text = finished(&document).unwrap();
        assert!(text.starts_with("# ours\nversion = 1 # the first\n"), "{text}");
        insta::assert_snapshot!(text);
        assert_eq!(Policy::parse(&text, policy::FILE).unwrap().entries.len(), 3);
    }

    #[test]
    fn the_first_policy_allows_grants_and_dynamic_libraries_by_name() {
        let report = report();
        let like = |rule: &str, subject: &str, key: &str| Finding {
            rule: rule.to_owned(),
            subject: subject.to_owned(),
            key: key.to_owned(),
            ..report.findings[0].clone()
        };
        let denied = [
            like("RF204", "thumbs/png", "clock"),
            like("RF204", "thumbs/png", "random"),
            like("RF104", "app", "libssl.so.3"),
            report.findings[0].clone(),
        ];
        let text = first(Preset::Strict, &denied.iter().collect::<Vec<_>>()).unwrap();
        insta::assert_snapshot!(text);
        let policy = Policy::parse(&text, policy::FILE).unwrap();
        assert_eq!(policy.grants[0].allow, ["clock", "random"]);
        assert_eq!(policy.preset, Preset::Strict);
    }
}
