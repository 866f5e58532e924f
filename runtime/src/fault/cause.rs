use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::{FaultKind, Trap};
use crate::memory::bounds::OutOfBounds;
use crate::raw::record::Site;

/// The reason behind a fault. Private, so that new reasons are not a breaking change.
pub(crate) enum Cause {
    Trap(Trap),
    Pointer(OutOfBounds),
    Unaligned { align: u32 },
    Unterminated { bound: u32 },
    Deadline(Duration),
    MemoryLimit { bytes: u64 },
    CopiedOut { bytes: u64 },
    Instances,
    StackLimit { bytes: u64 },
    Rejected { site: &'static Site, why: &'static str },
    Argument(&'static str),
    Discarded,
    ThreadStack { needed: u64 },
    Limits(&'static str),
    Module(String),
    Host(Box<dyn Error + Send + Sync>),
}

impl Cause {
    pub(crate) fn kind(&self) -> FaultKind {
        match self {
            Self::Trap(_) | Self::Pointer(_) | Self::Unaligned { .. } | Self::Unterminated { .. } => {
                FaultKind::Guest
            }
            Self::Deadline(_)
            | Self::MemoryLimit { .. }
            | Self::CopiedOut { .. }
            | Self::Instances
            | Self::StackLimit { .. } => FaultKind::Limit,
            Self::Rejected { .. } => FaultKind::Rejected,
            Self::Argument(_) | Self::Discarded | Self::ThreadStack { .. } | Self::Limits(_) => {
                FaultKind::Caller
            }
            Self::Module(_) => FaultKind::Module,
            Self::Host(_) => FaultKind::Host,
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trap(trap) => write!(f, "the guest trapped: {trap}"),
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
