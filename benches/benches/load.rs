//! How long the first use of a library takes, in a process of its own each time: the engine started and a module loaded,
//! another module loaded, and the first scope.
//!
//! `cargo bench -p ringfence-benches --bench load -- [PROCESSES]`

use std::process::Command;
use std::time::Instant;

use ringfence::{Library, Limits, Pool, verify};
use ringfence_benches::fenced::stb_image::StbImage;
use ringfence_benches::fenced::work::{Work, WorkCalls as _};
use ringfence_benches::{machine, median};

/// Says that this process is one of those that are measured.
const CHILD: &str = "RINGFENCE_BENCH_LOAD";

const STEPS: [&str; 4] = [
    "engine started, a small module loaded",
    "its first scope, with a call",
    "a second scope",
    "another module loaded",
];

/// Takes the steps and prints how many nanoseconds each took.
fn child() {
    let mut times = Vec::new();
    let mut start = Instant::now();
    let mut lap = || {
        times.push(start.elapsed().as_nanos().to_string());
        start = Instant::now();
    };
    let pool = Pool::<Work>::new(Limits::default()).unwrap();
    lap();
    for _ in 0..2 {
        let sum = pool.scope(|s| verify!(s.work_add(40, 2)?, in ..)).unwrap();
        lap();
        assert_eq!(sum, 42);
    }
    let _other = Pool::<StbImage>::new(Limits::default()).unwrap();
    lap();
    println!("{}", times.join(" "));
}

fn main() {
    if std::env::var_os(CHILD).is_some() {
        return child();
    }
    let processes = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    // As a test, it shows that it works.
    let processes: usize = processes.unwrap_or(if cfg!(debug_assertions) { 1 } else { 51 });
    let mut laps = vec![Vec::new(); STEPS.len()];
    for _ in 0..processes {
        let output = Command::new(std::env::current_exe().unwrap()).env(CHILD, "").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let times: Vec<f64> = text.split_whitespace().map(|time| time.parse().unwrap()).collect();
        assert_eq!(times.len(), STEPS.len());
        laps.iter_mut().zip(times).for_each(|(lap, time)| lap.push(time));
    }
    println!("{}\nmedians of {processes} processes", machine());
    println!(
        "machine code: {} and {} bytes",
        Work::ARTEFACT.machine_code.len(),
        StbImage::ARTEFACT.machine_code.len()
    );
    for (step, lap) in STEPS.into_iter().zip(laps) {
        println!("{step:<42} {:>9.1} us", median(lap.into_iter()) / 1e3);
    }
}
