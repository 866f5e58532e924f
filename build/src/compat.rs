/// Parts of POSIX that wasi-libc leaves out or only emulates. Each is had by asking for it: most libraries are
/// better off without, and take another path when the header is not there.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compat {
    /// `pthread.h` for one thread: locks are never contended, `pthread_create` fails with `EAGAIN`, and waiting for
    /// a condition traps.
    Pthread,
    /// `signal.h`: `signal` and `raise` within the program, and masks that have nothing to mask.
    Signal,
    /// `getpid`, which gives a fixed number.
    ProcessId,
    /// `clock`, `times`, `getrusage`. They read the clock, which is an import and has to be granted.
    ProcessClocks,
    /// `mmap` of anonymous memory and of files, on top of `malloc` and `read`.
    MemoryMaps,
    /// `std::ifstream` and its like, which the C++ libraries of distributions leave out for WebAssembly. What they open
    /// is what the application provides for [`Capability::Files`](crate::Capability::Files), which has to be granted.
    FileStreams,
}

impl Compat {
    /// The macro and the archive of wasi-libc's emulation.
    pub(crate) fn emulation(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Pthread | Self::FileStreams => None,
            Self::Signal => Some(("_WASI_EMULATED_SIGNAL", "wasi-emulated-signal")),
            Self::ProcessId => Some(("_WASI_EMULATED_GETPID", "wasi-emulated-getpid")),
            Self::ProcessClocks => Some(("_WASI_EMULATED_PROCESS_CLOCKS", "wasi-emulated-process-clocks")),
            Self::MemoryMaps => Some(("_WASI_EMULATED_MMAN", "wasi-emulated-mman")),
        }
    }

    /// Files of our own.
    pub(crate) fn support(self) -> Option<ringfence_guest::Support> {
        match self {
            Self::Pthread => Some(ringfence_guest::PTHREAD),
            Self::Signal => Some(ringfence_guest::SIGNAL),
            Self::FileStreams => Some(ringfence_guest::FILE_STREAMS),
            Self::ProcessId | Self::ProcessClocks | Self::MemoryMaps => None,
        }
    }
}
