//! Bits in the order of GIF and VP8L: the lowest of a byte first.

#[derive(Debug, Default)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    free: u32,
}

impl Bits {
    /// Appends the lowest `count` bits of `value`, the lowest first.
    pub(super) fn push(&mut self, value: u32, count: u32) {
        for place in 0..count {
            if self.free == 0 {
                self.bytes.push(0);
                self.free = 8;
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= u8::from(value >> place & 1 == 1) << (8 - self.free);
            }
            self.free -= 1;
        }
    }

    /// Appends a code of a prefix tree, whose highest bit comes first.
    pub(super) fn push_code(&mut self, code: u32, count: u32) {
        for place in (0..count).rev() {
            self.push(code >> place & 1, 1);
        }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}
