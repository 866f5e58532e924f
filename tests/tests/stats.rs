//! What is counted at the boundary. One test: the counters are the process's.

use std::time::Duration;

use ringfence::stats::{self, LibraryStats};
use ringfence::{FaultKind, Limits, Pool, verify};
use ringfence_tests::rows::rows::*;

fn rows() -> Option<LibraryStats> {
    ringfence::stats().libraries.into_iter().find(|library| library.name == "rows")
}

#[test]
fn the_counts_are_what_was_done() {
    let pool = Pool::<Rows>::new(Limits::default().deadline(Duration::from_secs(5))).unwrap();
    pool.scope(|s| s.rows_tick()).unwrap();
    assert_eq!(rows(), None, "nothing is counted before it is asked for");
    assert_eq!(ringfence::stats().to_string(), "nothing was counted\n");

    stats::count(true);
    pool.scope(|s| {
        for _ in 0..3 {
            s.rows_tick()?;
        }
        verify!(s.rows_add(40, 2)?, in 0..=100)?;
        // Two entries: a round of 256, and what is left.
        s.rows_add_batch((0..300).map(|n| (n, n))).map(drop)?;
        let bytes = s.copy_in(&[1_u8; 1000])?;
        verify!(s.read_slice(bytes)?, |bytes| bytes.len() == 1000).map(drop)
    })
    .unwrap();
    let callback = pool.scope(|s| {
        let slow = |_: &mut _, (_, n)| {
            std::thread::sleep(Duration::from_millis(20));
            verify!(n, in 0..=9)
        };
        s.lend(StepFn, slow, |s, step| s.rows_apply(step, 3).map(drop))
    });
    callback.unwrap();
    assert_eq!(pool.scope(|s| s.rows_unless_seven(7).map(drop)).unwrap_err().kind(), FaultKind::Guest);
    stats::count(false);
    pool.scope(|s| s.rows_tick()).unwrap();

    let rows = rows().unwrap();
    let function = |name| rows.functions.iter().find(|function| function.name == name).map(|one| one.calls);
    assert_eq!(function("rows_tick"), Some(3));
    assert_eq!(function("rows_add"), Some(3), "one call, and two entries for the row");
    assert_eq!(function("rows_apply"), Some(1));
    assert_eq!(function("rows_unless_seven"), Some(1));
    assert_eq!((rows.scopes, rows.calls, rows.called_back, rows.copied_out), (3, 8, 1, 1000));
    assert_eq!(rows.faults, [(FaultKind::Guest, 1)]);
    assert!(rows.peak_memory >= 64 << 10);
    assert!(rows.inside >= Duration::from_millis(20), "the closure's time is part of the call's: {rows:?}");
    let table = ringfence::stats().to_string();
    println!("{table}");
    assert!(table.contains("rows_tick") && table.contains("faults: 1 Guest"), "{table}");
}
