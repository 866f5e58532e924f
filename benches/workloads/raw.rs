//! A module on the engine itself, without the runtime: the engine's configuration and the page that guests poll.

use ringfence_engine::poll::POLL_ADDRESS;
use ringfence_engine::wasmtime::{Instance, Memory, Module, Store};
use ringfence_engine::{Code, Interruption, on_demand};

/// Starts `machine_code`, which this build compiled for this `interruption`.
pub(crate) fn start(interruption: Interruption, machine_code: &[u8]) -> (Store<()>, Instance, Memory) {
    let engine = on_demand(1 << 20, Code { interruption, ..Code::default() }).unwrap();
    // SAFETY: the build script of this package compiled the bytes with the same configuration.
    let module = unsafe { Module::deserialize(&engine, machine_code) }.unwrap();
    let mut store = Store::new(&engine, ());
    store.set_epoch_deadline(u64::MAX / 2);
    let instance = Instance::new(&mut store, &module, &[]).unwrap();
    let memory = instance.get_memory(&mut store, "memory").unwrap();
    if interruption == Interruption::Poll {
        let page = memory.data_ptr(&store).wrapping_add(POLL_ADDRESS as usize);
        // SAFETY: the page belongs to the reservation of this memory, which ends before it.
        let status = unsafe { libc::mprotect(page.cast(), 64 << 10, libc::PROT_READ) };
        assert_eq!(status, 0, "{}", std::io::Error::last_os_error());
    }
    (store, instance, memory)
}
