//! The activations of a thread, and which of them takes calls.
//!
//! An activation takes calls exactly while host code runs that the body of its scope is or calls directly. Whoever enters a
//! guest, here or through the engine, closes it until he is back. And only the innermost is asked: it is the thread's
//! innermost activation for the engine, too, and no guest's frame is above it.

use std::cell::Cell;
use std::ptr;

use super::layout::Record;
use crate::engine::Host;
use crate::raw::stack;

thread_local! {
    /// The innermost activation of this thread; null where there is none.
    static INNERMOST: Cell<*const Activation> = const { Cell::new(ptr::null()) };
}

/// An open activation, on the stack of [`door`](super::door).
pub struct Activation {
    /// Whose calls it takes: those of `host`, or nobody's.
    takes: Cell<*const Host>,
    record: Record,
    /// Where that says how guests were entered.
    pub(super) frames: *mut [usize; 5],
    /// The instance that the engine names as the caller of host code.
    pub(super) caller: *mut u8,
    /// Bytes of the thread's stack that the engine leaves to guests.
    stack: usize,
    /// Whether a call trapped: the reason is kept, and there is room for one.
    pub(super) trapped: Cell<bool>,
    /// Whose store it is of.
    host: *const Host,
    /// The one that was the innermost.
    outer: *const Self,
}

impl Activation {
    pub(super) fn new(host: *const Host, record: Record, caller: *mut u8, stack: usize) -> Self {
        Self {
            takes: Cell::new(host),
            record,
            frames: record.frames(),
            caller,
            stack,
            trapped: Cell::new(false),
            host,
            outer: INNERMOST.get(),
        }
    }

    /// Runs `body` with this as the innermost.
    pub(super) fn around<R>(&self, body: impl FnOnce() -> R) -> R {
        INNERMOST.set(self);
        let _inner = Inner(self);
        body()
    }

    /// Lets nobody call while the engine runs a guest, and says whether it did let.
    fn close(&self) -> bool {
        !self.takes.replace(ptr::null()).is_null()
    }
}

/// The innermost activation, until it is gone.
struct Inner<'a>(&'a Activation);

impl Drop for Inner<'_> {
    fn drop(&mut self) {
        INNERMOST.set(self.0.outer);
    }
}

/// The guest did not return. Why is known when the scope ends.
pub(crate) struct Interrupted;

/// Runs `enter`, which enters the guest, if the body of a scope of this store is what runs.
#[inline(always)]
pub(super) fn entered<R>(
    host: *const Host,
    enter: impl FnOnce(&Activation) -> R,
) -> Option<Result<R, Interrupted>> {
    // SAFETY: it is null, or names what lies on the stack of `door`, which takes it away before it returns.
    let activation = unsafe { INNERMOST.get().as_ref() }?;
    if !ptr::eq(activation.takes.get(), host) {
        return None;
    }
    activation.takes.set(ptr::null());
    // A limit that wraps around lets the guest have no stack at all.
    activation.record.set_limit(stack::here().wrapping_sub(activation.stack));
    let result = enter(activation);
    if activation.trapped.get() {
        // It takes no more calls: it has its one reason.
        return Some(Err(Interrupted));
    }
    activation.takes.set(host);
    Some(Ok(result))
}

/// Readies this thread's activations for the engine to run a guest of this store: none takes calls, and of frames that calls
/// left behind, the engine sees none.
#[inline]
pub(crate) fn hide(host: *const Host) -> Hidden {
    let innermost = INNERMOST.get();
    if innermost.is_null() {
        return Hidden([ptr::null(); 2]);
    }
    hide_all(innermost, host)
}

#[inline(never)]
fn hide_all(innermost: *const Activation, host: *const Host) -> Hidden {
    let mut own = innermost;
    // SAFETY: as in `entered`; each lies on the stack for as long as those within it.
    while let Some(activation) = unsafe { own.as_ref() }.filter(|one| !ptr::eq(one.host, host)) {
        own = activation.outer;
    }
    // One that takes no calls has a guest above it already, whose frames the engine has to see.
    let hidden = [own, innermost].map(|one| {
        // SAFETY: as above.
        let activation = unsafe { one.as_ref() }.filter(|one| one.close());
        activation.map_or(ptr::null(), |activation| {
            activation.record.rest();
            ptr::from_ref(activation)
        })
    });
    Hidden(hidden)
}

/// Gives back what was hidden.
pub(crate) struct Hidden([*const Activation; 2]);

impl Drop for Hidden {
    #[inline]
    fn drop(&mut self) {
        for activation in self.0 {
            // SAFETY: as in `hide_all`: what was hidden lives longer than who hid it.
            if let Some(activation) = unsafe { activation.as_ref() } {
                activation.takes.set(activation.host);
            }
        }
    }
}
