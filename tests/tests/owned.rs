//! Memory that the library hands out is given back once, whatever the host does.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use ringfence::{Fault, FaultKind, GuestFn, Limits, Sandbox, Scope, verify};
use ringfence_tests::contracts::contracts::*;

fn sandbox() -> Sandbox<Contracts> {
    Sandbox::new(Limits::default()).unwrap()
}

/// Blocks that the guest has, and blocks that it was given back.
fn counts(s: &mut Scope<'_, Contracts>) -> Result<(u32, u32), Fault> {
    let live = verify!(s.blocks_live()?, |_| true)?;
    Ok((live, verify!(s.blocks_freed()?, |_| true)?))
}

#[test]
#[allow(clippy::drop_non_drop, clippy::forget_non_drop, reason = "neither frees, and neither leaks")]
fn what_is_owned_is_freed_with_the_scope() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            let first = s.block(16)?;
            let pointer = first.ptr().cast::<u32>();
            s.write(pointer, 7)?;
            drop(first);
            std::mem::forget(s.block(16)?);
            let _kept = s.block(16)?;
            assert_eq!(verify!(s.read(pointer)?, in 7..=7)?, 7);
            assert_eq!(counts(s)?, (3, 0));
            Ok(())
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 3));
}

#[test]
fn what_was_freed_is_not_freed_again() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            let (first, second, third) = (s.block(1)?, s.block(2)?, s.block(3)?);
            second.free(s)?;
            assert_eq!(counts(s)?, (2, 1));
            third.free(s)?;
            first.free(s)?;
            assert_eq!(counts(s)?, (0, 3));
            Ok(())
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 3));
}

#[test]
fn null_is_not_freed() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            s.lie(1)?;
            let nothing = s.block(16)?;
            assert!(nothing.ptr().is_null());
            nothing.free(s)
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 0));
}

#[test]
fn a_free_that_traps_at_the_end_is_the_fault_of_the_scope() {
    let mut sandbox = sandbox();
    let fault = sandbox.scope(|s| {
        s.block(16)?;
        s.lie(20)
    });
    let fault = fault.unwrap_err();
    assert_eq!((fault.kind(), fault.function()), (FaultKind::Guest, Some("image_free")));
    assert!(!sandbox.has_state());
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 0));
}

#[test]
fn a_scope_that_went_on_after_a_trap_frees_nothing_and_ends_well() {
    let mut sandbox = sandbox();
    let end = sandbox.scope(|s| {
        let first = s.block(16)?;
        s.block(16)?;
        s.lie(20)?;
        assert!(first.free(s).is_err());
        Ok(())
    });
    assert!(end.is_ok());
    assert!(!sandbox.has_state());
}

#[test]
fn a_panic_that_somebody_catches_in_the_scope_leaks_nothing() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            assert_eq!(s.probe(7)?, [7; 4]);
            assert_eq!(s.probe(200).unwrap_err().kind(), FaultKind::Rejected);
            assert!(catch_unwind(AssertUnwindSafe(|| s.probe(13).map(drop))).is_err());
            assert_eq!(counts(s)?, (1, 2));
            Ok(())
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 3));
}

#[test]
fn arguments_of_a_contract_go_with_the_call() {
    sandbox()
        .scope(|s| {
            let bytes = vec![1; 100_000];
            let kept = s.copy_in(b"stays")?;
            s.pack(bytes.len(), &bytes)?;
            let before = s.memory_bytes();
            for _ in 0..500 {
                s.pack(bytes.len(), &bytes)?;
                s.pack(1, &bytes).unwrap_err();
            }
            assert_eq!(s.memory_bytes(), before);
            verify!(s.view(kept)?, |text| text == b"stays").map(drop)
        })
        .unwrap();
}

#[test]
fn a_free_that_calls_back_frees_each_block_once() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            let first = s.block(1)?;
            let second = RefCell::new(Some(s.block(2)?));
            let calls = Cell::new(0);
            s.lend_reentrant(
                FreeHook,
                |s, _| {
                    calls.set(calls.get() + 1);
                    // Only the first time: what is freed in here calls back as well.
                    if let Some(second) = second.take() {
                        assert_eq!(s.probe(7)?, [7; 4]);
                        assert_eq!(s.image_decode(&[1, 1, 9])?.out, [9; 4]);
                        second.free(s)?;
                        let _left_to_the_scope = s.block(3)?;
                    }
                    Ok(0)
                },
                |s, hook| {
                    s.on_free(hook)?;
                    first.free(s)?;
                    s.on_free(GuestFn::NULL)
                },
            )?;
            assert_eq!(calls.get(), 4);
            assert_eq!(counts(s)?, (1, 4));
            Ok(())
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 5));
}

#[test]
fn a_free_at_the_end_that_calls_back_may_take_more_which_is_freed_too() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            let mut left = 10;
            let hook = s.keep_callback(FreeHook, move |s, _| {
                if left > 0 {
                    left -= 1;
                    let _left_to_the_scope = s.block(left)?;
                }
                Ok(0)
            })?;
            let hook = s.revive_fn(hook)?;
            s.on_free(hook)?;
            let _left_to_the_scope = s.block(1)?;
            Ok(())
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 11));
}

#[test]
fn a_free_that_always_takes_more_meets_the_deadline() {
    let limits = Limits::default().deadline(Duration::from_millis(200));
    let mut sandbox = Sandbox::<Contracts>::new(limits).unwrap();
    let fault = sandbox.scope(|s| {
        let hook = s.keep_callback(FreeHook, |s, _| s.block(1).map(|_| 0))?;
        let hook = s.revive_fn(hook)?;
        s.on_free(hook)?;
        s.block(1).map(drop)
    });
    assert_eq!(fault.unwrap_err().kind(), FaultKind::Limit);
    assert!(!sandbox.has_state());
}

#[test]
fn an_error_of_the_host_while_the_guest_frees_is_told_and_nothing_is_freed_after_it() {
    let mut sandbox = sandbox();
    let fault = sandbox.scope(|s| {
        let (first, second) = (s.block(1)?, s.block(2)?);
        let fault = s.lend(
            FreeHook,
            |_, _| Err(Fault::host("the application has no time for this")),
            |s, hook| {
                s.on_free(hook)?;
                first.free(s)
            },
        );
        // The instance is gone, and what was in it needs no freeing.
        assert!(second.free(s).is_err());
        fault
    });
    assert_eq!(fault.unwrap_err().kind(), FaultKind::Host);
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 0));
}

#[test]
fn a_panic_of_the_host_while_the_guest_frees_goes_on_and_frees_nothing_twice() {
    let mut sandbox = sandbox();
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        sandbox.scope(|s| {
            let (first, _second) = (s.block(1)?, s.block(2)?);
            s.lend(
                FreeHook,
                |_, _| panic!("the application's own mistake"),
                |s, hook| {
                    s.on_free(hook)?;
                    first.free(s)
                },
            )
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 0));
}
