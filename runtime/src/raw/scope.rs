//! Scopes over contexts that live shorter than their type says.
//!
//! A scope has one lifetime, its brand, so that pointers are told apart and nothing else has to be written. The
//! context below it has a lifetime of its own: that of the store at the top, that of the call in a callback.
//! It is forgotten here.

use ringfence_engine::wasmtime::StoreContextMut;

use crate::engine::Host;
use crate::fault::Fault;
use crate::library::Library;
use crate::scope::Scope;

/// Runs `body` with a scope over `context`.
pub(crate) fn open<'id, L: Library, R>(
    context: StoreContextMut<'_, Host>,
    body: impl FnOnce(&mut Scope<'id, L>) -> R,
) -> Result<R, Fault> {
    // SAFETY: only the lifetime changes. The result is used while the original is borrowed, for it goes into a
    // `Scope` that is a local variable of this function and that `body` sees by reference. `body` cannot move it
    // out: that takes another `Scope` with the same brand to put in its place, and there is none in reach. A brand
    // has more than one scope only where a callback runs inside a call, and then the outer one is mutably borrowed
    // by that call until the inner one is gone; this function alone makes scopes. The methods of `Scope` hand the
    // context out only reborrowed from themselves, never with the lifetime that its type names.
    let context =
        unsafe { std::mem::transmute::<StoreContextMut<'_, Host>, StoreContextMut<'static, Host>>(context) };
    let mut scope = Scope::over(context)?;
    // What a call changes in the store, it changes through the engine's own pointers. The compiler is not to conclude, from
    // seeing all uses of ours, that a call left the store alone.
    Ok(body(std::hint::black_box(&mut scope)))
}
