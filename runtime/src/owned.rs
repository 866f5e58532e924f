//! Memory that the library hands out and that its caller must give back.

use std::any::Any;
use std::collections::VecDeque;
use std::fmt;

use crate::fault::{Cause, Fault};
use crate::guest::GuestPtr;
use crate::library::Library;
use crate::scope::Scope;

/// Calls the function that frees. Generated code makes one for each such function.
pub(crate) type Free<L> = fn(&mut Scope<'_, L>, i32) -> Result<(), Fault>;

/// A pointer to memory that the library allocated and that must be freed by it: the result of a function with
/// `#[owned(free = …)]`.
///
/// It is freed once: by [`free`](Self::free), or else when the scope ends, in the order in which memory was handed
/// out. After a scope that ends in an error or a panic nothing is freed, because the instance is gone with all of
/// its memory.
///
/// Null is possible, and nothing is freed then. What was freed is gone:
///
/// ```compile_fail,E0382
/// # use ringfence::{Fault, Library, Owned, Scope};
/// fn twice<'id, L: Library>(s: &mut Scope<'id, L>, owned: Owned<'id, u8>) -> Result<(), Fault> {
///     owned.free(s)?;
///     owned.free(s)
/// }
/// ```
pub struct Owned<'id, T: ?Sized> {
    pointer: GuestPtr<'id, T>,
    /// `None` for null.
    ticket: Option<u64>,
}

impl<'id, T: ?Sized> Owned<'id, T> {
    /// The pointer, for access and calls. It is the caller's business not to use it after the memory was freed;
    /// the guest then reads what happens to be there.
    #[inline]
    pub fn ptr(&self) -> GuestPtr<'id, T> {
        self.pointer
    }

    /// Frees the memory now.
    ///
    /// # Errors
    ///
    /// Those of the call to the function that frees.
    pub fn free<L: Library>(self, scope: &mut Scope<'id, L>) -> Result<(), Fault> {
        self.ticket.map_or(Ok(()), |ticket| scope.give_back(ticket))
    }
}

impl<T: ?Sized> fmt::Debug for Owned<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Owned<{}>({})",
            std::any::type_name::<T>(),
            if self.pointer.is_null() { "null" } else { "…" }
        )
    }
}

/// Makes the caller the owner of what a pointer points to.
#[doc(hidden)]
pub fn own<'id, L: Library, T: ?Sized>(
    scope: &mut Scope<'id, L>,
    pointer: GuestPtr<'id, T>,
    free: Free<L>,
) -> Owned<'id, T> {
    Owned { pointer, ticket: scope.take_over(pointer, free) }
}

/// What an instance's host still has to give back.
#[derive(Debug, Default)]
pub(crate) struct Ownership {
    next: u64,
    entries: VecDeque<Entry>,
}

#[derive(Debug)]
struct Entry {
    ticket: u64,
    address: i32,
    /// The [`Free`] of the library that the instance belongs to.
    free: Box<dyn Any + Send>,
}

impl Ownership {
    fn remove(&mut self, ticket: u64) -> Option<Entry> {
        let index = self.entries.iter().rposition(|entry| entry.ticket == ticket)?;
        self.entries.remove(index)
    }
}

impl<'id, L: Library> Scope<'id, L> {
    /// Notes that memory has to be given back, unless it is null.
    pub(crate) fn take_over<T: ?Sized>(&mut self, pointer: GuestPtr<'id, T>, free: Free<L>) -> Option<u64> {
        let address = pointer.address().cast_signed();
        if pointer.is_null() {
            return None;
        }
        let ownership = &mut self.host_mut().ownership;
        let ticket = ownership.next;
        ownership.next = ticket.wrapping_add(1);
        ownership.entries.push_back(Entry { ticket, address, free: Box::new(free) });
        Some(ticket)
    }

    /// Refuses a pointer to what somebody owns already.
    pub(crate) fn check_unowned<T: ?Sized>(&self, pointer: GuestPtr<'id, T>) -> Result<(), Fault> {
        let address = pointer.address().cast_signed();
        match self.host_side().ownership.entries.iter().any(|entry| entry.address == address) {
            true => Err(Fault::new(Cause::OwnedTwice).in_library(L::NAME)),
            false => Ok(()),
        }
    }

    /// Forgets one piece, which somebody else gives back, in this way.
    pub(crate) fn disown(&mut self, ticket: u64) -> Option<Free<L>> {
        let entry = self.host_mut().ownership.remove(ticket)?;
        entry.free.downcast_ref::<Free<L>>().copied()
    }

    /// Gives one piece back. It is forgotten first: whatever the guest does while it frees, this happens once.
    pub(crate) fn give_back(&mut self, ticket: u64) -> Result<(), Fault> {
        match self.host_mut().ownership.remove(ticket) {
            Some(entry) => self.free(&entry),
            None => Ok(()),
        }
    }

    /// Gives everything back at the end of a scope. A guest that trapped gets nothing: it is gone.
    pub(crate) fn give_all_back(&mut self) -> Result<(), Fault> {
        while !self.host_side().trapped() {
            let Some(entry) = self.host_mut().ownership.entries.pop_front() else { break };
            self.free(&entry)?;
        }
        Ok(())
    }

    fn free(&mut self, entry: &Entry) -> Result<(), Fault> {
        match entry.free.downcast_ref::<Free<L>>() {
            Some(free) => free(self, entry.address),
            None => Ok(()),
        }
    }
}
