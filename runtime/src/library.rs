//! What the macro says about a library.

/// A fenced library. Implemented by `#[ringfence::library]` on a marker type, never by hand.
pub trait Library: 'static + Sized {
    /// The exported functions, looked up on first use in each instance.
    #[doc(hidden)]
    type Functions: Default + Send + Sync;
    /// Name given to the build helper and to the attribute.
    const NAME: &'static str;
    /// The compiled module and what is known about it.
    #[doc(hidden)]
    const ARTEFACT: &'static Artefact;
    /// Why the module is not there, when the build did without it.
    #[doc(hidden)]
    const ABSENT: Option<&'static str> = None;
    /// Export names, in the order of the indices that generated calls use.
    #[doc(hidden)]
    const FUNCTIONS: &'static [&'static str];
    /// The interface as text, in the words of `ringfence-syntax`: what a hostile twin is made from. Nothing
    /// else refers to it, so it is in no executable without the feature `hostile`.
    #[doc(hidden)]
    const INTERFACE: &'static str = "";
}

/// A compiled module as it is embedded in the executable.
#[doc(hidden)]
#[derive(Debug)]
pub struct Artefact {
    /// Machine code, precompiled for the target.
    pub machine_code: &'static [u8],
    /// SHA-256 of the WebAssembly module it was made from, in hexadecimal.
    pub wasm_sha256: &'static str,
    /// Whether the module kept its debug information.
    pub symbols: bool,
    /// Whether the engine must know exceptions.
    pub exceptions: bool,
    /// Whether it is stopped at polls, and not by comparing epochs.
    pub polls: bool,
    /// Names of the capabilities that the build script granted.
    pub capabilities: &'static [&'static str],
    /// Address and size of the block that the C support sets aside for the host.
    pub arena: Option<(u32, u32)>,
    /// What the wrapper declares.
    pub limits: LibraryLimits,
}

/// Limits that a wrapper declares in its build script.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct LibraryLimits {
    /// Linear memory in bytes.
    pub memory_bytes: u64,
    /// Wall-clock time of a scope in milliseconds.
    pub deadline_ms: u64,
    /// Elements of the function table.
    pub table_elements: u64,
    /// Native stack of guest code in bytes.
    pub stack_bytes: u64,
    /// Bytes that one scope may copy out.
    pub copied_out_bytes: u64,
}
