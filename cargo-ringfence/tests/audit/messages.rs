//! What cargo would say of a build, written by hand.

use std::path::Path;

use serde_json::{Value, json};

use crate::project::Project;

/// Messages in the order in which they were added.
#[derive(Default)]
pub struct Messages {
    lines: Vec<Value>,
}

impl Messages {
    /// The build script of a package, as `name version`, linked libraries that lie in the folder it wrote to.
    pub fn script(&mut self, project: &Project, package: &str, libraries: &[&str], out_dir: &Path) {
        self.lines.push(json!({
            "reason": "build-script-executed", "package_id": id(project, package), "linked_libs": libraries,
            "linked_paths": [format!("native={}", out_dir.display())], "cfgs": [], "env": [], "out_dir": out_dir,
        }));
    }

    /// The library of a package was compiled.
    pub fn library(&mut self, project: &Project, package: &str, file: &Path) {
        self.artifact(project, package, "lib", file, &Value::Null);
    }

    /// The program of `app` was linked.
    pub fn executable(&mut self, project: &Project, file: &Path) {
        self.artifact(project, "app 0.1.0", "bin", file, &json!(file));
    }

    fn artifact(&mut self, project: &Project, package: &str, kind: &str, file: &Path, executable: &Value) {
        let name = package.split(' ').next().unwrap();
        let target = json!({
            "kind": [kind], "crate_types": [kind], "name": name, "src_path": "main.rs", "edition": "2024",
            "doc": true, "doctest": false, "test": true,
        });
        let profile = json!({
            "opt_level": "0", "debuginfo": 0, "debug_assertions": true, "overflow_checks": true, "test": false,
        });
        self.lines.push(json!({
            "reason": "compiler-artifact", "package_id": id(project, package),
            "manifest_path": project.path(&format!("{name}/Cargo.toml")), "target": target, "profile": profile,
            "features": [], "filenames": [file], "executable": executable, "fresh": false,
        }));
    }

    /// The arguments that name the messages.
    pub fn written(&self, project: &Project) -> [String; 2] {
        let end = json!({ "reason": "build-finished", "success": true });
        let lines: Vec<String> = self.lines.iter().chain([&end]).map(ToString::to_string).collect();
        project.file("messages.json", &lines.join("\n"));
        ["--messages".to_owned(), project.path("messages.json").to_str().unwrap().to_owned()]
    }
}

/// As cargo names a package in a folder.
fn id(project: &Project, package: &str) -> String {
    let (name, version) = package.split_once(' ').unwrap();
    let folder = std::fs::canonicalize(project.path(name)).unwrap();
    format!("path+file://{}#{version}", folder.display())
}
