use std::marker::PhantomData;

use ringfence_engine::wasmtime::{AsContextMut, Store};

use super::{Scope, map};
use crate::engine::watchdog::Ticking;
use crate::engine::{Host, instance};
use crate::fault::Fault;
use crate::library::Library;
use crate::plan::Plan;
use crate::raw;

/// An instance between scopes.
pub(crate) struct Live<L: Library> {
    store: Store<Host>,
    scopes: u32,
    library: PhantomData<fn() -> L>,
}

impl<L: Library> Live<L> {
    /// How many scopes it has served.
    pub(crate) fn scopes(&self) -> u32 {
        self.scopes
    }
}

/// However a scope ends, its inputs are out of the memory before that is somebody else's.
impl<L: Library> Drop for Live<L> {
    fn drop(&mut self) {
        map::unmap_all(&mut self.store.as_context_mut());
    }
}

/// Runs `body` in a scope on `used`, or on a fresh instance.
///
/// The instance comes back only after a scope that ended well: a trap, an error from the closure or a panic
/// of the host all mean that its state is not to be trusted.
pub(crate) fn enter<L: Library, R>(
    plan: &Plan,
    used: Option<Live<L>>,
    body: impl for<'id> FnOnce(&mut Scope<'id, L>) -> Result<R, Fault>,
) -> (Result<R, Fault>, Option<Live<L>>) {
    #[cfg(feature = "hostile")]
    let plan = &plan.for_twin::<L>();
    let opened = Ticking::start().and_then(|ticking| Ok((prepare(plan, used)?, ticking)));
    let (mut live, _ticking) = match opened {
        Ok(opened) => opened,
        Err(fault) => return (Err(fault.in_library(L::NAME)), None),
    };
    let opened = raw::scope::open(live.store.as_context_mut(), |scope| {
        let value = body(scope)?;
        scope.give_all_back()?;
        Ok(value)
    });
    let result = opened.and_then(|result| result);
    map::unmap_all(&mut live.store.as_context_mut());
    let ended = live.store.data_mut().end_output().map_err(|fault| fault.in_library(L::NAME));
    let result = result.and_then(|value| ended.map(|()| value));
    let reusable = result.is_ok() && !live.store.data().trapped();
    (result, reusable.then_some(live))
}

fn prepare<L: Library>(plan: &Plan, used: Option<Live<L>>) -> Result<Live<L>, Fault> {
    let mut live = match used {
        Some(mut live) => {
            instance::renew(&mut live.store, plan.limits)?;
            live
        }
        None => Live { store: instance::create::<L>(plan)?, scopes: 0, library: PhantomData },
    };
    live.scopes = live.scopes.saturating_add(1);
    Ok(live)
}
