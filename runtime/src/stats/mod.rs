//! What crosses the fence, counted: for finding out what a library costs, and where.
//!
//! Off until [`count`] turns it on; until then it costs one load of a flag in each call.
//!
//! ```
//! ringfence::stats::count(true);
//! // … work with fenced libraries …
//! println!("{}", ringfence::stats());
//! ```

mod table;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::fault::FaultKind;

static ON: AtomicBool = AtomicBool::new(false);

/// By the name of the library.
static LIBRARIES: Mutex<BTreeMap<&'static str, Counts>> = Mutex::new(BTreeMap::new());

/// Counts from now on, in all threads, or no longer. What was counted stays.
pub fn count(on: bool) {
    ON.store(on, Relaxed);
}

/// What was counted so far.
pub fn stats() -> Stats {
    Stats { libraries: counts().iter().map(|(&name, counts)| counts.told(name)).collect() }
}

/// What was counted of all libraries. Its text is a table of 80 columns: the libraries, and below each the functions that
/// were called most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stats {
    /// In alphabetical order.
    pub libraries: Vec<LibraryStats>,
}

/// What was counted of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LibraryStats {
    /// The name given to the build helper.
    pub name: &'static str,
    /// Scopes that ended.
    pub scopes: u64,
    /// Calls into the library; a row of calls counts once for each time that the guest was entered.
    pub calls: u64,
    /// Time in them, with that of closures that the library called. A call made by such a closure is part of both.
    pub inside: Duration,
    /// Calls of closures by the library.
    pub called_back: u64,
    /// Bytes copied out of its memory, as they count against the limit.
    pub copied_out: u64,
    /// Bytes of the largest memory that an instance had when its scope ended.
    pub peak_memory: u64,
    /// Scopes that ended in a fault, by who was at fault.
    pub faults: Vec<(FaultKind, u64)>,
    /// Functions of the interface that were called, those with the most calls first.
    pub functions: Vec<FunctionStats>,
}

/// What was counted of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FunctionStats {
    /// The name in C.
    pub name: &'static str,
    /// Calls.
    pub calls: u64,
    /// Time in them, as for the [library](LibraryStats::inside).
    pub inside: Duration,
}

#[derive(Default)]
struct Counts {
    scopes: u64,
    called_back: u64,
    copied_out: u64,
    peak_memory: u64,
    faults: Vec<(FaultKind, u64)>,
    functions: BTreeMap<&'static str, (u64, Duration)>,
}

impl Counts {
    fn told(&self, name: &'static str) -> LibraryStats {
        let functions = self.functions.iter();
        let mut functions: Vec<_> =
            functions.map(|(&name, &(calls, inside))| FunctionStats { name, calls, inside }).collect();
        functions.sort_by_key(|function| std::cmp::Reverse(function.calls));
        LibraryStats {
            name,
            scopes: self.scopes,
            calls: functions.iter().fold(0, |sum, function| sum.saturating_add(function.calls)),
            inside: functions.iter().fold(Duration::ZERO, |sum, one| sum.saturating_add(one.inside)),
            called_back: self.called_back,
            copied_out: self.copied_out,
            peak_memory: self.peak_memory,
            faults: self.faults.clone(),
            functions,
        }
    }
}

fn counts() -> MutexGuard<'static, BTreeMap<&'static str, Counts>> {
    LIBRARIES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether anything is counted.
#[inline]
pub(crate) fn is_on() -> bool {
    ON.load(Relaxed)
}

/// When a call begins, if it is counted.
#[inline]
pub(crate) fn beginning() -> Option<Instant> {
    is_on().then(Instant::now)
}

/// A call ended.
#[cold]
pub(crate) fn called(library: &'static str, function: &'static str, beginning: Instant) {
    let time = beginning.elapsed();
    let mut counts = counts();
    let (calls, inside) = counts.entry(library).or_default().functions.entry(function).or_default();
    *calls = calls.saturating_add(1);
    *inside = inside.saturating_add(time);
}

/// A closure is about to run.
#[cold]
pub(crate) fn called_back(library: &'static str) {
    let mut counts = counts();
    let one = counts.entry(library).or_default();
    one.called_back = one.called_back.saturating_add(1);
}

/// A scope ended.
#[cold]
pub(crate) fn ended(library: &'static str, copied_out: u64, memory: u64, fault: Option<FaultKind>) {
    let mut counts = counts();
    let one = counts.entry(library).or_default();
    one.scopes = one.scopes.saturating_add(1);
    one.copied_out = one.copied_out.saturating_add(copied_out);
    one.peak_memory = one.peak_memory.max(memory);
    let Some(kind) = fault else { return };
    match one.faults.iter_mut().find(|(known, _)| *known == kind) {
        Some((_, count)) => *count = count.saturating_add(1),
        None => one.faults.push((kind, 1)),
    }
}
