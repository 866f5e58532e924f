use ringfence_engine::wasmtime::{TypedFunc, WasmParams, WasmResults};

use super::Scope;
use crate::fault::Fault;
use crate::library::Library;

/// A slot for an exported function, filled at its first call in an instance.
#[doc(hidden)]
pub struct Export<P, R>(pub(crate) Option<TypedFunc<P, R>>);

impl<P, R> Default for Export<P, R> {
    fn default() -> Self {
        Self(None)
    }
}

/// Calls function `index` of the library. What generated methods end in.
#[doc(hidden)]
#[inline]
pub fn call<L: Library, P: WasmParams, R: WasmResults>(
    scope: &mut Scope<'_, L>,
    index: usize,
    slot: impl FnOnce(&mut L::Functions) -> &mut Export<P, R>,
    arguments: P,
) -> Result<R, Fault> {
    scope.live.instance.call(index, slot, arguments).map_err(|fault| named::<L>(fault, index))
}

#[cold]
fn named<L: Library>(fault: Fault, index: usize) -> Fault {
    fault.in_library(L::NAME).in_function(L::FUNCTIONS.get(index).copied().unwrap_or("?"))
}
