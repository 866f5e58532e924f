//! The life of an instance: create and drop, and a small job in a fresh one, a used one, and natively.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use ringfence::{Fault, Lifecycle, Limits, Pool, Scope, verify};
use ringfence_benches::fenced::stb_image::StbImage;
use ringfence_benches::fenced::work::{Work, WorkCalls as _};
use ringfence_benches::native;

fn job(s: &mut Scope<'_, Work>, input: &[u8]) -> Result<u32, Fault> {
    let slice = s.copy_in(input)?;
    verify!(s.work_checksum(slice.ptr(), slice.len())?, in ..)
}

fn instance(c: &mut Criterion) {
    let mut group = c.benchmark_group("instance");
    let small = Pool::<Work>::new(Limits::default()).unwrap();
    let large = Pool::<StbImage>::new(Limits::default()).unwrap();
    group.bench_function("create-and-drop", |b| b.iter(|| small.scope(|s| Ok(s.memory_bytes())).unwrap()));
    let fast = small.clone().fast_calls();
    group
        .bench_function("create-and-drop-fast", |b| b.iter(|| fast.scope(|s| Ok(s.memory_bytes())).unwrap()));
    group.bench_function("create-and-drop-stb-image", |b| {
        b.iter(|| large.scope(|s| Ok(s.memory_bytes())).unwrap())
    });

    let input: Vec<u8> = (0..4096).map(|i| (i * 7 % 255) as u8).collect();
    let expected = native::checksum(&input);
    group.bench_function("job-4KiB-native", |b| b.iter(|| native::checksum(black_box(&input))));
    let kept = small.clone().lifecycle(Lifecycle::Keep);
    for (name, pool) in [("job-4KiB-fresh", &small), ("job-4KiB-kept", &kept)] {
        assert_eq!(pool.scope(|s| job(s, &input)).unwrap(), expected);
        group.bench_function(name, |b| b.iter(|| pool.scope(|s| job(s, black_box(&input))).unwrap()));
    }
    group.finish();
}

criterion_group!(benches, instance);
criterion_main!(benches);
