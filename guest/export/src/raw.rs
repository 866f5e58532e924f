//! Memory that guest and host share, and the only unsafe code of this crate.
//!
//! A guest has one thread, and the host looks at its memory only while no guest code runs. Nothing here is a risk
//! to the host, which trusts none of it.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::any::Any;
use core::cell::UnsafeCell;

use crate::panic::Note;

/// Something that one thread at a time has.
#[repr(C, align(16))]
struct Single<T>(UnsafeCell<T>);

// SAFETY: WebAssembly without threads has one, and code for other targets does not call into this module but from
// the tests of this crate, each of which has its own value.
unsafe impl<T> Sync for Single<T> {}

/// The first chunk of the host's scope arena: arguments are put here.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
#[used]
#[allow(non_upper_case_globals, reason = "the name is the host's")]
static __ringfence_arena: Single<[u8; 65_536]> = Single(UnsafeCell::new([0; 65_536]));

/// What the guest said when it panicked.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
#[used]
#[allow(non_upper_case_globals, reason = "the name is the host's")]
static __ringfence_panic: Single<Note> = Single(UnsafeCell::new(Note::empty()));

/// What the host finds after a call. Addresses and lengths have 32 bits there.
#[repr(C)]
#[derive(Debug, Default)]
pub struct Outcome {
    /// 0: `text` is the encoded result. 1: `text` says why there is none.
    status: u32,
    text: u32,
    text_length: u32,
    /// Pairs of address and length.
    bulk: u32,
    bulk_count: u32,
}

/// The result of the last call, kept until the next one.
struct Last {
    outcome: Outcome,
    text: Vec<u8>,
    bulk: Vec<[u32; 2]>,
    /// Owner of what `bulk` leads to.
    owner: Option<Box<dyn Any>>,
    encodes: bool,
    installed: bool,
}

static LAST: Single<Last> = Single(UnsafeCell::new(Last {
    outcome: Outcome { status: 0, text: 0, text_length: 0, bulk: 0, bulk_count: 0 },
    text: Vec::new(),
    bulk: Vec::new(),
    owner: None,
    encodes: false,
    installed: false,
}));

fn with_last<R>(body: impl FnOnce(&mut Last) -> R) -> R {
    // SAFETY: one thread, and no `body` in this module calls `with_last` again or runs code that could.
    body(unsafe { &mut *LAST.0.get() })
}

pub(crate) fn with_note(body: impl FnOnce(&mut Note)) {
    // SAFETY: one thread; `body` formats a message, and should that panic, the nested panic aborts.
    body(unsafe { &mut *__ringfence_panic.0.get() });
}

/// Begins a call: the result of the last one is of no use any more.
pub fn enter() {
    // Dropped outside, because the destructor is the guest's own code.
    let (owner, installed) =
        with_last(|last| (last.owner.take(), core::mem::replace(&mut last.installed, true)));
    if !installed {
        crate::panic::install();
    }
    drop(owner);
}

/// Numbers that the host put into the fence.
///
/// # Safety
///
/// `address` leads to `length` numbers that stay as they are for the rest of the call.
pub unsafe fn slice<'a, T: Copy>(address: *const T, length: usize) -> &'a [T] {
    // SAFETY: the caller's promise.
    unsafe { core::slice::from_raw_parts(address, length) }
}

/// Text that the host put into the fence.
///
/// # Safety
///
/// As for [`slice`].
///
/// # Panics
///
/// When it is not UTF-8, which a host of Ringfence does not pass.
pub unsafe fn str<'a>(address: *const u8, length: usize) -> &'a str {
    // SAFETY: the caller's promise.
    let bytes = unsafe { slice(address, length) };
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => unreachable!("text that is not UTF-8"),
    }
}

/// Begins a result.
pub(crate) fn start_encoding() {
    with_last(|last| {
        last.bulk.clear();
        last.encodes = true;
    });
}

/// Whether a result is being encoded.
pub(crate) fn encodes() -> bool {
    with_last(|last| last.encodes)
}

/// Notes where a part of the result lies that the host copies as it is.
pub(crate) fn note_bulk<T>(part: &[T]) {
    let place = [part.as_ptr().addr() as u32, part.len() as u32];
    with_last(|last| last.bulk.push(place));
}

/// Ends a result. `owner` is what the noted parts belong to.
pub(crate) fn hand_over(text: Vec<u8>, owner: Box<dyn Any>) -> *const Outcome {
    with_last(|last| {
        last.owner = Some(owner);
        finish(last, 0, text)
    })
}

/// Ends a call without a result.
pub(crate) fn refuse(text: Vec<u8>) -> *const Outcome {
    with_last(|last| {
        last.bulk.clear();
        finish(last, 1, text)
    })
}

fn finish(last: &mut Last, status: u32, text: Vec<u8>) -> *const Outcome {
    last.encodes = false;
    last.text = text;
    last.outcome = Outcome {
        status,
        text: last.text.as_ptr().addr() as u32,
        text_length: last.text.len() as u32,
        bulk: last.bulk.as_ptr().addr() as u32,
        bulk_count: last.bulk.len() as u32,
    };
    &raw const last.outcome
}
