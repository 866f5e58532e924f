//! Sections of a module.

use serde::Serialize;

/// A section and the size of its contents.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Section {
    /// Custom sections have names of their own.
    pub(crate) name: String,
    pub(crate) bytes: u64,
}

/// The name of a section by its number, as the specification has it (WebAssembly 2.0, 5.5.2).
pub(crate) const fn name(id: u8) -> &'static str {
    match id {
        1 => "types",
        2 => "imports",
        3 => "functions",
        4 => "tables",
        5 => "memories",
        6 => "variables",
        7 => "exports",
        8 => "start",
        9 => "elements",
        10 => "code",
        11 => "data",
        12 => "data count",
        13 => "tags",
        _ => "unknown",
    }
}
