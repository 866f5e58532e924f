use std::marker::PhantomData;
use std::sync::Arc;

use super::Scope;
use super::arena::Arena;
use crate::engine::watchdog::Ticking;
use crate::engine::{Instance, Loaded};
use crate::fault::Fault;
use crate::library::Library;
use crate::limits::Effective;

/// An instance between and inside scopes.
pub(crate) struct Live<L: Library> {
    pub(super) instance: Instance<L>,
    pub(super) arena: Arena,
    scopes: u32,
}

impl<L: Library> Live<L> {
    /// How many scopes it has served.
    pub(crate) fn scopes(&self) -> u32 {
        self.scopes
    }
}

/// Runs `body` in a scope on `used`, or on a fresh instance.
///
/// The instance comes back only after a scope that ended well: a trap, an error from the closure or a panic
/// of the host all mean that its state is not to be trusted.
pub(crate) fn enter<L: Library, R>(
    loaded: &Arc<Loaded>,
    limits: Effective,
    used: Option<Live<L>>,
    body: impl for<'id> FnOnce(&mut Scope<'id, L>) -> Result<R, Fault>,
) -> (Result<R, Fault>, Option<Live<L>>) {
    let opened = Ticking::start().and_then(|ticking| Ok((prepare(loaded, limits, used)?, ticking)));
    let (live, _ticking) = match opened {
        Ok(opened) => opened,
        Err(fault) => return (Err(fault.in_library(L::NAME)), None),
    };
    let mut scope = Scope { live, copied_out: 0, brand: PhantomData, thread: PhantomData };
    let result = body(&mut scope);
    let reusable = result.is_ok() && !scope.live.instance.trapped();
    (result, reusable.then_some(scope.live))
}

fn prepare<L: Library>(
    loaded: &Arc<Loaded>,
    limits: Effective,
    used: Option<Live<L>>,
) -> Result<Live<L>, Fault> {
    let mut live = match used {
        Some(mut live) => {
            live.instance.renew()?;
            live.arena.reset();
            live
        }
        None => {
            Live { instance: Instance::new(loaded, limits)?, arena: Arena::new(loaded.arena()), scopes: 0 }
        }
    };
    live.scopes += 1;
    Ok(live)
}
