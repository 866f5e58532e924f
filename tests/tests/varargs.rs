//! Arguments in any number reach a real `vsnprintf`, and no format string reaches the host.

use ringfence::{Fault, FaultKind, GuestPtr, Limits, Pool, Scope, VarArg, verify};
use ringfence_tests::Canary;
use ringfence_tests::strings::strings::*;

const ROOM: usize = 256;

/// Runs `body` in a scope of its own.
fn scope<R>(body: impl for<'id> FnOnce(&mut Scope<'id, Strings>) -> Result<R, Fault>) -> Result<R, Fault> {
    Pool::<Strings>::new(Limits::default()).unwrap().scope(body)
}

/// What the guest's `vsnprintf` makes of it, once by `...` and once by a list.
fn formatted<'id>(
    s: &mut Scope<'id, Strings>,
    format: &str,
    arguments: &[VarArg<'id>],
) -> Result<String, Fault> {
    let format = s.copy_str(format)?;
    let out = s.alloc_slice::<i8>(ROOM)?;
    let length = s.format(out.ptr(), ROOM, format, arguments)?;
    let text = s.c_str(out.ptr(), ROOM).and_then(|text| verify!(text, utf8))?;
    assert_eq!(verify!(length, in ..)?, i32::try_from(text.len()).unwrap());
    let list = s.va_list(arguments)?;
    let _ = s.format_list(out.ptr(), ROOM, format, list)?;
    assert_eq!(s.c_str(out.ptr(), ROOM).and_then(|text| verify!(text, utf8))?, text);
    Ok(text)
}

#[test]
fn a_real_formatter_sees_every_argument() {
    scope(|s| {
        let name = s.copy_str::<i8>("guest")?;
        for (format, arguments, expected) in [
            ("nothing", &[][..], "nothing"),
            ("%d|%d", &[1.into(), (-2).into()], "1|-2"),
            // Every second argument is wider than the one before.
            (
                "%d %lld %d %f %c %.2f %u %llu",
                &[
                    (-1_i8).into(),
                    (1_i64 << 40).into(),
                    7_u16.into(),
                    0.5_f32.into(),
                    b'x'.into(),
                    2.25.into(),
                    u32::MAX.into(),
                    u64::MAX.into(),
                ],
                "-1 1099511627776 7 0.500000 x 2.25 4294967295 18446744073709551615",
            ),
            ("%s %zu %s", &[name.into(), 4_000_000_000_usize.into(), name.into()], "guest 4000000000 guest"),
            ("%f%d%f", &[1.0.into(), 2.into(), f64::INFINITY.into()], "1.0000002inf"),
            ("%d", &[true.into()], "1"),
            ("%p", &[GuestPtr::<u8>::NULL.into()], "0"),
        ] {
            assert_eq!(formatted(s, format, arguments)?, expected);
        }
        Ok(())
    })
    .unwrap();
}

#[test]
fn every_order_of_widths_is_laid_out_as_c_reads_it() {
    scope(|s| {
        let number = s.copy_in(&[1_000_000_i32])?;
        let value = |kind: u8| match kind {
            b'i' => (VarArg::from(-3), -3),
            b'l' => (VarArg::from(1_i64 << 33), 1 << 33),
            b'z' => (VarArg::from(u32::MAX as usize), i64::from(u32::MAX)),
            b'd' => (VarArg::from(77.0), 77),
            _ => (VarArg::from(number.ptr()), 1_000_000),
        };
        // All words of five letters out of five.
        for word in 0..5_u32.pow(5) {
            let kinds: Vec<u8> =
                (0..5).map(|place| b"ilzdp"[(word / 5_u32.pow(place) % 5) as usize]).collect();
            let (arguments, values): (Vec<_>, Vec<i64>) = kinds.iter().map(|&kind| value(kind)).unzip();
            let text = s.copy_str(std::str::from_utf8(&kinds).unwrap())?;
            assert_eq!(verify!(s.sum(text, &arguments)?, in ..)?, values.iter().sum::<i64>(), "{kinds:?}");
        }
        Ok(())
    })
    .unwrap();
}

#[test]
fn hundreds_of_arguments_cross() {
    scope(|s| {
        let arguments: Vec<VarArg<'_>> = (0..500).map(VarArg::from).collect();
        assert_eq!(verify!(s.sum_only(500, &arguments)?, in ..)?, 499 * 250);
        Ok(())
    })
    .unwrap();
}

#[test]
fn hostile_formats_stay_inside() {
    let canary = Canary::new();
    let pool = Pool::<Strings>::new(Limits::default()).unwrap();
    for (format, narrow, wide) in [
        // Writes to where the host says, and reads far more than it passes.
        ("%s", &[-16][..], &[][..]),
        ("%n", &[-16], &[]),
        ("%d%n", &[1, -1], &[]),
        ("%s%s%s%s%s%s%s%s", &[1], &[]),
        ("%1000000000d%n", &[1, 4], &[]),
        ("%.1000000000f", &[], &[0x7fef_ffff_ffff_ffff]),
        ("%lld%s%n%p%Lf%hhn%C%ls", &[], &[u64::MAX; 3]),
        ("%*d%-*.*s", &[i32::MIN; 6], &[]),
    ] {
        let outcome = pool.scope(|s| {
            let text = s.copy_str(format)?;
            let out = s.alloc_slice::<i8>(ROOM)?;
            let narrow = narrow.iter().map(|&value| VarArg::from(value));
            let arguments: Vec<_> = narrow.chain(wide.iter().map(|&value| VarArg::from(value))).collect();
            let _ = s.format(out.ptr(), ROOM, text, &arguments)?;
            s.c_str(out.ptr(), ROOM).map(drop)
        });
        let kind = outcome.map_err(|fault| fault.kind());
        assert!(matches!(kind, Ok(()) | Err(FaultKind::Guest | FaultKind::Limit)), "{format}: {kind:?}");
        canary.assert_untouched();
        // The next one is served.
        let sum = pool.scope(|s| verify!(s.sum_only(2, &[1.into(), 2.into()])?, in ..));
        assert_eq!(sum.unwrap(), 3, "{format}");
    }
}

#[test]
fn a_size_that_the_guest_cannot_hold_is_refused() {
    let fault = scope(|s| s.sum_only(1, &[(1_usize << 32).into()]).map(drop)).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Caller);
    assert!(fault.to_string().contains("32 bits"), "{fault}");
}

#[test]
fn what_an_argument_holds_is_not_shown() {
    let shown = format!("{:?}", [VarArg::from(41_i64), VarArg::from(42.5)]);
    assert!(!shown.contains('4'), "{shown}");
}
