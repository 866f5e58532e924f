//! The way back in: the guest calls a closure of the host, and a closure is lent.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ringfence::{GuestPtr, Limits, Pool, release};
use ringfence_benches::fenced::work::{StepFn, Work, WorkCalls as _};
use ringfence_benches::native;

/// Calls of the closure in one call of the library, so that the call itself does not count.
const CALLS: i32 = 10_000;

fn callback(c: &mut Criterion) {
    let mut group = c.benchmark_group("callback");
    let expected: i32 = (0..CALLS).sum();
    group.throughput(Throughput::Elements(CALLS as u64));
    group.bench_function("native", |b| {
        assert_eq!(native::each(CALLS, &mut |n| n), expected);
        b.iter(|| native::each(CALLS, &mut |n| black_box(n)));
    });
    let pool = Pool::<Work>::new(Limits::default().deadline(std::time::Duration::from_secs(600))).unwrap();
    group.bench_function("fenced", |b| {
        pool.scope(|s| {
            s.lend(
                StepFn,
                |_, (_, n)| Ok(black_box(release!(n, reason = "the benchmark measures the crossing alone"))),
                |s, step| {
                    let sum = s.work_each(step, GuestPtr::NULL, CALLS)?;
                    assert_eq!(release!(sum, reason = "the benchmark asserts its answer"), expected);
                    b.iter(|| s.work_each(step, GuestPtr::NULL, CALLS));
                    Ok(())
                },
            )
        })
        .unwrap();
    });
    group.throughput(Throughput::Elements(1));
    group.bench_function("lend", |b| {
        pool.scope(|s| {
            b.iter(|| s.lend(StepFn, |_, _| Ok(0), |_, step| Ok(black_box(step))));
            Ok(())
        })
        .unwrap();
    });
    group.finish();
}

criterion_group!(benches, callback);
criterion_main!(benches);
