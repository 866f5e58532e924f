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
/// two in one place. Only of slots in a pool, which stay where they are: tenanted again, their pages are ready. Where a
/// memory is mapped for one instance, another one may lie at its address later.
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

    /// Lets guest code run until `end`. `is_pooled` says that the memory lies in a slot that is there for ever.
    pub(crate) fn arm(&mut self, end: Instant, memory: Memory, is_pooled: bool) -> io::Result<()> {
        self.disarm();
        let page = Page(memory.data_ptr(&self.store).addr().wrapping_add(POLL_ADDRESS as usize));
        if !(is_pooled && page.is_marked()) {
            // SAFETY: the store is alive, and it owns `memory`, or the line above would have panicked.
            unsafe { page.protect(Access::Read) }?;
            page.mark(is_pooled);
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
            due.page.mark(false);
            // SAFETY: the list is locked, so the entry of this page is still there, and its `Stoppable` with the store.
            due.is_revoked = unsafe { due.page.protect(Access::None) }.is_ok();
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
    fn place(self) -> Option<&'static AtomicBool> {
        READABLE.get(usize::try_from((self.0 as u64) >> 32).ok()?)
    }

    /// Whether it is known to be readable.
    fn is_marked(self) -> bool {
        self.place().is_some_and(|place| place.load(SeqCst))
    }

    fn mark(self, is_readable: bool) {
        if let Some(place) = self.place() {
            place.store(is_readable, SeqCst);
        }
    }

    /// Says what guest code may do with the page.
    ///
    /// # Safety
    ///
    /// The page is that of a memory that is alive.
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
    /// As above.
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
