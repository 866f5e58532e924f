//! The report for programs.
//!
//! Fields are added without notice; `schema` changes when one is removed or means something else.

use serde::Serialize;

use super::Report;
use super::blocker::Blocker;
use super::machine::Fact;
use super::project::Project;
use super::toolchains::Compiler;
use crate::page;

const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    command: &'static str,
    version: &'static str,
    ready: bool,
    system: &'a str,
    compilers: &'a [Compiler],
    machine: &'a [Fact],
    project: Option<&'a Project>,
    blockers: &'a [Blocker],
}

pub(super) fn of(report: &Report) -> String {
    let document = Document {
        schema: SCHEMA,
        command: "doctor",
        version: env!("CARGO_PKG_VERSION"),
        ready: report.ready(),
        system: &report.system.name,
        compilers: &report.compilers,
        machine: &report.machine,
        project: report.project.as_ref(),
        blockers: &report.blockers,
    };
    page::json(&document)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;

    #[test]
    fn a_ready_machine() {
        insta::assert_snapshot!(fixture::unversioned(&super::of(&fixture::ready())));
    }

    #[test]
    fn a_machine_with_gaps() {
        insta::assert_snapshot!(fixture::unversioned(&super::of(&fixture::not_ready())));
    }
}
