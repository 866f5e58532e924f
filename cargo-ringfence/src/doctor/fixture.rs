//! Machines for the tests of both outputs.

use super::blocker::{Blocker, Fix};
use super::machine::Fact;
use super::project::{Engine, Project, Source};
use super::system::System;
use super::toolchains::{Answer, Compiler};
use super::{Report, Verdict};

fn compiler(name: &str, kind: &'static str) -> Compiler {
    Compiler {
        name: name.to_owned(),
        kind,
        version: None,
        used: false,
        c: Answer::Untried,
        setjmp: Answer::Untried,
        exceptions: Answer::Untried,
        cpp: Answer::Untried,
        rust: Answer::Untried,
    }
}

fn clang() -> Compiler {
    Compiler {
        version: Some("22.1.8".to_owned()),
        c: Answer::Yes,
        setjmp: Answer::Yes,
        exceptions: Answer::NoLibrary("libc++ for WebAssembly is not installed".to_owned()),
        cpp: Answer::NoLibrary("libc++ for WebAssembly is not installed".to_owned()),
        ..compiler("clang-22", "clang")
    }
}

fn rustc() -> Compiler {
    let reason = "no standard library: rustup target add wasm32-unknown-unknown";
    Compiler {
        version: Some("1.95.0".to_owned()),
        rust: Answer::NoLibrary(reason.to_owned()),
        ..compiler("rustc", "rustc")
    }
}

fn fact(id: &'static str, value: &str, verdict: Verdict, advice: Option<&str>) -> Fact {
    let name = if id == "address-space" { "address space" } else { id };
    Fact { id, name, value: value.to_owned(), verdict, advice: advice.map(str::to_owned), fix: None }
}

fn system() -> System {
    System::from_release("linux", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n")
}

/// All is well; some things could be better.
pub(super) fn ready() -> Report {
    let kernel = "used instances take longer to reset: Linux 6.7 or newer tells which pages were touched";
    Report {
        system: system(),
        compilers: vec![Compiler { used: true, ..clang() }, rustc()],
        machine: vec![
            fact("engine", "wasmtime 48.0.8", Verdict::Fine, None),
            fact("kernel", "Linux 6.1", Verdict::Slower, Some(kernel)),
            fact("address-space", "unlimited", Verdict::Fine, None),
        ],
        project: Some(Project {
            name: "thumbnails".to_owned(),
            sources: vec![Source { name: "stb_image".to_owned(), version: Some("0.3.0".to_owned()) }],
            engines: vec![Engine { name: "wasmtime".to_owned(), version: "48.0.8".to_owned() }],
            verdict: Verdict::Fine,
            advice: None,
            fix: None,
        }),
        blockers: Vec::new(),
    }
}

/// A named compiler that does not exist, and an engine that does not run.
pub(super) fn not_ready() -> Report {
    let named = Compiler {
        c: Answer::No("/opt/tools/of/mine/clang: no such program".to_owned()),
        ..compiler("RINGFENCE_WASM_CC=/opt/tools/of/mine/clang", "override")
    };
    let machine =
        vec![fact("instances", "no test module runs", Verdict::Blocks, Some("the address space is used up"))];
    let compilers = Blocker {
        what: "the compiler that RINGFENCE_WASM_CC names does not fit, another one would".to_owned(),
        fixes: vec![Fix::new("here", ["unset RINGFENCE_WASM_CC"])],
    };
    let project = Project {
        name: "app".to_owned(),
        sources: vec![Source { name: "stb_image".to_owned(), version: None }],
        engines: Vec::new(),
        verdict: Verdict::Tight,
        advice: Some("not all dependencies are fetched; the next build needs the network".to_owned()),
        fix: Some("cargo fetch --locked".to_owned()),
    };
    Report {
        system: system(),
        compilers: vec![named, clang(), rustc()],
        blockers: super::blocker::all(&Some(compilers), &machine, Some(&project)),
        machine,
        project: Some(project),
    }
}

/// An output that stays the same when the next version is prepared.
pub(super) fn unversioned(text: &str) -> String {
    text.replacen(env!("CARGO_PKG_VERSION"), "VERSION", 1)
}
