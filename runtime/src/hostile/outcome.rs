//! How a round ended.

use std::any::Any;
use std::error::Error;
use std::fmt;

use crate::fault::{Fault, FaultKind};
use crate::raw::record::Site;

/// How a wrapper ended a round, whatever it was given.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// A verifier said no.
    Rejected,
    /// The guest trapped, or a pointer of it led nowhere.
    GuestFault,
    /// A limit was reached.
    Limit,
    /// The wrapper gave up with an error of its own.
    ApplicationError,
    /// The wrapper passed something on that does not fit: contained, and worth a verifier.
    CallerFault,
    /// The wrapper took what it was told for the truth.
    Accepted,
    /// The wrapper panicked.
    Panicked,
}

impl Outcome {
    /// All of them, the worst last.
    pub(super) const ALL: [Self; 7] = [
        Self::Rejected,
        Self::GuestFault,
        Self::Limit,
        Self::ApplicationError,
        Self::CallerFault,
        Self::Accepted,
        Self::Panicked,
    ];
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Rejected => "rejected by a verifier",
            Self::GuestFault => "fault of the guest",
            Self::Limit => "limit reached",
            Self::ApplicationError => "error of the application",
            Self::CallerFault => "fault of the caller",
            Self::Accepted => "accepted",
            Self::Panicked => "panicked",
        })
    }
}

/// The end of a round, with its particulars.
pub(super) struct Ending {
    pub(super) outcome: Outcome,
    pub(super) site: Option<&'static Site>,
    /// The error's text, or the panic's.
    pub(super) text: String,
}

pub(super) type AnyError = Box<dyn Error + Send + Sync>;

impl Ending {
    /// From what `catch_unwind` caught.
    pub(super) fn of(result: Result<Result<(), AnyError>, Box<dyn Any + Send>>) -> Self {
        match result {
            Ok(Ok(())) => Self { outcome: Outcome::Accepted, site: None, text: "accepted".to_owned() },
            Ok(Err(error)) => Self::of_error(&*error),
            Err(panic) => {
                Self { outcome: Outcome::Panicked, site: None, text: panic_text(&*panic).to_owned() }
            }
        }
    }

    fn of_error(error: &(dyn Error + 'static)) -> Self {
        let mut next = Some(error);
        let fault = std::iter::from_fn(|| {
            let this = next?;
            next = this.source();
            Some(this)
        })
        .find_map(|error| error.downcast_ref::<Fault>());
        let outcome = match fault.map(Fault::kind) {
            Some(FaultKind::Rejected) => Outcome::Rejected,
            Some(FaultKind::Guest | FaultKind::Module) => Outcome::GuestFault,
            Some(FaultKind::Limit) => Outcome::Limit,
            Some(FaultKind::Caller) => Outcome::CallerFault,
            // The library said no: what an application without a contract makes an error of its own.
            Some(FaultKind::Refused | FaultKind::Host) | None => Outcome::ApplicationError,
        };
        Self { outcome, site: fault.and_then(Fault::site), text: error.to_string() }
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without a text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Cause;

    #[derive(Debug, thiserror::Error)]
    #[error("no image")]
    struct Own(#[source] Fault);

    #[test]
    fn a_fault_is_found_inside_an_error_of_the_application() {
        let inside = Own(Fault::new(Cause::Instances));
        assert_eq!(Ending::of(Ok(Err(inside.into()))).outcome, Outcome::Limit);
        assert_eq!(Ending::of(Ok(Err("nothing more".into()))).outcome, Outcome::ApplicationError);
        assert_eq!(Ending::of(Ok(Err(Fault::host("mine").into()))).outcome, Outcome::ApplicationError);
    }

    #[test]
    fn a_panic_keeps_its_text() {
        let caught = std::panic::catch_unwind(|| panic!("at {}", 7));
        let ending = Ending::of(caught);
        assert_eq!((ending.outcome, &*ending.text), (Outcome::Panicked, "at 7"));
    }
}
