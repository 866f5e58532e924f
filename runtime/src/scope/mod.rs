//! The one door to a fenced library.

mod access;
mod arena;
mod batch;
mod by_value;
mod call;
mod enter;
mod global;
mod map;
mod strings;
mod structures;
mod varargs;
mod windows;
mod wire;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

pub(crate) use arena::{Arena, Position};
pub use batch::{batch, of_word, to_word};
pub use by_value::{by_address, result_place, with_copies};
pub(crate) use call::named;
pub use call::{Export, call};
pub(crate) use enter::{Live, enter};
pub use global::{Address, global};
use ringfence_engine::wasmtime::{AsContextMut, Memory, StoreContextMut, Table};
pub use varargs::lower_variadic;
#[cfg(all(test, feature = "jit"))]
pub(crate) use windows::Ground;
#[cfg(target_os = "linux")]
pub(crate) use windows::HUGE;
pub(crate) use windows::{Window, Windows};
pub use wire::Wires;
pub(crate) use wire::{Wire, tuples_of_values};

use crate::engine::host::Parts;
use crate::engine::{Host, instance};
use crate::fault::{Cause, Fault};
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
    /// Valid for as long as somebody can hold the scope, which `raw::scope` sees to; only ever reborrowed.
    context: StoreContextMut<'static, Host>,
    memory: Memory,
    /// From the store, when the scope makes its first call: most callbacks make none.
    functions: Option<Arc<L::Functions>>,
    brand: Brand<'id>,
    /// Not `Send`: the guest's stack is that of the thread that opened the scope.
    thread: PhantomData<*mut ()>,
}

impl<L: Library> Scope<'_, L> {
    /// A scope over a context.
    pub(crate) fn over(context: StoreContextMut<'static, Host>) -> Result<Self, Fault> {
        let Some(Parts { memory, .. }) = context.data().parts else { return Err(instance::no_memory()) };
        Ok(Self { context, memory, functions: None, brand: PhantomData, thread: PhantomData })
    }

    /// The host's side of the instance.
    #[inline]
    pub(crate) fn host_side(&self) -> &Host {
        self.context.data()
    }

    /// The host's side of the instance.
    #[inline]
    pub(crate) fn host_mut(&mut self) -> &mut Host {
        self.context.data_mut()
    }

    /// The guest's memory, to change.
    #[cfg(feature = "hostile")]
    pub(crate) fn linear_memory_mut(&mut self) -> &mut [u8] {
        self.memory.data_mut(&mut self.context)
    }

    /// The store, for no longer than the scope is borrowed.
    #[inline]
    pub(crate) fn context(&mut self) -> StoreContextMut<'_, Host> {
        self.context.as_context_mut()
    }

    pub(crate) fn parts(&self) -> Result<Parts, Fault> {
        self.host_side().parts.ok_or_else(instance::no_memory)
    }

    /// The guest's table of functions.
    pub(crate) fn table(&self) -> Result<Table, Fault> {
        self.parts()?.table.ok_or_else(|| {
            let why = "the module keeps its table of functions to itself; link it with `--export-table`";
            Fault::new(Cause::Module(why.into())).in_library(L::NAME)
        })
    }
}

impl<L: Library> fmt::Debug for Scope<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scope<{}>({} bytes of memory)", L::NAME, self.memory_bytes())
    }
}
