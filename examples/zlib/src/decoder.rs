//! Decompresses what it reads.

use std::io::{self, Read};

use fenced_streams::{Step, Steps};
use ringfence::{Fault, Pool};

use crate::Format;
use crate::interface::zlib::Zlib;
use crate::stream::{Flush, Stream};

/// A reader of the decompressed bytes of another reader.
///
/// It ends with the first stream. A few bytes can become a thousand times as many: bound what you read with
/// [`Read::take`]. Errors about the data are [`InvalidData`](io::ErrorKind::InvalidData); their
/// [`get_ref`](io::Error::get_ref) is the [`Fault`].
#[derive(Debug)]
pub struct Decoder<R>(fenced_streams::Decoder<R, Stream>);

impl<R: Read> Decoder<R> {
    /// Decompresses in an instance of its own.
    ///
    /// # Errors
    ///
    /// When there is no instance or no memory.
    pub fn new(pool: &Pool<Zlib>, source: R, format: Format) -> Result<Self, Fault> {
        Ok(Self(fenced_streams::Decoder::new(Stream::inflate(pool, format)?, source)))
    }
}

impl Steps for Stream {
    fn step(&mut self, input: &[u8]) -> Result<Step, Fault> {
        self.advance(input, Flush::No)
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}
