//! C++ libraries that throw where nothing catches: their support leaves the name of the thrown type, and traps or lets
//! the exception go.

use ringfence_engine::wasmtime::{Error, StoreContextMut, Trap as EngineTrap};

use super::host::Host;
use super::{instance, outcome};
use crate::fault::{Cause, Fault};
use crate::memory::bounds;

/// Data symbol of the note; the C support defines it.
const NOTE: &str = "__ringfence_throw";

/// First word of the note when a throw ended in a trap.
const ENDED: u32 = 1;

/// Bytes of a name that are looked at. Templates have long ones.
const LONGEST: u32 = 200;

/// What was thrown, if that is what `error` comes from. It is the guest's own word, for people to read.
#[cold]
pub(super) fn taken(context: &mut StoreContextMut<'_, Host>, error: &Error) -> Option<Fault> {
    let trapped = error.downcast_ref::<EngineTrap>() == Some(&EngineTrap::UnreachableCodeReached);
    if !trapped && !outcome::is_thrown(error) {
        return None;
    }
    let note = instance::address(context, NOTE).ok()?;
    let memory = context.data().parts?.memory.data(&*context);
    let [written, name] = [0, 4].map(|offset| word(memory, note, offset));
    // A trap that has nothing to do with an exception can come while one is on its way.
    let ended = if trapped { written? == ENDED } else { written? != 0 };
    ended.then(|| Fault::new(Cause::Thrown { what: name.and_then(|name| text(memory, name)) }))
}

fn word(memory: &[u8], address: u32, offset: u32) -> Option<u32> {
    let range = bounds::range(address.checked_add(offset)?, 4, 1, memory.len()).ok()?;
    memory.get(range)?.try_into().ok().map(u32::from_le_bytes)
}

/// The name in the words of C++, when it is a plain one, else as it is.
fn text(memory: &[u8], address: u32) -> Option<String> {
    let behind = u32::try_from(memory.len()).unwrap_or(u32::MAX).checked_sub(address)?;
    let bytes = memory.get(bounds::range(address, behind.min(LONGEST), 1, memory.len()).ok()?)?;
    let end = bytes.iter().position(|byte| *byte == 0)?;
    let name = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    plain.then(|| readable(name).unwrap_or_else(|| name.to_owned()))
}

/// `St13runtime_error` is `std::runtime_error`, `N3png5ErrorE` is `png::Error`.
fn readable(mangled: &str) -> Option<String> {
    let (space, rest) = match mangled.strip_prefix("St") {
        Some(rest) => (Some("std"), rest),
        None => (None, mangled),
    };
    let mut rest = rest.strip_prefix('N').and_then(|rest| rest.strip_suffix('E')).unwrap_or(rest);
    let mut parts: Vec<&str> = space.into_iter().collect();
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length: usize = rest.get(..digits)?.parse().ok()?;
        let end = digits.checked_add(length)?;
        parts.push(rest.get(digits..end)?);
        rest = rest.get(end..)?;
    }
    Some(parts.join("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_are_readable_and_others_stay() {
        assert_eq!(readable("St13runtime_error").as_deref(), Some("std::runtime_error"));
        assert_eq!(readable("8BadInput").as_deref(), Some("BadInput"));
        assert_eq!(readable("N3png5ErrorE").as_deref(), Some("png::Error"));
        assert_eq!(readable("i"), None);
        assert_eq!(readable("9999999999999999999999x"), None);
        assert_eq!(readable("5ab"), None);
    }

    #[test]
    fn a_name_out_of_bounds_or_without_an_end_is_none() {
        let mut memory = vec![b'x'; 300];
        assert_eq!(text(&memory, 0), None);
        assert_eq!(text(&memory, u32::MAX), None);
        memory[299] = 0;
        assert_eq!(text(&memory, 296).as_deref(), Some("xxx"));
        memory[297] = 7;
        assert_eq!(text(&memory, 296), None);
        assert_eq!(word(&memory, 298, 0), None);
        assert_eq!(word(&memory, u32::MAX, 4), None);
    }
}
