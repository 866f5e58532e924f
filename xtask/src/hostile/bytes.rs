//! Writing numbers of either byte order into a buffer.

/// What the file formats below are made of. Values wider than the field are cut: a hostile file may lie.
pub(super) trait Put {
    fn u16_le(&mut self, value: u32) -> &mut Self;
    fn u32_le(&mut self, value: u32) -> &mut Self;
    fn u16_be(&mut self, value: u32) -> &mut Self;
    fn u32_be(&mut self, value: u32) -> &mut Self;
    fn raw(&mut self, bytes: &[u8]) -> &mut Self;
    fn zeros(&mut self, count: usize) -> &mut Self;
}

impl Put for Vec<u8> {
    fn u16_le(&mut self, value: u32) -> &mut Self {
        self.raw(&(value as u16).to_le_bytes())
    }

    fn u32_le(&mut self, value: u32) -> &mut Self {
        self.raw(&value.to_le_bytes())
    }

    fn u16_be(&mut self, value: u32) -> &mut Self {
        self.raw(&(value as u16).to_be_bytes())
    }

    fn u32_be(&mut self, value: u32) -> &mut Self {
        self.raw(&value.to_be_bytes())
    }

    fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.extend_from_slice(bytes);
        self
    }

    fn zeros(&mut self, count: usize) -> &mut Self {
        self.resize(self.len() + count, 0);
        self
    }
}

/// Bits packed from the least significant end, as deflate and GIF's LZW want them.
#[derive(Default)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    pending: u64,
    count: u32,
}

impl Bits {
    /// Appends the `width` low bits of `value`, lowest first.
    pub(super) fn push(&mut self, value: u32, width: u32) {
        self.pending |= u64::from(value) << self.count;
        self.count += width;
        while self.count >= 8 {
            self.bytes.push(self.pending as u8);
            self.pending >>= 8;
            self.count -= 8;
        }
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.bytes.push(self.pending as u8);
        }
        self.bytes
    }
}
