//! How a library is compiled, what it may do, and how much.

use std::time::Duration;

use ringfence_engine::Capability;
use ringfence_syntax::manifest::Limits;

use crate::{Compat, Library, Profile, Setjmp, Simd};

impl Library {
    /// Defines a macro: `.define("NDEBUG", None)`, `.define("LEVEL", "3")`.
    pub fn define<'a>(mut self, name: &str, value: impl Into<Option<&'a str>>) -> Self {
        self.flags.push(match value.into() {
            Some(value) => format!("-D{name}={value}"),
            None => format!("-D{name}"),
        });
        self
    }

    /// Adds a compiler flag. Later flags override earlier ones and the helper's own.
    pub fn flag(mut self, flag: impl Into<String>) -> Self {
        self.flags.push(flag.into());
        self
    }

    /// Adds a compiler flag for C++ files only: `-std=c++17`.
    pub fn cpp_flag(mut self, flag: impl Into<String>) -> Self {
        self.cpp_flags.push(flag.into());
        self
    }

    /// Lets the library do something beyond computing, which is all that it can do without grants. What stands
    /// behind a grant is the application's to say, with `ringfence::Capabilities`.
    pub fn grant(mut self, capability: Capability) -> Self {
        self.grants.insert(capability);
        self
    }

    /// Gives the library `setjmp` and `longjmp`, in one of two ways.
    ///
    /// ```no_run
    /// # use ringfence_build::{Library, Setjmp};
    /// # fn main() -> Result<(), ringfence_build::Error> {
    /// Library::new("png").file("c/png.c").setjmp(Setjmp::ErrorsOnly).compile()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn setjmp(mut self, how: Setjmp) -> Self {
        self.setjmp = Some(how);
        self
    }

    /// Gives a C++ library its handlers: `catch` catches, and destructors run while a `throw` is on its way. For
    /// libraries that catch what they throw; for others it is code that never runs. What nothing in the library catches
    /// ends the host's call with a fault that names its type, as without.
    ///
    /// Needs clang 22 and the feature `exceptions` of this crate and of `ringfence`, as
    /// [`Setjmp::Exceptions`] does. The two go together.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), ringfence_build::Error> {
    /// ringfence_build::Library::new("words").file("src/Words.cpp").own_file("shim.cpp").cpp_exceptions().compile()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn cpp_exceptions(mut self) -> Self {
        self.cpp_exceptions = true;
        self
    }

    /// Compiles with vector code. A library that is written with the intrinsics of a processor keeps them:
    ///
    /// ```no_run
    /// # use ringfence_build::{Library, Simd};
    /// # fn main() -> Result<(), ringfence_build::Error> {
    /// Library::new("jpeg").file("c/jpeg.c").simd(Simd::Sse2).compile()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Off unless asked for: it pays for some libraries and not for others, so measure. On x86-64 it pays with
    /// [`native_cpu`](Self::native_cpu), and costs without.
    pub fn simd(mut self, which: Simd) -> Self {
        self.simd = Some(which);
        self
    }

    /// Makes machine code for the processor of the machine that builds, with all that it has. It runs there and on
    /// processors that have the same; elsewhere making a pool is a fault that names what is missing. Without this, the
    /// machine code runs on every machine of the target.
    ///
    /// For applications that run where they are built, or on machines that are alike. The target has to be that machine
    /// itself.
    pub fn native_cpu(mut self) -> Self {
        self.native_cpu = true;
        self
    }

    /// Adds a part of POSIX that the C library leaves out.
    pub fn compat(mut self, part: Compat) -> Self {
        self.compat.insert(part);
        self
    }

    /// Bytes of the C stack inside the fence; [`DEFAULT_STACK_SIZE`](crate::DEFAULT_STACK_SIZE) unless set. An overflow is a trap.
    pub fn stack_size(mut self, bytes: u64) -> Self {
        self.stack_bytes = bytes;
        self
    }

    /// Sets all limits that the wrapper declares. An application can tighten them.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Most bytes of memory that one instance may use. Also written into the module.
    pub fn memory_limit(mut self, bytes: u64) -> Self {
        self.limits.memory_bytes = bytes;
        self
    }

    /// Longest time that one scope may take.
    pub fn deadline(mut self, time: Duration) -> Self {
        self.limits.deadline_ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self
    }

    /// Most bytes that one scope may copy out of the library's memory.
    pub fn copied_out_limit(mut self, bytes: u64) -> Self {
        self.limits.copied_out_bytes = bytes;
        self
    }

    /// What of the module ships.
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }
}
