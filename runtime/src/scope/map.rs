//! Inputs, mapped or copied.

use ringfence_engine::wasmtime::{Memory, StoreContextMut};

use super::Scope;
use super::windows::{Ground, Opened};
use crate::engine::{Host, instance};
use crate::fault::Fault;
use crate::guest::{GuestPtr, GuestSlice};
use crate::input::Input;
use crate::library::Library;
use crate::raw::window::{self, Unchanging};

impl<'id, L: Library> Scope<'id, L> {
    /// Passes an input to the library: maps it into guest memory, or copies it where that is cheaper or mapping is not
    /// possible.
    ///
    /// The guest may write to it, and what it writes ends with the scope. Its bytes count against the limit on memory, in
    /// steps of 64 KiB. They are mapped where the input is [large enough](Input::MAPPED_FROM), on Linux, and not in an
    /// interpreted instance.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Limit`](crate::FaultKind::Limit) when it does not fit into the memory that the library may have.
    pub fn map(&mut self, input: &Input) -> Result<GuestSlice<'id, u8>, Fault> {
        let mapped = match input.to_map() {
            Some(file) => self.map_file(file, input.len()).map_err(|fault| fault.in_library(L::NAME))?,
            None => None,
        };
        match mapped {
            Some(slice) => Ok(slice),
            None => self.copy_input(input),
        }
    }

    /// Nothing when nothing can be mapped.
    fn map_file(&mut self, file: &Unchanging, length: usize) -> Result<Option<GuestSlice<'id, u8>>, Fault> {
        let memory = self.memory;
        let mut context = self.context();
        let Ok(length) = u32::try_from(length) else { return Ok(None) };
        if context.engine().is_pulley() {
            return Ok(None);
        }
        let Opened { window, used } = open(&mut context, memory, length)?;
        if used {
            window::clear(&mut context, memory, window);
        }
        let mapped = window::map(&mut context, memory, window, file, length);
        Ok(mapped.ok().map(|()| GuestSlice::new(GuestPtr::new(window.address()), length)))
    }

    fn copy_input(&mut self, input: &Input) -> Result<GuestSlice<'id, u8>, Fault> {
        let slice = self.reserve_slice(input.len(), false)?;
        let target = self.bytes_mut(slice.ptr().address(), slice.len() as u32, 1)?;
        input.copy_to(target).map_err(Fault::host)?;
        Ok(slice)
    }
}

/// Opens a window. It is noted before anything is mapped there, and so taken out whatever happens.
fn open(context: &mut StoreContextMut<'_, Host>, memory: Memory, length: u32) -> Result<Opened, Fault> {
    let (base, bytes) = (memory.data_ptr(&*context).addr(), memory.data_size(&*context));
    let ground = Ground { base, bytes, most: context.data().limits().memory };
    // Taken out for a moment: growing needs all of the host's side.
    let mut windows = std::mem::take(&mut context.data_mut().windows);
    let opened = windows.open(length, ground, |pages| instance::grow(context, pages));
    context.data_mut().windows = windows;
    opened
}

/// Takes all mapped inputs out of an instance's memory.
pub(super) fn unmap_all(context: &mut StoreContextMut<'_, Host>) {
    let Some(memory) = context.data().parts.map(|parts| parts.memory) else { return };
    let mut windows = std::mem::take(&mut context.data_mut().windows);
    for &window in windows.opened() {
        window::clear(context, memory, window);
    }
    windows.close();
    context.data_mut().windows = windows;
}
