use std::marker::PhantomData;

use super::{Scope, map};
use crate::engine::watchdog::Ticking;
use crate::engine::{entry, instance};
use crate::fault::Fault;
use crate::image::{self, Image};
use crate::library::Library;
use crate::plan::Plan;
use crate::raw;
use crate::raw::poll::Stoppable;
use crate::stats;

/// An instance between scopes.
pub(crate) struct Live<L: Library> {
    instance: Stoppable,
    scopes: u32,
    library: PhantomData<fn() -> L>,
}

impl<L: Library> Live<L> {
    /// A fresh one, of which no code ran.
    pub(crate) fn create(plan: &Plan) -> Result<Self, Fault> {
        Ok(Self { instance: instance::create::<L>(plan)?, scopes: 0, library: PhantomData })
    }

    /// What others can start from to be as it is.
    pub(crate) fn image(&mut self, plan: &Plan) -> Result<Image, Fault> {
        let bare = Plan { image: None, ..plan.clone() };
        let image = Self::create(&bare)
            .and_then(|mut fresh| Image::of(&mut fresh.instance.context(), &mut self.instance.context()));
        image.map_err(|fault| fault.in_library(L::NAME))
    }

    /// How many scopes it has served.
    pub(crate) fn scopes(&self) -> u32 {
        self.scopes
    }

    /// Ends a scope: no clock runs, and no input is in memory.
    fn rest(&mut self) {
        self.instance.disarm();
        map::unmap_all(&mut self.instance.context());
    }
}

/// However a scope ends, what was mapped is out of the memory before that is somebody else's.
impl<L: Library> Drop for Live<L> {
    fn drop(&mut self) {
        self.rest();
        image::take_out(&mut self.instance.context());
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
    let _span = tracing::debug_span!(target: "ringfence", "scope", library = L::NAME).entered();
    let opened = Ticking::start().and_then(|ticking| Ok((prepare(plan, used)?, ticking)));
    let (mut live, _ticking) = match opened {
        Ok(opened) => opened,
        Err(fault) => {
            if stats::is_on() {
                stats::ended(L::NAME, 0, 0, Some(fault.kind()));
            }
            return (Err(fault.in_library(L::NAME)), None);
        }
    };
    let result = entry::scoped(plan, live.instance.context(), |context| {
        let opened = raw::scope::open(context, |scope| {
            let value = body(scope)?;
            scope.give_all_back()?;
            Ok(value)
        });
        opened.and_then(|result| result)
    });
    live.rest();
    let ended = live.instance.host_mut().end_output().map_err(|fault| fault.in_library(L::NAME));
    let result = result.and_then(|value| ended.map(|()| value));
    if stats::is_on() {
        let context = live.instance.context();
        let memory = context.data().parts.map_or(0, |parts| parts.memory.data_size(&context));
        stats::ended(
            L::NAME,
            context.data().copied_out,
            memory as u64,
            result.as_ref().err().map(Fault::kind),
        );
    }
    let reusable = result.is_ok() && !live.instance.host_mut().trapped();
    (result, reusable.then_some(live))
}

fn prepare<L: Library>(plan: &Plan, used: Option<Live<L>>) -> Result<Live<L>, Fault> {
    let mut live = match used {
        Some(mut live) => {
            instance::renew(plan, &mut live.instance)?;
            live
        }
        None => {
            let mut live = Live::create(plan)?;
            instance::begin(&mut live.instance)?;
            live
        }
    };
    live.scopes = live.scopes.saturating_add(1);
    Ok(live)
}
