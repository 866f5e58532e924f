use std::io::{self, Read, Write as _};

use memfd::MemfdOptions;

use super::{Input, busy};
use crate::raw::window::Unchanging;

/// Moves all bytes to a file in memory that nobody can change.
pub(super) fn seal(first: Vec<u8>, mut rest: impl Read) -> io::Result<Input> {
    let memory = MemfdOptions::new().allow_sealing(true).create("ringfence-input").map_err(busy::reason)?;
    let mut file = memory.as_file();
    file.write_all(&first)?;
    // The reader need not be ours, and the length is what the file says.
    drop(first);
    io::copy(&mut rest, &mut file)?;
    let length = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
    Ok(Input::of_file(Unchanging::sealed(memory)?, length))
}
