//! A hostile library with a way back into the host: closures, tokens and function pointers are abused, and the
//! host loses nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use ringfence::{Fault, FaultKind, GuestPtr, Lifecycle, Limits, OnPanic, Pool, Scope, verify};
use ringfence_tests::hostile::hostile::*;
use ringfence_tests::{Canary, assert_serves};

fn pool() -> Pool<Hostile> {
    Pool::new(Limits::default().deadline(Duration::from_secs(5))).unwrap()
}

#[test]
fn a_storm_of_callbacks_brings_only_tainted_values() {
    let (pool, canary) = (pool(), Canary::new());
    let mut state = 0_u64;
    let (mut calls, mut forged) = (0_u32, 0_u32);
    pool.scope(|s| {
        s.lend_host(&mut state, |s, token| {
            s.lend(
                HookFn,
                |s, (user, n)| {
                    calls += 1;
                    let n = u64::from(verify!(n, in ..)?);
                    // Two in three tokens are made up from a real one.
                    let told = s.host(user, |_, state: &mut u64| {
                        *state = state.wrapping_add(n);
                        Ok(())
                    });
                    forged += u32::from(told.is_err_and(|fault| fault.kind() == FaultKind::Guest));
                    Ok(-1)
                },
                |s, hook| s.storm(hook, token.ptr(), 30_000).map(drop),
            )
        })
    })
    .unwrap();
    assert_eq!(calls, 30_000);
    assert!((15_000..20_000).contains(&forged), "{forged}");
    assert_ne!(state, 0);
    canary.assert_untouched();
    assert_serves(&pool);
}

#[test]
fn callbacks_for_ever_meet_the_deadline() {
    let pool = Pool::<Hostile>::new(Limits::default().deadline(Duration::from_millis(100))).unwrap();
    let start = Instant::now();
    let fault = pool
        .scope(|s| s.lend(HookFn, |_, _| Ok(0), |s, hook| s.storm_for_ever(hook, GuestPtr::NULL).map(drop)))
        .unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Limit);
    // Generous: other tests and other processes share the machine.
    assert!(start.elapsed() < Duration::from_secs(20));
    assert_serves(&pool);
}

#[test]
fn a_hoarded_pointer_is_worthless_in_every_later_scope() {
    let pool = pool().lifecycle(Lifecycle::Keep);
    for _ in 0..100 {
        let secret = vec![1_u8; 1000];
        let hoard =
            |s: &mut Scope<'_, _>| s.lend(HookFn, |_, _| Ok(i32::from(secret[0])), |s, hook| s.hoard(hook));
        pool.scope(hoard).unwrap();
        drop(secret);
        let fault = pool.scope(|s| s.fire_hoarded(GuestPtr::NULL, 0)).unwrap_err();
        assert!(fault.to_string().contains("no longer lent"), "{fault}");
        assert_eq!(fault.kind(), FaultKind::Guest);
    }
    assert_serves(&pool);
}

#[test]
fn every_entry_of_the_table_can_be_called_without_harm() {
    let pool = pool();
    for entry in (0..300).chain([9_999, 10_000, 1 << 20, u32::MAX]) {
        let mut calls = 0;
        let result = pool.scope(|s| {
            s.lend(
                HookFn,
                |_, _| {
                    calls += 1;
                    Ok(11)
                },
                |s, _| verify!(s.call_entry(entry, GuestPtr::NULL, 1)?, in ..),
            )
        });
        match result {
            Ok(_) => {}
            Err(fault) => assert_eq!(fault.kind(), FaultKind::Guest, "entry {entry}: {fault}"),
        }
        assert!(calls <= 1);
    }
    assert_serves(&pool);
}

#[test]
fn memory_that_changes_between_callbacks_cannot_fool_a_check() {
    let mut seen = Vec::new();
    pool()
        .scope(|s| {
            let shown = s.alloc::<u32>()?;
            s.lend(
                HookFn,
                |s, (user, _)| {
                    let value = s.read(user.cast::<u32>())?;
                    // The value is a copy: what was checked is what is used, whatever the guest does meanwhile.
                    let before = verify!(value, in ..)?;
                    s.overwrite_at(user.cast())?;
                    assert_eq!(verify!(value, in ..)?, before);
                    assert_eq!(verify!(s.read(user.cast::<u32>())?, in ..)?, 0xdead_beef);
                    seen.push(before);
                    Ok(0)
                },
                |s, hook| s.change_during(hook, shown).map(drop),
            )
        })
        .unwrap();
    assert_eq!(seen, [7, u32::MAX]);
}

#[test]
fn closures_that_fail_at_any_depth_leave_a_pool_that_serves() {
    let pool = pool().on_panic(OnPanic::Error);
    let small = Limits::default().stack(256 << 10);
    let small = Pool::<Hostile>::new(small).unwrap().on_panic(OnPanic::Error);
    for pool in [&pool, &small] {
        for depth in [0, 1, 10, 100, 1_000, 3_000, 5_000, 50_000] {
            for what in 0..3 {
                let result = pool.scope(|s| {
                    s.lend(
                        HookFn,
                        |s, (user, _)| match what {
                            0 => Err(Fault::host("no")),
                            1 => panic!("no"),
                            _ => s.fire_hoarded(user, 0).map(|_| 0),
                        },
                        |s, hook| s.deep_storm(hook, GuestPtr::NULL, depth).map(drop),
                    )
                });
                let kind = result.unwrap_err().kind();
                let expected = if what < 2 { FaultKind::Host } else { FaultKind::Guest };
                // The C stack of 1 MiB ends in a trap, the native one in a limit.
                let deep = depth >= 1_000 && matches!(kind, FaultKind::Guest | FaultKind::Limit);
                assert!(kind == expected || deep, "depth {depth}: {kind:?}");
                assert_serves(pool);
            }
        }
    }
}

#[test]
fn a_panic_while_lent_takes_everything_back() {
    let pool = pool().lifecycle(Lifecycle::Keep);
    for _ in 0..20 {
        let mut state = String::from("here");
        let caught = catch_unwind(AssertUnwindSafe(|| {
            pool.scope(|s| {
                s.lend_host(&mut state, |s, token| {
                    s.lend(
                        HookFn,
                        |s, (user, _)| {
                            s.host(user, |_, state: &mut String| -> Result<i32, Fault> {
                                state.push('!');
                                panic!("in the middle")
                            })
                        },
                        |s, hook| s.storm(hook, token.ptr(), 1).map(drop),
                    )
                })
            })
        }));
        assert_eq!(caught.unwrap_err().downcast_ref::<&str>(), Some(&"in the middle"));
        assert_eq!(state, "here!");
    }
    assert_serves(&pool);
}
