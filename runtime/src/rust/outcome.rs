//! What a guest leaves after a call.

use std::cell::Cell;

use serde::de::DeserializeOwned;

use super::budget::Budget;
use super::decode::{Guarded, Source};
use crate::fault::{Cause, Fault};
use crate::guest::{GuestPtr, GuestSlice, Scalar, words};
use crate::library::Library;
use crate::raw::record::Site;
use crate::scope::Scope;
use crate::tainted::Tainted;
use crate::tainted::portable::Portable;

/// Bytes that are taken of an error's text.
const LONGEST_MESSAGE: u32 = 256;

/// Bytes of the description: status, text, and places of the bulk.
const DESCRIPTION: u32 = 20;

/// An answer or an error, neither of which was looked at.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    status: u32,
    answer: Answer,
}

/// Where the parts of an answer are said to lie.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    encoded: Place,
    /// Of pairs: address and length.
    beside: Place,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    address: u32,
    length: u32,
}

/// Reads the description behind the address that a function returned.
pub fn outcome<L: Library>(scope: &Scope<'_, L>, address: i32) -> Result<Outcome, Fault> {
    let bytes = scope.bytes(address.cast_unsigned(), DESCRIPTION, 1)?;
    let mut words = bytes.chunks_exact(4).map(word);
    let mut next = || words.next().unwrap_or_default();
    let status = next();
    let encoded = Place { address: next(), length: next() };
    let beside = Place { address: next(), length: next() };
    Ok(Outcome { status, answer: Answer { encoded, beside } })
}

impl Outcome {
    /// The answer of a function that always has one.
    pub fn answer(self) -> Result<Answer, Fault> {
        match self.status {
            0 => Ok(self.answer),
            _ => Err(malformed("a status that does not exist")),
        }
    }
}

/// The answer, or the error as a fault. That the guest says yes or no is believed, and recorded at the place.
pub fn accepted<L: Library>(
    scope: &Scope<'_, L>,
    outcome: Outcome,
    _: &'static Site,
) -> Result<Answer, Fault> {
    if outcome.status != 1 {
        return outcome.answer();
    }
    let Place { address, length } = outcome.answer.encoded;
    let text = match length {
        0 => &[],
        length => scope.bytes(address, length.min(LONGEST_MESSAGE), 1)?,
    };
    let message = words::printable(&String::from_utf8_lossy(text));
    Err(Fault::new(Cause::Declined { message }))
}

/// An answer that says nothing.
pub fn nothing<L: Library>(_: &Scope<'_, L>, _: &Answer) -> Result<(), Fault> {
    Ok(())
}

/// Numbers, copied as they lie in memory.
pub fn numbers<L: Library, T: Scalar>(
    scope: &mut Scope<'_, L>,
    answer: &Answer,
) -> Result<Tainted<Vec<T>>, Fault> {
    let place = only(scope, answer)?;
    let slice = GuestSlice::new(GuestPtr::new(place.address), place.length);
    match place.length {
        0 => Ok(Tainted::new(Vec::new())),
        _ => scope.read_slice(slice),
    }
}

/// Text, copied as it lies in memory.
pub fn text<L: Library>(scope: &mut Scope<'_, L>, answer: &Answer) -> Result<Tainted<String>, Fault> {
    let bytes = numbers::<L, u8>(scope, answer)?.into_image();
    String::from_utf8(bytes).map(Tainted::new).map_err(|_| malformed("text that is not UTF-8"))
}

/// A value, decoded within the limit on bytes copied out.
pub fn value<L: Library, T: DeserializeOwned + Portable>(
    scope: &mut Scope<'_, L>,
    answer: &Answer,
) -> Result<Tainted<T>, Fault> {
    let limit = scope.host_side().limits().copied_out;
    let budget = Budget::new(limit.saturating_sub(scope.host_side().copied_out));
    let before = budget.left();
    let decoded = decode(scope, answer, &budget)?;
    let spent = match budget.is_exhausted() {
        true => u64::MAX,
        false => before.saturating_sub(budget.left()).max(size_of::<T>() as u64),
    };
    scope.count_out(spent)?;
    decoded.map(T::taint).ok_or_else(|| malformed("bytes that encode no value of the type"))
}

fn decode<L: Library, T: DeserializeOwned>(
    scope: &Scope<'_, L>,
    answer: &Answer,
    budget: &Budget,
) -> Result<Option<T>, Fault> {
    let encoded = bytes(scope, answer.encoded, 1)?;
    let rest = Cell::new(bytes(scope, answer.beside, 8)?);
    let beside = || {
        let (pair, others) = rest.take().split_at_checked(8)?;
        rest.set(others);
        bytes(scope, place(pair), 1).ok()
    };
    let source = Source { budget, beside: &beside };
    let mut decoder = postcard::Deserializer::from_bytes(encoded);
    Ok(T::deserialize(Guarded { inner: &mut decoder, source: &source }).ok())
}

/// The one part of an answer that is nothing else.
fn only<L: Library>(scope: &Scope<'_, L>, answer: &Answer) -> Result<Place, Fault> {
    match answer.beside.length {
        1 => bytes(scope, answer.beside, 8).map(place),
        _ => Err(malformed("a list that is not there")),
    }
}

/// Rust's empty lists lead nowhere, and that is fine.
fn bytes<'s, L: Library>(scope: &'s Scope<'_, L>, place: Place, size: u32) -> Result<&'s [u8], Fault> {
    match place.length {
        0 => Ok(&[]),
        length => scope.bytes(place.address, length, size),
    }
}

fn place(pair: &[u8]) -> Place {
    let (address, length) = pair.split_at_checked(4).unwrap_or_default();
    Place { address: word(address), length: word(length) }
}

fn word(bytes: &[u8]) -> u32 {
    bytes.try_into().map_or(0, u32::from_le_bytes)
}

#[cold]
fn malformed(why: &'static str) -> Fault {
    Fault::new(Cause::Malformed(why))
}
