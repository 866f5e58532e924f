//! Turns the results of the last `cargo bench` into a table of ratios, and into a file to keep.
//!
//! `cargo run -p ringfence-benches --bin record [NAME]` prints the table; with a name it also writes
//! `benches/record/NAME.csv`. Every figure is a median. A ratio is to the baseline of the same run.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ringfence_benches::{keep_record, machine};
use serde_json::Value;

/// Benchmark, how many operations it times at once, baseline, and what is promised of one operation.
const ROWS: &[(&str, u32, &str, &str)] = &[
    ("call/native", 1, "call/native", ""),
    ("call/engine", 1, "call/native", ""),
    ("call/fenced", 1, "call/engine", "at most 1.15"),
    ("call/fast", 1, "call/native", "at most 4 ns"),
    ("call/batch-16", 16, "call/native", "at most 4 ns"),
    ("call/batch-64", 64, "call/native", "at most 4 ns"),
    ("call/batch-1024", 1024, "call/native", "at most 4 ns"),
    ("callback/native", 10_000, "callback/native", ""),
    ("callback/engine", 10_000, "callback/native", ""),
    ("callback/fenced", 10_000, "callback/engine", "at most 5 ns"),
    ("callback/lend", 1, "call/fenced", ""),
    ("instance/create-and-drop", 1, "call/fenced", ""),
    ("instance/create-and-drop-fast", 1, "instance/create-and-drop", ""),
    ("instance/create-and-drop-stb-image", 1, "call/fenced", ""),
    ("instance/job-4KiB-native", 1, "instance/job-4KiB-native", ""),
    ("instance/job-4KiB-kept", 1, "instance/job-4KiB-native", ""),
    ("instance/job-4KiB-fresh", 1, "instance/job-4KiB-native", ""),
    ("pool/native-1-thread", 1, "pool/native-1-thread", ""),
    ("pool/native-2-threads", 1, "pool/native-1-thread", ""),
    ("pool/jobs-1-thread", 1, "pool/jobs-1-thread", ""),
    ("pool/jobs-2-threads", 1, "pool/jobs-1-thread", "twice as many jobs, at most 1.05"),
    ("pool/trap-and-next", 1, "instance/create-and-drop", "at most 15 µs"),
    ("pool/wild-access-and-next", 1, "instance/create-and-drop", "at most 15 µs"),
    ("pool/alloc", 1000, "call/native", "at most 3 ns"),
    ("copy-1MiB/memcpy", 1, "copy-1MiB/memcpy", ""),
    ("copy-1MiB/memcpy-to-fresh-vec", 1, "copy-1MiB/memcpy", ""),
    ("copy-1MiB/copy-in", 1, "copy-1MiB/memcpy", ""),
    ("copy-1MiB/copy-out", 1, "copy-1MiB/memcpy-to-fresh-vec", ""),
    ("copy-1MiB/verified-copy-out", 1, "copy-1MiB/memcpy-to-fresh-vec", ""),
    ("copy-1MiB/view-without-copy", 1, "copy-1MiB/memcpy", ""),
    ("map/sum-64MiB-native", 1, "map/sum-64MiB-native", ""),
    ("map/sum-64MiB-mapped", 1, "map/sum-64MiB-native", ""),
    ("map/sum-64MiB-mapped-huge", 1, "map/sum-64MiB-native", "at most 1.1"),
    ("map/sum-64MiB-mapped-kept", 1, "map/sum-64MiB-native", ""),
    ("map/sum-64MiB-file", 1, "map/sum-64MiB-native", "at most 1.1"),
    ("map/sum-64MiB-copied", 1, "map/sum-64MiB-native", ""),
    ("map/sum-64MiB-opened-and-mapped", 1, "map/sum-64MiB-native", ""),
    ("decode/jpeg-native", 1, "decode/jpeg-native", ""),
    ("decode/jpeg-native-scalar", 1, "decode/jpeg-native", ""),
    ("decode/jpeg-fenced", 1, "decode/jpeg-native-scalar", ""),
    ("decode/png-native", 1, "decode/png-native", ""),
    ("decode/png-native-scalar", 1, "decode/png-native", ""),
    ("decode/png-fenced", 1, "decode/png-native-scalar", ""),
];

fn main() -> Result<(), Box<dyn Error>> {
    let results = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/criterion"));
    let mut csv = format!("# {}\nbenchmark,median_ns,baseline,ratio\n", machine());
    println!("{}\n", machine());
    println!("{:<36} {:>12} {:>8}  against", "benchmark", "median", "ratio");
    for (name, _, baseline, promise) in ROWS {
        let Some(median) = median(results, name) else { continue };
        let ratio = self::median(results, baseline).map(|base| median / base);
        let shown = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        println!("{name:<36} {:>12} {shown:>8}  {baseline} {promise}", human(median));
        writeln!(csv, "{name},{median:.2},{baseline},{shown}")?;
    }
    if let Some(name) = std::env::args().nth(1) {
        keep_record(&name, &csv)?;
    }
    Ok(())
}

/// The median of a benchmark in nanoseconds for one operation, if it was run.
fn median(results: &Path, name: &str) -> Option<f64> {
    let (_, operations, ..) = ROWS.iter().find(|(row, ..)| *row == name)?;
    let text = fs::read_to_string(results.join(name).join("new/estimates.json")).ok()?;
    let estimates: Value = serde_json::from_str(&text).ok()?;
    let median = estimates.get("median")?.get("point_estimate")?.as_f64()?;
    Some(median / f64::from(*operations))
}

fn human(nanoseconds: f64) -> String {
    match nanoseconds {
        ns if ns < 1e3 => format!("{ns:.2} ns"),
        ns if ns < 1e6 => format!("{:.2} µs", ns / 1e3),
        ns => format!("{:.2} ms", ns / 1e6),
    }
}
