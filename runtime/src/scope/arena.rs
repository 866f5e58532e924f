use crate::fault::{Cause, Fault};
use crate::memory::bounds::align_up;

/// Bytes of a wasm page.
const PAGE: u32 = 64 << 10;

/// How much memory is added at least when the arena is full, as long as the arena is small.
const STEP: u32 = 256 << 10;

/// Memory of a scope: a bump allocator over blocks of guest memory that only the host hands out.
///
/// The first block is part of the module (the C support sets it aside), later ones are grown. Its state is
/// the host's alone: a guest that overwrites the blocks changes its own data and nothing else.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arena {
    blocks: Vec<Block>,
    current: usize,
    used: u32,
}

#[derive(Clone, Copy, Debug)]
struct Block {
    address: u32,
    bytes: u32,
}

/// How far an arena is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    block: usize,
    used: u32,
}

/// A piece of the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) address: u32,
    /// Whether no guest code can have run since the engine made these bytes zero.
    pub(crate) zeroed: bool,
}

impl Arena {
    pub(crate) fn new(first: Option<(u32, u32)>) -> Self {
        let blocks = first.map(|(address, bytes)| Block { address, bytes }).into_iter().collect();
        Self { blocks, current: 0, used: 0 }
    }

    /// Takes everything back. Blocks stay for the next scope.
    pub(crate) fn reset(&mut self) {
        self.current = 0;
        self.used = 0;
    }

    /// Whether an address lies in a block.
    pub(crate) fn contains(&self, address: u32) -> bool {
        self.blocks.iter().any(|block| address.wrapping_sub(block.address) < block.bytes)
    }

    /// How far it is used.
    #[inline]
    pub(crate) fn position(&self) -> Position {
        Position { block: self.current, used: self.used }
    }

    /// Takes back what was handed out between two positions. What somebody else was handed since the second one stays,
    /// and with it all that lies before: the guest may have called a closure that allocated.
    #[inline]
    pub(crate) fn take_back(&mut self, start: Position, end: Position) {
        if self.position() == end {
            self.current = start.block;
            self.used = start.used;
        }
    }

    /// A piece of `bytes` bytes aligned to `align`. `grow` adds pages to the memory and gives the address of
    /// the first.
    #[inline]
    pub(crate) fn alloc(
        &mut self,
        bytes: u32,
        align: u32,
        grow: impl FnOnce(u64) -> Result<u32, Fault>,
    ) -> Result<Piece, Fault> {
        match self.bump(bytes, align) {
            Some(address) => Ok(Piece { address, zeroed: false }),
            None => self.alloc_elsewhere(bytes, align, grow),
        }
    }

    /// Takes the next bytes of the current block, if they suffice.
    #[inline]
    pub(crate) fn bump(&mut self, bytes: u32, align: u32) -> Option<u32> {
        let block = self.blocks.get(self.current)?;
        let address = align_up(block.address.checked_add(self.used)?, align)?;
        let used = address.checked_sub(block.address)?.checked_add(bytes)?;
        if used > block.bytes {
            return None;
        }
        self.used = used;
        Some(address)
    }

    #[cold]
    fn alloc_elsewhere(
        &mut self,
        bytes: u32,
        align: u32,
        grow: impl FnOnce(u64) -> Result<u32, Fault>,
    ) -> Result<Piece, Fault> {
        while self.current.saturating_add(1) < self.blocks.len() {
            self.current = self.current.saturating_add(1);
            self.used = 0;
            if let Some(address) = self.bump(bytes, align) {
                return Ok(Piece { address, zeroed: false });
            }
        }
        self.add_block(bytes, grow)?;
        let address = self.bump(bytes, align).ok_or_else(too_large)?;
        Ok(Piece { address, zeroed: true })
    }

    /// Grows by what is asked for, or by as much as there is already (up to a step) when that is more: many
    /// small requests must not mean many growths.
    fn add_block(&mut self, bytes: u32, grow: impl FnOnce(u64) -> Result<u32, Fault>) -> Result<(), Fault> {
        let wanted =
            bytes.max(self.blocks.iter().map(|block| block.bytes).max().unwrap_or(0).min(STEP)).max(1);
        let bytes = align_up(wanted, PAGE).ok_or_else(too_large)?;
        let address = grow((bytes / PAGE).into())?;
        self.blocks.push(Block { address, bytes });
        self.current = self.blocks.len().saturating_sub(1);
        self.used = 0;
        Ok(())
    }
}

#[cold]
fn too_large() -> Fault {
    Fault::new(Cause::Argument("a guest's address space ends at 4 GiB"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A memory that grows to `limit` pages.
    fn grower(pages: &mut u64, limit: u64) -> impl FnMut(u64) -> Result<u32, Fault> {
        move |more| {
            let before = *pages;
            if before + more > limit {
                return Err(Fault::new(Cause::MemoryLimit { bytes: limit << 16 }));
            }
            *pages += more;
            Ok(u32::try_from(before << 16).unwrap())
        }
    }

    proptest! {
        #[test]
        fn pieces_never_overlap_and_stay_in_their_blocks(
            requests in proptest::collection::vec((0u32..200_000, 0u32..5), 1..200),
            first in proptest::option::of((16u32..1000, 0u32..70_000)),
        ) {
            let mut pages = 4;
            let mut arena = Arena::new(first);
            for _ in 0..2 {
                let mut taken: Vec<(u32, u32)> = Vec::new();
                for &(bytes, shift) in &requests {
                    let Ok(piece) = arena.alloc(bytes, 1 << shift, grower(&mut pages, 300)) else { continue };
                    prop_assert_eq!(piece.address % (1 << shift), 0);
                    let end = piece.address + bytes;
                    prop_assert!(u64::from(end) <= pages << 16);
                    prop_assert!(taken.iter().all(|&(start, stop)| end <= start || piece.address >= stop));
                    if bytes > 0 {
                        taken.push((piece.address, end));
                    }
                }
                arena.reset();
            }
        }
    }

    #[test]
    fn what_cannot_fit_is_refused_and_harmless() {
        let mut arena = Arena::new(Some((1024, 64)));
        let mut pages = 1;
        assert!(arena.alloc(u32::MAX, 16, grower(&mut pages, 100)).is_err());
        assert!(arena.alloc(200 << 16, 16, grower(&mut pages, 100)).is_err());
        assert_eq!(arena.alloc(64, 1, grower(&mut pages, 100)).unwrap().address, 1024);
    }

    #[test]
    fn a_reset_arena_reuses_its_blocks() {
        let mut arena = Arena::new(None);
        let mut pages = 1;
        for _ in 0..1000 {
            arena.reset();
            arena.alloc(100_000, 8, grower(&mut pages, 10)).unwrap();
            arena.alloc(100_000, 8, grower(&mut pages, 10)).unwrap();
        }
        assert!(pages <= 6, "{pages}");
    }
}
