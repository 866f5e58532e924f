use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::sync::Arc;

use ringfence_engine::wasmtime::{Func, Ref};

use super::{Done, Signature, WireParams, trampoline};
use crate::fault::{Cause, Fault};
use crate::library::Library;
use crate::raw::lend::Lent;
use crate::scope::Scope;

/// Calls of the host by the guest that may be nested in each other.
const MOST_NESTED: u32 = 64;

/// The closures of an instance.
#[derive(Default)]
pub(crate) struct Callbacks {
    places: Vec<Place>,
    /// Empty slots by the function type that their trampolines serve.
    free: BTreeMap<TypeId, Vec<Slot>>,
    /// Table entries of exported functions whose pointers were asked for, by name.
    pub(super) exported: BTreeMap<&'static str, u32>,
    nested: u32,
}

/// What the trampoline of a slot finds.
#[derive(Default)]
struct Place {
    /// A `Held<S>`, `S` being the function type of the trampoline.
    held: Option<Box<dyn Any + Send>>,
    /// How many closures were here: a slot of an earlier one is stale.
    tenancy: u64,
}

/// A place for a closure, and the function pointer that leads to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    signature: TypeId,
    number: u32,
    index: u32,
    tenancy: u64,
}

impl Slot {
    /// Index in the guest's table of functions: the pointer's value in C.
    pub(crate) fn index(self) -> u32 {
        self.index
    }
}

/// A closure in a slot.
pub(crate) enum Held<S: Signature> {
    /// For the time of a `lend`.
    Lent(Lent<S>),
    /// Until it is revoked, or the instance is gone.
    Kept(Arc<KeptCallee<S>>),
}

/// A closure that borrows nothing.
pub(crate) type KeptCallee<S> = dyn for<'id> Fn(
        &mut Scope<'id, <S as Signature>::Library>,
        <S as Signature>::Params,
    ) -> Done<<S as Signature>::Results>
    + Send
    + Sync;

impl<S: Signature> Held<S> {
    #[inline]
    pub(super) fn call(self, scope: &mut Scope<'static, S::Library>, params: S::Params) -> Done<S::Results> {
        match self {
            Self::Lent(lent) => lent.call(scope, params),
            Self::Kept(kept) => kept(scope, params),
        }
    }
}

impl<S: Signature> Clone for Held<S> {
    fn clone(&self) -> Self {
        match self {
            Self::Lent(lent) => Self::Lent(*lent),
            Self::Kept(kept) => Self::Kept(kept.clone()),
        }
    }
}

impl Callbacks {
    /// The closure in a slot, if there still is one.
    #[inline]
    pub(super) fn held<S: Signature>(&self, number: u32) -> Option<Held<S>> {
        self.places.get(number as usize)?.held.as_ref()?.downcast_ref().cloned()
    }

    /// Whether a closure that was put into a slot is still there.
    pub(crate) fn holds(&self, slot: Slot) -> bool {
        let place = self.places.get(slot.number as usize);
        place.is_some_and(|place| place.tenancy == slot.tenancy && place.held.is_some())
    }

    /// Empties a slot for the next closure of its type. Says whether the closure was still there.
    pub(crate) fn vacate(&mut self, slot: Slot) -> bool {
        if !self.holds(slot) {
            return false;
        }
        if let Some(place) = self.places.get_mut(slot.number as usize) {
            place.held = None;
        }
        self.free.entry(slot.signature).or_default().push(slot);
        true
    }

    /// Whether the guest has a closure that it was given for good, or is given one now.
    pub(crate) fn is_holding(&self) -> bool {
        self.places.iter().any(|place| place.held.is_some())
    }

    /// Table entries of exported functions, by name.
    pub(crate) fn exported(&self) -> &BTreeMap<&'static str, u32> {
        &self.exported
    }

    /// Takes over those of another instance, whose table this one has.
    pub(crate) fn adopt(&mut self, exported: BTreeMap<&'static str, u32>) {
        self.exported = exported;
    }

    /// Counts one more call of the host by the guest.
    pub(super) fn descend(&mut self) -> Result<(), Fault> {
        if self.nested >= MOST_NESTED {
            return Err(Fault::new(Cause::CallbackDepth { most: MOST_NESTED }));
        }
        self.nested = self.nested.saturating_add(1);
        Ok(())
    }

    /// Whether host code runs that the guest called.
    pub(crate) fn is_inside(&self) -> bool {
        self.nested > 0
    }

    pub(super) fn ascend(&mut self) {
        self.nested = self.nested.saturating_sub(1);
    }

    fn fill(&mut self, slot: &mut Slot, held: Box<dyn Any + Send>) {
        if let Some(place) = self.places.get_mut(slot.number as usize) {
            place.tenancy = place.tenancy.wrapping_add(1);
            place.held = Some(held);
            slot.tenancy = place.tenancy;
        }
    }
}

impl<L: Library> Scope<'_, L> {
    /// Puts a closure into a slot whose trampoline serves its type; makes one when none is free.
    pub(crate) fn occupy<S: Signature<Library = L>>(&mut self, held: Held<S>) -> Result<Slot, Fault> {
        let free = self.host_mut().callbacks.free.get_mut(&TypeId::of::<S>()).and_then(Vec::pop);
        let mut slot = match free {
            Some(slot) => slot,
            None => self.add_slot::<S>()?,
        };
        self.host_mut().callbacks.fill(&mut slot, Box::new(held));
        Ok(slot)
    }

    #[cold]
    fn add_slot<S: Signature<Library = L>>(&mut self) -> Result<Slot, Fault> {
        let number = u32::try_from(self.host_side().callbacks.places.len()).unwrap_or(u32::MAX);
        let trampoline = S::Params::wrap(self.context(), move |caller, params| {
            trampoline::run::<S>(caller, number, params)
        });
        let index = self.add_to_table(trampoline)?;
        self.host_mut().callbacks.places.push(Place::default());
        Ok(Slot { signature: TypeId::of::<S>(), number, index, tenancy: 0 })
    }

    /// Makes a function callable by pointer, and gives the pointer's value.
    pub(super) fn add_to_table(&mut self, function: Func) -> Result<u32, Fault> {
        let table = self.table()?;
        let elements = self.host_side().limits().table;
        let refused = |_| Fault::new(Cause::TableLimit { elements }).in_library(L::NAME);
        let index = table.grow(self.context(), 1, Ref::Func(Some(function))).map_err(refused)?;
        u32::try_from(index).map_err(|_| Fault::new(Cause::TableLimit { elements }).in_library(L::NAME))
    }
}
