//! What the macro would write for a library, for tests that do without it.

use ringfence::__private::{Artefact, LibraryLimits};
use ringfence::{Fault, Library, Limits, Pool};

/// Stands for a module that is compiled when the test runs.
pub(crate) const fn artefact(limits: LibraryLimits) -> Artefact {
    Artefact {
        machine_code: &[],
        wasm_sha256: "",
        symbols: false,
        exceptions: false,
        polls: false,
        capabilities: &[],
        arena: None,
        limits,
    }
}

/// Compiles a module from its text; what is no text is taken for the module itself.
pub(crate) fn pool<L: Library>(text: &str, limits: Limits) -> Result<Pool<L>, Fault> {
    Pool::from_wasm(&wat::parse_str(text).unwrap_or_else(|_| text.into()), limits)
}
