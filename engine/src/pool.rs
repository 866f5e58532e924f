use std::thread::available_parallelism;

use wasmtime::{Enabled, InstanceAllocationStrategy, PoolingAllocationConfig};

use crate::poll::POLL_ADDRESS;
use crate::{Code, Dialect, Interruption};

/// How many instances the engine's pool holds and how much of each stays warm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolShape {
    /// Instances that may be alive at once. Each reserves 4 GiB of address space, not memory.
    pub instances: u32,
    /// Largest linear memory of one instance, in bytes.
    pub memory_bytes: usize,
    /// Largest table of one instance, in elements.
    pub table_elements: usize,
    /// Bytes at the start of each memory that stay resident between tenants, zeroed or restored from the
    /// image. Keeps a fresh instance from paying for page faults.
    pub resident_bytes: usize,
    /// Unused slots that keep their resident bytes. All others give theirs back.
    pub warm: u32,
}

impl Default for PoolShape {
    fn default() -> Self {
        let threads = available_parallelism().map_or(2, |threads| u32::try_from(threads.get()).unwrap_or(64));
        Self {
            instances: 1000,
            memory_bytes: (4 << 30) - (64 << 10),
            table_elements: 20_000,
            resident_bytes: resident_bytes(),
            warm: threads.saturating_mul(2).clamp(4, 64),
        }
    }
}

/// Where the kernel tells which pages were written (Linux 6.7), only those are restored, and a large part of
/// the memory can stay: decoding a large image would else spend a third of its time on page faults. Where it
/// does not, all of it is cleared for every tenant, so it has to be small.
fn resident_bytes() -> usize {
    if PoolingAllocationConfig::is_pagemap_scan_available() { 16 << 20 } else { 1 << 20 }
}

impl PoolShape {
    /// With exceptions, each instance takes a second memory for the heap on which they lie.
    /// With polls, no memory reaches what they load.
    pub(crate) fn strategy(self, Code { dialect, interruption }: Code) -> InstanceAllocationStrategy {
        let heaps = if dialect == Dialect::Exceptions { self.instances } else { 0 };
        let mut pool = PoolingAllocationConfig::new();
        #[cfg(feature = "exceptions")]
        pool.total_gc_heaps(heaps);
        pool.total_core_instances(self.instances)
            .total_memories(self.instances.saturating_add(heaps))
            .total_tables(self.instances)
            .max_memories_per_module(1)
            .max_tables_per_module(1)
            .max_memory_size(match interruption {
                Interruption::Epoch => self.memory_bytes,
                Interruption::Poll => self.memory_bytes.min(POLL_ADDRESS as usize),
            })
            .table_elements(self.table_elements)
            .linear_memory_keep_resident(self.resident_bytes)
            .max_unused_warm_slots(self.warm)
            .pagemap_scan(Enabled::Auto);
        InstanceAllocationStrategy::Pooling(pool)
    }
}
