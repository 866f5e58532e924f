//! One mebibyte into and out of the guest, beside `memcpy`.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ringfence::{Limits, Sandbox, inert, verify};
use ringfence_benches::fenced::work::Work;

const BYTES: usize = 1 << 20;

fn copy(c: &mut Criterion) {
    let mut group = c.benchmark_group("copy-1MiB");
    group.throughput(Throughput::Bytes(BYTES as u64));
    let source: Vec<u8> = (0..BYTES).map(|i| (i * 31 % 251) as u8).collect();
    let mut target = vec![0u8; BYTES];
    group.bench_function("memcpy", |b| {
        b.iter(|| target.copy_from_slice(black_box(&source)));
        assert_eq!(target, source);
    });
    group.bench_function("memcpy-to-fresh-vec", |b| b.iter(|| black_box(&source).to_vec()));
    let limits = Limits::default().deadline(Duration::from_secs(600)).copied_out(u64::MAX);
    let mut sandbox = Sandbox::<Work>::new(limits).unwrap();
    group.bench_function("copy-in", |b| {
        b.iter(|| sandbox.scope(|s| s.copy_in(black_box(&source)).map(|slice| slice.len())).unwrap());
    });
    sandbox
        .scope(|s| {
            let slice = s.copy_in(&source)?;
            group.bench_function("copy-out", |b| {
                b.iter(|| s.read_slice(black_box(slice)));
            });
            assert!(inert!(s.read_slice(slice)?) == source);
            group.bench_function("verified-copy-out", |b| {
                b.iter(|| verify!(s.read_slice(black_box(slice))?, |bytes| bytes.len() == BYTES));
            });
            group.bench_function("view-without-copy", |b| {
                b.iter(|| s.view(black_box(slice)).map(|view| view.len()));
            });
            Ok(())
        })
        .unwrap();
    group.finish();
}

criterion_group!(benches, copy);
criterion_main!(benches);
