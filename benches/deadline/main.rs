//! What a deadline costs while it is far away: the same modules that nothing can stop, that compare epochs, and that
//! poll a page, by turns. Below the wrapper, on the engine itself.
//!
//! `cargo bench -p ringfence-benches --bench deadline -- [ROUNDS]`

#[path = "../libraries/clock.rs"]
mod clock;
mod raw;

use std::time::Duration;

use image::ImageFormat;
use ringfence_benches::{machine, pictures};
use ringfence_engine::Interruption;
use ringfence_engine::wasmtime::{Instance, Memory, Store};

macro_rules! modules {
    ($library:literal) => {
        [
            (
                "none",
                Interruption::Poll,
                &include_bytes!(concat!(env!("OUT_DIR"), "/", $library, ".none"))[..],
            ),
            (
                "epochs",
                Interruption::Epoch,
                &include_bytes!(concat!(env!("OUT_DIR"), "/", $library, ".epochs"))[..],
            ),
            (
                "polls",
                Interruption::Poll,
                &include_bytes!(concat!(env!("OUT_DIR"), "/", $library, ".polls"))[..],
            ),
        ]
    };
}

type Modules = [(&'static str, Interruption, &'static [u8]); 3];

/// A module, ready to be called.
struct Guest {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
}

impl Guest {
    fn new(interruption: Interruption, machine_code: &[u8]) -> Self {
        let (store, instance, memory) = raw::start(interruption, machine_code);
        let mut guest = Self { store, instance, memory };
        if let Ok(initialize) = guest.instance.get_typed_func::<(), ()>(&mut guest.store, "_initialize") {
            initialize.call(&mut guest.store, ()).unwrap();
        }
        guest
    }

    /// Puts bytes into pages of their own.
    fn place(&mut self, bytes: &[u8]) -> i32 {
        let pages = bytes.len().div_ceil(64 << 10) as u64;
        let address = (self.memory.grow(&mut self.store, pages).unwrap() << 16) as usize;
        self.memory.write(&mut self.store, address, bytes).unwrap();
        address as i32
    }
}

/// Work that can be repeated, and gives a number to compare.
type Work = Box<dyn FnMut() -> i64>;

fn checksum(mut guest: Guest) -> Work {
    let bytes: Vec<u8> = (0..4_u32 << 20).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let address = guest.place(&bytes);
    let function =
        guest.instance.get_typed_func::<(i32, i32), i32>(&mut guest.store, "work_checksum").unwrap();
    Box::new(move || function.call(&mut guest.store, (address, bytes.len() as i32)).unwrap().into())
}

fn fibonacci(mut guest: Guest) -> Work {
    let function = guest.instance.get_typed_func::<i32, i32>(&mut guest.store, "work_fibonacci").unwrap();
    Box::new(move || function.call(&mut guest.store, 27).unwrap().into())
}

fn sort(mut guest: Guest) -> Work {
    let address = guest.place(&[0; 4 * 100_000]);
    let function = guest.instance.get_typed_func::<(i32, i32), i32>(&mut guest.store, "work_sort").unwrap();
    Box::new(move || function.call(&mut guest.store, (address, 100_000)).unwrap().into())
}

fn picture(format: ImageFormat) -> impl Fn(Guest) -> Work {
    move |mut guest| {
        let file = pictures::encoded(format);
        let length = file.len() as i32;
        let address = guest.place(&file);
        let out = guest.place(&[0; 12]);
        let load = guest
            .instance
            .get_typed_func::<(i32, i32, i32, i32, i32, i32), i32>(&mut guest.store, "stbi_load_from_memory")
            .unwrap();
        let free = guest.instance.get_typed_func::<i32, ()>(&mut guest.store, "stbi_image_free").unwrap();
        Box::new(move || {
            let store = &mut guest.store;
            let pixels = load.call(&mut *store, (address, length, out, out + 4, out + 8, 4)).unwrap();
            let at = pixels as u32 as usize + 40_000;
            let sample = i64::from_le_bytes(guest.memory.data(&*store)[at..at + 8].try_into().unwrap());
            free.call(&mut *store, pixels).unwrap();
            sample
        })
    }
}

fn time(work: &mut Work) -> f64 {
    let start = clock::now();
    std::hint::black_box(work());
    (clock::now() - start).max(Duration::from_nanos(1)).as_nanos() as f64
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Prints a line and gives the ratios of epochs and polls to none.
fn compare(name: &str, modules: Modules, rounds: usize, work: impl Fn(Guest) -> Work) -> [f64; 2] {
    let mut works = modules.map(|(_, interruption, code)| work(Guest::new(interruption, code)));
    let [none, epochs, polls] = works.each_mut().map(|work| work());
    assert!(none == epochs && none == polls, "{name}: the answers differ");
    let mut times = Vec::new();
    for _ in 0..rounds {
        times.push(works.each_mut().map(time));
    }
    let none = median(times.iter().map(|[none, ..]| *none).collect());
    let ratios =
        [1, 2].map(|mode| median(times.iter().map(|times: &[f64; 3]| times[mode] / times[0]).collect()));
    println!("{name:<34} {:>8.2} ms {:>8.3} {:>8.3}", none / 1e6, ratios[0], ratios[1]);
    ratios
}

fn main() {
    // What cargo says to every benchmark is no number.
    let rounds = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    // As a test, it shows that it works.
    let rounds = rounds.unwrap_or(if cfg!(debug_assertions) { 1 } else { 101 });
    println!("{}\n{:<34} {:>11} {:>8} {:>8}", machine(), "work", "unstoppable", "epochs", "polls");
    let (work, stb) = (modules!("work"), modules!("stb_image"));
    let all = [
        compare("checksum of 4 MiB, a byte a time", work, rounds, checksum),
        compare("recursion, 832 000 calls", work, rounds, fibonacci),
        compare("sort of 100 000 numbers", work, rounds, sort),
        compare("PNG, stb_image", stb, rounds, picture(ImageFormat::Png)),
        compare("JPEG, stb_image", stb, rounds, picture(ImageFormat::Jpeg)),
    ];
    let mean =
        |mode: usize| (all.iter().map(|ratios| ratios[mode].ln()).sum::<f64>() / all.len() as f64).exp();
    println!("{:<46} {:>8.3} {:>8.3}", "geometric mean", mean(0), mean(1));
}
