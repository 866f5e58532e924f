use super::*;

fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().expect("temporary folder")
}

#[test]
fn a_machine_without_compilers_is_told_what_was_tried_and_what_to_type() {
    let scratch = scratch();
    let nothing = Environment::empty().with("PATH", scratch.path());
    let error = find(&nothing, scratch.path()).expect_err("there is no compiler");
    let text = error.to_string();
    for expected in [
        "no C compiler for WebAssembly fits",
        "- clang-22 to clang-14, clang: not found in PATH",
        "- zig cc: not found in PATH",
        "- python3 -m ziglang cc: python3 was not found in PATH",
        "Debian, Ubuntu:",
        "sudo apt-get install -y --no-install-recommends clang-22 lld-22 wasi-libc libclang-rt-22-dev-wasm32",
        "Fedora:",
        "sudo dnf install -y zig",
        "macOS:",
        "brew install zig",
        "python3 -m pip install --target \"$HOME/.local/share/ringfence\" ziglang && export PYTHONPATH=",
        "WASI_SDK_PATH",
    ] {
        assert!(text.contains(expected), "missing: {expected}\n{text}");
    }
}

#[test]
fn a_choice_that_does_not_work_never_falls_back_to_another() {
    let scratch = scratch();
    let environment = Environment::of_process().with("RINGFENCE_WASM_CC", "no-such-compiler");
    let candidates = survey(&environment, scratch.path());
    let [only] = candidates.as_slice() else { panic!("{candidates:?}") };
    assert_eq!(only.name, "RINGFENCE_WASM_CC=no-such-compiler");
    assert!(matches!(&only.outcome, Outcome::Unfit(unfit) if unfit.reason.contains("no such program")));
    let text = find(&environment, scratch.path()).expect_err("nothing else is tried").to_string();
    assert!(text.contains("unset RINGFENCE_WASM_CC"), "{text}");
}

#[test]
fn a_wasi_sdk_folder_without_a_compiler_is_named_and_the_search_goes_on() {
    let scratch = scratch();
    let environment = Environment::of_process().with("WASI_SDK_PATH", scratch.path().join("sdk"));
    let candidates = survey(&environment, scratch.path());
    let first = candidates.first().expect("candidates");
    assert_eq!((first.name.as_str(), first.kind), ("WASI_SDK_PATH", Kind::WasiSdk));
    assert!(matches!(&first.outcome, Outcome::Unfit(unfit) if unfit.reason.contains("is missing")));
    assert!(
        candidates.iter().any(|candidate| matches!(candidate.outcome, Outcome::Fits(_))),
        "{candidates:?}"
    );
}

#[test]
fn the_toolchain_of_this_machine_passes_and_is_remembered() {
    let scratch = scratch();
    let environment = Environment::of_process();
    let found = find(&environment, scratch.path()).expect("this machine has a compiler");
    assert!(found.version.contains("clang") || found.version.contains("zig"), "{}", found.version);
    assert_eq!(cache::read(&environment, scratch.path()), Some(found.clone()));
    let other = environment.clone().with("RINGFENCE_WASM_CC", "another");
    assert_eq!(cache::read(&other, scratch.path()), None, "another choice is another search");
}

#[cfg(unix)]
#[test]
fn an_incomplete_clang_is_refused_with_the_packages_of_its_own_version() {
    use std::os::unix::fs::PermissionsExt;

    let scratch = scratch();
    let liar = scratch.path().join("clang-16");
    std::fs::write(&liar, "#!/bin/sh\ncase \"$1\" in --version) echo clang version 16.0.6;; *) echo 'cannot do it' >&2; exit 1;; esac\n")
        .expect("written");
    std::fs::set_permissions(&liar, std::fs::Permissions::from_mode(0o755)).expect("executable");
    let environment = Environment::empty().with("PATH", scratch.path());
    let candidates = survey(&environment, scratch.path());
    let clang = candidates.iter().find(|candidate| candidate.name == "clang-16").expect("it is in PATH");
    let Outcome::Unfit(unfit) = &clang.outcome else { panic!("{clang:?}") };
    let fix = unfit.fix.as_ref().expect("packages are known");
    assert!(fix.commands[0].1.contains("libclang-rt-16-dev-wasm32"), "{fix:?}");
}

/// A wasi-sdk has clang, lld and sysroot in its own places; this one borrows them from the machine.
#[cfg(unix)]
#[test]
fn a_wasi_sdk_is_taken_before_the_distributions_clang() {
    use std::os::unix::fs::symlink;

    let scratch = scratch();
    let environment = Environment::of_process();
    let found = find(&environment, scratch.path()).expect("this machine has a compiler");
    let Linker::WasmLd { tool, libc } = &found.linker else { return };
    let sdk = scratch.path().join("sdk");
    let place = |target: &Path, path: &str| {
        let link = sdk.join(path);
        std::fs::create_dir_all(link.parent().expect("a parent")).expect("folder");
        symlink(target, link).expect("link");
    };
    place(&found.compiler.program, "bin/clang");
    place(&tool.program, "bin/wasm-ld");
    place(&libc.headers, "share/wasi-sysroot/include/wasm32-wasip1");
    place(&libc.archives, "share/wasi-sysroot/lib/wasm32-wasip1");
    let environment = environment.with("WASI_SDK_PATH", &sdk).without("RINGFENCE_WASM_CC");
    let found = find(&environment, &sdk).expect("it fits");
    assert_eq!(found.kind, Kind::WasiSdk);
    assert!(found.compiler.program.starts_with(&sdk));
}
