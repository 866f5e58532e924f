//! C++ that catches what it throws: clauses, destructors, what leaves the library, and exceptions that do harm.

use std::time::Duration;

use ringfence::{Fault, FaultKind, Limits, Pool, Sandbox, Scope, Trap, verify};
use ringfence_tests::throws::{jumps, throws::*};

type Thrower<'id> = Scope<'id, Throws>;

fn pool() -> Pool<Throws> {
    Pool::new(Limits::default().deadline(Duration::from_secs(30))).unwrap()
}

fn run<R>(body: impl for<'id> FnOnce(&mut Thrower<'id>) -> Result<R, Fault>) -> R {
    pool().scope(body).unwrap()
}

fn text(s: &mut Thrower<'_>, library: bool, what: i32) -> Result<String, Fault> {
    let text = if library { s.throws_of_the_library(what)? } else { s.throws_message(what)? };
    let text = s.c_str(text, 200)?;
    let text = verify!(text, |text| text.to_bytes().is_ascii())?;
    Ok(text.to_string_lossy().into_owned())
}

#[test]
fn each_type_finds_its_clause() {
    run(|s| {
        let live = verify!(s.throws_live()?, in ..)?;
        for (what, clause) in [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 9), (7, 3), (8, 6), (9, 9)]
        {
            assert_eq!(verify!(s.throws_clause(what)?, in ..)?, clause, "{what}");
            assert_eq!(verify!(s.throws_live()?, in ..)?, live, "{what}");
        }
        Ok(())
    });
}

#[test]
fn destructors_run_on_the_way() {
    run(|s| {
        for depth in [0, 1, 300] {
            assert_eq!(verify!(s.throws_deep(depth)?, in ..)?, depth + 1);
        }
        for count in 1..=3 {
            assert_eq!(verify!(s.throws_in_constructor(count)?, in ..)?, count);
        }
        for count in 1..=5 {
            assert_eq!(verify!(s.throws_in_array(count)?, in ..)?, count);
        }
        assert_eq!(verify!(s.throws_in_constructor(4)?, in ..)?, -1);
        assert_eq!(verify!(s.throws_in_array(6)?, in ..)?, -1);
        Ok(())
    });
}

#[test]
fn exceptions_are_thrown_again_nested_and_kept() {
    run(|s| {
        for value in [0, 7, -100] {
            assert_eq!(verify!(s.throws_again(value)?, in ..)?, value + 3);
            assert_eq!(verify!(s.throws_nested(value)?, in ..)?, value * 3);
            assert_eq!(verify!(s.throws_kept(value)?, in ..)?, value * 2);
        }
        assert_eq!(verify!(s.throws_while_unwinding()?, in ..)?, 12);
        assert_eq!(verify!(s.throws_live()?, in ..)?, 1);
        Ok(())
    });
}

#[test]
fn what_was_caught_is_freed() {
    run(|s| {
        assert_eq!(verify!(s.throws_many(100)?, in ..)?, 100);
        let before = (s.memory_bytes(), verify!(s.throws_live()?, in ..)?);
        for _ in 0..3 {
            assert_eq!(verify!(s.throws_many(10_000)?, in ..)?, 10_000);
            verify!(s.throws_kept(1)?, in ..)?;
        }
        assert_eq!((s.memory_bytes(), verify!(s.throws_live()?, in ..)?), before);
        Ok(())
    });
}

#[test]
fn what_the_cpp_library_throws_is_caught() {
    run(|s| {
        let names = [
            "St12out_of_range",
            "St12out_of_range",
            "St16invalid_argument",
            "St8bad_cast",
            "St9bad_alloc",
            "St9bad_alloc",
            "St12out_of_range",
            "St12out_of_range",
            "St19bad_optional_access",
            "St12length_error",
            "bad_function_call",
            "St11range_error",
        ];
        for (what, name) in (1..).zip(names) {
            let thrown = text(s, true, what)?;
            assert!(thrown.contains(name), "{what}: {thrown}");
        }
        for (what, said) in [(1, "vector"), (2, "basic_string"), (3, "stoi: no conversion")] {
            assert_eq!(text(s, false, what)?, said);
        }
        Ok(())
    });
}

#[test]
fn streams_cannot_throw_and_say_what_they_would_have() {
    let fault = pool().scope(|s| s.throws_of_the_library(13).map(|_| ())).unwrap_err();
    assert_eq!((fault.kind(), fault.trap()), (FaultKind::Guest, Some(Trap::Uncaught)));
    assert!(fault.to_string().contains("`std::ios_base::failure`"), "{fault}");
}

#[test]
fn what_nothing_catches_ends_the_call_and_is_named() {
    let pool = pool();
    for (what, name) in [(1, "`i`"), (4, "`std::out_of_range`"), (5, "`PKc`"), (6, "Other")] {
        for promised in [false, true] {
            let ended = |s: &mut Thrower<'_>| {
                let fault = if promised { s.throws_noexcept(what) } else { s.throws_out(what) }.unwrap_err();
                // What is left of the instance takes no more calls.
                assert_eq!(s.throws_live().unwrap_err().kind(), FaultKind::Caller);
                Ok(fault)
            };
            let fault = pool.scope(ended).unwrap();
            assert_eq!((fault.kind(), fault.trap()), (FaultKind::Guest, Some(Trap::Uncaught)), "{fault}");
            let said = fault.to_string();
            assert!(said.contains("the library threw a C++ `") && said.contains(name), "{said}");
            let frames: Vec<_> = fault.frames().iter().filter_map(|frame| frame.function()).collect();
            let through = if promised { "throws_noexcept" } else { "throws_out" };
            assert!(frames.contains(&through), "{frames:?}");
        }
        // The next one is served.
        assert_eq!(pool.scope(|s| verify!(s.throws_clause(2)?, in ..)).unwrap(), 2);
    }
}

#[test]
fn memory_that_ran_out_is_told_with_the_exception() {
    let fault = pool().scope(|s| s.throws_out(9).map(|_| ())).unwrap_err();
    assert!(fault.to_string().contains("`std::bad_alloc`") && fault.memory_was_refused(), "{fault}");
}

#[test]
fn a_trap_on_the_way_is_not_taken_for_the_exception() {
    let pool = pool();
    // Nothing was thrown before, and something was thrown and caught before.
    for first in [0, 2] {
        let fault = pool.scope(|s| {
            verify!(s.throws_clause(first)?, in ..)?;
            s.throws_garbage(u32::MAX).map(|_| ())
        });
        let fault = fault.unwrap_err();
        assert_eq!(fault.trap(), Some(Trap::MemoryOutOfBounds), "{fault}");
        assert!(!fault.to_string().contains("threw"), "{fault}");
    }
}

#[test]
fn a_closures_error_is_not_caught_by_the_guest() {
    let sum = run(|s| {
        s.lend(Step, |_, (value,)| verify!(value, in ..), |s, step| verify!(s.throws_each(step)?, in ..))
    });
    assert_eq!(sum, 6);
    let fault = pool()
        .scope(|s| {
            s.lend(
                Step,
                |_, _| Err(Fault::host(std::io::Error::other("not today"))),
                |s, step| {
                    let fault = s.throws_each(step).unwrap_err();
                    assert_eq!(s.throws_live().unwrap_err().kind(), FaultKind::Caller);
                    Err::<(), _>(fault)
                },
            )
        })
        .unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Host);
    assert!(fault.to_string().contains("not today"), "{fault}");
}

#[test]
fn no_exception_crosses_a_closure_of_the_host() {
    for swallowed in [false, true] {
        let fault = pool()
            .scope(|s| {
                s.lend(
                    Step,
                    |s, _| {
                        // The `catch (...)` is further out than this closure.
                        let fault = s.throws_out(4).unwrap_err();
                        assert!(fault.to_string().contains("`std::out_of_range`"), "{fault}");
                        if swallowed { Ok(1) } else { Err(fault) }
                    },
                    |s, step| s.throws_each(step).map(|_| ()),
                )
            })
            .unwrap_err();
        assert!(matches!(fault.kind(), FaultKind::Guest | FaultKind::Caller), "{fault}");
    }
}

#[test]
fn a_closure_may_call_what_throws_and_catches() {
    let sum = run(|s| {
        s.lend(
            Step,
            |s, (value,)| {
                assert_eq!(verify!(s.throws_clause(4)?, in ..)?, 4);
                verify!(value, in ..)
            },
            |s, step| verify!(s.throws_each(step)?, in ..),
        )
    });
    assert_eq!(sum, 6);
}

#[test]
fn harm_done_to_exceptions_stays_in_the_fence() {
    let pool = Pool::<Throws>::new(Limits::default().deadline(Duration::from_millis(200))).unwrap();
    for address in [0, 1, 4096, 0x7fff_fff0, u32::MAX - 3] {
        match pool.scope(|s| verify!(s.throws_garbage(address)?, in ..)) {
            Ok(clause) => assert!(clause == 1 || clause == 2),
            Err(fault) => {
                assert!(matches!(fault.kind(), FaultKind::Guest | FaultKind::Limit), "{fault}");
            }
        }
    }
    for (how, kind) in [(1, FaultKind::Guest), (2, FaultKind::Guest), (3, FaultKind::Limit)] {
        let fault = pool.scope(|s| s.throws_lies(how).map(|_| ())).unwrap_err();
        assert_eq!(fault.kind(), kind, "{how}: {fault}");
    }
    for how in [0, 0x7f, 0x80, 0xff] {
        match pool.scope(|s| verify!(s.throws_lies(how)?, in ..)) {
            Ok(clause) => assert_eq!(clause, 1),
            Err(fault) => {
                assert!(matches!(fault.kind(), FaultKind::Guest | FaultKind::Limit), "{how}: {fault}");
            }
        }
    }
    assert_eq!(pool.scope(|s| verify!(s.throws_clause(2)?, in ..)).unwrap(), 2);
}

#[test]
fn a_note_that_lies_only_tells_a_lie() {
    for (written, name, end, trap) in [
        ("2", "0xffff_fff0", "(throw $any (i32.const 0))", Trap::Uncaught),
        ("1", "40", "(throw $any (i32.const 0))", Trap::Uncaught),
        ("7", "0", "(throw $any (i32.const 0))", Trap::Uncaught),
        ("0", "40", "(throw $any (i32.const 0))", Trap::Uncaught),
        // In flight, and then something else: abort() in a destructor.
        ("2", "64", "unreachable", Trap::Unreachable),
        ("1", "64", "unreachable", Trap::Uncaught),
    ] {
        let wasm = wat::parse_str(format!(
            r#"(module
                (memory (export "memory") 1 1)
                (tag $any (param i32))
                (data (i32.const 40) "\1b[2Jowned\0a\00")
                (data (i32.const 64) "3Bad\00")
                (global (export "__ringfence_throw") i32 (i32.const 16))
                (func (export "throws_live") (result i32)
                    (i32.store (i32.const 16) (i32.const {written}))
                    (i32.store (i32.const 20) (i32.const {name}))
                    {end}))"#
        ))
        .unwrap();
        let pool = Pool::<Throws>::from_wasm(&wasm, Limits::default()).unwrap();
        let fault = pool.scope(|s| s.throws_live().map(|_| ())).unwrap_err();
        assert_eq!((fault.kind(), fault.trap()), (FaultKind::Guest, Some(trap)));
        assert!(!fault.to_string().contains('\x1b') && !fault.to_string().contains("owned"), "{fault}");
    }
}

#[test]
fn jumps_and_exceptions_go_together() {
    use jumps::ThrowsJumpsCalls as _;

    let mut sandbox = Sandbox::<jumps::ThrowsJumps>::new(Limits::default()).unwrap();
    sandbox
        .scope(|s| {
            for value in [1, 30, 4_000] {
                assert_eq!(verify!(s.mixed_each_to_its_own(value)?, in ..)?, value * 10 + 1);
                assert_eq!(verify!(s.mixed_jump_from_handler(value)?, in ..)?, value);
                assert_eq!(verify!(s.mixed_jump_past_destructor()?, in ..)?, 1);
            }
            Ok(())
        })
        .unwrap();
    let fault = sandbox.scope(|s| s.mixed_jump_out_of_noexcept().map(|_| ())).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Guest, "{fault}");
}
