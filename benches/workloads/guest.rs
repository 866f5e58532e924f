//! A module on the engine itself, without the runtime.

use ringfence_engine::Interruption;
use ringfence_engine::wasmtime::{Memory, Store, TypedFunc};

use super::raw;

/// A module, its arguments in place.
pub(crate) struct Guest {
    store: Store<()>,
    memory: Memory,
    function: TypedFunc<(i32, i32, i32, i32), i32>,
    arguments: (i32, i32, i32, i32),
}

impl Guest {
    pub(crate) fn new(
        interruption: Interruption,
        machine_code: &[u8],
        function: &str,
        input: &[u8],
        room: usize,
    ) -> Self {
        let (mut store, instance, memory) = raw::start(interruption, machine_code);
        if let Ok(initialize) = instance.get_typed_func::<(), ()>(&mut store, "_initialize") {
            initialize.call(&mut store, ()).unwrap();
        }
        let mut place = |bytes: usize| {
            let pages = bytes.div_ceil(64 << 10) as u64;
            (memory.grow(&mut store, pages).unwrap() << 16) as i32
        };
        let (start, output) = (place(input.len()), place(room));
        memory.write(&mut store, start as usize, input).unwrap();
        let function = instance.get_typed_func(&mut store, function).unwrap();
        Self { store, memory, function, arguments: (start, input.len() as i32, output, room as i32) }
    }

    pub(crate) fn run(&mut self) -> u32 {
        self.function.call(&mut self.store, self.arguments).unwrap() as u32
    }

    /// What it wrote, so much of it as there is room.
    pub(crate) fn output(&self, length: usize) -> &[u8] {
        let (_, _, start, room) = self.arguments;
        &self.memory.data(&self.store)[start as usize..][..length.min(room as usize)]
    }
}
