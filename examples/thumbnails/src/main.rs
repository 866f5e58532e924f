//! A contact sheet of a folder of images, decoded by libraries that nobody has to trust.
//!
//! Run it with `cargo run --release --package thumbnails -- FOLDER`, or see `cargo xtask demo`.
#![forbid(unsafe_code)]

mod cli;
mod decode;
mod failure;
mod format;
mod picture;
mod report;
mod sheet;
mod stb;
mod summary;
mod thumbnail;
mod work;

use std::fs;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use clap::Parser;
use ringfence::Limits;

use crate::cli::Cli;
use crate::decode::Decoders;

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Says whether the host did all of its own work.
fn run(cli: &Cli) -> anyhow::Result<bool> {
    let memory = cli.memory << 20;
    let limits =
        Limits::default().memory(memory).copied_out(memory).deadline(Duration::from_secs(cli.deadline));
    let report = work::through(&Decoders::new(limits)?, cli)?;
    fs::create_dir_all(&cli.out).with_context(|| format!("cannot create {}", cli.out.display()))?;
    let page = cli.out.join("index.html");
    sheet::write(&page, &report).with_context(|| format!("cannot write {}", page.display()))?;
    println!("{}", summary::of(&report));
    println!("\n{}", page.display());
    Ok(report.host_is_well())
}
