//! Fenced libraries beside the same sources compiled natively: what a user of the wrapper pays for all of the work.
//!
//! The two take turns, so that whatever else the machine does meets both, and the ratio is the median of those of
//! neighbours. Time is that of the processor where the system tells it. Both sides hand out the same Rust values,
//! which are compared before anything is measured.
//!
//! `cargo bench -p ringfence-benches --features native --bench libraries -- [--pairs N] [--only NAME] [--record NAME]`

mod clock;
mod jpeg;
mod measure;
mod native;
mod subjects;

use std::error::Error;

use measure::Options;

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::from_arguments(std::env::args().skip(1))?;
    if cfg!(debug_assertions) {
        println!("without optimisation: these figures say little\n");
    }
    println!("{:<12} {:<58} {:>9} {:>9} {:>7}", "library", "work", "native", "fenced", "ratio");
    let mut rows = Vec::new();
    for (name, subject) in subjects::ALL {
        if options.only.as_ref().is_none_or(|only| only == name) {
            rows.extend(subject(&options)?);
        }
    }
    if let Some(name) = &options.record {
        measure::record(name, &rows)?;
    }
    Ok(())
}
