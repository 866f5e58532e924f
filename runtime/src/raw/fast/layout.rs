//! Where the engine keeps what a call takes.
//!
//! The places come from `wasmtime-environ`, which the engine's compiler takes them from, in the one version that this was
//! written for. They are not believed: what is found there is compared with what the engine's public interface says.

use std::ptr;

use ringfence_engine::wasmtime::{Func, StoreContextMut, ValRaw};
use wasmtime_environ::{HostPtr, PtrSize as _, VMCONTEXT_MAGIC};

use super::Function;
use crate::engine::Host;

/// How the engine's trampolines are called: callee, caller, and a row with the parameters in which the result comes back.
/// False is a trap.
pub(super) type ArrayCall = unsafe extern "C" fn(*mut u8, *mut u8, *mut ValRaw, usize) -> bool;

/// Bytes of one word.
const WORD: usize = size_of::<usize>();

/// Where in [`Record::frames`] the stack pointer of who entered the guest is.
pub(super) const ENTRY_SP: usize = 2 * WORD;

/// Where his frame is.
pub(super) const ENTRY_FP: usize = 3 * WORD;

/// Where the code is that a trap comes back to.
pub(super) const TRAP_HANDLER: usize = 4 * WORD;

/// Words of the engine's description of a function.
pub(super) const WORDS: usize = 4;

/// The engine's record of a store.
#[derive(Clone, Copy)]
pub(super) struct Record(*mut u8);

impl Record {
    /// Where guest code was entered and left, five words in a row. All zero while no guest's frame is on the stack.
    pub(super) fn frames(self) -> *mut [usize; 5] {
        let first = HostPtr.vm_store_context().last_wasm_exit_trampoline_fp();
        self.0.wrapping_add(first.into()).cast()
    }

    /// The lowest address to which guest code may use the stack, or the highest there is while none runs.
    fn limit(self) -> *mut usize {
        self.0.wrapping_add(HostPtr.vm_store_context().stack_limit().into()).cast()
    }

    pub(super) fn is_at_rest(self) -> bool {
        // SAFETY: inside the record, which `record` has made sure of, and lives as long as the store does; the engine wrote
        // the words before it handed out the store, and no guest code runs.
        unsafe { self.frames().read() == [0; 5] }
    }

    /// Says that no guest's frame is on the stack any more, and none runs.
    #[inline]
    pub(super) fn rest(self) {
        // SAFETY: inside the record, as above. The engine and compiled code write these words in the same way, through
        // addresses, and nobody holds a reference to them.
        unsafe { self.frames().write([0; 5]) }
        self.set_limit(usize::MAX);
    }

    pub(super) fn limited(self) -> usize {
        // SAFETY: inside the record, as above.
        unsafe { self.limit().read() }
    }

    #[inline]
    pub(super) fn set_limit(self, limit: usize) {
        // SAFETY: inside the record, as above.
        unsafe { self.limit().write(limit) }
    }
}

/// Whether the places are such that this can work at all.
pub(super) fn fits() -> bool {
    let (function, record) = (HostPtr.vm_func_ref(), HostPtr.vm_store_context());
    let first = record.last_wasm_exit_trampoline_fp();
    let rest = [
        (record.last_wasm_exit_pc(), WORD),
        (record.last_wasm_entry_sp(), ENTRY_SP),
        (record.last_wasm_entry_fp(), ENTRY_FP),
        (record.last_wasm_entry_trap_handler(), TRAP_HANDLER),
    ];
    let in_a_row = rest.iter().all(|&(at, place)| usize::from(at).checked_sub(first.into()) == Some(place));
    let whole = usize::from(function.size()) == size_of::<[usize; WORDS]>();
    let words = [function.array_call(), function.wasm_call(), function.vmctx()];
    in_a_row && whole && words.iter().all(|&at| usize::from(at).is_multiple_of(WORD))
}

/// The record of the store in which an instance lies, when it is that of `host`.
pub(super) fn record(instance: *mut u8, host: *const Host) -> Option<Record> {
    // SAFETY: the engine hands out as callee and caller what begins with this word, whichever kind it is of.
    let kind = unsafe { instance.wrapping_add(HostPtr.vmctx_magic().into()).cast::<u32>().read() };
    if kind != VMCONTEXT_MAGIC {
        return None;
    }
    let at = instance.wrapping_add(HostPtr.vmctx_store_context().into()).cast::<*mut u8>();
    // SAFETY: this is an instance, as its first word says, and they all have this field.
    let record = unsafe { at.read() };
    let at = record.wrapping_add(HostPtr.vm_store_context().store_data().into()).cast::<*const Host>();
    // SAFETY: the instance belongs to a live store, which set the field to its record; that has this field.
    let data = unsafe { at.read() };
    ptr::eq(data, host).then_some(Record(record))
}

/// Which word of a description lies at this place.
fn word(place: u8) -> usize {
    usize::from(place).checked_div(WORD).unwrap_or(WORDS)
}

/// The engine's description of a function.
pub(super) fn description(context: &mut StoreContextMut<'_, Host>, function: &Func) -> [usize; WORDS] {
    let raw = function.to_raw(context).cast::<[usize; WORDS]>();
    // SAFETY: the engine owns what it points to for as long as the store lives, so much of it as `fits` has compared.
    unsafe { raw.read_unaligned() }
}

/// Puts another trampoline into a description.
pub(super) fn with_trampoline(mut description: [usize; WORDS], trampoline: ArrayCall) -> [usize; WORDS] {
    if let Some(word) = description.get_mut(word(HostPtr.vm_func_ref().array_call())) {
        *word = (trampoline as *const u8).expose_provenance();
    }
    description
}

/// Where a function begins. Those of the host may have no code for guests to call.
pub(super) fn function(context: &mut StoreContextMut<'_, Host>, function: &Func) -> Option<Function> {
    let description = description(context, function);
    let at = |place: u8| description.get(word(place)).copied();
    let there = |place: u8| at(place).filter(|&word| word != 0);
    let array_call = there(HostPtr.vm_func_ref().array_call())?;
    let code = at(HostPtr.vm_func_ref().wasm_call())?;
    let vmctx = there(HostPtr.vm_func_ref().vmctx())?;
    let array_call = ptr::with_exposed_provenance::<u8>(array_call);
    // SAFETY: the engine keeps a function of this type there, and it is not null.
    let array_call = unsafe { std::mem::transmute::<*const u8, ArrayCall>(array_call) };
    let (code, vmctx) = (ptr::with_exposed_provenance(code), ptr::with_exposed_provenance_mut(vmctx));
    Some(Function { array_call, code, vmctx })
}
