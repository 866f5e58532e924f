//! Engine errors become faults.

use ringfence_engine::wasmtime::{Error, PoolConcurrencyLimitError, Trap as EngineTrap, WasmBacktrace};

use super::host::{DeadlineReached, Host};
use crate::fault::{Cause, Fault, Frame, Trap};

/// The fault behind an error that ended guest code.
#[cold]
pub(super) fn of_call(error: &Error, host: &Host) -> Fault {
    let limits = host.limits();
    let cause = match error.downcast_ref::<EngineTrap>() {
        Some(EngineTrap::StackOverflow) => Cause::StackLimit { bytes: limits.stack },
        Some(EngineTrap::Interrupt) => Cause::Deadline(limits.deadline),
        Some(EngineTrap::MemoryOutOfBounds) if host.is_overdue() => Cause::Deadline(limits.deadline),
        Some(trap) => Cause::Trap(Trap::from_engine(*trap)),
        None if error.is::<DeadlineReached>() => Cause::Deadline(limits.deadline),
        // Only the cause: the context around it holds the guest's own names.
        None => {
            of_exceptions(error, host).unwrap_or_else(|| Cause::Host(error.root_cause().to_string().into()))
        }
    };
    Fault::new(cause).with_frames(frames(error)).after_refusal(host.memory_was_refused())
}

/// What is known of a trap before the engine has told the reason.
#[cold]
pub(super) fn so_far(host: &Host) -> Cause {
    if host.is_overdue() { Cause::Deadline(host.limits().deadline) } else { Cause::Interrupted }
}

/// Where the guest was.
#[cold]
pub(super) fn frames(error: &Error) -> Vec<Frame> {
    error.downcast_ref::<WasmBacktrace>().map(Frame::all).unwrap_or_default()
}

/// Exceptions need more of the engine than other libraries do, and so do their faults.
#[cfg(feature = "exceptions")]
fn of_exceptions(error: &Error, host: &Host) -> Option<Cause> {
    use ringfence_engine::wasmtime::GcHeapOutOfMemory;

    if is_thrown(error) {
        Some(Cause::Trap(Trap::Uncaught))
    } else {
        error.is::<GcHeapOutOfMemory<()>>().then(|| Cause::MemoryLimit { bytes: host.limits().memory })
    }
}

#[cfg(not(feature = "exceptions"))]
fn of_exceptions(_: &Error, _: &Host) -> Option<Cause> {
    None
}

/// Whether an exception left the guest.
#[cfg(feature = "exceptions")]
pub(super) fn is_thrown(error: &Error) -> bool {
    error.is::<ringfence_engine::wasmtime::ThrownException>()
}

#[cfg(not(feature = "exceptions"))]
pub(super) fn is_thrown(_: &Error) -> bool {
    false
}

/// The fault behind an instance that could not be made.
#[cold]
pub(super) fn of_instantiation(error: &Error, host: &Host) -> Fault {
    if error.is::<PoolConcurrencyLimitError>() {
        Fault::new(Cause::Instances)
    } else if host.memory_was_refused() {
        Fault::new(Cause::MemoryLimit { bytes: host.limits().memory })
    } else {
        of_call(error, host)
    }
}
