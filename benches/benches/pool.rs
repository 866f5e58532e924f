//! A pool at work: on one thread and on two, after a trap, and memory for arguments.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ringfence::{Fault, FaultKind, Lifecycle, Limits, Pool, Trap, verify};
use ringfence_benches::fenced::work::{Work, WorkCalls as _};
use ringfence_benches::native;

/// Allocations in a scope.
const PIECES: u32 = 1000;

fn job(pool: &Pool<Work>, input: &[u8]) -> Result<u32, Fault> {
    pool.scope(|s| {
        let slice = s.copy_in(input)?;
        verify!(s.work_checksum(slice.ptr(), slice.len())?, in ..)
    })
}

/// How long `threads` threads take for `jobs` jobs each.
fn side_by_side(threads: u32, jobs: u64, job: impl Fn() -> u32 + Sync, expected: u32) -> Duration {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| (0..jobs).for_each(|_| assert_eq!(job(), expected)));
        }
    });
    start.elapsed()
}

fn pool(c: &mut Criterion) {
    let mut group = c.benchmark_group("pool");
    let pool = Pool::<Work>::new(Limits::default()).unwrap();
    let input: Vec<u8> = (0..64 << 10).map(|i| (i * 7 % 255) as u8).collect();
    let expected = native::checksum(&input);
    for (name, threads) in [("1-thread", 1), ("2-threads", 2)] {
        // What the machine gives when nobody has anything to share.
        group.bench_function(format!("native-{name}"), |b| {
            b.iter_custom(|jobs| {
                side_by_side(threads, jobs, || native::checksum(black_box(&input)), expected)
            });
        });
        // Every job in a fresh instance.
        group.bench_function(format!("jobs-{name}"), |b| {
            b.iter_custom(|jobs| side_by_side(threads, jobs, || job(&pool, &input).unwrap(), expected));
        });
    }

    group.bench_function("trap-and-next", |b| {
        b.iter(|| {
            let fault = pool.scope(|s| s.work_trap()).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Guest);
            pool.scope(|s| s.work_add(1, 2).map(drop)).unwrap();
        });
    });

    group.bench_function("wild-access-and-next", |b| {
        b.iter(|| {
            let fault = pool.scope(|s| s.work_wild()).unwrap_err();
            assert_eq!(fault.trap(), Some(Trap::MemoryOutOfBounds));
            pool.scope(|s| s.work_add(1, 2).map(drop)).unwrap();
        });
    });

    let kept = pool.clone().lifecycle(Lifecycle::Keep);
    group.throughput(Throughput::Elements(PIECES.into()));
    group.bench_function("alloc", |b| {
        b.iter(|| kept.scope(|s| (0..PIECES).try_for_each(|_| s.alloc::<u64>().map(drop))).unwrap());
    });
    group.finish();
}

criterion_group!(benches, pool);
criterion_main!(benches);
