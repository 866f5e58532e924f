//! Large inputs: 64 MiB in a file, summed natively and in the guest; and the size from which on mapping pays.

use std::fs::File;
use std::hint::black_box;
use std::io::Write as _;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use ringfence::{Fault, Input, Lifecycle, Limits, Pool, Scope, verify};
use ringfence_benches::fenced::work::{Work, WorkCalls as _};
use ringfence_benches::native;

const LARGE: usize = 64 << 20;

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|i| u8::try_from(i * 31 % 251).unwrap()).collect()
}

/// A file without a name.
fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn sum(s: &mut Scope<'_, Work>, input: &Input) -> Result<u64, Fault> {
    let slice = s.map(input)?;
    verify!(s.work_sum(slice.ptr().cast(), slice.len() / 8)?, in ..)
}

fn pool() -> Pool<Work> {
    Pool::new(Limits::default().deadline(Duration::from_secs(600))).unwrap()
}

fn large(c: &mut Criterion) {
    let mut group = c.benchmark_group("map");
    group.throughput(Throughput::Bytes(LARGE as u64)).sample_size(20);
    let bytes = bytes(LARGE);
    let (file, expected) = (file(&bytes), native::sum(&bytes));
    let (fresh, kept) = (pool(), pool().lifecycle(Lifecycle::Keep));
    let input = Input::from_bytes(&bytes).unwrap();

    group.bench_function("sum-64MiB-native", |b| {
        b.iter(|| assert_eq!(native::sum_of_file(black_box(&file)).unwrap(), expected));
    });
    let mut fenced = |name: &str, pool: &Pool<Work>, input: &Input| {
        group.bench_function(name, |b| {
            b.iter(|| assert_eq!(pool.scope(|s| sum(s, black_box(input))).unwrap(), expected));
        });
    };
    fenced("sum-64MiB-mapped", &fresh, &input);
    fenced("sum-64MiB-mapped-kept", &kept, &input);
    // SAFETY: the file has no name, and nobody writes to it any more.
    let unchanging = unsafe { Input::unchanging_file(file.try_clone().unwrap()) }.unwrap();
    fenced("sum-64MiB-file", &fresh, &unchanging);
    let input = input.in_huge_pages();
    fenced("sum-64MiB-mapped-huge", &fresh, &input);
    fenced("sum-64MiB-copied", &fresh, &input.always_copied());
    group.bench_function("sum-64MiB-opened-and-mapped", |b| {
        b.iter(|| {
            let input = Input::from_reader(rewound(&file)).unwrap();
            assert_eq!(fresh.scope(|s| sum(s, &input)).unwrap(), expected);
        });
    });
    group.finish();
}

/// The same file, at its start.
fn rewound(mut file: &File) -> &File {
    std::io::Seek::rewind(&mut file).unwrap();
    file
}

fn crossover(c: &mut Criterion) {
    let pools = [("fresh", pool()), ("kept", pool().lifecycle(Lifecycle::Keep))];
    for (name, pool) in pools {
        let mut group = c.benchmark_group(format!("map-{name}"));
        group
            .sample_size(20)
            .measurement_time(Duration::from_secs(2))
            .warm_up_time(Duration::from_millis(500));
        for size in (12..=22).map(|shift| 1 << shift) {
            let bytes = bytes(size);
            let (input, expected) = (|| Input::from_bytes(&bytes).unwrap(), native::sum(&bytes));
            for (way, input) in
                [("copied", input().always_copied()), ("mapped", input().always_mapped().unwrap())]
            {
                group.bench_function(BenchmarkId::new(way, size >> 10), |b| {
                    b.iter(|| assert_eq!(pool.scope(|s| sum(s, black_box(&input))).unwrap(), expected));
                });
            }
        }
        group.finish();
    }
}

criterion_group!(benches, large, crossover);
criterion_main!(benches);
