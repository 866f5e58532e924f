//! Handles with states: what compiles is in order, and every object is ended once. What does not compile is among
//! the programs of `ui/`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use ringfence::{Fault, FaultKind, Limits, Pool, Sandbox, Scope, hostile};
use ringfence_tests::Canary;
use ringfence_tests::states::states::*;
use ringfence_tests::states::{read_all, started};

fn sandbox() -> Sandbox<States> {
    Sandbox::new(Limits::default()).unwrap()
}

/// Readers that the guest has and that it freed, and calls that were out of order.
fn counts(s: &mut Scope<'_, States>) -> Result<(u32, u32, u32), Fault> {
    Ok((s.readers_live()?, s.readers_freed()?, s.calls_out_of_order()?))
}

#[test]
fn a_reader_goes_through_its_states() {
    let mut sandbox = sandbox();
    let (rows, count) = sandbox.scope(|s| read_all(s, &[4])).unwrap();
    assert_eq!(rows, [[10, 11, 12, 13], [20, 21, 22, 23], [30, 31, 32, 33]]);
    assert_eq!(count, 3);
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 1, 0));
}

#[test]
fn the_guest_notices_a_wrong_order_that_the_compiler_was_not_asked_about() {
    let wrong = sandbox().scope(|s| {
        let reader = s.reader_new()?;
        let size = 4;
        let row = s.alloc_slice::<u8>(size)?;
        let _ = s.reader_row_raw(reader.ptr(), row.ptr(), size)?;
        s.calls_out_of_order()
    });
    assert_eq!(wrong.unwrap(), 1);
}

#[test]
fn a_handle_through_a_pointer_begins_where_the_contract_says() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            let reader = s.reader_open(9)?;
            assert_eq!(s.reader_width(&reader)?, 9);
            let reader = s.reader_start(reader)?;
            assert_eq!(s.reader_row(&reader, 1)?, [10]);
            assert_eq!(counts(s)?, (1, 0, 0));
            s.reader_free(reader)?;
            assert_eq!(counts(s)?, (0, 1, 0));
            Ok(())
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 1, 0));
}

#[test]
#[allow(clippy::drop_non_drop, clippy::forget_non_drop, reason = "neither ends, and neither leaks")]
fn what_nobody_ended_is_ended_with_the_scope() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            let first = s.reader_new()?;
            let second = s.reader_new()?;
            drop(started(s, second, &[4])?);
            std::mem::forget(s.reader_open(3)?);
            drop(first);
            assert_eq!(counts(s)?, (3, 0, 0));
            Ok(())
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 3, 0));
}

#[test]
fn a_call_that_fails_ends_what_it_would_have_changed() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            let reader = s.reader_new()?;
            let refused = s.reader_header(reader, &[]).unwrap_err();
            assert_eq!((refused.kind(), refused.status()), (FaultKind::Refused, Some(3)));
            assert_eq!(counts(s)?, (0, 1, 0));
            let reader = s.reader_new()?;
            let rejected = s.reader_header(reader, &[0]).unwrap_err();
            assert_eq!(rejected.kind(), FaultKind::Rejected);
            assert_eq!(counts(s)?, (0, 2, 0));
            // One that only looks leaves it as it was.
            let reader = s.reader_open(4)?;
            let reader = s.reader_start(reader)?;
            for _ in 0..3 {
                s.reader_row(&reader, 4)?;
            }
            assert_eq!(s.reader_row(&reader, 4).unwrap_err().status(), Some(1));
            assert_eq!(s.reader_finish(reader)?, 3);
            assert_eq!(counts(s)?, (0, 3, 0));
            Ok(())
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 3, 0));
}

#[test]
fn a_call_that_ends_has_ended_whatever_it_says() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            let mut rows = || {
                let reader = s.reader_open(4)?;
                s.reader_start(reader)
            };
            let (first, second, third) = (rows()?, rows()?, rows()?);
            s.reader_row(&second, 4)?;
            let first = s.reader_join(first, second)?;
            assert_eq!(counts(s)?, (2, 1, 0));
            s.lie(9)?;
            assert_eq!(s.reader_finish(first).unwrap_err().status(), Some(5));
            assert_eq!(counts(s)?, (1, 2, 0));
            s.lie(0)?;
            let fourth = s.reader_open(4)?;
            let fourth = s.reader_start(fourth)?;
            s.lie(9)?;
            // Both are gone: one was ended by the call, the other because it failed.
            assert_eq!(s.reader_join(third, fourth).unwrap_err().status(), Some(5));
            assert_eq!(counts(s)?, (0, 4, 0));
            Ok(())
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 4, 0));
}

#[test]
fn early_returns_and_panics_that_somebody_catches_leak_nothing() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            assert!(read_all(s, &[4, 1]).is_ok());
            assert!(read_all(s, &[]).is_err());
            assert_eq!(counts(s)?, (0, 2, 0));
            // The rule panics while the call has the handle.
            assert!(catch_unwind(AssertUnwindSafe(|| read_all(s, &[13]).map(drop))).is_err());
            // And here the host has it.
            let panics = |s: &mut Scope<'_, _>| -> Result<(), Fault> {
                let _reader = s.reader_new()?;
                panic!("the application's own mistake")
            };
            assert!(catch_unwind(AssertUnwindSafe(|| panics(s))).is_err());
            assert_eq!(counts(s)?, (2, 2, 0));
            Ok(())
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 4, 0));
}

#[test]
fn a_kept_handle_stays_in_its_state() {
    let mut sandbox = sandbox();
    let mut kept = sandbox
        .scope(|s| {
            let reader = s.reader_open(2)?;
            s.reader_start(reader)?.keep(s)
        })
        .unwrap();
    for row in 1..=2 {
        kept = sandbox
            .scope(|s| {
                let reader = kept.revive(s)?;
                assert_eq!(s.reader_row(&reader, 1)?, [row * 10]);
                reader.keep(s)
            })
            .unwrap();
        assert_eq!(sandbox.scope(counts).unwrap(), (1, 0, 0));
    }
    // Revived and not kept again, it goes with the scope.
    sandbox.scope(|s| kept.revive(s).map(drop)).unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 1, 0));
    let kept = sandbox.scope(|s| s.reader_new()?.keep(s)).unwrap();
    sandbox.reset();
    let gone = sandbox.scope(|s| kept.revive(s).map(drop)).unwrap_err();
    assert_eq!(gone.kind(), FaultKind::Caller, "{gone}");
}

/// What a scope ends in when the guest lies in this way from the start.
fn lied<R>(
    how: i32,
    body: impl for<'id> FnOnce(&mut Scope<'id, States>) -> Result<R, Fault>,
) -> Result<R, Fault> {
    let canary = Canary::new();
    let pool = Pool::new(Limits::default().deadline(Duration::from_millis(500))).unwrap();
    let end = pool.scope(|s| {
        s.lie(how)?;
        body(s)
    });
    canary.assert_untouched();
    assert_eq!(pool.scope(|s| read_all(s, &[4])).unwrap().1, 3);
    end
}

#[test]
fn a_handle_that_is_none_is_refused() {
    for fault in [lied(1, |s| s.reader_new().map(drop)), lied(1, |s| s.reader_open(4).map(drop))] {
        let fault = fault.unwrap_err();
        assert_eq!((fault.kind(), fault.status()), (FaultKind::Refused, None), "{fault}");
    }
    assert_eq!(lied(3, |s| s.reader_open(4).map(drop)).unwrap_err().status(), Some(7));
}

#[test]
fn the_same_object_twice_is_a_fault_and_is_ended_once() {
    let ended = lied(2, |s| {
        let first = s.reader_new()?;
        for fault in [s.reader_new().map(drop), s.reader_open(4).map(drop)] {
            let fault = fault.unwrap_err();
            assert_eq!((fault.kind(), fault.library()), (FaultKind::Guest, Some("states")), "{fault}");
        }
        // The first one is as good as before.
        let first = started(s, first, &[4])?;
        s.reader_free(first)?;
        counts(s)
    });
    assert_eq!(ended.unwrap(), (0, 1, 0));
}

#[test]
fn the_same_object_as_a_kept_one_is_a_fault() {
    let mut sandbox = sandbox();
    let kept = sandbox.scope(|s| s.reader_new()?.keep(s)).unwrap();
    sandbox
        .scope(|s| {
            s.lie(2)?;
            let again = s.reader_new()?;
            assert_eq!(kept.revive(s).unwrap_err().kind(), FaultKind::Guest);
            s.reader_free(again)
        })
        .unwrap();
    assert_eq!(sandbox.scope(counts).unwrap(), (0, 1, 0));
}

#[test]
fn wild_handles_trap_in_the_guest_and_nowhere_else() {
    let fault = lied(4, |s| s.reader_open(4).map(drop)).unwrap_err();
    assert_eq!((fault.kind(), fault.function()), (FaultKind::Guest, Some("reader_free")));
    let fault = lied(5, |s| {
        let reader = s.reader_open(4)?;
        // In memory of the scope, so that it would be gone with it.
        assert_eq!(reader.keep(s).unwrap_err().kind(), FaultKind::Caller);
        Ok(())
    });
    // What free makes of it is the guest's business.
    assert!(fault.map_err(|fault| fault.kind()) != Err(FaultKind::Caller));
}

#[test]
fn a_trap_on_the_way_is_the_fault_that_is_told() {
    let fault = lied(6, |s| read_all(s, &[4]).map(drop)).unwrap_err();
    assert_eq!((fault.kind(), fault.function()), (FaultKind::Guest, Some("reader_header")));
}

#[test]
fn an_end_that_traps_or_hangs_is_a_fault() {
    for (how, kind) in [(7, FaultKind::Guest), (8, FaultKind::Limit)] {
        let at_the_end = lied(how, |s| s.reader_new().map(drop)).unwrap_err();
        assert_eq!((at_the_end.kind(), at_the_end.function()), (kind, Some("reader_free")));
        let called = lied(how, |s| {
            let reader = s.reader_new()?;
            s.reader_free(reader)
        });
        assert_eq!(called.unwrap_err().kind(), kind);
        let told = lied(how, |s| {
            let reader = s.reader_new()?;
            // The refusal came first.
            let fault = s.reader_header(reader, &[]).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Refused);
            Ok(())
        });
        assert!(told.is_ok());
    }
}

#[test]
fn a_reader_that_lies_is_contained() {
    let report = hostile::attack(|pool| pool.scope(|s| read_all(s, &[4]))).rounds(60).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.5);
}
