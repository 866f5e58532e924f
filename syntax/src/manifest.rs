//! `ringfence.json`: what the build helper learned about a library, checked again by the macro.
//!
//! The build helper writes the file beside the module and its machine code; the macro reads it, compares it
//! with the interface that the user wrote and with the bytes on disk, and embeds the machine code. The audit
//! command reads it as evidence of how the module came to be.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Version of the file format; a reader refuses any other.
pub const SCHEMA: u32 = 1;

/// Name of the file in the library's folder.
pub const FILE: &str = "ringfence.json";

/// Everything the build helper states about one compiled library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`SCHEMA`] of the writer.
    pub schema: u32,
    /// The name given to `Library::new` and to the attribute.
    pub library: String,
    /// The crate that shipped the sources, when they came from one.
    pub source: Option<Source>,
    /// What compiled the sources.
    pub toolchain: Toolchain,
    /// Compiler flags in order, without paths of the machine.
    pub flags: Vec<String>,
    /// Every source file, relative to the folder it came from, sorted.
    pub sources: Vec<SourceFile>,
    /// The WebAssembly module.
    pub wasm: Wasm,
    /// The machine code made from it.
    pub artefact: Artefact,
    /// Names of the capabilities that the build script granted.
    pub capabilities: Vec<String>,
    /// Imports left in the module. Empty unless a capability was granted.
    pub imports: Vec<Import>,
    /// Exported functions by name.
    pub exports: BTreeMap<String, Signature>,
    /// Addresses of the exported variables that the interface declares.
    pub globals: BTreeMap<String, u32>,
    /// The linear memory.
    pub memory: Memory,
    /// First chunk of the scope arena, when the module carries one.
    pub arena: Option<Arena>,
    /// [`Interface::layout_digest`](crate::Interface::layout_digest) of each interface whose structs and enums
    /// the C compiler has compared with the headers, sorted. For a prebuilt module there is nothing to compare
    /// with; the build helper has said so in a warning.
    pub layouts: Vec<String>,
    /// Limits that the library's wrapper declares.
    pub limits: Limits,
    /// What a guest written in Rust exports, and what it is made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<Rust>,
    /// Why the library is not there: an optional one, whose sources were not on the machine. Nothing else counts then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent: Option<String>,
    /// What was read from the C headers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<HeaderFile>,
}

/// The file with what was read from the C headers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderFile {
    /// File name in the library's folder.
    pub file: String,
    /// SHA-256 of the whole file.
    pub sha256: String,
    /// What the patterns ask for and the wrapper does not have.
    pub left_out: BTreeMap<String, LeftOut>,
}

/// Something of a header that is not in the wrapper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// Why.
    pub reason: String,
    /// How many parameters it has, if it is a function.
    pub parameters: Option<usize>,
}

/// A guest written in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rust {
    /// Its exported items as they stand in its source, functions without bodies.
    pub exports: Vec<String>,
    /// SHA-256 of its `Cargo.lock`, in hexadecimal: which in turn holds the hashes of all packages.
    pub lock_sha256: String,
    /// Every package of the lock file, as `name version`.
    pub packages: Vec<String>,
}

/// A crate that ships sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Name in the registry.
    pub name: String,
    /// Exact version.
    pub version: String,
}

/// The compiler behind a module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Toolchain {
    /// `clang`, `wasi-sdk`, `zig`, `override`, or `prebuilt` when nothing was compiled.
    pub kind: String,
    /// First line of the compiler's own version text.
    pub version: String,
}

/// One compiled source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// Path relative to the folder of the sources, with `/`.
    pub path: String,
    /// SHA-256 of its contents, in hexadecimal.
    pub sha256: String,
}

/// The module file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wasm {
    /// File name in the library's folder.
    pub file: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the whole file.
    pub sha256: String,
    /// SHA-256 over all sections that are not custom: equal with and without debug information.
    pub code_sha256: String,
    /// Whether DWARF was kept, so that traps can name the C file and line.
    pub symbols: bool,
}

/// The machine code file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Artefact {
    /// File name in the library's folder.
    pub file: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the whole file.
    pub sha256: String,
    /// Target triple it was compiled for.
    pub target: String,
    /// Engine that compiled it.
    pub engine: String,
    /// Whether the engine must know exceptions.
    pub exceptions: bool,
    /// Whether it is stopped at polls, and not by comparing epochs.
    pub polls: bool,
}

/// One import of the module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// Module part of the name.
    pub module: String,
    /// Field part of the name.
    pub name: String,
}

/// A function type in WebAssembly's terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Parameters in order.
    pub params: Vec<WasmType>,
    /// Results; C functions have at most one.
    pub results: Vec<WasmType>,
}

/// A WebAssembly value type that C can pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WasmType {
    /// 32-bit integer, pointer, `bool` or `enum`.
    I32,
    /// 64-bit integer.
    I64,
    /// `float`.
    F32,
    /// `double`.
    F64,
    /// Anything else (a vector, a reference): not callable from the host.
    Other,
}

/// Size of the linear memory, in pages of 64 KiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    /// At start.
    pub minimum_pages: u64,
    /// At most; written into the module by the linker.
    pub maximum_pages: u64,
}

/// A block of guest memory that the C support sets aside for the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arena {
    /// Guest address of the first byte.
    pub address: u32,
    /// Size in bytes.
    pub bytes: u32,
}

/// Limits that hold for each instance unless the application tightens them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Linear memory in bytes.
    pub memory_bytes: u64,
    /// Wall-clock time of a scope in milliseconds.
    pub deadline_ms: u64,
    /// Elements of the function table.
    pub table_elements: u32,
    /// Native stack of guest code in bytes.
    pub stack_bytes: u64,
    /// Bytes that one scope may copy out of guest memory.
    pub copied_out_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            memory_bytes: 256 << 20,
            deadline_ms: 10_000,
            table_elements: 10_000,
            stack_bytes: 1 << 20,
            copied_out_bytes: 256 << 20,
        }
    }
}

impl Manifest {
    /// The folder of a library below a build script's `OUT_DIR`.
    pub fn folder(out_dir: &Path, library: &str) -> PathBuf {
        out_dir.join(library)
    }

    /// A module that was built elsewhere, as it came, in the folder of its library. Its signature lies beside it.
    pub fn prebuilt(folder: &Path, library: &str) -> PathBuf {
        folder.join(format!("{library}.prebuilt.wasm"))
    }

    /// The signature of a module: `NAME.wasm.minisig`, as `minisign -S` calls it.
    pub fn signature(module: &Path) -> PathBuf {
        let mut name = module.as_os_str().to_owned();
        name.push(".minisig");
        PathBuf::from(name)
    }

    /// What is said of a library that is not there.
    pub fn absent(library: &str, reason: String, limits: Limits) -> Self {
        let none = || "none".to_owned();
        Self {
            schema: SCHEMA,
            library: library.to_owned(),
            source: None,
            toolchain: Toolchain { kind: none(), version: none() },
            flags: Vec::new(),
            sources: Vec::new(),
            wasm: Wasm {
                file: none(),
                bytes: 0,
                sha256: String::new(),
                code_sha256: String::new(),
                symbols: false,
            },
            artefact: Artefact {
                file: none(),
                bytes: 0,
                sha256: String::new(),
                target: none(),
                engine: none(),
                exceptions: false,
                polls: false,
            },
            capabilities: Vec::new(),
            imports: Vec::new(),
            exports: BTreeMap::new(),
            globals: BTreeMap::new(),
            memory: Memory { minimum_pages: 0, maximum_pages: 0 },
            arena: None,
            layouts: Vec::new(),
            limits,
            rust: None,
            absent: Some(reason),
            header: None,
        }
    }

    /// Reads the manifest of `library` below `out_dir` and refuses a format it does not know.
    pub fn read(out_dir: &Path, library: &str) -> Result<Self, String> {
        let path = Self::folder(out_dir, library).join(FILE);
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::parse(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Parses the text of a manifest.
    pub fn parse(text: &str) -> Result<Self, String> {
        let manifest: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match manifest.schema {
            SCHEMA => Ok(manifest),
            other => Err(format!(
                "format {other} is not {SCHEMA}: build helper and macro are of different versions"
            )),
        }
    }

    /// The text of the file, indented and ending in a newline.
    pub fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
