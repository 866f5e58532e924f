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

/// Writes `benches/record/NAME.csv`, and says so.
///
/// # Errors
///
/// When the file cannot be written.
pub fn keep_record(name: &str, csv: &str) -> std::io::Result<()> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("record");
    std::fs::write(folder.join(format!("{name}.csv")), csv)?;
    println!("\nwritten: benches/record/{name}.csv");
    Ok(())
}

/// The value that so great a part of all is below; not a number when there is none.
#[must_use]
pub fn quantile(values: impl Iterator<Item = f64>, part: f64) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get((last as f64 * part).round() as usize).copied().unwrap_or(f64::NAN)
}

/// The value in the middle.
#[must_use]
pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    quantile(values, 0.5)
}
