//! One call: native, through the engine's own interface, through the generated wrapper.

#[path = "../workloads/raw.rs"]
mod raw;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ringfence::{Library, Limits, Pool, release};
use ringfence_benches::fenced::work::{Work, WorkCalls as _};
use ringfence_benches::native;
use ringfence_engine::Interruption;
use ringfence_engine::wasmtime::{Store, TypedFunc};

/// The wrapped library without the wrapper: the same machine code in an engine of the same configuration.
fn engine() -> (Store<()>, TypedFunc<(i32, i32), i32>) {
    let artefact = Work::ARTEFACT;
    let (mut store, instance, _) = raw::start(Interruption::of(artefact.polls), artefact.machine_code);
    let add = instance.get_typed_func(&mut store, "work_add").unwrap();
    (store, add)
}

fn call(c: &mut Criterion) {
    let mut group = c.benchmark_group("call");
    group.bench_function("native", |b| {
        assert_eq!(native::add(40, 2), 42);
        b.iter(|| native::add(black_box(40), black_box(2)));
    });
    let (mut store, add) = engine();
    group.bench_function("engine", |b| {
        assert_eq!(add.call(&mut store, (40, 2)).unwrap(), 42);
        b.iter(|| add.call(&mut store, (black_box(40), black_box(2))));
    });
    let pool = Pool::<Work>::new(Limits::default().deadline(std::time::Duration::from_secs(600))).unwrap();
    group.bench_function("fenced", |b| {
        pool.scope(|s| {
            assert_eq!(release!(s.work_add(40, 2)?, reason = "the benchmark asserts its answer"), 42);
            b.iter(|| s.work_add(black_box(40), black_box(2)));
            Ok(())
        })
        .unwrap();
    });
    let fast = pool.clone().fast_calls();
    group.bench_function("fast", |b| {
        fast.scope(|s| {
            assert_eq!(release!(s.work_add(40, 2)?, reason = "the benchmark asserts its answer"), 42);
            b.iter(|| s.work_add(black_box(40), black_box(2)));
            Ok(())
        })
        .unwrap();
    });
    // Sixteen is where a row begins to pay; arguments and results count.
    for count in [16, 64, 1024] {
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(format!("batch-{count}"), |b| {
            pool.scope(|s| {
                let sums = s.work_add_batch((0..count).map(|n| (n, n)))?;
                let sum = sums
                    .into_iter()
                    .map(|n| release!(n, reason = "the benchmark asserts its answer"))
                    .sum::<i32>();
                assert_eq!(sum, count * (count - 1));
                b.iter(|| s.work_add_batch((0..black_box(count)).map(|n| (n, n))));
                Ok(())
            })
            .unwrap();
        });
    }
    group.finish();
}

criterion_group!(benches, call);
criterion_main!(benches);
