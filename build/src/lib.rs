//! For `build.rs`: compiles a C library into a WebAssembly module that can do nothing but compute, checks it, and
//! precompiles it for the target, so that the application that embeds it needs no compiler.
//!
//! # Example
//!
//! `Cargo.toml` lists the crate that ships the C sources under a target that never is. Cargo locks it, checks its
//! hash, vendors and audits it, and never builds it:
//!
//! ```toml
//! [dependencies]
//! ringfence = "0.1"
//!
//! [build-dependencies]
//! ringfence-build = "0.1"
//!
//! [target.'cfg(any())'.dependencies]
//! stb_image = "=0.3.0"
//!
//! # Makes the compiler in the build helper two to three times as fast.
//! [profile.dev.build-override]
//! opt-level = 1
//! ```
//!
//! `build.rs` says which files to compile. An error is returned from `main` as it is; its text names what is wrong
//! and what to type:
//!
//! ```no_run
//! fn main() -> Result<(), ringfence_build::Error> {
//!     ringfence_build::Library::new("stb_image")
//!         .source_crate("stb_image")
//!         .file("src/stb_image.c")
//!         .define("STB_IMAGE_IMPLEMENTATION", None)
//!         .define("STBI_NO_STDIO", None)
//!         .memory_limit(128 << 20)
//!         .compile()?;
//!     Ok(())
//! }
//! ```
//!
//! `src/lib.rs` declares the functions. The helper reads the declaration too: it exports these functions and no
//! others, and compares their types with the module's.
//!
//! ```ignore
//! #[ringfence::library("stb_image")]
//! pub mod stb_image {
//!     use std::ffi::{c_char, c_int, c_void};
//!     extern "C" {
//!         pub fn stbi_load_from_memory(
//!             buffer: *const u8,
//!             len: c_int,
//!             x: *mut c_int,
//!             y: *mut c_int,
//!             channels_in_file: *mut c_int,
//!             desired_channels: c_int,
//!         ) -> *mut u8;
//!         pub fn stbi_image_free(pixels: *mut c_void);
//!     }
//! }
//! ```
//!
//! # What is left in `OUT_DIR/NAME`
//!
//! | file | is |
//! |---|---|
//! | `NAME.wasm` | the module, as small as the [profile](Profile) says |
//! | `NAME.cwasm` | its machine code, which the macro embeds |
//! | `ringfence.json` | the [record](Manifest): compiler, flags, hashes of every source and of the module, imports, exports, limits |
//! | `NAME.debug.wasm` | the module with debug information, when the other has none |
//!
//! The same sources give the same bytes from any folder and at any time: no path, date or version text of the
//! distribution is in the module.
//!
//! # What is checked
//!
//! - The module is valid, and uses only what compiled C needs: no threads, no 64-bit memory, no garbage collection,
//!   and exceptions only when [`Setjmp::Exceptions`] or [`Library::cpp_exceptions`] asked for them.
//! - It imports nothing that was not [granted](Library::grant). A library that reads the clock or asks for random
//!   numbers is refused with the name of the function. Streams, files, `getenv` and `exit` have stubs that answer
//!   like a system on which nothing is permitted (see the crate `ringfence-guest`).
//! - Every function that was promised is there, with the type that the interface says.
//! - Every struct and enum of the interface has the layout of the C header: the C compiler compares them. This needs
//!   [`header`](Library::header).
//! - Its memory has a maximum, within the [limit](Library::memory_limit).
//!
//! # Hardening
//!
//! Always on: the stack lies below all data, so that an overflow traps instead of running into variables;
//! `-fstack-protector-strong`; the headers and variables (`CPATH`, `CFLAGS`) of this machine are out of reach; the
//! linker is called directly, since a compiler's driver would run whatever `wasm-opt` it finds.
//!
//! # Where the sources come from
//!
//! | call | paths are relative to |
//! |---|---|
//! | [`file`](Library::file), [`include`](Library::include) | the package |
//! | the same, after [`source_crate`](Library::source_crate) | the folder of that crate |
//! | the same, after `source_archive`, feature `archives` | the top folder of the archive |
//! | [`own_file`](Library::own_file), [`own_include`](Library::own_include) | the package |
//!
//! The crate's folder is that of the version in the lock file. Cargo does not download what it does not build, so
//! where no network can be reached during the build, run `cargo fetch` (or `cargo vendor`) before.
//!
//! # Compilers
//!
//! A wasi-sdk, a `clang` of the distribution from version 14 with wasi-libc, or zig; the first that proves itself on
//! a few lines is taken. The module [`toolchain`] says more. When none fits, the error lists what was tried, why it
//! failed, and the command that fixes it.
//!
//! # Variables
//!
//! | variable | effect |
//! |---|---|
//! | `RINGFENCE_WASM_CC` | the C compiler, with arguments (`zig cc`); nothing else is tried then |
//! | `RINGFENCE_WASM_LD` | the linker for it (`wasm-ld`, `rust-lld -flavor wasm`) |
//! | `RINGFENCE_WASM_SYSROOT` | the WASI sysroot for it |
//! | `WASI_SDK_PATH` | the folder of a wasi-sdk |
//! | `RINGFENCE_SOURCE_NAME` | the folder with the sources of the source crate `NAME`; or the archive `NAME` |
//! | `RINGFENCE_ARCHIVES` | the folder with source archives, in place of `target/ringfence-archives` |
//! | `RINGFENCE_SIMDE` | the folder that holds `simde`, for [`Simd`] |
//! | `RINGFENCE_PREBUILT_NAME` | a ready module for the library `NAME`: no compiler is needed, the checks are the same |
//!
//! Names are in upper case with `_` for `-`.
//!
//! # When it runs again
//!
//! Cargo is told to watch the sources, the headers they include, the file with the interface, the lock file, the
//! compiler and the variables above. When the script does run, a fingerprint over the contents of all of these
//! decides whether anything is compiled: a run that finds nothing changed takes well under a tenth of a second.
//! One thing is not seen: a new header that shadows another one earlier in the list of include folders.
//!
//! # Other processors
//!
//! The artefact runs on every machine of cargo's `TARGET`. A target with another processor than the machine that
//! builds needs the feature `cross`.
//!
//! # Outside a build script
//!
//! Tools and tests call [`Library::manifest_dir`], [`out_dir`](Library::out_dir), [`target`](Library::target) and
//! [`host`](Library::host) in place of cargo's variables; nothing is printed then, and [`Compiled`] says what to
//! watch.
//!
//! # Limits of this version
//!
//! There are no threads.
#![forbid(unsafe_code)]

mod bindings;
mod bits;
mod compat;
mod compile;
mod compiled;
mod context;
mod depfile;
mod environment;
mod error;
mod files;
mod fingerprint;
mod flags;
mod functions;
mod inputs;
mod interface;
mod layout;
mod library;
mod link;
mod module;
mod pipeline;
mod precompile;
mod profile;
mod record;
mod rerun;
mod rust;
mod script;
mod setjmp;
mod signature;
mod simd;
mod source;
mod strip;
mod support;
mod sysroot;
pub mod toolchain;

pub use compat::Compat;
pub use compiled::Compiled;
pub use environment::Environment;
pub use error::Error;
pub use library::{DEFAULT_STACK_SIZE, Library};
pub use profile::Profile;
pub use ringfence_engine::Capability;
pub use ringfence_syntax::manifest::{Limits, Manifest};
pub use rust::Tried;
pub use setjmp::Setjmp;
pub use simd::Simd;
