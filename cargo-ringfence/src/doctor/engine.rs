//! The proof that the engine works here: it compiles a module, reserves memory for it, and calls it.

use ringfence_build::Limits;
use ringfence_engine::wasmtime::{self, Engine, Instance, Module, Store};
use ringfence_engine::{Code, PoolShape, on_demand, pooled};

/// `(module (memory 1) (func (export "run") (result i32) (i32.const 42)))`
const MODULE: &[u8] = &[
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // magic and version
    0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7f, // a type: () -> i32
    0x03, 0x02, 0x01, 0x00, // a function of that type
    0x05, 0x03, 0x01, 0x00, 0x01, // a memory of one page
    0x07, 0x07, 0x01, 0x03, b'r', b'u', b'n', 0x00, 0x00, // exported as `run`
    0x0a, 0x06, 0x01, 0x04, 0x00, 0x41, 0x2a, 0x0b, // returns 42
];

/// How far the engine got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Instances come from a pool, as they should.
    Pooled,
    /// The pool was refused for this reason; single instances work.
    OnDemand(String),
    /// Nothing runs.
    Broken(String),
}

/// Tries the configuration that applications use, with the default limits.
pub(crate) fn prove() -> Proof {
    let stack = usize::try_from(Limits::default().stack_bytes).unwrap_or(1 << 20);
    match pooled(stack, PoolShape::default(), Code::default()).and_then(|engine| call(&engine)) {
        Ok(()) => Proof::Pooled,
        Err(refusal) => match on_demand(stack, Code::default()).and_then(|engine| call(&engine)) {
            Ok(()) => Proof::OnDemand(format!("{refusal:#}")),
            Err(error) => Proof::Broken(format!("{error:#}")),
        },
    }
}

fn call(engine: &Engine) -> wasmtime::Result<()> {
    let module = Module::from_binary(engine, MODULE)?;
    let mut store = Store::new(engine, ());
    // Without a deadline the first function would already be late.
    store.set_epoch_deadline(1);
    let instance = Instance::new(&mut store, &module, &[])?;
    let run = instance.get_typed_func::<(), i32>(&mut store, "run")?;
    match run.call(&mut store, ())? {
        42 => Ok(()),
        other => Err(wasmtime::Error::msg(format!("a call returned {other} instead of 42"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_runs_on_the_machine_of_the_tests() {
        assert!(!matches!(prove(), Proof::Broken(_)), "{:?}", prove());
    }
}
