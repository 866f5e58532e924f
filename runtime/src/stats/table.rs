//! The counts as text.

use std::fmt;
use std::time::Duration;

use super::{LibraryStats, Stats};

/// Functions that are shown of each library.
const SHOWN: usize = 5;

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.libraries.is_empty() {
            return writeln!(f, "nothing was counted");
        }
        writeln!(
            f,
            "{:<24} {:>8} {:>8} {:>8} {:>9} {:>8} {:>8}",
            "library, function", "scopes", "calls", "inside", "callbacks", "out", "memory"
        )?;
        self.libraries.iter().try_for_each(|library| write_library(f, library))
    }
}

fn write_library(f: &mut fmt::Formatter<'_>, library: &LibraryStats) -> fmt::Result {
    writeln!(
        f,
        "{:<24} {:>8} {:>8} {:>8} {:>9} {:>8} {:>8}",
        cut(library.name, 24),
        library.scopes,
        library.calls,
        time(library.inside),
        library.called_back,
        bytes(library.copied_out),
        bytes(library.peak_memory)
    )?;
    for function in library.functions.iter().take(SHOWN) {
        writeln!(f, "  {:<31} {:>8} {:>8}", cut(function.name, 31), function.calls, time(function.inside))?;
    }
    if let Some(more) = library.functions.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        writeln!(f, "  and {more} more functions")?;
    }
    if !library.faults.is_empty() {
        let all = library.faults.iter().map(|(kind, count)| format!("{count} {kind:?}"));
        writeln!(f, "  faults: {}", all.collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}

/// The first characters of a name.
fn cut(name: &str, most: usize) -> String {
    name.chars().take(most).collect()
}

fn time(time: Duration) -> String {
    match time.as_nanos() {
        nanoseconds @ 0..10_000 => format!("{nanoseconds} ns"),
        nanoseconds @ 10_000..10_000_000 => format!("{} µs", nanoseconds / 1000),
        nanoseconds @ 10_000_000..10_000_000_000 => format!("{} ms", nanoseconds / 1_000_000),
        nanoseconds => format!("{} s", nanoseconds / 1_000_000_000),
    }
}

fn bytes(bytes: u64) -> String {
    match bytes {
        0..10_240 => format!("{bytes} B"),
        10_240..10_485_760 => format!("{} KiB", bytes >> 10),
        10_485_760..10_737_418_240 => format!("{} MiB", bytes >> 20),
        _ => format!("{} GiB", bytes >> 30),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::FaultKind;
    use crate::stats::FunctionStats;

    #[test]
    fn the_table_fits_eighty_columns() {
        let function = FunctionStats {
            name: "a_function_with_a_name_that_is_long",
            calls: 123_456_789,
            inside: Duration::MAX,
        };
        let library = LibraryStats {
            name: "a_library_with_a_long_name_too",
            scopes: 12_345_678,
            calls: 123_456_789,
            inside: Duration::from_micros(1234),
            called_back: 123_456_789,
            copied_out: 5 << 30,
            peak_memory: 4 << 30,
            faults: vec![(FaultKind::Guest, 3), (FaultKind::Limit, 1)],
            functions: vec![FunctionStats { inside: Duration::from_secs(7200), ..function }; 7],
        };
        let text = Stats { libraries: vec![library] }.to_string();
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.contains("1234 µs") && text.contains("5120 MiB") && text.contains("7200 s"), "{text}");
        assert!(text.ends_with("  and 2 more functions\n  faults: 3 Guest, 1 Limit\n"), "{text}");
        assert_eq!(Stats::default().to_string(), "nothing was counted\n");
    }
}
