//! One `z_stream`, moved on step by step.

use fenced_streams::Step;
use ringfence::{Fault, Kept, Pool, Sandbox, Scope, inert, verify};

use crate::Format;
use crate::interface::zlib::{ZStreamSFields as _, Zlib, ZlibCalls as _, z_stream};

/// Room for the output of a step, in bytes.
pub(crate) const ROOM: usize = 64 << 10;

/// The version of the header and the size of its struct, which zlib wants to be told. The build compares the struct.
const VERSION: &std::ffi::CStr = c"1.3.2";
const SIZE: i32 = 56;

const Z_STREAM_END: i32 = 1;
const Z_BUF_ERROR: i32 = -5;
const Z_DEFLATED: i32 = 8;

/// What a step does with what zlib holds back.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Flush {
    No = 0,
    Sync = 2,
    Finish = 4,
}

#[derive(Clone, Copy, Debug)]
enum Direction {
    Inflate,
    Deflate,
}

/// A stream in an instance of its own.
#[derive(Debug)]
pub(crate) struct Stream {
    sandbox: Sandbox<Zlib>,
    stream: Kept<Zlib, z_stream>,
    direction: Direction,
}

impl Stream {
    pub(crate) fn inflate(pool: &Pool<Zlib>, format: Format) -> Result<Self, Fault> {
        Self::new(pool, Direction::Inflate, |z, stream| {
            z.inflate_init(stream, format.window_bits(), VERSION, SIZE).map(drop)
        })
    }

    pub(crate) fn deflate(pool: &Pool<Zlib>, format: Format, level: i32) -> Result<Self, Fault> {
        Self::new(pool, Direction::Deflate, |z, stream| {
            z.deflate_init(stream, level, Z_DEFLATED, format.window_bits(), 8, 0, VERSION, SIZE).map(drop)
        })
    }

    fn new(
        pool: &Pool<Zlib>,
        direction: Direction,
        init: impl for<'id> FnOnce(&mut Scope<'id, Zlib>, ringfence::GuestPtr<'id, z_stream>) -> Result<(), Fault>,
    ) -> Result<Self, Fault> {
        let mut sandbox = pool.sandbox();
        let stream = sandbox.scope(|z| {
            let stream = z.calloc(1, SIZE as usize)?.cast();
            init(z, stream)?;
            z.keep(stream)
        })?;
        Ok(Self { sandbox, stream, direction })
    }

    /// Offers zlib input and room for output. It keeps pointers to both between its calls; they are renewed each time.
    ///
    /// How far zlib says it came is only believed if all of its words agree.
    pub(crate) fn advance(&mut self, input: &[u8], flush: Flush) -> Result<Step, Fault> {
        let Self { sandbox, stream, direction } = self;
        sandbox.scope(|z| {
            let stream = z.revive(*stream)?;
            let input = z.copy_in(input)?;
            let output = z.alloc_slice::<u8>(ROOM)?;
            z.write(stream.next_in(), input.ptr())?;
            z.write(stream.avail_in(), u32::try_from(input.len()).map_err(Fault::host)?)?;
            z.write(stream.next_out(), output.ptr())?;
            z.write(stream.avail_out(), ROOM as u32)?;
            let code = match direction {
                Direction::Inflate => z.inflate(stream, flush as i32)?,
                Direction::Deflate => z.deflate(stream, flush as i32)?,
            };
            let code = verify!(code, in -6..=2)?;
            if !matches!(code, 0 | Z_STREAM_END | Z_BUF_ERROR) {
                let text = z.zError(code)?;
                let text = verify!(z.c_str(text, 64)?, utf8)?;
                return Err(Fault::refused(code, Some(&text)));
            }
            let unread = verify!(z.read(stream.avail_in())?, |&left| left as usize <= input.len())? as usize;
            let unused = verify!(z.read(stream.avail_out())?, in 0..=ROOM as u32)? as usize;
            let (consumed, produced) = (input.len() - unread, ROOM - unused);
            let next_in = input.distance_to(z.read(stream.next_in())?);
            verify!(next_in, |&moved| moved == consumed as i64)?;
            let next_out = output.distance_to(z.read(stream.next_out())?);
            verify!(next_out, |&moved| moved == produced as i64)?;
            let written = z.slice(output.ptr(), produced)?;
            Ok(Step { consumed, output: inert!(z.read_slice(written)?), is_last: code == Z_STREAM_END })
        })
    }
}
