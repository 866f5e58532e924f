use std::time::Instant;

use ringfence_engine::wasmtime::{ResourceLimiter, Result, Store, UpdateDeadline};

use super::watchdog;
use crate::limits::Effective;

/// The host's data in a store: limits, and which of them the guest has met.
pub(crate) struct Host {
    limits: Effective,
    end: Instant,
    memory_refused: bool,
}

/// The error with which guest code is stopped when its time is up.
#[derive(Debug, thiserror::Error)]
#[error("deadline reached")]
pub(super) struct DeadlineReached;

impl Host {
    pub(super) fn new(limits: Effective) -> Self {
        Self { limits, end: Instant::now(), memory_refused: false }
    }

    pub(crate) fn limits(&self) -> &Effective {
        &self.limits
    }

    pub(crate) fn memory_was_refused(&self) -> bool {
        self.memory_refused
    }
}

/// Starts the clock of a scope. Calls pay nothing for it: the deadline is the store's, not the call's.
pub(super) fn start_clock(store: &mut Store<Host>) {
    let now = Instant::now();
    let host = store.data_mut();
    // A deadline beyond what the clock can express never comes: a year is as good.
    host.end =
        now.checked_add(host.limits.deadline).unwrap_or(now + std::time::Duration::from_secs(31_536_000));
    host.memory_refused = false;
    let ticks = watchdog::ticks(host.end.saturating_duration_since(now));
    store.set_epoch_deadline(ticks);
}

/// Called by guest code when its epoch deadline has passed. Ticks are a rough clock: the real one decides.
pub(super) fn on_epoch(store: &mut Store<Host>) {
    store.epoch_deadline_callback(|context| {
        let left = context.data().end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            Err(DeadlineReached.into())
        } else {
            Ok(UpdateDeadline::Continue(watchdog::ticks(left)))
        }
    });
}

impl ResourceLimiter for Host {
    fn memory_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> Result<bool> {
        let granted = desired as u64 <= self.limits.memory;
        self.memory_refused |= !granted;
        Ok(granted)
    }

    fn table_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> Result<bool> {
        Ok(desired as u64 <= self.limits.table)
    }
}
