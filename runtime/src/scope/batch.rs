//! Many calls in one entry into the guest.

use super::call::{Export, call};
use super::{Scope, Wire};
use crate::fault::Fault;
use crate::library::Library;

/// Calls in one entry; for more, the guest is entered again. What lies in its memory meanwhile stays small enough for
/// the caches.
const ROUND: u32 = 256;

/// Bytes of a word.
const WORD: u32 = 8;

/// Has function `index`, which takes rows of calls, make a call for each item. What generated methods end in.
#[doc(hidden)]
pub fn batch<L: Library, C, R, const N: usize>(
    scope: &mut Scope<'_, L>,
    index: usize,
    slot: impl Fn(&L::Functions) -> &Export<(i32, i32), ()>,
    calls: impl IntoIterator<Item = C>,
    lower: impl Fn(C) -> Result<[u64; N], Fault>,
    lift: impl Fn(u64) -> R,
) -> Result<Vec<R>, Fault> {
    let mut calls = calls.into_iter();
    let mut results = Vec::with_capacity(calls.size_hint().0.min(ROUND as usize));
    let start = scope.host_side().arena.position();
    let stride = WORD.saturating_mul(u32::try_from(N).unwrap_or(u32::MAX));
    let row = scope.reserve(ROUND, stride, WORD, false)?;
    let end = scope.host_side().arena.position();
    let outcome = loop {
        let count = match fill(scope.bytes_mut(row, ROUND, stride)?, calls.by_ref(), &lower) {
            Ok(0) => break Ok(()),
            Ok(count) => count,
            Err(fault) => break Err(fault.in_library(L::NAME)),
        };
        if let Err(fault) = call(scope, index, &slot, (row.cast_signed(), count.cast_signed())) {
            break Err(fault);
        }
        let done = scope.bytes(row, count, stride)?;
        results.extend(done.chunks_exact(stride as usize).map(|words| lift(first(words))));
        if count < ROUND {
            break Ok(());
        }
    };
    scope.host_mut().arena.take_back(start, end);
    outcome.map(|()| results)
}

/// Writes calls until there is no room, or no more of them. Says how many.
fn fill<C, const N: usize>(
    room: &mut [u8],
    calls: impl Iterator<Item = C>,
    lower: impl Fn(C) -> Result<[u64; N], Fault>,
) -> Result<u32, Fault> {
    let mut count = 0_u32;
    // The room comes first: of two that are zipped, only the first is asked in vain.
    for (place, call) in room.chunks_exact_mut(N.saturating_mul(WORD as usize)).zip(calls) {
        for (place, word) in place.chunks_exact_mut(WORD as usize).zip(lower(call)?) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        count = count.saturating_add(1);
    }
    Ok(count)
}

fn first(words: &[u8]) -> u64 {
    words.first_chunk().map_or(0, |word| u64::from_le_bytes(*word))
}

/// The bits of an argument.
#[doc(hidden)]
#[inline]
pub fn to_word(wire: impl Wire) -> u64 {
    wire.bits()
}

/// The result of these bits.
#[doc(hidden)]
#[inline]
pub fn of_word<W: Wire>(word: u64) -> W {
    W::of(word)
}
