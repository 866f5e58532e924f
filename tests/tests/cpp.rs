//! C++: classes behind C functions, static constructors, mangled names, and what is thrown.

use ringfence::{Fault, FaultKind, Limits, Pool, Scope, Trap, verify};
use ringfence_tests::cpp::cpp::*;

fn run<R>(body: impl for<'id> FnOnce(&mut Scope<'id, Cpp>) -> Result<R, Fault>) -> Result<R, Fault> {
    Pool::new(Limits::default()).unwrap().scope(body)
}

#[test]
fn a_class_is_used_through_small_c_functions() {
    let (count, longest) = run(|s| {
        let words = s.words_new()?;
        let mut count = 0;
        for text in [c"a fenced library", c"computes"] {
            let text = s.copy_c_str(text)?;
            count += verify!(s.words_add(words.ptr(), text)?, in 1..=100)?;
        }
        let longest = s.words_longest(words.ptr())?;
        let longest = s.c_str(longest, 100)?;
        Ok((count, verify!(longest, |text| text.to_bytes().is_ascii())?))
    })
    .unwrap();
    assert_eq!((count, longest.as_c_str()), (4, c"computes"));
}

#[test]
fn static_constructors_have_run_once_in_each_instance() {
    for _ in 0..3 {
        let built = run(|s| {
            let first = verify!(s.built_before_anyone_called()?, in ..)?;
            Ok((first, verify!(s.built_before_anyone_called()?, in ..)?))
        });
        assert_eq!(built.unwrap(), (101, 101));
    }
    assert_eq!(run(|s| verify!(s.classes_work()?, in ..)).unwrap(), 1);
}

#[test]
fn a_function_is_called_by_its_mangled_name() {
    assert_eq!(run(|s| verify!(s.triple(14)?, in ..)).unwrap(), 42);
}

#[test]
fn what_is_thrown_ends_the_call_and_is_named() {
    for (what, name) in [(1, "std::runtime_error"), (2, "text::Failure"), (3, "i")] {
        let fault = run(|s| s.give(what).map(|_| ())).unwrap_err();
        assert_eq!((fault.kind(), fault.trap()), (FaultKind::Guest, Some(Trap::Uncaught)));
        let text = format!("cpp::give: the library threw a C++ `{name}`, which nothing catches");
        assert!(fault.to_string().starts_with(&text), "{fault}");
        let frames: Vec<_> = fault.frames().iter().filter_map(|frame| frame.function()).collect();
        assert!(frames.contains(&"give"), "{frames:?}");
    }
    let fault = run(|s| s.give(4).map(|_| ())).unwrap_err();
    assert_eq!(fault.trap(), Some(Trap::Unreachable), "{fault}");
    assert_eq!(run(|s| verify!(s.give(0)?, in ..)).unwrap(), 0);
}

#[test]
fn an_instance_that_threw_takes_no_more_calls() {
    run(|s| {
        let words = s.words_new()?;
        let text = s.copy_c_str(c" ")?;
        let fault = s.words_add(words.ptr(), text).unwrap_err();
        assert!(fault.to_string().contains("`std::invalid_argument`"), "{fault}");
        assert_eq!(s.triple(1).unwrap_err().kind(), FaultKind::Caller);
        Ok(())
    })
    .unwrap();
}

#[test]
fn a_library_that_lies_about_what_it_threw_only_tells_a_lie() {
    for (note, name) in [("16", "0xffff_fff0"), ("65532", "0"), ("0xffff_ffff", "0"), ("16", "40")] {
        let wasm = wat::parse_str(format!(
            r#"(module
                (memory (export "memory") 1 1)
                (data (i32.const 40) "\1b[2Jowned\0a\00")
                (global (export "__ringfence_throw") i32 (i32.const {note}))
                (func (export "classes_work") (result i32)
                    (i32.store (i32.const 16) (i32.const 1))
                    (i32.store (i32.const 20) (i32.const {name}))
                    unreachable))"#
        ))
        .unwrap();
        let pool = Pool::<Cpp>::from_wasm(&wasm, Limits::default()).unwrap();
        let fault = pool.scope(|s| s.classes_work().map(|_| ())).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Guest);
        assert!(!fault.to_string().contains('\x1b') && !fault.to_string().contains("owned"), "{fault}");
    }
}
