//! The command line of `audit`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::output::Target;
use super::report::Preset;

/// `cargo ringfence audit`.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Audit {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) check: Check,
}

/// An audit and what is written of it.
#[derive(Args, Clone)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) build: Build,

    #[command(flatten)]
    pub(crate) outputs: Outputs,

    /// Write `ringfence.lock` first, so that it says what was built now
    #[arg(long)]
    pub(crate) update_lock: bool,
}

/// Where reports go.
#[derive(Args, Clone)]
pub(crate) struct Outputs {
    /// A report: table, json, sarif, cyclonedx, markdown, html; `json=FILE` writes it into a file. May be given several times [default: table]
    #[arg(long, value_name = "KIND[=FILE]")]
    pub(crate) output: Vec<Target>,
}

/// What is built, and by which policy it is weighed.
#[derive(Args, Clone, Default)]
pub(crate) struct Build {
    /// Path of the Cargo.toml
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,

    /// A package of the workspace; may be given several times [default: what `cargo build` builds]
    #[arg(long, short, value_name = "NAME")]
    pub(crate) package: Vec<String>,

    /// Triple to build for [default: this machine's]
    #[arg(long, value_name = "TRIPLE")]
    pub(crate) target: Option<String>,

    /// Profile to build with [default: dev]
    #[arg(long, value_name = "NAME", conflicts_with = "release")]
    pub(crate) profile: Option<String>,

    /// Build with the profile `release`
    #[arg(long, short)]
    pub(crate) release: bool,

    /// Features, separated by commas
    #[arg(long, short = 'F', value_name = "FEATURES")]
    pub(crate) features: Vec<String>,

    /// All features
    #[arg(long)]
    pub(crate) all_features: bool,

    /// Without the default features
    #[arg(long)]
    pub(crate) no_default_features: bool,

    /// Look at a build that was done: its messages, from `cargo build --message-format=json`
    #[arg(long, value_name = "FILE")]
    pub(crate) messages: Option<PathBuf>,

    /// Cargo.lock has to be there and stay as it is
    #[arg(long)]
    pub(crate) locked: bool,

    /// Cargo does not use the network
    #[arg(long)]
    pub(crate) offline: bool,

    /// Count unsafe code, which compiles everything a second time
    #[arg(long = "unsafe", conflicts_with = "messages")]
    pub(crate) count_unsafe: bool,

    /// The policy [default: ringfence.toml beside Cargo.lock]
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,

    /// A copy of the RustSec advisory database, to look for known vulnerabilities
    #[arg(long, value_name = "DIR")]
    pub(crate) advisories: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Write a policy and a lock file that accept what is there today
    ///
    /// The next audit passes. Every entry says that it was accepted unseen: review them one by one.
    Init(Init),
    /// Accept a finding of the last audit: adds an entry to the policy
    Accept(Accept),
    /// Tell what a rule finds, why that matters, and what to do
    Explain {
        /// A rule as RF102, or the id of a finding of the last audit; without one, all rules
        #[arg(value_name = "RFnnn|ID")]
        rule: Option<String>,
    },
    /// Tell what changed since an earlier report
    #[command(after_long_help = DIFFERENCES)]
    Diff(Diff),
    /// Look at an executable alone, without sources
    Bin(Bin),
    /// Compile the fenced libraries again in a fresh folder, and compare
    Rebuild(Check),
    /// Write ringfence.lock
    Lock(Build),
}

#[derive(Args)]
pub(crate) struct Init {
    #[command(flatten)]
    pub(crate) build: Build,

    /// How much the policy asks for
    #[arg(long, value_name = "NAME", default_value = "baseline")]
    pub(crate) preset: Preset,
}

#[derive(Args)]
pub(crate) struct Accept {
    /// Id of the finding, as the report shows it
    #[arg(value_name = "FINDING-ID")]
    pub(crate) id: String,

    /// Why it may pass
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,

    /// The last day on which it may
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) until: Option<String>,

    /// Who looked at it
    #[arg(long, value_name = "NAME")]
    pub(crate) reviewed_by: Option<String>,

    /// Path of the Cargo.toml
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,

    /// The policy [default: ringfence.toml beside Cargo.lock]
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Diff {
    /// The report before, as JSON
    #[arg(value_name = "OLD.json")]
    pub(crate) old: PathBuf,

    /// The report after, as JSON [default: an audit of what is here now]
    #[arg(value_name = "NEW.json")]
    pub(crate) new: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) build: Build,

    /// Print the differences as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Bin {
    /// The executable
    #[arg(value_name = "EXECUTABLE")]
    pub(crate) executable: PathBuf,

    /// The policy [default: the presets' own]
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) outputs: Outputs,
}

const DIFFERENCES: &str = "\
Exit codes:
  0  nothing new is denied
  1  a finding is new and denied
  2  wrong usage, or a file that cannot be read
  3  the audit is incomplete";

/// Shown below the long help of `audit`.
pub(crate) const EXPLANATION: &str = "\
Building runs the build scripts and procedural macros of all dependencies, as `cargo build` does. What is built lies
in `ringfence-audit` in cargo's target folder. `--messages` looks at a build that was done elsewhere.

Files:
  ringfence.toml  the policy: levels, limits, grants, and what was accepted with a reason
  ringfence.lock  sources and hashes of the fenced libraries

Exit codes:
  0  passed
  1  something is denied
  2  wrong usage, or a policy or lock file with a mistake
  3  something could not be examined; the report says what";
