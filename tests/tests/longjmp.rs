//! Libraries that give up by `longjmp`, where that ends the host's call and the instance goes on.

use std::time::Duration;

use ringfence::{Fault, FaultKind, GuestPtr, Limits, OnPanic, Pool, Sandbox, Scope, Trap, verify};
use ringfence_tests::jumps::errors::*;

type Jumps<'id> = Scope<'id, JumpsErrors>;

fn sandbox() -> Sandbox<JumpsErrors> {
    Sandbox::new(Limits::default()).unwrap()
}

/// Sums bytes with a decoder of its own, which is freed with the scope.
fn sum(s: &mut Jumps<'_>, bytes: &[u8]) -> Result<i32, Fault> {
    let decoder = s.decoder_new()?;
    let input = s.copy_in(bytes)?;
    verify!(s.decoder_sum(decoder.ptr(), input.ptr(), input.len())?, in ..)
}

fn live(s: &mut Jumps<'_>) -> i32 {
    verify!(s.decoders_live().unwrap(), in ..).unwrap()
}

#[test]
fn giving_up_is_a_fault_of_its_own_kind_with_the_number_and_the_frames() {
    let fault = sandbox().scope(|s| sum(s, &[1, 2, 0])).unwrap_err();
    assert!(fault.gave_up());
    assert_eq!((fault.kind(), fault.status(), fault.trap()), (FaultKind::Refused, Some(7), None));
    assert_eq!((fault.library(), fault.function()), (Some("jumps_errors"), Some("decoder_sum")));
    assert!(fault.to_string().contains("gave up by longjmp, with 7 in `longjmp`"), "{fault}");
    let frames: Vec<_> = fault.frames().iter().filter_map(|frame| frame.function()).collect();
    assert!(frames.starts_with(&["longjmp"]) && frames.contains(&"decoder_sum"), "{frames:?}");
}

#[test]
fn the_instance_goes_on_a_thousand_times_without_growth() {
    let mut sandbox = sandbox();
    let mut sizes = Vec::new();
    for round in 0..1000 {
        // Sixty frames of 4 KiB stay on the C stack of 1 MiB each time, unless its pointer is put back.
        let result = sandbox.scope(|s| Ok(sum(s, if round % 2 == 0 { &[3, 255] } else { &[0] }))).unwrap();
        assert_eq!(result.unwrap_err().status(), Some(if round % 2 == 0 { 8 } else { 7 }));
        assert!(sandbox.has_state());
        let good = sandbox.scope(|s| sum(s, &[1, 2, 3])).unwrap();
        assert_eq!(good, 6);
        sizes.push(sandbox.scope(|s| Ok((live(s), s.memory_bytes()))).unwrap());
    }
    assert!(
        sizes.iter().all(|size| *size == (0, sizes[0].1)),
        "decoders are freed, and memory does not grow"
    );
}

#[test]
fn an_error_that_leaves_the_scope_ends_the_instance_as_any_does() {
    let mut sandbox = sandbox();
    assert!(sandbox.scope(|s| sum(s, &[0])).unwrap_err().gave_up());
    assert!(!sandbox.has_state());
}

#[test]
fn calls_go_on_within_the_scope_and_its_memory_stays() {
    sandbox()
        .scope(|s| {
            let before = s.copy_in(&[9_u8, 9])?;
            for _ in 0..100 {
                assert!(sum(s, &[0]).unwrap_err().gave_up());
            }
            assert_eq!(live(s), 100, "what is owned is freed when the scope ends");
            let decoder = s.decoder_new()?;
            let total = s.decoder_sum(decoder.ptr(), before.ptr(), before.len())?;
            assert_eq!(verify!(total, in ..)?, 18);
            decoder.free(s)?;
            assert_eq!(live(s), 100);
            Ok(())
        })
        .unwrap();
}

/// Calls the library with a closure that calls it in turn.
fn each<'id>(
    s: &mut Jumps<'id>,
    bytes: &[u8],
    mut inside: impl FnMut(&mut Jumps<'id>, GuestPtr<'id, Decoder>) -> Result<i32, Fault>,
) -> Result<i32, Fault> {
    let decoder = s.decoder_new()?;
    let input = s.copy_in(bytes)?;
    let total = s.lend(
        ByteFn,
        |s, (decoder, _)| inside(s, decoder),
        |s, on_byte| s.decoder_each(decoder.ptr(), input.ptr(), input.len(), on_byte),
    )?;
    verify!(total, in ..)
}

#[test]
fn a_jump_out_of_a_nested_call_unwinds_everything_to_the_outermost() {
    let mut sandbox = sandbox();
    let outcome = sandbox
        .scope(|s| {
            let mut refused = 0;
            let fault = each(s, &[1, 2], |s, decoder| {
                let fault = s.decoder_fail(decoder, 5).unwrap_err();
                assert_eq!((fault.gave_up(), fault.status()), (true, Some(5)));
                // Until the outermost call has ended, nothing goes in.
                refused += i32::from(s.decoders_live().unwrap_err().gave_up());
                // A closure that makes light of it does not stop it.
                Ok(0)
            })
            .unwrap_err();
            assert_eq!((fault.gave_up(), fault.status(), refused), (true, Some(5), 1));
            // The closure is no longer lent and can be again.
            assert_eq!(each(s, &[4, 5], |_, _| Ok(1))?, 2);
            sum(s, &[1, 1])
        })
        .unwrap();
    assert_eq!(outcome, 2);
    assert!(sandbox.has_state());
}

#[test]
fn the_closures_own_error_is_what_the_caller_gets() {
    let mut sandbox = sandbox();
    let fault = sandbox
        .scope(|s| {
            Ok(each(s, &[1], |s, decoder| {
                s.decoder_fail(decoder, 5).map_err(|_| Fault::host("the picture is torn"))?;
                Ok(0)
            }))
        })
        .unwrap()
        .unwrap_err();
    assert_eq!((fault.kind(), fault.gave_up()), (FaultKind::Host, false));
    assert!(sandbox.has_state(), "the library had given up before, so the instance goes on");
    assert_eq!(sandbox.scope(|s| sum(s, &[2])).unwrap(), 2);
}

#[test]
fn an_error_of_a_closure_alone_ends_the_instance() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            assert!(each(s, &[1], |_, _| Err(Fault::host("no"))).is_err());
            let fault = s.decoders_live().unwrap_err();
            assert_eq!((fault.kind(), fault.gave_up()), (FaultKind::Caller, false));
            Ok(())
        })
        .unwrap();
    assert!(!sandbox.has_state());
}

#[test]
fn a_panic_after_the_jump_ends_the_instance() {
    let mut sandbox = sandbox().on_panic(OnPanic::Error);
    let fault = sandbox
        .scope(|s| {
            let fault = each(s, &[1], |s, decoder| {
                let _ = s.decoder_fail(decoder, 5);
                panic!("on purpose")
            });
            assert_eq!(s.decoders_live().unwrap_err().kind(), FaultKind::Caller);
            Ok(fault)
        })
        .unwrap()
        .unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Host);
    assert!(!sandbox.has_state());
}

#[test]
fn three_calls_deep_all_of_them_end() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            let fault = each(s, &[1], |s, _| {
                each(s, &[1], |s, decoder| {
                    s.decoder_fail(decoder, 9)?;
                    Ok(0)
                })
            })
            .unwrap_err();
            assert_eq!(fault.status(), Some(9));
            assert_eq!(sum(s, &[1])?, 1);
            Ok(())
        })
        .unwrap();
    assert!(sandbox.has_state());
}

#[test]
fn a_note_that_the_library_forges_wins_it_nothing() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            for _ in 0..10 {
                let fault = s.forge().unwrap_err();
                assert_eq!((fault.gave_up(), fault.status()), (true, Some(i64::from(i32::MIN))));
            }
            assert_eq!(sum(s, &[2, 3])?, 5);
            Ok(())
        })
        .unwrap();
}

/// A library that says it is built for this, and lies about how.
fn liar(note: &str, stack_pointer: &str) -> Pool<JumpsErrors> {
    let wasm = wat::parse_str(format!(
        r#"(module
            (memory (export "memory") 1 1)
            (global (export "__ringfence_longjmp") i32 (i32.const {note}))
            (global (export "__stack_pointer") {stack_pointer})
            (func (export "decoders_live") (result i32)
                (i32.store (i32.const 16) (i32.const 1))
                (i32.store (i32.const 20) (i32.const 5))
                unreachable)
            (func (export "errors_caught") (result i32) (i32.load (i32.const 0x7fff_ffff))))"#
    ))
    .unwrap();
    Pool::from_wasm(&wasm, Limits::default().deadline(Duration::from_secs(5))).unwrap()
}

#[test]
fn lies_about_the_note_or_the_stack_are_ordinary_traps() {
    let honest = liar("16", "(mut i32) (i32.const 4096)");
    honest
        .scope(|s| {
            assert!(s.decoders_live().unwrap_err().gave_up());
            assert!(s.decoders_live().unwrap_err().gave_up());
            // Another trap is what it is, whatever was noted before.
            assert_eq!(s.errors_caught().unwrap_err().trap(), Some(Trap::MemoryOutOfBounds));
            assert_eq!(s.decoders_live().unwrap_err().kind(), FaultKind::Caller);
            Ok(())
        })
        .unwrap();
    for (note, stack_pointer) in [
        ("0xffff_fffc", "(mut i32) (i32.const 4096)"),
        ("65532", "(mut i32) (i32.const 4096)"),
        ("16", "i32 (i32.const 4096)"),
        ("16", "(mut i64) (i64.const 4096)"),
    ] {
        let liar = liar(note, stack_pointer);
        liar.scope(|s| {
            assert_eq!(
                s.decoders_live().unwrap_err().trap(),
                Some(Trap::Unreachable),
                "{note} {stack_pointer}"
            );
            assert_eq!(s.decoders_live().unwrap_err().kind(), FaultKind::Caller);
            Ok(())
        })
        .unwrap();
    }
}
