//! Host closures as C function pointers, tokens for host objects, and pointers that outlive a scope.
#![cfg(feature = "jit")]

mod guest;
mod sequence;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering::Relaxed};

use guest::{Calls as _, PlainFn, RowFn, pool, sandbox, wasm};
use ringfence::{Fault, FaultKind, GuestFn, GuestPtr, Limits, OnPanic, Pool, verify};

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
fn a_stale_pointer_is_an_error() {
    let fault = pool()
        .scope(|s| {
            s.lend(RowFn, |_, _| Ok(1), |s, f| s.store(f))?;
            s.fire(GuestPtr::NULL, 0)
        })
        .unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Guest);
    assert!(fault.to_string().contains("no longer lent"), "{fault}");
    assert_eq!(fault.function(), Some("fire"));
}

#[test]
fn forged_pointers_are_errors_for_guest_and_host() {
    let pool = pool();
    for call in [0, 2, 3, 11, 12, 1 << 16, u32::MAX] {
        let forge = |s: &mut ringfence::Scope<'_, guest::Caller>| {
            let place = s.alloc::<ringfence::FnPtr<RowFn>>()?;
            s.write(place.cast::<u32>(), call)?;
            s.read(place).map(|f| s.call_ptr(f, (GuestPtr::NULL, 1)).unwrap_err().kind())
        };
        assert_eq!(pool.scope(forge).unwrap(), FaultKind::Guest, "{call}");
        let fault = pool
            .scope(|s| {
                let place = s.alloc::<ringfence::FnPtr<RowFn>>()?;
                s.write(place.cast::<u32>(), call)?;
                let f = s.read(place)?;
                s.each(f, GuestPtr::NULL, 1)
            })
            .unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Guest, "{call}: {fault}");
    }
}

#[test]
fn function_pointers_of_the_library_can_be_called() {
    let pool = pool();
    let doubled = pool
        .scope(|s| {
            let f = s.pointer_to(RowFn, "double")?;
            assert!(!f.is_null() && GuestFn::<RowFn>::NULL.is_null());
            let sum = s.each(f, GuestPtr::NULL, 4)?;
            assert_eq!(verify!(sum, in 0..100)?, 12);
            // Asking again costs no second entry in the table of 12.
            for _ in 0..100 {
                s.pointer_to(RowFn, "double")?;
            }
            verify!(s.call_ptr(f, (GuestPtr::NULL, 21))?, in 0..100)
        })
        .unwrap();
    assert_eq!(doubled, 42);
    for (name, part) in [("other", "another C type"), ("absent", "no exported function `absent`")] {
        let fault = pool.scope(|s| s.pointer_to(RowFn, name).map(drop)).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Module);
        assert!(fault.to_string().contains(part), "{fault}");
    }
}

#[test]
fn the_host_can_call_what_it_lent() {
    pool()
        .scope(|s| {
            s.lend(
                RowFn,
                |_, (_, n)| Ok(verify!(n, in 0..10)? + 1),
                |s, f| {
                    assert_eq!(verify!(s.call_ptr(f, (GuestPtr::NULL, 4))?, in 0..10)?, 5);
                    assert!(s.call_ptr(f, (GuestPtr::NULL, 40)).unwrap_err().site().is_some());
                    Ok(())
                },
            )
        })
        .unwrap();
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
    fn nest(s: &mut ringfence::Scope<'_, guest::Caller>, depth: u32) -> Result<u32, Fault> {
        match s.lend(RowFn, |_, _| Ok(0), |s, _| nest(s, depth + 1)) {
            Err(fault) if fault.kind() == FaultKind::Limit => Ok(depth),
            other => other,
        }
    }
    let pool = pool();
    assert_eq!(pool.scope(|s| nest(s, 0)).unwrap(), 9);
    let fault = pool.scope(nest_all).unwrap_err();
    assert!(fault.to_string().contains("table of 12 elements is full"), "{fault}");

    fn nest_all(s: &mut ringfence::Scope<'_, guest::Caller>) -> Result<(), Fault> {
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

#[test]
fn host_objects_travel_as_tokens() {
    pool()
        .scope(|s| {
            let mut rows: Vec<i32> = Vec::new();
            s.lend_host(&mut rows, |s, token| {
                s.lend(
                    RowFn,
                    |s, (user, n)| {
                        s.host(user, |_, rows: &mut Vec<i32>| {
                            rows.push(verify!(n, in 0..10)?);
                            Ok(rows.len() as i32)
                        })
                    },
                    |s, f| s.each(f, token.ptr(), 3).map(drop),
                )
            })?;
            assert_eq!(rows, [0, 1, 2]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn tokens_that_are_forged_stale_mistyped_or_in_use_are_errors() {
    pool()
        .scope(|s| {
            let (mut number, mut text) = (1u32, String::new());
            let touch = |_: &mut _, _: &mut u32| Ok(());
            let stale = s.lend_host(&mut number, |s, token| {
                assert!(s.host(token.ptr(), touch).is_ok());
                let mistyped = s.host(token.ptr(), |_, _: &mut String| Ok(())).unwrap_err();
                assert!(mistyped.to_string().contains("no lent object"), "{mistyped}");
                let nested = s.host(token.ptr(), |s, _: &mut u32| {
                    let again = s.host(token.ptr(), touch).unwrap_err();
                    assert!(again.to_string().contains("further out"), "{again}");
                    Ok(())
                });
                assert!(nested.is_ok() && s.host(token.ptr(), touch).is_ok());
                let panic = catch_unwind(AssertUnwindSafe(|| {
                    s.host(token.ptr(), |_, _: &mut u32| -> Result<(), Fault> { panic!("in use") })
                }));
                assert!(panic.is_err() && s.host(token.ptr(), touch).is_ok());
                Ok(token.ptr())
            })?;
            s.lend_host(&mut text, |s, _| {
                for user in [stale, GuestPtr::NULL, s.alloc::<u32>()?.cast()] {
                    assert_eq!(s.host(user, touch).unwrap_err().kind(), FaultKind::Guest);
                }
                Ok(())
            })
        })
        .unwrap();
}

#[test]
fn a_library_that_follows_a_token_traps() {
    pool()
        .scope(|s| {
            let mut number = 7u32;
            s.lend_host(&mut number, |s, token| {
                assert_eq!(s.read(token.ptr().cast::<u8>()).unwrap_err().kind(), FaultKind::Guest);
                Ok(())
            })
        })
        .unwrap();
}

#[test]
fn kept_pointers_serve_later_scopes_of_their_instance_only() {
    let (mut one, mut two) = (sandbox(), sandbox());
    let kept = one.scope(|s| s.object().and_then(|object| s.keep(object))).unwrap();
    one.scope(|s| {
        let object = s.revive(kept)?;
        s.write(object, 99)?;
        verify!(s.read(object)?, in 99..=99)
    })
    .unwrap();
    let elsewhere = two.scope(|s| s.revive(kept).map(drop)).unwrap_err();
    assert_eq!(elsewhere.kind(), FaultKind::Caller);
    assert!(elsewhere.to_string().contains("instance that is gone"), "{elsewhere}");
    one.reset();
    assert_eq!(one.scope(|s| s.revive(kept).map(drop)).unwrap_err().kind(), FaultKind::Caller);
}

#[test]
fn memory_of_a_scope_cannot_be_kept() {
    let fault = sandbox().scope(|s| s.alloc::<u32>().and_then(|mine| s.keep(mine))).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Caller);
    assert!(fault.to_string().contains("freed with it"), "{fault}");
}

#[test]
fn kept_callbacks_outlive_scopes_until_they_are_revoked() {
    let mut sandbox = sandbox();
    let seen = Arc::new(AtomicI32::new(0));
    let count = seen.clone();
    let kept =
        sandbox
            .scope(|s| {
                let kept = s.keep_callback(RowFn, move |_, (_, n)| {
                    Ok(count.fetch_add(verify!(n, in 0..100)?, Relaxed))
                })?;
                let f = s.revive_fn(kept)?;
                s.store(f)?;
                Ok(kept)
            })
            .unwrap();
    for _ in 0..3 {
        sandbox.scope(|s| s.fire(GuestPtr::NULL, 5).map(drop)).unwrap();
    }
    assert_eq!(seen.load(Relaxed), 15);
    sandbox
        .scope(|s| {
            s.revoke(kept)?;
            // The next closure of this type moves into the same slot; the old handle does not evict it.
            s.lend(
                RowFn,
                |_, _| Ok(0),
                |s, f| {
                    assert_eq!(s.revoke(kept).unwrap_err().kind(), FaultKind::Caller);
                    assert_eq!(s.revive_fn(kept).unwrap_err().kind(), FaultKind::Caller);
                    s.each(f, GuestPtr::NULL, 1).map(drop)
                },
            )
        })
        .unwrap();
    let fault = sandbox.scope(|s| s.fire(GuestPtr::NULL, 5)).unwrap_err();
    assert!(fault.to_string().contains("no longer lent"), "{fault}");
    assert_eq!(Arc::strong_count(&seen), 1);
}

#[test]
fn a_module_that_hides_its_table_is_an_error() {
    let text = wat::parse_str("(module (memory (export \"memory\") 1))").unwrap();
    let pool = Pool::<guest::Caller>::from_wasm(&text, Limits::default()).unwrap();
    let fault = pool.scope(|s| s.lend(RowFn, |_, _| Ok(0), |_, _| Ok(()))).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Module);
    assert!(fault.to_string().contains("--export-table"), "{fault}");
}

#[test]
fn functions_of_other_types_have_slots_of_their_own() {
    pool()
        .scope(|s| {
            s.lend(
                PlainFn,
                |_, ()| Ok(()),
                |s, plain| {
                    s.call_ptr(plain, ())?;
                    s.lend(
                        RowFn,
                        |_, (_, n)| verify!(n, in 0..9),
                        |s, row| {
                            assert_eq!(verify!(s.call_ptr(row, (GuestPtr::NULL, 8))?, in 0..9)?, 8);
                            s.call_ptr(plain, ())
                        },
                    )
                },
            )
        })
        .unwrap();
    assert!(!wasm().is_empty());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn no_sequence_runs_a_dead_closure(bytes in proptest::collection::vec(0_u8.., 0..80)) {
        sequence::run(&bytes);
    }
}
