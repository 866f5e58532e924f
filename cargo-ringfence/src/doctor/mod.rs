//! What a machine has for fencing C libraries, what it lacks, and the command that fixes it.
//!
//! The report is gathered first, in three parts that know nothing of each other: the compilers
//! ([`toolchains`], with what each can do in [`capability`]), the machine ([`machine`], with the proof that the
//! engine works in [`engine`]), and the package in the current folder ([`project`]). Then it is printed, as text
//! ([`render`]) or as JSON ([`json`]). Whatever was measured is a plain value, so that every judgement and both
//! outputs are tested with machines that are not at hand.

mod advised;
mod blocker;
mod capability;
mod engine;
#[cfg(test)]
mod fixture;
mod json;
mod machine;
mod project;
mod render;
mod system;
mod toolchains;

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use indicatif::ProgressBar;
use ringfence_build::Environment;

use crate::advisories::Advisories;
use crate::{cli, page};
use blocker::Blocker;
use machine::Fact;
use project::Project;
use system::System;
use toolchains::Compiler;

/// All that was found out.
pub(crate) struct Report {
    system: System,
    compilers: Vec<Compiler>,
    machine: Vec<Fact>,
    project: Option<Project>,
    blockers: Vec<Blocker>,
}

impl Report {
    /// Whether a fenced library can be built and run here.
    fn ready(&self) -> bool {
        self.blockers.is_empty()
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// As it should be.
    Fine,
    /// Works, at a cost.
    Slower,
    /// Works until a limit is met.
    Tight,
    /// Does not work.
    Blocks,
}

impl Verdict {
    fn name(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Slower => "slower",
            Self::Tight => "tight",
            Self::Blocks => "blocks",
        }
    }
}

/// Examines the machine and prints the report.
pub(crate) fn run(options: &cli::Doctor) -> ExitCode {
    let advisories = match options.advisories.as_deref().map(Advisories::open).transpose() {
        Ok(advisories) => advisories,
        Err(why) => {
            let _ = writeln!(anstream::stderr(), "error: {why}");
            return ExitCode::from(2);
        }
    };
    let report = gather(advisories.as_ref());
    let text = if options.json { json::of(&report) } else { render::of(&report) };
    page::print(&text);
    if report.ready() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn gather(advisories: Option<&Advisories>) -> Report {
    let environment = Environment::of_process();
    let spinner = spinner();
    let system = System::of_this_machine();
    let (compilers, advice) = toolchains::examine(&environment, &system, &spinner);
    spinner.set_message("starting the engine");
    let mut machine = machine::facts(&machine::Readings::take(), &engine::prove());
    spinner.set_message("asking cargo about this package");
    let project = project::examine();
    machine.extend(advisories.map(|advisories| {
        let engines = project.as_ref().map(|project| project.engines.as_slice()).unwrap_or_default();
        advised::engine(advisories, engines)
    }));
    spinner.finish_and_clear();
    let blockers = blocker::all(&advice, &machine, project.as_ref());
    Report { system, compilers, machine, project, blockers }
}

/// On standard error, and only when that is a terminal.
fn spinner() -> ProgressBar {
    let spinner = ProgressBar::new_spinner().with_message("looking at this system");
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}
