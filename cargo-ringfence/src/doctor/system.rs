//! Which system this is, and the line that installs a compiler on it.

use std::path::Path;
use std::process::Command;

use ringfence_build::toolchain::{CLANG_VERSIONS, Candidate, Kind, Outcome};

use super::blocker::Fix;

/// The operating system, as far as installing a compiler differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct System {
    /// As its makers call it.
    pub(crate) name: String,
    family: Family,
    /// Whether we may install packages.
    root: bool,
    /// What apt knows about the compilers; empty elsewhere.
    apt: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Debian,
    Fedora,
    Alpine,
    MacOs,
    Other,
}

/// The release whose newest clang is known, for machines that never ran `apt-get update`.
const KNOWN_RELEASE: (&str, u32) = ("Debian GNU/Linux 12", 22);

/// Where the Python package goes: a folder of its own, since many systems refuse `pip install --user`.
const ZIG_FOLDER: &str = "\"$HOME/.local/share/ringfence\"";

impl System {
    /// Reads `/etc/os-release` and asks apt.
    pub(crate) fn of_this_machine() -> Self {
        let release = ["/etc/os-release", "/usr/lib/os-release"].iter().find_map(|path| read(path));
        let mut system = Self::from_release(std::env::consts::OS, release.as_deref().unwrap_or_default());
        system.root = read("/proc/self/status").as_deref().is_some_and(is_root);
        if system.family == Family::Debian {
            system.apt = ask_apt();
        }
        system
    }

    pub(super) fn from_release(os: &str, release: &str) -> Self {
        let value = |name: &str| field(release, name).unwrap_or_default();
        let ids = format!("{} {}", value("ID"), value("ID_LIKE"));
        let family = if os == "macos" { Family::MacOs } else { family(&ids) };
        let name = if release.is_empty() { os } else { value("PRETTY_NAME") };
        Self { name: name.to_owned(), family, root: false, apt: String::new() }
    }

    /// Ways to get a C compiler for WebAssembly, the usual one of this system first.
    pub(crate) fn compiler_fixes(&self, candidates: &[Candidate]) -> Vec<Fix> {
        let sudo = if self.root { "" } else { "sudo " };
        let usual = match self.family {
            Family::Debian => Some(self.debian(sudo, candidates)),
            Family::Fedora => Some(format!("{sudo}dnf install -y zig")),
            Family::Alpine => Some(format!("{sudo}apk add zig")),
            Family::MacOs => Some("brew install zig".to_owned()),
            Family::Other => None,
        };
        let usual = usual.map(|command| Fix::new(self.name.clone(), [command]));
        usual.into_iter().chain([without_root()]).collect()
    }

    fn debian(&self, sudo: &str, candidates: &[Candidate]) -> String {
        let update = format!("{sudo}apt-get update");
        let install = |version: u32| {
            format!(
                "{update} && {sudo}apt-get install -y --no-install-recommends {}",
                packages(version).join(" ")
            )
        };
        let known = self.name.starts_with(KNOWN_RELEASE.0).then_some(KNOWN_RELEASE.1);
        match incomplete(candidates).or_else(|| newest(&self.apt)).or(known) {
            Some(version) => install(version),
            // Which version there is can only be said after the update.
            None => format!("{update} && cargo ringfence doctor"),
        }
    }
}

fn without_root() -> Fix {
    Fix::new(
        "any system, without root",
        [
            format!("python3 -m pip install --target {ZIG_FOLDER} ziglang"),
            format!("export PYTHONPATH={ZIG_FOLDER}"),
        ],
    )
}

/// All that compiles and links C with clang `version`.
fn packages(version: u32) -> [String; 4] {
    [
        format!("clang-{version}"),
        format!("lld-{version}"),
        format!("libclang-rt-{version}-dev-wasm32"),
        "wasi-libc".to_owned(),
    ]
}

/// The version of a clang that is there but lacks something: completing it is less than installing another.
fn incomplete(candidates: &[Candidate]) -> Option<u32> {
    candidates.iter().find_map(|candidate| match &candidate.outcome {
        Outcome::Unfit(unfit) if candidate.kind == Kind::Clang && unfit.fix.is_some() => {
            candidate.name.strip_prefix("clang-")?.parse().ok()
        }
        _ => None,
    })
}

/// The highest clang of which apt could install all packages, from an `apt-cache policy` answer.
fn newest(policy: &str) -> Option<u32> {
    CLANG_VERSIONS.rev().find(|version| packages(*version).iter().all(|name| installable(policy, name)))
}

fn installable(policy: &str, package: &str) -> bool {
    let mut lines = policy.lines().skip_while(|line| line.strip_suffix(':') != Some(package)).skip(1);
    let candidate = lines
        .by_ref()
        .take_while(|line| line.starts_with(' '))
        .find_map(|line| line.trim().strip_prefix("Candidate: "));
    candidate.is_some_and(|version| version != "(none)")
}

fn ask_apt() -> String {
    let mut names: Vec<_> = CLANG_VERSIONS.flat_map(packages).collect();
    names.sort();
    names.dedup();
    let answer = Command::new("apt-cache").arg("policy").args(names).env("LC_ALL", "C").output();
    answer.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
}

fn family(ids: &str) -> Family {
    let known = |name: &&str| match *name {
        "debian" | "ubuntu" => Some(Family::Debian),
        "fedora" => Some(Family::Fedora),
        "alpine" => Some(Family::Alpine),
        _ => None,
    };
    ids.split_whitespace().find_map(|name| known(&name)).unwrap_or(Family::Other)
}

/// A value of `os-release`, without its quotes.
fn field<'a>(release: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = release.lines().filter_map(|line| line.split_once('='));
    lines.find(|(key, _)| *key == name).map(|(_, value)| value.trim_matches(['"', '\'']))
}

/// Whether the effective user in `/proc/self/status` is root.
fn is_root(status: &str) -> bool {
    let ids = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    ids.and_then(|ids| ids.split_whitespace().nth(1)) == Some("0")
}

fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(path)).ok()
}

#[cfg(test)]
mod tests {
    use ringfence_build::toolchain::{Fix as Packages, Unfit};

    use super::*;

    const UBUNTU: &str = "PRETTY_NAME=\"Ubuntu 24.04.2 LTS\"\nID=ubuntu\nID_LIKE=debian\n";
    const MINT: &str =
        "NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\nPRETTY_NAME='Linux Mint 22'";

    fn first(system: &System, candidates: &[Candidate]) -> String {
        system.compiler_fixes(candidates).first().unwrap().commands.join("\n")
    }

    fn clang(name: &str) -> Candidate {
        let fix = Some(Packages { commands: Vec::new() });
        let unfit = Unfit { reason: "wasi-libc is missing".to_owned(), fix };
        Candidate { name: name.to_owned(), kind: Kind::Clang, outcome: Outcome::Unfit(unfit) }
    }

    #[test]
    fn systems_are_recognised_by_their_release_file() {
        let family = |os, text| System::from_release(os, text).family;
        assert_eq!(family("linux", UBUNTU), Family::Debian);
        assert_eq!(family("linux", MINT), Family::Debian);
        assert_eq!(family("linux", "ID=\"rhel\"\nID_LIKE=\"fedora\""), Family::Fedora);
        assert_eq!(family("linux", "ID=alpine"), Family::Alpine);
        assert_eq!(family("linux", "ID=void"), Family::Other);
        assert_eq!(family("macos", ""), Family::MacOs);
        assert_eq!(System::from_release("linux", MINT).name, "Linux Mint 22");
        assert_eq!(System::from_release("macos", "").name, "macos");
    }

    #[test]
    fn the_newest_complete_set_that_apt_knows_is_named() {
        let mut system = System::from_release("linux", UBUNTU);
        system.apt = "clang-19:\n  Candidate: 1:19\nlld-19:\n  Candidate: 1:19\n\
                      libclang-rt-19-dev-wasm32:\n  Installed: (none)\n  Candidate: (none)\n\
                      clang-18:\n  Candidate: 1:18\nlld-18:\n  Candidate: 1:18\n\
                      libclang-rt-18-dev-wasm32:\n  Candidate: 1:18\nwasi-libc:\n  Candidate: 0.0~git\n"
            .to_owned();
        assert_eq!(
            first(&system, &[]),
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends \
             clang-18 lld-18 libclang-rt-18-dev-wasm32 wasi-libc"
        );
        assert!(
            first(&system, &[clang("clang-14")]).contains("clang-14 lld-14"),
            "what is there is completed"
        );
        assert!(first(&system, &[clang("clang-22 to clang-14, clang")]).contains("clang-18 lld-18"));
    }

    #[test]
    fn apt_without_lists_is_updated_first() {
        let mut system = System::from_release("linux", UBUNTU);
        assert_eq!(first(&system, &[]), "sudo apt-get update && cargo ringfence doctor");
        system.root = true;
        assert_eq!(first(&system, &[]), "apt-get update && cargo ringfence doctor");
        let debian = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n";
        assert!(first(&System::from_release("linux", debian), &[]).contains("clang-22"));
    }

    #[test]
    fn there_is_always_a_way_without_root() {
        for (os, release) in
            [("linux", "ID=fedora"), ("linux", "ID=alpine"), ("macos", ""), ("linux", "ID=x")]
        {
            let fixes = System::from_release(os, release).compiler_fixes(&[]);
            assert!(fixes.last().unwrap().commands.join(" ").contains("pip install"));
        }
    }

    #[test]
    fn root_is_the_effective_user() {
        assert!(is_root("Name:\tx\nUid:\t1000\t0\t0\t0\n"));
        assert!(!is_root("Uid:\t0\t1000\t0\t0\n"));
        assert!(!is_root(""));
    }
}
