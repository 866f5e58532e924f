//! What an application links, what of it is fenced and how well, and whether a policy lets that pass.
//!
//! Facts are gathered from the real build ([`build`], [`gather`]), rules make [`findings`] of them, a [`policy`] weighs
//! those, and the [`report`] is what every [`output`] is written from.

mod advised;
mod bin;
mod build;
mod checks;
mod diff;
mod edit;
mod error;
mod executables;
mod explain;
mod facts;
mod fenced;
mod findings;
mod formats;
mod gather;
mod graph;
mod identity;
mod libraries;
mod lock;
mod native;
pub(crate) mod options;
pub(crate) mod output;
mod policy;
mod rebuild;
mod render;
pub(crate) mod report;
pub(crate) mod rules;
mod run;
#[cfg(test)]
pub(crate) mod sample;
mod sources;
mod symbols;
mod unsafe_code;
mod untrusted;
mod word;

use std::io::Write as _;
use std::process::ExitCode;

use error::Error;
use options::{Audit, Command};

/// Audits, and prints the report.
pub(crate) fn run(options: &Audit) -> ExitCode {
    let code = match &options.command {
        None => run::check(&options.check, false),
        Some(Command::Rebuild(check)) => run::check(check, true),
        Some(Command::Lock(build)) => run::lock(build),
        Some(Command::Init(init)) => edit::init(init),
        Some(Command::Accept(accept)) => edit::accept(accept),
        Some(Command::Explain { rule }) => explain::run(rule.as_deref()),
        Some(Command::Diff(diff)) => diff::run(diff),
        Some(Command::Bin(bin)) => bin::run(bin),
    };
    match code {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "error: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

/// The exit code, or why there is no report.
type Done = Result<u8, Error>;
