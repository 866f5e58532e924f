//! What to do about a name that a library needs and the fence does not give.

/// Advice for an import.
pub(crate) fn import(module: &str, name: &str) -> String {
    let known = match (module, name) {
        ("wasi_snapshot_preview1", "clock_time_get" | "clock_res_get") => {
            Some("the library reads the clock (time, clock, gettimeofday)")
        }
        ("wasi_snapshot_preview1", "random_get") => {
            Some("the library asks for random numbers (getentropy, arc4random, a seed)")
        }
        ("wasi_snapshot_preview1", "poll_oneoff") => {
            Some("the library sleeps or waits (sleep, poll, select)")
        }
        ("wasi_snapshot_preview1", "sched_yield") => Some("the library yields to other threads"),
        ("wasi_snapshot_preview1", _) => Some("the library asks the operating system"),
        _ => None,
    };
    let action = "define the function in a file of your own, compile that part of the library out, \
                  or grant it with `.grant(…)`";
    match known {
        Some(known) => format!(
            "{known}. Compile that part of the library out, define the C function in a file of \
                                your own, or grant the import with `.grant(\"{module}\", \"{name}\")`"
        ),
        None => action.replace('…', &format!("\"{module}\", \"{name}\"")),
    }
}

/// Advice for a header that the C library of the fence does not have, or has only as an error.
pub(crate) fn header(message: &str) -> Option<&'static str> {
    let missing = |name: &str| message.contains(&format!("'{name}' file not found"));
    if missing("setjmp.h") || message.contains("Setjmp/longjmp support requires") {
        return Some(
            "setjmp and longjmp are not supported yet; many libraries can be configured without them",
        );
    }
    if missing("pthread.h") || missing("threads.h") {
        return Some("there are no threads in a fence; compile the library without them");
    }
    if message.contains("wasm lacks signal support") || missing("sys/wait.h") || missing("spawn.h") {
        return Some("there are no signals and no processes in a fence; compile that part out");
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
        "setjmp" | "longjmp" | "_setjmp" | "_longjmp" | "sigsetjmp" | "siglongjmp" => {
            "setjmp and longjmp are not supported yet; many libraries can be configured without them"
        }
        "__wasm_setjmp" | "__wasm_longjmp" | "__wasm_setjmp_test" | "saveSetjmp" | "testSetjmp"
        | "emscripten_longjmp" => "setjmp and longjmp are not supported yet",
        "clock" | "times" | "getrusage" => {
            "wasi-libc has it only in its emulation of process clocks, which needs the clock"
        }
        "getpid" => "there are no processes in a fence; add a file of your own that returns 1",
        "signal" | "raise" | "sigaction" => "there are no signals in a fence; compile that part out",
        name if name.starts_with("pthread_") => {
            "there are no threads in a fence; compile the library without them"
        }
        "dlopen" | "dlsym" | "system" | "fork" | "execve" | "popen" => {
            "a fenced library starts and loads nothing; compile that part out"
        }
        _ => return None,
    })
}
