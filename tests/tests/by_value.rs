//! Structs are passed and returned by value as C compiled for wasm32 does it.

use ringfence::{Fault, FaultKind, GuestPtr, Limits, Pool, Scope, TaintedStruct, Trap, verify};
use ringfence_tests::structs::structs::*;

/// Runs `body` in a scope and expects it to end well.
fn with<R>(body: impl for<'id> FnOnce(&mut Scope<'id, Structs>) -> Result<R, Fault>) -> R {
    Pool::<Structs>::new(Limits::default()).unwrap().scope(body).unwrap()
}

#[test]
fn a_struct_around_one_scalar_is_the_scalar() {
    with(|s| {
        let mut single = TaintedStruct::<Single>::zeroed();
        single.set_value(1.25);
        let single = s.twice(&single)?;
        assert_eq!(verify!(single.value(), |_| true)?, 2.5);
        let mut wrapped = TaintedStruct::<Wrapped>::zeroed();
        wrapped.set_inner(0, single)?;
        let wrapped = s.twice_wrapped(&wrapped)?;
        assert_eq!(verify!(wrapped.inner(0).unwrap().value(), |_| true)?, 5.0);
        let mut tiny = TaintedStruct::<Tiny>::zeroed();
        tiny.set_value(-100);
        assert_eq!(verify!(s.negative(&tiny)?.value(), |_| true)?, 100);
        let mut big = TaintedStruct::<Big>::zeroed();
        big.set_value(-3);
        assert_eq!(verify!(s.shifted(&big)?.value(), |_| true)?, -3 << 32);
        let mut one = TaintedStruct::<OneOf>::zeroed();
        one.set_part(3.0);
        assert_eq!(verify!(s.half(&one)?, |_| true)?, 1.5);
        Ok(())
    });
}

#[test]
fn a_struct_around_a_bool_holds_one_of_two_values() {
    with(|s| {
        for number in [0, 1, 2, 3, 254, 255, -1] {
            let yes = s.odd(number)?;
            assert_eq!(verify!(yes.value(), valid)?, number & 1 == 1, "{number}");
            assert_eq!(verify!(s.is_yes(&yes)?, valid)?, number & 1 == 1, "{number}");
        }
        Ok(())
    });
}

#[test]
fn a_struct_around_a_pointer_carries_it() {
    with(|s| {
        let pairs = s.some_pairs()?;
        let mut reference = TaintedStruct::<Reference>::zeroed();
        reference.set_target(pairs);
        let next = s.refer(&reference)?.target();
        assert_eq!(verify!(s.read(next)?.x(), |_| true)?, 3);
        Ok(())
    });
}

#[test]
fn an_empty_struct_is_not_passed() {
    with(|s| {
        let out = s.alloc()?;
        let empty = s.nothing_in(&TaintedStruct::zeroed(), 7, out)?;
        assert_eq!(verify!(s.read(out)?, |_| true)?, 7);
        let pointer: GuestPtr<'_, Empty> = s.alloc()?;
        s.write(pointer, empty)
    });
}

#[test]
fn larger_structs_are_copied() {
    with(|s| {
        let mut pair = TaintedStruct::<Pair>::zeroed();
        pair.set_x(1);
        pair.set_y(2);
        let swapped = s.swap(&pair)?;
        assert_eq!(verify!(swapped.x(), |_| true)?, 2);
        assert_eq!(verify!(swapped.y(), |_| true)?, 1);
        assert_eq!(verify!(pair.x(), |_| true)?, 1);
        let mut mixed = TaintedStruct::<MixedPair>::zeroed();
        mixed.set_weight(0.5);
        mixed.set_tag(41);
        let heavier = s.heavier(&mixed, 0.25, &mixed)?;
        assert_eq!(verify!(heavier.weight(), |_| true)?, 1.25);
        assert_eq!(verify!(heavier.tag(), |_| true)?, 42);
        let mut wide = TaintedStruct::<Wide>::zeroed();
        wide.set_tag(9);
        assert_eq!(verify!(s.wider(&wide)?.tag(), |_| true)?, 9);
        let either = s.of_part(0.75)?;
        assert_eq!(verify!(s.part_of(&either)?, |_| true)?, 0.75);
        Ok(())
    });
}

#[test]
fn what_was_returned_is_passed_on_for_ever() {
    with(|s| {
        let mut node = TaintedStruct::<Node>::zeroed();
        let tree = s.alloc::<u32>()?;
        node.set_tree(tree.cast());
        let before = s.memory_bytes();
        for _ in 0..100_000 {
            node = s.child(&node, 1)?;
        }
        assert_eq!(verify!(s.depth(&node)?, |_| true)?, 100_000);
        assert_eq!(verify!(node.context(), |context| context[1] == 0)?[0], 100_000);
        assert!(!node.id().is_null());
        // The copies do not pile up.
        assert_eq!(s.memory_bytes(), before);
        // What was allocated between calls is still the host's.
        let kept = s.alloc::<u32>()?;
        s.write(kept, 7)?;
        node = s.child(&node, 1)?;
        let other = s.alloc::<u32>()?;
        s.write(other, 8)?;
        assert_eq!(verify!(s.read(kept)?, in 7..=7)?, 7);
        assert_eq!(verify!(s.depth(&node)?, |_| true)?, 100_001);
        Ok(())
    });
}

#[test]
fn callbacks_are_given_structs_and_give_them() {
    with(|s| {
        let mut seen = 0;
        let weight = s.lend(
            WeighFn,
            |_, (_, pair, single, _)| {
                seen = verify!(pair.x(), in 3..=3)? + verify!(pair.y(), in 4..=4)?;
                Ok(verify!(single.value(), in 0.0..1.0)? * 2.0)
            },
            |s, weigh| s.call_weigh(weigh, GuestPtr::NULL),
        )?;
        assert_eq!(verify!(weight, |_| true)?, 1.0);
        assert_eq!(seen, 7);
        for value in [-1, 1] {
            let is_positive = s.lend(
                TestFn,
                |_, (tiny,)| {
                    let mut yes = TaintedStruct::<Yes>::zeroed();
                    yes.set_value(verify!(tiny.value(), |_| true)? > 0);
                    Ok(yes)
                },
                |s, test| s.call_test(test, value),
            )?;
            assert_eq!(verify!(is_positive, valid)?, value > 0);
        }
        let (mut pair, mut single) = (TaintedStruct::<Pair>::zeroed(), TaintedStruct::<Single>::zeroed());
        pair.set_x(1);
        pair.set_y(2);
        single.set_value(0.25);
        let weigh = s.a_weigh()?;
        let weight = s.call_ptr(weigh, (GuestPtr::NULL, pair, single, TaintedStruct::zeroed()))?;
        assert_eq!(verify!(weight, |_| true)?, 120.25);
        Ok(())
    });
}

#[test]
fn results_that_are_not_what_was_promised_stay_in_the_fence() {
    with(|s| {
        let node = s.forget_result()?;
        assert_eq!(verify!(node.context(), |_| true)?, [0; 4]);
        let mut node = TaintedStruct::<Node>::zeroed();
        node.set_context([1, 2, 3, 4]);
        let pair = s.change_argument(&node)?;
        assert_eq!(verify!(pair.y(), |_| true)?, 2);
        // The library changed its copy, not ours.
        assert_eq!(verify!(node.context(), |_| true)?, [1, 2, 3, 4]);
        Ok(())
    });
}

#[test]
fn a_result_written_beyond_the_end_of_memory_is_a_trap() {
    let pool = Pool::<Structs>::new(Limits::default()).unwrap();
    let fault = pool
        .scope(|s| {
            // A block of its own at the end of memory, with room for the result and not for much more.
            s.alloc_slice::<u8>((16 << 20) - 64)?;
            s.smash_result().map(drop)
        })
        .unwrap_err();
    assert_eq!((fault.kind(), fault.trap()), (FaultKind::Guest, Some(Trap::MemoryOutOfBounds)));
    // The next scope is as good as new.
    let x = pool.scope(|s| verify!(s.swap(&TaintedStruct::zeroed())?.x(), |_| true));
    assert_eq!(x.unwrap(), 0);
}
