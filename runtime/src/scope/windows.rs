use crate::fault::{Cause, Fault};
use crate::memory::bounds::align_up;

/// Bytes of a wasm page, and so of the pages of any system.
const PAGE: u32 = 64 << 10;

/// Bytes of a huge page, on most systems.
pub(crate) const HUGE: u32 = 2 << 20;

/// Where in guest memory inputs are mapped: pages that were grown for it.
///
/// All of them are closed when the scope ends and stay for the next one. Guest code can reach those that are closed, as
/// it can reach all of its memory, and leave what it likes there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Windows {
    /// By address; none touches the next.
    closed: Vec<Window>,
    open: Vec<Window>,
}

/// Whole pages of guest memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    address: u32,
    bytes: u32,
}

/// A window that was just opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    pub(crate) window: Window,
    /// Whether guest code may have written to it before.
    pub(crate) used: bool,
}

impl Window {
    /// The pages of 64 KiB that hold `bytes` bytes from `address` on, which begins such a page.
    pub(crate) const fn of(address: u32, bytes: u32) -> Self {
        Self { address, bytes: bytes.next_multiple_of(PAGE) }
    }

    pub(crate) const fn address(self) -> u32 {
        self.address
    }

    pub(crate) const fn bytes(self) -> u32 {
        self.bytes
    }

    /// What of it lies before another.
    const fn before(self, other: Self) -> Self {
        Self { address: self.address, bytes: other.address.saturating_sub(self.address) }
    }

    /// The first address behind it.
    pub(crate) const fn end(self) -> u64 {
        (self.address as u64).saturating_add(self.bytes as u64)
    }
}

/// The memory that windows lie in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground {
    /// Where the host sees its first byte.
    pub(crate) base: usize,
    /// How large it is now.
    pub(crate) bytes: usize,
    /// How large it may be.
    pub(crate) most: u64,
}

/// Addresses that a window may start at: those that `phase` separates from a multiple of `step`.
#[derive(Clone, Copy, Debug)]
struct Grid {
    step: u32,
    phase: u32,
}

impl Grid {
    const PAGES: Self = Self { step: PAGE, phase: 0 };

    /// The grid of huge pages, for windows that have room for one.
    fn huge(bytes: u32, ground: Ground) -> Option<Self> {
        let phase = u32::try_from(ground.base.checked_rem(HUGE as usize)?).ok()?;
        (bytes >= HUGE && phase.is_multiple_of(PAGE)).then_some(Self { step: HUGE, phase })
    }

    /// The first such address that is at least `address`.
    fn next(self, address: u32) -> Option<u32> {
        align_up(address.checked_add(self.phase)?, self.step)?.checked_sub(self.phase)
    }
}

impl Windows {
    /// A window of at least `length` bytes. `grow` adds pages to the memory.
    ///
    /// Large ones start where a huge page could, seen from the host, as long as the memory may be that large: the kernel
    /// then maps what it keeps in huge pages of the file by a fraction of the page faults.
    pub(crate) fn open(
        &mut self,
        length: u32,
        ground: Ground,
        mut grow: impl FnMut(u64) -> Result<u32, Fault>,
    ) -> Result<Opened, Fault> {
        let bytes = align_up(length.max(1), PAGE).ok_or_else(too_large)?;
        let huge = Grid::huge(bytes, ground).and_then(|grid| match self.reuse(bytes, grid) {
            Some(opened) => Some(opened),
            None => self.grown(bytes, grid, ground.most, ground, &mut grow).ok(),
        });
        let opened = match huge.or_else(|| self.reuse(bytes, Grid::PAGES)) {
            Some(opened) => opened,
            None => self.grown(bytes, Grid::PAGES, u64::MAX, ground, grow)?,
        };
        self.open.push(opened.window);
        Ok(opened)
    }

    /// A part of the smallest closed window that is large enough.
    fn reuse(&mut self, bytes: u32, grid: Grid) -> Option<Opened> {
        let fits = self.closed.iter().enumerate().filter_map(|(index, all)| {
            let window = Window { address: grid.next(all.address)?, bytes };
            (window.end() <= all.end()).then_some((index, *all, window))
        });
        let (index, all, window) = fits.min_by_key(|(_, all, _)| all.bytes)?;
        let rest = Window {
            address: window.address.saturating_add(bytes),
            bytes: u32::try_from(all.end().saturating_sub(window.end())).unwrap_or(0),
        };
        let parts = [all.before(window), rest].into_iter().filter(|part| part.bytes > 0);
        self.closed.splice(index..=index, parts);
        Some(Opened { window, used: true })
    }

    /// New pages, with those of a closed window at the end of memory before them. The memory is not grown beyond `most`.
    fn grown(
        &mut self,
        bytes: u32,
        grid: Grid,
        most: u64,
        ground: Ground,
        mut grow: impl FnMut(u64) -> Result<u32, Fault>,
    ) -> Result<Opened, Fault> {
        let end = u32::try_from(ground.bytes).map_err(|_| too_large())?;
        let last = self.closed.last().copied().filter(|window| window.end() == u64::from(end));
        let start = last.map_or(end, |window| window.address);
        let window = Window { address: grid.next(start).ok_or_else(too_large)?, bytes };
        if window.end() > most {
            return Err(too_large());
        }
        grow(window.end().saturating_sub(end.into()).div_ceil(PAGE.into()))?;
        if last.is_some() {
            self.closed.pop();
        }
        let skipped = Window { address: start, bytes: 0 }.before(window);
        self.closed.extend(Some(skipped).filter(|window| window.bytes > 0));
        Ok(Opened { window, used: last.is_some() })
    }

    /// The windows that hold something.
    pub(crate) fn opened(&self) -> &[Window] {
        &self.open
    }

    /// Notes that nothing is mapped any more.
    pub(crate) fn close(&mut self) {
        self.closed.append(&mut self.open);
        self.closed.sort_unstable_by_key(|window| window.address);
        self.closed.dedup_by(|next, window| {
            let touches = window.end() == u64::from(next.address);
            if touches {
                window.bytes = window.bytes.saturating_add(next.bytes);
            }
            touches
        });
    }

    /// Whether an address lies in a window, open or closed.
    pub(crate) fn contains(&self, address: u32) -> bool {
        let mut all = self.open.iter().chain(&self.closed);
        all.any(|window| address.wrapping_sub(window.address) < window.bytes)
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

    /// A memory of pages, to which the guest adds as well.
    struct Memory {
        base: usize,
        pages: u64,
        most: u64,
    }

    impl Memory {
        fn ground(&self) -> Ground {
            Ground {
                base: self.base,
                bytes: usize::try_from(self.pages << 16).unwrap(),
                most: self.most << 16,
            }
        }

        fn grow(&mut self, more: u64) -> Result<u32, Fault> {
            let before = self.pages;
            if before + more > self.most {
                return Err(Fault::new(Cause::MemoryLimit { bytes: self.most << 16 }));
            }
            self.pages += more;
            Ok(u32::try_from(before << 16).unwrap())
        }
    }

    #[derive(Clone, Debug)]
    enum Step {
        Open(u32),
        Close,
        Guest(u64),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            6 => (1u32..=70 << 16).prop_map(Step::Open),
            2 => Just(Step::Close),
            1 => (1u64..4).prop_map(Step::Guest),
        ]
    }

    proptest! {
        #[test]
        fn open_windows_are_whole_pages_that_were_grown_and_do_not_overlap(
            steps in proptest::collection::vec(step(), 1..200),
            base in 0usize..100,
        ) {
            let mut memory = Memory { base: base << 16, pages: 3, most: 800 };
            let mut windows = Windows::default();
            let mut guests: Vec<Window> = vec![Window { address: 0, bytes: 3 << 16 }];
            for step in steps {
                match step {
                    Step::Open(length) => {
                        let ground = memory.ground();
                        let Ok(opened) = windows.open(length, ground, |more| memory.grow(more)) else { continue };
                        let window = opened.window;
                        prop_assert!(window.bytes >= length && window.bytes - length < PAGE);
                        prop_assert_eq!((window.address % PAGE, window.bytes % PAGE), (0, 0));
                        let huge = (memory.base + window.address as usize).is_multiple_of(HUGE as usize);
                        // Where it is not, there was no room for it: one of the largest size and less than a huge page before.
                        prop_assert!(huge || window.bytes < HUGE || ground.bytes + (102 << 16) > 800 << 16);
                    }
                    Step::Close => windows.close(),
                    Step::Guest(pages) => {
                        if let Ok(address) = memory.grow(pages) {
                            guests.push(Window { address, bytes: u32::try_from(pages << 16).unwrap() });
                        }
                    }
                }
                let mut all: Vec<_> = windows.open.iter().chain(&windows.closed).chain(&guests).copied().collect();
                all.sort_by_key(|window| window.address);
                prop_assert!(all.windows(2).all(|pair| pair[0].end() == u64::from(pair[1].address)));
                prop_assert_eq!(all.last().unwrap().end(), memory.pages << 16);
                prop_assert!(windows.closed.is_sorted_by(|a, b| a.end() <= u64::from(b.address)));
            }
        }
    }

    #[test]
    fn windows_that_get_larger_use_the_same_pages() {
        let mut memory = Memory { base: 0, pages: 2, most: 1000 };
        let mut windows = Windows::default();
        for pages in (1..=100).chain(1..=100) {
            let ground = memory.ground();
            windows.open(pages * PAGE, ground, |more| memory.grow(more)).unwrap();
            windows.close();
        }
        // Those before the first address that a huge page could start at, and none twice.
        assert_eq!(memory.pages, 132);
    }

    #[test]
    fn a_memory_without_room_for_alignment_is_used_to_its_end() {
        let mut memory = Memory { base: 0, pages: 2, most: 2 + 64 };
        let mut windows = Windows::default();
        let opened = windows.open(64 * PAGE, memory.ground(), |more| memory.grow(more)).unwrap();
        assert_eq!((opened.window.address, opened.used), (2 * PAGE, false));
        windows.close();
        let opened = windows.open(33 * PAGE, memory.ground(), |more| memory.grow(more)).unwrap();
        assert_eq!((opened.window.address % HUGE, opened.used), (0, true));
    }

    #[test]
    fn what_is_refused_changes_nothing() {
        let mut memory = Memory { base: 0, pages: 2, most: 4 };
        let mut windows = Windows::default();
        windows.open(1, memory.ground(), |more| memory.grow(more)).unwrap();
        windows.close();
        assert!(windows.open(u32::MAX, memory.ground(), |more| memory.grow(more)).is_err());
        assert!(windows.open(4 * PAGE, memory.ground(), |more| memory.grow(more)).is_err());
        let opened = windows.open(2 * PAGE, memory.ground(), |more| memory.grow(more)).unwrap();
        assert_eq!(opened.window, Window { address: 2 * PAGE, bytes: 2 * PAGE });
        assert!(windows.contains(4 * PAGE - 1) && !windows.contains(2 * PAGE - 1));
    }
}
