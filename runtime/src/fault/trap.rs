use std::fmt;

use ringfence_engine::wasmtime::{Trap as EngineTrap, WasmBacktrace};

/// How the guest's execution ended.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trap {
    /// `abort()`, `__builtin_trap()`, a smashed stack, or code the compiler held for unreachable.
    Unreachable,
    /// A load or store outside the linear memory. A C stack that overflowed ends like this, too.
    MemoryOutOfBounds,
    /// Integer division or remainder by zero.
    DivideByZero,
    /// The one signed division that overflows, or a float that fits no integer.
    IntegerOverflow,
    /// A call through a pointer that is no function, or a function of another type.
    BadFunctionPointer,
    /// An exception that nothing caught: a `longjmp` to a function that has returned, or a C++ `throw`.
    Uncaught,
    /// Any other reason.
    Other,
}

impl Trap {
    pub(crate) fn from_engine(trap: EngineTrap) -> Self {
        match trap {
            EngineTrap::UnreachableCodeReached => Self::Unreachable,
            EngineTrap::MemoryOutOfBounds => Self::MemoryOutOfBounds,
            EngineTrap::IntegerDivisionByZero => Self::DivideByZero,
            EngineTrap::IntegerOverflow | EngineTrap::BadConversionToInteger => Self::IntegerOverflow,
            EngineTrap::TableOutOfBounds | EngineTrap::IndirectCallToNull | EngineTrap::BadSignature => {
                Self::BadFunctionPointer
            }
            _ => Self::Other,
        }
    }
}

impl fmt::Display for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreachable => "unreachable code or abort()",
            Self::MemoryOutOfBounds => "memory access out of bounds",
            Self::DivideByZero => "integer division by zero",
            Self::IntegerOverflow => "integer overflow",
            Self::BadFunctionPointer => "call through a bad function pointer",
            Self::Uncaught => "an exception (longjmp, throw) that nothing caught",
            Self::Other => "illegal operation",
        })
    }
}

/// One function on the guest's call stack.
///
/// Names are the module's own and thus under the library's control: text to show, never to act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    function: Option<String>,
    file: Option<String>,
    line: Option<u32>,
}

impl Frame {
    pub(crate) fn new(function: Option<String>, file: Option<String>, line: Option<u32>) -> Self {
        Self { function, file, line }
    }

    /// The frames of a backtrace, innermost first.
    pub(crate) fn all(backtrace: &WasmBacktrace) -> Vec<Self> {
        backtrace
            .frames()
            .iter()
            .map(|frame| {
                let symbol = frame.symbols().first();
                Self::new(
                    symbol.and_then(|symbol| symbol.name()).or(frame.func_name()).map(printable),
                    // The build helper maps its own folder to `.`, once for the unit and once for the file.
                    symbol
                        .and_then(|symbol| symbol.file())
                        .map(|file| printable(file.trim_start_matches("./"))),
                    symbol.and_then(|symbol| symbol.line()),
                )
            })
            .collect()
    }

    /// The C function, if the module has a name for it.
    pub fn function(&self) -> Option<&str> {
        self.function.as_deref()
    }

    /// The C file, if debug information was kept.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The line in [`file`](Self::file), from 1.
    pub fn line(&self) -> Option<u32> {
        self.line
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.function().unwrap_or("?"))?;
        match (self.file(), self.line) {
            (Some(file), Some(line)) => write!(f, " ({file}:{line})"),
            (Some(file), None) => write!(f, " ({file})"),
            _ => Ok(()),
        }
    }
}

/// Names come out of an untrusted module: no control characters reach a terminal, and no name is endless.
fn printable(name: &str) -> String {
    name.chars().take(200).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
