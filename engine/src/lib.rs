//! The one engine configuration of Ringfence.
//!
//! The build helper compiles a library ahead of time and the runtime loads the result, possibly in an
//! executable without a compiler. Both sides must agree on every setting that shapes the machine code, so
//! both take their [`wasmtime::Config`] from here and from nowhere else.
//!
//! Settings that decide safety:
//! - a 4 GiB reservation with a 32 MiB guard behind each linear memory, so that a 32-bit index cannot leave
//!   it and no explicit bounds check is needed (smaller reservations cost about 45 % speed);
//! - Spectre mitigations for heap and table accesses stay on;
//! - every proposal that compiled C does not need is off: garbage collection, function references, threads,
//!   64-bit memories, several memories, tail calls, relaxed SIMD, components; exceptions are on in a [`Dialect`]
//!   of their own, for the libraries that ask for them;
//! - guest code can be stopped in any loop and any recursion: it [polls](poll), or it compares epochs.
#![forbid(unsafe_code)]

mod capability;
pub mod poll;
mod pool;
pub mod trial;

pub use capability::{Capability, IMPORT_MODULE};
pub use poll::Interruption;
pub use pool::PoolShape;
pub use wasmtime;

use wasmtime::{Config, Engine, WasmBacktraceDetails};

/// Version requirement of the engine, shown in reports and error messages.
pub const ENGINE: &str = "wasmtime 48 (48.0.8 or newer)";

/// Bytes of address space reserved for each linear memory: all that a 32-bit index can reach.
pub const MEMORY_RESERVATION: u64 = 4 << 30;

/// Bytes of unmapped guard after each reservation: covers the constant offset of a load or store.
pub const MEMORY_GUARD: u64 = 32 << 20;

/// What the machine code of a module may use beyond what plain C needs. Modules of different dialects run in
/// different engines, so that a library pays only for what it uses itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// Nothing.
    #[default]
    Plain,
    /// The exceptions proposal: `setjmp` and `longjmp`, and C++ that throws. Needs the feature `exceptions`.
    Exceptions,
}

impl Dialect {
    /// The dialect of a module that does or does not use exceptions.
    pub const fn of(exceptions: bool) -> Self {
        if exceptions { Self::Exceptions } else { Self::Plain }
    }

    /// Whether this build of the engine can do it.
    pub const fn is_available(self) -> bool {
        matches!(self, Self::Plain) || cfg!(feature = "exceptions")
    }
}

/// What is particular to the machine code of a module. Code of different kinds runs in different engines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// What it may use.
    pub dialect: Dialect,
    /// How it is stopped.
    pub interruption: Interruption,
}

/// Settings that shape the machine code. Builder and runtime must use the same.
fn code_config(Code { dialect, interruption }: Code) -> wasmtime::Result<Config> {
    if !dialect.is_available() {
        return Err(wasmtime::Error::msg("exceptions need the feature `exceptions` of ringfence-engine"));
    }
    let exceptions = dialect == Dialect::Exceptions;
    let mut config = Config::new();
    // Without the feature these are off already; with it they must be as they are without it for plain code.
    #[cfg(feature = "exceptions")]
    config.wasm_exceptions(exceptions).collector(wasmtime::Collector::DeferredReferenceCounting);
    config
        .memory_reservation(MEMORY_RESERVATION)
        .memory_guard_size(MEMORY_GUARD)
        .memory_may_move(false)
        .memory_init_cow(true)
        .signals_based_traps(true)
        .epoch_interruption(interruption == Interruption::Epoch)
        .consume_fuel(false)
        .generate_address_map(true)
        // Part of the header that is compared at load, so it cannot depend on the module. A module that shipped
        // without DWARF pays nothing for it.
        .wasm_backtrace_details(WasmBacktraceDetails::Enable)
        .table_lazy_init(false)
        // Polls are told apart within a function; one that is inlined twice would not be.
        .compiler_inlining(wasmtime::Inlining::No)
        .concurrency_support(false)
        .gc_support(exceptions)
        .wasm_tail_call(false)
        .wasm_multi_memory(false)
        .wasm_memory64(false)
        .wasm_relaxed_simd(false)
        .wasm_simd(true)
        .wasm_bulk_memory(true)
        .wasm_multi_value(true)
        .wasm_extended_const(true);
    Ok(config)
}

/// The module as it is compiled where code can be stopped by [polls](poll): with them, and with a [`trial`]. `None` where
/// it has to be stopped in another way; then it is compiled as it is.
#[cfg(feature = "cranelift")]
pub fn instrument(wasm: &[u8]) -> Option<Vec<u8>> {
    let with_trial = trial::insert(wasm);
    poll::insert(with_trial.as_deref().unwrap_or(wasm))
}

/// The configuration under which the build helper compiles a module.
///
/// `target` is a target triple, or `None` for the machine at hand (whose CPU features are then used).
#[cfg(feature = "cranelift")]
pub fn compiler(target: Option<&str>, code: Code) -> wasmtime::Result<Engine> {
    let mut config = code_config(code)?;
    config.strategy(wasmtime::Strategy::Cranelift).cranelift_opt_level(wasmtime::OptLevel::Speed);
    if let Some(target) = target {
        config.target(target)?;
    }
    Engine::new(&config)
}

/// The engine of a process that runs guests, with instances from a pool of `shape`. Fails when the operating system
/// refuses the pool's address space, as in a container with a tight limit.
///
/// `stack_bytes` bounds the native stack that guest code may use below the host frame that called it.
pub fn pooled(stack_bytes: usize, shape: PoolShape, code: Code) -> wasmtime::Result<Engine> {
    let mut config = runtime_config(stack_bytes, code)?;
    config.allocation_strategy(shape.strategy(code));
    Engine::new(&config)
}

/// As [`pooled`], where every instance reserves address space of its own: slower to create, equally safe.
pub fn on_demand(stack_bytes: usize, code: Code) -> wasmtime::Result<Engine> {
    Engine::new(&runtime_config(stack_bytes, code)?)
}

/// The engine of a process whose guests are interpreted. Modules are compiled to the interpreter's code, which runs on
/// every machine; nothing of it is executed by the processor, and every access to memory is checked by the interpreter.
#[cfg(feature = "pulley")]
pub fn interpreter(stack_bytes: usize, dialect: Dialect) -> wasmtime::Result<Engine> {
    let mut config = runtime_config(stack_bytes, Code { dialect, interruption: Interruption::Epoch })?;
    config.target(INTERPRETER)?.signals_based_traps(false).memory_guard_size(0);
    Engine::new(&config)
}

/// The interpreter for pointers and numbers like those of this machine.
#[cfg(feature = "pulley")]
const INTERPRETER: &str = match (cfg!(target_pointer_width = "64"), cfg!(target_endian = "big")) {
    (true, false) => "pulley64",
    (true, true) => "pulley64be",
    (false, false) => "pulley32",
    (false, true) => "pulley32be",
};

fn runtime_config(stack_bytes: usize, code: Code) -> wasmtime::Result<Config> {
    let mut config = code_config(code)?;
    config.max_wasm_stack(stack_bytes);
    Ok(config)
}

#[cfg(all(test, feature = "pulley"))]
mod tests {
    use super::*;

    #[test]
    fn the_interpreter_makes_no_machine_code() {
        assert!(interpreter(1 << 20, Dialect::Plain).unwrap().is_pulley());
        let machine = on_demand(1 << 20, Code::default()).unwrap();
        assert!(!machine.is_pulley());
    }
}
