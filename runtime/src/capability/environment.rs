use super::Capabilities;
use super::call::{Call, Errno};

/// How many variables there are, and how many bytes they take.
pub(super) fn sizes(call: &mut Call<'_>, count: u32, bytes: u32) -> Result<(), Errno> {
    let variables = texts(&call.granted.settings);
    let total: usize = variables.iter().map(Vec::len).sum();
    call.put_u32(count, u32::try_from(variables.len()).unwrap_or(u32::MAX))?;
    call.put_u32(bytes, u32::try_from(total).unwrap_or(u32::MAX))
}

/// Writes the variables one behind the other, and a list of their addresses.
pub(super) fn get(call: &mut Call<'_>, mut list: u32, mut place: u32) -> Result<(), Errno> {
    for text in texts(&call.granted.settings) {
        call.put_u32(list, place)?;
        call.put(place, &text)?;
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        list = list.checked_add(4).ok_or(Errno::Fault)?;
        place = place.checked_add(length).ok_or(Errno::Fault)?;
    }
    Ok(())
}

/// `NAME=value` and a terminator, for each.
fn texts(settings: &Capabilities) -> Vec<Vec<u8>> {
    settings.variables.iter().map(|(name, value)| format!("{name}={value}\0").into_bytes()).collect()
}
