use std::io::{self, Read};

use super::Input;

/// Reads the rest: without sealed files in memory, inputs are copied.
pub(super) fn seal(mut first: Vec<u8>, mut rest: impl Read) -> io::Result<Input> {
    rest.read_to_end(&mut first)?;
    Ok(Input::of_bytes(first))
}
