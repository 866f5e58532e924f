//! The demonstration: fenced decoders, real images, hostile images.

mod held;
mod images;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::cli::DemoOptions;
use crate::setup::{self, Need};
use crate::shell::{self, Shell};
use crate::{hostile, test};

/// A folder that the example is run on.
struct Run {
    title: &'static str,
    input: PathBuf,
    output: PathBuf,
}

pub(crate) fn run(shell: &mut Shell, options: &DemoOptions) -> anyhow::Result<()> {
    let start = Instant::now();
    setup::ensure(shell, Need::Building)?;

    headline("Building the example with its fenced decoders");
    shell::run(&mut shell.cargo(["build", "--locked", "--release", "--package", "thumbnails"]))?;

    headline("Gathering images");
    let folder = shell.target().join("demo");
    let (good, bad) = (folder.join("images"), folder.join("hostile"));
    let count = images::gather(shell, &good)? + held::write(&good)?;
    println!("  {count} images, from published packages, in {}", short(shell, &good).display());
    let count = hostile::write(&bad, &images::samples(&good)?)?;
    println!("  {count} hostile files in {}", short(shell, &bad).display());

    let mut runs = vec![
        Run { title: "Real images", input: good, output: folder.join("sheet-images") },
        Run { title: "Hostile files", input: bad, output: folder.join("sheet-hostile") },
    ];
    if let Some(input) = &options.folder {
        let input = std::path::absolute(input)?;
        runs.push(Run { title: "Your folder", input, output: folder.join("sheet-yours") });
    }
    for run in &runs {
        headline(run.title);
        shell::run(thumbnails(shell, run).args(jobs(options)))?;
    }

    headline(&format!("Done in {}. Open these pages:", test::clock(start.elapsed())));
    for run in &runs {
        println!("  {:<14} {}", run.title, run.output.join("index.html").display());
    }
    Ok(())
}

fn thumbnails(shell: &Shell, run: &Run) -> std::process::Command {
    let program = shell.target().join("release").join(format!("thumbnails{}", std::env::consts::EXE_SUFFIX));
    // Relative, since the page shows the name of its folder.
    let mut command = shell.command(program, [short(shell, &run.input)]);
    command.arg("--out").arg(short(shell, &run.output));
    command
}

fn jobs(options: &DemoOptions) -> Vec<String> {
    options.jobs.map(|jobs| format!("--jobs={jobs}")).into_iter().collect()
}

fn headline(text: &str) {
    println!("\n── {text}");
}

/// A path as seen from the repository, where every command runs.
fn short<'p>(shell: &Shell, path: &'p Path) -> &'p Path {
    path.strip_prefix(shell.root()).unwrap_or(path)
}
