//! Function pointers travel to the guest, back, and through its memory.

use std::ffi::c_void;
use std::fmt::Debug;

use ringfence::{
    Fault, FaultKind, FnPtr, GuestFn, GuestPtr, Limits, Pool, Scope, TaintedStruct, inert, release, verify,
};
use ringfence_tests::engines::on_every_engine;
use ringfence_tests::functions::functions::*;

/// Runs `body` in a scope of each engine and expects it to end well.
fn with<R: PartialEq + Debug>(body: impl for<'id> Fn(&mut Scope<'id, Functions>) -> Result<R, Fault>) -> R {
    on_every_engine(body)
}

#[test]
fn a_function_of_the_library_goes_back_to_it() {
    with(|s| {
        let items = s.copy_in(&[3, -1, 2, i32::MIN])?;
        let compare = s.ascending()?;
        assert!(!compare.is_null());
        s.sort(items.ptr(), items.len(), compare)?;
        let sorted = release!(s.read_slice(items)?, reason = "compared with what is expected");
        assert_eq!(sorted, [i32::MIN, -1, 2, 3]);
        Ok(())
    });
}

#[test]
fn fields_arrays_and_out_pointers_hold_functions() {
    with(|s| {
        let decoder = s.alloc::<Decoder>()?;
        assert!(s.read(decoder.on_row())?.is_null() && s.read(decoder.hooks().first())?.is_null());
        let out = s.alloc()?;
        s.choose(out, 0)?;
        let count = s.read(out)?;
        s.write(decoder.on_row(), count)?;
        let input = s.copy_in(&[0_u8; 10])?;
        assert_eq!(verify!(s.decode(decoder, input.ptr(), input.len(), 3)?, in ..)?, 0);
        assert_eq!(verify!(s.rows_counted()?, in ..)?, 9);
        assert_eq!(verify!(s.read(decoder.rows())?, in ..)?, 3);
        s.choose(out, 1)?;
        let stop = s.read(out)?;
        s.write(decoder.on_row(), stop)?;
        assert_eq!(verify!(s.decode(decoder, input.ptr(), input.len(), 3)?, in ..)?, 1);
        Ok(())
    });
}

#[test]
fn the_same_function_comes_back() {
    with(|s| {
        let count = s.counter()?;
        let null = s.chosen(count, GuestFn::NULL, 1)?;
        assert!(null.is_null());
        let back = s.chosen(count, GuestFn::NULL, 0)?;
        let decoder = s.alloc::<Decoder>()?;
        s.write(decoder.on_row(), back)?;
        let input = s.copy_in(&[0_u8; 4])?;
        assert_eq!(verify!(s.decode(decoder, input.ptr(), input.len(), 4)?, in ..)?, 0);
        assert_eq!(verify!(s.rows_counted()?, in ..)?, 4);
        Ok(())
    });
}

#[test]
fn every_scalar_crosses_through_a_function_pointer() {
    with(|s| {
        let add = s.mixer()?;
        let sum = verify!(s.mix(add)?, in ..)?;
        assert_eq!(sum, -1.0 + 65_535.0 - (1_i64 << 40) as f64 + 0.75 - 70_000.0 + 4_000_000_000.0 + 3.0);
        Ok(())
    });
}

#[test]
fn calls_through_forged_pointers_are_faults_of_the_guest() {
    for index in [0, 9_999, u32::MAX] {
        let pool = Pool::<Functions>::new(Limits::default()).unwrap();
        let fault = pool
            .scope(|s| {
                let forged = s.forged(index)?;
                let decoder = s.alloc::<Decoder>()?;
                s.write(decoder.on_row(), forged)?;
                s.wrap(GuestFn::NULL, forged).map(drop)
            })
            .unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Guest, "{index}: {fault}");
    }
}

#[test]
fn a_closure_receives_rows_and_stops_the_library() {
    with(|s| {
        let input = s.copy_in(b"abcdefghij")?;
        let decoder = s.alloc::<Decoder>()?;
        let mut rows = Vec::new();
        let stopped = s.lend(
            RowFn,
            |s, (user, row, length)| {
                assert!(user.is_null());
                let length = verify!(length, in 1..=3)?;
                let row = s.slice(row, length)?;
                rows.push(inert!(s.read_slice(row)?));
                Ok(if rows.len() == 2 { Verdict::Stop } else { Verdict::Go })
            },
            |s, on_row| {
                s.write(decoder.on_row(), on_row)?;
                verify!(s.decode(decoder, input.ptr(), input.len(), 3)?, in ..)
            },
        )?;
        assert_eq!((stopped, rows), (1, vec![b"abc".to_vec(), b"def".to_vec()]));
        Ok(())
    });
}

#[test]
fn a_callback_receives_the_struct_that_holds_it() {
    with(|s| {
        let input = s.copy_in(&[0_u8; 6])?;
        let mut hooked = 0;
        let end = s.lend(
            DecoderHooksFn,
            |s, (this,)| {
                hooked += 1;
                assert!(s.read(this.on_row())?.is_null() && !s.read(this.on_end())?.is_null());
                Ok(())
            },
            |s, hook| {
                s.lend(
                    DecoderOnEndFn,
                    |s, (this, rows)| {
                        let copy = s.read(this)?;
                        let counted = verify!(copy.rows(), in 0..=100)?;
                        assert!(!copy.on_end().is_null() && copy.hooks(2).is_none());
                        assert_eq!(verify!(rows, in 0..=100)?, counted);
                        Ok(counted + 10)
                    },
                    |s, on_end| {
                        let mut copy = TaintedStruct::<Decoder>::zeroed();
                        copy.set_on_end(on_end);
                        copy.set_hooks(1, hook)?;
                        let decoder = s.alloc::<Decoder>()?;
                        s.write(decoder, copy)?;
                        verify!(s.decode(decoder, input.ptr(), input.len(), 2)?, in ..)
                    },
                )
            },
        )?;
        assert_eq!((end, hooked), (13, 1));
        Ok(())
    });
}

#[test]
fn every_scalar_reaches_a_closure_and_comes_back_from_one() {
    with(|s| {
        let sum = s.lend(
            MixFn,
            |_, (a, b, c, d, e, f, g, h)| {
                let integers = verify!(c, in ..)? + verify!(f, in ..)? + i64::from(verify!(a, in ..)?);
                let sizes = verify!(g, in ..)? + verify!(h, in ..)? as u64 + u64::from(verify!(b, in ..)?);
                Ok(integers as f64 + sizes as f64 + f64::from(verify!(d, in ..)?) + verify!(e, in ..)?)
            },
            |s, mix| verify!(s.mix(mix)?, in ..),
        )?;
        let add = s.mixer()?;
        assert_eq!(sum, verify!(s.mix(add)?, in ..)?);
        let called = s.call_ptr(add, (-1, 65_535, -1 << 40, 0.5, 0.25, -70_000, 4_000_000_000, 3))?;
        assert_eq!(sum, verify!(called, in ..)?);
        let fault = s.call_ptr(add, (0, 0, 0, 0.0, 0.0, 1 << 31, 0, 0)).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Caller, "a `long` of the guest has 32 bits");
        Ok(())
    });
}

#[test]
fn functions_of_functions_cross() {
    with(|s| {
        let count = s.counter()?;
        let wrapped = s.lend(
            WrapFn,
            |s, (inner,)| s.chosen(inner, GuestFn::NULL, 0),
            |s, wrapper| s.wrap(wrapper, count),
        )?;
        let row = s.copy_in(&[1_u8; 5])?;
        let verdict = s.call_ptr(wrapped, (GuestPtr::NULL, row.ptr(), row.len()))?;
        assert_eq!(verify!(verdict, valid)?, Verdict::Go);
        assert_eq!(verify!(s.rows_counted()?, in ..)?, 5);
        Ok(())
    });
}

#[test]
fn a_variadic_closure_reads_what_was_passed() {
    with(|s| {
        let seen = s.lend(
            LogFn,
            |s, (format, list): (_, GuestPtr<'_, c_void>)| {
                assert_eq!(inert!(s.c_str(format, 32)?).as_c_str(), c"%d and %f");
                let number = verify!(s.read(list.cast::<i32>())?, in ..)?;
                let ratio = verify!(s.read(list.cast::<f64>().element(1))?, in ..)?;
                assert_eq!(ratio, 1.5);
                Ok(number * 2)
            },
            |s, log| {
                let by_guest = verify!(s.write_log(log, 21)?, in ..)?;
                let format = s.copy_str("%d and %f")?;
                let list = s.va_list(&[4.into(), 1.5.into()])?;
                Ok((by_guest, verify!(s.call_ptr(log, (format, list))?, in ..)?))
            },
        )?;
        assert_eq!(seen, (42, 8));
        Ok(())
    });
}

#[test]
fn a_forged_pointer_cannot_be_called_by_the_host() {
    with(|s| {
        let row = s.copy_in(&[1_u8; 5])?;
        let ascending: GuestFn<'_, CompareFn> = s.ascending()?;
        let out = s.alloc::<FnPtr<CompareFn>>()?;
        s.write(out, ascending)?;
        let as_row = s.read(out.cast::<FnPtr<RowFn>>())?;
        let mut pointers = vec![as_row, GuestFn::NULL];
        for index in [9_999, u32::MAX] {
            pointers.push(s.forged(index)?);
        }
        for pointer in pointers {
            let fault = s.call_ptr(pointer, (GuestPtr::NULL, row.ptr(), row.len())).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Guest, "{fault}");
        }
        Ok(())
    });
}
