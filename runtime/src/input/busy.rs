//! Files in memory that cannot be sealed at once.
//!
//! The kernel refuses to seal a file while anybody holds one of its pages, and it holds pages itself, for moments, when it
//! moves them to make room for larger ones or looks for some to give up. It waits for a tenth of a second before it
//! says that the file is busy (`EBUSY`). On a machine that is short of memory, that happens.

use std::error::Error;
use std::io;

/// How often it is asked.
const ATTEMPTS: usize = 16;

/// Asks until the answer is another than that the file is busy, but not for ever.
pub(crate) fn ask<T, E>(
    mut attempt: impl FnMut() -> Result<T, E>,
    is_busy: impl Fn(&E) -> bool,
) -> Result<T, E> {
    for _ in 1..ATTEMPTS {
        match attempt() {
            Err(error) if is_busy(&error) => std::thread::yield_now(),
            outcome => return outcome,
        }
    }
    attempt()
}

/// What the system said, with its number.
pub(crate) fn reason(error: memfd::Error) -> io::Error {
    let text = error.to_string();
    let (memfd::Error::Create(reason) | memfd::Error::AddSeals(reason) | memfd::Error::GetSeals(reason)) =
        error;
    io::Error::new(reason.kind(), format!("{text}: {reason}"))
}

/// Whether that is all there is to an error.
pub(crate) fn is(error: &memfd::Error) -> bool {
    let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
    source.is_some_and(|error| error.kind() == io::ErrorKind::ResourceBusy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn busy() -> memfd::Error {
        memfd::Error::AddSeals(io::ErrorKind::ResourceBusy.into())
    }

    #[test]
    fn a_busy_file_is_asked_again_and_not_for_ever() {
        let mut left = 3;
        let answer = ask(
            || {
                left -= 1;
                if left == 0 { Ok("sealed") } else { Err(busy()) }
            },
            is,
        );
        assert_eq!((answer.unwrap(), left), ("sealed", 0));
        let mut asked = 0;
        ask(
            || {
                asked += 1;
                Err::<(), _>(busy())
            },
            is,
        )
        .unwrap_err();
        assert_eq!(asked, ATTEMPTS);
    }

    #[test]
    fn other_answers_are_final() {
        for kind in [io::ErrorKind::PermissionDenied, io::ErrorKind::OutOfMemory] {
            let mut asked = 0;
            ask(
                || {
                    asked += 1;
                    Err::<(), _>(memfd::Error::AddSeals(kind.into()))
                },
                is,
            )
            .unwrap_err();
            assert_eq!(asked, 1);
        }
    }
}
