//! Whole images: the same decoder fenced (a fresh instance each time, input copied in, pixels read in place)
//! and native.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use image::ImageFormat;
use ringfence::{Limits, Pool};
use ringfence_benches::fenced::stb_image::StbImage;
use ringfence_benches::{fenced, native, pictures};

fn decode(c: &mut Criterion) {
    let mut group = c.benchmark_group("decode");
    group.sample_size(20);
    group.throughput(Throughput::Elements(u64::from(pictures::SIZE.0 * pictures::SIZE.1)));
    let pool = Pool::<StbImage>::new(Limits::default()).unwrap();
    for (name, format) in [("jpeg", ImageFormat::Jpeg), ("png", ImageFormat::Png)] {
        let file = pictures::encoded(format);
        assert!(native::decode(&file).is_some());
        group.bench_function(format!("{name}-native"), |b| b.iter(|| native::decode(black_box(&file))));
        let scalar = native::decode_scalar(&file).expect("the native decoder knows the format");
        group.bench_function(format!("{name}-native-scalar"), |b| {
            b.iter(|| native::decode_scalar(black_box(&file)));
        });
        // SIMD and scalar code of this decoder round differently; the fence has the scalar one.
        assert_eq!(pool.scope(|s| fenced::decode(s, &file)).unwrap(), scalar);
        group.bench_function(format!("{name}-fenced"), |b| {
            b.iter(|| pool.scope(|s| fenced::decode(s, black_box(&file))).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, decode);
criterion_main!(benches);
