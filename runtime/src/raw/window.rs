//! Files in linear memory: mapping one over a window that was grown for it, and taking it out again.
//!
//! The mapping is private, so what the guest writes stays with the guest, and it can be read and written: to the engine
//! the window stays what the rest of its memory is. Where a read-only mapping meets a store of the engine's own (as in
//! `memory.fill`), the process would die.

use std::ffi::c_int;
use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::FileExt as _;
use std::ptr::null_mut;

use memfd::{FileSeal, Memfd};
use ringfence_engine::wasmtime::{Memory, StoreContextMut};

use crate::input::{Input, busy};
use crate::scope::Window;

/// A file whose bytes and length stay as they are.
#[derive(Debug)]
pub(crate) struct Unchanging {
    file: File,
}

impl Unchanging {
    /// Seals a file in memory: from now on nobody can write to it or change its length, not even through descriptors
    /// and mappings that were there before (while there are writable mappings, sealing fails).
    pub(crate) fn sealed(file: Memfd) -> io::Result<Self> {
        let seals = [FileSeal::SealShrink, FileSeal::SealGrow, FileSeal::SealWrite, FileSeal::SealSeal];
        busy::ask(|| file.add_seals(&seals), busy::is).map_err(busy::reason)?;
        Ok(Self { file: file.into_file() })
    }

    /// Asks the kernel to keep it in huge pages, and does not mind if it refuses.
    pub(crate) fn collapse(&self, length: usize) {
        const HUGE: usize = crate::scope::HUGE as usize;
        // Its name is missing from libc for musl.
        const MADV_COLLAPSE: c_int = 25;
        let whole = length & !(HUGE - 1);
        let room = length.saturating_add(HUGE);
        if whole == 0 {
            return;
        }
        let free = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: a new mapping, at an address of the kernel's choice, which nobody accesses.
        let found = unsafe { libc::mmap(null_mut(), room, libc::PROT_NONE, free, -1, 0) };
        if found == libc::MAP_FAILED {
            return;
        }
        // SAFETY: the mapping of the line above, of which nobody else knows.
        unsafe { libc::munmap(found, room) };
        // Only pages that lie in memory as in the file can be joined. The address is a wish: without `MAP_FIXED`, the
        // kernel takes another one when this is taken by now, and then nothing is joined.
        let wish = found.map_addr(|address| address.wrapping_add(HUGE) & !(HUGE - 1));
        let (kind, file) = (libc::MAP_PRIVATE, self.file.as_raw_fd());
        // SAFETY: a new mapping where nothing is mapped, which nobody accesses.
        let mapped = unsafe { libc::mmap(wish, whole, libc::PROT_READ, kind, file, 0) };
        if mapped == libc::MAP_FAILED {
            return;
        }
        // SAFETY: the mapping of above; what it holds stays the same.
        unsafe { libc::madvise(mapped, whole, MADV_COLLAPSE) };
        // SAFETY: as above.
        unsafe { libc::munmap(mapped, whole) };
    }

    /// Copies its first bytes.
    pub(crate) fn read(&self, target: &mut [u8]) -> io::Result<()> {
        self.file.read_exact_at(target, 0)
    }
}

impl Input {
    /// A file that is mapped as it is, without the copy that [`open`](Self::open) makes.
    ///
    /// Where nothing can be mapped, and below the size from which it pays, it is read each time it is
    /// [passed](crate::Scope::map).
    ///
    /// # Errors
    ///
    /// When it is no regular file.
    ///
    /// # Safety
    ///
    /// For as long as the input, or a scope that mapped it, is alive, nobody changes the file's bytes or its length,
    /// in this process or in another. Bytes that change are undefined behaviour where the host looks at them through a
    /// view; a file that gets shorter ends the process by a signal.
    pub unsafe fn unchanging_file(file: File) -> io::Result<Self> {
        let data = file.metadata()?;
        if !data.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        let length = usize::try_from(data.len()).map_err(io::Error::other)?;
        Ok(Self::of_file(Unchanging { file }, length))
    }
}

/// Maps `length` bytes of a file over the start of a window; what is left of it keeps its bytes.
///
/// # Errors
///
/// When the window is none of this memory, or the kernel refuses. Then the window holds zeroes or what it held before.
pub(crate) fn map<T>(
    context: &mut StoreContextMut<'_, T>,
    memory: Memory,
    window: Window,
    file: &Unchanging,
    length: u32,
) -> io::Result<()> {
    let refused = || io::Error::new(io::ErrorKind::InvalidInput, "no window of this memory");
    if length == 0 || length > window.bytes() {
        return Err(refused());
    }
    let address = place(context, memory, window).ok_or_else(refused)?;
    let kind = libc::MAP_PRIVATE | libc::MAP_NORESERVE;
    replace(address, length as usize, kind, file.file.as_raw_fd()).inspect_err(|_| {
        // Kernels before 6.12 may have taken the old pages away before they failed.
        clear(context, memory, window);
    })
}

/// Makes a window what it was when it was grown: zeroed pages of nobody else.
///
/// Ends the process when the kernel refuses. Going on would hand the mapped bytes to whoever uses the memory next.
pub(crate) fn clear<T>(context: &mut StoreContextMut<'_, T>, memory: Memory, window: Window) {
    // As the engine maps its memories.
    let kind = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    let cleared = match place(context, memory, window) {
        Some(address) => replace(address, window.bytes() as usize, kind, -1),
        None => Err(io::Error::other("the window lies outside the memory")),
    };
    if let Err(error) = cleared {
        let _ = writeln!(io::stderr(), "ringfence: a mapped input cannot be taken out of memory: {error}");
        std::process::abort();
    }
}

/// Where a window lies, once it is clear that it lies in memory that was grown: behind the module's initial memory, of
/// which the engine keeps an image, and before the end.
fn place<T>(context: &StoreContextMut<'_, T>, memory: Memory, window: Window) -> Option<Place> {
    let grown = memory.ty(context).minimum().checked_mul(memory.page_size(context))?;
    let within = u64::from(window.address()) >= grown && window.end() <= memory.data_size(context) as u64;
    if !within || context.engine().is_pulley() {
        return None;
    }
    Some(Place(memory.data_ptr(context).wrapping_add(window.address() as usize)))
}

/// The start of a window, as [`place`] has found it.
#[derive(Clone, Copy)]
struct Place(*mut u8);

/// Replaces the first `bytes` bytes of a window's pages. The caller has the store to itself, and `bytes` lie in the
/// window.
fn replace(Place(start): Place, bytes: usize, kind: c_int, file: c_int) -> io::Result<()> {
    const ACCESS: c_int = libc::PROT_READ | libc::PROT_WRITE;
    // SAFETY: the pages that go belong to the engine's mapping of this linear memory: `place` has compared them with the
    // memory's present size, and machine code is run only by engines that reserve whole memories by `mmap`, at an
    // address that stays (`memory_may_move(false)`). Should the system's pages be larger than those of wasm, or the start
    // be unaligned, the kernel refuses. Nobody can hold a reference to the bytes: slices of linear memory borrow the
    // store, and both callers have it mutably; guest code holds no references, and it does not run meanwhile, for a store
    // is used by one thread at a time. The new pages can be read and written as the old ones, so that what the engine
    // knows of its memory stays true. What they hold cannot change under a later `&[u8]`: they are zeroes or an
    // `Unchanging` file, mapped privately, and it has `bytes` bytes, so that each page exists.
    let new = unsafe { libc::mmap(start.cast(), bytes, ACCESS, kind | libc::MAP_FIXED, file, 0) };
    if new == libc::MAP_FAILED { Err(io::Error::last_os_error()) } else { Ok(()) }
}

#[cfg(feature = "jit")]
#[cfg(test)]
mod tests {
    use ringfence_engine::wasmtime::{
        AsContextMut as _, Config, Enabled, Engine, Instance, InstanceAllocationStrategy, Module,
        PoolingAllocationConfig, Store,
    };

    use super::*;
    use crate::scope::{Ground, Windows};

    const SECRET: u8 = 0x5a;

    /// An engine with room for one memory, so that each instance gets that of the one before.
    fn engine(resident: usize, scan: Enabled) -> Engine {
        let mut pool = PoolingAllocationConfig::new();
        pool.total_memories(1).linear_memory_keep_resident(resident).pagemap_scan(scan);
        let mut config = Config::new();
        config.memory_may_move(false).allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
        Engine::new(&config).unwrap()
    }

    /// A module with two pages and an image.
    fn module(engine: &Engine) -> Module {
        let text = r#"(module (memory (export "memory") 2) (data (i32.const 8) "image"))"#;
        Module::new(engine, wat::parse_str(text).unwrap()).unwrap()
    }

    fn tenant(module: &Module) -> (Store<()>, Memory) {
        let mut store = Store::new(module.engine(), ());
        let instance = Instance::new(&mut store, module, &[]).unwrap();
        let memory = instance.get_memory(&mut store, "memory").unwrap();
        (store, memory)
    }

    fn file(length: usize) -> Unchanging {
        let file = memfd::MemfdOptions::new().allow_sealing(true).create("test").unwrap();
        file.as_file().write_all(&vec![SECRET; length]).unwrap();
        Unchanging::sealed(file).unwrap()
    }

    /// Maps a file of `length` bytes in one tenant, which writes to some of it, and looks for it in the next.
    fn round(module: &Module, length: u32) {
        let file = file(length as usize);
        let (mut store, memory) = tenant(module);
        let (base, bytes) = (memory.data_ptr(&store).addr(), memory.data_size(&store));
        let grow = |pages| Ok(u32::try_from(memory.grow(&mut store, pages).unwrap() << 16).unwrap());
        let mut windows = Windows::default();
        let window = windows.open(length, Ground { base, bytes, most: 1 << 30 }, grow).unwrap().window;
        let context = &mut store.as_context_mut();
        map(context, memory, window, &file, length).unwrap();
        let start = window.address() as usize;
        assert!(memory.data(&*context)[start..][..length as usize].iter().all(|&byte| byte == SECRET));
        memory.data_mut(&mut *context)[start..][..length as usize / 2].fill(!SECRET);
        clear(context, memory, window);
        drop(store);

        let (mut store, memory) = tenant(module);
        let image = memory.data(&store).to_vec();
        assert_eq!(&image[8..13], b"image");
        memory.grow(&mut store, u64::from(window.bytes() >> 16) + 2).unwrap();
        let all = memory.data(&store);
        assert!(image.iter().enumerate().all(|(at, &byte)| (8..13).contains(&at) || byte == 0));
        assert!(all[image.len()..].iter().all(|&byte| byte == 0), "{length}");
        memory.data_mut(&mut store)[image.len()..].fill(1);
    }

    #[test]
    fn the_next_tenant_reads_zeroes_however_the_engine_resets() {
        for scan in [Enabled::No, Enabled::Auto] {
            for resident in [0, 1 << 20, 16 << 20] {
                let engine = engine(resident, scan);
                let module = module(&engine);
                for length in [1, 4096, 70_000, 1 << 20, 5 << 20, 24 << 20, 100] {
                    round(&module, length);
                }
            }
        }
    }

    /// A window of one page where a memory of `pages` pages ends.
    fn a_page(pages: usize) -> Window {
        let ground = Ground { base: 0, bytes: pages << 16, most: 1 << 30 };
        Windows::default().open(1, ground, |_| Ok(0)).unwrap().window
    }

    #[test]
    fn only_windows_of_the_memory_are_mapped() {
        let engine = engine(0, Enabled::No);
        let (mut store, memory) = tenant(&module(&engine));
        memory.grow(&mut store, 1).unwrap();
        let file = file(64 << 10);
        let context = &mut store.as_context_mut();
        // Before its initial end there is an image that belongs to the engine; behind the end there is nothing.
        for page in [0, 1, 3] {
            let window = a_page(page);
            assert!(map(context, memory, window, &file, 64 << 10).is_err(), "{page}");
        }
        let window = a_page(2);
        assert!(map(context, memory, window, &file, 0).is_err());
        assert!(map(context, memory, window, &file, (64 << 10) + 1).is_err());
        map(context, memory, window, &file, 64 << 10).unwrap();
        clear(context, memory, window);
    }

    #[test]
    fn a_sealed_file_cannot_be_changed() {
        let Unchanging { file } = file(5000);
        assert!((&file).write_all(b"x").is_err());
        assert!(file.set_len(1).is_err());
        assert!(file.set_len(6000).is_err());
        let again =
            std::fs::OpenOptions::new().write(true).open(format!("/proc/self/fd/{}", file.as_raw_fd()));
        assert!((&again.unwrap()).write_all(b"x").is_err());
    }
}
