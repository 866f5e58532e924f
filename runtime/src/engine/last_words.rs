//! What a guest written in Rust left behind when it panicked: place and message, at an address that it exports.

use ringfence_engine::wasmtime::StoreContextMut;

use super::{Host, instance};
use crate::fault::{Cause, Fault};
use crate::guest::words;
use crate::memory::bounds;

/// The exported variable: a length, then the text.
const NOTE: &str = "__ringfence_panic";

/// Most bytes that are looked at, whatever the length says.
const LONGEST: u32 = 1024;

/// The fault of a panic instead of that of the trap which follows it, when the guest left a note.
#[cold]
pub(super) fn explain(fault: Fault, context: &mut StoreContextMut<'_, Host>) -> Fault {
    if fault.trap().is_none() {
        return fault;
    }
    let Some(note) = read(context) else { return fault };
    let (place, message) = note.split_once('\n').unwrap_or(("", &note));
    let place = if place.is_empty() { "an unknown place".to_owned() } else { words::printable(place) };
    fault.because(Cause::GuestPanic { place, message: words::printable(message) })
}

/// The note, whatever it is worth: guest memory after a trap holds anything.
fn read(context: &mut StoreContextMut<'_, Host>) -> Option<String> {
    let address = instance::address(context, NOTE).ok()?;
    let memory = context.data().parts?.memory.data(&*context);
    let at = |address, count| memory.get(bounds::range(address, count, 1, memory.len()).ok()?);
    let length: [u8; 4] = at(address, 4)?.try_into().ok()?;
    let length = u32::from_le_bytes(length).min(LONGEST);
    let text = at(address.checked_add(4)?, length).filter(|text| !text.is_empty())?;
    Some(String::from_utf8_lossy(text).into_owned())
}
