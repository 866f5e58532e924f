//! What C code costs in the guest, below the wrapper, beside the same code compiled by the system's compiler with `-O2`; and
//! what it costs that it can be stopped, by epochs and by polls. All by turns, on the thread's clock.
//!
//! `cargo bench -p ringfence-benches --bench workloads -- [ROUNDS] [--only WORK] [--record NAME]`

#[path = "../libraries/clock.rs"]
mod clock;
mod guest;
mod input;
mod native;
mod raw;

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use guest::Guest;
use ringfence_benches::{keep_record, machine, median};
use ringfence_engine::Interruption::{self, Epoch, Poll};
use zerocopy::IntoBytes as _;

/// A workload, natively.
pub(crate) type Function = fn(&[u8], &mut [u8]) -> u32;

/// A module for three ways of stopping it: none, epochs, polls.
type Modules = [&'static [u8]; 3];

const WAYS: [Interruption; 3] = [Poll, Epoch, Poll];

/// Room for the pictures' pixels, and all else.
const ROOM: usize = 1600 * 1200 * 3;

macro_rules! modules {
    ($library:literal) => {
        [
            &include_bytes!(concat!(env!("OUT_DIR"), "/", $library, ".none"))[..],
            &include_bytes!(concat!(env!("OUT_DIR"), "/", $library, ".epochs"))[..],
            &include_bytes!(concat!(env!("OUT_DIR"), "/", $library, ".polls"))[..],
        ]
    };
}

struct Workload {
    name: &'static str,
    modules: Modules,
    function: &'static str,
    input: Vec<u8>,
    room: usize,
}

fn workloads() -> [Workload; 9] {
    let new =
        |name, modules: Modules, function, input, room| Workload { name, modules, function, input, room };
    let (zlib, stb, loops) = (modules!("zlib"), modules!("stb"), modules!("loops"));
    let bytes = (0..4_u32 << 20).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    [
        new("deflate of 1 MB, zlib", zlib, "workload_deflate", input::text(1_000_000), 1 << 20),
        new("inflate to 4 MB, zlib", zlib, "workload_inflate", input::deflated(4_000_000), 4_000_000),
        new("PNG, stb_image", stb, "workload_picture", input::png(), ROOM),
        new("JPEG, libjpeg-turbo's C", modules!("jpeg"), "workload_jpeg", input::jpeg(), ROOM),
        new("JPEG, stb_image", stb, "workload_picture", input::jpeg(), ROOM),
        new("XML of 3 MB, expat", modules!("xml"), "workload_xml", input::xml(3_000_000), 16),
        new("checksum of 4 MiB, a byte a time", loops, "workload_checksum", bytes, 16),
        new("recursion, 832 000 calls", loops, "workload_recursion", Vec::new(), 16),
        new("sort of 100 000 numbers", loops, "workload_sort", Vec::new(), 400_000),
    ]
}

/// How many of the workloads, from the first on, are libraries at work.
const REAL: usize = 6;

/// Milliseconds natively; how many times that the guest takes unstoppable, with epochs, with polls; and how many times as
/// long as unstoppable with epochs and with polls.
struct Row {
    name: &'static str,
    native: f64,
    guest: [f64; 3],
    stopping: [f64; 2],
}

fn time(mut run: impl FnMut() -> u32) -> f64 {
    clock::time(&mut run).max(Duration::from_nanos(1)).as_nanos() as f64
}

fn measure(workload: Workload, rounds: usize) -> Row {
    let Workload { name, modules, function, input, room } = workload;
    let (_, run) = native::ALL.iter().find(|(known, _)| *known == function).unwrap();
    // Aligned for whatever is written there.
    let mut output = vec![0_u64; room / 8];
    let output = output.as_mut_bytes();
    let expected = run(&input, output);
    let mut guests: Vec<_> = modules
        .into_iter()
        .zip(WAYS)
        .map(|(code, way)| Guest::new(way, code, function, &input, room))
        .collect();
    for guest in &mut guests {
        assert_eq!(guest.run(), expected, "{name}");
        assert!(guest.output(expected as usize) == &output[..room.min(expected as usize)], "{name}");
    }
    let mut times = Vec::new();
    for _ in 0..rounds {
        let native = time(|| run(black_box(&input), output));
        let [none, epochs, polls] = &mut guests[..] else { unreachable!("there are three") };
        times.push([native, time(|| none.run()), time(|| epochs.run()), time(|| polls.run())]);
    }
    let ratio = |of: usize, to: usize| median(times.iter().map(|times| times[of] / times[to]));
    Row {
        name,
        native: median(times.iter().map(|[native, ..]| *native)) / 1e6,
        guest: [1, 2, 3].map(|way| ratio(way, 0)),
        stopping: [2, 3].map(|way| ratio(way, 1)),
    }
}

fn mean(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = values.clone().count() as f64;
    (values.map(f64::ln).sum::<f64>() / count).exp()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rounds = arguments.iter().find_map(|argument| argument.parse().ok());
    // As a test, it shows that it works.
    let rounds = rounds.unwrap_or(if cfg!(debug_assertions) { 1 } else { 51 });
    println!("{}\n{rounds} rounds; times as long as natively, and as when nothing can stop it", machine());
    println!("{:<34}{:>10} {:>7} {:>7} {:>7} {:>7}", "work", "native", "guest", "polls", "epochs", "polls");
    let mut rows = Vec::new();
    let after = |flag: &str| arguments.iter().skip_while(|argument| *argument != flag).nth(1);
    let only = after("--only").map_or("", String::as_str);
    for workload in workloads().into_iter().filter(|workload| workload.name.contains(only)) {
        let row = measure(workload, rounds);
        let Row { name, native, guest: [none, _, polls], stopping } = &row;
        println!(
            "{name:<34}{native:>7.2} ms {none:>7.3} {polls:>7.3} {:>7.3} {:>7.3}",
            stopping[0], stopping[1]
        );
        rows.push(row);
    }
    if !only.is_empty() {
        return;
    }
    let of = |value: fn(&Row) -> f64| mean(rows[..REAL].iter().map(value));
    println!(
        "{:<44} {:>7.3} {:>7.3} {:>7.3} {:>7.3}",
        "geometric mean of the first six",
        of(|row| row.guest[0]),
        of(|row| row.guest[2]),
        of(|row| row.stopping[0]),
        of(|row| row.stopping[1])
    );
    println!("{:<44} {:>7} {:>7} {:>7} {:>7}", "target, at most", 1.21, "", "", 1.02);
    if let Some(name) = after("--record") {
        record(name, &rows);
    }
}

/// As the records of the other benchmarks, so that they are drawn in the same way.
fn record(name: &str, rows: &[Row]) {
    let mut text = format!("# {}\nbenchmark,median_ns,baseline,ratio\n", machine());
    for Row { name, native, guest: [none, ..], stopping: [epochs, polls] } in rows {
        let (name, native) = (name.replace(',', ";"), native * 1e6);
        let guest = native * none;
        for (way, time, baseline, ratio) in [
            ("in the guest", guest, "native", none),
            ("polls", guest * polls, "unstoppable", polls),
            ("epochs", guest * epochs, "unstoppable", epochs),
        ] {
            let _ = writeln!(text, "{name}; {way},{time:.0},{baseline},{ratio:.3}");
        }
    }
    keep_record(name, &text).unwrap();
}
