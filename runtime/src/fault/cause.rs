use std::error::Error;
use std::fmt;
use std::time::Duration;

use ringfence_engine::Capability;

use super::{FaultKind, Trap};
use crate::memory::bounds::OutOfBounds;
use crate::raw::record::Site;

/// The reason behind a fault. Private, so that new reasons are not a breaking change.
pub(crate) enum Cause {
    Trap(Trap),
    /// A trap whose reason is not known yet.
    Interrupted,
    Thrown {
        what: Option<String>,
    },
    GuestPanic {
        place: String,
        message: String,
    },
    Malformed(&'static str),
    Pointer(OutOfBounds),
    Unaligned {
        align: u32,
    },
    Unterminated {
        bound: u32,
    },
    FunctionPointer,
    FunctionType,
    StaleCallback,
    Reentered,
    ForgedToken,
    ObjectInUse,
    OwnedTwice,
    EndlessList {
        bound: u32,
    },
    Deadline(Duration),
    MemoryLimit {
        bytes: u64,
    },
    CopiedOut {
        bytes: u64,
    },
    Instances,
    TableLimit {
        elements: u64,
    },
    CallbackDepth {
        most: u32,
    },
    CallbackStack {
        needed: u64,
    },
    StackLimit {
        bytes: u64,
    },
    Rejected {
        site: &'static Site,
        why: &'static str,
    },
    Refused {
        status: Option<i64>,
        message: Option<String>,
    },
    GaveUp {
        value: i32,
    },
    Declined {
        message: String,
    },
    Contract {
        site: &'static Site,
    },
    Argument(&'static str),
    Discarded,
    Gone,
    ThreadStack {
        needed: u64,
    },
    Limits(&'static str),
    NotGranted {
        capability: Capability,
    },
    Module(String),
    Host(Box<dyn Error + Send + Sync>),
    Panicked(String),
}

impl Cause {
    pub(crate) fn kind(&self) -> FaultKind {
        match self {
            Self::Trap(_)
            | Self::Interrupted
            | Self::Thrown { .. }
            | Self::GuestPanic { .. }
            | Self::Malformed(_)
            | Self::Pointer(_)
            | Self::Unaligned { .. }
            | Self::Unterminated { .. }
            | Self::FunctionPointer
            | Self::FunctionType
            | Self::StaleCallback
            | Self::Reentered
            | Self::ForgedToken
            | Self::ObjectInUse
            | Self::OwnedTwice
            | Self::EndlessList { .. } => FaultKind::Guest,
            Self::Deadline(_)
            | Self::MemoryLimit { .. }
            | Self::CopiedOut { .. }
            | Self::Instances
            | Self::TableLimit { .. }
            | Self::CallbackDepth { .. }
            | Self::CallbackStack { .. }
            | Self::StackLimit { .. } => FaultKind::Limit,
            Self::Rejected { .. } => FaultKind::Rejected,
            Self::Refused { .. } | Self::GaveUp { .. } | Self::Declined { .. } => FaultKind::Refused,
            Self::Argument(_)
            | Self::Contract { .. }
            | Self::Discarded
            | Self::Gone
            | Self::ThreadStack { .. }
            | Self::Limits(_)
            | Self::NotGranted { .. } => FaultKind::Caller,
            Self::Module(_) => FaultKind::Module,
            Self::Host(_) | Self::Panicked(_) => FaultKind::Host,
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trap(trap) => write!(f, "the guest trapped: {trap}"),
            Self::Interrupted => write!(f, "the guest trapped; the error of the scope says why"),
            Self::Thrown { what: Some(what) } => {
                write!(f, "the library threw a C++ `{what}`, which nothing catches")
            }
            Self::Thrown { what: None } => {
                write!(f, "the library threw a C++ exception, which nothing catches")
            }
            Self::GuestPanic { place, message } => write!(f, "the guest panicked at {place}: {message}"),
            Self::Malformed(why) => write!(f, "the guest's answer makes no sense: {why}"),
            Self::Declined { message } => write!(f, "returned an error: {message}"),
            Self::Pointer(OutOfBounds::Null) => {
                write!(f, "null pointer from the guest; test `is_null()` first")
            }
            Self::Pointer(OutOfBounds::Beyond) => {
                write!(f, "pointer or length from the guest leads out of its memory")
            }
            Self::Unaligned { align } => {
                write!(
                    f,
                    "pointer from the guest is not aligned to {align} bytes; copy with `read_slice` instead"
                )
            }
            Self::Unterminated { bound } => {
                write!(f, "string from the guest has no end within {bound} bytes")
            }
            Self::FunctionPointer => write!(f, "function pointer from the guest leads to no function"),
            Self::FunctionType => {
                write!(f, "function pointer from the guest leads to a function of another type")
            }
            Self::StaleCallback => {
                write!(
                    f,
                    "the library called a callback that is no longer lent; keep it with `keep_callback` if the library stores it"
                )
            }
            Self::Reentered => {
                write!(
                    f,
                    "the library called a callback from within itself; lend it with `lend_reentrant` if that is legitimate"
                )
            }
            Self::ForgedToken => {
                write!(f, "the library handed back a token that stands for no lent object of this type")
            }
            Self::ObjectInUse => {
                write!(f, "the library called back for an object that a callback further out is using")
            }
            Self::OwnedTwice => {
                write!(f, "the library made an object that is in use already")
            }
            Self::TableLimit { elements } => {
                write!(f, "function table of {elements} elements is full; raise it with `Limits::table`")
            }
            Self::CallbackDepth { most } => {
                write!(f, "callbacks nested more than {most} deep")
            }
            Self::CallbackStack { needed } => write!(
                f,
                "the guest called back with less than {} left of the thread's stack; start the thread with a larger `stack_size` or lower `Limits::stack`",
                Bytes(*needed)
            ),
            Self::Gone => {
                write!(
                    f,
                    "this was kept in an instance that is gone, or was revoked; make it anew in this one"
                )
            }
            Self::Panicked(message) => write!(f, "a callback of the host panicked: {message}"),
            Self::EndlessList { bound } => {
                write!(f, "list from the guest has no end within {bound} entries")
            }
            Self::Deadline(limit) => {
                write!(
                    f,
                    "deadline of {limit:?} reached; raise it with `Limits::deadline` if the input is legitimate"
                )
            }
            Self::MemoryLimit { bytes } => {
                write!(f, "memory limit of {} reached; raise it with `Limits::memory`", Bytes(*bytes))
            }
            Self::CopiedOut { bytes } => {
                write!(
                    f,
                    "more than {} copied out of one scope; raise it with `Limits::copied_out`",
                    Bytes(*bytes)
                )
            }
            Self::Instances => {
                write!(f, "all instances of the process are in use; run fewer scopes at once")
            }
            Self::StackLimit { bytes } => {
                write!(f, "guest stack of {} exhausted; raise it with `Limits::stack`", Bytes(*bytes))
            }
            Self::Rejected { site, why } => {
                write!(f, "{why} by `{}` at {}:{}", site.rule(), site.file(), site.line())
            }
            Self::Refused { status, message } => {
                match status {
                    Some(status) => write!(f, "failed with status {status}")?,
                    None => write!(f, "failed with a null pointer")?,
                }
                message.as_ref().map_or(Ok(()), |message| write!(f, ": {message}"))
            }
            Self::GaveUp { value } => write!(f, "the library gave up by longjmp, with {value}"),
            Self::Contract { site } => {
                write!(f, "arguments break the contract `{}` at {}:{}", site.rule(), site.file(), site.line())
            }
            Self::Argument(why) => write!(f, "argument does not fit the guest: {why}"),
            Self::Discarded => {
                write!(
                    f,
                    "this instance trapped earlier in the scope; leave the scope, the next one gets a fresh instance"
                )
            }
            Self::ThreadStack { needed } => write!(
                f,
                "this thread has less than {} of stack left; start it with a larger `stack_size` or lower `Limits::stack`",
                Bytes(*needed)
            ),
            Self::NotGranted { capability } => write!(
                f,
                "the library was not granted `{}`; add `.grant(Capability::{capability:?})` to its build script",
                capability.name()
            ),
            Self::Limits(why) => write!(f, "limits cannot be met: {why}"),
            Self::Module(why) => write!(f, "{why}"),
            Self::Host(error) => write!(f, "{error}"),
        }
    }
}

/// A number of bytes in the largest binary unit that divides it.
struct Bytes(u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (shift, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")] {
            if self.0 >= 1 << shift && self.0.is_multiple_of(1 << shift) {
                return write!(f, "{} {unit}", self.0 >> shift);
            }
        }
        write!(f, "{} bytes", self.0)
    }
}
