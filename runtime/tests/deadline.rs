//! Whatever guest code does, it ends at its deadline, and the host goes on.
#![cfg(feature = "jit")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "support/by_hand.rs"]
mod by_hand;

use std::thread;
use std::time::{Duration, Instant};

use by_hand::artefact;
use ringfence::__private::{Artefact, Export, LibraryLimits, call, lift};
use ringfence::{Fault, FaultKind, GuestPtr, Library, Limits, Pool, Scope, Tainted, Trap, verify};

/// Functions that take nothing and give a number.
enum Loops {}

#[derive(Default)]
struct Functions([Export<(), i32>; 13]);

impl Library for Loops {
    type Functions = Functions;
    const NAME: &'static str = "loops";
    const ARTEFACT: &'static Artefact = &artefact(LibraryLimits {
        memory_bytes: 4 << 20,
        deadline_ms: 60_000,
        table_elements: 10,
        stack_bytes: 256 << 10,
        copied_out_bytes: 1 << 30,
    });
    const FUNCTIONS: &'static [&'static str] = &[
        "nothing", "counts", "stores", "nested", "recurses", "pointers", "fills", "leaves", "read", "write",
        "behind", "fine", "page",
    ];
}

/// Those that never end.
const ENDLESS: std::ops::Range<usize> = 0..8;
const READ: usize = 8;
const WRITE: usize = 9;
const BEHIND: usize = 10;
const FINE: usize = 11;
const PAGE: usize = 12;

const MODULE: &str = r#"
(module
  (type $plain (func (result i32)))
  (memory (export "memory") 32 64)
  (table 1 funcref)
  (elem (i32.const 0) $pointers)
  (func (export "nothing") (result i32) (loop br 0) unreachable)
  (func (export "counts") (result i32) (local i32)
    (loop (local.set 0 (i32.add (local.get 0) (i32.const 1))) (br_if 0 (i32.ne (local.get 0) (i32.const 0))) (br 0))
    unreachable)
  (func (export "stores") (result i32) (local i32)
    (loop
      (i32.store (i32.and (local.get 0) (i32.const 0xffff)) (local.get 0))
      (local.set 0 (i32.add (local.get 0) (i32.const 4)))
      (br 0))
    unreachable)
  (func (export "nested") (result i32) (local i32 i32)
    (loop
      (local.set 0 (i32.const 1000))
      (loop
        (local.set 1 (i32.const 1000))
        (loop (br_if 0 (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
        (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
      (br 0))
    unreachable)
  (func $tree (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then
        (i32.add
          (call $tree (i32.sub (local.get 0) (i32.const 1)))
          (call $tree (i32.sub (local.get 0) (i32.const 1)))))
      (else (i32.const 1))))
  (func (export "recurses") (result i32) (call $tree (i32.const 64)))
  (global $depth (mut i32) (i32.const 0))
  (func $pointers (export "pointers") (result i32)
    (if (i32.gt_u (global.get $depth) (i32.const 64)) (then (return (i32.const 1))))
    (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
    (drop (call_indirect (type $plain) (i32.const 0)))
    (drop (call_indirect (type $plain) (i32.const 0)))
    (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
    (i32.const 1))
  (func (export "fills") (result i32)
    (loop (memory.fill (i32.const 0) (i32.const 1) (i32.const 0x200000)) (br 0))
    unreachable)
  (func $leaf (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))
  (func (export "leaves") (result i32) (local i32)
    (loop (local.set 0 (call $leaf (local.get 0))) (br 0))
    unreachable)
  (func (export "read") (result i32) (i32.load (i32.const 0x7fff0000)))
  (func (export "write") (result i32) (i32.store (i32.const 0x7fff0000) (i32.const 7)) (i32.const 0))
  (func (export "behind") (result i32) (i32.load8_u (i32.const 0x7fff1000)))
  (func (export "fine") (result i32) (i32.const 42))
  (func (export "page") (result i32) (i32.const 0x7fff0000)))
"#;

fn pool(deadline: Duration) -> Pool<Loops> {
    pool_of(MODULE, deadline)
}

fn pool_of(module: &str, deadline: Duration) -> Pool<Loops> {
    by_hand::pool(module, Limits::default().deadline(deadline)).unwrap()
}

fn run(s: &mut Scope<'_, Loops>, function: usize) -> Result<i32, Fault> {
    let result: Tainted<i32> = call(s, function, |functions| &functions.0[function], ()).map(lift)?;
    verify!(result, in 0..=42)
}

const SHORT: Duration = Duration::from_millis(1);
const LONG: Duration = Duration::from_secs(60);

#[test]
fn every_kind_of_loop_ends_at_its_deadline() {
    let pool = pool(Duration::from_millis(20));
    for function in ENDLESS {
        let began = Instant::now();
        let fault = pool.scope(|s| run(s, function)).unwrap_err();
        println!("{}: {:?}", Loops::FUNCTIONS[function], began.elapsed());
        assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
        assert!(fault.to_string().contains("deadline"), "{fault}");
        assert_eq!(fault.function(), Some(Loops::FUNCTIONS[function]));
    }
}

#[test]
fn ten_thousand_deadlines_leave_every_slot_as_good_as_new() {
    let (short, long) = (pool(SHORT), pool(LONG));
    thread::scope(|threads| {
        for number in 0..4_usize {
            let (short, long) = (&short, &long);
            threads.spawn(move || {
                for round in 0..2_500 {
                    let function = (number + round) % ENDLESS.end;
                    let fault = short.scope(|s| run(s, function)).unwrap_err();
                    assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
                    // The next tenant may get the slot whose page was revoked a moment ago.
                    assert_eq!(long.scope(|s| Ok((run(s, FINE)?, run(s, READ)?))).unwrap(), (42, 0));
                }
            });
        }
    });
}

#[test]
fn the_guest_reads_zeroes_from_the_page_and_writes_nothing() {
    let pool = pool(LONG);
    assert_eq!(pool.scope(|s| run(s, READ)).unwrap(), 0);
    for function in [WRITE, BEHIND] {
        let fault = pool.scope(|s| run(s, function)).unwrap_err();
        assert_eq!(
            (fault.kind(), fault.trap()),
            (FaultKind::Guest, Some(Trap::MemoryOutOfBounds)),
            "{fault}"
        );
    }
    assert_eq!(pool.scope(|s| run(s, READ)).unwrap(), 0);
}

/// For the host, memory ends before the page, whether it can be read or not.
#[test]
fn the_host_never_touches_the_page() {
    let pool = pool(Duration::from_millis(5));
    pool.scope(|s| {
        let page: GuestPtr<'_, u8> = call(s, PAGE, |functions| &functions.0[PAGE], ()).map(lift)?;
        let began = Instant::now();
        while began.elapsed() < Duration::from_millis(30) {
            assert_eq!(s.read(page).unwrap_err().kind(), FaultKind::Guest);
            assert!(s.slice(page, 4096).is_err());
        }
        Ok(())
    })
    .unwrap();
}

#[test]
fn a_scope_that_is_late_without_a_call_loses_nothing() {
    let pool = pool(Duration::from_millis(5));
    let mut sandbox = pool.sandbox();
    for _ in 0..20 {
        let bytes = sandbox
            .scope(|s| {
                let slice = s.copy_in(&[7_u8; 100_000])?;
                // Host code that runs while the watchdog strikes.
                let began = Instant::now();
                let mut sum = 0;
                while began.elapsed() < Duration::from_millis(15) {
                    let copy = s.read_slice(slice)?;
                    sum = verify!(copy, |bytes| bytes.iter().all(|&byte| byte == 7))?.len();
                }
                Ok(sum)
            })
            .unwrap();
        assert_eq!(bytes, 100_000);
        // The same instance, whose page was revoked: it has all of its next scope's time.
        assert_eq!(sandbox.scope(|s| Ok((run(s, FINE)?, run(s, READ)?))).unwrap(), (42, 0));
    }
}

#[test]
fn scopes_within_scopes_have_their_own_deadlines() {
    let (outer, inner) = (pool(LONG), pool(SHORT));
    for _ in 0..50 {
        let answer = outer.scope(|s| {
            assert_eq!(inner.scope(|s| run(s, 0)).unwrap_err().kind(), FaultKind::Limit);
            Ok((run(s, FINE)?, run(s, READ)?))
        });
        assert_eq!(answer.unwrap(), (42, 0));
        let fault = inner.scope(|s| {
            assert_eq!(outer.scope(|s| run(s, READ)).unwrap(), 0);
            run(s, 1)
        });
        assert_eq!(fault.unwrap_err().kind(), FaultKind::Limit);
    }
}

/// Modules that cannot poll compare epochs.
#[test]
fn modules_that_cannot_poll_are_stopped_too() {
    let started = MODULE.replace("(memory (export", "(func $start) (start $start) (memory (export");
    let many = "loop end ".repeat(5000);
    let many = MODULE.replace("(memory (export", &format!("(func {many}) (memory (export"));
    for text in [started, many, MODULE.replace("32 64", "32")] {
        let pool = pool_of(&text, Duration::from_millis(5));
        for function in ENDLESS {
            let fault = pool.scope(|s| run(s, function)).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
        }
    }
    // An endless start function runs before there is anything that could be revoked.
    let text = MODULE.replace("(memory (export", "(func $start (loop br 0)) (start $start) (memory (export");
    let pool = pool_of(&text, Duration::from_millis(5));
    assert_eq!(pool.scope(|s| run(s, FINE)).unwrap_err().kind(), FaultKind::Limit);
}
