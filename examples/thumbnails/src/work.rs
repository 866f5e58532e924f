//! Going through a folder on several threads.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::cli::Cli;
use crate::decode::Decoders;
use crate::format::Format;
use crate::report::{Entry, Outcome, Report};

/// Decodes every file below the folder.
pub(crate) fn through(decoders: &Decoders, cli: &Cli) -> anyhow::Result<Report> {
    ensure!(cli.folder.is_dir(), "{} is not a folder", cli.folder.display());
    let start = Instant::now();
    let (paths, mut entries) = files(cli);
    let jobs = cli.jobs.map_or_else(cpus, usize::from);
    let threads =
        rayon::ThreadPoolBuilder::new().num_threads(jobs).build().context("cannot start threads")?;
    let progress = progress(paths.len());
    entries.extend(threads.install(|| {
        // One file at a time: they differ far too much in cost to be handed out in batches.
        let work = paths.par_iter().with_max_len(1).map(|path| {
            let entry = entry(decoders, cli, path);
            progress.inc(1);
            entry
        });
        work.collect::<Vec<_>>()
    }));
    progress.finish_and_clear();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Report { folder: cli.folder.clone(), entries, time: start.elapsed(), jobs })
}

/// The regular files below the folder, and what could not be looked into. Links are not followed, so that
/// the walk ends and stays where it began; the page of an earlier run is left out.
fn files(cli: &Cli) -> (Vec<PathBuf>, Vec<Entry>) {
    let (mut paths, mut errors) = (Vec::new(), Vec::new());
    let out = cli.out.canonicalize().ok();
    let is_out = |path: &Path| out.is_some() && path.canonicalize().ok() == out;
    let walk = WalkDir::new(&cli.folder).into_iter();
    for found in walk.filter_entry(|entry| !(entry.file_type().is_dir() && is_out(entry.path()))) {
        match found {
            Ok(entry) if entry.file_type().is_file() => paths.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => {
                let path = inside(&cli.folder, error.path().unwrap_or(&cli.folder));
                errors.push(failed(path, error.to_string()));
            }
        }
    }
    (paths, errors)
}

fn entry(decoders: &Decoders, cli: &Cli, path: &Path) -> Entry {
    let start = Instant::now();
    let name = inside(&cli.folder, path);
    // A file that fills the fence's memory leaves no room for the decoder; there is no point in reading on.
    let limit = cli.memory << 20;
    let (bytes, length) = match read(path, limit) {
        Ok(read) => read,
        Err(error) => return failed(name, format!("cannot read the file: {error}")),
    };
    let format = Format::of(&bytes);
    let outcome = Outcome::of(decoders.decode(format, &bytes, cli.edge), format);
    let time = match &outcome {
        Outcome::Decoded(image) => image.time,
        _ => start.elapsed(),
    };
    Entry { path: name, bytes: length, format, library: decoders.library(format), time, outcome }
}

fn failed(path: PathBuf, reason: String) -> Entry {
    let outcome = Outcome::HostError(reason);
    Entry { path, bytes: 0, format: None, library: "no library", time: Duration::ZERO, outcome }
}

/// The start of a file, up to `limit` bytes, and how long the whole of it is.
fn read(path: &Path, limit: u64) -> io::Result<(Vec<u8>, u64)> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes)?;
    Ok((bytes, length))
}

fn inside(folder: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(folder).unwrap_or(path).to_owned()
}

fn cpus() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Drawn on a terminal only.
fn progress(files: usize) -> ProgressBar {
    let bar = ProgressBar::new(files as u64);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} files, {elapsed}, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
