//! The bug of the version happens, harms the guest alone, and the next request is served.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use ringfence::{Limits, Pool};
use smallvec_rust::{Smallvec, insert};

#[test]
fn small_lists_are_right() {
    let pool = Pool::<Smallvec>::new(Limits::default()).unwrap();
    assert_eq!(insert(&pool, &[7, 9], 2).unwrap(), [7, 0, 1, 9]);
}

#[test]
fn an_overflow_stays_in_the_fence() {
    let pool = Pool::<Smallvec>::new(Limits::default()).unwrap();
    let canary = vec![0x5afe_c0de_u64; 1 << 16];
    for count in [100, 1000, 100_000, 1_000_000] {
        let overflow = insert(&pool, &[7, 9], count);
        assert!(overflow.is_err(), "{count}: this version writes past the end of its buffer");
        assert!(std::hint::black_box(&canary).iter().all(|&word| word == 0x5afe_c0de));
        assert_eq!(insert(&pool, &[1, 2], 1).unwrap(), [1, 0, 2]);
    }
}
