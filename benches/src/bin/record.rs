//! Turns the results of the last `cargo bench` into a table of ratios, and into a file to keep.
//!
//! `cargo run -p ringfence-benches --bin record [NAME]` prints the table; with a name it also writes
//! `benches/record/NAME.csv`. Every figure is a median. A ratio is to the baseline of the same run.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ringfence_benches::machine;
use serde_json::Value;

/// Benchmark, baseline, and what is promised of their ratio.
const ROWS: &[(&str, &str, &str)] = &[
    ("call/native", "call/native", ""),
    ("call/engine", "call/native", ""),
    ("call/fenced", "call/engine", "at most 1.15"),
    ("call/batch-16", "call/native", "for 16, at most 64 ns"),
    ("call/batch-64", "call/native", "for 64, at most 256 ns"),
    ("call/batch-1024", "call/native", "for 1024, at most 4.1 µs"),
    ("callback/native", "callback/native", "for 10 000"),
    ("callback/fenced", "callback/native", "for 10 000"),
    ("callback/lend", "call/fenced", ""),
    ("instance/create-and-drop", "call/fenced", ""),
    ("instance/create-and-drop-stb-image", "call/fenced", ""),
    ("instance/job-4KiB-native", "instance/job-4KiB-native", ""),
    ("instance/job-4KiB-kept", "instance/job-4KiB-native", ""),
    ("instance/job-4KiB-fresh", "instance/job-4KiB-native", ""),
    ("pool/jobs-1-thread", "pool/jobs-1-thread", ""),
    ("pool/jobs-2-threads", "pool/jobs-1-thread", "for twice as many, at most 1.05"),
    ("pool/trap-and-next", "instance/create-and-drop", "at most 15 µs"),
    ("pool/alloc", "call/native", "for 1000, at most 3 µs"),
    ("copy-1MiB/memcpy", "copy-1MiB/memcpy", ""),
    ("copy-1MiB/memcpy-to-fresh-vec", "copy-1MiB/memcpy", ""),
    ("copy-1MiB/copy-in", "copy-1MiB/memcpy", ""),
    ("copy-1MiB/copy-out", "copy-1MiB/memcpy-to-fresh-vec", ""),
    ("copy-1MiB/verified-copy-out", "copy-1MiB/memcpy-to-fresh-vec", ""),
    ("copy-1MiB/view-without-copy", "copy-1MiB/memcpy", ""),
    ("decode/jpeg-native", "decode/jpeg-native", ""),
    ("decode/jpeg-native-scalar", "decode/jpeg-native", ""),
    ("decode/jpeg-fenced", "decode/jpeg-native-scalar", ""),
    ("decode/png-native", "decode/png-native", ""),
    ("decode/png-native-scalar", "decode/png-native", ""),
    ("decode/png-fenced", "decode/png-native-scalar", ""),
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let results = root.join("target/criterion");
    let mut csv = format!("# {}\nbenchmark,median_ns,baseline,ratio\n", machine());
    println!("{}\n", machine());
    println!("{:<36} {:>12} {:>8}  against", "benchmark", "median", "ratio");
    for (name, baseline, promise) in ROWS {
        let Some(median) = median(&results, name) else { continue };
        let ratio = self::median(&results, baseline).map(|base| median / base);
        let shown = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        println!("{name:<36} {:>12} {shown:>8}  {baseline} {promise}", human(median));
        writeln!(csv, "{name},{median:.2},{baseline},{shown}")?;
    }
    if let Some(name) = std::env::args().nth(1) {
        let path = root.join("benches/record").join(format!("{name}.csv"));
        fs::write(&path, csv)?;
        println!("\nwritten: benches/record/{name}.csv");
    }
    Ok(())
}

/// The median of a benchmark in nanoseconds, if it was run.
fn median(results: &Path, name: &str) -> Option<f64> {
    let text = fs::read_to_string(results.join(name).join("new/estimates.json")).ok()?;
    let estimates: Value = serde_json::from_str(&text).ok()?;
    estimates.get("median")?.get("point_estimate")?.as_f64()
}

fn human(nanoseconds: f64) -> String {
    match nanoseconds {
        ns if ns < 1e3 => format!("{ns:.2} ns"),
        ns if ns < 1e6 => format!("{:.2} µs", ns / 1e3),
        ns => format!("{:.2} ms", ns / 1e6),
    }
}
