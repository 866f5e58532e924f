//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// The chores of the Ringfence project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) task: Task,
}

#[derive(Subcommand)]
pub(crate) enum Task {
    /// Install what is missing on this machine, and nothing else.
    ///
    /// Needed are a C and a C++ compiler for this machine, a C compiler for WebAssembly with a C library, and
    /// rustfmt and clippy. As root on Debian or Ubuntu they come from apt. Otherwise the apt line is printed, and zig is
    /// fetched as a Python package into target/toolchain (python3 with pip is needed for that). A compiler named
    /// by RINGFENCE_WASM_CC or WASI_SDK_PATH is taken as it is.
    ///
    /// C libraries that no crate ships come as source archives, pinned by hash, through apt, with or without root.
    /// Where there is no apt, the examples with these libraries are built without them, and their tests are skipped.
    Setup,
    /// Fence image decoders and show what they do with real images and with hostile ones.
    ///
    /// Sets the machine up, builds the `thumbnails` example in release mode, gathers images from published
    /// packages, makes a folder of broken and malicious files, runs the example on both, and says where the
    /// contact sheets are. Everything is left under target/demo.
    Demo(DemoOptions),
    /// Run every check of the project; the test runner's own summary comes last.
    ///
    /// Sets the machine up, then runs the steps that `--list` names, in that order, and stops at the first that
    /// fails.
    Test(TestOptions),
    /// Run the unit tests of the unsafe code under Miri, which knows the rules that references must obey.
    ///
    /// Miri comes with nightly toolchains only: `rustup toolchain install nightly --component miri`, then
    /// `cargo +nightly xtask miri`. Both models of borrowing are tried.
    Miri,
}

#[derive(Args)]
pub(crate) struct DemoOptions {
    /// Decode at most this many images at a time [default: one per CPU]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Also run on the images in this folder
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct TestOptions {
    /// Run this step alone (may be given several times)
    #[arg(long, value_name = "STEP")]
    pub(crate) only: Vec<String>,

    /// Take the time that a gate has not got: fuzz targets run for two minutes each instead of ten seconds, every
    /// wrapper reads ten thousand damaged files instead of one thousand, and workspaces that compile an engine of
    /// their own are tested
    #[arg(long)]
    pub(crate) all: bool,

    /// Name the steps and what each one checks, and run none
    #[arg(long)]
    pub(crate) list: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
