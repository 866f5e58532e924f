//! Why there is no picture.

use ringfence::{Fault, FaultKind};

/// What came instead of a picture.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The library looked at the file and said no, in these words.
    Refused(String),
    /// The library crashed, overran a limit or lied; or the host failed.
    Fault(Fault),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        match fault.kind() {
            FaultKind::Refused => Self::Refused(fault.message().unwrap_or("no reason given").to_owned()),
            _ => Self::Fault(fault),
        }
    }
}

impl From<fenced_libpng::Refusal> for Failure {
    fn from(refusal: fenced_libpng::Refusal) -> Self {
        Self::Refused(refusal.0)
    }
}

impl From<fenced_turbojpeg::Refusal> for Failure {
    fn from(refusal: fenced_turbojpeg::Refusal) -> Self {
        Self::Refused(refusal.0)
    }
}

impl From<fenced_libwebp::Refusal> for Failure {
    fn from(refusal: fenced_libwebp::Refusal) -> Self {
        Self::Refused(refusal.to_string())
    }
}
