//! Readers of what a fenced library makes of another reader, step by step.
//!
//! A wrapper implements [`Steps`] for its stream; [`Decoder`] does the rest.
#![forbid(unsafe_code)]

use std::io::{self, Read};

use ringfence::{Fault, FaultKind};

/// Bytes read from the source at a time.
const CHUNK: usize = 32 << 10;

/// A stream inside the fence that moves on by steps.
pub trait Steps {
    /// Offers input, and takes what the library makes of it.
    ///
    /// # Errors
    ///
    /// [`Refused`](FaultKind::Refused) when the input is damaged.
    fn step(&mut self, input: &[u8]) -> Result<Step, Fault>;
}

/// What a step came to.
#[derive(Debug)]
pub struct Step {
    /// Bytes of the input that need not be offered again.
    pub consumed: usize,
    /// What was made of them.
    pub output: Vec<u8>,
    /// Nothing comes after this.
    pub is_last: bool,
}

/// A reader of the decoded bytes of another reader. It ends with the stream.
///
/// Errors about the data are [`InvalidData`](io::ErrorKind::InvalidData); their [`get_ref`](io::Error::get_ref) is the
/// [`Fault`].
#[derive(Debug)]
pub struct Decoder<R, S> {
    source: R,
    steps: S,
    input: Vec<u8>,
    consumed: usize,
    output: io::Cursor<Vec<u8>>,
    has_ended: bool,
}

impl<R: Read, S: Steps> Decoder<R, S> {
    /// Decodes `source`.
    pub fn new(steps: S, source: R) -> Self {
        let output = io::Cursor::new(Vec::new());
        Self { source, steps, input: Vec::new(), consumed: 0, output, has_ended: false }
    }

    /// More of the source, if all of the last piece was consumed. False at its end.
    fn refill(&mut self) -> io::Result<bool> {
        if self.consumed < self.input.len() {
            return Ok(true);
        }
        self.consumed = 0;
        self.input.resize(CHUNK, 0);
        let read = self.source.read(&mut self.input);
        self.input.truncate(*read.as_ref().unwrap_or(&0));
        read.map(|length| length > 0)
    }

    fn advance(&mut self) -> io::Result<()> {
        let has_input = self.refill()?;
        let input = self.input.get(self.consumed..).unwrap_or_default();
        let step = self.steps.step(input).map_err(error)?;
        if step.consumed == 0 && step.output.is_empty() && !step.is_last {
            return Err(match has_input {
                false => io::ErrorKind::UnexpectedEof.into(),
                true => invalid("the library takes no more, and has not ended"),
            });
        }
        self.consumed += step.consumed;
        self.has_ended = step.is_last;
        self.output = io::Cursor::new(step.output);
        Ok(())
    }
}

impl<R: Read, S: Steps> Read for Decoder<R, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.output.read(buffer)?;
            if read > 0 || buffer.is_empty() || self.has_ended {
                return Ok(read);
            }
            self.advance()?;
        }
    }
}

/// The error of a reader or writer for a fault, which is its source.
pub fn error(fault: Fault) -> io::Error {
    match fault.kind() {
        FaultKind::Refused | FaultKind::Rejected => invalid(fault),
        _ => io::Error::other(fault),
    }
}

fn invalid(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
