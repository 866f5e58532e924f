use super::call::{Call, Errno};
use crate::random::Random;

/// Most bytes of one call, far above what C libraries ask for.
const MOST: u32 = 1 << 20;

/// Fills guest memory with random bytes.
pub(super) fn fill(call: &mut Call<'_>, address: u32, length: u32) -> Result<(), Errno> {
    if length > MOST {
        return Err(Errno::Invalid);
    }
    let (target, granted) = call.place(address, length)?;
    match &mut granted.random {
        Some(random) => from_seed(random, target),
        None => getrandom::fill(target).map_err(|_| Errno::Io)?,
    }
    Ok(())
}

fn from_seed(random: &mut Random, target: &mut [u8]) {
    for part in target.chunks_mut(8) {
        let bytes = random.next().to_le_bytes();
        part.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
    }
}
