//! What to do about a name that a library needs and the fence does not give.

use ringfence_engine::{Capability, IMPORT_MODULE};

const SETJMP: &str = "say how setjmp is to work: `.setjmp(Setjmp::ErrorsOnly)` when the library only reports errors to \
                      its caller by longjmp, else `.setjmp(Setjmp::Exceptions)`";

/// Advice for an import.
pub(crate) fn import(module: &str, name: &str) -> String {
    let known = match (module, name) {
        (IMPORT_MODULE, "clock_time_get" | "clock_res_get") => {
            "the library reads the clock (time, clock, gettimeofday). "
        }
        (IMPORT_MODULE, "random_get") => {
            "the library asks for random numbers (getentropy, arc4random, a seed). "
        }
        (IMPORT_MODULE, "poll_oneoff") => "the library sleeps or waits (sleep, poll, select). ",
        (IMPORT_MODULE, "sched_yield") => "the library yields to other threads. ",
        (IMPORT_MODULE, _) => "the library asks the operating system. ",
        _ => "",
    };
    let own = "compile that part of the library out, or define the C function in a file of your own";
    match Capability::of_import(module, name) {
        Some(capability) => format!("{known}{own}; `.grant(Capability::{capability:?})` allows it"),
        None => format!("{known}{own}; there is no capability that allows it"),
    }
}

/// Advice for a header that the C library of the fence does not have, or has only as an error.
pub(crate) fn header(message: &str) -> Option<&'static str> {
    let missing = |name: &str| message.contains(&format!("'{name}' file not found"));
    if missing("setjmp.h") || message.contains("Setjmp/longjmp support requires") {
        return Some(SETJMP);
    }
    if missing("pthread.h") || missing("threads.h") {
        return Some(
            "there are no threads in a fence; compile the library without them, or with locks that do nothing: \
             `.compat(Compat::Pthread)`",
        );
    }
    if message.contains("wasm lacks signal support") {
        return Some(
            "there are no signals in a fence; compile that part out, or add `.compat(Compat::Signal)`",
        );
    }
    if message.contains("wasm lacks mmap") || message.contains("_WASI_EMULATED_MMAN") {
        return Some("mmap is emulated with `.compat(Compat::MemoryMaps)`");
    }
    if ["basic_ifstream", "basic_ofstream", "basic_fstream", "basic_filebuf"]
        .iter()
        .any(|name| message.contains(name))
    {
        return Some(
            "the C++ library comes without file streams; add them with `.compat(Compat::FileStreams)`",
        );
    }
    if missing("sys/wait.h") || missing("spawn.h") {
        return Some("there are no processes in a fence; compile that part out");
    }
    if missing("netdb.h") || missing("sys/un.h") {
        return Some("there is no network in a fence; compile that part out");
    }
    message.contains("file not found").then_some(
        "headers are looked for in the folders given to `.include(…)`, and in the C library of the fence. Those of \
         this machine are out of reach on purpose",
    )
}

/// Advice for a symbol that no object defines.
pub(crate) fn undefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "setjmp" | "longjmp" | "_setjmp" | "_longjmp" | "sigsetjmp" | "siglongjmp" => SETJMP,
        "saveSetjmp" | "testSetjmp" | "getTempRet0" => {
            "this compiler knows only the old form of exceptions: take clang 22, or `Setjmp::ErrorsOnly`"
        }
        "__cxa_begin_catch" | "__cxa_end_catch" | "__cxa_rethrow" | "_Unwind_CallPersonality" => {
            "objects that catch C++ exceptions need `.cpp_exceptions()`"
        }
        "__wasm_setjmp" | "__wasm_longjmp" | "__wasm_setjmp_test" | "emscripten_longjmp" => SETJMP,
        "clock" | "times" | "getrusage" => {
            "wasi-libc has it only in its emulation of process clocks, `.compat(Compat::ProcessClocks)`, which \
             needs the clock"
        }
        "getpid" => "there are no processes in a fence; `.compat(Compat::ProcessId)` gives a fixed number",
        "signal" | "raise" => {
            "there are no signals in a fence; compile that part out, or add `.compat(Compat::Signal)`"
        }
        "sigaction" => "there are no signals in a fence; compile that part out",
        "mmap" | "munmap" => "mmap is emulated with `.compat(Compat::MemoryMaps)`",
        name if name.starts_with("pthread_") => {
            "there are no threads in a fence; compile the library without them, or with locks that do nothing: \
             `.compat(Compat::Pthread)`"
        }
        "dlopen" | "dlsym" | "system" | "fork" | "execve" | "popen" => {
            "a fenced library starts and loads nothing; compile that part out"
        }
        _ => return None,
    })
}

/// Advice for a module or an object that uses an older form of exceptions, or a compiler that has only that.
pub(crate) fn exceptions(message: &str) -> Option<&'static str> {
    let old = ["legacy_exceptions", "wasm-use-legacy-eh", "wasm-enable-sjlj"];
    old.iter().any(|word| message.contains(word)).then_some(
        "this compiler has no exceptions in their final form: take clang 22, or do without: `Setjmp::ErrorsOnly` in place \
         of `Setjmp::Exceptions`, no `.cpp_exceptions()`",
    )
}
