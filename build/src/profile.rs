/// What of a module ships with the application.
///
/// The code is the same in both: the profile only decides which sections stay beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Small: no debug information. A trap names the C functions. The module with everything stays beside it as
    /// `NAME.debug.wasm`, to look up lines later.
    #[default]
    Ship,
    /// Debug information is kept, and a trap names the C file and line (with the runtime's `symbols` feature).
    Symbols,
}

impl Profile {
    /// Whether debug information is kept.
    pub(crate) fn symbols(self) -> bool {
        self == Self::Symbols
    }
}
