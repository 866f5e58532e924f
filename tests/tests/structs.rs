//! Structs are copied as a whole, field by field of the copy what the guest wrote.

use std::fmt::Debug;

use ringfence::{Fault, FaultKind, GuestPtr, Limits, Pool, Scope, TaintedStruct, inert, verify};
use ringfence_tests::engines::on_every_engine;
use ringfence_tests::structs::structs::*;

/// Runs `body` in a scope of each engine and expects it to end well.
fn with<R: PartialEq + Debug>(body: impl for<'id> Fn(&mut Scope<'id, Structs>) -> Result<R, Fault>) -> R {
    on_every_engine(body)
}

#[test]
fn a_copy_shows_every_field() {
    with(|s| {
        let pointer = s.alloc::<Record>()?;
        s.fill_record(pointer)?;
        let r = s.read(pointer)?;
        assert_eq!(verify!(r.tag(), in 0..=200)?, 200);
        assert_eq!(verify!(r.weight(), in 0.0..3.0)?, 2.5);
        assert_eq!(verify!(r.size(), valid)?, 3_000_000_000);
        assert!(verify!(r.on(), valid)?);
        assert_eq!(verify!(r.suit(), valid)?, Suit::Spades);
        assert_eq!(verify!(s.c_str(r.name(), 16)?, utf8)?, "record");
        let again = s.read(r.next())?;
        assert_eq!(verify!(again.tag(), in 0..=200)?, 200);
        assert_eq!(verify!(r.text(), |text| text[4] == 0)?[..4], *b"text".map(|byte| byte as i8).as_slice());
        let corner = r.corners(2).unwrap();
        assert_eq!(verify!(corner.y(), in -2..=-2)?, -2);
        assert!(r.corners(3).is_none());
        assert_eq!(verify!(r.hand(0).unwrap(), valid)?, Suit::Clubs);
        assert_eq!(verify!(r.hand(1).unwrap(), valid).unwrap_err().kind(), FaultKind::Rejected);
        assert_eq!(verify!(r.sizes(1).unwrap(), in 0..10)?, 9);
        assert!(r.links(0).unwrap().is_null() && !r.links(1).unwrap().is_null());
        assert_eq!(verify!(r.grid(1).unwrap(), |_| true)?, [3, 4, 5]);
        assert_eq!(verify!(r.table(1, 0).unwrap().y(), |_| true)?, 20);
        assert!(r.table(2, 0).is_none() && r.table(0, 2).is_none());
        assert_eq!(verify!(r.inner().x(), |_| true)?, 7);
        assert_eq!(format!("{r:?}"), "TaintedStruct<ringfence_tests::structs::structs::Record>(…)");
        Ok(())
    });
}

#[test]
fn a_copy_made_by_the_host_is_what_the_library_reads() {
    let sum = with(|s| {
        let pointer = s.alloc::<Record>()?;
        let mut r = TaintedStruct::<Record>::zeroed();
        r.set_tag(1);
        r.set_weight(2.0);
        r.set_size(3)?;
        r.set_on(true);
        r.set_suit(Suit::Spades);
        r.set_next(pointer);
        r.set_text([b'a' as i8, b'b' as i8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let mut pair = TaintedStruct::<Pair>::zeroed();
        pair.set_x(100);
        pair.set_y(1000);
        r.set_corners(2, pair.clone())?;
        r.set_hand(1, Suit::Clubs)?;
        r.set_sizes(1, 5)?;
        r.set_links(1, pointer)?;
        r.set_grid(1, [0, 0, 6])?;
        r.set_table(1, 0, pair.clone())?;
        r.set_inner(pair);
        let beyond =
            [r.set_grid(2, [0; 3]), r.set_sizes(usize::MAX, 0), r.set_size(1 << 32), r.set_sizes(0, 1 << 32)];
        for result in beyond {
            assert_eq!(result.unwrap_err().kind(), FaultKind::Caller);
        }
        s.write(pointer, r)?;
        verify!(s.sum_record(pointer)?, |_| true)
    });
    assert_eq!(sum, 1 + 2 + 3 + 1 + 4 + 1 + 2 + 1100 + 1 + 5 + 1 + 6 + 1000 + 100);
}

#[test]
fn slices_hold_structs_pointers_and_enums() {
    with(|s| {
        let pairs = s.some_pairs()?;
        let pairs = s.slice(pairs, 4)?;
        let xs: Result<Vec<i32>, Fault> =
            s.read_each(pairs)?.iter().map(|pair| verify!(pair.x(), in 0..10)).collect();
        assert_eq!(xs?, [1, 3, 5, 7]);
        let last = pairs.iter().next_back().unwrap();
        assert_eq!(verify!(s.read(last.y())?, in 8..=8)?, 8);
        assert!(pairs.at(4).is_none() && pairs.iter().len() == 4);
        assert_eq!(verify!(pairs.distance_to(pairs.at(3).unwrap()), in ..)?, 24);
        assert!(verify!(pairs.distance_to(GuestPtr::NULL), in 0..=32).is_err());
        let names = s.some_names()?;
        let names = s.slice(names, 3)?;
        let names = s.read_each(names)?;
        assert_eq!(inert!(s.c_str(names[1], 8)?).as_bytes(), b"two");
        assert!(names[2].is_null());
        let suits = s.some_suits()?;
        let suits = s.slice(suits, 3)?;
        let suits: Vec<_> = s.read_each(suits)?.into_iter().map(|suit| verify!(suit, valid).ok()).collect();
        assert_eq!(suits, [Some(Suit::Clubs), Some(Suit::Spades), None]);
        let fresh = s.alloc_slice::<Pair>(3)?;
        assert_eq!(verify!(s.read(fresh.at(2).unwrap().x())?, in 0..=0)?, 0);
        Ok(())
    });
}

#[test]
fn a_struct_in_the_line_and_on_the_heap_is_the_same() {
    with(|s| {
        let line = s.a_line()?;
        let copy = s.read(line)?;
        assert_eq!(verify!(copy.a(), |_| true)?, 1);
        assert_eq!(verify!(copy.h(), |_| true)?, 8);
        assert_eq!(verify!(copy.j(), |_| true)?, 10.0);
        // A copy stays what it was.
        s.write(line.a(), 77)?;
        assert_eq!(verify!(copy.a(), |_| true)?, 1);
        Ok(())
    });
}

#[test]
fn wild_struct_pointers_are_faults() {
    with(|s| {
        for address in [0, u32::MAX, u32::MAX - 100, 0x8000_0000, 0x0fff_fff8] {
            let pointer = s.wild_record(address)?;
            assert_eq!(s.read(pointer).unwrap_err().kind(), FaultKind::Guest, "{address:x}");
            let zeros = TaintedStruct::zeroed();
            assert_eq!(s.write(pointer, zeros).unwrap_err().kind(), FaultKind::Guest, "{address:x}");
            assert_eq!(s.slice(pointer, 2).unwrap_err().kind(), FaultKind::Guest, "{address:x}");
        }
        // The last byte of memory is the last byte of a struct, and not one further.
        let end = u32::try_from(s.memory_bytes()).unwrap();
        let pointer = s.wild_record(end - 152)?;
        assert!(s.read(pointer).is_ok());
        let pointer = s.wild_record(end - 151)?;
        assert_eq!(s.read(pointer).unwrap_err().kind(), FaultKind::Guest);
        let _: GuestPtr<'_, Record> = pointer;
        Ok(())
    });
}

#[test]
fn many_copies_count_as_what_they_take() {
    let pool = Pool::<Structs>::new(Limits::default().copied_out(1 << 20)).unwrap();
    let fault = pool.scope(|s| {
        let many = s.alloc_slice::<Pair>(100_000)?;
        s.read_each(many).map(drop)
    });
    assert_eq!(fault.unwrap_err().kind(), FaultKind::Limit);
}
