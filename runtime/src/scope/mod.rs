//! The one door to a fenced library.

mod access;
mod arena;
mod call;
mod enter;
mod structures;

use std::fmt;
use std::marker::PhantomData;

pub use call::{Export, call};
pub(crate) use enter::{Live, enter};

use crate::guest::Brand;
use crate::library::Library;

/// An open scope: calls into the library, memory to pass it data, and access to what it hands back.
///
/// A scope is had from [`Pool::scope`](crate::Pool::scope) or [`Sandbox::scope`](crate::Sandbox::scope) and
/// lives as long as the closure. `'id` is its brand: pointers carry it, so that a pointer of one scope cannot
/// be used in another.
///
/// ```compile_fail
/// # use ringfence::{Scope, __private::Library};
/// fn mix<'a, 'b, L: Library>(a: &mut Scope<'a, L>, b: &Scope<'b, L>) {
///     let pointer = a.alloc::<u32>().unwrap();
///     let _ = b.read(pointer); // a pointer of `a` is no pointer of `b`
/// }
/// ```
///
/// Memory allocated here comes out of a region that the host manages inside guest memory: allocation does not
/// enter the guest, and everything is freed when the scope closes.
///
/// Errors are [`Fault`](crate::Fault)s. After a trap every further call in the scope fails; leave the scope
/// and open another, which gets a fresh instance.
pub struct Scope<'id, L: Library> {
    live: Live<L>,
    copied_out: u64,
    brand: Brand<'id>,
    /// Not `Send`: the guest's stack is that of the thread that opened the scope.
    thread: PhantomData<*mut ()>,
}

impl<L: Library> fmt::Debug for Scope<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scope<{}>({} bytes of memory)", L::NAME, self.memory_bytes())
    }
}
