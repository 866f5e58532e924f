//! Why there is no result.

use std::{error, fmt};

use ringfence::{Fault, FaultKind, GuestPtr, Scope};

use crate::interface::sqlite::{Sqlite, Sqlite3, SqliteCalls as _};

/// Why there is no result.
#[derive(Debug)]
pub enum Error {
    /// SQLite said no. The database is as it was.
    Sql {
        /// The number of `sqlite3.h`.
        code: i32,
        /// SQLite's own words: text to show.
        message: String,
    },
    /// SQLite misbehaved or reached a limit. The database is gone.
    Fault(Fault),
}

impl Error {
    pub(crate) fn sql(code: i32, message: impl Into<String>) -> Self {
        Self::Sql { code, message: message.into() }
    }

    /// What SQLite says about the last call.
    pub(crate) fn last<'id>(s: &mut Scope<'id, Sqlite>, database: GuestPtr<'id, Sqlite3>, code: i32) -> Self {
        match s.sqlite3_errmsg(database) {
            Ok(message) => Self::Sql { code, message },
            Err(fault) => Self::Fault(fault),
        }
    }

    /// The status of a contract in SQLite's words.
    pub(crate) fn told<'id>(
        s: &mut Scope<'id, Sqlite>,
        database: GuestPtr<'id, Sqlite3>,
        fault: Fault,
    ) -> Self {
        match fault.status().map(i32::try_from) {
            Some(Ok(code)) if fault.kind() == FaultKind::Refused => Self::last(s, database, code),
            _ => Self::Fault(fault),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sql { code, message } => write!(f, "{message} ({code})"),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Sql { .. } => None,
            Self::Fault(fault) => Some(fault),
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
