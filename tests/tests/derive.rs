//! `#[derive(Verify)]`: a struct of the guest becomes one of the host, or an error that names the rule.

use ringfence::{Fault, FaultKind, GuestPtr, Limits, Pool, Scope, TaintedStruct, Verify, verify};
use ringfence_tests::structs::structs::{self, *};

const LARGEST: usize = 4096;

/// One wrapped value.
#[derive(Verify, Clone, Copy, Debug, PartialEq, Eq)]
struct Width(#[verify(in 1..=16_384)] usize);

/// From another type than its own.
#[derive(Verify, Debug, PartialEq, Eq)]
#[verify(from = i32)]
struct Level(#[verify(with = level)] String);

fn level(value: i32) -> Option<String> {
    (value > 0).then(|| value.to_string())
}

#[derive(Verify, Debug, PartialEq, Eq)]
#[verify(from = structs::Pair, relation = x <= y)]
struct Span {
    #[verify(in 0..=100)]
    x: u8,
    #[verify(in 0..=100)]
    y: u64,
}

#[derive(Verify, Debug)]
#[verify(from = structs::Record, relation = size * tag <= LARGEST && (on || size != 13))]
#[verify(relation = is_light)]
struct Checked<'id> {
    #[verify(in 1..=200)]
    tag: u8,
    #[verify(in 0.0..1e6)]
    weight: f64,
    #[verify(valid)]
    size: u64,
    #[verify(valid)]
    on: bool,
    #[verify(valid, rename = suit)]
    color: Suit,
    #[verify(pointer)]
    next: GuestPtr<'id, Record>,
    #[verify(nested)]
    inner: Span,
    #[verify(with = |text: [i8; 12]| text.contains(&0).then_some(text))]
    text: [i8; 12],
}

fn is_light(record: &Checked<'_>) -> bool {
    record.weight < 1000.0 || record.tag == 1
}

fn with<R>(body: impl for<'id> FnOnce(&mut Scope<'id, Structs>) -> Result<R, Fault>) -> R {
    Pool::<Structs>::new(Limits::default()).unwrap().scope(body).unwrap()
}

/// A record that obeys every rule.
fn good<'id>(s: &mut Scope<'id, Structs>) -> Result<GuestPtr<'id, Record>, Fault> {
    let record = s.alloc::<Record>()?;
    s.write(record.tag(), 2)?;
    s.write(record.weight(), 0.5)?;
    s.write(record.size(), 2048)?;
    s.write(record.on(), true)?;
    s.write(record.suit(), Suit::Spades)?;
    s.write(record.next(), record)?;
    s.write(record.inner().x(), 3)?;
    s.write(record.inner().y(), 4)?;
    Ok(record)
}

#[test]
fn a_struct_that_obeys_every_rule_is_plain_from_then_on() {
    with(|s| {
        let pointer = good(s)?;
        let record = verify!(s.read(pointer)?, as Checked<'_>)?;
        assert_eq!((record.tag, record.weight, record.size, record.on), (2, 0.5, 2048, true));
        assert_eq!((record.color, record.inner), (Suit::Spades, Span { x: 3, y: 4 }));
        assert_eq!(record.text, [0; 12]);
        let again = verify!(s.read(record.next)?, as Checked<'_>)?;
        assert_eq!(again.size, 2048);
        Ok(())
    });
}

/// Spoils the record, and expects the rule with this text to say no.
fn rejected(
    rule: &str,
    spoil: impl for<'id> Fn(&mut Scope<'id, Structs>, GuestPtr<'id, Record>) -> Result<(), Fault>,
) {
    with(|s| {
        let pointer = good(s)?;
        spoil(s, pointer)?;
        let fault = verify!(s.read(pointer)?, as Checked<'_>).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Rejected, "{rule}: {fault}");
        let site = fault.site().unwrap();
        assert_eq!(site.rule().replace(' ', ""), rule.replace(' ', ""));
        assert!(site.file().ends_with("tests/derive.rs") && site.line() > 0, "{fault}");
        Ok(())
    });
}

#[test]
fn each_rule_says_no_in_its_own_name() {
    rejected("in 1..=200", |s, r| s.write(r.tag(), 0));
    rejected("in 1..=200", |s, r| s.write(r.tag(), 201));
    rejected("in 0.0..1e6", |s, r| s.write(r.weight(), f64::NAN));
    rejected("in 0.0..1e6", |s, r| s.write(r.weight(), -0.1));
    rejected("valid", |s, r| s.write(r.on().cast::<u8>(), 2));
    rejected("valid", |s, r| s.write(r.suit().cast::<i32>(), 3));
    rejected("in 0..=100", |s, r| s.write(r.inner().x(), -1));
    rejected("in 0..=100", |s, r| s.write(r.inner().x(), 256 + 5));
    rejected("in 0..=100", |s, r| s.write(r.inner().y(), i32::MIN));
    rejected("relation x <= y", |s, r| s.write(r.inner().x(), 5));
    rejected("with |text: [i8; 12]| text.contains(&0).then_some(text)", |s, r| s.write(r.text(), [1; 12]));
    rejected("relation is_light", |s, r| s.write(r.weight(), 1000.0));
    let relation = "relation size * tag <= LARGEST && (on || size != 13)";
    rejected(relation, |s, r| s.write(r.size(), 2049));
    // The product wraps in 32 bits, and would pass there.
    rejected(relation, |s, r| s.write(r.size(), 0x8000_0001));
    rejected(relation, |s, r| {
        s.write(r.size(), 13)?;
        s.write(r.on(), false)
    });
}

#[test]
fn one_value_becomes_a_type_of_its_own() {
    with(|s| {
        let pair = s.alloc::<Pair>()?;
        s.write(pair.x(), 16_384)?;
        let size = pair.x().cast::<usize>();
        assert_eq!(verify!(s.read(size)?, as Width)?, Width(16_384));
        assert_eq!(verify!(s.read(pair.x())?, as Level)?, Level("16384".to_owned()));
        s.write(pair.x(), -1)?;
        for fault in [
            verify!(s.read(size)?, as Width).map(drop).unwrap_err(),
            verify!(s.read(pair.x())?, as Level).map(drop).unwrap_err(),
        ] {
            assert_eq!(fault.kind(), FaultKind::Rejected);
        }
        Ok(())
    });
}

/// Whatever the bytes are, the verdict is that of the rules written out by hand.
#[test]
fn derived_rules_agree_with_the_ones_written_out() {
    with(|s| {
        let values = [i32::MIN, -1, 0, 1, 50, 99, 100, 101, 255, 256, i32::MAX];
        for (x, y) in values.iter().flat_map(|&x| values.iter().map(move |&y| (x, y))) {
            let mut pair = TaintedStruct::<Pair>::zeroed();
            pair.set_x(x);
            pair.set_y(y);
            let expected = (0..=100).contains(&x) && (0..=100).contains(&y) && x <= y;
            let pointer = s.alloc::<Pair>()?;
            s.write(pointer, pair)?;
            assert_eq!(verify!(s.read(pointer)?, as Span).is_ok(), expected, "{x} {y}");
        }
        Ok(())
    });
}

/// From bytes that C calls `char`.
#[derive(Verify, Debug)]
#[verify(from = structs::Record)]
struct Digits {
    #[verify(each in 0..=9, rename = text)]
    digits: [u16; 12],
}

/// From a slice.
#[derive(Verify, Debug, PartialEq)]
#[verify(from = Vec<f32>)]
struct Samples(#[verify(each in -1.0..=1.0)] Vec<f64>);

#[test]
fn every_element_has_to_obey() {
    with(|s| {
        let record = good(s)?;
        let mut text = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 9];
        s.write(record.text(), text)?;
        let digits = verify!(s.read(record)?, as Digits)?.digits;
        assert_eq!(digits, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 9]);
        for (index, wrong) in [(0, 10), (5, -1), (11, i8::MIN)] {
            let right = std::mem::replace(&mut text[index], wrong);
            s.write(record.text(), text)?;
            let fault = verify!(s.read(record)?, as Digits).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Rejected);
            assert_eq!(fault.site().unwrap().rule().replace(' ', ""), "eachin0..=9");
            text[index] = right;
        }
        let samples = s.copy_in(&[0.5_f32, -1.0])?;
        assert_eq!(verify!(s.read_slice(samples)?, as Samples)?, Samples(vec![0.5, -1.0]));
        let samples = s.copy_in(&[0.5_f32, f32::NAN])?;
        assert!(verify!(s.read_slice(samples)?, as Samples).is_err());
        Ok(())
    });
}
