//! What every wrapper must stand: a thousand damaged files, two threads on one pool, no growth.
//!
//! ```ignore
//! Checks::new(fenced_zstd::pool()?, |pool, file| fenced_zstd::decompress(pool, file, 1 << 20))
//!     .file("a text", compressed)
//!     .run()
//!     .assert_refused(300);
//! ```
//!
//! The files given are good. Each is read first, and again between the damaged ones: it must be served, with the same
//! answer, whatever came before. A damaged file may be read, be refused, break the library or reach a limit. The host
//! and the caller must not be at fault, and no round may leave memory behind.
#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a check that fails ends its test"
)]

mod damage;
mod memory;

use std::collections::BTreeMap;
use std::fmt;

use ringfence::{Fault, FaultKind, Library, Lifecycle, Pool};

pub use self::damage::damaged;
pub use self::memory::resident_bytes;

/// Damaged files in all, where the test says nothing else.
const ROUNDS: u64 = 1000;

/// Set to a number, the damaged files of every check, whatever the tests ask for.
const VARIABLE: &str = "RINGFENCE_CHECK_ROUNDS";

type Read<'r, L, T> = Box<dyn Fn(&Pool<L>, &[u8]) -> Result<T, Fault> + Send + Sync + 'r>;

/// A wrapper and good files for it.
pub struct Checks<'r, L: Library, T> {
    pool: Pool<L>,
    read: Read<'r, L, T>,
    files: Vec<(String, Vec<u8>)>,
    rounds: u64,
    keep: usize,
}

impl<L: Library, T> fmt::Debug for Checks<'_, L, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checks").field("library", &L::NAME).field("files", &self.files.len()).finish()
    }
}

impl<'r, L: Library, T: PartialEq + fmt::Debug + Send + Sync> Checks<'r, L, T> {
    /// Checks what `read` does with files.
    pub fn new(pool: Pool<L>, read: impl Fn(&Pool<L>, &[u8]) -> Result<T, Fault> + Send + Sync + 'r) -> Self {
        // An instance that serves on is the only one that can grow.
        let pool = pool.lifecycle(Lifecycle::Keep);
        Self { pool, read: Box::new(read), files: Vec::new(), rounds: ROUNDS, keep: 0 }
    }

    /// Adds a good file.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((name.into(), bytes.into()));
        self
    }

    /// How many damaged files there are in all: 1000 without it. For libraries that take long.
    #[must_use]
    pub fn rounds(mut self, rounds: u64) -> Self {
        self.rounds = rounds;
        self
    }

    /// Leaves the first `bytes` of every file alone, so that the damage gets past a signature.
    #[must_use]
    pub fn keep(mut self, bytes: usize) -> Self {
        self.keep = bytes;
        self
    }

    /// Runs all checks.
    ///
    /// # Panics
    ///
    /// When one fails, naming the file and the seed of its damage.
    pub fn run(self) -> Summary {
        assert!(!self.files.is_empty(), "there is nothing to check");
        let rounds = std::env::var(VARIABLE).map_or(self.rounds, |text| {
            text.parse().unwrap_or_else(|_| panic!("{VARIABLE} is a number, not {text:?}"))
        });
        let expected: Vec<T> = self.files.iter().map(|file| self.good(file)).collect();
        // Two passes over the same files: what the first did not need, the second has no reason to.
        let (mut summary, first) = self.pass(&expected, 0..rounds / 2);
        let (_, second) = self.pass(&expected, 0..rounds / 2);
        assert!(second <= first, "memory went from {first} to {second} bytes with the same files");
        let resident = memory::resident_bytes();
        std::thread::scope(|threads| {
            let halves = [rounds / 2..rounds * 3 / 4, rounds * 3 / 4..rounds];
            let (checks, expected) = (&self, &expected);
            let running = halves.map(|half| threads.spawn(move || checks.pass(expected, half).0));
            for thread in running {
                summary.add(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
        });
        let grown = memory::resident_bytes().saturating_sub(resident);
        // A second instance is alive by then, and allocators keep a few megabytes for each thread.
        let allowed = 2 * u64::try_from(first).unwrap_or(u64::MAX) + (32 << 20);
        assert!(grown <= allowed, "the process grew by {grown} bytes, where {allowed} are for its threads");
        println!("{summary}");
        summary
    }

    /// Reads damaged files, and good ones between them. Returns the most memory that the instance came to.
    fn pass(&self, expected: &[T], seeds: std::ops::Range<u64>) -> (Summary, usize) {
        let mut summary = Summary::default();
        let mut most = 0;
        for seed in seeds {
            let at = usize::try_from(seed).unwrap_or(0) % self.files.len();
            let (file, expected) = (&self.files[at], &expected[at]);
            summary.count((self.read)(&self.pool, &damaged(&file.1, self.keep, seed)), &file.0, seed);
            if seed % 16 == 0 {
                assert_eq!(&self.good(file), expected, "{} reads differently after seed {seed}", file.0);
            }
            most = most.max(self.pool.scope(|s| Ok(s.memory_bytes())).expect("an instance must be had"));
        }
        (summary, most)
    }

    fn good(&self, (name, bytes): &(String, Vec<u8>)) -> T {
        (self.read)(&self.pool, bytes).unwrap_or_else(|fault| panic!("{name} is a good file: {fault}"))
    }
}

/// What became of the damaged files.
#[derive(Debug, Default)]
pub struct Summary {
    read: u64,
    faults: BTreeMap<&'static str, u64>,
}

impl Summary {
    fn count<T>(&mut self, result: Result<T, Fault>, name: &str, seed: u64) {
        let kind = match result {
            Ok(_) => {
                self.read += 1;
                return;
            }
            Err(fault) => match fault.kind() {
                FaultKind::Refused => "refused",
                FaultKind::Rejected => "rejected",
                FaultKind::Guest => "trapped or lied",
                FaultKind::Limit => "stopped by a limit",
                kind => panic!("{name}, damaged with seed {seed}, was laid on {kind:?}: {fault}"),
            },
        };
        *self.faults.entry(kind).or_default() += 1;
    }

    fn add(&mut self, other: Self) {
        self.read += other.read;
        for (kind, count) in other.faults {
            *self.faults.entry(kind).or_default() += count;
        }
    }

    /// How many damaged files ended with a fault.
    pub fn faults(&self) -> u64 {
        self.faults.values().sum()
    }

    /// How many were read nonetheless, or answered with an error of the wrapper's own inside its `Ok`.
    pub fn read(&self) -> u64 {
        self.read
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} damaged files: {} read", self.read + self.faults(), self.read)?;
        self.faults.iter().try_for_each(|(kind, count)| write!(f, ", {count} {kind}"))
    }
}
