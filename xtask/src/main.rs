//! The project's own chores, called as `cargo xtask …`.
//!
//! This program depends on next to no crate of Ringfence and starts from a machine that has cargo and a C compiler:
//! what else is missing it installs (as root), or fetches into `target/toolchain` (as anyone else).
#![forbid(unsafe_code)]

mod cli;
mod demo;
mod hostile;
mod memory;
mod setup;
mod shell;
mod test;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Task};
use crate::shell::Shell;

fn main() -> ExitCode {
    match run(&Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> anyhow::Result<()> {
    let mut shell = Shell::new()?;
    match task {
        Task::Setup => {
            setup::ensure(&mut shell, setup::Need::Everything)?;
            println!("\nEverything is here. Next: cargo xtask demo, cargo xtask test");
            Ok(())
        }
        Task::Demo(options) => demo::run(&mut shell, options),
        Task::Test(options) => test::run(&mut shell, options),
        Task::Miri => memory::miri(&shell),
    }
}
