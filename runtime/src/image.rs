//! What instances of a prepared pool start from.
//!
//! The engine keeps an image of the memory that a module begins with. An [`Image`] is what one instance made of it: the
//! pages of that memory that have changed, which are few and are copied, and all memory behind it, which may be much and
//! is mapped like an [`Input`], so that an instance pays for the pages it touches.

use std::collections::BTreeMap;

use ringfence_engine::wasmtime::{Memory, Ref, StoreContextMut};

use crate::engine::host::Parts;
use crate::engine::{Host, instance};
use crate::fault::{Cause, Fault};
use crate::input::Input;
use crate::raw::window;
use crate::scope::{Arena, Window, Windows};

/// What is compared and copied at a time, in bytes.
const STEP: usize = 4096;

/// From so many bytes on, memory behind the initial one is mapped. The instance is a new one, and need not touch them all.
const MAPPED_FROM: usize = 256 << 10;

/// The state of an instance between two scopes.
#[derive(Debug)]
pub(crate) struct Image {
    /// The instance that it was, and those that it started from in its turn.
    instances: Vec<u64>,
    /// What differs in the memory that the module begins with.
    changed: Vec<(usize, Vec<u8>)>,
    /// Pages of 64 KiB that were added.
    pages: u64,
    /// Their bytes, without zeroes at the end.
    added: Input,
    /// Elements that were added to the table of functions.
    elements: u64,
    exported: BTreeMap<&'static str, u32>,
    arena: Arena,
    windows: Windows,
}

impl Image {
    /// The state of `used`; `fresh` is another instance of the module, of which no code ran.
    pub(crate) fn of(
        fresh: &mut StoreContextMut<'_, Host>,
        used: &mut StoreContextMut<'_, Host>,
    ) -> Result<Self, Fault> {
        let (Some(first), Some(parts)) = (fresh.data().parts, used.data().parts) else {
            return Err(instance::no_memory());
        };
        let host = used.data();
        if host.callbacks.is_holding() {
            return Err(Fault::new(Cause::Argument(
                "a closure that the guest was given for good belongs to its instance, and other instances cannot start \
                 with it; give it in each scope",
            )));
        }
        let instances = host.origins().chain([host.id]).collect();
        let (mut arena, windows) = (host.arena.clone(), host.windows.clone());
        arena.reset();
        let exported = host.callbacks.exported().clone();
        let (before, now) = (first.memory.data(&*fresh), parts.memory.data(&*used));
        let (initial, added) = now.split_at_checked(before.len()).unwrap_or((now, &[]));
        let length = added.iter().rposition(|&byte| byte != 0).map_or(0, |last| last.saturating_add(1));
        let input = Input::from_bytes(added.get(..length).unwrap_or_default());
        let mapped = input.and_then(|input| match length >= MAPPED_FROM {
            true => input.always_mapped(),
            false => Ok(input),
        });
        Ok(Self {
            instances,
            changed: changed(before, initial),
            pages: (added.len() as u64) >> 16,
            added: mapped.map_err(Fault::host)?,
            elements: elements(used, parts).saturating_sub(elements(fresh, first)),
            exported,
            arena,
            windows,
        })
    }

    /// Instances whose pointers mean the same in those that start from this.
    pub(crate) fn instances(&self) -> &[u64] {
        &self.instances
    }

    /// Makes a new instance, of which no code ran, what the first one was.
    pub(crate) fn put_into(&self, context: &mut StoreContextMut<'_, Host>) -> Result<(), Fault> {
        let Some(parts) = context.data().parts else { return Err(instance::no_memory()) };
        for (at, bytes) in &self.changed {
            parts.memory.write(&mut *context, *at, bytes).map_err(Fault::host)?;
        }
        let address = instance::grow(context, self.pages)?;
        self.add(context, parts.memory, address)?;
        self.fill_table(context, parts)?;
        let host = context.data_mut();
        host.arena = self.arena.clone();
        host.windows = self.windows.clone();
        host.callbacks.adopt(self.exported.clone());
        Ok(())
    }

    /// Maps what was added, or copies it where nothing can be mapped.
    fn add(
        &self,
        context: &mut StoreContextMut<'_, Host>,
        memory: Memory,
        address: u32,
    ) -> Result<(), Fault> {
        let length = self.added.len();
        if let (Some(file), Ok(bytes)) = (self.added.to_map(), u32::try_from(length)) {
            let window = Window::of(address, bytes);
            if window::map(context, memory, window, file, bytes).is_ok() {
                context.data_mut().foundation = Some(window);
                return Ok(());
            }
        }
        let start = address as usize;
        let place = memory.data_mut(context).get_mut(start..start.saturating_add(length));
        self.added.copy_to(place.ok_or_else(instance::no_memory)?).map_err(Fault::host)
    }

    /// Pointers to exported functions lead where they led. Those to closures, which are gone, lead nowhere.
    fn fill_table(&self, context: &mut StoreContextMut<'_, Host>, parts: Parts) -> Result<(), Fault> {
        let Some(table) = parts.table.filter(|_| self.elements > 0) else { return Ok(()) };
        table
            .grow(&mut *context, self.elements, Ref::Func(None))
            .map_err(|_| Fault::new(Cause::TableLimit { elements: context.data().limits().table }))?;
        for (name, &index) in &self.exported {
            let function = parts.instance.get_func(&mut *context, name);
            table.set(&mut *context, index.into(), Ref::Func(function)).map_err(|error| {
                Fault::new(Cause::Module(format!("`{name}` does not fit the table of functions: {error:#}")))
            })?;
        }
        Ok(())
    }
}

/// Takes what an image mapped out of an instance's memory, before that is somebody else's.
pub(crate) fn take_out(context: &mut StoreContextMut<'_, Host>) {
    let Some(memory) = context.data().parts.map(|parts| parts.memory) else { return };
    if let Some(window) = context.data_mut().foundation.take() {
        window::clear(context, memory, window);
    }
}

fn elements(context: &StoreContextMut<'_, Host>, parts: Parts) -> u64 {
    parts.table.map_or(0, |table| table.size(context))
}

/// The pieces of `now` that differ from `before`, each as long as it can be.
fn changed(before: &[u8], now: &[u8]) -> Vec<(usize, Vec<u8>)> {
    let mut pieces: Vec<(usize, Vec<u8>)> = Vec::new();
    let pairs = before.chunks(STEP).zip(now.chunks(STEP)).enumerate();
    for (number, (_, now)) in pairs.filter(|(_, (before, now))| before != now) {
        let at = number.saturating_mul(STEP);
        match pieces.last_mut() {
            Some((start, bytes)) if start.saturating_add(bytes.len()) == at => bytes.extend_from_slice(now),
            _ => pieces.push((at, now.to_vec())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_changed_makes_the_one_the_other(
            length in 0usize..40_000,
            writes in proptest::collection::vec((0usize..40_000, any::<u8>()), 0..40),
        ) {
            let before: Vec<u8> = (0..length).map(|n| (n / 100) as u8).collect();
            let mut now = before.clone();
            for (at, byte) in writes {
                if let Some(place) = now.get_mut(at) {
                    *place = byte;
                }
            }
            let pieces = changed(&before, &now);
            let mut made = before.clone();
            for (at, bytes) in &pieces {
                made[*at..][..bytes.len()].copy_from_slice(bytes);
            }
            prop_assert_eq!(made, now);
            prop_assert!(pieces.windows(2).all(|pair| pair[0].0 + pair[0].1.len() < pair[1].0));
        }
    }
}
