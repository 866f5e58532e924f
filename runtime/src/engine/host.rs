use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use ringfence_engine::wasmtime::{
    Instance as EngineInstance, Memory, ResourceLimiter, Result, Store, StoreContextMut, Table,
    UpdateDeadline,
};

use super::longjmp::Recovery;
use super::watchdog;
use crate::callback::{self, Callbacks, Stop};
use crate::capability::Granted;
use crate::fault::Fault;
use crate::image::Image;
use crate::limits::Effective;
use crate::object::Objects;
use crate::owned::Ownership;
use crate::raw::fast::Door;
use crate::scope::{Arena, Window, Windows};

/// The floor of an instance that takes no more calls.
const TRAPPED: usize = usize::MAX;

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

/// The host's data in a store: everything about an instance that is not the guest's own.
///
/// It lies in the store and not in a scope, because a callback reaches it only through the store.
pub(crate) struct Host {
    /// Tells this instance from every other one of the process, gone ones included.
    pub(crate) id: u64,
    /// Calls are refused while the stack pointer is below this address: so much stack must be left for the
    /// guest. After a trap it is the highest address there is, so that one comparison refuses both.
    pub(crate) floor: usize,
    /// The same for the guest's calls of closures, and for calls that these make.
    pub(crate) closure_floor: usize,
    pub(crate) nested_floor: usize,
    /// The functions that were looked up; of the type that the library's marker names.
    pub(crate) functions: Arc<dyn Any + Send + Sync>,
    pub(crate) parts: Option<Parts>,
    /// What opens an activation for a scope, where calls are fast.
    pub(crate) door: Option<Door>,
    pub(crate) arena: Arena,
    /// Where inputs are mapped.
    pub(crate) windows: Windows,
    /// What it started from, if not from the module alone.
    pub(crate) image: Option<Arc<Image>>,
    /// Where that is mapped.
    pub(crate) foundation: Option<Window>,
    /// Bytes that were copied out of the guest in this scope.
    pub(crate) copied_out: u64,
    pub(crate) callbacks: Callbacks,
    pub(crate) objects: Objects,
    /// What the guest handed out and gets back.
    pub(crate) ownership: Ownership,
    /// What it may do beyond computing.
    pub(crate) granted: Granted,
    /// Why host code wants the guest unwound.
    pub(crate) stop: Option<Stop>,
    /// What the library gave to `longjmp`, until all guest code is unwound.
    pub(crate) gave_up: Option<i32>,
    /// The floor of calls that are not made from a callback.
    outermost_floor: usize,
    limits: Effective,
    end: Instant,
    /// Whether the guest's code looks by itself whether it may go on.
    polls: bool,
    memory_refused: bool,
}

/// What an instance exports for the host's own use.
#[derive(Clone, Copy)]
pub(crate) struct Parts {
    pub(crate) instance: EngineInstance,
    pub(crate) memory: Memory,
    /// Absent in modules built elsewhere that keep their table to themselves.
    pub(crate) table: Option<Table>,
    /// How to go on after a `longjmp`.
    pub(crate) recovery: Option<Recovery>,
}

/// The error with which guest code is stopped when its time is up.
#[derive(Debug, thiserror::Error)]
#[error("deadline reached")]
pub(super) struct DeadlineReached;

impl Host {
    pub(super) fn new(
        limits: Effective,
        polls: bool,
        arena: Arena,
        functions: Arc<dyn Any + Send + Sync>,
        granted: Granted,
        image: Option<Arc<Image>>,
    ) -> Self {
        Self {
            id: NEXT_ID.fetch_add(1, Relaxed),
            floor: 0,
            closure_floor: 0,
            nested_floor: 0,
            functions,
            parts: None,
            door: None,
            arena,
            windows: Windows::default(),
            image,
            foundation: None,
            copied_out: 0,
            callbacks: Callbacks::default(),
            objects: Objects::default(),
            ownership: Ownership::default(),
            granted,
            stop: None,
            gave_up: None,
            outermost_floor: 0,
            limits,
            end: Instant::now(),
            polls,
            memory_refused: false,
        }
    }

    pub(crate) fn limits(&self) -> &Effective {
        &self.limits
    }

    /// Instances that this one started from.
    pub(crate) fn origins(&self) -> impl Iterator<Item = u64> {
        self.image.iter().flat_map(|image| image.instances().iter().copied())
    }

    /// Whether what was kept in the instance `id` is good in this one.
    pub(crate) fn continues(&self, id: u64) -> bool {
        self.id == id || self.origins().any(|origin| origin == id)
    }

    pub(crate) fn memory_was_refused(&self) -> bool {
        self.memory_refused
    }

    /// Whether an access that faulted is a poll after the deadline. One that was wild and came late is taken for it.
    pub(super) fn is_overdue(&self) -> bool {
        self.polls && Instant::now() >= self.end
    }

    /// Whether guest code was interrupted in this instance, so that its state means nothing any more.
    #[inline]
    pub(crate) fn trapped(&self) -> bool {
        self.floor == TRAPPED
    }

    /// Lets no call into this instance any more.
    pub(crate) fn condemn(&mut self) {
        self.floor = TRAPPED;
    }

    /// Lets calls in again, after all guest code was unwound.
    pub(super) fn pardon(&mut self) {
        self.gave_up = None;
        self.floor = self.outermost_floor;
    }

    /// Sets the floor for the calls of a scope, and those of the thread that it is on.
    pub(super) fn set_floor(&mut self, floor: usize) {
        self.floor = floor;
        self.outermost_floor = floor;
        (self.closure_floor, self.nested_floor) = callback::floors();
    }

    /// Hands on output that is still without a line end. What the guest wrote decides whether the application's
    /// closure runs here or in a call, so its panics end in the same way.
    pub(crate) fn end_output(&mut self) -> Result<(), Fault> {
        match catch_unwind(AssertUnwindSafe(|| self.granted.end_scope())) {
            Ok(()) => Ok(()),
            Err(payload) => Err(Stop::Panic(payload).into_fault(self.limits.on_panic)),
        }
    }

    /// Makes everything ready for a new scope.
    pub(super) fn renew(&mut self, limits: Effective) {
        self.limits = limits;
        self.arena.reset();
        self.copied_out = 0;
    }
}

/// Starts the clock of a scope and says when its time is up. Calls pay nothing for it: the deadline is the store's, not
/// the call's.
pub(super) fn start_clock(store: &mut StoreContextMut<'_, Host>) -> Instant {
    let now = Instant::now();
    let host = store.data_mut();
    // A deadline beyond what the clock can express never comes: a year is as good.
    let end = now.checked_add(host.limits.deadline);
    host.end = end.or_else(|| now.checked_add(Duration::from_secs(31_536_000))).unwrap_or(now);
    host.memory_refused = false;
    let end = host.end;
    if !host.polls {
        store.set_epoch_deadline(watchdog::ticks(end.saturating_duration_since(now)));
    }
    end
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
