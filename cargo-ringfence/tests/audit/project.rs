//! Small workspaces in a folder of their own, and the command run on them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with packages; the workspace is `app`.
pub struct Project {
    folder: TempDir,
}

impl Project {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A workspace of one package, which asks for packages beside it.
    pub fn with_app(dependencies: &str, main: &str) -> Self {
        let project = Self::new();
        let manifest = format!(
            "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{dependencies}\n[workspace]\n"
        );
        project.file("app/Cargo.toml", &manifest);
        project.file("app/src/main.rs", main);
        project
    }

    pub fn file(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A package beside the workspace, so that it is none of its members.
    pub fn package(&self, name: &str, more: &str, lib: &str, build: Option<&str>) {
        let manifest =
            format!("[package]\nname = \"{name}\"\nversion = \"1.2.3\"\nedition = \"2024\"\n{more}\n");
        self.file(&format!("{name}/Cargo.toml"), &manifest);
        self.file(&format!("{name}/src/lib.rs"), lib);
        if let Some(build) = build {
            self.file(&format!("{name}/build.rs"), build);
        }
    }

    /// A package with C that its build script compiles.
    pub fn native(&self, name: &str, function: &str) {
        self.file(&format!("{name}/code.c"), &format!("int {function}(int x) {{ return x + 1; }}\n"));
        let lib = format!(
            "unsafe extern \"C\" {{ fn {function}(x: i32) -> i32; }}\n\
             pub fn call(x: i32) -> i32 {{ unsafe {{ {function}(x) }} }}\n"
        );
        self.package(name, "", &lib, Some(COMPILES));
    }

    pub fn audit(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ringfence"));
        command.args(["ringfence", "audit"]).args(arguments).current_dir(self.path("app"));
        // The folders of this test's own build are none of the project's business.
        command.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_MANIFEST_DIR");
        command.output().expect("the command starts")
    }

    /// The report as JSON, and the exit code. A command of `audit` comes first in the arguments.
    pub fn report(&self, arguments: &[&str]) -> (Value, i32) {
        let output = self.audit(&[arguments, &["--output", "json"]].concat());
        let code = output.status.code().unwrap();
        let report = serde_json::from_slice(&output.stdout);
        (report.unwrap_or_else(|error| panic!("{error}: {output:?}")), code)
    }

    pub fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }
}

/// Compiles `code.c` with the system's compiler.
const COMPILES: &str = r#"
use std::process::Command;
fn main() {
    let out = std::env::var("OUT_DIR").unwrap();
    let run = |name: &str, arguments: &[&str]| {
        assert!(Command::new(name).args(arguments).status().unwrap().success(), "{name} {arguments:?}");
    };
    let (object, archive) = (format!("{out}/code.o"), format!("{out}/libcode.a"));
    run("cc", &["-c", "-fPIC", "code.c", "-o", &object]);
    run("ar", &["crs", &archive, &object]);
    println!("cargo:rustc-link-search=native={out}");
    println!("cargo:rustc-link-lib=static=code");
}
"#;

/// Compiles C into an archive outside of any build.
pub fn archive(folder: &Path, name: &str, code: &str) -> PathBuf {
    let (source, object) = (folder.join("code.c"), folder.join("code.o"));
    let archive = folder.join(format!("lib{name}.a"));
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(&source, code).unwrap();
    let run = |command: &mut Command| assert!(command.status().unwrap().success());
    run(Command::new("cc").args(["-c", "-fPIC"]).arg(&source).arg("-o").arg(&object));
    run(Command::new("ar").arg("crs").arg(&archive).arg(&object));
    std::fs::remove_file(object).unwrap();
    archive
}

/// Findings of a rule that nobody accepted.
pub fn found<'a>(report: &'a Value, rule: &str) -> Vec<&'a Value> {
    let findings = report["findings"].as_array().unwrap();
    findings.iter().filter(|finding| finding["rule"] == rule && finding["accepted"].is_null()).collect()
}
