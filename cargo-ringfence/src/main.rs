//! `cargo ringfence`: the command beside the library.
//!
//! `doctor` tells what this machine has and lacks for fencing C libraries. See [`doctor`].
//! `new` makes a crate that fences a library. See [`new`].
//! `inspect` tells what is in a module or in an executable. See [`inspect`].
//! `audit` tells what an application links and fences, and weighs it by a policy. See [`audit`].
//! `fetch` obtains the source archives that packages pin.
#![forbid(unsafe_code)]

mod advisories;
mod audit;
mod cli;
mod doctor;
mod fetch;
mod host;
mod inspect;
mod module;
mod new;
mod page;
mod paint;
mod records;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse_from(cli::without_subcommand(std::env::args_os()));
    cli.color.apply();
    match cli.command {
        Command::Doctor(options) => doctor::run(&options),
        Command::New(options) => new::run(&options),
        Command::Inspect(options) => inspect::run(&options),
        Command::Audit(options) => audit::run(&options),
        Command::Fetch => fetch::run(),
    }
}
