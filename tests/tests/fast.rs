//! Calls without the engine's own way in: the same results, the same faults where scopes end, and nothing of the host's
//! lost, whatever the guest does and whatever runs within what.
//!
//! That the short way is taken shows in one thing: a fault that a call gave does not say yet which trap it was.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use ringfence::{Fault, FaultKind, GuestPtr, Lifecycle, Limits, OnPanic, Pool, Sandbox, Scope, Trap, verify};
use ringfence_tests::conformance::conformance::*;
use ringfence_tests::hostile::hostile::*;
use ringfence_tests::jumps::errors::*;
use ringfence_tests::{Canary, assert_serves};

fn pool() -> Pool<Hostile> {
    Pool::new(Limits::default()).unwrap().fast_calls()
}

fn conformance() -> Pool<Conformance> {
    Pool::new(Limits::default()).unwrap().fast_calls()
}

/// Whether the short way is taken: shown by a trap.
fn is_fast(s: &mut Scope<'_, Hostile>) -> bool {
    s.trap_divide(1, 0).unwrap_err().trap() == Some(Trap::Other)
}

type Attack = for<'id> fn(&mut Scope<'id, Hostile>) -> Result<(), Fault>;

#[test]
fn a_call_says_that_it_trapped_and_the_scope_says_how() {
    let attacks: [(Attack, Trap); 5] = [
        (|s| s.trap_unreachable(), Trap::Unreachable),
        (|s| s.trap_divide(1, 0).map(drop), Trap::DivideByZero),
        (|s| s.trap_overflow(1e300).map(drop), Trap::IntegerOverflow),
        (|s| s.trap_store(0xffff_fff0), Trap::MemoryOutOfBounds),
        (|s| s.trap_call(1_000_000).map(drop), Trap::BadFunctionPointer),
    ];
    let (pool, canary) = (pool(), Canary::new());
    for (attack, trap) in attacks {
        let mut inside = None;
        let fault = pool
            .scope(|s| {
                let fault = attack(s).unwrap_err();
                inside = Some((fault.trap(), fault.kind(), fault.to_string()));
                let refused = s.count().unwrap_err();
                assert_eq!(refused.kind(), FaultKind::Caller, "{refused}");
                Err::<(), _>(fault)
            })
            .unwrap_err();
        let (provisional, kind, text) = inside.unwrap();
        assert_eq!((provisional, kind), (Some(Trap::Other), FaultKind::Guest));
        assert!(text.ends_with("the guest trapped; the error of the scope says why"), "{text}");
        assert_eq!(
            (fault.trap(), fault.kind(), fault.library()),
            (Some(trap), FaultKind::Guest, Some("hostile"))
        );
        assert!(fault.function().is_some_and(|name| name.starts_with("trap_")), "{fault}");
        assert!(!fault.frames().is_empty(), "{fault}");
        canary.assert_untouched();
        assert_serves(&pool);
    }
}

#[test]
fn faults_are_those_of_the_usual_way_where_the_scope_ends() {
    let attacks: [Attack; 8] = [
        |s| s.trap_unreachable(),
        |s| s.trap_load(0xffff_ffff).map(drop),
        |s| s.trap_smash(64),
        |s| s.trap_native_stack().map(drop),
        |s| s.allocate_and_ignore_failure().map(drop),
        |s| s.call_entry(9_999, GuestPtr::NULL, 0).map(drop),
        |s| s.fire_hoarded(GuestPtr::NULL, 0).map(drop),
        |s| {
            let _ = s.wild_pointer(0xffff_0000)?;
            s.trap_divide(i32::MIN, -1).map(drop)
        },
    ];
    let limits = Limits::default().memory(16 << 20);
    let [usual, fast] = [Pool::new(limits).unwrap(), Pool::new(limits).unwrap().fast_calls()];
    for attack in attacks {
        let [usual, fast] = [&usual, &fast].map(|pool| pool.scope(attack).unwrap_err());
        assert_eq!(format!("{fast:#}"), format!("{usual:#}"));
        assert_eq!((fast.kind(), fast.trap()), (usual.kind(), usual.trap()));
        assert_eq!(fast.memory_was_refused(), usual.memory_was_refused());
    }
}

#[test]
fn every_kind_of_endless_loop_meets_the_deadline() {
    let attacks: [Attack; 4] =
        [|s| s.loop_registers(), |s| s.loop_memory(), |s| s.loop_fill(), |s| s.loop_calls(8).map(drop)];
    let pool = Pool::new(Limits::default().deadline(Duration::from_millis(50))).unwrap().fast_calls();
    for attack in attacks {
        let mut inside = None;
        let fault = pool.scope(|s| attack(s).inspect_err(|fault| inside = Some(fault.kind()))).unwrap_err();
        assert_eq!((inside, fault.kind()), (Some(FaultKind::Limit), FaultKind::Limit), "{fault}");
        assert!(fault.to_string().contains("deadline of 50ms"), "{fault}");
        assert_serves(&pool);
    }
}

#[test]
fn a_scope_that_makes_light_of_a_trap_loses_its_instance_and_nothing_else() {
    let mut sandbox = pool().sandbox();
    let before = sandbox.scope(|s| verify!(s.count()?, in ..)).unwrap();
    assert!(sandbox.scope(|s| Ok(s.trap_unreachable().is_err())).unwrap());
    assert!(!sandbox.has_state());
    assert_eq!(sandbox.scope(|s| verify!(s.count()?, in ..)).unwrap(), before);
    let own = sandbox
        .scope(|s| {
            s.trap_unreachable().map_err(|_| Fault::host(std::io::Error::other("an error of one's own")))
        })
        .unwrap_err();
    assert_eq!(own.kind(), FaultKind::Host);
    assert_serves(&pool());
}

#[test]
fn state_is_kept_from_scope_to_scope() {
    let mut sandbox = Sandbox::<Hostile>::new(Limits::default()).unwrap().fast_calls();
    for round in 1..=1000 {
        let counted = sandbox.scope(|s| {
            let first = verify!(s.count()?, in ..)?;
            let second = verify!(s.count()?, in ..)?;
            assert_eq!(second, first + 1);
            Ok(second)
        });
        assert_eq!(counted.unwrap(), 2 * round);
    }
    assert!(sandbox.scope(|s| Ok(is_fast(s))).unwrap());
}

#[test]
fn scopes_of_two_libraries_lie_in_each_other() {
    let (outer, inner) = (pool(), conformance());
    let add = |s: &mut Scope<'_, Conformance>, a, b| verify!(s.add(a, b)?, in ..);
    outer
        .scope(|o| {
            let first = verify!(o.count()?, in ..)?;
            inner.scope(|i| {
                assert_eq!(add(i, 2, 3)?, 5);
                // The innermost activation is that of the other library: this takes the usual way, and is right.
                assert_eq!(verify!(o.count()?, in ..)?, first + 1);
                assert_eq!(add(i, 4, 5)?, 9);
                Ok(())
            })?;
            assert_eq!(verify!(o.count()?, in ..)?, first + 2);
            Ok(())
        })
        .unwrap();
    let fault = outer
        .scope(|o| {
            let trap = inner.scope(|i| {
                let trap = o.trap_divide(1, 0).unwrap_err();
                assert_eq!(add(i, 7, 8)?, 15, "the library within is not harmed");
                Ok(trap)
            })?;
            assert_eq!(trap.trap(), Some(Trap::DivideByZero), "the usual way knows at once");
            assert_eq!(o.count().unwrap_err().kind(), FaultKind::Caller);
            Err::<(), _>(trap)
        })
        .unwrap_err();
    assert_eq!(fault.trap(), Some(Trap::DivideByZero));
    let sum = inner.scope(|i| {
        let fault = outer.scope(|o| o.trap_store(0xffff_fff0)).unwrap_err();
        assert_eq!(fault.trap(), Some(Trap::MemoryOutOfBounds));
        add(i, 1, 1)
    });
    assert_eq!(sum.unwrap(), 2);
    assert_serves(&outer);
}

/// A call that made a callback leaves behind where the guest was left. That means nothing once it is over, and nobody may
/// look there: not even the engine when it runs the same guest from within the scope of another.
#[test]
fn what_a_call_leaves_behind_is_not_looked_at_from_within_another_scope() {
    #[inline(never)]
    fn overwrite_the_stack(depth: u32) -> u64 {
        let ballast = std::hint::black_box([0x0101_0101_0101_0101_u64; 256]);
        if depth == 0 { ballast[0] } else { overwrite_the_stack(depth - 1).wrapping_add(ballast[255]) }
    }
    let outer = pool();
    let mut inner = Sandbox::<Conformance>::new(Limits::default()).unwrap().fast_calls();
    inner.scope(|_| Ok(())).unwrap();
    for _ in 0..10 {
        let fault = outer
            .scope(|o| {
                let _ = o.count()?;
                let told =
                    o.lend(HookFn, |_, _| Ok(1), |o, hook| verify!(o.storm(hook, GuestPtr::NULL, 3)?, in ..));
                assert_eq!(told?, 3);
                inner.scope(|i| {
                    assert_eq!(verify!(i.add(1, 2)?, in ..)?, 3);
                    std::hint::black_box(overwrite_the_stack(100));
                    let fault = o.trap_divide(1, 0).unwrap_err();
                    assert_eq!(fault.frames().len(), 1, "{fault}");
                    Err::<(), _>(fault)
                })
            })
            .unwrap_err();
        assert_eq!(fault.trap(), Some(Trap::DivideByZero));
    }
    assert_serves(&outer);
}

/// The other way round: a guest that waits for its callback does still run, whatever lies in between.
#[test]
fn a_guest_that_waits_is_not_forgotten_within_another_scope() {
    let outer = pool();
    let mut inner = Sandbox::<Conformance>::new(Limits::default()).unwrap().fast_calls();
    inner.scope(|_| Ok(())).unwrap();
    for rounds in 0..10 {
        let mut frames = 0;
        let fault = outer
            .scope(|o| {
                let _ = o.count()?;
                o.lend(
                    HookFn,
                    |o, _| {
                        inner.scope(|i| {
                            assert_eq!(verify!(i.add(rounds, 2)?, in ..)?, rounds + 2);
                            let before = verify!(o.count()?, in ..)?;
                            assert_eq!(verify!(o.count()?, in ..)?, before + 1);
                            assert_eq!(verify!(i.add(rounds, 3)?, in ..)?, rounds + 3);
                            let fault = o.trap_divide(1, 0).unwrap_err();
                            frames = fault.frames().len();
                            assert_eq!(verify!(i.add(rounds, 4)?, in ..)?, rounds + 4);
                            Err(fault)
                        })
                    },
                    |o, hook| o.storm(hook, GuestPtr::NULL, 3).map(drop),
                )
            })
            .unwrap_err();
        assert_eq!(fault.trap(), Some(Trap::DivideByZero), "{fault}");
        assert!(frames >= 2, "the function that trapped, and the one that called back: {fault}");
        assert_serves(&outer);
    }
}

#[test]
fn a_callback_calls_both_libraries_and_comes_back() {
    let (hostile, other) = (pool(), conformance());
    let mut sums = 0_u64;
    hostile
        .scope(|h| {
            other.scope(|o| {
                h.lend(
                    HookFn,
                    |h, (_, n)| {
                        // In here neither takes the short way; a guest's frames are on the stack.
                        let n = verify!(n, in ..)?;
                        assert_eq!(verify!(o.add((n >> 8) as i32, 1)?, in ..)?, (n >> 8) as i32 + 1);
                        sums += u64::from(verify!(h.count()?, in ..)? > 0);
                        Ok(1)
                    },
                    |h, hook| {
                        let told = h.storm(hook, GuestPtr::NULL, 1000)?;
                        assert_eq!(verify!(told, in ..)?, 1000);
                        Ok(())
                    },
                )?;
                assert_eq!(verify!(o.add(20, 22)?, in ..)?, 42);
                Ok(())
            })?;
            assert!(is_fast(h));
            Ok(())
        })
        .unwrap();
    assert_eq!(sums, 1000);
}

/// The library's call of a closure from a call by the short way: `closure` runs in it.
fn called_back<R>(
    pool: &Pool<Hostile>,
    mut closure: impl for<'id> FnMut(&mut Scope<'id, Hostile>) -> Result<i32, Fault>,
    look: impl FnOnce(Result<(), Fault>) -> Result<R, Fault>,
) -> Result<R, Fault> {
    pool.scope(|s| {
        let _ = s.count()?;
        let outcome = s.lend(HookFn, |s, _| closure(s), |s, hook| s.storm(hook, GuestPtr::NULL, 3).map(drop));
        look(outcome)
    })
}

#[test]
fn an_error_of_a_callback_is_there_at_once() {
    let fault = called_back(
        &pool(),
        |_| Err(Fault::host(std::io::Error::other("enough"))),
        |outcome| {
            let fault = outcome.unwrap_err();
            assert_eq!(fault.to_string(), "hostile::storm: enough");
            Err::<(), _>(fault)
        },
    );
    assert_eq!(fault.unwrap_err().downcast::<std::io::Error>().unwrap().to_string(), "enough");
    assert_serves(&pool());
}

#[test]
fn a_trap_within_a_callback_is_known_at_once() {
    let pool = pool();
    let fault = called_back(
        &pool,
        |s| s.trap_divide(1, 0).map(|_| 0),
        |outcome| {
            let fault = outcome.unwrap_err();
            assert_eq!(fault.trap(), Some(Trap::DivideByZero), "{fault}");
            Err::<(), _>(fault)
        },
    );
    assert_eq!(fault.unwrap_err().trap(), Some(Trap::DivideByZero));
    // The closure makes light of it; the guest does not go on all the same.
    let fault = called_back(&pool, |s| Ok(s.trap_unreachable().map_or(7, |()| 8)), |outcome| outcome);
    assert_eq!(fault.unwrap_err().kind(), FaultKind::Caller);
    assert_serves(&pool);
}

#[test]
fn panics_go_on_from_a_callback_and_from_the_body() {
    let pool = pool();
    for in_callback in [true, false] {
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            called_back(
                &pool,
                |_| if in_callback { panic!("in the callback") } else { Ok(0) },
                |outcome| {
                    assert!(!in_callback, "the panic goes on where the call was");
                    outcome?;
                    panic!("in the body");
                    #[allow(unreachable_code, reason = "says what the closure gives")]
                    Ok(())
                },
            )
        }));
        let payload = panicked.unwrap_err();
        let expected = if in_callback { "in the callback" } else { "in the body" };
        assert_eq!(payload.downcast_ref::<&str>(), Some(&expected));
        assert_serves(&pool);
    }
    let pool = pool.on_panic(OnPanic::Error);
    let fault =
        called_back(&pool, |_| panic!("in the callback"), |outcome: Result<(), _>| outcome).unwrap_err();
    assert_eq!(fault.to_string(), "hostile::storm: a callback of the host panicked: in the callback");
    assert_serves(&pool);
}

#[test]
fn a_panic_within_two_scopes_leaves_the_thread_in_order() {
    let (outer, inner) = (pool(), conformance());
    for _ in 0..100 {
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            outer.scope(|o| {
                let _ = o.count()?;
                inner.scope(|i| -> Result<(), Fault> {
                    let _ = i.add(1, 2)?;
                    panic!("now")
                })
            })
        }));
        assert!(panicked.is_err());
        assert!(outer.scope(|o| Ok(is_fast(o))).unwrap());
    }
    assert_serves(&outer);
}

#[test]
fn a_scope_far_down_the_stack_has_as_much_of_it_for_its_guest() {
    /// Runs `body` with so many bytes of the host's stack in use below `top`.
    #[inline(never)]
    fn below<R>(bytes: usize, top: usize, body: &mut dyn FnMut() -> R) -> R {
        let ballast = std::hint::black_box([0_u8; 256]);
        if top.saturating_sub((&raw const ballast).addr()) >= bytes {
            return body();
        }
        let result = below(bytes, top, body);
        std::hint::black_box(ballast);
        result
    }
    // The guest goes down to where its own limit ends it, from wherever the host calls it.
    let limits = Limits::default().stack(256 << 10);
    let pool = Pool::<Hostile>::new(limits).unwrap().fast_calls();
    let thread = std::thread::Builder::new().stack_size(8 << 20);
    let run = move || {
        let marker = 0_u8;
        let top = (&raw const marker).addr();
        for bytes in [0, 64 << 10, 512 << 10, 2 << 20] {
            let fault = pool
                .scope(|s| {
                    let deep = s.lend(
                        HookFn,
                        |_, _| Ok(0),
                        |s, hook| {
                            below(bytes, top, &mut || s.deep_storm(hook, GuestPtr::NULL, 200).map(drop))
                        },
                    );
                    assert!(deep.is_ok(), "{bytes} bytes down: {deep:?}");
                    below(bytes, top, &mut || s.trap_native_stack().map(drop))
                })
                .unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
            assert_serves(&pool);
        }
    };
    thread.spawn(run).unwrap().join().unwrap();
    let small = std::thread::Builder::new().stack_size(256 << 10);
    let refused =
        small.spawn(|| Pool::<Hostile>::new(Limits::default()).unwrap().fast_calls().scope(|s| s.count()));
    let fault = refused.unwrap().join().unwrap().map(drop).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Caller, "{fault}");
}

#[test]
fn what_cannot_be_fast_is_as_ever() {
    // Goes on after a `longjmp`, and so has to know at once that it was one.
    let mut jumps = Sandbox::<JumpsErrors>::new(Limits::default()).unwrap().fast_calls();
    for _ in 0..3 {
        let gave_up = jumps.scope(|s| {
            let decoder = s.decoder_new()?;
            let input = s.copy_in(&[1, 2, 0])?;
            let fault = s.decoder_sum(decoder.ptr(), input.ptr(), input.len()).unwrap_err();
            Ok((fault.gave_up(), fault.status()))
        });
        assert_eq!(gave_up.unwrap(), (true, Some(7)));
        assert!(jumps.has_state());
    }
    let wasm = <Hostile as ringfence_tests::engines::Guest>::WASM;
    let interpreted = Pool::<Hostile>::interpreted(wasm, Limits::default()).unwrap().fast_calls();
    assert!(!interpreted.scope(|s| Ok(is_fast(s))).unwrap());
    let compiled = Pool::<Hostile>::from_wasm(wasm, Limits::default()).unwrap().fast_calls();
    assert!(compiled.scope(|s| Ok(is_fast(s))).unwrap());
    let usual = Pool::<Hostile>::new(Limits::default()).unwrap();
    assert!(!usual.scope(|s| Ok(is_fast(s))).unwrap());
}

#[test]
fn threads_do_not_meet() {
    let (hostile, other) = (pool().lifecycle(Lifecycle::Keep), conformance());
    std::thread::scope(|threads| {
        for thread in 0..4_u32 {
            let (hostile, other) = (&hostile, &other);
            threads.spawn(move || {
                for round in 0..500 {
                    match (round + thread) % 4 {
                        0 => assert!(hostile.scope(|s| s.trap_unreachable()).is_err()),
                        1 => assert_serves(hostile),
                        _ => {
                            let sum =
                                other.scope(|s| (0..50).try_fold(0, |sum, n| verify!(s.add(sum, n)?, in ..)));
                            assert_eq!(sum.unwrap(), 1225);
                        }
                    }
                }
            });
        }
    });
    assert_serves(&hostile);
}

/// Has `count` calls trap, each in an instance of its own, and checks that each is an error of its kind.
fn traps(count: u32) {
    let (pool, canary) = (pool(), Canary::new());
    for n in 0..count {
        let (trap, result) = match n % 5 {
            0 => (Trap::Unreachable, pool.scope(|s| s.trap_unreachable())),
            1 => (Trap::MemoryOutOfBounds, pool.scope(|s| s.trap_store(0xffff_0000 | n))),
            2 => (Trap::DivideByZero, pool.scope(|s| s.trap_divide(n.cast_signed(), 0).map(drop))),
            // More parameters than registers.
            3 => (Trap::DivideByZero, pool.scope(|s| s.trap_wide(1, 2.0, 3, 4.0, 5, n as i32, 0).map(drop))),
            _ => (Trap::BadFunctionPointer, pool.scope(|s| s.trap_call(n | 1 << 20).map(drop))),
        };
        let fault = result.expect_err("a trap is an error");
        assert_eq!((fault.trap(), fault.kind()), (Some(trap), FaultKind::Guest), "trap {n}");
    }
    canary.assert_untouched();
    assert_serves(&pool);
}

#[test]
fn ten_thousand_traps_are_ten_thousand_errors() {
    traps(10_000);
}

#[test]
#[ignore = "takes minutes; `cargo xtask test --all` runs it"]
fn a_million_traps_are_a_million_errors() {
    traps(1_000_000);
}
