//! The way back in: the guest calls a closure of the host, through the engine's own interface and through the wrapper's,
//! and a closure is lent.

#[path = "../workloads/raw.rs"]
mod raw;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ringfence::{GuestPtr, Library as _, Limits, Pool, release};
use ringfence_benches::fenced::work::{StepFn, Work, WorkCalls as _};
use ringfence_benches::native;
use ringfence_engine::Interruption;
use ringfence_engine::wasmtime::{Caller, Func, Ref, Store, TypedFunc};

/// Calls of the closure in one call of the library, so that the call itself does not count.
const CALLS: i32 = 10_000;

/// `work_each`.
type Each = TypedFunc<(i32, i32, i32), i32>;

/// The wrapped library without the wrapper, and a pointer to a function of the host.
fn engine() -> (Store<()>, Each, i32) {
    let artefact = Work::ARTEFACT;
    let (mut store, instance, _) = raw::start(Interruption::of(artefact.polls), artefact.machine_code);
    let step = Func::wrap(&mut store, |_: Caller<'_, ()>, _: i32, n: i32| Ok(black_box(n)));
    let table = instance.get_table(&mut store, "__indirect_function_table").unwrap();
    let pointer = table.grow(&mut store, 1, Ref::Func(Some(step))).unwrap();
    let each = instance.get_typed_func(&mut store, "work_each").unwrap();
    (store, each, pointer as i32)
}

fn callback(c: &mut Criterion) {
    let mut group = c.benchmark_group("callback");
    let expected: i32 = (0..CALLS).sum();
    group.throughput(Throughput::Elements(CALLS as u64));
    group.bench_function("native", |b| {
        assert_eq!(native::each(CALLS, &mut |n| n), expected);
        b.iter(|| native::each(CALLS, &mut |n| black_box(n)));
    });
    let (mut store, each, pointer) = engine();
    group.bench_function("engine", |b| {
        assert_eq!(each.call(&mut store, (pointer, 0, CALLS)).unwrap(), expected);
        b.iter(|| each.call(&mut store, (pointer, 0, CALLS)));
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
