//! A wrapper that is read from a C header: every construct, and a library that lies through it.

use ringfence::{Fault, FaultKind, Limits, Pool, Scope, inert, verify};
use ringfence_tests::headers::headers::*;

/// Runs `body` in a scope and expects it to end well.
fn with<R>(body: impl for<'id> FnOnce(&mut Scope<'id, Headers>) -> Result<R, Fault>) -> R {
    Pool::<Headers>::new(Limits::default()).unwrap().scope(body).unwrap()
}

#[test]
fn constants_have_the_type_and_value_that_the_c_compiler_says() {
    let _: (i32, i32, u64, u8, u64) = (HDR_MOST, HDR_NEGATIVE, HDR_UNKNOWN, HDR_CAST, HDR_SIZE);
    assert_eq!((HDR_MOST, HDR_NEGATIVE, HDR_UNKNOWN, HDR_CAST), (40, -42, u64::MAX, 0xff));
    assert_eq!(HDR_VERSION, c"1.2.3");
    assert_eq!((HDR_RATIO, HDR_LETTER), (2.5, i32::from(b'x')));
    assert_eq!(HDR_TAG_AB, i32::from(b'a') << 8 | i32::from(b'b'));
    assert_eq!((HDR_ANON_A, HDR_ANON_B, HDR_ALSO_GREEN, HDR_SLOW), (3, 4, 5, -1));
    assert_eq!(hdr_limit, 7);
    with(|s| {
        let record = s.alloc::<hdr_record>()?;
        let _ = s.hdr_fill(record)?;
        let size = verify!(s.read(record.length())?, in ..=4096)?;
        assert_eq!(u64::try_from(size).unwrap(), HDR_SIZE);
        Ok(())
    });
}

#[test]
fn a_struct_of_the_header_is_read_field_by_field() {
    with(|s| {
        let record = s.alloc::<hdr_record>()?;
        let _ = s.hdr_fill(record)?;
        let copy = s.read(record)?;
        assert_eq!(verify!(copy.count(), in 0..=9)?, 3);
        assert_eq!(verify!(copy.kind(), in ..)?, 21);
        assert_eq!(verify!(copy.rest(), in ..)?, 200);
        assert_eq!(verify!(copy.color(), in ..)?, HDR_GREEN);
        assert_eq!(verify!(copy.inner().at_().y(), in ..)?, 5);
        assert_eq!(verify!(copy.range().high(), in ..)?, 9);
        assert_eq!(verify!(copy.__bindgen_anon_1().bits(), in ..)?, 0x3f80_0000);
        assert_eq!(verify!(copy.corners(1).unwrap().y(), in ..)?, -7);
        assert_eq!(verify!(copy.either().whole(), in ..)?, 1 << 24);
        assert_eq!(verify!(copy.type_(), in ..)?, 6);
        assert_eq!(inert!(s.c_str(record.name().first(), 8)?).as_c_str(), c"record");
        Ok(())
    });
}

#[test]
fn functions_of_the_header_are_called() {
    with(|s| {
        assert_eq!(verify!(s.hdr_add(2, 3)?, in ..)?, 5);
        assert_eq!(verify!(s.hdr_next(HDR_RED)?, in ..)?, HDR_GREEN);
        assert_eq!(verify!(s.match_(6, 7)?, in ..)?, 42);
        let handle = s.hdr_open()?;
        s.hdr_close(handle)?;
        let out = s.alloc_slice::<std::ffi::c_char>(16)?;
        let format = s.copy_str("%d!")?;
        let _ = s.hdr_format(out.ptr(), out.len(), format, &[7.into()])?;
        assert_eq!(inert!(s.c_str(out.ptr(), 16)?).as_c_str(), c"7!");
        let arguments = s.va_list(&[8.into()])?;
        let _ = s.hdr_vformat(out.ptr(), out.len(), format, arguments)?;
        assert_eq!(inert!(s.c_str(out.ptr(), 16)?).as_c_str(), c"8!");
        Ok(())
    });
}

#[test]
fn functions_that_the_header_defines_itself_are_called_too() {
    with(|s| {
        assert_eq!(verify!(s.doubled(21)?, in ..)?, 42);
        let point = s.alloc::<hdr_point>()?;
        s.write(point.x(), 3)?;
        s.write(point.y(), 4)?;
        assert_eq!(verify!(s.hdr_sum_of(point)?, in ..)?, 7);
        Ok(())
    });
}

#[test]
fn callbacks_have_the_type_of_the_header() {
    with(|s| {
        let record = s.alloc::<hdr_record>()?;
        let _ = s.hdr_fill(record)?;
        s.write_bits(record.kind(), 9)?;
        let visit = s.read(record.visit())?;
        let user = record.cast();
        assert_eq!(verify!(s.hdr_walk(record, visit, user)?, in ..)?, 1);
        Ok(())
    });
}

#[test]
fn variables_of_the_header_are_there() {
    with(|s| {
        let motto = s.hdr_motto()?;
        let motto = s.read(motto)?;
        assert_eq!(inert!(s.c_str(motto, 64)?).as_c_str(), c"read it yourself");
        let _ = s.hdr_add(1, 1)?;
        let counter = s.hdr_counter()?;
        assert_eq!(verify!(s.read(counter)?, in ..)?, 41);
        Ok(())
    });
}

#[test]
fn a_declaration_by_hand_takes_the_place_of_the_header() {
    with(|s| {
        assert_eq!(s.hdr_sum(&[1, 2, 39])?, 42);
        let refusal = s.hdr_status(HDR_GREEN.cast_signed()).unwrap_err();
        assert_eq!(refusal.kind(), FaultKind::Refused);
        assert!(refusal.to_string().contains("green"), "{refusal}");
        Ok(())
    });
}

#[test]
fn lies_through_a_generated_wrapper_are_faults() {
    let pool = Pool::<Headers>::new(Limits::default()).unwrap();
    let refused = pool.scope(|s| s.hdr_lie(16));
    assert!(refused.is_err(), "more was written than there is room for");
    let outside = pool.scope(|s| {
        let nowhere = s.hdr_nowhere()?;
        s.read(nowhere).map(drop)
    });
    assert_eq!(outside.unwrap_err().kind(), FaultKind::Guest);
}
