//! A program for another processor. No standard library for that is needed: clang makes it, and the messages name it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::messages::Messages;
use crate::project::{Project, found};

const TRIPLE: &str = "aarch64-unknown-linux-gnu";

/// What other processors have is not asked for there, and what only runs while building is no part of the program.
#[test]
fn another_target_is_told_from_this_machine() {
    let dependencies = format!(
        "[target.{TRIPLE}.dependencies]\nthere = {{ path = \"../there\" }}\n\
         [target.x86_64-unknown-linux-gnu.dependencies]\nhere = {{ path = \"../here\" }}\n\
         [build-dependencies]\nwhile-building = {{ path = \"../while-building\" }}\n"
    );
    let project = Project::with_app(&dependencies, "fn main() {}\n");
    for name in ["there", "here", "while-building"] {
        project.package(name, "", "", Some("fn main() {}\n"));
    }
    let target = project.path(&format!("out/{TRIPLE}/debug"));
    let host = project.path("out/debug/build");
    let archive = archive(&target, "int there(int x) { return x + 1; }\n");
    let program = program(&target, &archive);
    std::fs::create_dir_all(&host).unwrap();
    std::fs::copy(&archive, host.join("libthere.a")).unwrap();

    let mut messages = Messages::default();
    messages.script(&project, "there 1.2.3", &["static=there"], &target);
    messages.library(&project, "there 1.2.3", &target.join("libthere.rlib"));
    messages.script(&project, "while-building 1.2.3", &["static=there"], &host);
    messages.library(&project, "while-building 1.2.3", &host.join("libbuilding.rlib"));
    messages.executable(&project, &program);
    let written = messages.written(&project);
    let (report, code) = project.report(&["--target", TRIPLE, &written[0], &written[1]]);

    assert_eq!((code, &report["subject"]["target"]), (0, &TRIPLE.into()), "{report:#}");
    let native = found(&report, "RF101");
    assert_eq!(native.len(), 1, "{report:#}");
    assert_eq!(native[0]["subject"], "there 1.2.3");
    assert!(native[0]["message"].as_str().unwrap().contains("1 of its 1 symbols"), "{}", native[0]);
    assert_eq!(native[0]["location"]["line"], 7, "in the table of the target");
    assert_eq!(report["executables"][0]["format"], "Elf, Aarch64");
    assert!(!report.to_string().contains("here 1.2.3\",\"origin"), "not compiled for that processor");
}

fn archive(folder: &Path, code: &str) -> PathBuf {
    std::fs::create_dir_all(folder).unwrap();
    let (source, object) = (folder.join("there.c"), folder.join("there.o"));
    std::fs::write(&source, code).unwrap();
    run(clang().arg("-c").arg(&source).arg("-o").arg(&object));
    let archive = folder.join("libthere.a");
    run(Command::new("ar").arg("crs").arg(&archive).arg(&object));
    archive
}

fn program(folder: &Path, archive: &Path) -> PathBuf {
    let (source, program) = (folder.join("main.c"), folder.join("app"));
    std::fs::write(&source, "int there(int);\nvoid _start(void) { there(1); for (;;); }\n").unwrap();
    run(clang()
        .args(["-nostdlib", "-static", "-fuse-ld=lld"])
        .arg(&source)
        .arg(archive)
        .arg("-o")
        .arg(&program));
    program
}

/// The newest that is installed.
fn clang() -> Command {
    let names = (14..=30).rev().map(|version| format!("clang-{version}")).chain(["clang".to_owned()]);
    let works = |name: &String| Command::new(name).arg("--version").output().is_ok();
    let mut command = Command::new(names.into_iter().find(works).expect("clang is installed"));
    command.arg(format!("--target={TRIPLE}"));
    command
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
