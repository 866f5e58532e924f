//! The clock that ends endless loops.
//!
//! One thread per process looks every millisecond which scopes are late, and revokes the [page](crate::raw::poll) that
//! their guests poll. For guests that compare epochs instead, it advances these. While no scope is open the thread
//! sleeps for good and costs nothing. It keeps ticking for a moment after the last scope closes, so that a stream of
//! short scopes never pays for waking it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use ringfence_engine::wasmtime::Engine;

use crate::fault::{Cause, Fault};
use crate::raw::poll;

/// Length of a tick: how late a deadline may be noticed, scheduling aside.
const TICK: Duration = Duration::from_millis(1);

/// Ticks without an open scope after which the thread goes to sleep.
const IDLE_TICKS: u32 = 100;

/// Ticks made up for at once when the machine was too busy (or suspended) to tick in time.
const MAX_CATCH_UP: u32 = 10_000;

static OPEN: AtomicUsize = AtomicUsize::new(0);
static ASLEEP: AtomicBool = AtomicBool::new(false);
static THREAD: OnceLock<Result<Thread, String>> = OnceLock::new();
static ENGINES: Mutex<Vec<Engine>> = Mutex::new(Vec::new());

/// Keeps the clock running.
pub(crate) struct Ticking(());

/// Adds an engine to those whose guests compare epochs. Engines live as long as the process.
pub(super) fn serve(engine: Engine) {
    ENGINES.lock().unwrap_or_else(PoisonError::into_inner).push(engine);
}

/// The number of ticks after which `time` has surely passed.
pub(super) fn ticks(time: Duration) -> u64 {
    u64::try_from(time.as_nanos().div_ceil(TICK.as_nanos())).unwrap_or(u64::MAX / 2).clamp(1, u64::MAX / 2)
}

impl Ticking {
    /// Starts or joins the running clock.
    pub(crate) fn start() -> Result<Self, Fault> {
        let thread =
            THREAD.get_or_init(spawn).as_ref().map_err(|why| Fault::new(Cause::Host(why.clone().into())))?;
        OPEN.fetch_add(1, SeqCst);
        // Either this load sees that the thread fell asleep, or the thread's own check, which follows its
        // store to ASLEEP, sees the scope counted above.
        if ASLEEP.load(SeqCst) {
            thread.unpark();
        }
        Ok(Self(()))
    }
}

impl Drop for Ticking {
    fn drop(&mut self) {
        OPEN.fetch_sub(1, SeqCst);
    }
}

fn spawn() -> Result<Thread, String> {
    thread::Builder::new()
        .name("ringfence-watchdog".into())
        .stack_size(128 << 10)
        .spawn(tick_for_ever)
        .map(|handle| handle.thread().clone())
        .map_err(|error| format!("the watchdog thread could not start: {error}"))
}

fn tick_for_ever() {
    let mut idle = 0_u32;
    let mut last = Instant::now();
    loop {
        thread::sleep(TICK);
        let due = due(last.elapsed());
        // What is left over counts towards the next tick, or each would be late by the timer's slack.
        let given = if due < MAX_CATCH_UP { last.checked_add(TICK.saturating_mul(due)) } else { None };
        last = given.unwrap_or_else(Instant::now);
        poll::revoke_overdue();
        for engine in ENGINES.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            (0..due).for_each(|_| engine.increment_epoch());
        }
        idle = if OPEN.load(SeqCst) == 0 { idle.saturating_add(1) } else { 0 };
        if idle >= IDLE_TICKS {
            sleep_until_needed();
            (idle, last) = (0, Instant::now());
        }
    }
}

/// Whole ticks in the time since the last ones were given.
fn due(elapsed: Duration) -> u32 {
    let ticks = elapsed.as_nanos().checked_div(TICK.as_nanos()).unwrap_or(0);
    u32::try_from(ticks).unwrap_or(u32::MAX).clamp(1, MAX_CATCH_UP)
}

fn sleep_until_needed() {
    ASLEEP.store(true, SeqCst);
    while OPEN.load(SeqCst) == 0 {
        thread::park();
    }
    ASLEEP.store(false, SeqCst);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_ticks_are_made_up_for_and_never_in_advance() {
        assert_eq!(due(Duration::from_micros(1_999)), 1);
        assert_eq!(due(Duration::from_micros(2_060)), 2);
        assert_eq!(due(Duration::from_secs(86_400)), MAX_CATCH_UP);
    }

    #[test]
    fn ticks_round_up_and_never_reach_zero() {
        assert_eq!(ticks(Duration::ZERO), 1);
        assert_eq!(ticks(Duration::from_micros(1_001)), 2);
        assert_eq!(ticks(Duration::MAX), u64::MAX / 2);
    }
}
