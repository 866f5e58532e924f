//! Closures that are lent, and what stops them.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ringfence::{Fault, FaultKind, GuestFn, GuestPtr, OnPanic, verify};

use crate::guest::{Calls as _, RowFn, pool};

#[test]
fn a_closure_borrows_locals_of_the_scope() {
    let sum = pool()
        .scope(|s| {
            let mut rows = Vec::new();
            let sum = s.lend(
                RowFn,
                |_, (_, n)| {
                    rows.push(verify!(n, in 0..10)?);
                    Ok(n_squared(&rows))
                },
                |s, f| s.each(f, GuestPtr::NULL, 5),
            )?;
            assert_eq!(rows, [0, 1, 2, 3, 4]);
            verify!(sum, in 0..100)
        })
        .unwrap();
    assert_eq!(sum, 1 + 4 + 9 + 16);
}

fn n_squared(rows: &[i32]) -> i32 {
    rows.last().map_or(0, |n| n * n)
}

#[test]
fn a_closure_reads_memory_and_calls_the_library() {
    pool()
        .scope(|s| {
            let table = s.copy_in(&[10u32, 20, 30])?;
            let sum = s.lend(
                RowFn,
                |s, (user, n)| {
                    let n = verify!(n, in 0..3)?;
                    let factor = verify!(s.read(user.cast::<u32>().element(n as u32))?, in 0..100)?;
                    // The library again, with a pointer of its own.
                    let double = s.pointer_to(RowFn, "double")?;
                    verify!(s.call_ptr(double, (user, factor as i32))?, in 0..1000)
                },
                |s, f| s.each(f, table.ptr().cast(), 3),
            )?;
            assert_eq!(verify!(sum, in 0..1000)?, 120);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_closure_stops_the_call_with_an_error_of_its_own() {
    #[derive(Debug, thiserror::Error)]
    #[error("enough after {0}")]
    struct Enough(i32);
    let pool = pool();
    let mut calls = 0;
    let fault = pool
        .scope(|s| {
            let stopped = s.lend(
                RowFn,
                |_, (_, n)| {
                    calls += 1;
                    let n = verify!(n, in 0..100)?;
                    if n == 3 { Err(Fault::host(Enough(n))) } else { Ok(0) }
                },
                |s, f| s.each(f, GuestPtr::NULL, 100),
            );
            // The guest was interrupted: it takes no more calls in this scope.
            assert_eq!(s.object().unwrap_err().kind(), FaultKind::Caller);
            stopped
        })
        .unwrap_err();
    assert_eq!(calls, 4);
    assert_eq!(fault.downcast::<Enough>().unwrap().0, 3);
    assert!(pool.scope(|s| s.object()?.is_null().then_some(()).ok_or(Fault::host("fine"))).is_err());
}

#[test]
fn a_panic_goes_on_at_the_host_once_the_guest_is_unwound() {
    let pool = pool();
    let panic = catch_unwind(AssertUnwindSafe(|| {
        pool.scope(|s| {
            let inner = catch_unwind(AssertUnwindSafe(|| {
                s.lend(RowFn, |_, _| panic!("oh no"), |s, f| s.each(f, GuestPtr::NULL, 1).map(drop))
            }));
            assert_eq!(inner.unwrap_err().downcast_ref::<&str>(), Some(&"oh no"));
            // Catching it inside the scope does not revive the instance.
            assert_eq!(s.object().unwrap_err().kind(), FaultKind::Caller);
            s.lend(RowFn, |_, _| Ok(0), |_, _| -> Result<(), Fault> { panic!("again") })
        })
    }));
    assert_eq!(panic.unwrap_err().downcast_ref::<&str>(), Some(&"again"));
    pool.scope(|s| s.object().map(drop)).unwrap();
}

#[test]
fn a_panic_is_an_error_if_the_pool_says_so() {
    let pool = pool().on_panic(OnPanic::Error);
    let fault = pool
        .scope(|s| s.lend(RowFn, |_, _| panic!("row {}", 7), |s, f| s.each(f, GuestPtr::NULL, 1).map(drop)))
        .unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Host);
    assert!(fault.to_string().ends_with("a callback of the host panicked: row 7"), "{fault}");
}

#[test]
fn a_panic_crosses_nested_calls_one_by_one() {
    let depth = Cell::new(0);
    let caught = catch_unwind(AssertUnwindSafe(|| {
        pool().scope(|s| {
            s.lend_reentrant(
                RowFn,
                |s, (user, _)| {
                    depth.set(depth.get() + 1);
                    assert!(depth.get() < 4, "at the bottom");
                    s.fire(user, 0).map(|_| 0)
                },
                |s, f| {
                    s.store(f)?;
                    s.fire(GuestPtr::NULL, 0)
                },
            )
        })
    }));
    assert_eq!(depth.get(), 4);
    assert_eq!(caught.unwrap_err().downcast_ref::<&str>(), Some(&"at the bottom"));
}

#[test]
fn closures_come_and_go_without_a_trace() {
    // A table of 12 elements holds them all: slots are used again.
    pool()
        .scope(|s| {
            let before = s.memory_bytes();
            let mut calls = 0;
            for round in 0..200_000 {
                s.lend(
                    RowFn,
                    |_, _| {
                        calls += 1;
                        Ok(0)
                    },
                    |s, f| if round % 100 == 0 { s.each(f, GuestPtr::NULL, 1).map(drop) } else { Ok(()) },
                )?;
            }
            assert_eq!((calls, s.memory_bytes()), (2_000, before));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_full_table_is_a_limit() {
    fn nest(s: &mut ringfence::Scope<'_, crate::guest::Caller>, depth: u32) -> Result<u32, Fault> {
        match s.lend(RowFn, |_, _| Ok(0), |s, _| nest(s, depth + 1)) {
            Err(fault) if fault.kind() == FaultKind::Limit => Ok(depth),
            other => other,
        }
    }
    let pool = pool();
    assert_eq!(pool.scope(|s| nest(s, 0)).unwrap(), 9);
    let fault = pool.scope(nest_all).unwrap_err();
    assert!(fault.to_string().contains("table of 12 elements is full"), "{fault}");

    fn nest_all(s: &mut ringfence::Scope<'_, crate::guest::Caller>) -> Result<(), Fault> {
        s.lend(RowFn, |_, _| Ok(0), |s, _| nest_all(s))
    }
}

#[test]
fn a_closure_does_not_run_inside_itself() {
    let fault = pool()
        .scope(|s| {
            let mut calls = 0;
            s.lend(
                RowFn,
                |s, (user, _)| {
                    calls += 1;
                    s.fire(user, 0).map(|_| 0)
                },
                |s, f| {
                    s.store(f)?;
                    s.fire(GuestPtr::NULL, 0)
                },
            )
        })
        .unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Guest);
    assert!(fault.to_string().contains("lend_reentrant"), "{fault}");
}

#[test]
fn nesting_has_a_limit() {
    let deepest = Cell::new(0);
    let fault = pool()
        .scope(|s| {
            s.lend_reentrant(
                RowFn,
                |s, (user, n)| {
                    let n = verify!(n, in 0..1000)?;
                    deepest.set(deepest.get().max(n));
                    s.fire(user, n + 1).map(|_| 0)
                },
                |s, f| {
                    s.store(f)?;
                    s.fire(GuestPtr::NULL, 1)
                },
            )
        })
        .unwrap_err();
    assert_eq!((fault.kind(), deepest.get()), (FaultKind::Limit, 64), "{fault}");
}

#[test]
fn a_guest_that_trapped_inside_a_callback_does_not_go_on() {
    let fault = pool()
        .scope(|s| {
            s.lend_reentrant(
                RowFn,
                |s, (user, _)| {
                    // A null function pointer traps; the closure looks away.
                    let _ = s.each(GuestFn::NULL, user, 1);
                    Ok(0)
                },
                |s, f| s.each(f, GuestPtr::NULL, 3),
            )
        })
        .unwrap_err();
    assert!(fault.to_string().contains("trapped earlier"), "{fault}");
}

#[test]
fn a_guest_that_calls_back_with_its_stack_used_up_harms_nobody() {
    for stack in [1_400 << 10, 4 << 20] {
        let run = move || {
            let pool = pool();
            for frames in [10, 1_000, 10_000, 20_000, 30_000, 100_000] {
                let result = pool.scope(|s| {
                    s.lend(
                        RowFn,
                        |_, _| {
                            let used = std::hint::black_box([1u8; 64 << 10]);
                            Ok(i32::from(used[used.len() - 1]))
                        },
                        |s, f| verify!(s.deep(f, GuestPtr::NULL, frames)?, in 0..=frames + 1),
                    )
                });
                match result {
                    Ok(sum) => assert_eq!(sum, frames + 1),
                    Err(fault) => assert_eq!(fault.kind(), FaultKind::Limit, "{fault}"),
                }
            }
        };
        std::thread::Builder::new().stack_size(stack).spawn(run).unwrap().join().unwrap();
    }
}
