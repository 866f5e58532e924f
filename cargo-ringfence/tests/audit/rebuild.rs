//! `audit rebuild` on a workspace that fences two libraries itself: of one, each build gives the same; of the other, none does.

use std::path::Path;

use crate::project::{Project, found};

const BUILD: &str = r#"
fn main() -> Result<(), ringfence_build::Error> {
    ringfence_build::Library::new("steady").file("steady.c").compile()?;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now = now.map_or(0, |now| now.subsec_nanos()).to_string();
    ringfence_build::Library::new("dated").file("dated.c").define("NOW", &*now).compile()?;
    Ok(())
}
"#;

const LIB: &str = r#"
#[ringfence::library("steady")]
pub mod steady {
    use std::ffi::c_int;
    extern "C" {
        pub fn steady_add(a: c_int, b: c_int) -> c_int;
    }
}
#[ringfence::library("dated")]
pub mod dated {
    use std::ffi::c_int;
    extern "C" {
        pub fn dated_when() -> c_int;
    }
}
use dated::{Dated, DatedCalls as _};
use ringfence::{Fault, Limits, Pool, verify};
use steady::{Steady, SteadyCalls as _};

pub fn both() -> Result<i32, Fault> {
    let sum = Pool::<Steady>::new(Limits::default())?.scope(|s| verify!(s.steady_add(2, 3)?, in 0..=10))?;
    let when = Pool::<Dated>::new(Limits::default())?.scope(|s| verify!(s.dated_when()?, in 0..=999_999_999))?;
    Ok(sum + when)
}
"#;

#[test]
#[ignore = "compiles an engine twice, which takes minutes"]
fn a_second_build_agrees_or_is_told() {
    let project = workspace();
    let lock = project.audit(&["lock", "--offline"]);
    assert_eq!(lock.status.code(), Some(0), "{}", String::from_utf8_lossy(&lock.stderr));
    let (report, code) = project.report(&["rebuild", "--offline"]);
    let other = found(&report, "RF404");
    assert_eq!((code, other.len()), (1, 1), "{report:#}");
    assert_eq!(other[0]["subject"], "fenced-pair/dated");
    let library = |name: &str| {
        let libraries = report["libraries"].as_array().unwrap();
        libraries.iter().find(|library| library["name"] == name).unwrap().clone()
    };
    let (steady, dated) = (library("steady"), library("dated"));
    assert_eq!(
        (&steady["evidence"], &steady["containment"]),
        (&"verified".into(), &"isolated".into()),
        "{steady:#}"
    );
    assert_eq!(
        (&dated["evidence"], &dated["containment"]),
        (&"observed".into(), &"broken".into()),
        "{dated:#}"
    );
}

fn workspace() -> Project {
    let main = "fn main() { println!(\"{:?}\", fenced_pair::both()); }\n";
    let project = Project::with_app("[dependencies]\nfenced-pair = { path = \"../fenced-pair\" }\n", main);
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let dependencies = format!(
        "[dependencies]\nringfence = {{ path = {:?} }}\n[build-dependencies]\nringfence-build = {{ path = {:?} }}\n",
        repository.join("runtime"),
        repository.join("build")
    );
    project.package("fenced-pair", &dependencies, LIB, Some(BUILD));
    project.file("fenced-pair/steady.c", "int steady_add(int a, int b) { return a + b; }\n");
    project.file("fenced-pair/dated.c", "int dated_when(void) { return NOW; }\n");
    // The versions that are here.
    let locked = std::fs::read_to_string(repository.join("Cargo.lock")).unwrap();
    project.file("app/Cargo.lock", &locked);
    project
}
