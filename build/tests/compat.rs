//! Headers: those of the fence, those that a build script adds, and those that must stay out.

use crate::support::{Package, bytes, failure};
use ringfence_build::{Compat, Environment};
use ringfence_engine::wasmtime::{Instance, Module, Store};

#[test]
fn headers_of_this_machine_are_out_of_reach() {
    // Libraries' and the system's own; at least one of them is on every machine that has a C compiler.
    let headers = ["zlib.h", "gnu/libc-version.h", "linux/limits.h", "mach/mach.h"];
    let places = ["/usr/include", "/usr/include/x86_64-linux-gnu", "/usr/include/aarch64-linux-gnu"];
    let here = |header: &&str| places.iter().any(|place| std::path::Path::new(place).join(header).is_file());
    assert!(!cfg!(target_os = "linux") || headers.iter().any(here), "nothing to leak");
    for header in headers {
        let text = format!("#include <{header}>\nint f(void) {{ return 1; }}\n");
        let package = Package::new(&[("leak.c", &text)]);
        let environment =
            Environment::of_process().with("CPATH", "/usr/include").with("C_INCLUDE_PATH", "/usr/include");
        let library = package.library("leak").file("leak.c").export("f").environment(environment);
        let error = failure(library.compile());
        assert!(error.contains(&format!("'{header}' file not found")), "{error}");
        assert!(error.contains("Those of this machine are out of reach on purpose"), "{error}");
    }
}

const LOCKS: &str = "#include <pthread.h>\n#include <errno.h>\n\
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\nstatic pthread_once_t once = PTHREAD_ONCE_INIT;\n\
    static int runs;\nstatic void run(void) { runs++; }\nstatic void *nothing(void *p) { return p; }\n\
    int locks(void) {\n  pthread_t thread;\n  pthread_key_t key;\n  pthread_once(&once, run);\n\
    pthread_once(&once, run);\n  if (pthread_create(&thread, 0, nothing, 0) != EAGAIN) return 2;\n\
    if (pthread_mutex_lock(&lock) || pthread_mutex_trylock(&lock) != EBUSY) return 3;\n\
    if (pthread_mutex_unlock(&lock) || pthread_mutex_unlock(&lock) != EPERM) return 4;\n\
    if (pthread_key_create(&key, 0) || pthread_setspecific(key, &key)) return 5;\n\
    return pthread_getspecific(key) == &key ? runs : 6;\n}\n";

#[test]
fn threads_are_locks_that_nobody_contends_for() {
    let package = Package::new(&[("locks.c", LOCKS)]);
    let library = package.library("locks").file("locks.c").export("locks");
    // Newer C libraries have a header of that name by themselves.
    if let Err(error) = library.clone().compile() {
        assert!(error.to_string().contains(".compat(Compat::Pthread)"), "{error}");
    }
    let compiled = library.compat(Compat::Pthread).compile().expect("builds");
    assert!(compiled.manifest.imports.is_empty());
    assert_eq!(answer(&bytes(&compiled.wasm()), "locks"), 1);
}

const STREAM: &str = "#include <fstream>\n#include <string>\n\
    extern \"C\" int length(void) {\n  std::ifstream file(\"/a\");\n  std::string line;\n\
    return std::getline(file, line) ? int(line.size()) : -1;\n}\n";

#[test]
fn file_streams_are_there_for_those_who_ask() {
    let package = Package::new(&[("stream.cpp", STREAM)]);
    let library = package.library("stream").file("stream.cpp").export("length");
    // Other C++ libraries have them by themselves.
    if let Err(error) = library.clone().compile() {
        assert!(error.to_string().contains(".compat(Compat::FileStreams)"), "{error}");
    }
    let library = library.compat(Compat::FileStreams);
    assert!(
        library.clone().compile().expect("builds").manifest.imports.is_empty(),
        "there are no files to open"
    );
    let granted = library.grant(ringfence_build::Capability::Files).compile().expect("builds");
    assert!(granted.manifest.imports.iter().any(|import| import.name == "path_open"));
}

/// What a function without parameters gives.
fn answer(wasm: &[u8], name: &str) -> i32 {
    let engine = ringfence_engine::compiler(None, ringfence_engine::Code::default()).expect("engine");
    let module = Module::new(&engine, wasm).expect("module");
    let mut store = Store::new(&engine, ());
    store.set_epoch_deadline(1);
    let instance = Instance::new(&mut store, &module, &[]).expect("no imports are needed");
    let function = instance.get_typed_func::<(), i32>(&mut store, name).expect("function");
    function.call(&mut store, ()).expect("returns")
}

#[test]
fn emulations_link_without_an_import_and_are_hinted_at() {
    let cases = [
        (Compat::Signal, "signal.h", "int f(void) { return signal(SIGINT, SIG_IGN) == SIG_DFL; }"),
        (
            Compat::Signal,
            "signal.h",
            "int f(void) { sigset_t s, o; sigfillset(&s); return sigprocmask(SIG_SETMASK, &s, &o); }",
        ),
        (Compat::ProcessId, "unistd.h", "int f(void) { return getpid(); }"),
    ];
    for (part, header, function) in cases {
        let text = format!("#include <{header}>\n{function}\n");
        let package = Package::new(&[("part.c", &text)]);
        let library = package.library("part").file("part.c").export("f");
        if let Err(error) = library.clone().compile() {
            let error = error.to_string();
            assert!(error.contains("Compat::") || error.contains("undeclared"), "{error}");
        }
        let compiled = library.compat(part).compile().unwrap_or_else(|error| panic!("{part:?}: {error}"));
        assert!(compiled.manifest.imports.is_empty());
    }
}

#[test]
fn a_spelled_out_header_comes_before_the_librarys_own_and_counts_for_rebuilds() {
    let package = Package::new(&[
        ("c/f.c", "#include <config.h>\n#ifndef HAVE_X\n#error no\n#endif\nint f(void) { return HAVE_X; }\n"),
        ("c/config.h", "/* of another system */\n"),
    ]);
    let library = package.library("f").file("c/f.c").include("c").export("f");
    assert!(failure(library.clone().compile()).contains("no"));
    let one = library.clone().config_header("config.h", [("HAVE_X", "1"), ("TEXT", "\"a b\"")]);
    let first = one.compile().expect("builds");
    let sources: Vec<_> = first.manifest.sources.iter().map(|source| source.path.as_str()).collect();
    assert!(sources.contains(&"out/f/build/config/config.h"), "{sources:?}");
    assert!(one.compile().expect("builds").reused);
    let second = library.config_header("config.h", [("HAVE_X", "2")]).compile().expect("builds");
    assert!(!second.reused);
    assert_ne!(first.manifest.wasm.code_sha256, second.manifest.wasm.code_sha256);
}
