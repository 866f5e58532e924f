//! Libraries under measurement: each compiled for the fence and natively, from the same sources.

pub mod fenced;
pub mod native;
pub mod pictures;

/// Processor, number of threads and kernel, as far as the system tells.
#[must_use]
pub fn machine() -> String {
    let field = |path: &str, key: &str| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default().to_owned();
        line.rsplit(':').next().unwrap_or_default().trim().to_owned()
    };
    let threads = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!("{}, {threads} threads, kernel {}", field("/proc/cpuinfo", "model name"), kernel.trim())
}
