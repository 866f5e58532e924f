//! Contracts with a guest that lies: the host gets a fault, what it owns is freed once, and nothing else happens.

use std::time::Duration;

use ringfence::{Fault, FaultKind, Limits, Pool, Scope, verify};
use ringfence_tests::Canary;
use ringfence_tests::contracts::contracts::*;

/// What a call ends in when the guest lies in this way, and the blocks it then has and has freed.
fn lied<R: std::fmt::Debug>(
    how: i32,
    call: impl for<'id> Fn(&mut Scope<'id, Contracts>) -> Result<R, Fault>,
) -> (Fault, u32, u32) {
    let canary = Canary::new();
    let pool = Pool::<Contracts>::new(Limits::default()).unwrap();
    let end = pool.scope(|s| {
        s.lie(how)?;
        let fault = call(s).expect_err("a lie must be noticed");
        let live = verify!(s.blocks_live()?, |_| true)?;
        Ok((fault, live, verify!(s.blocks_freed()?, |_| true)?))
    });
    canary.assert_untouched();
    end.unwrap()
}

#[test]
fn sizes_that_break_the_rule_are_rejected_and_the_pixels_freed() {
    for (how, rule) in [(1, "w in 1..=EDGE"), (3, "w in 1..=EDGE")] {
        let (fault, live, freed) = lied(how, |s| s.image_decode(&[3, 2, 7]));
        assert_eq!((fault.kind(), live, freed), (FaultKind::Rejected, 0, 1), "{how}: {fault}");
        assert_eq!(fault.site().unwrap().rule(), rule);
        assert_eq!(fault.function(), Some("image_decode"));
    }
}

#[test]
fn sizes_that_lead_out_of_memory_are_the_guests_fault() {
    let (fault, live, freed) = lied(2, |s| s.image_decode(&[3, 2, 7]));
    assert_eq!((fault.kind(), live, freed), (FaultKind::Guest, 0, 1), "{fault}");
    let (fault, live, freed) = lied(2, |s| s.image_load(&[3, 2, 7]));
    assert_eq!((fault.kind(), live, freed), (FaultKind::Rejected, 0, 1), "{fault}");
    assert_eq!(fault.site().unwrap().rule(), "w * h <= 10_000");
}

#[test]
fn null_instead_of_pixels_is_refused_and_nothing_is_freed_again() {
    let (fault, live, freed) = lied(4, |s| s.image_decode(&[3, 2, 7]));
    assert_eq!((fault.kind(), fault.status(), live, freed), (FaultKind::Refused, None, 0, 1), "{fault}");
}

#[test]
fn a_wild_pointer_is_freed_by_the_guest_and_not_read_by_the_host() {
    let canary = Canary::new();
    let pool = Pool::<Contracts>::new(Limits::default()).unwrap();
    let fault = pool.scope(|s| {
        s.lie(5)?;
        s.image_decode(&[3, 2, 7])
    });
    assert_eq!(fault.unwrap_err().kind(), FaultKind::Guest);
    canary.assert_untouched();
}

#[test]
fn a_status_that_lies_is_taken_at_its_word() {
    let (fault, ..) = lied(6, |s| s.image_decode(&[3, 2, 7]));
    assert_eq!((fault.kind(), fault.status()), (FaultKind::Refused, Some(0x8000_0000)));
}

#[test]
fn an_explanation_is_bounded_and_harmless() {
    for how in [10, 11, 13] {
        let (fault, ..) = lied(how, |s| s.image_decode(&[]));
        assert_eq!((fault.status(), fault.message()), (Some(48), None), "{how}");
    }
    let (fault, ..) = lied(12, |s| s.image_decode(&[]));
    assert_eq!(fault.message(), Some("no\u{fffd}[31m \u{fffd} image"));
}

#[test]
fn a_trap_while_explaining_is_the_fault() {
    let pool = Pool::<Contracts>::new(Limits::default()).unwrap();
    let fault = pool.scope(|s| {
        s.lie(14)?;
        s.image_decode(&[])
    });
    assert!(fault.unwrap_err().trap().is_some());
}

#[test]
fn a_free_that_traps_or_hangs_is_a_fault_of_the_call() {
    let limits = Limits::default().deadline(Duration::from_millis(200));
    let pool = Pool::<Contracts>::new(limits).unwrap();
    for (how, kind) in [(20, FaultKind::Guest), (21, FaultKind::Limit)] {
        let fault = pool.scope(|s| {
            s.lie(how)?;
            s.image_decode(&[3, 2, 7])
        });
        assert_eq!(fault.unwrap_err().kind(), kind);
        assert_eq!(pool.scope(|s| s.image_decode(&[1, 1, 7])).unwrap().out, [7; 4]);
    }
}

#[test]
fn lengths_beyond_the_buffer_are_rejected() {
    for how in [1, 2] {
        let (fault, ..) = lied(how, |s| s.pack(8, b"abc"));
        assert_eq!((fault.kind(), fault.site().unwrap().rule()), (FaultKind::Rejected, "dest_len fits"));
        let (fault, ..) = lied(how, |s| s.copy_some(8, b"abc"));
        assert_eq!(
            (fault.kind(), fault.site().unwrap().rule()),
            (FaultKind::Rejected, "dest written = result")
        );
    }
}

#[test]
fn numbers_out_of_a_range_that_depends_on_others_are_rejected() {
    let (fault, ..) = lied(1, |s| s.dot(&[1, 2], &[3, 4]));
    assert!(fault.site().unwrap().rule().ends_with("..=n * 0x4000_0000"), "{fault}");
}

#[test]
fn what_is_no_value_of_its_type_is_rejected() {
    let rejected = |(fault, ..): (Fault, u32, u32)| {
        assert_eq!(fault.kind(), FaultKind::Rejected);
        fault.site().unwrap().rule()
    };
    assert_eq!(rejected(lied(1, |s| s.kind_of(1))), "result valid");
    assert_eq!(rejected(lied(1, |s| s.measure(&[1]).map(drop))), "mean in 0.0..=255.0");
    assert_eq!(rejected(lied(2, |s| s.measure(&[1]).map(drop))), "kind valid");
    assert_eq!(rejected(lied(3, |s| s.measure(&[1]).map(drop))), "empty valid");
    assert_eq!(rejected(lied(1, |s| s.next(1))), "state in 1..=100");
}

#[test]
fn strings_that_are_none_are_faults_and_freed() {
    let (fault, live, freed) = lied(1, |s| s.greeting(c"x"));
    assert_eq!((fault.kind(), live, freed), (FaultKind::Rejected, 0, 1), "{fault}");
    assert_eq!(lied(1, |s| s.version()).0.kind(), FaultKind::Refused);
    assert_eq!(lied(1, |s| s.describe(32)).0.kind(), FaultKind::Guest);
}

#[test]
fn a_slice_keeps_its_values_when_what_came_back_is_rejected() {
    let (fault, ..) = lied(1, |s| {
        let mut values = [1.0, 2.0];
        let end = s.scale(&mut values, 2.0);
        assert_eq!(values, [1.0, 2.0]);
        end
    });
    assert!(fault.site().unwrap().rule().ends_with("..=1e6"), "{fault}");
}
