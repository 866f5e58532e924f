//! Many sandboxes that wait.

use fenced_checks::resident_bytes;
use ringfence::{Limits, Pool, Sandbox, verify};
use ringfence_tests::rows::rows::*;

/// Fewer than the engine has room for, since every process has instances of its own.
const SANDBOXES: usize = 900;

/// Bytes of memory that each may keep.
const MOST: u64 = 64 << 10;

fn add(sandbox: &mut Sandbox<Rows>, a: i32) -> i32 {
    sandbox.scope(|s| verify!(s.rows_add(a, 1)?, in 1..=1 << 20)).unwrap()
}

#[test]
fn hundreds_of_idle_sandboxes_keep_little_memory() {
    let pool = Pool::<Rows>::new(Limits::default()).unwrap();
    add(&mut pool.sandbox(), 1);
    let before = resident_bytes();
    let mut sandboxes: Vec<_> = (0..SANDBOXES).map(|_| pool.sandbox()).collect();
    for (sandbox, number) in sandboxes.iter_mut().zip(0..) {
        assert_eq!(add(sandbox, number), number + 1);
    }
    let each = resident_bytes().saturating_sub(before) / SANDBOXES as u64;
    println!("{each} bytes each");
    assert!(each <= MOST, "{each} bytes each");
    // All of them still serve.
    for (sandbox, number) in sandboxes.iter_mut().zip(0..) {
        assert_eq!(add(sandbox, number), number + 1);
    }
}
