//! Source archives, through the system's package manager.

use std::io::Write;
use std::process::ExitCode;

use cargo_metadata::{Metadata, MetadataCommand};
use ringfence_archives::{Apt, Archive};

pub(crate) fn run() -> ExitCode {
    match fetch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            let _ = writeln!(anstream::stderr(), "error: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn fetch() -> Result<(), String> {
    let metadata = MetadataCommand::new().exec().map_err(|error| error.to_string())?;
    let archives = listed(&metadata)?;
    let store = ringfence_archives::store(metadata.target_directory.as_std_path());
    let mut apt = Apt::new(store.join("apt"));
    let mut out = anstream::stdout();
    let mut failed = Vec::new();
    for archive in &archives {
        let line = match archive.find(std::slice::from_ref(&store)) {
            Ok(found) => format!("{}: {} is here", archive.name, found.pin.file),
            Err(_) => match apt.fetch(archive, &store) {
                Ok(found) => format!("{}: fetched {}", archive.name, found.pin.file),
                Err(reason) => {
                    failed.push(format!("{}: {reason}", archive.name));
                    continue;
                }
            },
        };
        let _ = writeln!(out, "{line}");
    }
    match failed.is_empty() {
        true => Ok(()),
        false => Err(format!("not every archive could be had\n  {}", failed.join("\n  "))),
    }
}

/// The archives of all packages, each once.
fn listed(metadata: &Metadata) -> Result<Vec<Archive>, String> {
    let mut all: Vec<Archive> = Vec::new();
    for package in &metadata.packages {
        let archives = Archive::of_metadata(&package.metadata);
        let archives = archives.map_err(|reason| format!("{}: {reason}", package.manifest_path))?;
        for archive in archives {
            if !all.contains(&archive) {
                all.push(archive);
            }
        }
    }
    Ok(all)
}
