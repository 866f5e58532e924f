use wasmtime::{Enabled, InstanceAllocationStrategy, PoolingAllocationConfig};

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
}

impl Default for PoolShape {
    fn default() -> Self {
        Self {
            instances: 1000,
            memory_bytes: (4 << 30) - (64 << 10),
            table_elements: 20_000,
            resident_bytes: 1 << 20,
        }
    }
}

impl PoolShape {
    pub(crate) fn strategy(self) -> InstanceAllocationStrategy {
        let mut pool = PoolingAllocationConfig::new();
        pool.total_core_instances(self.instances)
            .total_memories(self.instances)
            .total_tables(self.instances)
            .max_memories_per_module(1)
            .max_tables_per_module(1)
            .max_memory_size(self.memory_bytes)
            .table_elements(self.table_elements)
            .linear_memory_keep_resident(self.resident_bytes)
            .max_unused_warm_slots(self.instances)
            .pagemap_scan(Enabled::Auto);
        InstanceAllocationStrategy::Pooling(pool)
    }
}
