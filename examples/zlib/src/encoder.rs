//! Compresses what is written to it.

use std::io::{self, Write};

use fenced_streams::error;
use ringfence::{Fault, Pool};

use crate::Format;
use crate::interface::zlib::Zlib;
use crate::stream::{Flush, ROOM, Stream};

/// Bytes compressed at a time.
const CHUNK: usize = 32 << 10;

/// zlib holds back a few hundred kilobytes at most, which is fewer steps than these.
const MOST_STEPS: usize = 64;

/// A writer that passes what is written to it on to another, compressed.
///
/// Nothing is complete without [`finish`](Self::finish).
#[derive(Debug)]
pub struct Encoder<W> {
    target: W,
    stream: Stream,
    /// Compressed, and not yet taken by the target.
    pending: Vec<u8>,
}

impl<W: Write> Encoder<W> {
    /// Compresses in an instance of its own. Levels are 0 to 9, and -1 for zlib's choice.
    ///
    /// # Errors
    ///
    /// When there is no such level, no instance, or no memory.
    pub fn new(pool: &Pool<Zlib>, target: W, format: Format, level: i32) -> Result<Self, Fault> {
        Ok(Self { target, stream: Stream::deflate(pool, format, level)?, pending: Vec::new() })
    }

    /// Completes the stream and gives the target back.
    ///
    /// # Errors
    ///
    /// Those of the target, and of zlib.
    pub fn finish(mut self) -> io::Result<W> {
        self.advance(&[], Flush::Finish)?;
        self.dump()?;
        Ok(self.target)
    }

    /// Moves on until something of `input` is consumed, or what was held back is out. Says how much was consumed.
    fn advance(&mut self, input: &[u8], flush: Flush) -> io::Result<usize> {
        for _ in 0..MOST_STEPS {
            self.dump()?;
            let step = self.stream.advance(input, flush).map_err(error)?;
            let is_done = match flush {
                Flush::No => step.consumed > 0,
                Flush::Sync => step.output.len() < ROOM,
                Flush::Finish => step.is_last,
            };
            self.pending = step.output;
            if is_done {
                return Ok(step.consumed);
            }
        }
        Err(io::Error::new(io::ErrorKind::InvalidData, "zlib gives more than it can have held back"))
    }

    /// Gives the target what it has not taken. After an error the rest is still there.
    fn dump(&mut self) -> io::Result<()> {
        while !self.pending.is_empty() {
            match self.target.write(&self.pending) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => drop(self.pending.drain(..written)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl<W: Write> Write for Encoder<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match bytes.get(..CHUNK.min(bytes.len())) {
            Some(chunk) if !chunk.is_empty() => self.advance(chunk, Flush::No),
            _ => Ok(0),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.advance(&[], Flush::Sync)?;
        self.dump()?;
        self.target.flush()
    }
}
