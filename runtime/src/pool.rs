//! Many instances of one library, for many threads.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::callback::OnPanic;
use crate::capability::Capabilities;
use crate::engine::registry;
use crate::fault::{Cause, Fault};
use crate::library::Library;
use crate::lifecycle::Lifecycle;
use crate::limits::Limits;
use crate::plan::Plan;
use crate::sandbox::Sandbox;
use crate::scope::{Live, Scope, enter};

/// Used instances that a pool keeps at most; more are dropped.
const IDLE: usize = 64;

/// A thread-safe source of scopes on instances of one library.
///
/// Cloning is cheap and gives a handle to the same pool. Each scope runs on an instance of its own, so scopes
/// of several threads never wait for each other.
///
/// ```ignore
/// let pool = Pool::<Lodepng>::new(Limits::default())?;
/// let images = files.par_iter().map(|file| pool.scope(|png| decode(png, file))).collect::<Vec<_>>();
/// ```
pub struct Pool<L: Library> {
    plan: Plan,
    lifecycle: Lifecycle,
    idle: Arc<Mutex<Vec<Live<L>>>>,
}

impl<L: Library> Pool<L> {
    /// Loads the library's module, on its first use in this process, and starts with no instance.
    ///
    /// # Errors
    ///
    /// Limits that cannot be met, a module of another engine version or target, or a process that cannot
    /// reserve address space.
    pub fn new(limits: Limits) -> Result<Self, Fault> {
        let resolved = limits.resolve(&L::ARTEFACT.limits).map_err(|fault| fault.in_library(L::NAME))?;
        let loaded = registry::load::<L>(resolved.stack).map_err(|fault| fault.in_library(L::NAME))?;
        Ok(Self::of(Plan::new(loaded, resolved)))
    }

    /// Compiles `wasm` in place of the module that was embedded. Machine code is never taken from outside the
    /// executable; a WebAssembly module may be, since the engine checks all of it.
    ///
    /// Exports are compared with the interface at their first call.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), and for a module that is invalid or asks for imports beyond the library's capabilities.
    #[cfg(feature = "jit")]
    pub fn from_wasm(wasm: &[u8], limits: Limits) -> Result<Self, Fault> {
        Self::compiled(registry::Kind::Machine, wasm, limits)
    }

    /// As [`from_wasm`](Self::from_wasm), run by the engine's interpreter: no machine code is made, on any machine.
    ///
    /// Much slower, and the same in everything else. It shows whether a difference comes from machine code.
    ///
    /// # Errors
    ///
    /// As [`from_wasm`](Self::from_wasm).
    #[cfg(feature = "pulley")]
    pub fn interpreted(wasm: &[u8], limits: Limits) -> Result<Self, Fault> {
        Self::compiled(registry::Kind::Interpreter, wasm, limits)
    }

    #[cfg(feature = "jit")]
    fn compiled(kind: registry::Kind, wasm: &[u8], limits: Limits) -> Result<Self, Fault> {
        let resolved = limits.resolve(&L::ARTEFACT.limits).map_err(|fault| fault.in_library(L::NAME))?;
        let loaded =
            registry::compile::<L>(kind, resolved.stack, wasm).map_err(|fault| fault.in_library(L::NAME))?;
        Ok(Self::of(Plan::new(loaded, resolved)))
    }

    fn of(plan: Plan) -> Self {
        Self { plan, lifecycle: Lifecycle::default(), idle: Arc::default() }
    }

    /// Says how long an instance lives. The default is a fresh one for each scope.
    #[must_use]
    pub fn lifecycle(mut self, lifecycle: Lifecycle) -> Self {
        self.lifecycle = lifecycle;
        self
    }

    /// Says what becomes of a panic in a closure that the guest called. The default lets it go on.
    #[must_use]
    pub fn on_panic(mut self, on_panic: OnPanic) -> Self {
        self.plan.limits.on_panic = on_panic;
        self
    }

    /// Has the calls of a scope go straight to the functions' machine code, inside one entry into the engine: a call then
    /// takes a third of the time on x86-64, and less than half elsewhere. Worth it for scopes that make fifty small calls
    /// and more; see also `#[batch]`.
    ///
    /// One thing is different: after a trap, the fault that the call gives says that there was one, and the fault that
    /// the scope ends with says which. `?` makes them the same.
    ///
    /// Calls from within callbacks take the usual way, and so do all calls of libraries that give up by `longjmp` or throw,
    /// of modules in the interpreter or with debug information, on systems other than Linux, and if the engine is not as
    /// expected: that is tried once in each process, and once for each module. This trusts more of the engine's insides than anything else here; `SECURITY.md` says what.
    #[cfg(feature = "fast-calls")]
    #[must_use]
    pub fn fast_calls(mut self) -> Self {
        self.plan.fast = true;
        // Instances of other handles know no door.
        self.idle = Arc::default();
        self
    }

    /// Says what stands behind the capabilities that the library was granted, in place of the
    /// [defaults](Capabilities).
    ///
    /// # Errors
    ///
    /// A fault of kind [`Caller`](crate::FaultKind::Caller) when something is meant for a capability that the
    /// build script did not grant, or cannot be used as it is.
    pub fn provide(mut self, capabilities: Capabilities) -> Result<Self, Fault> {
        self.plan.provide::<L>(capabilities)?;
        // Other handles of the pool keep theirs: an instance sees what it was made with for as long as it lives.
        self.idle = Arc::default();
        Ok(self)
    }

    /// Does work once that would otherwise be the first of every instance: reading a dictionary, making tables, loading a
    /// font. All instances of the pool that comes back start as `body` left the one it ran on.
    ///
    /// ```ignore
    /// let (pool, speller) = Pool::<Hunspell>::new(limits)?.provide(dictionary)?.prepare(|h| {
    ///     let speller = h.create(affixes, words)?;
    ///     h.keep(speller)
    /// })?;
    /// pool.scope(|h| {
    ///     let speller = h.revive(speller)?; // in an instance of its own, which read no dictionary
    ///     h.spell(speller, word)
    /// })?;
    /// ```
    ///
    /// What was [kept](Scope::keep) in `body` can be revived in all of them, and in a [`sandbox`](Self::sandbox) of this
    /// pool. An instance pays for what it touches, not for all that was prepared: on Linux its memory is mapped, in private,
    /// from the prepared one, and copied elsewhere.
    ///
    /// Whatever the work did to the library is in all instances: show it only data that you would let one instance keep
    /// for all time. Random numbers that the library drew are the same in all of them; files that it opened are closed.
    /// Variables of WebAssembly beside C's stack pointer, which only modules built elsewhere have, start as in the module.
    ///
    /// # Errors
    ///
    /// What `body` returns, and a fault of kind [`Caller`](crate::FaultKind::Caller) when it
    /// [gave the library a closure for good](Scope::keep_callback).
    pub fn prepare<R>(
        mut self,
        body: impl for<'id> FnOnce(&mut Scope<'id, L>) -> Result<R, Fault>,
    ) -> Result<(Self, R), Fault> {
        let (result, live) = enter(&self.plan, None, body);
        let value = result?;
        let Some(mut live) = live else {
            return Err(Fault::new(Cause::Discarded).in_library(L::NAME));
        };
        self.plan.image = Some(Arc::new(live.image(&self.plan)?));
        self.idle = Arc::default();
        Ok((self, value))
    }

    /// One instance of the pool's module that keeps its state, under the pool's limits.
    #[must_use]
    pub fn sandbox(&self) -> Sandbox<L> {
        Sandbox::of(self.plan.clone())
    }

    /// Runs `body` in a scope.
    ///
    /// # Errors
    ///
    /// What `body` returns, or a fault of kind [`Limit`](crate::FaultKind::Limit) when no instance is to be
    /// had. After any error the instance is discarded.
    pub fn scope<R>(
        &self,
        body: impl for<'id> FnOnce(&mut Scope<'id, L>) -> Result<R, Fault>,
    ) -> Result<R, Fault> {
        let used = self.lock().pop();
        let (result, live) = enter(&self.plan, used, body);
        if let Some(live) = live.filter(|live| self.lifecycle.keeps(live.scopes())) {
            let mut idle = self.lock();
            if idle.len() < IDLE {
                idle.push(live);
            }
        }
        result
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Live<L>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<L: Library> Clone for Pool<L> {
    fn clone(&self) -> Self {
        Self { plan: self.plan.clone(), lifecycle: self.lifecycle, idle: self.idle.clone() }
    }
}

impl<L: Library> fmt::Debug for Pool<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool")
            .field("library", &L::NAME)
            .field("lifecycle", &self.lifecycle)
            .finish_non_exhaustive()
    }
}
