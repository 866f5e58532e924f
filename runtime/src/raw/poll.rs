//! The page that guest code polls, and when it is taken away.
//!
//! `ringfence_engine::poll` tells why a guest whose page is gone stops. Here is who may take it: an instance is *armed*
//! while a scope is open on it, its page and its deadline are in a list of the thread, and the watchdog revokes the
//! pages of those that are late. Disarming takes the list's lock, so that no page is revoked afterwards.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use ringfence_engine::poll::POLL_ADDRESS;
use ringfence_engine::wasmtime::{AsContextMut, Memory, Store, StoreContextMut};

use crate::engine::Host;

/// The lists of all threads.
static LISTS: Mutex<Vec<Arc<List>>> = Mutex::new(Vec::new());

thread_local! {
    static LIST: Arc<List> = List::register();
}

/// Which pages can be read now, by the 4 GiB of address space that they lie in: reservations are larger, so there are no
/// two in one place. Slots of the engine's pool are tenanted again, and their pages are ready by then.
static READABLE: [AtomicBool; 1 << 16] = [const { AtomicBool::new(false) }; 1 << 16];

/// An instance that is armed while a scope is open on it.
///
/// The entry comes first, so that it is gone before the store is, however the scope ends.
pub(crate) struct Stoppable {
    entry: Option<Entry>,
    store: Store<Host>,
}

impl Stoppable {
    /// An instance that is not armed.
    pub(crate) fn new(store: Store<Host>) -> Self {
        Self { entry: None, store }
    }

    /// Lets guest code run until `end`. `is_new` says that the memory was mapped for this instance.
    pub(crate) fn arm(&mut self, end: Instant, memory: Memory, is_new: bool) -> io::Result<()> {
        self.disarm();
        let page = Page(memory.data_ptr(&self.store).addr().wrapping_add(POLL_ADDRESS as usize));
        if is_new || !page.is_readable() {
            // SAFETY: the store is alive, and it owns `memory`, or the line above would have panicked.
            unsafe { page.allow() }?;
        }
        let list = LIST.try_with(Arc::clone).unwrap_or_else(|_| List::register());
        list.lock().push(Due { end, page, is_revoked: false });
        self.entry = Some(Entry { list, page });
        Ok(())
    }

    /// Ends that, before the instance is anybody else's.
    pub(crate) fn disarm(&mut self) {
        self.entry = None;
    }

    /// The instance. Nobody can put another one in its place.
    #[inline]
    pub(crate) fn context(&mut self) -> StoreContextMut<'_, Host> {
        self.store.as_context_mut()
    }

    /// The host's side.
    pub(crate) fn host_mut(&mut self) -> &mut Host {
        self.store.data_mut()
    }
}

/// Revokes the pages of those that are late. For the watchdog.
pub(crate) fn revoke_overdue() {
    let mut lists = LISTS.lock().unwrap_or_else(PoisonError::into_inner);
    // The thread is gone, and it closed its scopes before.
    lists.retain(|list| Arc::strong_count(list) > 1);
    for list in lists.iter() {
        for due in list.lock().iter_mut().filter(|due| !due.is_revoked && Instant::now() >= due.end) {
            // SAFETY: the list is locked, so the entry of this page is still there, and its `Stoppable` with the store.
            due.is_revoked = unsafe { due.page.revoke() }.is_ok();
        }
    }
}

/// What a thread has open, the innermost last.
#[derive(Default)]
struct List(Mutex<Vec<Due>>);

struct Due {
    end: Instant,
    page: Page,
    is_revoked: bool,
}

impl List {
    fn register() -> Arc<Self> {
        let list = Arc::<Self>::default();
        LISTS.lock().unwrap_or_else(PoisonError::into_inner).push(list.clone());
        list
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Due>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in a list, given up on drop.
struct Entry {
    list: Arc<List>,
    page: Page,
}

impl Drop for Entry {
    fn drop(&mut self) {
        let mut list = self.list.lock();
        if let Some(at) = list.iter().rposition(|due| due.page == self.page) {
            list.swap_remove(at);
        }
    }
}

/// Address of the page of a memory.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Page(usize);

impl Page {
    /// Where the page is in [`READABLE`], unless it lies beyond.
    fn is_readable(self) -> bool {
        self.mark().is_some_and(|mark| mark.load(SeqCst))
    }

    fn mark(self) -> Option<&'static AtomicBool> {
        READABLE.get(usize::try_from((self.0 as u64) >> 32).ok()?)
    }

    /// Makes the page readable.
    ///
    /// # Safety
    ///
    /// The page is that of a memory that is alive.
    unsafe fn allow(self) -> io::Result<()> {
        // SAFETY: as the caller promises.
        unsafe { self.protect(Access::Read) }?;
        if let Some(mark) = self.mark() {
            mark.store(true, SeqCst);
        }
        Ok(())
    }

    /// Makes loads from the page fault.
    ///
    /// # Safety
    ///
    /// As for [`allow`](Self::allow).
    unsafe fn revoke(self) -> io::Result<()> {
        if let Some(mark) = self.mark() {
            mark.store(false, SeqCst);
        }
        // SAFETY: as the caller promises.
        unsafe { self.protect(Access::None) }
    }

    /// # Safety
    ///
    /// As for [`allow`](Self::allow).
    #[cfg(target_os = "linux")]
    unsafe fn protect(self, access: Access) -> io::Result<()> {
        let address = std::ptr::without_provenance_mut(self.0);
        let protection = match access {
            Access::Read => libc::PROT_READ,
            Access::None => libc::PROT_NONE,
        };
        // SAFETY: the engine reserves 4 GiB for each memory, and modules that poll declare a maximum that ends before
        // the page (`poll::insert` refuses others). So nothing lies here that Rust code refers to, and whatever the
        // protection is, only code of the guest meets it, for which a fault is a trap.
        match unsafe { libc::mprotect(address, page_bytes(), protection) } {
            0 => Ok(()),
            _ => Err(io::Error::last_os_error()),
        }
    }

    /// Elsewhere no module polls (`Interruption::polls_here`).
    ///
    /// # Safety
    ///
    /// As for [`allow`](Self::allow).
    #[cfg(not(target_os = "linux"))]
    unsafe fn protect(self, _: Access) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// What guest code may do with the page.
enum Access {
    Read,
    None,
}

/// Bytes that are revoked: a page of the operating system, of which one can have up to 64 KiB.
#[cfg(target_os = "linux")]
fn page_bytes() -> usize {
    // SAFETY: has no preconditions.
    let bytes = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    usize::try_from(bytes).unwrap_or(0).clamp(ringfence_engine::poll::POLL_BYTES as usize, 64 << 10)
}
