//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Fence C libraries: what this machine has for it, what was fenced, and what is not.
#[derive(Parser)]
#[command(name = "cargo-ringfence", bin_name = "cargo ringfence", version, max_term_width = 100)]
pub(crate) struct Cli {
    /// When to use colours; `auto` means on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    #[arg(help = "Colours: auto, always, never [auto: on a terminal, unless NO_COLOR is set]")]
    #[arg(hide_default_value = true)]
    pub(crate) color: Color,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Tell what this machine has for compiling and running fenced libraries, and how to fix what it lacks
    ///
    /// Every C compiler for WebAssembly that `ringfence-build` would consider is tried out: it compiles and links
    /// a few lines, and the module is checked. The engine must load and run one. Limits of the system that fenced
    /// libraries would meet are read, and the package in the current folder is looked at if it uses
    /// `ringfence-build`. Nothing is installed or changed, and nothing is downloaded.
    #[command(after_long_help = EXPLANATION)]
    Doctor(Doctor),
    /// Make a crate that fences a C library, with a first call and tests
    ///
    /// The sources come from a crate of the registry that ships them, which cargo locks and never compiles, or from files
    /// that are copied. Files, folders of headers, macros and headers are found in the crate, tried out with the
    /// compiler, and written to a build script; the interface is read from the headers. What was left out is listed
    /// with the reason. The test makes a first call, and lets a library that lies answer it.
    #[command(after_long_help = MADE)]
    New(New),
    /// Tell what is in a module, or in an executable that fences libraries
    ///
    /// Of a WebAssembly module: what it imports and exports, the limits of its memory and tables, the features that it
    /// needs, its functions by size, what produced it, and its hashes. The module is validated; nothing of it runs.
    ///
    /// Of an executable: the records that Ringfence left there. Which libraries it fences, from which sources, with which
    /// capabilities and limits, and every place where a value leaves taint, with its rule or its reason.
    ///
    /// Of a package of the build in the current folder: the modules that were built for it last.
    #[command(after_long_help = INSPECTED)]
    Inspect(Inspect),
    /// Tell what an application links, what of it is fenced and how well, and whether a policy lets that pass
    ///
    /// The application is built, and the facts are taken from that build: native code that is linked and by which package,
    /// how much of it is in the executable, fenced libraries with their limits and capabilities, and every place where a
    /// value leaves taint. Each claim of isolation is checked against the module and the executable. `ringfence.toml` says
    /// what may pass, with reasons.
    #[command(after_long_help = crate::audit::options::EXPLANATION)]
    Audit(Box<crate::audit::options::Audit>),
    /// Fetch the source archives that packages pin, through the system's package manager
    ///
    /// Every package of the build in the current folder is asked for the archives that it lists under
    /// `package.metadata.ringfence.archives`. What is not in `ringfence-archives` in cargo's target folder (or in the
    /// folder RINGFENCE_ARCHIVES) is obtained with the apt of Debian and its relatives, from the servers that the
    /// machine already uses. Hashes are checked. Nothing is installed, no root is needed, and the system's own
    /// configuration is left alone.
    #[command(after_long_help = FETCHED)]
    Fetch,
}

#[derive(Args)]
pub(crate) struct Doctor {
    /// Print the report as JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// A copy of the RustSec advisory database, to look for known vulnerabilities of the engine
    #[arg(long, value_name = "DIR")]
    pub(crate) advisories: Option<PathBuf>,
}

#[derive(Args, Default)]
pub(crate) struct New {
    /// Name of the crate; the library is what is left of it without `fenced-`
    pub(crate) name: String,

    /// The crate that ships the C sources
    #[arg(long, value_name = "CRATE[@VERSION]", required_unless_present = "header")]
    pub(crate) from: Option<String>,

    /// A C header to read the interface from; with --from as it is included, else a file
    #[arg(long, value_name = "FILE")]
    pub(crate) header: Vec<String>,

    /// What to take from the headers: a regular expression for whole names [default: all that they declare]
    #[arg(long, value_name = "REGEX")]
    pub(crate) allow: Vec<String>,

    /// A C or C++ file to compile; with --from a path in the crate [default: found]
    #[arg(long, value_name = "FILE")]
    pub(crate) source: Vec<String>,

    /// A folder of headers; with --from a path in the crate [default: found]
    #[arg(long, value_name = "DIR")]
    pub(crate) include: Vec<String>,

    /// A macro to define
    #[arg(long, value_name = "NAME[=VALUE]")]
    pub(crate) define: Vec<String>,

    /// Where to make it [default: NAME]
    #[arg(long, value_name = "DIR")]
    pub(crate) path: Option<PathBuf>,

    /// Depend on the Ringfence of a checkout instead of the registry's
    #[arg(long, value_name = "DIR")]
    pub(crate) ringfence: Option<PathBuf>,

    /// Download nothing
    #[arg(long)]
    pub(crate) offline: bool,
}

#[derive(Args)]
pub(crate) struct Inspect {
    /// A module, an executable, or the name of a package
    #[arg(value_name = "FILE|PACKAGE")]
    pub(crate) subject: String,

    /// Show all of long lists
    #[arg(long)]
    pub(crate) all: bool,

    /// Print the report as JSON, in which nothing is left out
    #[arg(long)]
    pub(crate) json: bool,
}

const MADE: &str = "\
Examples:
  cargo ringfence new fenced-zlib --from libz-sys --allow 'inflate.*'
  cargo ringfence new fenced-lz4 --from lz4-sys@1.11.1 --header lz4.h
  cargo ringfence new fenced-gif --header c/gif.h --source c/gif.c

Needs libclang, to read headers: apt-get install libclang1-22

Exit codes:
  0  made; `cargo test` is next
  1  made, but the library does not compile yet; the text says what is missing
  2  nothing was made: wrong usage, no such crate, no C sources, no such name";

const INSPECTED: &str = "\
Exit codes:
  0  looked at
  2  wrong usage, or a file that is neither a module nor an executable with records";

const FETCHED: &str = "\
Exit codes:
  0  every archive is here
  1  one could not be had; the text says why
  2  wrong usage";

const EXPLANATION: &str = "\
Verdicts:
  fine    as it should be
  slower  works, at a cost
  tight   works until a limit is met
  blocks  does not work

Variables:
  RINGFENCE_WASM_CC       the only compiler to consider
  RINGFENCE_WASM_LD       its linker
  RINGFENCE_WASM_SYSROOT  its C library
  WASI_SDK_PATH           folder of a wasi-sdk, considered first

Exit codes:
  0  ready
  1  not ready; the last lines name the command that fixes it
  2  wrong usage";

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes the choice known to everything that prints. `auto` is left to `anstream`, which knows NO_COLOR.
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => {}
            Self::Always => anstream::ColorChoice::Always.write_global(),
            Self::Never => anstream::ColorChoice::Never.write_global(),
        }
    }
}

/// Drops the `ringfence` that cargo puts first when it starts us as its subcommand.
pub(crate) fn without_subcommand(
    arguments: impl Iterator<Item = OsString>,
) -> impl Iterator<Item = OsString> {
    arguments.enumerate().filter(|(index, text)| *index != 1 || text != "ringfence").map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(without_subcommand(line.split(' ').map(OsString::from)))
    }

    fn help(path: &[&str]) -> String {
        let mut command = Cli::command().term_width(80);
        command.build();
        let mut found = &mut command;
        for name in path {
            found = found.find_subcommand_mut(name).unwrap();
        }
        found.render_long_help().to_string()
    }

    #[test]
    fn command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn works_as_a_subcommand_of_cargo_and_alone() {
        for line in ["cargo-ringfence ringfence doctor --json", "cargo-ringfence doctor --json"] {
            assert!(matches!(parse(line).unwrap().command, Command::Doctor(doctor) if doctor.json));
        }
        assert!(parse("cargo-ringfence ringfence ringfence doctor").is_err());
    }

    #[test]
    fn wrong_usage_has_its_own_exit_code() {
        for line in
            ["cargo-ringfence", "cargo-ringfence doctor --nonsense", "cargo-ringfence doctor --color red"]
        {
            assert_eq!(parse(line).err().map(|error| error.exit_code()), Some(2), "{line}");
        }
    }

    #[test]
    fn help_of_the_command() {
        insta::assert_snapshot!(help(&[]));
    }

    #[test]
    fn help_of_fetch() {
        insta::assert_snapshot!(help(&["fetch"]));
    }

    #[test]
    fn help_of_new() {
        insta::assert_snapshot!(help(&["new"]));
    }

    #[test]
    fn help_of_audit() {
        insta::assert_snapshot!(help(&["audit"]));
    }

    #[test]
    fn help_of_the_commands_of_audit() {
        for name in ["init", "accept", "explain", "diff", "bin", "rebuild", "lock"] {
            insta::assert_snapshot!(format!("help_of_audit_{name}"), help(&["audit", name]));
        }
    }

    #[test]
    fn help_of_inspect() {
        insta::assert_snapshot!(help(&["inspect"]));
    }

    #[test]
    fn help_of_doctor() {
        insta::assert_snapshot!(help(&["doctor"]));
    }
}
