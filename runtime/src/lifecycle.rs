/// How long an instance lives.
///
/// Whatever is chosen, an instance is discarded after a trap, after a scope that returned an error, and after
/// a panic of the host.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lifecycle {
    /// Every scope gets a fresh instance: nothing that one input did to the library can reach the next.
    /// The right choice for untrusted input.
    #[default]
    Fresh,
    /// An instance serves up to this many scopes. Saves its creation; an input that corrupted the library
    /// without being noticed can affect the results for the following ones.
    Reuse(u32),
    /// An instance serves scopes for as long as all goes well.
    Keep,
}

impl Lifecycle {
    /// Whether an instance that has served `scopes` may serve another.
    pub(crate) fn keeps(self, scopes: u32) -> bool {
        match self {
            Self::Fresh => false,
            Self::Reuse(most) => scopes < most,
            Self::Keep => true,
        }
    }
}
