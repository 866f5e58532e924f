//! Decompresses what it reads.

use std::io::{self, Read};

use fenced_streams::{Step, Steps};
use ringfence::{Fault, GuestPtr, Kept, Pool, Sandbox, inert, verify};

use crate::interface::brotli::{Brotli, BrotliCalls as _, BrotliDecoderState};

/// Room for what becomes of the input in a step, in bytes.
const ROOM: usize = 64 << 10;

const SUCCESS: i32 = 1;

/// A reader of the decompressed bytes of another reader.
///
/// It ends with the stream. A few bytes can become very many: bound what you read with [`Read::take`]. Errors about the
/// data are [`InvalidData`](io::ErrorKind::InvalidData); their [`get_ref`](io::Error::get_ref) is the [`Fault`].
#[derive(Debug)]
pub struct Decoder<R>(fenced_streams::Decoder<R, Stream>);

/// The state of the library, in an instance of its own.
#[derive(Debug)]
struct Stream {
    sandbox: Sandbox<Brotli>,
    state: Kept<Brotli, BrotliDecoderState>,
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
        Ok(Self(fenced_streams::Decoder::new(Stream { sandbox, state }, source)))
    }
}

impl Steps for Stream {
    /// Offers input and room. How far the library says it came is only believed if all of its words agree.
    fn step(&mut self, input: &[u8]) -> Result<Step, Fault> {
        let Self { sandbox, state } = self;
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
        self.0.read(buffer)
    }
}
