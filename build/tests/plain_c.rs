//! A plain C file, from source to artefact, and what goes wrong on the way.

use crate::support::{Package, bytes, contains, exported, failure};
use ringfence_build::{Environment, Profile};

const ADD: &str = "#include \"add.h\"\nint add(int a, int b) { return a + b + EXTRA; }\n";

fn adder() -> Package {
    Package::new(&[("c/add.c", ADD), ("c/add.h", "#define EXTRA 0\nint add(int a, int b);\n")])
}

#[test]
fn a_plain_file_becomes_module_machine_code_and_record() {
    let package = adder();
    let compiled = package.library("adder").file("c/add.c").export("add").compile().expect("builds");
    assert!(!compiled.reused);
    assert_eq!(compiled.folder, package.path("out/adder"));
    assert_eq!(exported(&compiled), ["_initialize", "add"]);
    let manifest = ringfence_build::Manifest::read(&package.path("out"), "adder").expect("record");
    assert_eq!(manifest, compiled.manifest);
    assert!(manifest.imports.is_empty());
    assert_eq!(manifest.memory.maximum_pages, 4096);
    assert_eq!(manifest.arena.expect("arena").bytes, 65_536);
    assert_eq!(manifest.wasm.bytes, bytes(&compiled.wasm()).len() as u64);
    assert!(bytes(&compiled.artefact()).starts_with(b"\x7fELF"));
    let sources: Vec<_> = manifest.sources.iter().map(|source| source.path.as_str()).collect();
    let guest = ["ringfence-guest/arena.c", "ringfence-guest/stack_guard.c", "ringfence-guest/stdio_stubs.c"];
    assert_eq!(sources, [&["c/add.c", "c/add.h"], &guest[..]].concat());
}

#[test]
fn what_ships_has_names_and_no_debug_information_but_a_copy_has_both() {
    let package = adder();
    let library = package.library("adder").file("c/add.c").export("add");
    let ship = library.compile().expect("builds");
    let shipped = bytes(&ship.wasm());
    assert!(
        contains(&shipped, "name") && !contains(&shipped, ".debug_line") && !contains(&shipped, "producers")
    );
    let copy = bytes(&package.path("out/adder/adder.debug.wasm"));
    assert!(contains(&copy, ".debug_line"));

    let symbols = library.profile(Profile::Symbols).compile().expect("builds");
    assert!(contains(&bytes(&symbols.wasm()), ".debug_line"));
    assert!(symbols.manifest.wasm.symbols && !ship.manifest.wasm.symbols);
    assert_eq!(symbols.manifest.wasm.code_sha256, ship.manifest.wasm.code_sha256, "the code does not differ");
    assert_ne!(symbols.manifest.wasm.sha256, ship.manifest.wasm.sha256);
}

#[test]
fn stdio_assert_and_getenv_leave_no_import() {
    let package = Package::new(&[(
        "noisy.c",
        "#include <assert.h>\n#include <stdio.h>\n#include <stdlib.h>\n\
         int noisy(int level) {\n  assert(level < 9);\n  fprintf(stderr, \"%d %f\\n\", level, level / 3.0);\n\
         FILE *file = fopen(\"/etc/passwd\", \"r\");\n  if (file) fclose(file);\n\
         if (getenv(\"HOME\")) exit(1);\n  return printf(\"done\\n\");\n}\n",
    )]);
    let compiled = package.library("noisy").file("noisy.c").export("noisy").compile().expect("builds");
    assert_eq!(compiled.manifest.imports, []);
}

#[test]
fn defines_flags_includes_and_own_files_reach_the_compiler() {
    let package = Package::new(&[
        (
            "a.c",
            "#include <value.h>\n_Static_assert(LEVEL == 3 && MORE == 4, \"\");\nint a(void) { return VALUE; }\n",
        ),
        ("headers/value.h", "#define VALUE 1\n"),
        ("b.c", "int b(void) { return 2; }\n"),
    ]);
    let library = package.library("both").file("a.c").own_file("b.c").include("headers");
    let library = library.define("LEVEL", "3").flag("-DMORE=4").export("a").export("b");
    let compiled = library.compile().expect("builds");
    assert_eq!(exported(&compiled), ["_initialize", "a", "b"]);
    assert!(compiled.manifest.flags.iter().any(|flag| flag == "-Iheaders"), "{:?}", compiled.manifest.flags);
}

#[test]
fn a_mistake_in_the_c_code_is_shown_in_the_compilers_words() {
    let package = Package::new(&[("bad.c", "int bad(void) { return undeclared_thing; }\n")]);
    let text = failure(package.library("bad").file("bad.c").export("bad").compile());
    assert!(text.contains("bad: the C code does not compile"), "{text}");
    assert!(text.contains("bad.c:1:24: error:") && text.contains("undeclared_thing"), "{text}");
}

#[test]
fn what_a_fence_does_not_have_is_explained() {
    let cases = [
        (
            "#include <setjmp.h>\njmp_buf spot;\nint f(void) { return setjmp(spot); }\n",
            "say how setjmp is to work",
        ),
        (
            "#include <zlib.h>\nint f(void) { return 1; }\n",
            "Those of this machine are out of reach on purpose",
        ),
        ("#include <signal.h>\nint f(void) { return 1; }\n", "no signals"),
        ("int fork(void);\nint f(void) { return fork(); }\n", "starts and loads nothing"),
    ];
    for (source, expected) in cases {
        let package = Package::new(&[("f.c", source)]);
        let text = failure(package.library("f").file("f.c").export("f").compile());
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn a_promised_function_that_no_file_defines_is_named() {
    let package = adder();
    let library = package.library("adder").file("c/add.c").export("add").export("subtract");
    let text = failure(library.compile());
    assert!(text.contains("`subtract` was promised but none of the files defines it"), "{text}");
}

#[test]
fn a_function_that_is_used_but_defined_nowhere_is_named() {
    let package = Package::new(&[("a.c", "int elsewhere(int);\nint a(void) { return elsewhere(1); }\n")]);
    let text = failure(package.library("a").file("a.c").export("a").compile());
    assert!(text.contains("`elsewhere` is used but defined nowhere"), "{text}");
}

#[test]
fn settings_that_cannot_work_are_refused_before_anything_runs() {
    let package = adder();
    let library = || package.library("adder").export("add");
    let cases = [
        (library(), "there is no file to compile"),
        (library().file("c/gone.c"), "c/gone.c does not exist"),
        (library().file("c/add.m"), "is not a C or C++ file"),
        (library().file("c/add.h"), "its name must end in .c"),
        (library().file("c/add.c").include("nowhere"), "the include folder"),
        (library().file("c/add.c").flag("-pthread"), "the flag `-pthread` cannot be given"),
        (library().file("c/add.c").file("c/add.c"), "is listed twice"),
        (library().file("c/add.c").memory_limit(1 << 16), "no room beside the C stack"),
        (library().file("c/add.c").memory_limit(1 << 33), "above 4 GiB"),
        (library().file("c/add.c").export("memory"), "cannot be exported as `memory`"),
        (package.library("adder").file("c/add.c"), "nothing is exported"),
        (package.library("../adder").file("c/add.c"), "cannot name a library"),
    ];
    for (library, expected) in cases {
        let text = failure(library.compile());
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn headers_of_the_host_are_out_of_reach() {
    let package = Package::new(&[("leak.c", "#include <linux/types.h>\nint leak(void) { return 1; }\n")]);
    let host = Environment::of_process().with("CPATH", "/usr/include").with("C_INCLUDE_PATH", "/usr/include");
    let library = package.library("leak").file("leak.c").export("leak").environment(host);
    let text = failure(library.compile());
    assert!(text.contains("'linux/types.h' file not found"), "{text}");
}

#[test]
fn flags_for_host_compilers_do_not_reach_the_fence() {
    let package = adder();
    let library = package.library("adder").file("c/add.c").export("add");
    let clean = library.compile().expect("builds");
    let host = Environment::of_process()
        .with("CFLAGS", "-march=native -DEXTRA=7")
        .with("CC_wasm32_wasi", "/bin/false");
    let noisy =
        library.out_dir(package.path("other")).environment(host).compile().expect("builds all the same");
    assert_eq!(noisy.manifest.wasm.sha256, clean.manifest.wasm.sha256);
}

#[test]
fn the_memory_and_stack_of_the_module_are_as_asked() {
    let package = adder();
    let library = package.library("adder").file("c/add.c").export("add");
    let compiled = library.memory_limit(32 << 20).stack_size(4 << 20).compile().expect("builds");
    assert_eq!(compiled.manifest.memory.maximum_pages, 512);
    assert_eq!(compiled.manifest.limits.memory_bytes, 32 << 20);
    // The stack lies first, so the arena is above it.
    assert!(compiled.manifest.arena.expect("arena").address >= 4 << 20);
}
