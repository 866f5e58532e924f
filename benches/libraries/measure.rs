//! Two ways of doing one thing, by turns.

use std::error::Error;
use std::fmt::{Debug, Write as _};
use std::time::Duration;

use ringfence_benches::{keep_record, machine, median, quantile};

use crate::clock::time;

/// What the command line says.
pub(crate) struct Options {
    pairs: usize,
    pub(crate) only: Option<String>,
    pub(crate) record: Option<String>,
}

impl Options {
    pub(crate) fn from_arguments(
        mut arguments: impl Iterator<Item = String>,
    ) -> Result<Self, Box<dyn Error>> {
        let mut options = Self { pairs: 51, only: None, record: None };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("`{argument}` wants a value"));
            match argument.as_str() {
                // What cargo says to every benchmark.
                "--bench" => {}
                "--pairs" => options.pairs = value()?.parse::<usize>()?.max(1),
                "--only" => options.only = Some(value()?),
                "--record" => options.record = Some(value()?),
                _ => return Err(format!("`{argument}` is none of --pairs, --only, --record").into()),
            }
        }
        Ok(options)
    }

    /// Runs both by turns, after one run of each whose answers have to be equal, and prints what came out.
    pub(crate) fn pair<T: PartialEq + Debug>(
        &self,
        library: &'static str,
        work: &'static str,
        mut fenced: impl FnMut() -> T,
        mut native: impl FnMut() -> T,
    ) -> Row {
        // Not `assert_eq`, which would print megabytes.
        assert!(fenced() == native(), "{library}: the answers differ");
        let pairs: Vec<_> = (0..self.pairs).map(|_| (time(&mut fenced), time(&mut native))).collect();
        let nanoseconds = |time: Duration| time.as_nanos() as f64;
        let row = Row {
            library,
            work,
            native: median(pairs.iter().map(|pair| nanoseconds(pair.1))),
            fenced: median(pairs.iter().map(|pair| nanoseconds(pair.0))),
            ratios: [0.25, 0.5, 0.75].map(|part| {
                quantile(pairs.iter().map(|pair| nanoseconds(pair.0) / nanoseconds(pair.1)), part)
            }),
        };
        let [lower, ratio, upper] = row.ratios;
        println!(
            "{library:<12} {work:<58} {:>6.2} ms {:>6.2} ms {ratio:>7.2}   ({lower:.2} to {upper:.2})",
            row.native / 1e6,
            row.fenced / 1e6
        );
        row
    }
}

/// Medians in nanoseconds, and the quartiles of the ratio.
pub(crate) struct Row {
    library: &'static str,
    work: &'static str,
    native: f64,
    fenced: f64,
    ratios: [f64; 3],
}

/// Writes `benches/record/NAME.csv`.
pub(crate) fn record(name: &str, rows: &[Row]) -> Result<(), Box<dyn Error>> {
    let mut csv =
        format!("# {}\nlibrary,work,native_ns,fenced_ns,ratio,lower_quartile,upper_quartile\n", machine());
    for Row { library, work, native, fenced, ratios: [lower, ratio, upper] } in rows {
        writeln!(csv, "{library},\"{work}\",{native:.0},{fenced:.0},{ratio:.2},{lower:.2},{upper:.2}")?;
    }
    Ok(keep_record(name, &csv)?)
}
