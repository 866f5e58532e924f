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
        Some(trap) => Cause::Trap(Trap::from_engine(*trap)),
        None if error.is::<DeadlineReached>() => Cause::Deadline(limits.deadline),
        // Only the cause: the context around it holds the guest's own names.
        None => Cause::Host(error.root_cause().to_string().into()),
    };
    let frames = error.downcast_ref::<WasmBacktrace>().map(Frame::all).unwrap_or_default();
    Fault::new(cause).with_frames(frames).after_refusal(host.memory_was_refused())
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
