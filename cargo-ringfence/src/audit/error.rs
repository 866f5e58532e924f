//! Why there is no report.

use std::fmt::{self, Display, Formatter};

/// By exit code.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Error {
    /// Wrong usage, or a policy or lock file with a mistake.
    Usage(String),
    /// What was to be examined could not be.
    Incomplete(String),
}

impl Error {
    pub(crate) const fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Incomplete(_) => 3,
        }
    }

    /// For `map_err`.
    pub(crate) fn usage(error: impl Display) -> Self {
        Self::Usage(error.to_string())
    }

    /// For `map_err`.
    pub(crate) fn incomplete(error: impl Display) -> Self {
        Self::Incomplete(error.to_string())
    }
}

impl Display for Error {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) | Self::Incomplete(text) => out.write_str(text),
        }
    }
}
