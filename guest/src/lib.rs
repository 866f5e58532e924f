//! What is linked inside the fence, beside the library itself.
//!
//! A fenced library runs without an operating system. Three small C files make ordinary C code content with
//! that. This crate carries their text; the build helper compiles them with the library's own compiler and
//! lets the linker drop what the library does not use.
//!
//! | file | gives |
//! |---|---|
//! | [`STACK_GUARD`] | the canary of `-fstack-protector-strong`, and a trap when it was overwritten |
//! | [`STDIO_STUBS`] | streams, files, arguments and environment of a process that was granted nothing |
//! | [`ARENA`] | 64 KiB of guest memory in which the host places the arguments of calls |
//!
//! # What the stubs answer
//!
//! | C code calls | and sees |
//! |---|---|
//! | `printf`, `fputs`, `perror`, a message of `assert` | success; the text is discarded |
//! | `fread(stdin)`, `getchar` | end of file |
//! | `fopen`, `stat`, `remove`, `rename`, `mkdir` | failure, "not permitted" |
//! | `fseek(stdout)`, `isatty`, `fdopen` | failure |
//! | `getenv`, program arguments | nothing there |
//! | `exit`, `abort`, a failed `assert` | a trap: the call returns an error to the host |
//! | `time`, `clock_gettime`, `getentropy`, `arc4random`, `sleep` | no stub: an import, refused by the build helper |
//!
//! Some libraries ask for more, and say so to the build helper. A [`Support`] is what that adds:
//!
//! | support | gives |
//! |---|---|
//! | [`SETJMP_ERRORS_ONLY`] | `setjmp` that is 0, and `longjmp` that ends the host's call |
//! | [`SETJMP_EXCEPTIONS`] | `setjmp` and `longjmp` as they are, by way of the exceptions of WebAssembly |
//! | [`PTHREAD`] | locks for a program with one thread |
//! | [`SIGNAL`] | signals for a program that gets none |
//! | [`FILE_STREAMS`] | C++ streams of files, for a C++ library that was built without |
//! | [`CXX`] | C++ `throw` as the end of the host's call, with the name of what was thrown |
//! | [`SIMD_X86`], [`SIMD_NEON`] | the intrinsics of other processors, by way of SIMDe, which is not part of this crate |
//! | [`CXX_EXCEPTIONS`] | C++ `throw` and `catch` as they are, by way of the exceptions of WebAssembly |
//!
//! [Grants](GRANT_MACRO_PREFIX) take stubs away again. The last row of the first table is deliberate. "Not permitted" is an answer that C code must handle anyway; a clock that stands
//! still or a predictable random number is a wrong answer that looks right.
//!
//! The crate has no Rust code that runs inside the fence yet.
#![forbid(unsafe_code)]

/// One C file of the guest's support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CFile {
    /// File name, for messages and debug information.
    pub name: &'static str,
    /// The whole text.
    pub text: &'static str,
}

/// The guard value and failure function that `-fstack-protector-strong` needs.
pub const STACK_GUARD: CFile = CFile { name: "stack_guard.c", text: include_str!("../c/stack_guard.c") };

/// Definitions of the WASI calls behind C streams, files, arguments, environment and `exit`, so that the module
/// imports none of them.
pub const STDIO_STUBS: CFile = CFile { name: "stdio_stubs.c", text: include_str!("../c/stdio_stubs.c") };

/// The first chunk of the scope arena. Compile it with [`ARENA_BYTES_MACRO`] defined as [`ARENA_BYTES`].
pub const ARENA: CFile = CFile { name: "arena.c", text: include_str!("../c/arena.c") };

/// All C files, in the order in which they are linked. The arena comes first: it separates the stack from the
/// guard.
pub const FILES: [CFile; 3] = [ARENA, STDIO_STUBS, STACK_GUARD];

/// Name of the data symbol of the arena. Exported by the linker as a constant global: its address.
pub const ARENA_SYMBOL: &str = "__ringfence_arena";

/// Size of the arena: one page of WebAssembly memory.
pub const ARENA_BYTES: u32 = 65_536;

/// A C macro of this prefix and the name of a capability in capitals removes the stubs of that capability from
/// [`STDIO_STUBS`]: what they answered becomes imports of the module.
pub const GRANT_MACRO_PREFIX: &str = "RINGFENCE_GRANT_";

/// C macro that tells [`ARENA`] its size.
pub const ARENA_BYTES_MACRO: &str = "RINGFENCE_ARENA_BYTES";

/// C files and headers that a library gets when it asks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// Where its headers are written: before those of the C library in the search path, and apart from those of
    /// every other support.
    pub folder: &'static str,
    /// Headers that the C library lacks, or has for other purposes.
    pub headers: &'static [CFile],
    /// Compiled and linked with the library.
    pub files: &'static [CFile],
}

/// `setjmp` for libraries that report errors by it and do nothing else with it.
pub const SETJMP_ERRORS_ONLY: Support = Support {
    folder: "setjmp-errors-only",
    headers: &[CFile { name: "setjmp.h", text: include_str!("../c/setjmp/errors_only/setjmp.h") }],
    files: &[CFile { name: "longjmp.c", text: include_str!("../c/setjmp/errors_only/longjmp.c") }],
};

/// Data symbol of [`SETJMP_ERRORS_ONLY`]: two words, whether `longjmp` was called, and with which value.
pub const LONGJMP_NOTE: &str = "__ringfence_longjmp";

/// `setjmp` in full. Needs a compiler that can rewrite it, and an engine with exceptions.
pub const SETJMP_EXCEPTIONS: Support = Support {
    folder: "setjmp-exceptions",
    headers: &[CFile { name: "setjmp.h", text: include_str!("../c/setjmp/exceptions/setjmp.h") }],
    files: &[CFile { name: "setjmp.c", text: include_str!("../c/setjmp/exceptions/runtime.c") }],
};

/// `pthread.h` for one thread.
pub const PTHREAD: Support = Support {
    folder: "pthread",
    headers: &[CFile { name: "pthread.h", text: include_str!("../c/compat/pthread.h") }],
    files: &[CFile { name: "pthread.c", text: include_str!("../c/compat/pthread.c") }],
};

/// What the emulated signals of wasi-libc lack.
pub const SIGNAL: Support = Support {
    folder: "signal",
    headers: &[CFile { name: "signal.h", text: include_str!("../c/compat/signal.h") }],
    files: &[],
};

/// C++ without handlers.
pub const CXX: Support = Support {
    folder: "cxx",
    headers: &[],
    files: &[CFile { name: "throw.c", text: include_str!("../c/cxx/throw.c") }],
};

/// C++ with handlers. Needs a compiler that makes exceptions in their final encoding, and an engine with them.
pub const CXX_EXCEPTIONS: Support = Support {
    folder: "cxx-exceptions",
    headers: &[],
    files: &[
        CFile { name: "exceptions.cpp", text: include_str!("../c/cxx/exceptions.cpp") },
        CFile { name: "handlers.cpp", text: include_str!("../c/cxx/handlers.cpp") },
        CFile { name: "libcxx.cpp", text: include_str!("../c/cxx/libcxx.cpp") },
    ],
};

/// C++ streams of files, which distributions build their library without.
pub const FILE_STREAMS: Support = Support {
    folder: "fstream",
    headers: &[CFile { name: "__config_site", text: include_str!("../c/compat/fstream/__config_site") }],
    files: &[CFile { name: "fstream.cpp", text: include_str!("../c/compat/fstream.cpp") }],
};

/// Intrinsics of x86 up to SSE4.1. The headers include those of SIMDe, which the build helper finds elsewhere.
pub const SIMD_X86: Support = Support {
    folder: "simd-x86",
    headers: &[
        CFile { name: "emmintrin.h", text: include_str!("../c/simd/x86/emmintrin.h") },
        CFile { name: "immintrin.h", text: include_str!("../c/simd/x86/immintrin.h") },
        CFile { name: "mm_malloc.h", text: include_str!("../c/simd/x86/mm_malloc.h") },
        CFile { name: "mmintrin.h", text: include_str!("../c/simd/x86/mmintrin.h") },
        CFile { name: "pmmintrin.h", text: include_str!("../c/simd/x86/pmmintrin.h") },
        CFile { name: "smmintrin.h", text: include_str!("../c/simd/x86/smmintrin.h") },
        CFile { name: "tmmintrin.h", text: include_str!("../c/simd/x86/tmmintrin.h") },
        CFile { name: "x86intrin.h", text: include_str!("../c/simd/x86/x86intrin.h") },
        CFile { name: "xmmintrin.h", text: include_str!("../c/simd/x86/xmmintrin.h") },
    ],
    files: &[],
};

/// Intrinsics of Arm, in the same way.
pub const SIMD_NEON: Support = Support {
    folder: "simd-neon",
    headers: &[CFile { name: "arm_neon.h", text: include_str!("../c/simd/arm/arm_neon.h") }],
    files: &[],
};

/// Data symbol of [`CXX`] and [`CXX_EXCEPTIONS`]: two words, and the second is the address of a mangled name. The first
/// is 0 when nothing was thrown, 1 when a throw ended in a trap, 2 while an exception of that type is on its way.
pub const THROW_NOTE: &str = "__ringfence_throw";

#[cfg(test)]
mod tests;
