//! `setjmp` and `longjmp` as C has them, by way of exceptions, and exceptions that do harm.

use std::time::Duration;

use ringfence::{Fault, FaultKind, Limits, Pool, Sandbox, Scope, Trap, verify};
use ringfence_tests::jumps::exceptions::*;

type Jumps<'id> = Scope<'id, JumpsExceptions>;

fn sandbox() -> Sandbox<JumpsExceptions> {
    Sandbox::new(Limits::default().deadline(Duration::from_secs(30))).unwrap()
}

fn sum(s: &mut Jumps<'_>, bytes: &[u8]) -> Result<i32, Fault> {
    let decoder = s.decoder_new()?;
    let input = s.copy_in(bytes)?;
    let sum = verify!(s.decoder_sum(decoder.ptr(), input.ptr(), input.len())?, in ..)?;
    decoder.free(s)?;
    Ok(sum)
}

#[test]
fn setjmp_does_what_c_says() {
    sandbox()
        .scope(|s| {
            for value in [0, 1, -5, i32::MAX / 4] {
                assert_eq!(verify!(s.zero_becomes_one()?, in ..)?, 1);
                assert_eq!(verify!(s.inner_jump_leaves_the_outer_alone()?, in ..)?, 1);
                assert_eq!(verify!(s.locals_survive(value)?, in ..)?, 1);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_error_comes_back_as_the_librarys_own_result_without_growth() {
    sandbox()
        .scope(|s| {
            assert_eq!(sum(s, &[1, 2, 3])?, 6);
            let before = s.memory_bytes();
            for _ in 0..2_000 {
                assert_eq!(sum(s, &[1, 0])?, -7);
                assert_eq!(sum(s, &[255])?, -8);
            }
            assert_eq!(verify!(s.errors_caught()?, in ..)?, 4_000);
            assert_eq!(verify!(s.decoders_live()?, in ..)?, 0);
            assert_eq!(s.memory_bytes(), before);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_jump_that_nothing_catches_is_a_guest_fault() {
    let mut sandbox = sandbox();
    sandbox
        .scope(|s| {
            let fault = s.stale_jump().unwrap_err();
            assert_eq!((fault.kind(), fault.trap()), (FaultKind::Guest, Some(Trap::Uncaught)));
            assert!(
                fault.to_string().contains("an exception (longjmp, throw) that nothing caught"),
                "{fault}"
            );
            assert_eq!(s.decoders_live().unwrap_err().kind(), FaultKind::Caller);
            Ok(())
        })
        .unwrap();
    assert!(!sandbox.has_state());
}

#[test]
fn no_jump_crosses_a_closure_of_the_host() {
    let mut sandbox = sandbox();
    let fault = sandbox
        .scope(|s| {
            let decoder = s.decoder_new()?;
            let input = s.copy_in(&[1_u8])?;
            s.lend(
                ByteFn,
                |s, (decoder, _)| {
                    // The `setjmp` is further out than this closure.
                    let fault = s.decoder_fail(decoder, 5).unwrap_err();
                    assert_eq!(fault.trap(), Some(Trap::Uncaught));
                    Err(fault)
                },
                |s, on_byte| s.decoder_each(decoder.ptr(), input.ptr(), 1, on_byte),
            )
            .map(|_| ())
        })
        .unwrap_err();
    assert_eq!(fault.trap(), Some(Trap::Uncaught));
}

#[test]
fn handlers_catch_neither_deadlines_nor_overflows() {
    let quick = Limits::default().deadline(Duration::from_millis(50));
    let fault = Sandbox::<JumpsExceptions>::new(quick).unwrap().scope(|s| s.spin().map(|_| ())).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Limit);
    let fault = sandbox().scope(|s| s.overflow(0).map(|_| ())).unwrap_err();
    assert!(matches!(fault.kind(), FaultKind::Guest | FaultKind::Limit), "{fault}");
}

fn hostile(body: &str) -> Pool<JumpsExceptions> {
    let wasm = wat::parse_str(format!(r#"(module (memory (export "memory") 1 1) {body})"#)).unwrap();
    Pool::from_wasm(&wasm, Limits::default().memory(2 << 20).deadline(Duration::from_secs(60))).unwrap()
}

#[test]
fn nothing_catches_a_trap() {
    let pool = hostile(
        r#"(func (export "decoders_live") (result i32)
            (block $caught (try_table (catch_all $caught) unreachable))
            (i32.const 1))"#,
    );
    let fault = pool.scope(|s| s.decoders_live().map(|_| ())).unwrap_err();
    assert_eq!(fault.trap(), Some(Trap::Unreachable));
}

#[test]
fn exceptions_that_are_hoarded_meet_the_memory_limit() {
    // Each holds the one before, so none can be freed.
    let pool = hostile(
        r#"(tag $chain (param exnref))
        (func (export "decoders_live") (result i32)
            (local $last exnref)
            (loop $more
                (block $caught (result exnref exnref)
                    (try_table (catch_ref $chain $caught) (throw $chain (local.get $last)))
                    unreachable)
                (local.set $last)
                drop
                (br $more))
            (i32.const 1))"#,
    );
    let fault = pool.scope(|s| s.decoders_live().map(|_| ())).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
    assert!(fault.to_string().contains("memory limit"), "{fault}");
    // The next one is served.
    assert!(pool.scope(|s| Ok(s.memory_bytes())).is_ok());
}

#[test]
fn exceptions_that_are_dropped_are_freed() {
    let pool = hostile(
        r#"(tag $note (param i32))
        (func (export "decoders_live") (result i32)
            (local $left i32)
            (local.set $left (i32.const 50000))
            (loop $more
                (block $caught (result i32)
                    (try_table (catch $note $caught) (throw $note (local.get $left)))
                    unreachable)
                (local.set $left (i32.sub (i32.const 1)))
                (br_if $more (local.get $left)))
            (i32.const 1))"#,
    );
    let live = pool.scope(|s| verify!(s.decoders_live()?, in ..)).unwrap();
    assert_eq!(live, 1);
}
