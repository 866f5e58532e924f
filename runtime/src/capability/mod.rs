//! What stands behind the capabilities that a build script grants.
//!
//! A fenced library can only compute. A grant in the build script turns a group of calls of its C library into
//! imports of the module; here are the functions that serve them. Each reads and writes guest memory through
//! [`call::Call`], which knows nothing but addresses that were checked, answers with an error number where the
//! guest asks for nonsense, and does a bounded amount of work, because no deadline can interrupt it.

mod call;
mod clock;
mod environment;
mod files;
mod granted;
mod link;
mod output;
mod random;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub use clock::Clock;
pub(crate) use granted::Granted;
pub(crate) use link::link;
pub use output::Stream;
use ringfence_engine::Capability;

use crate::fault::{Cause, Fault};
use files::Provided;
use output::Sink;

/// What the application puts behind the capabilities that a library was granted.
///
/// The build script of a wrapper grants by name (`.grant(Capability::Files)`), and every grant is listed in the
/// executable. What the library then gets to see is said here and handed to [`Pool::provide`](crate::Pool::provide)
/// or [`Sandbox::provide`](crate::Sandbox::provide). What is left out has a default:
///
/// | capability | default | set by |
/// |---|---|---|
/// | clock | the system's clocks, to the millisecond | [`clock`](Self::clock) |
/// | randomness | the operating system's | [`seed`](Self::seed) |
/// | output | lines go to `tracing`, at most 1 MiB in a scope | [`output`](Self::output), [`output_limit`](Self::output_limit) |
/// | environment | empty | [`variable`](Self::variable) |
/// | files | none | [`file`](Self::file), `directory` with the feature of that name |
///
/// ```
/// # use ringfence::Capabilities;
/// let dictionary = Capabilities::new().file("/en.aff", *b"SET UTF-8\n").file("/en.dic", *b"1\nhello\n");
/// ```
#[derive(Clone, Default)]
pub struct Capabilities {
    clock: Option<Clock>,
    seed: Option<u64>,
    sink: Option<Sink>,
    output_limit: Option<u64>,
    variables: BTreeMap<String, String>,
    files: Provided,
}

/// Bytes of output in one scope, unless the application says otherwise.
const OUTPUT_LIMIT: u64 = 1 << 20;

impl Capabilities {
    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What the clocks show.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = Some(clock);
        self
    }

    /// Makes random numbers repeatable: each instance gets the same ones. They are not fit for secrets.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Where lines of `stdout` and `stderr` go. They come without their end, at most 4 KiB each, with what is not
    /// UTF-8 replaced and control characters escaped. Guest data: good for people to read and for nothing else.
    ///
    /// A panic of the closure is treated as one of a callback.
    #[must_use]
    pub fn output(mut self, sink: impl Fn(Stream, &str) + Send + Sync + 'static) -> Self {
        self.sink = Some(Arc::new(sink));
        self
    }

    /// Most bytes of output in one scope. What is written beyond is dropped.
    #[must_use]
    pub fn output_limit(mut self, bytes: u64) -> Self {
        self.output_limit = Some(bytes);
        self
    }

    /// A variable of the environment.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// A file in memory, which the library can only read. The path is absolute, with `/`.
    #[must_use]
    pub fn file(mut self, path: &str, contents: impl Into<Arc<[u8]>>) -> Self {
        self.files.add(path, contents.into());
        self
    }

    /// A folder of the system below which the library can read files; files in memory hide those of the same path.
    /// Links that lead out of it are not followed. Only regular files are opened.
    #[cfg(feature = "directory")]
    #[must_use]
    pub fn directory(mut self, directory: cap_std::fs::Dir) -> Self {
        self.files.serve(directory);
        self
    }

    /// Refuses what cannot be used: things for capabilities that the library has not, and impossible names.
    pub(crate) fn checked(self, granted: &[&str]) -> Result<Self, Fault> {
        let wanted = [
            (self.clock.is_some(), Capability::Clock),
            (self.seed.is_some(), Capability::Randomness),
            (self.sink.is_some() || self.output_limit.is_some(), Capability::Output),
            (!self.variables.is_empty(), Capability::Environment),
            (!self.files.is_empty(), Capability::Files),
        ];
        for (is_wanted, capability) in wanted {
            if is_wanted && !granted.contains(&capability.name()) {
                return Err(Fault::new(Cause::NotGranted { capability }));
            }
        }
        let is_fit = |name: &str| !name.is_empty() && !name.contains(['=', '\0']);
        if !self.variables.iter().all(|(name, value)| is_fit(name) && !value.contains('\0')) {
            let why = "a variable has a name without `=`, and no NUL anywhere";
            return Err(Fault::new(Cause::Argument(why)));
        }
        if !self.files.is_fit() {
            let why = "a file in memory has a path without `..`, of at most 4096 bytes";
            return Err(Fault::new(Cause::Argument(why)));
        }
        Ok(self)
    }
}

impl fmt::Debug for Capabilities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Capabilities")
            .field("clock", &self.clock)
            .field("seeded", &self.seed.is_some())
            .field("variables", &self.variables.len())
            .field("files", &self.files)
            .finish_non_exhaustive()
    }
}
