//! A build of which the messages are written by hand, about what this test's own build made: zlib behind a fence, and this
//! test as the executable with its record.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ringfence_build::Manifest;

use crate::messages::Messages;
use crate::project::Project;

/// The project and its messages.
pub struct Fenced {
    pub project: Project,
    messages: Messages,
}

impl Fenced {
    pub fn new() -> Self {
        // So that the records of zlib are in this executable.
        let pool = ringfence::Pool::new(ringfence::Limits::default()).expect("zlib loads");
        assert!(fenced_zlib::compress(&pool, b"the same, the same", 6).is_ok());

        let dependencies =
            "[dependencies]\nfenced-zlib = { path = \"../fenced-zlib\" }\nz = { path = \"../z\" }\n";
        let project = Project::with_app(dependencies, "fn main() {}\n");
        project.package("fenced-zlib", "", "", None);
        project.package("z", "", "", None);
        let manifest = project.text("fenced-zlib/Cargo.toml").replace("1.2.3", "0.1.0");
        project.file("fenced-zlib/Cargo.toml", &manifest);
        let mut fenced = Self { project, messages: Messages::default() };
        copy(built(), &fenced.out_dir().join("zlib"));
        let out_dir = fenced.out_dir();
        fenced.messages.script(&fenced.project, "fenced-zlib 0.1.0", &[], &out_dir);
        fenced.executable(&std::env::current_exe().unwrap());
        fenced
    }

    pub fn out_dir(&self) -> PathBuf {
        self.project.path("out/fenced-zlib")
    }

    /// What the build wrote about zlib, to be changed.
    pub fn manifest(&self, change: impl FnOnce(&mut Manifest)) {
        let mut manifest = Manifest::read(&self.out_dir(), "zlib").unwrap();
        change(&mut manifest);
        std::fs::write(self.out_dir().join("zlib/ringfence.json"), manifest.to_text()).unwrap();
    }

    /// Says that the package `z` has linked an archive.
    pub fn links(&mut self, archive: &Path) {
        let folder = archive.parent().unwrap();
        self.messages.script(&self.project, "z 1.2.3", &["static=z"], folder);
    }

    pub fn executable(&mut self, path: &Path) {
        self.messages.executable(&self.project, path);
    }

    /// The arguments that name the messages.
    pub fn messages(&self) -> [String; 2] {
        self.messages.written(&self.project)
    }

    pub fn report(&self) -> (serde_json::Value, i32) {
        let messages = self.messages();
        self.project.report(&[&messages[0], &messages[1]])
    }

    pub fn audit(&self, arguments: &[&str]) -> std::process::Output {
        let messages = self.messages();
        self.project.audit(&[arguments, &[&messages[0], &messages[1]]].concat())
    }
}

/// The folder of the zlib that is in this test, in the folders of this build: `…/PROFILE/deps/this-test`.
fn built() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(find)
}

fn find() -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let bytes = std::fs::read(&this).unwrap();
    let builds = this.parent().and_then(Path::parent).unwrap().join("build");
    let folders = std::fs::read_dir(builds).unwrap().flatten().map(|entry| entry.path().join("out"));
    folders
        .filter_map(|out_dir| Some((Manifest::read(&out_dir, "zlib").ok()?, out_dir.join("zlib"))))
        .find(|(manifest, folder)| {
            let machine_code = std::fs::read(folder.join(&manifest.artefact.file)).unwrap_or_default();
            !machine_code.is_empty() && memchr::memmem::find(&bytes, &machine_code).is_some()
        })
        .map(|(_, folder)| folder)
        .expect("this test has zlib in it")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}
