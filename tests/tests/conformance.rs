//! What other sandboxes test at their boundary, on every engine. `docs/src/conformance.md` says which test shows
//! what, in this file and in others.

use std::path::Path;

use ringfence::{FaultKind, GuestPtr, Lifecycle, Sandbox, inert, release, verify};
use ringfence_tests::conformance::conformance::*;
use ringfence_tests::engines::{on_every_engine, pools};

#[test]
fn a_call_returns_what_the_library_computed() {
    on_every_engine::<Conformance, _>(|s| {
        assert_eq!(verify!(s.add(2, 3)?, in 0..10)?, 5);
        assert_eq!(verify!(s.add(i32::MAX, 1)?, in ..0)?, i32::MIN);
        Ok(())
    });
}

#[test]
fn a_call_may_print_inside_the_fence() {
    on_every_engine::<Conformance, _>(|s| {
        assert_eq!(verify!(s.add_and_print(40, 2)?, in 42..=42)?, 42);
        Ok(())
    });
}

#[test]
fn eleven_parameters_of_each_width_arrive() {
    on_every_engine::<Conformance, _>(|s| {
        let ints = s.add_eleven_ints(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, i32::MAX)?;
        assert_eq!(verify!(ints, |_| true)?, 55 + i64::from(i32::MAX));
        let longs = s.add_eleven_longs(-1, 2, 3, 4, 5, 6, 7, 8, 9, 10, i64::from(i32::MIN))?;
        assert_eq!(verify!(longs, |_| true)?, 53 + i64::from(i32::MIN));
        let wide = s.add_eleven_wide(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1 << 62)?;
        assert_eq!(verify!(wide, |_| true)?, 55 + (1 << 62));
        Ok(())
    });
}

/// Some calls keep parameters in registers: in these they just fit, and do not fit.
#[test]
fn parameters_of_all_kinds_arrive_in_their_places() {
    on_every_engine::<Conformance, _>(|s| {
        for n in [-3_i32, 0, 7] {
            let (x, whole) = (f64::from(n) + 0.5, i64::from(n) << 40);
            let twelve =
                s.weigh_twelve(n, x, whole, -0.25, -n, 2.0 * x, 5, 1.5, x + 1.0, x + 2.0, -x, 1e6)?;
            let expected = f64::from(n) + 2.0 * x + 3.0 * whole as f64 - 1.0 - 5.0 * f64::from(n)
                + 12.0 * x
                + 35.0
                + 12.0
                + 9.0 * (x + 1.0)
                + 10.0 * (x + 2.0)
                - 11.0 * x
                + 12e6;
            assert_eq!(verify!(twelve, in ..)?, expected);
            let five = s.weigh_five_whole(n, x, whole, 0.75, -n, 9, 2 * n)?;
            let expected = f64::from(n) + 2.0 * x + 3.0 * whole as f64 + 3.0 - 5.0 * f64::from(n)
                + 54.0
                + 14.0 * f64::from(n);
            assert_eq!(verify!(five, in ..)?, expected);
            let nine = s.weigh_nine_floats(1.0, x, 3.0, 4.0, 5.0, x, 7.0, 8.0, -9.0)?;
            assert_eq!(
                f64::from(verify!(nine, in ..)?),
                1.0 + 8.0 * x + 9.0 + 16.0 + 25.0 + 49.0 + 64.0 - 81.0
            );
        }
        Ok(())
    });
}

#[test]
fn floats_and_doubles_are_not_mixed_up() {
    on_every_engine::<Conformance, _>(|s| {
        assert_eq!(verify!(s.add_floats(0.1, 0.2)?, in 0.0..1.0)?, 0.1_f32 + 0.2);
        assert_eq!(verify!(s.add_doubles(0.1, 0.2)?, in 0.0..1.0)?, 0.1_f64 + 0.2);
        let values = s.copy_in(&[0.5_f64, -1.25, 1e300])?;
        assert_eq!(verify!(s.sum_doubles(values.ptr(), values.len())?, |_| true)?, 1e300);
        Ok(())
    });
}

#[test]
fn results_keep_all_their_64_bits() {
    on_every_engine::<Conformance, _>(|s| {
        assert_eq!(verify!(s.all_bits()?, |_| true)?, u64::MAX);
        assert_eq!(verify!(s.lowest()?, |_| true)?, i64::MIN);
        assert_eq!(verify!(s.wide_counter()?, |_| true)?, 0x1234_5678_9abc_def0);
        Ok(())
    });
}

#[test]
fn integers_are_cut_by_c_and_never_by_the_fence() {
    on_every_engine::<Conformance, _>(|s| {
        assert_eq!(verify!(s.cut_to_int(0x1_0000_0007)?, |_| true)?, 7);
        assert_eq!(verify!(s.cut_to_int(0x8000_0000)?, |_| true)?, i32::MIN);
        assert_eq!(verify!(s.cut_to_byte(0x1ff)?, |_| true)?, 0xff);
        // What does not fit is refused before the library sees it.
        let fault = s.add_eleven_longs(1 << 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Caller);
        Ok(())
    });
}

#[test]
fn arrays_of_long_have_the_guest_s_stride() {
    on_every_engine::<Conformance, _>(|s| {
        let longs = s.some_longs()?;
        let longs = s.slice(longs, 4)?;
        assert_eq!(verify!(s.read_slice(longs)?, |_| true)?, [11, -22, 33, i32::MAX]);
        let third = longs.at(2).unwrap();
        assert_eq!(verify!(s.read(third)?, |_| true)?, 33);
        let own = s.copy_in(&[1, -2, 1 << 29])?;
        s.double_longs(own.ptr(), own.len())?;
        assert_eq!(inert_longs(verify!(s.read_slice(own)?, |_| true)?), [2, -4, 1 << 30]);
        Ok(())
    });
}

fn inert_longs(longs: Vec<i32>) -> Vec<i64> {
    longs.into_iter().map(i64::from).collect()
}

#[test]
fn pointers_come_back_as_the_addresses_they_were() {
    on_every_engine::<Conformance, _>(|s| {
        let block = s.copy_in(b"block")?;
        let back = s.echo_pointer(block.ptr().cast())?;
        assert_eq!(verify!(s.same_pointer(back.cast(), block.ptr().cast())?, in 0..=1)?, 1);
        let again = s.slice(back.cast::<u8>(), 5)?;
        assert_eq!(inert!(s.view(again)?), b"block");
        assert!(s.echo_pointer(GuestPtr::NULL)?.is_null());
        Ok(())
    });
}

#[test]
fn pointers_at_the_edges_of_32_bits_lead_nowhere() {
    on_every_engine::<Conformance, _>(|s| {
        for address in [1, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_fffc, 0xffff_ffff] {
            let place = s.alloc()?;
            s.store_pointer(place, address)?;
            let stored = s.read(place)?;
            assert!(!stored.is_null());
            let kind = match s.read(stored.cast::<[u64; 1]>().first()) {
                Ok(_) => None,
                Err(fault) => Some(fault.kind()),
            };
            // Address 1 is memory like any other, which belongs to the guest.
            assert_eq!(kind, (address != 1).then_some(FaultKind::Guest), "{address:x}");
        }
        Ok(())
    });
}

#[test]
fn a_string_without_an_end_costs_its_bound() {
    on_every_engine::<Conformance, _>(|s| {
        let text = s.endless()?;
        for bound in [0, 1, 64, 4096] {
            assert_eq!(s.c_str(text, bound).unwrap_err().kind(), FaultKind::Guest, "{bound}");
        }
        Ok(())
    });
}

#[test]
fn instances_share_no_state() {
    for (name, pool) in pools::<Conformance>() {
        let count = |s: &mut ringfence::Scope<'_, Conformance>| {
            Ok(release!(s.count_up()?, reason = "compared by the test"))
        };
        let inner = pool.scope(|outer| {
            assert_eq!(count(outer)?, 1);
            let inner = pool.scope(count)?;
            assert_eq!(count(outer)?, 2);
            Ok(inner)
        });
        assert_eq!(inner.unwrap(), 1, "{name}");
        let kept = pool.clone().lifecycle(Lifecycle::Keep);
        assert_eq!((kept.scope(count).unwrap(), kept.scope(count).unwrap()), (1, 2), "{name}");
    }
}

#[test]
fn a_destroyed_state_is_gone() {
    let mut sandbox = Sandbox::<Conformance>::new(ringfence::Limits::default()).unwrap();
    let mut count = || sandbox_count(&mut sandbox);
    assert_eq!((count(), count()), (1, 2));
    sandbox.reset();
    assert_eq!(sandbox_count(&mut sandbox), 1);
}

fn sandbox_count(sandbox: &mut Sandbox<Conformance>) -> u32 {
    sandbox.scope(|s| Ok(release!(s.count_up()?, reason = "compared by the test"))).unwrap()
}

/// Every test that the page names exists: `file.rs` › `name`, or a file of programs that must not compile.
#[test]
fn the_tests_that_the_page_names_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = std::fs::read_to_string(root.join("docs/src/conformance.md")).unwrap();
    let mut named = 0;
    for reference in page.split('`').skip(1).step_by(2) {
        let (file, test) = match reference.split_once("::") {
            Some((file, test)) if file.ends_with(".rs") => (file, Some(test)),
            None if reference.ends_with(".rs") => (reference, None),
            _ => continue,
        };
        let text = std::fs::read_to_string(root.join(file));
        let text = text.unwrap_or_else(|error| panic!("{file}: {error}"));
        if let Some(test) = test {
            assert!(text.contains(&format!("fn {test}(")), "{file} has no test `{test}`");
        }
        named += 1;
    }
    assert!(named > 30, "only {named} tests are named");
}
