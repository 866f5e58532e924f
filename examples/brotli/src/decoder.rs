//! Decompresses what it reads.

use std::io::{self, Read};

use ringfence::{Fault, FaultKind, GuestPtr, Kept, Pool, Sandbox, inert, verify};

use crate::interface::brotli::{Brotli, BrotliCalls as _, BrotliDecoderState};

/// Bytes read from the source at a time, and room for what becomes of them in a step.
const CHUNK: usize = 32 << 10;
const ROOM: usize = 64 << 10;

const SUCCESS: i32 = 1;

/// A reader of the decompressed bytes of another reader.
///
/// It ends with the stream. A few bytes can become very many: bound what you read with [`Read::take`]. Errors about the
/// data are [`InvalidData`](io::ErrorKind::InvalidData); their [`get_ref`](io::Error::get_ref) is the [`Fault`].
#[derive(Debug)]
pub struct Decoder<R> {
    source: R,
    sandbox: Sandbox<Brotli>,
    state: Kept<Brotli, BrotliDecoderState>,
    input: Vec<u8>,
    consumed: usize,
    output: io::Cursor<Vec<u8>>,
    has_ended: bool,
}

/// What a step came to.
struct Step {
    consumed: usize,
    output: Vec<u8>,
    is_last: bool,
}

impl<R: Read> Decoder<R> {
    /// Decompresses in an instance of its own.
    ///
    /// # Errors
    ///
    /// When there is no instance or no memory.
    pub fn new(pool: &Pool<Brotli>, source: R) -> Result<Self, Fault> {
        let mut sandbox = pool.sandbox();
        let state = sandbox.scope(|brotli| {
            let state = brotli.create()?;
            brotli.keep(state)
        })?;
        let output = io::Cursor::new(Vec::new());
        Ok(Self { source, sandbox, state, input: Vec::new(), consumed: 0, output, has_ended: false })
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
        let step = self.step().map_err(|fault| match fault.kind() {
            FaultKind::Refused | FaultKind::Rejected => io::Error::new(io::ErrorKind::InvalidData, fault),
            _ => io::Error::other(fault),
        })?;
        if step.consumed == 0 && step.output.is_empty() && !step.is_last {
            return Err(match has_input {
                false => io::ErrorKind::UnexpectedEof.into(),
                true => io::Error::new(io::ErrorKind::InvalidData, "Brotli takes no more, and has not ended"),
            });
        }
        self.consumed += step.consumed;
        self.has_ended = step.is_last;
        self.output = io::Cursor::new(step.output);
        Ok(())
    }

    /// Offers input and room. How far the library says it came is only believed if all of its words agree.
    fn step(&mut self) -> Result<Step, Fault> {
        let Self { sandbox, state, input, consumed, .. } = self;
        let input = input.get(*consumed..).unwrap_or_default();
        sandbox.scope(|brotli| {
            let state = brotli.revive(*state)?;
            let (input, output) = (brotli.copy_in(input)?, brotli.alloc_slice::<u8>(ROOM)?);
            let (available_in, available_out) = (brotli.alloc()?, brotli.alloc()?);
            let (next_in, next_out) = (brotli.alloc()?, brotli.alloc()?);
            brotli.write(available_in, input.len())?;
            brotli.write(available_out, ROOM)?;
            brotli.write(next_in, input.ptr())?;
            brotli.write(next_out, output.ptr())?;
            let result = brotli.decompress_stream(
                state,
                available_in,
                next_in,
                available_out,
                next_out,
                GuestPtr::NULL,
            )?;
            let result = verify!(result, in 0..=3)?;
            if result == 0 {
                let code = brotli.error_code(state)?;
                let text = brotli.error_text(code)?;
                return Err(Fault::refused(code, Some(&text)));
            }
            let unread = verify!(brotli.read(available_in)?, |&left| left <= input.len())?;
            let unused = verify!(brotli.read(available_out)?, |&left| left <= ROOM)?;
            let (consumed, produced) = (input.len() - unread, ROOM - unused);
            let next_in = input.distance_to(brotli.read(next_in)?);
            verify!(next_in, |&moved| moved == consumed as i64)?;
            let next_out = output.distance_to(brotli.read(next_out)?);
            verify!(next_out, |&moved| moved == produced as i64)?;
            let written = brotli.slice(output.ptr(), produced)?;
            let output = inert!(brotli.read_slice(written)?);
            Ok(Step { consumed, output, is_last: result == SUCCESS })
        })
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
