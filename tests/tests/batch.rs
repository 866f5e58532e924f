//! Many calls in one entry into the guest.

use std::cell::Cell;
use std::time::Duration;

use ringfence::hostile;
use ringfence::{Fault, FaultKind, GuestPtr, Limits, Pool, Scope, verify};
use ringfence_tests::rows::rows::*;

fn in_scope<T>(body: impl FnOnce(&mut Scope<'_, Rows>) -> Result<T, Fault>) -> Result<T, Fault> {
    Pool::<Rows>::new(Limits::default().deadline(Duration::from_millis(500)))?.scope(body)
}

#[test]
fn results_come_in_the_order_of_the_calls() {
    // No call, one, a whole round, one more, several rounds.
    for count in [0, 1, 255, 256, 257, 512, 1000] {
        let sums = in_scope(|s| {
            let sums = s.rows_add_batch((0..count).map(|n| (n, 2 * n)))?;
            sums.into_iter().map(|sum| verify!(sum, in 0..=3000)).collect::<Result<Vec<_>, _>>()
        });
        assert_eq!(sums.unwrap(), (0..count).map(|n| 3 * n).collect::<Vec<_>>());
    }
}

#[test]
fn every_kind_of_value_travels() {
    in_scope(|s| {
        let mixed = s.rows_mix_batch([(0.5, i64::from(u32::MAX) + 1, 255), (-0.25, -3, 0)])?;
        let mixed: Result<Vec<_>, _> = mixed.into_iter().map(|v| verify!(v, |v| v.is_finite())).collect();
        assert_eq!(mixed?, [4_294_967_551.5, -3.25]);
        let flipped = s.rows_flip_batch([Shade::Light, Shade::Dark])?;
        let flipped: Result<Vec<_>, _> = flipped.into_iter().map(|shade| verify!(shade, valid)).collect();
        assert!(matches!(flipped?[..], [Shade::Dark, Shade::Light]));
        let halves = s.rows_half_batch([i64::from(i32::MIN), 9])?;
        let halves: Result<Vec<_>, _> = halves.into_iter().map(|v| verify!(v, in -1 << 31..=4)).collect();
        assert_eq!(halves?, [-1 << 30, 4]);
        let text = s.copy_in(b"abc")?;
        let rest = s.rows_next_batch([text.ptr().cast(), text.at(1).unwrap_or(text.ptr()).cast()])?;
        let letters: Result<Vec<_>, Fault> =
            rest.into_iter().map(|letter| verify!(s.read(letter.cast::<u8>())?, in b'a'..=b'z')).collect();
        assert_eq!(letters?, *b"bc");
        Ok(())
    })
    .unwrap();
}

#[test]
fn nothing_to_pass_and_nothing_to_return() {
    let ticks = in_scope(|s| {
        s.rows_tick_batch(std::iter::repeat_n((), 700))?;
        verify!(s.rows_ticks()?, in 0..=1000)
    });
    assert_eq!(ticks.unwrap(), 700);
}

#[test]
fn callbacks_run_within_a_batch() {
    let sum = in_scope(|s| {
        s.lend(
            StepFn,
            |_, (_, n)| verify!(n, in 0..=100).map(|n| n * 10),
            |s, step| {
                let all = s.rows_apply_batch((1..=3).map(|n| (step, n)))?;
                all.into_iter().map(|n| verify!(n, in 0..=1000)).sum::<Result<i32, _>>()
            },
        )
    });
    assert_eq!(sum.unwrap(), 60);
}

/// What a closure allocates lives until the scope ends, also when it ran inside a batch.
#[test]
fn memory_of_a_callback_outlives_the_batch() {
    in_scope(|s| {
        let kept = Cell::new(GuestPtr::NULL);
        s.lend(
            StepFn,
            |s, (_, n)| {
                kept.set(s.copy_in(b"kept")?.ptr());
                verify!(n, in 0..=100)
            },
            |s, step| s.rows_apply_batch([(step, 1)]).map(drop),
        )?;
        s.copy_in(&[0xff; 4096])?;
        s.rows_add_batch((0..300).map(|n| (n, n))).map(drop)?;
        verify!(s.view(s.slice(kept.get(), 4)?)?, |bytes| bytes == b"kept").map(drop)
    })
    .unwrap();
}

#[test]
fn memory_of_a_batch_is_given_back() {
    in_scope(|s| {
        s.rows_add_batch([(1, 1)]).map(drop)?;
        let before = s.memory_bytes();
        for _ in 0..10_000 {
            s.rows_add_batch([(1, 1)]).map(drop)?;
        }
        assert_eq!(s.memory_bytes(), before);
        Ok(())
    })
    .unwrap();
}

#[test]
fn an_argument_that_does_not_fit_ends_the_batch() {
    let fault = in_scope(|s| s.rows_half_batch([1, 1 << 40]).map(drop)).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Caller);
    assert!(fault.to_string().contains("32 bits"), "{fault}");
}

#[test]
fn a_trap_in_a_call_is_the_fault_of_the_batch() {
    let pool = Pool::<Rows>::new(Limits::default()).unwrap();
    let fault = pool.scope(|s| s.rows_unless_seven_batch(0..20).map(drop)).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Guest);
    assert!(fault.to_string().starts_with("rows::rows_unless_seven: "), "{fault}");
    // The next one is served by a clean instance.
    let answers = pool.scope(|s| s.rows_unless_seven_batch(8..20)).unwrap();
    assert_eq!(answers.len(), 12);
}

#[test]
fn a_call_that_never_ends_meets_the_deadline() {
    let fault = in_scope(|s| s.rows_forever_at_seven_batch(0..20).map(drop)).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Limit);
}

/// The calls that are still to be made lie in the guest's own memory.
#[test]
fn a_guest_that_overwrites_the_calls_harms_only_itself() {
    let pool = Pool::<Rows>::new(Limits::default().deadline(Duration::from_millis(500))).unwrap();
    let fault = pool.scope(|s| {
        let mine = s.alloc_slice::<u8>(64)?;
        // The row lies upwards from here: what is left of it becomes wild pointers and lengths.
        s.rows_scribble_batch((0..300).map(|_| (mine.ptr().cast(), 1 << 20)))
    });
    assert_eq!(fault.unwrap_err().kind(), FaultKind::Guest);
    let ticks = pool.scope(|s| {
        s.rows_tick_batch([(); 3])?;
        verify!(s.rows_ticks()?, in 0..=10)
    });
    assert_eq!(ticks.unwrap(), 3);
}

fn sum_of_a_batch(pool: &Pool<Rows>) -> Result<(), Fault> {
    pool.scope(|s| {
        let all = s.rows_add_batch((0..40).map(|n| (n, n)))?;
        all.into_iter().map(|n| verify!(n, in 0..=78)).sum::<Result<i32, _>>().map(drop)
    })
}

#[test]
fn hostile_twins_of_a_batch_cost_an_error_at_most() {
    hostile::attack(sum_of_a_batch).rounds(60).run().assert_contained();
}
