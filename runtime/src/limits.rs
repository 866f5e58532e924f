//! What one instance may use.

use std::time::Duration;

use crate::callback::OnPanic;
use crate::fault::{Cause, Fault};
use crate::library::LibraryLimits;

/// Largest linear memory, one page below 4 GiB: the last guest address stays invalid.
const MAX_MEMORY: u64 = (4 << 30) - (64 << 10);

/// Largest table that the engine's pool has room for.
const MAX_TABLE: u64 = 20_000;

/// Stack sizes that an engine can be made for.
const STACK: std::ops::RangeInclusive<u64> = 64 << 10..=64 << 20;

/// Limits of a pool or sandbox.
///
/// `Limits::default()` takes over what the library's wrapper declares in its build script, which in turn
/// starts from the defaults below. Each setter overrides one limit for this pool.
///
/// | limit | default | reached when | the guest sees | the host sees |
/// |---|---|---|---|---|
/// | [`memory`](Self::memory) | 256 MiB | linear memory would grow beyond | `malloc` returns null | a fault if the host itself asked |
/// | [`deadline`](Self::deadline) | 10 s | wall-clock time since the scope opened | nothing, it is stopped | [`FaultKind::Limit`](crate::FaultKind) |
/// | [`stack`](Self::stack) | 1 MiB | native stack used by guest frames | nothing, it is stopped | [`FaultKind::Limit`](crate::FaultKind) |
/// | [`table`](Self::table) | 10 000 | the function table would grow beyond | the growth fails | – |
/// | [`copied_out`](Self::copied_out) | 256 MiB | bytes copied out of guest memory in one scope | – | [`FaultKind::Limit`](crate::FaultKind) |
///
/// A memory limit above the maximum that the linker wrote into the module has no effect: the module's own
/// maximum still holds. Raise it in the build script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    memory: Option<u64>,
    deadline: Option<Duration>,
    stack: Option<u64>,
    table: Option<u32>,
    copied_out: Option<u64>,
}

impl Limits {
    /// Bytes of linear memory, at most 4 GiB less 64 KiB. Rounded down to pages of 64 KiB by the guest.
    #[must_use]
    pub fn memory(mut self, bytes: u64) -> Self {
        self.memory = Some(bytes);
        self
    }

    /// Wall-clock time from the opening of a scope until guest code in it is stopped. Time that the host
    /// spends inside the scope counts. The guest is stopped within a few milliseconds of it.
    #[must_use]
    pub fn deadline(mut self, time: Duration) -> Self {
        self.deadline = Some(time);
        self
    }

    /// Bytes of native stack for guest frames, from 64 KiB to 64 MiB, rounded up to 64 KiB. The calling
    /// thread must have that much left, and 64 KiB more. Each distinct value costs the process an engine.
    #[must_use]
    pub fn stack(mut self, bytes: u64) -> Self {
        self.stack = Some(bytes);
        self
    }

    /// Elements of the function table, at most 20 000.
    #[must_use]
    pub fn table(mut self, elements: u32) -> Self {
        self.table = Some(elements);
        self
    }

    /// Bytes that one scope may copy out of guest memory. Views do not count, they copy nothing.
    #[must_use]
    pub fn copied_out(mut self, bytes: u64) -> Self {
        self.copied_out = Some(bytes);
        self
    }

    /// Fills what was left open from the library's own limits and checks what can be checked now.
    pub(crate) fn resolve(self, library: &LibraryLimits) -> Result<Effective, Fault> {
        let effective = Effective {
            memory: self.memory.unwrap_or(library.memory_bytes),
            deadline: self.deadline.unwrap_or(Duration::from_millis(library.deadline_ms)),
            stack: self.stack.unwrap_or(library.stack_bytes),
            table: self.table.map_or(library.table_elements, u64::from),
            copied_out: self.copied_out.unwrap_or(library.copied_out_bytes),
            on_panic: OnPanic::default(),
        };
        effective.checked()
    }
}

/// Limits with every question answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effective {
    pub(crate) memory: u64,
    pub(crate) deadline: Duration,
    pub(crate) stack: u64,
    pub(crate) table: u64,
    pub(crate) copied_out: u64,
    pub(crate) on_panic: OnPanic,
}

impl Effective {
    fn checked(mut self) -> Result<Self, Fault> {
        let refuse = |why| Err(Fault::new(Cause::Limits(why)));
        if self.memory > MAX_MEMORY {
            return refuse("a memory holds at most 4 GiB less 64 KiB");
        }
        if !STACK.contains(&self.stack) {
            return refuse("a guest stack holds 64 KiB to 64 MiB");
        }
        if self.table > MAX_TABLE {
            return refuse("a function table holds at most 20 000 elements");
        }
        self.stack = self.stack.next_multiple_of(64 << 10);
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::FaultKind;

    const LIBRARY: LibraryLimits = LibraryLimits {
        memory_bytes: 64 << 20,
        deadline_ms: 2_000,
        table_elements: 100,
        stack_bytes: 1 << 20,
        copied_out_bytes: 9,
    };

    #[test]
    fn the_library_fills_what_the_pool_leaves_open() {
        let limits = Limits::default().memory(1 << 20).resolve(&LIBRARY).unwrap();
        assert_eq!((limits.memory, limits.deadline), (1 << 20, Duration::from_secs(2)));
        assert_eq!((limits.table, limits.copied_out), (100, 9));
    }

    #[test]
    fn impossible_limits_are_the_callers_fault() {
        for limits in
            [Limits::default().memory(4 << 30), Limits::default().stack(1), Limits::default().stack(1 << 40)]
        {
            assert_eq!(limits.resolve(&LIBRARY).unwrap_err().kind(), FaultKind::Caller);
        }
    }

    #[test]
    fn a_stack_is_rounded_up() {
        assert_eq!(Limits::default().stack(65_537).resolve(&LIBRARY).unwrap().stack, 131_072);
    }
}
