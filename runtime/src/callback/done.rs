use super::WireResult;
use crate::fault::Fault;

/// What a closure leaves behind: a `Result` that travels in two registers.
///
/// A `Result` of a number lies in memory, tag and number in one word. It is written in two halves and read as a whole, for
/// which processors wait until the halves have arrived there: that took a quarter of the time of a callback.
pub(crate) struct Done<R> {
    pub(super) fault: Option<Fault>,
    /// Means nothing beside a fault.
    pub(super) results: R,
}

impl<R: WireResult> From<Result<R, Fault>> for Done<R> {
    #[inline]
    fn from(result: Result<R, Fault>) -> Self {
        match result {
            Ok(results) => Self { fault: None, results },
            Err(fault) => Self { fault: Some(fault), results: R::default() },
        }
    }
}
