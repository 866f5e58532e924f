/// How a library's `setjmp` and `longjmp` work.
///
/// WebAssembly has no jump out of a function. There are two ways to do without, and which one serves is decided by
/// where the library calls `setjmp`.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setjmp {
    /// For libraries that report errors to their *caller* by `longjmp`: `setjmp` gives 0, and `longjmp` ends the
    /// host's call with a fault of its own kind (`Fault::gave_up`). The host puts the stack as it was before the
    /// outermost call and goes on with the same instance, just as C goes on behind `setjmp`: nothing is freed.
    ///
    /// Costs nothing and works with every compiler. Wrong for a library that catches its own jumps to try
    /// something else: what it would do after the second return of `setjmp` does not happen.
    ErrorsOnly,
    /// As C has it, by way of WebAssembly's exceptions. Needs clang 22 (or another compiler that emits them in
    /// their final encoding), and the feature `exceptions` of this crate and of `ringfence`.
    Exceptions,
}

impl Setjmp {
    /// The word used in the record.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ErrorsOnly => "errors-only",
            Self::Exceptions => "exceptions",
        }
    }
}
