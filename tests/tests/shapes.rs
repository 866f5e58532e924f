//! Every shape of value crosses the boundary and comes back as what it was.

use std::fmt::Debug;

use ringfence::{Fault, FaultKind, GuestPtr, Scope, inert, release, verify};
use ringfence_tests::engines::on_every_engine;
use ringfence_tests::shapes::shapes::*;

/// Runs `body` in a scope of each engine and expects it to end well.
fn with<R: PartialEq + Debug>(body: impl for<'id> Fn(&mut Scope<'id, Shapes>) -> Result<R, Fault>) -> R {
    on_every_engine(body)
}

macro_rules! echo {
    ($s:ident: $($call:ident($ty:ty): $($value:expr),*;)*) => {$($(
        let value: $ty = $value;
        assert_eq!(verify!($s.$call(value)?, |_| true)?, value, stringify!($call));
    )*)*};
}

#[test]
fn integers_cross_unchanged() {
    with(|s| {
        echo! { s:
            echo_i8(i8): i8::MIN, -1, 0, i8::MAX;
            echo_u8(u8): 0, 127, 128, u8::MAX;
            echo_i16(i16): i16::MIN, -1, i16::MAX;
            echo_u16(u16): 0, 32_768, u16::MAX;
            echo_i32(i32): i32::MIN, -1, i32::MAX;
            echo_u32(u32): 0, 1 << 31, u32::MAX;
            echo_i64(i64): i64::MIN, -1, 1 << 40, i64::MAX;
            echo_u64(u64): 0, 1 << 63, u64::MAX;
            echo_char(i8): -128, 65, 127;
            echo_bool(bool): true, false;
            echo_size(usize): 0, 1 << 31, u32::MAX as usize;
            echo_diff(isize): i32::MIN as isize, -1, i32::MAX as isize;
            echo_long(i64): i64::from(i32::MIN), -1, i64::from(i32::MAX);
            echo_ulong(u64): 0, 1 << 31, u64::from(u32::MAX);
            echo_color(Color): Color::Red, Color::Green, Color::Blue;
            echo_level(Level): Level::Low, Level::High;
        }
        assert!(verify!(s.negate(false)?, valid)?);
        s.nothing()
    });
}

#[test]
fn floats_keep_every_bit() {
    with(|s| {
        for bits in
            [0, 1, 0x8000_0000_0000_0000, 0x7ff0_0000_0000_0000, 0x7ff8_dead_beef_cafe, 0xfff8_0000_0000_0001]
        {
            assert_eq!(verify!(s.bits_of_f64(f64::from_bits(bits))?, |_| true)?, bits);
            let back = release!(s.echo_f64(f64::from_bits(bits))?, reason = "its bits are compared");
            assert_eq!(back.to_bits(), bits);
        }
        for bits in [0u32, 0x8000_0000, 0x7fc0_1234, 0xff80_0000] {
            let back = release!(s.echo_f32(f32::from_bits(bits))?, reason = "its bits are compared");
            assert_eq!(back.to_bits(), bits);
        }
        Ok(())
    });
}

#[test]
fn what_does_not_fit_the_guest_is_refused() {
    with(|s| {
        let faults = [
            s.echo_size(1 << 32).map(drop),
            s.echo_size(usize::MAX).map(drop),
            s.echo_diff(1 << 31).map(drop),
            s.echo_diff(isize::MIN).map(drop),
            s.echo_long(1 << 31).map(drop),
            s.echo_long(i64::MIN).map(drop),
            s.echo_ulong(1 << 32).map(drop),
        ];
        for fault in faults {
            let fault = fault.unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Caller);
            assert!(fault.to_string().contains("has 32 bits"), "{fault}");
        }
        // The instance is none the worse for it.
        assert_eq!(verify!(s.echo_i32(7)?, in 7..=7)?, 7);
        Ok(())
    });
}

#[test]
fn sixteen_arguments_arrive_in_order() {
    let sum = with(|s| {
        let block = s.alloc::<u32>()?;
        let sum =
            s.sixteen(-1, 2, -3, 4, -5, 6, -7, 8, 9.9, -10.9, true, 11, -12, 13, Color::Blue, block.cast())?;
        verify!(sum, |_| true)
    });
    assert_eq!(sum, -1 + 2 - 3 + 4 - 5 + 6 - 7 + 8 + 9 - 10 + 1 + 11 - 12 + 13 + 1000 + 1);
}

#[test]
fn a_struct_filled_by_the_library_is_read_field_by_field() {
    with(|s| {
        let m = s.alloc::<Mixed>()?;
        s.fill_mixed(m)?;
        assert_eq!(verify!(s.read(m.tag())?, |_| true)?, b't' as i8);
        assert_eq!(verify!(s.read(m.wide())?, |_| true)?, -0x0123_4567_89ab_cdef);
        assert_eq!(verify!(s.read(m.narrow())?, |_| true)?, -300);
        assert_eq!(verify!(s.read(m.native())?, |_| true)?, -70_000);
        assert_eq!(verify!(s.read(m.size())?, |_| true)?, 4_000_000_000);
        assert!(verify!(s.read(m.flag())?, valid)?);
        assert_eq!(verify!(s.read(m.ratio())?, in 0.0..1.0)?, 0.125);
        assert_eq!(verify!(s.read(m.color())?, valid)?, Color::Blue);
        let corner = m.corners().at(2).unwrap();
        assert_eq!(verify!(s.read(corner.y())?, |_| true)?, -2);
        assert!(m.corners().at(3).is_none());
        let name = s.read(m.name())?;
        assert_eq!(verify!(s.c_str(name, 16)?, utf8)?, "a name");
        let next = s.read(m.next())?;
        assert_eq!(verify!(s.read(next.last())?, |_| true)?, 255);
        let cell = m.matrix().at(1).unwrap().at(2).unwrap();
        assert_eq!(verify!(s.read(cell)?, |_| true)?, 2.5);
        Ok(())
    });
}

#[test]
fn a_struct_filled_by_the_host_is_read_by_the_library() {
    let sum = with(|s| {
        let m = s.alloc::<Mixed>()?;
        s.write(m.tag(), 1)?;
        s.write(m.wide(), 1 << 40)?;
        s.write(m.narrow(), -2)?;
        s.write(m.native(), 3)?;
        s.write(m.size(), 4)?;
        s.write(m.flag(), true)?;
        s.write(m.ratio(), 5.0)?;
        s.write(m.color(), Color::Green)?;
        s.write(m.corners().at(2).unwrap().y(), 6)?;
        s.write(m.matrix().at(1).unwrap().at(2).unwrap(), 7.0)?;
        s.write(m.last(), 8)?;
        s.write(m.next(), m)?;
        let name = s.copy_c_str(c"four")?;
        s.write(m.name(), name)?;
        assert!(s.write(m.size(), 1 << 32).is_err());
        verify!(s.read_mixed(m)?, |_| true)
    });
    assert_eq!(sum, 1 + (1 << 40) - 2 + 3 + 4 + 1 + 40 + 2 + 6 + 7 + 8 + 1 + 4);
}

#[test]
fn opaque_handles_and_out_pointers() {
    with(|s| {
        let out = s.alloc()?;
        verify!(s.parser_open(out)?, in 0..=0)?;
        let parser = s.read(out)?;
        assert!(!parser.is_null());
        for part in ["one ", "two ", "three"] {
            let bytes = s.copy_in(part.as_bytes())?;
            verify!(s.parser_feed(parser, bytes.ptr(), bytes.len())?, in 0..=0)?;
        }
        let text = s.parser_text(parser)?;
        assert_eq!(verify!(s.c_str(text, 100)?, utf8)?, "one two three");
        s.parser_free(parser)
    });
}

#[test]
fn strings_go_in_and_buffers_come_out() {
    with(|s| {
        let text = s.copy_c_str(c"seven..")?;
        assert_eq!(verify!(s.length_of(text)?, in 0..=7)?, 7);
        let bytes = s.copy_in(&[1, 2, 3, 4])?;
        let (sum, middle) = (s.alloc()?, s.alloc()?);
        s.split(bytes.ptr(), bytes.len(), sum, middle)?;
        assert_eq!(verify!(s.read(sum)?, in 10..=10)?, 10);
        let middle = s.read(middle)?;
        let half = s.slice(middle, 2)?;
        assert_eq!(inert!(s.view(half)?), [3, 4]);
        let numbers = s.copy_in(&[1i32, -2, 3])?;
        s.scale(numbers.ptr(), numbers.len(), 10)?;
        let view = s.view(numbers)?;
        let scaled = verify!(view, |numbers| numbers.iter().all(|n| n % 10 == 0))?;
        assert_eq!(scaled, [10, -20, 30]);
        Ok(())
    });
}

#[test]
fn unaligned_data_is_copied_right_and_not_viewed() {
    with(|s| {
        let aligned = s.aligned_table()?;
        let aligned = s.slice(aligned, 4)?;
        assert_eq!(verify!(s.view(aligned)?, |_| true)?, [10, 20, 30, 40]);
        let unaligned = s.unaligned_table()?;
        let unaligned = s.slice(unaligned, 4)?;
        assert_eq!(s.view(unaligned).unwrap_err().kind(), FaultKind::Guest);
        assert_eq!(verify!(s.read_slice(unaligned)?, |_| true)?, [10, 20, 30, 40]);
        Ok(())
    });
}

#[test]
fn null_and_foreign_names() {
    with(|s| {
        assert_eq!(s.read(GuestPtr::<u32>::NULL).unwrap_err().kind(), FaultKind::Guest);
        assert!(s.slice(GuestPtr::<u32>::NULL, 0).is_ok());
        assert_eq!(verify!(s.read_(41)?, in 42..=42)?, 42);
        assert_eq!(verify!(s.version()?, in 3..=3)?, 3);
        Ok(())
    });
}

#[test]
fn tainted_values_calculate_and_stay_tainted() {
    with(|s| {
        let sum = s.echo_u32(u32::MAX)? + s.echo_u32(2)? + 40;
        assert_eq!(format!("{sum:?}"), "Tainted<u32>(…)");
        assert_eq!(verify!(sum, in 0..100)?, 41);
        assert!(verify!(s.echo_i32(5)?.less_than(6), valid)?);
        let area = verify!(s.echo_u32(70_000)?, with | side | side.checked_mul(side));
        assert_eq!(area.unwrap_err().kind(), FaultKind::Rejected);
        Ok(())
    });
}
