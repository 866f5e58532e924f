//! What the system says, as it says it.

use ringfence_engine::wasmtime::PoolingAllocationConfig;

use super::{Limit, cgroup};

/// Everything that is read. `None` is what a system does not tell.
#[derive(Clone, Debug)]
pub(crate) struct Readings {
    /// As in a target triple.
    pub(super) architecture: &'static str,
    /// `linux`, `macos`, …
    pub(super) system: &'static str,
    /// Release of the kernel.
    pub(super) kernel: Option<String>,
    /// Whether the kernel tells which pages were touched.
    pub(super) scan: bool,
    /// Text of `/proc/self/limits`.
    pub(super) limits: Option<String>,
    /// `vm.max_map_count`
    pub(super) mappings: Option<u64>,
    /// `vm.overcommit_memory`
    pub(super) overcommit: Option<u64>,
    /// `RUST_MIN_STACK`
    pub(super) thread_stack: Option<String>,
    /// What the process may use, by its control group.
    pub(super) memory: Option<Limit>,
}

impl Readings {
    /// Those of this process.
    pub(crate) fn take() -> Self {
        Self {
            architecture: std::env::consts::ARCH,
            system: std::env::consts::OS,
            kernel: read("/proc/sys/kernel/osrelease"),
            scan: PoolingAllocationConfig::is_pagemap_scan_available(),
            limits: read("/proc/self/limits"),
            mappings: number("/proc/sys/vm/max_map_count"),
            overcommit: number("/proc/sys/vm/overcommit_memory"),
            thread_stack: std::env::var("RUST_MIN_STACK").ok(),
            memory: read("/proc/self/cgroup").map(|groups| cgroup::limit(&groups, read)),
        }
    }
}

fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

fn number(path: &str) -> Option<u64> {
    read(path)?.trim().parse().ok()
}
