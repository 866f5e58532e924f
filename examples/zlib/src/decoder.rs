//! Decompresses what it reads.

use std::io::{self, Read};

use ringfence::{Fault, Pool};

use crate::interface::zlib::Zlib;
use crate::stream::{Flush, Stream};
use crate::{Format, error};

/// Bytes read from the source at a time.
const CHUNK: usize = 32 << 10;

/// A reader of the decompressed bytes of another reader.
///
/// It ends with the first stream. A few bytes can become a thousand times as many: bound what you read with
/// [`Read::take`]. Errors about the data are [`InvalidData`](io::ErrorKind::InvalidData); their
/// [`get_ref`](io::Error::get_ref) is the [`Fault`].
#[derive(Debug)]
pub struct Decoder<R> {
    source: R,
    stream: Stream,
    input: Vec<u8>,
    consumed: usize,
    output: io::Cursor<Vec<u8>>,
    has_ended: bool,
}

impl<R: Read> Decoder<R> {
    /// Decompresses in an instance of its own.
    ///
    /// # Errors
    ///
    /// When there is no instance or no memory.
    pub fn new(pool: &Pool<Zlib>, source: R, format: Format) -> Result<Self, Fault> {
        let stream = Stream::inflate(pool, format)?;
        let output = io::Cursor::new(Vec::new());
        Ok(Self { source, stream, input: Vec::new(), consumed: 0, output, has_ended: false })
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
        let step = self.stream.step(input, Flush::No).map_err(error)?;
        if step.consumed == 0 && step.output.is_empty() && !step.is_last {
            return Err(match has_input {
                false => io::ErrorKind::UnexpectedEof.into(),
                true => io::Error::new(io::ErrorKind::InvalidData, "zlib takes no more, and has not ended"),
            });
        }
        self.consumed += step.consumed;
        self.has_ended = step.is_last;
        self.output = io::Cursor::new(step.output);
        Ok(())
    }
}

impl<R: Read> Read for Decoder<R> {
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
