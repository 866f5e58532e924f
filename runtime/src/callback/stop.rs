use std::any::Any;
use std::panic::resume_unwind;

use ringfence_engine::wasmtime::Error as EngineError;

use crate::engine::Host;
use crate::fault::{Cause, Fault};

/// What becomes of a panic in a closure that the guest called.
///
/// Either way the guest is unwound first: a panic never crosses its frames, and the instance is discarded.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnPanic {
    /// The panic goes on where the host called the guest, as if the guest had not been in between.
    #[default]
    Resume,
    /// The call ends with a fault of kind [`Host`](crate::FaultKind::Host) that carries the panic's message.
    Error,
}

/// Why host code wants the guest unwound.
pub(crate) enum Stop {
    /// A closure returned an error, or could not be run.
    Fault(Fault),
    /// A closure panicked.
    Panic(Box<dyn Any + Send>),
}

/// The engine's error in place of the real one, which waits in the store.
#[derive(Debug, thiserror::Error)]
#[error("stopped by a callback")]
struct Stopped;

impl Stop {
    /// Leaves the reason in the store, and gives the engine's error that unwinds the guest.
    #[cold]
    pub(crate) fn raise(self, host: &mut Host) -> EngineError {
        host.stop = Some(self);
        Self::raised()
    }

    /// The engine's error where the reason is in the store already.
    #[cold]
    pub(super) fn raised() -> EngineError {
        Stopped.into()
    }

    /// The fault that the call ends with, once the guest is unwound.
    #[cold]
    pub(crate) fn into_fault(self, on_panic: OnPanic) -> Fault {
        match (self, on_panic) {
            (Self::Fault(fault), _) => fault,
            (Self::Panic(payload), OnPanic::Resume) => resume_unwind(payload),
            (Self::Panic(payload), OnPanic::Error) => Fault::new(Cause::Panicked(message(&*payload))),
        }
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The text given to `panic!`.
fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message").to_owned()
}
