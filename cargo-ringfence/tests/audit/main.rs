//! The command as a user runs it: on small workspaces that are built for it, and on a fenced zlib.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of tests fail like tests"
)]

mod cross;
mod fenced;
mod messages;
mod project;
mod rebuild;

use fenced::Fenced;
use project::{Project, archive, found};
use serde_json::Value;

const CALLS: &str = "fn main() { println!(\"{}\", native::call(1)); }\n";
const ASKS: &str = "[dependencies]\nnative = { path = \"../native\" }\n";

fn error(output: &std::process::Output) -> String {
    assert!(output.stdout.is_empty(), "standard output has only reports: {output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn native_code_is_found_weighed_accepted_and_compared() {
    let project = Project::with_app(ASKS, CALLS);
    project.native("native", "plus_one");
    let (report, code) = project.report(&[]);
    assert_eq!((code, &report["verdict"]), (0, &Value::from("passed")), "a warning: {report:#}");
    let package =
        report["packages"].as_array().unwrap().iter().find(|package| package["name"] == "native").unwrap();
    let native = &package["native"][0];
    assert_eq!(
        (&native["linked_symbols"], &native["symbols"], &native["file"]),
        (&1.into(), &1.into(), &"OUT_DIR/libcode.a".into())
    );
    let finding = found(&report, "RF101")[0];
    assert_eq!(
        (&finding["location"]["file"], &finding["location"]["line"]),
        (&"Cargo.toml".into(), &7.into())
    );
    assert!(!report.to_string().contains(project.path("").to_str().unwrap()), "no paths of the machine");
    project.file("before.json", &report.to_string());

    // Untrusted input makes it worse.
    project.file("app/ringfence.toml", "# ours\nversion = 1\n\n[input]\nuntrusted = [\"native\"]\n");
    let (report, code) = project.report(&[]);
    assert_eq!((code, found(&report, "RF102").len(), found(&report, "RF101").len()), (1, 1, 0));
    let before = project.path("before.json");
    let difference = project.audit(&["diff", before.to_str().unwrap()]);
    let text = String::from_utf8_lossy(&difference.stdout);
    assert_eq!(difference.status.code(), Some(1), "{text}");
    assert!(text.contains("deny RF102 native 1.2.3") && text.contains("Gone"), "{text}");

    // Somebody takes the responsibility.
    let id = found(&report, "RF102")[0]["id"].as_str().unwrap().to_owned();
    let short = project.audit(&["accept", &id, "--reason", "because"]);
    assert!(short.status.code() == Some(2) && error(&short).contains("at least 12 characters"));
    let accepted =
        project.audit(&["accept", &id, "--reason", "reads our own files only", "--until", "2999-01-01"]);
    assert_eq!(accepted.status.code(), Some(0), "{accepted:?}");
    let policy = project.text("app/ringfence.toml");
    assert!(policy.starts_with("# ours\n") && policy.contains("crate = \"native@1.2.3\""), "{policy}");
    let (report, code) = project.report(&[]);
    assert_eq!((code, found(&report, "RF102").len()), (0, 0), "{report:#}");
    let explained = project.audit(&["explain", &id]);
    assert!(
        String::from_utf8_lossy(&explained.stdout).contains("native 1.2.3: links `code`"),
        "{explained:?}"
    );
}

#[test]
fn strict_denies_what_baseline_warns_of_and_init_makes_it_green() {
    let project = Project::with_app(ASKS, CALLS);
    project.native("native", "plus_two");
    let strict = "version = 1\n[profile]\npreset = \"strict\"\n";
    project.file("strict.toml", strict);
    let path = project.path("strict.toml");
    let (report, code) = project.report(&["--policy", path.to_str().unwrap()]);
    assert_eq!((code, found(&report, "RF101").len()), (1, 1));
    let package =
        report["packages"].as_array().unwrap().iter().find(|package| package["name"] == "native").unwrap();
    assert_eq!(package["unsafe_sites"], 2, "strict counts unsafe code: a block and an `unsafe extern`");

    let init = project.audit(&["init", "--preset", "strict"]);
    assert_eq!(init.status.code(), Some(0), "{init:?}");
    assert!(project.text("app/ringfence.toml").contains("to be reviewed"));
    assert_eq!(project.report(&[]).1, 0);
    assert_eq!(project.audit(&["init"]).status.code(), Some(2), "nothing is overwritten");
}

#[test]
fn code_of_the_build_alone_is_not_linked() {
    let build = "[build-dependencies]\nnative = { path = \"../native\" }\n";
    let project = Project::with_app(build, "fn main() {}\n");
    project.file("app/build.rs", "fn main() { assert_eq!(native::call(1), 2); }\n");
    project.native("native", "plus_three");
    let (report, code) = project.report(&[]);
    assert_eq!((code, found(&report, "RF101").len(), found(&report, "RF106").len()), (0, 0, 1), "{report:#}");
    assert_eq!(report["packages"][0]["build_only"], true);
}

#[test]
fn prebuilt_code_is_told_from_code_that_was_compiled() {
    let project = Project::with_app(ASKS, CALLS);
    let build = "fn main() {\n    let here = std::env::var(\"CARGO_MANIFEST_DIR\").unwrap();\n    \
                 println!(\"cargo:rustc-link-search=native={here}/lib\");\n    \
                 println!(\"cargo:rustc-link-lib=static=old\");\n}\n";
    let lib =
        "unsafe extern \"C\" { fn old(x: i32) -> i32; }\npub fn call(x: i32) -> i32 { unsafe { old(x) } }\n";
    project.package("native", "", lib, Some(build));
    archive(&project.path("native/lib"), "old", "int old(int x) { return x; }\n");
    let (report, code) = project.report(&[]);
    let finding = found(&report, "RF103");
    assert_eq!((code, finding.len()), (1, 1), "{report:#}");
    assert!(finding[0]["message"].as_str().unwrap().contains("native 1.2.3/lib/libold.a"));
}

#[test]
fn code_that_the_linker_left_out_is_not_in_the_program() {
    let project = Project::with_app(ASKS, "fn main() {}\n");
    project.native("native", "never_called");
    let (report, _) = project.report(&[]);
    assert_eq!(found(&report, "RF101").len(), 0, "{report:#}");
    assert_eq!(report["packages"][0]["native"][0]["linked_symbols"], 0);
}

#[test]
fn virtual_workspaces_and_single_packages_of_them() {
    let project = Project::new();
    project.file("app/Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\"]\nresolver = \"3\"\n");
    for (name, dependency) in [("one", "native = { path = \"../../native\" }"), ("two", "")] {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n{dependency}\n"
        );
        project.file(&format!("app/{name}/Cargo.toml"), &manifest);
        let main = if name == "one" { CALLS } else { "fn main() {}\n" };
        project.file(&format!("app/{name}/src/main.rs"), main);
    }
    project.native("native", "plus_four");
    let (report, _) = project.report(&[]);
    assert_eq!(report["subject"]["members"].as_array().unwrap().len(), 2);
    assert_eq!(found(&report, "RF101")[0]["location"]["file"], "one/Cargo.toml");
    let (report, _) = project.report(&["--package", "two"]);
    assert_eq!(report["subject"]["members"], serde_json::json!(["two 0.1.0"]));
    assert_eq!(found(&report, "RF101").len(), 0);
}

/// A record as the macros make it, in a program that fences nothing itself.
#[test]
fn an_escape_is_denied_until_somebody_accepts_it() {
    let record = r#"{"kind":"escape","package":"app","version":"0.1.0","module":"app","file":"src/main.rs","line":"3","rule":"release","value":"width","reason":"only printed, never compared"}"#;
    let main = format!(
        "#[used]\n#[unsafe(link_section = \".ringfnc\")]\nstatic R: [u8; {}] = *b\"{}\\n\";\nfn main() {{}}\n",
        record.len() + 1,
        record.replace('"', "\\\"")
    );
    let project = Project::with_app("", &main);
    let (report, code) = project.report(&[]);
    let escape = found(&report, "RF301")[0].clone();
    assert_eq!(
        (code, &escape["location"]["file"], &escape["location"]["line"]),
        (1, &"src/main.rs".into(), &3.into())
    );
    let id = escape["id"].as_str().unwrap();
    assert_eq!(report["exits"][0]["id"], id);
    assert_eq!(project.audit(&["accept", id, "--reason", "looked at with care"]).status.code(), Some(0));
    assert!(project.text("app/ringfence.toml").contains("[[escape]]"));
    let (report, code) = project.report(&[]);
    assert_eq!((code, &report["exits"][0]["accepted"]["reason"]), (0, &"looked at with care".into()));
}

#[test]
fn a_fenced_library_holds_what_it_claims() {
    let fenced = Fenced::new();
    let (report, code) = fenced.report();
    assert_eq!((code, found(&report, "RF402").len()), (1, 1), "not locked yet: {report:#}");
    let init = fenced.audit(&["init"]);
    assert_eq!(init.status.code(), Some(0), "{init:?}");
    let (report, code) = fenced.report();
    assert_eq!((code, &report["verdict"]), (0, &"passed".into()), "{report:#}");
    let library = &report["libraries"][0];
    assert_eq!((&library["containment"], &library["evidence"]), (&"isolated".into(), &"observed".into()));
    assert!(library["source"].as_str().unwrap().starts_with("libz-sys "));
    for check in library["checks"].as_array().unwrap() {
        assert_eq!(check["outcome"], "holds", "{check}");
    }
    assert!(project_text_has(&fenced, "code-sha256"));
    assert_eq!(fenced.report().0, report, "the same again");
    let table = fenced.audit(&[]);
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(table.contains("isolated") && !table.contains('\u{1b}'), "{table}");
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
}

fn project_text_has(fenced: &Fenced, text: &str) -> bool {
    fenced.project.text("app/ringfence.lock").contains(text)
}

#[test]
fn a_fenced_library_that_is_also_linked_natively_is_found() {
    let mut fenced = Fenced::new();
    let code = "int inflate(void) { return 0; }\nint deflate(void) { return 0; }\n";
    let path = archive(&fenced.project.path("out/z"), "z", code);
    fenced.links(&path);
    let (report, _) = fenced.report();
    assert_eq!(found(&report, "RF201").len(), 0, "no function of the archive is in the executable");
    let other =
        Project::with_app("", "#[unsafe(no_mangle)] extern \"C\" fn inflate() {}\nfn main() { inflate() }\n");
    assert_eq!(other.report(&[]).1, 0);
    let built = other.path("app/target/ringfence-audit");
    let triples = std::fs::read_dir(built).unwrap().flatten().map(|entry| entry.path());
    let name = format!("app{}", std::env::consts::EXE_SUFFIX);
    let mut executables = triples.map(|triple| triple.join("debug").join(&name));
    // Out of the folder of a triple: the messages are those of a build without one.
    let path = fenced.project.path(&format!("out/{name}"));
    std::fs::copy(executables.find(|path| path.is_file()).unwrap(), &path).unwrap();
    fenced.executable(&path);
    let (report, code) = fenced.report();
    let finding = found(&report, "RF201");
    assert_eq!((code, finding.len()), (1, 1), "{report:#}");
    assert_eq!(report["libraries"][0]["containment"], "broken");
}

#[test]
fn claims_that_do_not_hold_are_broken() {
    type Change = fn(&Fenced);
    let cases: [(&str, Change); 6] = [
        ("RF205", |fenced| fenced.manifest(|manifest| manifest.wasm.sha256 = "00".repeat(32))),
        ("RF406", |fenced| fenced.manifest(|manifest| manifest.artefact.sha256 = "00".repeat(32))),
        ("RF204", |fenced| fenced.manifest(|manifest| manifest.capabilities = vec!["clock".to_owned()])),
        ("RF202", |fenced| fenced.manifest(|manifest| manifest.limits.memory_bytes = 65536)),
        ("RF203", |fenced| fenced.manifest(|manifest| manifest.limits.deadline_ms = 0)),
        ("RF406", |fenced| {
            // Other machine code, and a record that says so: it is not the one in the executable. Its bytes are made
            // here, as those of a literal would be in it.
            let other: Vec<u8> =
                (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
            std::fs::write(fenced.out_dir().join("zlib/zlib.cwasm"), &other).unwrap();
            let sha256 = ringfence_syntax::hash::sha256_hex(&other);
            fenced.manifest(|manifest| manifest.artefact.sha256 = sha256);
        }),
    ];
    for (rule, change) in cases {
        let fenced = Fenced::new();
        assert_eq!(found(&fenced.report().0, rule).len(), 0, "{rule}");
        change(&fenced);
        let (report, code) = fenced.report();
        assert!(code == 1 && !found(&report, rule).is_empty(), "{rule}: {report:#}");
    }
}

#[test]
fn the_lock_tells_another_module() {
    let fenced = Fenced::new();
    assert_eq!(fenced.audit(&["lock"]).status.code(), Some(0));
    assert_eq!(fenced.report().1, 0);
    let lock = fenced.project.text("app/ringfence.lock");
    let line = lock.lines().find(|line| line.starts_with("code-sha256")).unwrap();
    let other = lock.replace(line, &format!("code-sha256 = \"{}\"", "00".repeat(32)));
    fenced.project.file("app/ringfence.lock", &other);
    let (report, code) = fenced.report();
    assert_eq!((code, found(&report, "RF401").len()), (1, 1), "{report:#}");
    assert_eq!(fenced.audit(&["--update-lock"]).status.code(), Some(0));
    assert_eq!(fenced.project.text("app/ringfence.lock"), lock);
    fenced.project.file("app/ringfence.lock", "version = 1\ncolour = 3\n");
    let broken = fenced.audit(&[]);
    assert!(broken.status.code() == Some(2) && error(&broken).contains("colour"));
}

#[test]
fn a_locked_library_that_is_gone_is_told() {
    let fenced = Fenced::new();
    assert_eq!(fenced.audit(&["lock"]).status.code(), Some(0));
    let lock = fenced.project.text("app/ringfence.lock");
    let entry = lock.split_once("[[library]]").unwrap().1;
    let other = |from: &str, to: &str| format!("[[library]]{}", entry.replace(from, to));
    let renamed = other("name = \"zlib\"", "name = \"gif\"") + &other("\"fenced-zlib\"", "\"fenced-gif\"");
    fenced.project.file("app/ringfence.lock", &format!("{lock}{renamed}"));
    let (report, code) = fenced.report();
    let gone = found(&report, "RF601");
    let subjects: Vec<_> = gone.iter().map(|finding| finding["subject"].as_str().unwrap()).collect();
    assert_eq!(
        (code, subjects),
        (0, vec!["ringfence.lock: fenced-gif/zlib", "ringfence.lock: fenced-zlib/gif"])
    );
    assert_eq!(gone[0]["location"]["file"], "ringfence.lock");
    assert!(gone.iter().all(|finding| finding["location"]["line"].as_u64().unwrap() > 4), "{report:#}");
}

/// Whether another module breaks the fence is for the policy to say: it may come from another compiler.
#[test]
fn a_lock_that_may_differ_breaks_nothing() {
    let fenced = Fenced::new();
    assert_eq!(fenced.audit(&["lock"]).status.code(), Some(0));
    let lock = fenced.project.text("app/ringfence.lock");
    let line = lock.lines().find(|line| line.starts_with("code-sha256")).unwrap();
    let other = lock.replace(line, &format!("code-sha256 = \"{}\"", "00".repeat(32)));
    fenced.project.file("app/ringfence.lock", &other);
    assert_eq!(fenced.report().0["libraries"][0]["containment"], "broken");
    fenced.project.file("app/ringfence.toml", "version = 1\n[levels]\nRF401 = \"warn\"\n");
    let (report, code) = fenced.report();
    assert_eq!((code, &report["libraries"][0]["containment"]), (0, &"isolated".into()));
}

#[test]
fn known_vulnerabilities_are_told_of_what_is_behind_the_fence_too() {
    let fenced = Fenced::new();
    assert_eq!(fenced.audit(&["lock"]).status.code(), Some(0));
    let advisory = "```toml\n[advisory]\nid = \"RUSTSEC-2026-0001\"\npackage = \"libz-sys\"\ndate = \"2026-01-02\"\n\n\
                    [versions]\npatched = [\">= 99.0.0\"]\n```\n\n# Reads too far\n\nA description.\n";
    fenced.project.file("db/crates/libz-sys/RUSTSEC-2026-0001.md", advisory);
    let (folder, messages) = (fenced.project.path("db"), fenced.messages());
    let arguments = ["--advisories", folder.to_str().unwrap(), &messages[0], &messages[1]];
    let (report, code) = fenced.project.report(&arguments);
    let known = found(&report, "RF502");
    assert_eq!((code, known.len()), (0, 1), "{report:#}");
    assert_eq!(known[0]["subject"], "fenced-zlib/zlib");
    assert!(
        known[0]["message"].as_str().unwrap().contains("RUSTSEC-2026-0001: Reads too far"),
        "{}",
        known[0]
    );
    let without = fenced.report().0;
    assert!(
        found(&without, "RF502").is_empty() && without["not_examined"].to_string().contains("--advisories")
    );
    let nowhere = fenced.audit(&["--advisories", "nowhere"]);
    assert!(nowhere.status.code() == Some(2) && error(&nowhere).contains("no advisory database"));
}

/// The package has the name of the real one: what is looked for are names.
#[test]
fn what_is_hidden_and_what_is_kept_is_read_in_the_sources() {
    let main = "fn main() {\n    ringfence::__private::leave();\n    ringfence::Sandbox::new();\n}\n\
                #[cfg(test)]\nmod tests {\n    use ringfence::__private;\n}\n";
    let project = Project::with_app("[dependencies]\nringfence = { path = \"../ringfence\" }\n", main);
    let lib = "pub mod __private { pub fn leave() {} }\n\
               pub struct Sandbox;\nimpl Sandbox { pub fn new() -> Self { Self } }\n";
    project.package("ringfence", "", lib, None);
    let (report, code) = project.report(&[]);
    let hidden = found(&report, "RF303");
    assert_eq!((code, hidden.len()), (1, 1), "{report:#}");
    assert_eq!(
        (&hidden[0]["location"]["file"], &hidden[0]["location"]["line"], &hidden[0]["evidence"]),
        (&"src/main.rs".into(), &2.into(), &"hint".into())
    );
    assert_eq!(found(&report, "RF207")[0]["location"]["line"], 3);
}

#[test]
fn sources_that_are_passed_over_are_told() {
    let deep = format!(
        "macro_rules! none {{ ($($it:tt)*) => {{}} }}\nnone!({}{});\n",
        "(".repeat(300),
        ")".repeat(300)
    );
    let main = format!("#![recursion_limit = \"1000\"]\n{deep}fn main() {{}}\n");
    let project = Project::with_app("[dependencies]\nringfence = { path = \"../ringfence\" }\n", &main);
    project.package("ringfence", "", "", None);
    let (report, code) = project.report(&[]);
    let told = report["not_examined"].to_string();
    assert!(code == 0 && told.contains("`src/main.rs` of ") && told.contains("200 deep"), "{report:#}");
}

#[test]
fn what_cannot_be_examined_makes_it_incomplete() {
    let fenced = Fenced::new();
    std::fs::write(fenced.out_dir().join("zlib/zlib.wasm"), b"\0asm\x01\0\0\0\xff").unwrap();
    let (report, code) = fenced.report();
    assert_eq!((code, &report["verdict"]), (3, &"incomplete".into()), "{report:#}");
    let init = fenced.audit(&["init"]);
    assert_eq!(init.status.code(), Some(3), "{init:?}");
    std::fs::write(fenced.out_dir().join("zlib/ringfence.json"), "{").unwrap();
    assert_eq!(fenced.report().1, 3);
}

#[test]
fn an_executable_alone_says_what_its_records_say() {
    let fenced = Fenced::new();
    let this = std::env::current_exe().unwrap();
    let output = fenced.project.audit(&["bin", this.to_str().unwrap(), "--output", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let library = &report["libraries"][0];
    assert_eq!((&library["name"], &library["evidence"]), (&"zlib".into(), &"declared".into()), "{report:#}");
    assert!(library["imports"].is_null() && library["memory_maximum"].is_null(), "unknown is not zero");
    let script = fenced.project.path("script");
    std::fs::write(&script, "#!/bin/sh\n").unwrap();
    let output = fenced.project.audit(&["bin", script.to_str().unwrap()]);
    assert!(output.status.code() == Some(2) && error(&output).contains("no executable"));
}

#[test]
fn mistakes_have_their_own_exit_codes() {
    let project = Project::with_app("", "fn main() { nonsense }\n");
    let failed = project.audit(&["--output", "json"]);
    assert_eq!(failed.status.code(), Some(3));
    let complaint = String::from_utf8_lossy(&failed.stderr);
    assert!(complaint.contains("cannot find value `nonsense`"), "{complaint}");
    let report: Value = serde_json::from_slice(&failed.stdout).unwrap();
    assert_eq!((&report["verdict"], found(&report, "RF107").len()), (&"incomplete".into(), 1), "{report:#}");
    let table = String::from_utf8(project.audit(&[]).stdout).unwrap();
    assert!(table.contains("app: incomplete") && table.contains("the build: it failed"), "{table}");
    assert!(!table.contains("No package links native code"), "what is unknown is not none: {table}");
    project.file("app/ringfence.toml", "version = 1\n\n[input]\nuntrsted = []\n");
    let policy = project.audit(&[]);
    assert_eq!(policy.status.code(), Some(2));
    let text = error(&policy);
    assert!(text.contains("ringfence.toml:4") && text.contains("untrsted"), "{text}");
    for arguments in [
        vec!["--output", "jason"],
        vec!["--messages", "nowhere.json"],
        vec!["--policy", "nowhere.toml"],
        vec!["explain", "RF999"],
        vec!["accept", "rf1:00000000", "--reason", "long enough to be one"],
        vec!["diff", "nowhere.json"],
    ] {
        let output = project.audit(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert!(output.stdout.is_empty());
    }
}
