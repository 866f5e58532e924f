//! What decoding may cost.

use std::cell::Cell;

use serde::de::Error;

/// How deep values may nest. Each level takes a piece of the host's stack.
const DEEPEST: u32 = 32;

/// What is left to decode one answer, and why it was not enough.
pub(super) struct Budget {
    bytes: Cell<u64>,
    depth: Cell<u32>,
    exhausted: Cell<bool>,
}

/// A level of nesting, left when dropped.
pub(super) struct Level<'a>(&'a Budget);

impl Budget {
    pub(super) fn new(bytes: u64) -> Self {
        Self { bytes: Cell::new(bytes), depth: Cell::new(0), exhausted: Cell::new(false) }
    }

    /// Pays for what the host is about to hold. What takes no memory takes time, and costs a byte.
    pub(super) fn pay<E: Error>(&self, bytes: usize) -> Result<(), E> {
        match self.bytes.get().checked_sub((bytes as u64).max(1)) {
            Some(rest) => {
                self.bytes.set(rest);
                Ok(())
            }
            None => {
                self.exhausted.set(true);
                Err(E::custom("too much"))
            }
        }
    }

    pub(super) fn enter<E: Error>(&self) -> Result<Level<'_>, E> {
        match self.depth.get().checked_add(1) {
            Some(depth) if depth <= DEEPEST => {
                self.depth.set(depth);
                Ok(Level(self))
            }
            _ => Err(E::custom("too deep")),
        }
    }

    pub(super) fn left(&self) -> u64 {
        self.bytes.get()
    }

    pub(super) fn is_exhausted(&self) -> bool {
        self.exhausted.get()
    }
}

impl Drop for Level<'_> {
    fn drop(&mut self) {
        self.0.depth.set(self.0.depth.get().saturating_sub(1));
    }
}
