//! One audit from beginning to end.

use std::path::{Path, PathBuf};

use cargo_metadata::Metadata;
use jiff::civil::Date;

use super::build::{self, Built};
use super::checks::Rebuilt;
use super::error::Error;
use super::facts::Facts;
use super::gather::{self, Context};
use super::graph::label;
use super::lock::{self, Lock};
use super::policy::{self, Policy};
use super::report::{Preset, Report, SCHEMA, Subject, SubjectKind, Unexamined, Verdict};
use super::{Done, findings, options, output, rebuild, unsafe_code};
use crate::advisories::Advisories;

/// What an audit is made of, before it is weighed.
pub(crate) struct Audited {
    pub(crate) built: Built,
    pub(crate) root: PathBuf,
    /// Folder of our own builds.
    pub(crate) folder: PathBuf,
    unsafe_sites: Option<std::collections::BTreeMap<cargo_metadata::PackageId, u64>>,
    profile: Option<String>,
    advisories: Option<Advisories>,
}

/// `cargo ringfence audit`, and `rebuild`.
pub(crate) fn check(options: &options::Check, again: bool) -> Done {
    let (metadata, policy) = prepare(&options.build)?;
    let lock_path = metadata.workspace_root.join(lock::FILE).into_std_path_buf();
    // A lock file with a mistake is told before anything is built.
    Lock::read(&lock_path)?;
    let root = metadata.workspace_root.clone().into_std_path_buf();
    let audited = match audit(&options.build, metadata, policy.preset) {
        Ok(audited) => audited,
        Err(Error::Incomplete(why)) => {
            output::write(&blind(&root, &options.build, &policy), &options.outputs.output)?;
            return Err(Error::Incomplete(why));
        }
        Err(error) => return Err(error),
    };
    let rebuilt = if again { Some(rebuild::all(&options.build, &audited)?) } else { None };
    if options.update_lock {
        audited.locked(&policy)?.write(&lock_path)?;
    }
    let report = audited.report(&policy, Lock::read(&lock_path)?.as_ref(), rebuilt.as_ref(), today());
    audited.keep(&report);
    output::write(&report, &options.outputs.output)?;
    Ok(report.exit_code())
}

/// The report of a build that failed: that nothing is known. What cargo said goes to standard error.
fn blind(root: &Path, options: &options::Build, policy: &Policy) -> Report {
    let subject = Subject {
        kind: SubjectKind::Workspace,
        name: name_of(root),
        members: Vec::new(),
        target: options.target.clone(),
        profile: options.messages.is_none().then(|| build::profile(options)),
        preset: policy.preset,
    };
    let failed = Unexamined {
        what: "the build".to_owned(),
        why: "it failed; cargo's messages are on standard error".to_owned(),
        needed: true,
    };
    // Entries of the policy are not unused because nothing was seen.
    report(subject, Facts::unknown(vec![failed]), &Policy::of_preset(policy.preset), today())
}

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// `cargo ringfence audit lock`.
pub(crate) fn lock(options: &options::Build) -> Done {
    let (metadata, policy) = prepare(options)?;
    let audited = audit(options, metadata, Preset::Baseline)?;
    audited.locked(&policy)?.write(&audited.root.join(lock::FILE))?;
    Ok(0)
}

/// The dependency graph and the policy. Both are asked for before anything is built.
pub(crate) fn prepare(options: &options::Build) -> Result<(Metadata, Policy), Error> {
    let metadata = build::metadata(options)?;
    let path = policy_path(options.policy.as_deref(), metadata.workspace_root.as_std_path());
    let policy = Policy::read(&path, options.policy.is_some())?;
    Ok((metadata, policy))
}

pub(crate) fn policy_path(asked_for: Option<&Path>, root: &Path) -> PathBuf {
    asked_for.map_or_else(|| root.join(policy::FILE), Path::to_path_buf)
}

/// Builds, and counts unsafe code if it was asked for or the preset wants it.
pub(crate) fn audit(options: &options::Build, metadata: Metadata, preset: Preset) -> Result<Audited, Error> {
    let folder = metadata.target_directory.join(build::FOLDER).into_std_path_buf();
    let root = metadata.workspace_root.clone().into_std_path_buf();
    // A folder without advisories is told before anything is built.
    let advisories = options.advisories.as_deref().map(Advisories::open).transpose().map_err(Error::Usage)?;
    let built = build::build(options, metadata, &folder)?;
    let wanted = options.count_unsafe || preset == Preset::Strict;
    let unsafe_sites = match wanted && options.messages.is_none() {
        true => Some(unsafe_code::count(options, &built.metadata, &built.target, &folder)?),
        false => None,
    };
    let profile = options.messages.is_none().then(|| build::profile(options));
    Ok(Audited { built, root, folder, unsafe_sites, profile, advisories })
}

impl Audited {
    pub(crate) fn facts(
        &self,
        policy: &Policy,
        lock: Option<&Lock>,
        rebuilt: Option<&Rebuilt>,
        today: Date,
    ) -> Facts {
        let unsafe_sites = self.unsafe_sites.as_ref();
        let advisories = self.advisories.as_ref();
        gather::facts(&self.built, &Context { policy, lock, unsafe_sites, rebuilt, advisories, today })
    }

    /// The lock file as it would be now.
    pub(crate) fn locked(&self, policy: &Policy) -> Result<Lock, Error> {
        let facts = self.facts(policy, None, None, today());
        match facts.unexamined.iter().find(|one| one.needed) {
            Some(one) => Err(Error::Incomplete(format!("nothing was locked: {}: {}", one.what, one.why))),
            None => Ok(Lock::of(&facts.libraries)),
        }
    }

    pub(crate) fn report(
        &self,
        policy: &Policy,
        lock: Option<&Lock>,
        rebuilt: Option<&Rebuilt>,
        today: Date,
    ) -> Report {
        let members = gather::members(&self.built);
        let members = members.into_iter().filter_map(|id| self.built.package(id).map(label));
        let subject = Subject {
            kind: SubjectKind::Workspace,
            name: self.name(),
            members: members.collect(),
            target: self.built.apart.then(|| self.built.target.clone()),
            profile: self.profile.clone(),
            preset: policy.preset,
        };
        report(subject, self.facts(policy, lock, rebuilt, today), policy, today)
    }

    /// Of the package at the root, or of the folder.
    fn name(&self) -> String {
        let root = self.built.metadata.root_package().map(|package| package.name.to_string());
        root.unwrap_or_else(|| name_of(&self.root))
    }

    /// Keeps the report, so that `accept` and `explain` know the findings of the last audit.
    pub(crate) fn keep(&self, report: &Report) {
        let kept = std::fs::create_dir_all(&self.folder)
            .and_then(|()| std::fs::write(self.folder.join(LAST), crate::page::json(report)));
        // Without it those commands say that there was no audit.
        drop(kept);
    }
}

const LAST: &str = "report.json";

/// The report of the last audit.
pub(crate) fn last(metadata: &Metadata) -> Result<Report, Error> {
    let path = metadata.target_directory.join(build::FOLDER).join(LAST);
    let text = std::fs::read_to_string(path)
        .map_err(|_| Error::Usage("there was no audit here yet: run `cargo ringfence audit`".to_owned()))?;
    parse(&text, "the report of the last audit")
}

/// A report that was written as JSON.
pub(crate) fn parse(text: &str, what: &str) -> Result<Report, Error> {
    #[derive(serde::Deserialize)]
    struct Version {
        schema: u32,
        command: String,
    }
    let mistake = |why: &dyn std::fmt::Display| Error::Usage(format!("{what}: {why}"));
    let version: Version =
        serde_json::from_str(text).map_err(|error| mistake(&format!("no report of an audit: {error}")))?;
    if version.command != "audit" {
        return Err(mistake(&format!("a report of `{}`, and not of `audit`", version.command)));
    }
    if version.schema != SCHEMA {
        return Err(mistake(&format!("format {}; this command knows {SCHEMA}", version.schema)));
    }
    serde_json::from_str(text).map_err(|error| mistake(&error))
}

/// Weighs the facts.
pub(crate) fn report(subject: Subject, facts: Facts, policy: &Policy, today: Date) -> Report {
    let drafts = findings::all(&facts, policy);
    let findings = findings::weigh(drafts, &facts, policy, today);
    let mut report = Report {
        schema: SCHEMA,
        command: "audit".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        subject,
        verdict: Verdict::Passed,
        packages: facts.packages,
        libraries: facts.libraries,
        exits: facts.exits,
        findings,
        executables: facts.executables,
        not_examined: facts.unexamined,
    };
    let incomplete = report.denied().any(|finding| finding.rule == "RF107");
    let denied = report.denied().count() > 0;
    report.verdict = match (incomplete, denied) {
        (true, _) => Verdict::Incomplete,
        (false, true) => Verdict::Denied,
        (false, false) => Verdict::Passed,
    };
    report
}

/// In UTC, so that an entry expires everywhere at once.
pub(crate) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
