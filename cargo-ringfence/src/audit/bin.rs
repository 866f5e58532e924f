//! An executable alone: what its records say, and what the system would load. What needs the build is unknown.

use super::checks::{self, Against};
use super::error::Error;
use super::executables::Opened;
use super::facts::Facts;
use super::fenced::Fences;
use super::policy::Policy;
use super::report::{Location, Preset, Subject, SubjectKind, Unexamined};
use super::run::{report, today};
use super::{Done, gather, libraries, options, output};

pub(crate) fn run(options: &options::Bin) -> Done {
    let policy = match &options.policy {
        Some(path) => Policy::read(path, true)?,
        None => Policy::of_preset(Preset::default()),
    };
    let path = &options.executable;
    let opened = Opened::read(path).map_err(|why| Error::Usage(format!("{}: {why}", path.display())))?;
    let name = opened.about.name.clone();
    let subject = Subject {
        kind: SubjectKind::Executable,
        name: name.clone(),
        members: Vec::new(),
        target: None,
        profile: None,
        preset: policy.preset,
    };
    let report = report(subject, facts(opened, &policy, &name), &policy, today());
    output::write(&report, &options.outputs.output)?;
    Ok(report.exit_code())
}

fn facts(opened: Opened, policy: &Policy, name: &str) -> Facts {
    let executables = [opened];
    let exits = gather::accepted(libraries::exits(&executables, None), policy, today());
    let mut fences = Fences::default();
    fences.recorded(&executables);
    let against = Against { policy, lock: None, natives: &[], rebuilt: None, executables: true };
    let libraries: Vec<_> = fences
        .claims
        .values()
        .map(|claim| {
            let checks = checks::all(claim, &against);
            libraries::library(claim, checks, Some(&exits), None, policy)
        })
        .collect();
    let names = libraries.iter().map(|library| library.name.clone()).collect();
    let [opened] = executables;
    let mut unexamined = vec![
        missing("native code", "archives and build scripts are not here: audit the workspace"),
        missing("modules", "records name their hashes; the modules themselves are not here"),
        missing("unsafe code", "the sources are not here"),
        missing("advisories", "the versions of packages are not here: audit the workspace"),
    ];
    if !opened.about.records {
        unexamined.push(missing(
            "fenced libraries",
            "the executable has no records: it fences nothing, or they were removed",
        ));
    }
    unexamined.sort();
    Facts {
        libraries,
        exits: Some(exits),
        executables: vec![opened.about],
        otherwise: Location { file: name.to_owned(), line: 1 },
        names,
        ..Facts::unknown(unexamined)
    }
}

fn missing(what: &str, why: &str) -> Unexamined {
    Unexamined { what: what.to_owned(), why: why.to_owned(), needed: false }
}
