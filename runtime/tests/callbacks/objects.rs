//! Host objects behind `void *user`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ringfence::{Fault, FaultKind, GuestPtr, verify};

use crate::guest::{Calls as _, RowFn, pool};

#[test]
fn host_objects_travel_as_tokens() {
    pool()
        .scope(|s| {
            let mut rows: Vec<i32> = Vec::new();
            s.lend_host(&mut rows, |s, token| {
                s.lend(
                    RowFn,
                    |s, (user, n)| {
                        s.host(user, |_, rows: &mut Vec<i32>| {
                            rows.push(verify!(n, in 0..10)?);
                            Ok(rows.len() as i32)
                        })
                    },
                    |s, f| s.each(f, token.ptr(), 3).map(drop),
                )
            })?;
            assert_eq!(rows, [0, 1, 2]);
            Ok(())
        })
        .unwrap();
}

#[test]
fn tokens_that_are_forged_stale_mistyped_or_in_use_are_errors() {
    pool()
        .scope(|s| {
            let (mut number, mut text) = (1u32, String::new());
            let touch = |_: &mut _, _: &mut u32| Ok(());
            let stale = s.lend_host(&mut number, |s, token| {
                assert!(s.host(token.ptr(), touch).is_ok());
                let mistyped = s.host(token.ptr(), |_, _: &mut String| Ok(())).unwrap_err();
                assert!(mistyped.to_string().contains("no lent object"), "{mistyped}");
                let nested = s.host(token.ptr(), |s, _: &mut u32| {
                    let again = s.host(token.ptr(), touch).unwrap_err();
                    assert!(again.to_string().contains("further out"), "{again}");
                    Ok(())
                });
                assert!(nested.is_ok() && s.host(token.ptr(), touch).is_ok());
                let panic = catch_unwind(AssertUnwindSafe(|| {
                    s.host(token.ptr(), |_, _: &mut u32| -> Result<(), Fault> { panic!("in use") })
                }));
                assert!(panic.is_err() && s.host(token.ptr(), touch).is_ok());
                Ok(token.ptr())
            })?;
            s.lend_host(&mut text, |s, _| {
                for user in [stale, GuestPtr::NULL, s.alloc::<u32>()?.cast()] {
                    assert_eq!(s.host(user, touch).unwrap_err().kind(), FaultKind::Guest);
                }
                Ok(())
            })
        })
        .unwrap();
}

#[test]
fn a_library_that_follows_a_token_traps() {
    pool()
        .scope(|s| {
            let mut number = 7u32;
            s.lend_host(&mut number, |s, token| {
                assert_eq!(s.read(token.ptr().cast::<u8>()).unwrap_err().kind(), FaultKind::Guest);
                Ok(())
            })
        })
        .unwrap();
}
