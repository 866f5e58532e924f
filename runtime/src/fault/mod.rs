//! What can go wrong, by who is at fault.

mod cause;
mod trap;

use std::error::Error;
use std::fmt;

pub(crate) use cause::Cause;
pub use trap::{Frame, Trap};

use crate::raw::record::Site;

/// Why a scope, a call or an access did not give what was asked for.
///
/// [`kind`](Fault::kind) says who is at fault; the text says who, where, and what to do next. It never shows
/// guest addresses, and guest data only where a contract asks for the library's [`message`](Fault::message). A `Fault` is one pointer wide, so that results stay small.
pub struct Fault(Box<Inner>);

struct Inner {
    cause: Cause,
    library: Option<&'static str>,
    function: Option<&'static str>,
    frames: Vec<Frame>,
    memory_refused: bool,
    /// Whether the real reason comes when the scope ends.
    is_provisional: bool,
}

/// Who is at fault.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// The library: it trapped, or handed out a pointer that leads nowhere. Expect this from hostile input.
    Guest,
    /// A limit was reached: deadline, memory, stack, table, bytes copied out, instances. Raise it if the
    /// input is legitimate.
    Limit,
    /// A verifier said no to a value.
    Rejected,
    /// The library said no, with a status or a null pointer that its contract calls failure, or
    /// [by `longjmp`](Fault::gave_up). Expect this from input that is wrong.
    Refused,
    /// The application: an argument that does not fit, a thread with too small a stack, an instance used
    /// after it trapped.
    Caller,
    /// The compiled module does not fit this executable or this interface. Rebuild.
    Module,
    /// The host: out of address space, a thread that could not start, or an error of the application's own
    /// passed through [`Fault::host`].
    Host,
}

impl Fault {
    /// Wraps an error of the application, so that `?` can carry it out of a scope.
    pub fn host(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Cause::Host(error.into()))
    }

    /// The library said no, in a wrapper that reads its status by hand: kind [`Refused`](FaultKind::Refused), as a
    /// contract's `#[status]` would give. `message` is the library's own words, out of taint by `inert!` or a rule; of
    /// what the library says, control characters are left out.
    pub fn refused(status: impl Into<i64>, message: Option<&str>) -> Self {
        let message = message.map(crate::guest::words::printable);
        Self::new(Cause::Refused { status: Some(status.into()), message })
    }

    /// The application's own error, when it was wrapped by [`host`](Self::host) and is an `E`: how a callback's
    /// error gets back to the code that called the library.
    ///
    /// # Errors
    ///
    /// The fault as it was, when it is something else.
    pub fn downcast<E: Error + 'static>(mut self) -> Result<E, Self> {
        match self.0.cause {
            Cause::Host(error) => match error.downcast() {
                Ok(error) => Ok(*error),
                Err(error) => {
                    self.0.cause = Cause::Host(error);
                    Err(self)
                }
            },
            other => {
                self.0.cause = other;
                Err(self)
            }
        }
    }

    #[cold]
    pub(crate) fn new(cause: Cause) -> Self {
        Self(Box::new(Inner {
            cause,
            library: None,
            function: None,
            frames: Vec::new(),
            memory_refused: false,
            is_provisional: false,
        }))
    }

    /// Who is at fault.
    pub fn kind(&self) -> FaultKind {
        self.0.cause.kind()
    }

    /// The library, when one was involved.
    pub fn library(&self) -> Option<&'static str> {
        self.0.library
    }

    /// The library's function that the host called, when the fault came out of a call.
    pub fn function(&self) -> Option<&'static str> {
        self.0.function
    }

    /// The kind of trap, when the guest trapped.
    pub fn trap(&self) -> Option<Trap> {
        match self.0.cause {
            Cause::Trap(trap) => Some(trap),
            Cause::Thrown { .. } => Some(Trap::Uncaught),
            Cause::GuestPanic { .. } => Some(Trap::Unreachable),
            Cause::Interrupted => Some(Trap::Other),
            _ => None,
        }
    }

    /// The guest's call stack at the trap, innermost first. Function names come from the module's name
    /// section; file and line need the feature `symbols` and a module built with them.
    pub fn frames(&self) -> &[Frame] {
        &self.0.frames
    }

    /// Whether the library gave up by `longjmp`, in a call that this ends (`Setjmp::ErrorsOnly` of the build
    /// helper).
    ///
    /// The instance takes further calls, in C's own way: nothing was freed, and objects of the library are as they
    /// were when it gave up. Free them, and let the closure of the scope return `Ok` to keep the instance:
    ///
    /// ```ignore
    /// let decoded = sandbox.scope(|s| Ok(decode(s, bytes)))?;
    /// ```
    ///
    /// Where the library had called a closure of the host, and that called the library, all of it is unwound: every
    /// call fails until the outermost one has.
    pub fn gave_up(&self) -> bool {
        matches!(self.0.cause, Cause::GaveUp { .. })
    }

    /// The status with which the library said no, where a contract calls it failure, or the number that it gave to
    /// `longjmp`.
    pub fn status(&self) -> Option<i64> {
        match self.0.cause {
            Cause::Refused { status, .. } => status,
            Cause::GaveUp { value } => Some(value.into()),
            _ => None,
        }
    }

    /// The library's own words about its failure, without control characters: where a contract asks for them, and
    /// the error or panic of a guest written in Rust. At most 256 bytes, of a panic 1024. Guest data: good for people
    /// to read and for nothing else.
    pub fn message(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Refused { message, .. } => message.as_deref(),
            Cause::Declined { message } | Cause::GuestPanic { message, .. } => Some(message),
            _ => None,
        }
    }

    /// Where a guest written in Rust panicked, as `src/lib.rs:12:5`. Guest data, as its [`message`](Self::message).
    pub fn panicked_at(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::GuestPanic { place, .. } => Some(place),
            _ => None,
        }
    }

    /// The place and rule of the verifier or contract that said no.
    pub fn site(&self) -> Option<&'static Site> {
        match self.0.cause {
            Cause::Rejected { site, .. } | Cause::Contract { site } => Some(site),
            _ => None,
        }
    }

    /// Whether the guest had been refused more memory in this scope before the fault. A trap right after it
    /// is often a library that does not check its allocations.
    pub fn memory_was_refused(&self) -> bool {
        self.0.memory_refused
    }

    #[cold]
    pub(crate) fn in_library(mut self, library: &'static str) -> Self {
        self.0.library.get_or_insert(library);
        self
    }

    #[cold]
    pub(crate) fn in_function(mut self, function: &'static str) -> Self {
        self.0.function.get_or_insert(function);
        self
    }

    /// The same fault with a better reason.
    pub(crate) fn because(mut self, cause: Cause) -> Self {
        self.0.cause = cause;
        self
    }

    /// The fault of a trap whose reason comes later.
    pub(crate) fn provisional(mut self) -> Self {
        self.0.is_provisional = true;
        self
    }

    /// The same fault with its reason, if that was to come.
    #[cold]
    pub(crate) fn completed_by(self, reason: Self) -> Self {
        if !self.0.is_provisional {
            return self;
        }
        let reason = self.0.library.into_iter().fold(reason, Self::in_library);
        self.0.function.into_iter().fold(reason, Self::in_function)
    }

    pub(crate) fn with_frames(mut self, frames: Vec<Frame>) -> Self {
        self.0.frames = frames;
        self
    }

    pub(crate) fn after_refusal(mut self, refused: bool) -> Self {
        self.0.memory_refused = refused;
        self
    }
}

impl fmt::Display for Fault {
    /// One line. With `{:#}`, the guest's call stack follows, a line each.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        match (inner.library, inner.function) {
            (Some(library), Some(function)) => write!(f, "{library}::{function}: ")?,
            (Some(library), None) => write!(f, "{library}: ")?,
            _ => {}
        }
        write!(f, "{}", inner.cause)?;
        // A panic names its own place; the innermost frame is only the handler.
        let innermost = inner.frames.first().filter(|_| !matches!(inner.cause, Cause::GuestPanic { .. }));
        if let Some(frame) = innermost {
            write!(f, " in {frame}")?;
        }
        if inner.memory_refused {
            write!(f, ", after it was refused more memory")?;
        }
        if f.alternate() {
            for frame in inner.frames.iter().skip(1) {
                write!(f, "\n  called by {frame}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({:?}: {self:#})", self.kind())
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0.cause {
            Cause::Host(error) => Some(&**error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_one_pointer_wide() {
        assert_eq!(size_of::<Result<u32, Fault>>(), 16);
        assert_eq!(size_of::<Result<(), Fault>>(), size_of::<usize>());
    }

    #[test]
    fn the_text_names_library_function_and_stack() {
        let frame = |name: &str, line| Frame::new(Some(name.into()), Some("png.c".into()), line);
        let fault = Fault::new(Cause::Trap(Trap::Unreachable))
            .in_library("png")
            .in_function("decode")
            .with_frames(vec![frame("inner", Some(7)), frame("decode", None)])
            .after_refusal(true);
        assert_eq!(
            fault.to_string(),
            "png::decode: the guest trapped: unreachable code or abort() in `inner` (png.c:7), \
             after it was refused more memory"
        );
        assert!(format!("{fault:#}").ends_with("\n  called by `decode` (png.c)"));
        assert_eq!(fault.kind(), FaultKind::Guest);
    }

    #[test]
    fn a_refusal_read_by_hand_is_as_one_of_a_contract() {
        let fault = Fault::refused(-3, Some("bad\ndata"));
        assert_eq!((fault.kind(), fault.status()), (FaultKind::Refused, Some(-3)));
        assert!(!fault.message().unwrap().contains('\n'), "{fault}");
        assert_eq!(Fault::refused(7, None).message(), None);
    }

    #[test]
    fn an_error_of_the_application_is_the_source() {
        let fault = Fault::host(std::io::Error::other("disk full"));
        assert_eq!(fault.kind(), FaultKind::Host);
        assert_eq!(fault.source().unwrap().to_string(), "disk full");
        let fault = fault.in_library("png").downcast::<fmt::Error>().unwrap_err();
        assert_eq!((fault.kind(), fault.library()), (FaultKind::Host, Some("png")));
        assert_eq!(fault.downcast::<std::io::Error>().unwrap().kind(), std::io::ErrorKind::Other);
        assert!(Fault::new(Cause::Discarded).downcast::<std::io::Error>().is_err());
    }
}
