//! Function pointers of any origin: lent, stale, forged, of the library, of another type.

use ringfence::{FaultKind, GuestFn, GuestPtr, Limits, Pool, verify};

use crate::guest::{Calls as _, PlainFn, RowFn, pool};

#[test]
fn a_stale_pointer_is_an_error() {
    let fault = pool()
        .scope(|s| {
            s.lend(RowFn, |_, _| Ok(1), |s, f| s.store(f))?;
            s.fire(GuestPtr::NULL, 0)
        })
        .unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Guest);
    assert!(fault.to_string().contains("no longer lent"), "{fault}");
    assert_eq!(fault.function(), Some("fire"));
}

#[test]
fn forged_pointers_are_errors_for_guest_and_host() {
    let pool = pool();
    for call in [0, 2, 3, 11, 12, 1 << 16, u32::MAX] {
        let forge = |s: &mut ringfence::Scope<'_, crate::guest::Caller>| {
            let place = s.alloc::<ringfence::FnPtr<RowFn>>()?;
            s.write(place.cast::<u32>(), call)?;
            s.read(place).map(|f| s.call_ptr(f, (GuestPtr::NULL, 1)).unwrap_err().kind())
        };
        assert_eq!(pool.scope(forge).unwrap(), FaultKind::Guest, "{call}");
        let fault = pool
            .scope(|s| {
                let place = s.alloc::<ringfence::FnPtr<RowFn>>()?;
                s.write(place.cast::<u32>(), call)?;
                let f = s.read(place)?;
                s.each(f, GuestPtr::NULL, 1)
            })
            .unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Guest, "{call}: {fault}");
    }
}

#[test]
fn function_pointers_of_the_library_can_be_called() {
    let pool = pool();
    let doubled = pool
        .scope(|s| {
            let f = s.pointer_to(RowFn, "double")?;
            assert!(!f.is_null() && GuestFn::<RowFn>::NULL.is_null());
            let sum = s.each(f, GuestPtr::NULL, 4)?;
            assert_eq!(verify!(sum, in 0..100)?, 12);
            // Asking again costs no second entry in the table of 12.
            for _ in 0..100 {
                s.pointer_to(RowFn, "double")?;
            }
            verify!(s.call_ptr(f, (GuestPtr::NULL, 21))?, in 0..100)
        })
        .unwrap();
    assert_eq!(doubled, 42);
    for (name, part) in [("other", "another C type"), ("absent", "no exported function `absent`")] {
        let fault = pool.scope(|s| s.pointer_to(RowFn, name).map(drop)).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Module);
        assert!(fault.to_string().contains(part), "{fault}");
    }
}

#[test]
fn the_host_can_call_what_it_lent() {
    pool()
        .scope(|s| {
            s.lend(
                RowFn,
                |_, (_, n)| Ok(verify!(n, in 0..10)? + 1),
                |s, f| {
                    assert_eq!(verify!(s.call_ptr(f, (GuestPtr::NULL, 4))?, in 0..10)?, 5);
                    assert!(s.call_ptr(f, (GuestPtr::NULL, 40)).unwrap_err().site().is_some());
                    Ok(())
                },
            )
        })
        .unwrap();
}

#[test]
fn a_module_that_hides_its_table_is_an_error() {
    let text = wat::parse_str("(module (memory (export \"memory\") 1))").unwrap();
    let pool = Pool::<crate::guest::Caller>::from_wasm(&text, Limits::default()).unwrap();
    let fault = pool.scope(|s| s.lend(RowFn, |_, _| Ok(0), |_, _| Ok(()))).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Module);
    assert!(fault.to_string().contains("--export-table"), "{fault}");
}

#[test]
fn functions_of_other_types_have_slots_of_their_own() {
    pool()
        .scope(|s| {
            s.lend(
                PlainFn,
                |_, ()| Ok(()),
                |s, plain| {
                    s.call_ptr(plain, ())?;
                    s.lend(
                        RowFn,
                        |_, (_, n)| verify!(n, in 0..9),
                        |s, row| {
                            assert_eq!(verify!(s.call_ptr(row, (GuestPtr::NULL, 8))?, in 0..9)?, 8);
                            s.call_ptr(plain, ())
                        },
                    )
                },
            )
        })
        .unwrap();
}
