//! Success and failure, as the library tells them.

use super::{Integer, Number};
use crate::fault::{Cause, Fault};
use crate::guest::{Char, GuestPtr, words};
use crate::library::Library;
use crate::raw::record::Site;
use crate::scope::Scope;
use crate::tainted::{Taintable, Tainted};

/// Longest explanation that is taken, in bytes.
const LONGEST_MESSAGE: usize = 256;

/// A result that can be a status.
pub trait Code {
    /// The number behind it, whether or not it is a value of its type, for a place that is recorded.
    fn code(self, site: &'static Site) -> i128;
}

impl<T: Taintable<Image: Integer>> Code for Tainted<T> {
    #[inline]
    fn code(self, _: &'static Site) -> i128 {
        Integer::wide(self.into_image())
    }
}

/// The status, when it is one that means success; otherwise the number for the fault.
///
/// A status says nothing but yes or no, and how: the rule is the contract's, and the place is recorded.
#[inline]
pub fn status(status: impl Code, site: &'static Site, low: Number, high: Number) -> Result<Number, i64> {
    let code = status.code(site);
    let number = Number::of(code);
    if low.at_most(number).and(number.at_most(high)).holds() { Ok(number) } else { Err(narrow(code)) }
}

/// The status, when it is not zero.
#[inline]
pub fn nonzero(status: impl Code, site: &'static Site) -> Result<Number, i64> {
    match status.code(site) {
        0 => Err(0),
        code => Ok(Number::of(code)),
    }
}

/// Beyond 64 bits, the nearest number is as good.
fn narrow(code: i128) -> i64 {
    i64::try_from(code).unwrap_or(if code < 0 { i64::MIN } else { i64::MAX })
}

/// The fault for a failure that the library told.
#[cold]
pub fn refused(status: Option<i64>, message: Option<String>) -> Fault {
    Fault::new(Cause::Refused { status, message })
}

/// The library's own words about a failure, at most 256 bytes and without control characters.
///
/// They are only for people to read: whatever is not UTF-8 is replaced. A library that has no words, or whose
/// words do not end, has said nothing.
pub fn message<'id, L: Library, T: Char>(
    scope: &mut Scope<'id, L>,
    text: GuestPtr<'id, T>,
    site: &'static Site,
) -> Option<String> {
    if text.is_null() {
        return None;
    }
    let text = scope.c_str(text, LONGEST_MESSAGE).ok()?;
    let text = crate::tainted::leave::inert(text, site);
    Some(words::printable(&text.to_string_lossy()))
}
