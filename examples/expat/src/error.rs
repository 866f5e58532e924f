//! Why there are no more events.

use std::{error, fmt, io};

use ringfence::Fault;

/// Why there are no more events.
#[derive(Debug)]
pub enum Error {
    /// The document is no XML, in the parser's words.
    Malformed {
        /// Where it was noticed; only to be shown.
        line: u64,
        /// Why.
        reason: String,
    },
    /// The document has more of something than is allowed.
    TooMuch(&'static str),
    /// The parser says that all is well, and elements are open.
    Inconsistent,
    /// The source failed.
    Source(io::Error),
    /// The parser misbehaved or reached a limit.
    Fault(Fault),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { line, reason } => write!(f, "no XML: {reason}, line {line}"),
            Self::TooMuch(what) => write!(f, "the document has too much {what}"),
            Self::Inconsistent => write!(f, "the parser ended, with elements open"),
            Self::Source(error) => error.fmt(f),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Source(error) => Some(error),
            Self::Fault(fault) => Some(fault),
            Self::Malformed { .. } | Self::TooMuch(_) | Self::Inconsistent => None,
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
