//! Memory of this process that nobody should write to.

/// Words on the heap, some of them between allocations that guests cause.
#[derive(Debug)]
pub(crate) struct Canary {
    blocks: Vec<Vec<u64>>,
}

const WORD: u64 = 0x5afe_c0de_5afe_c0de;

impl Canary {
    pub(crate) fn new() -> Self {
        Self { blocks: (4..16).map(|power| vec![WORD; 1 << power]).collect() }
    }

    pub(crate) fn is_untouched(&self) -> bool {
        self.blocks.iter().all(|block| std::hint::black_box(block).iter().all(|&word| word == WORD))
    }
}
