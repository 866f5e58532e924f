//! Ogg streams, taken apart by libogg behind a fence.
//!
//! ```no_run
//! let pool = fenced_ogg::pool()?;
//! for packet in fenced_ogg::packets(&pool, &std::fs::read("music.ogg")?)? {
//!     println!("stream {}: {} bytes", packet.serial, packet.data.len());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! libogg hands out a buffer that its caller fills, and packets that point into others of its own.
#![forbid(unsafe_code)]

mod interface;

use std::collections::BTreeMap;

use ringfence::{Fault, GuestPtr, Limits, Pool, Scope, inert, verify};

pub use interface::ogg::Ogg;
use interface::ogg::{OggCalls as _, Packet as RawPacket, PacketValues as _, Page, Stream, Sync};

/// Bytes that go in at once.
const PIECE: usize = 8192;

/// Streams of one file.
const STREAMS: usize = 64;

/// Bytes of a packet, at most.
const LARGEST: i32 = 16 << 20;

/// A packet of one of the streams of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    /// Which stream it belongs to.
    pub serial: i32,
    /// What it holds.
    pub data: Vec<u8>,
    /// The position that the stream has reached, where the page says so. What it counts is the codec's affair.
    pub granule: Option<i64>,
    /// It is the first of its stream.
    pub first: bool,
    /// It is the last of its stream.
    pub last: bool,
}

/// Instances of the library.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Ogg>, Fault> {
    Pool::new(Limits::default())
}

/// All packets of a file, those of different streams mixed as they are in it. Damaged pages are left out, as libogg does.
///
/// # Errors
///
/// When the file has more than 64 streams, the library misbehaves, or a limit is reached.
pub fn packets(pool: &Pool<Ogg>, file: &[u8]) -> Result<Vec<Packet>, Fault> {
    pool.scope(|ogg| {
        let mut reader = Reader::new(ogg)?;
        let mut packets = Vec::new();
        for piece in file.chunks(PIECE) {
            reader.feed(ogg, piece, &mut packets)?;
        }
        reader.clear(ogg)?;
        Ok(packets)
    })
}

/// What libogg wants its caller to have room for.
struct Reader<'id> {
    sync: GuestPtr<'id, Sync>,
    page: GuestPtr<'id, Page>,
    packet: GuestPtr<'id, RawPacket>,
    streams: BTreeMap<i32, GuestPtr<'id, Stream>>,
}

impl<'id> Reader<'id> {
    fn new(ogg: &mut Scope<'id, Ogg>) -> Result<Self, Fault> {
        let (sync, page, packet) = (ogg.alloc()?, ogg.alloc()?, ogg.alloc()?);
        let status = ogg.ogg_sync_init(sync)?;
        verify!(status, in 0..=0)?;
        Ok(Self { sync, page, packet, streams: BTreeMap::new() })
    }

    fn feed(
        &mut self,
        ogg: &mut Scope<'id, Ogg>,
        piece: &[u8],
        packets: &mut Vec<Packet>,
    ) -> Result<(), Fault> {
        let length = piece.len() as i64;
        let buffer = ogg.ogg_sync_buffer(self.sync, length)?;
        let buffer = ogg.slice(buffer.cast::<u8>(), piece.len())?;
        ogg.write_slice(buffer, piece)?;
        let status = ogg.ogg_sync_wrote(self.sync, length)?;
        verify!(status, in 0..=0)?;
        // Each turn takes at least a byte out, of this piece or of a page that it completes.
        for _ in 0..PIECE + 65_536 {
            let status = ogg.ogg_sync_pageout(self.sync, self.page)?;
            match verify!(status, in -1..=1)? {
                0 => break,
                1 => self.page(ogg, packets)?,
                // Bytes that are no page were skipped.
                _ => {}
            }
        }
        Ok(())
    }

    fn page(&mut self, ogg: &mut Scope<'id, Ogg>, packets: &mut Vec<Packet>) -> Result<(), Fault> {
        let serial = ogg.ogg_page_serialno(self.page)?;
        let serial = verify!(serial, in ..)?;
        let stream = match self.streams.get(&serial) {
            Some(stream) => *stream,
            None => self.begin(ogg, serial)?,
        };
        let status = ogg.ogg_stream_pagein(stream, self.page)?;
        // A page of another version of the format is no error of the file's other pages.
        if verify!(status, in -1..=0)? != 0 {
            return Ok(());
        }
        // A page has 255 segments at most; a gap in front of it counts as one more.
        for _ in 0..=255 {
            let status = ogg.ogg_stream_packetout(stream, self.packet)?;
            match verify!(status, in -1..=1)? {
                0 => break,
                1 => packets.push(self.packet(ogg, serial)?),
                _ => {}
            }
        }
        Ok(())
    }

    fn begin(&mut self, ogg: &mut Scope<'id, Ogg>, serial: i32) -> Result<GuestPtr<'id, Stream>, Fault> {
        if self.streams.len() == STREAMS {
            return Err(Fault::refused(-1, Some("too many streams")));
        }
        let stream = ogg.alloc::<Stream>()?;
        let status = ogg.ogg_stream_init(stream, serial)?;
        verify!(status, in 0..=0)?;
        self.streams.insert(serial, stream);
        Ok(stream)
    }

    fn packet(&self, ogg: &mut Scope<'id, Ogg>, serial: i32) -> Result<Packet, Fault> {
        let raw = ogg.read(self.packet)?;
        let bytes = verify!(raw.bytes(), in 0..=LARGEST)?;
        let granule = verify!(raw.granulepos(), in ..)?;
        let data = ogg.slice(raw.packet(), bytes as usize)?;
        Ok(Packet {
            serial,
            data: inert!(ogg.read_slice(data)?),
            granule: (granule != -1).then_some(granule),
            first: verify!(raw.b_o_s(), in 0..)? != 0,
            last: verify!(raw.e_o_s(), in 0..)? != 0,
        })
    }

    /// Gives back what the library allocated.
    fn clear(self, ogg: &mut Scope<'id, Ogg>) -> Result<(), Fault> {
        for stream in self.streams.into_values() {
            let status = ogg.ogg_stream_clear(stream)?;
            verify!(status, in 0..=0)?;
        }
        let status = ogg.ogg_sync_clear(self.sync)?;
        verify!(status, in 0..=0).map(drop)
    }
}
