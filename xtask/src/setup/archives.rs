//! Source archives of C libraries that no crate ships.

use ringfence_archives::{Apt, Archive};

use crate::shell::Shell;

/// A package of the workspace whose sources are not here, and why.
pub(crate) struct Without {
    pub(crate) package: String,
    pub(crate) reason: String,
}

/// Fetches what is missing. What cannot be had is told; the packages that need it build without their library.
pub(super) fn ensure(shell: &Shell) -> anyhow::Result<()> {
    let mut apt = Apt::new(shell.target().join("toolchain").join("apt"));
    for (package, archive) in listed(shell)? {
        if is_here(shell, &archive) {
            println!("  sources of {}: found", archive.name);
            continue;
        }
        match apt.fetch(&archive, &store(shell)) {
            Ok(found) => println!("  sources of {}: fetched {}", archive.name, found.pin.file),
            Err(reason) => {
                println!("  sources of {}: missing, so {package} has no library: {reason}", archive.name)
            }
        }
    }
    Ok(())
}

/// The packages that have no sources.
pub(crate) fn missing(shell: &Shell) -> anyhow::Result<Vec<Without>> {
    let listed = listed(shell)?.into_iter().filter(|(_, archive)| !is_here(shell, archive));
    let without = listed.map(|(package, archive)| Without {
        package,
        reason: format!("the source archive of {} is not on this machine", archive.name),
    });
    Ok(without.collect())
}

/// Every archive of the workspace, with the package that lists it.
fn listed(shell: &Shell) -> anyhow::Result<Vec<(String, Archive)>> {
    let metadata = shell.metadata()?;
    let mut all = Vec::new();
    for package in &metadata.packages {
        let archives = Archive::of_metadata(&package.metadata)
            .map_err(|reason| anyhow::anyhow!("{}: {reason}", package.manifest_path))?;
        all.extend(archives.into_iter().map(|archive| (package.name.to_string(), archive)));
    }
    Ok(all)
}

fn is_here(shell: &Shell, archive: &Archive) -> bool {
    archive.find(&[store(shell)]).is_ok()
}

/// Where build scripts look.
fn store(shell: &Shell) -> std::path::PathBuf {
    shell.root().join(ringfence_archives::store(&shell.target()))
}
