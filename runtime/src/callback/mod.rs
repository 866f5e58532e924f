//! Host closures that the guest can call, and guest function pointers that the host can.
//!
//! A C function pointer is an index into the guest's table of functions. For a closure the host adds an entry
//! that leads to a trampoline, and the trampoline looks into a slot of the instance for the closure. Entries are
//! never taken out of the table: a pointer whose closure is gone leads to an empty slot, which is an error with
//! a clear text, and the slot serves the next closure of the same type. No lock, and no growth beyond the
//! largest number of closures that were lent at once.

mod done;
mod lend;
mod pointer;
mod signature;
mod slots;
mod stop;
mod trampoline;

pub(crate) use done::Done;
pub use signature::{Signature, WireParams, WireResult};
pub(crate) use slots::{Callbacks, Held, Slot};
pub use stop::OnPanic;
pub(crate) use stop::Stop;
pub(crate) use trampoline::{enough_stack, floors};
