//! Variables of the library are read and written by name.

use ringfence::{Fault, Limits, Pool, Scope, inert, release, verify};
use ringfence_tests::globals::globals::*;

/// Runs `body` in a scope and expects it to end well.
fn with<R>(body: impl for<'id> FnOnce(&mut Scope<'id, Globals>) -> Result<R, Fault>) -> R {
    Pool::<Globals>::new(Limits::default()).unwrap().scope(body).unwrap()
}

#[test]
fn variables_start_as_the_c_code_says() {
    with(|s| {
        let count = s.count()?;
        assert_eq!(verify!(s.read(count)?, in ..)?, 40);
        let version = s.VERSION()?;
        assert_eq!(inert!(s.c_str(version.first(), 8)?).as_c_str(), c"1.2.3");
        let names = s.names()?;
        let one = s.read(names.at(1).unwrap())?;
        assert_eq!(inert!(s.c_str(one, 8)?).as_c_str(), c"one");
        assert!(s.read(names.at(2).unwrap())?.is_null());
        Ok(())
    });
}

#[test]
fn host_and_guest_see_the_same_variable() {
    with(|s| {
        s.add(5)?;
        let count = s.count()?;
        assert_eq!(verify!(s.read(count)?, in ..)?, 41);
        s.write(count, 0)?;
        s.add(-7)?;
        let all = s.all()?;
        assert_eq!(verify!(s.read(all.sum())?, in ..)?, -2);
        assert_eq!(verify!(s.read(all.last().first())?, in ..)?, -7);
        s.write(all.sum(), 1 << 40)?;
        s.add(1)?;
        assert_eq!(verify!(s.read(all)?.sum(), in ..)?, (1 << 40) + 1);
        Ok(())
    });
}

#[test]
fn each_instance_has_its_own() {
    let pool = Pool::<Globals>::new(Limits::default()).unwrap();
    for _ in 0..2 {
        pool.scope(|s| {
            let count = s.count()?;
            assert_eq!(verify!(s.read(count)?, in ..)?, 40);
            s.write(count, 1)
        })
        .unwrap();
    }
}

#[test]
fn a_variable_holds_a_callback() {
    with(|s| {
        let observe = s.observe()?;
        let twice = s.read(observe)?;
        assert_eq!(verify!(s.observed(21)?, in ..)?, 42);
        let mut seen = Vec::new();
        let answer = s.lend(
            Observe,
            |s, (value,)| {
                seen.push(verify!(value, in ..)?);
                verify!(s.call_ptr(twice, (100,))?, in ..)
            },
            |s, closure| {
                s.write(observe, closure)?;
                verify!(s.observed(i64::MIN)?, in ..)
            },
        )?;
        assert_eq!((answer, seen), (200, vec![i64::MIN]));
        Ok(())
    });
}

/// Quiet and signalling, of either sign, with payloads; infinities and the smallest numbers.
const DOUBLES: [u64; 8] = [
    0x7ff8_0000_0000_0001,
    0x7ff0_0000_0000_0001,
    0xfff7_ffff_ffff_ffff,
    0x7ff4_dead_beef_cafe,
    0xffff_ffff_ffff_ffff,
    0xfff0_0000_0000_0000,
    0x8000_0000_0000_0000,
    1,
];
const FLOATS: [u32; 7] =
    [0x7fc0_0001, 0x7f80_0001, 0xffbf_ffff, 0x7fa5_5aa5, 0xffff_ffff, 0xff80_0000, 0x8000_0000];

#[test]
fn nan_bits_survive_calls_and_memory() {
    with(|s| {
        let (double, float) = (s.alloc::<f64>()?, s.alloc::<f32>()?);
        for bits in DOUBLES {
            assert_eq!(verify!(s.bits_of_double(f64::from_bits(bits))?, in ..)?, bits, "{bits:x}");
            let back = release!(s.double_of_bits(bits)?, reason = "compared bit by bit");
            assert_eq!(back.to_bits(), bits);
            s.write(double, f64::from_bits(bits))?;
            assert_eq!(verify!(s.read(double.cast::<u64>())?, in ..)?, bits);
            let back = release!(s.read(double)?, reason = "compared bit by bit");
            assert_eq!(back.to_bits(), bits);
        }
        for bits in FLOATS {
            assert_eq!(verify!(s.bits_of_float(f32::from_bits(bits))?, in ..)?, bits, "{bits:x}");
            let back = release!(s.float_of_bits(bits)?, reason = "compared bit by bit");
            assert_eq!(back.to_bits(), bits);
            s.write(float, f32::from_bits(bits))?;
            assert_eq!(verify!(s.read(float.cast::<u32>())?, in ..)?, bits);
        }
        Ok(())
    });
}

#[test]
fn names_of_the_c_library_have_its_widths_and_signs() {
    with(|s| {
        // Sizes and alignments were compared by the C compiler when the tests were built.
        let named = s.alloc::<Named>()?;
        s.fill_named(named)?;
        let copy = s.read(named)?;
        macro_rules! all_are { ($value:expr; $($field:ident)*) => {$(
            assert_eq!(verify!(copy.$field(), in ..)?, $value, stringify!($field));
        )*}; }
        all_are!(-1; value_intmax_t value_time_t value_suseconds_t value_clock_t value_off_t value_blkcnt_t value_blksize_t value_pid_t value_wchar_t value_wint_t);
        all_are!(u64::MAX; value_uintmax_t value_dev_t value_ino_t value_nlink_t);
        all_are!(u32::MAX; value_mode_t value_uid_t value_gid_t value_id_t value_useconds_t);
        // The year 2038 is not the end.
        assert_eq!(verify!(s.next_second(i64::from(i32::MAX))?, in ..)?, 1 << 31);
        assert_eq!(verify!(s.middle(1 << 40, 1 << 42)?, in ..)?, 5 << 39);
        assert_eq!(verify!(s.ticks(-(1 << 40))?, in ..)?, -(1 << 41));
        assert_eq!(verify!(s.mask(u32::MAX)?, in ..)?, 0o777);
        Ok(())
    });
}

#[test]
fn nan_bits_survive_callbacks() {
    with(|s| {
        for bits in DOUBLES {
            let mut seen = 0;
            let back = s.lend(
                ThroughFn,
                |_, (double, float)| {
                    seen = release!(double, reason = "compared bit by bit").to_bits();
                    let float = release!(float, reason = "compared bit by bit");
                    assert_eq!(float.to_bits(), FLOATS[1]);
                    Ok(f64::from_bits(bits))
                },
                |s, through| s.carry(through, bits, FLOATS[1]),
            )?;
            assert_eq!((seen, verify!(back, in ..)?), (bits, bits));
        }
        Ok(())
    });
}
