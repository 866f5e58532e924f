//! Compiler flags that every library gets.

/// Flags for every file, beside `-O2`.
///
/// - `-fno-jump-tables`: a `switch` as comparisons instead of a table. The engine's code for tables is slow; C
///   parsers gain up to 20 %, others lose nothing.
/// - `-fstack-protector-strong`: a trap when a local buffer was written past its end.
/// - `-g`: line tables for traps, whatever the profile. The profile decides what stays in the module, so that it
///   cannot change the code.
/// - `-fdebug-compilation-dir=.`: debug information does not name the folder of the build.
/// - `__DATE__`, `__TIME__`, `__TIMESTAMP__`: fixed, so that the same source gives the same bytes tomorrow. (Newer
///   compilers would take them from `SOURCE_DATE_EPOCH`, clang 14 does not.)
/// - `-UNDEBUG`: zig defines it whenever it optimises. An `assert` is a check that traps; a library does without
///   only when its wrapper says so.
/// - `-fvisibility=hidden` is absent on purpose: exports are named to the linker one by one.
pub(crate) const HARDENED: &[&str] = &[
    "-fno-jump-tables",
    "-fstack-protector-strong",
    "-g",
    "-fdebug-compilation-dir=.",
    "-UNDEBUG",
    "-Wno-builtin-macro-redefined",
    "-D__DATE__=\"Jan  1 1970\"",
    "-D__TIME__=\"00:00:00\"",
    "-D__TIMESTAMP__=\"Thu Jan  1 00:00:00 1970\"",
];

/// Every function and object in a section of its own, so that the linker can drop what is not used.
pub(crate) const SECTIONS: &[&str] = &["-ffunction-sections", "-fdata-sections"];

/// Flags for C++ files of libraries that nobody said need exceptions. `throw` and `try` compile, also in a library
/// that is said to do without: handlers are left out, as they are with `-fno-exceptions`, and a throw ends in the
/// guest's support, which names it.
pub(crate) const CPP: &[&str] = &["-fexceptions", "-fignore-exceptions"];

/// Flags for C++ files of libraries that catch what they throw.
pub(crate) const CPP_EXCEPTIONS: &[&str] = &["-fexceptions", "-fwasm-exceptions"];

/// Flags that would undo what the helper sets up, with what to use instead.
const RESERVED: &[(&str, &str)] = &[
    ("--target", "the target is always wasm32-wasi"),
    ("-target", "the target is always wasm32-wasi"),
    ("--sysroot", "set RINGFENCE_WASM_SYSROOT"),
    ("-isysroot", "set RINGFENCE_WASM_SYSROOT"),
    ("-pthread", "a fenced library has one thread"),
    ("-fwasm-exceptions", "`.cpp_exceptions()` gives C++ its handlers"),
    ("-o", "the helper names the files"),
    ("-c", "the helper decides what is compiled"),
];

/// Why a flag may not be given, if so.
pub(crate) fn refusal(flag: &str) -> Option<&'static str> {
    let name = flag.split('=').next().unwrap_or(flag);
    RESERVED.iter().find(|(reserved, _)| *reserved == name).map(|(_, reason)| *reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_that_leave_the_fence_are_refused_and_others_pass() {
        assert!(refusal("--target=x86_64-linux-gnu").is_some());
        assert!(refusal("-pthread").is_some());
        assert_eq!(refusal("-DX=--target"), None);
        assert_eq!(refusal("-O3"), None);
    }
}
