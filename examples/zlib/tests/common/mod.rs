//! Things to compress, and readers and writers that make it hard.

use std::io::{self, Read, Write};

/// Numbers that repeat for a seed.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// Words, noise and runs by turns: what is easy, impossible and trivial to compress.
pub(crate) fn mixture(bytes: usize) -> Vec<u8> {
    let mut random = Random(7);
    let mut out = Vec::new();
    while out.len() < bytes {
        match random.below(3) {
            0 => (0..2000).for_each(|_| {
                out.extend_from_slice(["fence ", "guest ", "host ", "pointer "][random.below(4)].as_bytes());
            }),
            1 => out.extend((0..random.below(30_000)).map(|_| random.0 as u8).collect::<Vec<_>>()),
            _ => out.resize(out.len() + random.below(40_000), b'='),
        }
    }
    out.truncate(bytes);
    out
}

/// Moves at most a few bytes at a time, and sometimes has to be asked again.
pub(crate) struct Drip<T>(pub(crate) T, pub(crate) Random, pub(crate) usize);

impl<R: Read> Read for Drip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = (1 + self.1.below(self.2)).min(buffer.len());
        self.0.read(&mut buffer[..most])
    }
}

impl<W: Write> Write for Drip<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.1.below(10) == 0 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let most = (1 + self.1.below(self.2)).min(bytes.len());
        self.0.write(&bytes[..most])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
