//! The runtime's side: what crosses the fence is noted, and replaced where a lie is due.
//!
//! A session belongs to the thread that runs the wrapper and to one library. Everything else that the process
//! does with Ringfence is left alone.

use std::any::TypeId;
use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use crate::callback::Signature;
use crate::library::Library;
use crate::scope::{Scope, Wires};

thread_local! {
    static SESSION: RefCell<Option<Session>> = const { RefCell::new(None) };
}

/// Bytes of a value that are kept for comparison.
const KEPT: usize = 64;

/// Events that are noted. A wrapper that makes more is attacked at the first of them only.
const MOST_EVENTS: usize = 4096;

/// Reads that are noted after one event.
const MOST_READS: usize = 64;

/// What one run of a wrapper met.
#[derive(Debug)]
pub(super) struct Session {
    library: TypeId,
    lie: Option<Lie>,
    setting: Setting,
    pub(super) trace: Vec<Event>,
    /// Events so far, whether noted or not.
    count: usize,
    /// Whether the lie was told, and whether the host looked at it.
    pub(super) told: bool,
    pub(super) heard: bool,
}

/// What a wrapper finds that makes pools or sandboxes of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Setting {
    /// The module in place of the embedded one.
    pub(super) module: Option<Arc<[u8]>>,
    /// The longest deadline.
    pub(super) deadline: Option<Duration>,
}

/// A moment at which guest code hands control, and values, to the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) origin: Origin,
    /// What travelled to the guest in a call, for telling what its pointers led to.
    pub(super) given: Vec<u64>,
    /// What travelled to the host: the result of a call, or the arguments of a callback.
    pub(super) taken: Vec<u64>,
    /// What the host read before the next event.
    pub(super) reads: Vec<Read>,
    /// Size of the memory.
    pub(super) memory: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A function of the interface returned.
    Call(usize),
    /// The guest called the host through a function pointer of this type.
    Callback(&'static str),
    /// A function returned that the host called through a pointer of this type.
    Pointer(&'static str),
}

impl Origin {
    pub(crate) fn callback<S: Signature>() -> Self {
        Self::Callback(name::<S>())
    }

    pub(crate) fn pointer<S: Signature>() -> Self {
        Self::Pointer(name::<S>())
    }
}

/// The name of a function type in its interface.
fn name<S: Signature>() -> &'static str {
    let path = std::any::type_name::<S>();
    path.rsplit("::").next().unwrap_or(path)
}

/// Bytes that the host looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) address: u32,
    pub(super) count: u32,
    pub(super) size: u32,
    /// Whether they are a string, `count` bytes long at most.
    pub(super) is_text: bool,
    /// The first of them.
    pub(super) bytes: Vec<u8>,
}

/// One lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lie {
    /// Number of the event after which it is told.
    pub(super) event: usize,
    pub(super) place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A value that travels: its position and what it becomes.
    Value(usize, u64),
    /// Bytes in memory, as if the library had stored them.
    Memory(u32, Vec<u8>),
}

/// Runs `body` with a session of this thread and gives back what it met.
pub(super) fn within<L: Library, R>(
    lie: Option<Lie>,
    setting: Setting,
    body: impl FnOnce() -> R,
) -> (R, Session) {
    let session = |lie, setting| Session {
        library: TypeId::of::<L>(),
        lie,
        setting,
        trace: Vec::new(),
        count: 0,
        told: false,
        heard: false,
    };
    SESSION.with(|slot| slot.replace(Some(session(lie, setting))));
    let result = body();
    let met = SESSION.with(RefCell::take);
    (result, met.unwrap_or_else(|| session(None, Setting::default())))
}

/// The module that stands in for the embedded one.
pub(crate) fn replacement<L: Library>() -> Option<Arc<[u8]>> {
    let mut module = None;
    with::<L>(|session| module = session.setting.module.clone());
    module
}

/// The deadline that holds in place of `deadline`.
pub(crate) fn deadline<L: Library>(deadline: Duration) -> Duration {
    let mut longest = deadline;
    with::<L>(|session| longest = session.setting.deadline.map_or(deadline, |most| most.min(deadline)));
    longest
}

/// Runs `f` on the session of this thread, if it is one about `L`.
#[inline]
fn with<L: Library>(f: impl FnOnce(&mut Session)) {
    SESSION.with(|slot| {
        // Never borrowed twice: nothing in here calls out.
        if let Ok(mut session) = slot.try_borrow_mut()
            && let Some(session) = session.as_mut().filter(|session| session.library == TypeId::of::<L>())
        {
            f(session);
        }
    });
}

/// What travels to the guest, if somebody wants to know.
#[inline]
pub(crate) fn given<L: Library>(arguments: &impl Wires) -> Vec<u64> {
    let mut given = Vec::new();
    with::<L>(|_| given = arguments.bits());
    given
}

/// Guest code hands control to the host, and `taken` with it; gives what the host gets instead.
#[inline]
pub(crate) fn returned<L: Library, W: Wires>(
    scope: &mut Scope<'_, L>,
    origin: Origin,
    given: Vec<u64>,
    mut taken: W,
) -> W {
    with::<L>(|session| session.event(origin, given, &mut taken, scope.linear_memory_mut()));
    taken
}

/// The host looks at `count` objects of `size` bytes.
#[inline]
pub(crate) fn read<L: Library>(address: u32, count: u32, size: u32, bytes: &[u8]) {
    with::<L>(|session| session.read(Read { address, count, size, is_text: false, bytes: first(bytes) }));
}

/// The host looks for the end of a string.
pub(crate) fn read_text<L: Library>(address: u32, bound: usize, bytes: &[u8]) {
    let count = u32::try_from(bound).unwrap_or(u32::MAX);
    with::<L>(|session| session.read(Read { address, count, size: 1, is_text: true, bytes: first(bytes) }));
}

fn first(bytes: &[u8]) -> Vec<u8> {
    bytes.get(..KEPT.min(bytes.len())).unwrap_or_default().to_vec()
}

impl Session {
    fn event(&mut self, origin: Origin, given: Vec<u64>, taken: &mut impl Wires, memory: &mut [u8]) {
        let honest = taken.bits();
        let number = self.count;
        self.count += 1;
        let due = self.lie.as_ref().filter(|lie| lie.event == number).map(|lie| &lie.place);
        let mut told = false;
        if let Some(Place::Value(position, lie)) = due {
            told = honest.get(*position).is_some_and(|value| value != lie);
            taken.replace(*position, *lie);
        }
        // A value that travels is always looked at.
        self.heard |= told;
        if let Some(Place::Memory(address, bytes)) = due {
            let start = *address as usize;
            let target = start.checked_add(bytes.len()).and_then(|end| memory.get_mut(start..end));
            if let Some(target) = target.filter(|target| *target != bytes.as_slice()) {
                target.copy_from_slice(bytes);
                told = true;
            }
        }
        self.told |= told;
        if self.trace.len() < MOST_EVENTS {
            let memory = memory.len() as u64;
            self.trace.push(Event { origin, given, taken: honest, reads: Vec::new(), memory });
        }
    }

    fn read(&mut self, read: Read) {
        if self.told
            && let Some(Lie { place: Place::Memory(address, bytes), .. }) = &self.lie
        {
            let (start, end) = (u64::from(read.address), read.end());
            let lie = u64::from(*address);
            self.heard |= start < lie + bytes.len() as u64 && lie < end;
        }
        if self.count > self.trace.len() {
            return;
        }
        let Some(event) = self.trace.last_mut() else { return };
        // A string is first seen as its first byte, and a slice is seen when its bounds are checked.
        event.reads.retain(|known| {
            known.address != read.address || known.end() > read.end() || known.size != read.size
        });
        let covered = |known: &Read| known.address == read.address && known.size == read.size;
        if event.reads.len() < MOST_READS && !event.reads.iter().any(covered) {
            event.reads.push(read);
        }
    }
}

impl Read {
    fn end(&self) -> u64 {
        u64::from(self.address) + u64::from(self.count) * u64::from(self.size)
    }
}
