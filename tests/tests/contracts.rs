//! Contracts with a guest that keeps to them.

use ringfence::{Fault, FaultKind, Lifecycle, Limits, Pool, Sandbox, Scope, verify};
use ringfence_tests::contracts::contracts::*;

fn pool() -> Pool<Contracts> {
    Pool::new(Limits::default()).unwrap()
}

fn run<R>(body: impl for<'id> FnOnce(&mut Scope<'id, Contracts>) -> Result<R, Fault>) -> Result<R, Fault> {
    pool().scope(body)
}

#[test]
fn an_image_comes_out_with_its_size() {
    let image = run(|s| s.image_decode(&[3, 2, 7])).unwrap();
    assert_eq!(image, ImageDecode { out: vec![7; 24], w: 3, h: 2 });
    let image = run(|s| s.image_load(&[3, 2, 7])).unwrap();
    assert_eq!(image, ImageLoad { w: 3, h: 2, result: vec![7; 24] });
}

#[test]
fn a_failing_status_is_a_fault_with_number_and_words() {
    let fault = run(|s| s.image_decode(&[3])).unwrap_err();
    assert_eq!(
        (fault.kind(), fault.status(), fault.message()),
        (FaultKind::Refused, Some(48), Some("too short"))
    );
    assert_eq!(fault.to_string(), "contracts::image_decode: failed with status 48: too short");
    let fault = run(|s| s.image_load(&[3])).unwrap_err();
    assert_eq!((fault.kind(), fault.status()), (FaultKind::Refused, None));
    let fault = run(|s| s.pack(2, b"abc")).unwrap_err();
    assert_eq!((fault.kind(), fault.status()), (FaultKind::Refused, Some(-5)));
}

#[test]
fn what_is_owned_is_freed_once_for_each_call() {
    let mut sandbox = Sandbox::<Contracts>::new(Limits::default()).unwrap();
    for round in 1..=3 {
        let counts = sandbox.scope(|s| {
            for _ in 0..10 {
                s.image_decode(&[4, 4, 1])?;
                // Handled inside the scope: the instance lives on.
                assert!(s.image_load(&[200, 200, 1]).is_err_and(|fault| fault.kind() == FaultKind::Rejected));
                assert!(s.image_decode(&[0, 4, 1]).is_err_and(|fault| fault.kind() == FaultKind::Rejected));
                assert!(s.greeting(c"x")?.is_some());
                assert!(s.greeting(c"")?.is_none());
            }
            let live = verify!(s.blocks_live()?, |_| true)?;
            Ok((live, verify!(s.blocks_freed()?, |_| true)?))
        });
        assert_eq!(counts.unwrap(), (0, 40 * round));
    }
}

#[test]
fn buffers_are_as_long_as_what_was_written() {
    assert_eq!(run(|s| s.pack(100, b"abc")).unwrap(), b"cba");
    assert_eq!(run(|s| s.pack(0, b"")).unwrap(), b"");
    assert_eq!(run(|s| s.copy_some(10, b"abc")).unwrap(), b"abc");
    assert_eq!(run(|s| s.copy_some(2, b"abc")).unwrap_err().status(), Some(-1));
    let key = *b"0123456789abcdef";
    assert_eq!(run(|s| s.digest(&key, b"\x01")).unwrap(), b"11234567");
}

#[test]
fn ends_of_ranges_may_be_beyond_32_bits() {
    for exponent in [31, 32, 41] {
        assert_eq!(run(|s| s.power(exponent)).unwrap(), 1 << exponent);
    }
    for exponent in [0, 30, 42, 63] {
        assert_eq!(run(|s| s.power(exponent)).unwrap_err().kind(), FaultKind::Rejected, "{exponent}");
    }
}

#[test]
fn slices_with_one_length_must_agree() {
    assert_eq!(run(|s| s.dot(&[1, 2, 3], &[4, -5, 6])).unwrap(), 12);
    let fault = run(|s| s.dot(&[1, 2], &[1])).unwrap_err();
    assert_eq!((fault.kind(), fault.site().map(|site| site.rule())), (FaultKind::Caller, Some("b len = n")));
}

#[test]
fn relations_between_arguments_are_checked_before_the_call() {
    assert_eq!(run(|s| s.grid(&[1, 2, 9, 3, 4], 2, 2, 3)).unwrap(), 10);
    for (pixels, w, h, stride, rule) in [
        (&[0; 5][..], 2, 2, 1, "w > 0 && h > 0 && stride >= w"),
        (&[0; 4], 2, 2, 3, "pixels len = stride * (h - 1) + w"),
        (&[0; 4], i32::MAX, i32::MAX, i32::MAX, "pixels len = stride * (h - 1) + w"),
        (&[], 0, 0, 0, "w > 0 && h > 0 && stride >= w"),
    ] {
        let fault = run(|s| s.grid(pixels, w, h, stride)).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Caller, "{fault}");
        assert_eq!(fault.site().unwrap().rule(), rule);
    }
}

#[test]
fn what_may_be_missing_is_an_option() {
    assert_eq!(run(|s| s.optional(Some(b"abc"), Some("four"))).unwrap(), 4031);
    assert_eq!(run(|s| s.optional(None, None)).unwrap(), 0);
    assert_eq!(run(|s| s.optional(None, Some("a\0b"))).unwrap_err().kind(), FaultKind::Caller);
}

#[test]
fn strings_come_out_owned_static_and_in_buffers() {
    assert_eq!(run(|s| s.greeting(c"world")).unwrap().as_deref(), Some("hello, world"));
    assert_eq!(run(|s| s.version()).unwrap().as_c_str(), c"1.2.3");
    assert_eq!(run(|s| s.describe(16)).unwrap().as_c_str(), c"a guest");
    assert_eq!(run(|s| s.describe(3)).unwrap_err().kind(), FaultKind::Guest);
}

#[test]
fn values_that_go_in_come_back() {
    let mut values = [1.0, 2.5];
    run(|s| s.scale(&mut values, 2.0)).unwrap();
    assert_eq!(values, [2.0, 5.0]);
    assert_eq!(run(|s| s.next(41)).unwrap(), 42);
    assert_eq!(run(|s| s.next(100)).unwrap_err().kind(), FaultKind::Rejected);
}

#[test]
fn enums_bools_and_floats_come_out() {
    assert!(run(|s| s.is_even(4)).unwrap());
    assert_eq!(run(|s| s.kind_of(50)).unwrap(), Kind::Large);
    let Measure { mean, kind, empty } = run(|s| s.measure(&[1, 2])).unwrap();
    assert_eq!((mean, kind, empty), (1.5, Kind::Small, false));
}

#[test]
fn handles_stay_pointers_of_the_scope() {
    let total = run(|s| {
        let counter = s.counter_open(4)?;
        s.counter_add(counter, 2)?;
        assert!(s.counter_add(counter, 1).is_err_and(|fault| fault.kind() == FaultKind::Rejected));
        s.counter_add(counter, 1)
    });
    assert_eq!(total.unwrap(), 8);
    assert_eq!(run(|s| s.counter_open(-1).map(drop)).unwrap_err().kind(), FaultKind::Refused);
}

#[test]
fn the_explicit_method_remains() {
    let width = run(|s| {
        let input = s.copy_in(&[3, 2, 7])?;
        let (out, w, h) = (s.alloc()?, s.alloc()?, s.alloc()?);
        s.image_decode_raw(out, w, h, input.ptr(), input.len()).map(drop)?;
        verify!(s.read(w)?, in 1..=255)
    });
    assert_eq!(width.unwrap(), 3);
}

#[test]
fn a_pool_that_keeps_instances_serves_as_well() {
    let pool = pool().lifecycle(Lifecycle::Keep);
    for size in 1..50 {
        let image = pool.scope(|s| s.image_decode(&[size, size, size])).unwrap();
        assert_eq!(image.out.len(), usize::from(size) * usize::from(size) * 4);
    }
}
