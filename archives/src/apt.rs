//! The package manager of Debian and its relatives.
//!
//! It knows the machine's servers and checks their signatures. It works on folders of its own here: nothing of the
//! system's configuration changes, and no root is needed.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Archive, Found, Pin, sources};

/// Where a machine says which servers it uses.
const CONFIGURATION: &str = "/etc/apt";

/// Fetches archives. The lists of packages are loaded once, with the first.
#[derive(Debug)]
pub struct Apt {
    folder: PathBuf,
    configuration: PathBuf,
    is_ready: bool,
}

impl Apt {
    /// `folder` is for the lists of packages and other files in passing.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), configuration: CONFIGURATION.into(), is_ready: false }
    }

    /// Whether this machine has such a package manager.
    pub fn is_here() -> bool {
        Command::new("apt-get").arg("--version").output().is_ok_and(|output| output.status.success())
    }

    /// Fetches the archive into `store`, where [`Archive::find`] will find it.
    ///
    /// # Errors
    ///
    /// A text that says why it cannot be had, and what the package manager has instead.
    pub fn fetch(&mut self, archive: &Archive, store: &Path) -> Result<Found, String> {
        let mut reasons = Vec::new();
        for pin in &archive.pins {
            let Some(package) = &pin.debian else { continue };
            let taken = self.fetch_pin(package, pin, store);
            match taken.and_then(|path| archive.judge(&path).map_err(|unfound| unfound.to_string())) {
                Ok(found) => return Ok(found),
                Err(reason) => reasons.push(format!("{}: {reason}", pin.file)),
            }
        }
        match reasons.is_empty() {
            true => Err("no pin of it names a package (`debian = \"…\"`)".to_owned()),
            false => Err(reasons.join("; ")),
        }
    }

    fn fetch_pin(&mut self, package: &str, pin: &Pin, store: &Path) -> Result<PathBuf, String> {
        self.prepare()?;
        let listed = run(self.command("apt-cache").args(["showsrc", "--only-source", package]))?;
        let Some(offer) = offers(&listed).into_iter().find(|offer| offer.sha256 == pin.sha256) else {
            return Err(not_offered(package, &listed));
        };
        // apt writes where it runs.
        let passing = self.folder.join("passing");
        create(&passing)?;
        let version = format!("{package}={}", offer.version);
        let arguments = ["source", "--download-only", "--tar-only", "--only-source", &version];
        run(self.command("apt-get").args(arguments).current_dir(&passing))?;
        create(store)?;
        let path = store.join(&pin.file);
        // One step, so that a build that runs meanwhile sees all of it or nothing.
        std::fs::rename(passing.join(&offer.file), &path)
            .map_err(|error| format!("cannot move {} to {}: {error}", offer.file, path.display()))?;
        Ok(path)
    }

    /// Writes the list of servers and loads what they have.
    fn prepare(&mut self) -> Result<(), String> {
        if self.is_ready {
            return Ok(());
        }
        if !Self::is_here() {
            return Err("there is no apt on this machine".to_owned());
        }
        let lists = sources::of(&self.configuration);
        if lists.is_empty() {
            return Err(format!("apt has no servers in {}", self.configuration.display()));
        }
        let parts = self.folder.join("sources");
        for folder in
            [&parts, &self.folder.join("lists/partial"), &self.folder.join("cache/archives/partial")]
        {
            create(folder)?;
        }
        for (name, text) in lists {
            let path = parts.join(name);
            std::fs::write(&path, text)
                .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        }
        // A server without sources makes this fail although the others answered; whether it is enough shows later.
        let updated = run(self.command("apt-get").args(["update", "-q"]));
        if let Err(reason) = updated
            && run(self.command("apt-cache").arg("stats")).is_err()
        {
            return Err(reason);
        }
        self.is_ready = true;
        Ok(())
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let folders = [
            ("Dir::Etc::sourcelist", "none"),
            ("Dir::Etc::sourceparts", "sources"),
            ("Dir::State::lists", "lists"),
            ("Dir::Cache", "cache"),
        ];
        for (option, folder) in folders {
            command.arg("-o").arg(format!("{option}={}", self.folder.join(folder).display()));
        }
        command.env("LC_ALL", "C");
        command
    }
}

/// One upstream file of one version of a source package.
struct Offer {
    version: String,
    sha256: String,
    file: String,
}

/// What `apt-cache showsrc` lists: paragraphs with a version and, indented, hashes, sizes and names.
fn offers(listed: &str) -> Vec<Offer> {
    let mut offers = Vec::new();
    let (mut version, mut in_sums) = ("", false);
    for line in listed.lines() {
        if let Some(rest) = line.strip_prefix("Version:") {
            version = rest.trim();
        }
        if !line.starts_with(' ') {
            in_sums = line.starts_with("Checksums-Sha256:");
        } else if let (true, [sha256, _, file]) = (in_sums, &*line.split_whitespace().collect::<Vec<_>>()) {
            let of = |text: &str| text.to_owned();
            // A name with a slash would lead out of the folder.
            if !file.contains('/') {
                offers.push(Offer { version: of(version), sha256: of(sha256), file: of(file) });
            }
        }
    }
    offers
}

fn not_offered(package: &str, listed: &str) -> String {
    let others: Vec<_> = offers(listed)
        .into_iter()
        .filter(|offer| offer.file.contains(".orig.tar."))
        .map(|offer| format!("{} (sha256 {})", offer.file, offer.sha256))
        .collect();
    match others.is_empty() {
        true => format!("the servers of this machine have no source package `{package}`"),
        false => {
            format!("the servers of this machine have other archives of `{package}`: {}", others.join(", "))
        }
    }
}

fn create(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))
}

/// Runs a command to its end; what it said is told only if it failed.
fn run(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("cannot start {program}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let errors: Vec<_> = said.lines().filter(|line| line.starts_with("E:")).collect();
    Err(format!("{program} ended with {}: {}", output.status, errors.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTED: &str = "Package: thing\nVersion: 1.0-2\nChecksums-Sha1:\n 00 1 thing_1.0.orig.tar.gz\n\
        Checksums-Sha256:\n aa 1 thing_1.0-2.dsc\n bb 22 thing_1.0.orig.tar.gz\nHomepage: x\n dd 4 e\n\n\
        Package: thing\nVersion: 1.1-1\nChecksums-Sha256:\n cc 3 thing_1.1.orig.tar.xz\n ee 3 ../x.orig.tar.gz\n";

    #[test]
    fn the_version_with_the_pinned_hash_is_found() {
        let offers = offers(LISTED);
        let of = |hash: &str| {
            offers.iter().find(|offer| offer.sha256 == hash).map(|offer| (&*offer.version, &*offer.file))
        };
        assert_eq!(of("bb"), Some(("1.0-2", "thing_1.0.orig.tar.gz")));
        assert_eq!(of("cc"), Some(("1.1-1", "thing_1.1.orig.tar.xz")));
        assert_eq!((of("00"), of("dd"), of("ee")), (None, None, None));
    }

    #[test]
    fn what_there_is_instead_is_told() {
        let told = not_offered("thing", LISTED);
        assert!(told.contains("thing_1.0.orig.tar.gz (sha256 bb), thing_1.1.orig.tar.xz"), "{told}");
        assert!(not_offered("thing", "").contains("no source package `thing`"));
    }

    #[test]
    fn a_machine_without_servers_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let mut apt = Apt { configuration: folder.path().join("etc"), ..Apt::new(folder.path()) };
        let pin = Pin {
            version: "1".to_owned(),
            file: "a.tar.gz".to_owned(),
            sha256: "0".repeat(64),
            debian: Some("thing".to_owned()),
        };
        let mut archive = Archive { name: "thing".to_owned(), pins: vec![pin] };
        let told = apt.fetch(&archive, folder.path()).unwrap_err();
        assert!(
            told.contains("a.tar.gz: ") && (told.contains("no servers") || told.contains("no apt")),
            "{told}"
        );
        archive.pins[0].debian = None;
        assert!(apt.fetch(&archive, folder.path()).unwrap_err().contains("names a package"));
    }
}
