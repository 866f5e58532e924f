//! One instance of a library.

use std::fmt;

use crate::callback::OnPanic;
use crate::capability::Capabilities;
use crate::fault::Fault;
use crate::library::Library;
use crate::limits::Limits;
use crate::plan::Plan;
use crate::pool::Pool;
use crate::scope::{Live, Scope, enter};

/// One instance of a library that keeps its state from scope to scope.
///
/// The state is lost, and the next scope gets a fresh instance, when a scope ends in an error or a panic.
/// Memory that a scope allocated is freed with it; what the library allocated itself stays.
pub struct Sandbox<L: Library> {
    plan: Plan,
    live: Option<Live<L>>,
}

impl<L: Library> Sandbox<L> {
    /// Loads the library's module; the instance is made by the first scope.
    ///
    /// # Errors
    ///
    /// As [`Pool::new`](crate::Pool::new).
    pub fn new(limits: Limits) -> Result<Self, Fault> {
        Ok(Pool::new(limits)?.sandbox())
    }

    pub(crate) fn of(plan: Plan) -> Self {
        Self { plan, live: None }
    }

    /// Says what becomes of a panic in a closure that the guest called. The default lets it go on.
    #[must_use]
    pub fn on_panic(mut self, on_panic: OnPanic) -> Self {
        self.plan.limits.on_panic = on_panic;
        self
    }

    /// Has calls take the short way, as [`Pool::fast_calls`] says.
    #[cfg(feature = "fast-calls")]
    #[must_use]
    pub fn fast_calls(mut self) -> Self {
        self.plan.fast = true;
        self
    }

    /// Says what stands behind the capabilities that the library was granted. Takes effect with the next fresh
    /// instance.
    ///
    /// # Errors
    ///
    /// As [`Pool::provide`].
    pub fn provide(mut self, capabilities: Capabilities) -> Result<Self, Fault> {
        self.plan.provide::<L>(capabilities)?;
        Ok(self)
    }

    /// Runs `body` in a scope.
    ///
    /// # Errors
    ///
    /// As [`Pool::scope`](crate::Pool::scope).
    pub fn scope<R>(
        &mut self,
        body: impl for<'id> FnOnce(&mut Scope<'id, L>) -> Result<R, Fault>,
    ) -> Result<R, Fault> {
        let (result, live) = enter(&self.plan, self.live.take(), body);
        self.live = live;
        result
    }

    /// Whether an instance with state is there. False before the first scope and after one that failed.
    pub fn has_state(&self) -> bool {
        self.live.is_some()
    }

    /// Drops the state: the next scope gets a fresh instance.
    pub fn reset(&mut self) {
        self.live = None;
    }
}

impl<L: Library> fmt::Debug for Sandbox<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("library", &L::NAME)
            .field("has_state", &self.has_state())
            .finish_non_exhaustive()
    }
}
