//! A hostile library against the promises: the call returns the right error, the process lives, the next
//! scope is served well, and the host's own memory is untouched.

use std::time::{Duration, Instant};

use ringfence::{Fault, FaultKind, Lifecycle, Limits, Pool, Sandbox, Scope, Trap, inert, release, verify};
use ringfence_tests::hostile::hostile::*;
use ringfence_tests::{Canary, assert_serves};

fn pool() -> Pool<Hostile> {
    Pool::new(Limits::default()).unwrap()
}

/// Runs `attack` in a scope, expects a fault, and checks that nothing else came of it.
fn fault(
    pool: &Pool<Hostile>,
    attack: impl for<'id> FnOnce(&mut Scope<'id, Hostile>) -> Result<(), Fault>,
) -> Fault {
    let canary = Canary::new();
    let fault = pool.scope(attack).expect_err("the attack must end in a fault");
    canary.assert_untouched();
    assert_serves(pool);
    assert_eq!(fault.library(), Some("hostile"));
    fault
}

fn trap(
    attack: impl for<'id> FnOnce(&mut Scope<'id, Hostile>) -> Result<(), Fault>,
) -> (Option<Trap>, Fault) {
    let fault = fault(&pool(), attack);
    (fault.trap(), fault)
}

#[test]
fn unreachable_is_a_trap_that_names_the_function() {
    let (trap, fault) = trap(|s| s.trap_unreachable());
    assert_eq!(trap, Some(Trap::Unreachable));
    assert_eq!(fault.kind(), FaultKind::Guest);
    assert_eq!(fault.function(), Some("trap_unreachable"));
    assert_eq!(fault.frames().first().and_then(|frame| frame.function()), Some("trap_unreachable"));
}

#[test]
fn arithmetic_traps() {
    assert_eq!(trap(|s| s.trap_divide(1, 0).map(drop)).0, Some(Trap::DivideByZero));
    assert_eq!(trap(|s| s.trap_divide(i32::MIN, -1).map(drop)).0, Some(Trap::IntegerOverflow));
    assert_eq!(trap(|s| s.trap_overflow(1e300).map(drop)).0, Some(Trap::IntegerOverflow));
    assert_eq!(trap(|s| s.trap_overflow(f64::NAN).map(drop)).0, Some(Trap::IntegerOverflow));
}

#[test]
fn loads_and_stores_out_of_bounds_trap() {
    for address in [0xffff_ffff, 0xffff_fffc, 0x8000_0000, 0x1000_0001] {
        assert_eq!(trap(|s| s.trap_load(address).map(drop)).0, Some(Trap::MemoryOutOfBounds), "{address:x}");
        assert_eq!(trap(|s| s.trap_store(address)).0, Some(Trap::MemoryOutOfBounds), "{address:x}");
    }
}

#[test]
fn stack_overflows_end_as_faults() {
    assert_eq!(fault(&pool(), |s| s.trap_native_stack().map(drop)).kind(), FaultKind::Limit);
    // Which of the two stacks ends first depends on the frame sizes; both ends are clean.
    let kind = fault(&pool(), |s| s.trap_stack().map(drop)).kind();
    assert!(matches!(kind, FaultKind::Guest | FaultKind::Limit), "{kind:?}");
}

#[test]
fn a_smashed_stack_is_noticed_by_its_guard() {
    let (trap, fault) = trap(|s| s.trap_smash(64));
    assert_eq!(trap, Some(Trap::Unreachable), "{fault}");
    assert!(format!("{fault:#}").contains("trap_smash"), "{fault:#}");
}

#[test]
fn bad_function_pointers_trap() {
    for pointer in [0, 1_000_000, u32::MAX] {
        assert_eq!(trap(|s| s.trap_call(pointer).map(drop)).0, Some(Trap::BadFunctionPointer), "{pointer}");
    }
    let (trap, _) = trap(|s| {
        let pointer = release!(s.pointer_of_other_type()?, reason = "handed back to the guest only");
        s.trap_call(pointer).map(drop)
    });
    assert_eq!(trap, Some(Trap::BadFunctionPointer));
}

#[test]
fn every_kind_of_endless_loop_meets_the_deadline() {
    type Attack = for<'id> fn(&mut Scope<'id, Hostile>) -> Result<(), Fault>;
    let attacks: [Attack; 4] =
        [|s| s.loop_registers(), |s| s.loop_memory(), |s| s.loop_fill(), |s| s.loop_calls(8).map(drop)];
    let limit = Duration::from_millis(50);
    let pool = Pool::<Hostile>::new(Limits::default().deadline(limit)).unwrap();
    for attack in attacks {
        let start = Instant::now();
        let fault = pool.scope(attack).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
        assert!(fault.to_string().contains("deadline of 50ms"), "{fault}");
        // Not a measurement: only that the end came at all, on a machine that may be busy.
        assert!(start.elapsed() >= limit && start.elapsed() < Duration::from_secs(20));
        assert_serves(&pool);
    }
}

#[test]
fn a_deadline_spans_the_calls_of_a_scope() {
    let pool = Pool::<Hostile>::new(Limits::default().deadline(Duration::from_millis(30))).unwrap();
    let start = Instant::now();
    let result: Result<(), Fault> = pool.scope(|s| {
        loop {
            let _ = s.count()?;
            assert!(start.elapsed() < Duration::from_secs(20), "the deadline never came");
        }
    });
    assert_eq!(result.unwrap_err().kind(), FaultKind::Limit);
}

#[test]
fn a_deadline_of_zero_stops_the_first_call() {
    let pool = Pool::<Hostile>::new(Limits::default().deadline(Duration::ZERO)).unwrap();
    assert_eq!(pool.scope(|s| s.loop_registers()).unwrap_err().kind(), FaultKind::Limit);
}

#[test]
fn memory_grows_to_the_limit_and_no_further() {
    let pool = Pool::<Hostile>::new(Limits::default().memory(32 << 20)).unwrap();
    let bytes = pool
        .scope(|s| {
            verify!(s.grow_until_refused()?, in 1..=512)?;
            Ok(s.memory_bytes())
        })
        .unwrap();
    assert!((31 << 20..=32 << 20).contains(&bytes), "{bytes}");
    let refused = release_pages(&pool, 65_536);
    assert_eq!(refused, u32::MAX);
    assert_serves(&pool);
}

fn release_pages(pool: &Pool<Hostile>, pages: u32) -> u32 {
    pool.scope(|s| Ok(release!(s.grow_at_once(pages)?, reason = "compared by the test"))).unwrap()
}

#[test]
fn a_trap_after_refused_memory_says_so() {
    let pool = Pool::<Hostile>::new(Limits::default().memory(16 << 20)).unwrap();
    let fault = fault(&pool, |s| s.allocate_and_ignore_failure().map(drop));
    assert_eq!(fault.kind(), FaultKind::Guest, "{fault}");
    assert!(fault.memory_was_refused());
    assert!(fault.to_string().ends_with("after it was refused more memory"), "{fault}");
}

#[test]
fn a_host_that_asks_for_too_much_memory_meets_the_same_limit() {
    let pool = Pool::<Hostile>::new(Limits::default().memory(16 << 20)).unwrap();
    for length in [17 << 20, u32::MAX as usize, usize::MAX] {
        let fault = pool.scope(|s| s.alloc_slice::<u8>(length).map(drop)).unwrap_err();
        assert!(matches!(fault.kind(), FaultKind::Limit | FaultKind::Caller), "{fault}");
    }
    let fault = pool.scope(|s| s.alloc_slice::<u64>(1 << 30).map(drop)).unwrap_err();
    assert!(matches!(fault.kind(), FaultKind::Limit | FaultKind::Caller), "{fault}");
    assert_serves(&pool);
}

#[test]
fn a_module_that_needs_more_than_the_limit_is_not_started() {
    let pool = Pool::<Hostile>::new(Limits::default().memory(64 << 10)).unwrap();
    let fault = pool.scope(|_| Ok(())).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
}

#[test]
fn wild_pointers_are_errors_or_data_and_never_more() {
    let addresses = [
        0,
        1,
        3,
        4,
        0xffff,
        0x1_0000,
        0x7fff_ffff,
        0x8000_0000,
        0xffff_0000,
        0xffff_fff0,
        0xffff_fffe,
        0xffff_ffff,
    ];
    pool()
        .scope(|s| {
            let size = s.memory_bytes() as u64;
            for address in addresses {
                let pointer = s.wild_pointer(address)?;
                assert_eq!(pointer.is_null(), address == 0);
                let inside = |bytes: u64| address != 0 && u64::from(address) + bytes <= size;
                assert_eq!(s.read(pointer.cast::<u8>()).is_ok(), inside(1), "{address:x}");
                assert_eq!(s.read(pointer.cast::<u64>()).is_ok(), inside(8), "{address:x}");
                assert_eq!(s.read(pointer.cast::<[u8; 4096]>()).is_ok(), inside(4096), "{address:x}");
                assert_eq!(
                    s.read(pointer.cast::<Record>().inner().next()).is_ok(),
                    inside(44),
                    "{address:x}"
                );
                for length in [1, 2, 65_536, 1 << 31, u32::MAX as usize, usize::MAX] {
                    let slice = s.slice(pointer.cast::<u64>(), length);
                    assert_eq!(
                        slice.is_ok(),
                        inside((length as u64).saturating_mul(8).min(1 << 40)),
                        "{address:x} {length}"
                    );
                    if let Ok(slice) = slice {
                        assert_eq!(s.view(slice).is_ok(), address % 8 == 0);
                        assert!(s.read_slice(slice).is_ok());
                    }
                }
                let _ = s.c_str(pointer.cast::<i8>(), usize::MAX);
                let far = pointer.cast::<u64>().element(u32::MAX);
                assert!(s.read(far).is_err() && s.write(far, 1).is_err());
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn wild_lengths_stay_inside() {
    let pool = pool();
    let fault = fault(&pool, |s| {
        let block = s.alloc_slice::<u8>(16)?;
        let length = release!(s.wild_length(u32::MAX)?, reason = "the test wants the wild value");
        s.slice(block.ptr(), length as usize).map(drop)
    });
    assert_eq!(fault.kind(), FaultKind::Guest);
}

#[test]
fn wild_enum_and_bool_values_are_rejected() {
    let pool = pool();
    for (value, expected) in [(0, Some(Mode::A)), (5, Some(Mode::C)), (2, None), (-1, None), (i32::MIN, None)]
    {
        let mode = pool.scope(|s| verify!(s.wild_mode(value)?, valid));
        assert_eq!(mode.as_ref().ok().copied(), expected);
        if let Err(fault) = mode {
            assert_eq!(fault.kind(), FaultKind::Rejected);
            assert_eq!(fault.site().map(|site| site.rule()), Some("valid"));
        }
    }
    for (value, expected) in [(0, Some(false)), (1, Some(true)), (2, None), (256, None), (u32::MAX, None)] {
        assert_eq!(pool.scope(|s| verify!(s.wild_bool(value)?, valid)).ok(), expected, "{value}");
    }
}

#[test]
fn a_string_without_end_is_an_error() {
    let pool = pool();
    for bound in [10, 999, 1000, 5000, usize::MAX] {
        let fault = fault(&pool, |s| {
            let length = s.alloc()?;
            let text = s.unterminated(length)?;
            s.c_str(text, bound).map(drop)
        });
        assert_eq!(fault.kind(), FaultKind::Guest);
        assert!(fault.to_string().contains("has no end"), "{fault}");
    }
}

#[test]
fn a_wild_struct_is_only_wild_data() {
    pool()
        .scope(|s| {
            let record = s.alloc::<Record>()?;
            s.wild_record(record)?;
            assert!(verify!(s.read(record.length())?, in 0..=1000).is_err());
            let data = s.read(record.data())?;
            let start = s.slice(data, 8);
            assert!(start.is_err());
            assert!(verify!(s.read(record.mode())?, valid).is_err());
            assert!(verify!(s.read(record.inner().ratio())?, in 0.0..=1.0).is_err());
            // A list that bites its tail is walked as far as the host decides to.
            let mut at = record;
            for _ in 0..1000 {
                at = s.read(at.inner().next())?;
            }
            let name = s.c_str(record.name().first(), 16);
            assert!(name.is_err());
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_library_that_destroys_itself_harms_only_itself() {
    let pool = pool();
    let canary = Canary::new();
    for value in [0, 0x41, 0xff] {
        let _ = pool.scope(|s| {
            s.overwrite_everything(value)?;
            // The host goes on using its arena in the ruins.
            let slice = s.copy_in(b"still the host's own")?;
            let read = s.read_slice(slice)?;
            assert_eq!(inert!(read), b"still the host's own");
            s.count().map(drop)
        });
        let _ = pool.scope(|s| s.overwrite_heap());
        assert_serves(&pool);
    }
    canary.assert_untouched();
}

#[test]
fn an_instance_that_trapped_takes_no_more_calls() {
    let pool = pool().lifecycle(Lifecycle::Keep);
    pool.scope(|s| {
        assert_eq!(s.trap_unreachable().unwrap_err().kind(), FaultKind::Guest);
        let fault = s.count().unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Caller);
        assert!(fault.to_string().contains("trapped earlier"), "{fault}");
        Ok(())
    })
    .unwrap();
    // The closure swallowed the trap and returned Ok: the instance must be gone all the same.
    assert_serves(&pool);
    assert_eq!(count(&pool), 1);
}

fn count(pool: &Pool<Hostile>) -> u32 {
    pool.scope(|s| verify!(s.count()?, in 1..)).unwrap()
}

#[test]
fn lifecycles_keep_what_they_say() {
    let fresh = pool();
    assert_eq!([count(&fresh), count(&fresh)], [1, 1]);
    let kept = pool().lifecycle(Lifecycle::Keep);
    assert_eq!([count(&kept), count(&kept), count(&kept)], [1, 2, 3]);
    let reused = pool().lifecycle(Lifecycle::Reuse(2));
    assert_eq!([count(&reused), count(&reused), count(&reused), count(&reused)], [1, 2, 1, 2]);
    let _: Result<(), Fault> = kept.scope(|_| Err(Fault::host("the closure failed")));
    assert_eq!(count(&kept), 1);
}

#[test]
fn a_sandbox_keeps_its_state_until_it_traps() {
    let mut sandbox = Sandbox::<Hostile>::new(Limits::default()).unwrap();
    let mut next = || sandbox.scope(|s| verify!(s.count()?, in 1..)).unwrap();
    assert_eq!([next(), next()], [1, 2]);
    assert!(sandbox.scope(|s| s.trap_unreachable()).is_err());
    assert!(!sandbox.has_state());
    assert_eq!(sandbox.scope(|s| verify!(s.count()?, in 1..)).unwrap(), 1);
}

#[test]
fn a_panic_of_the_host_discards_the_instance() {
    let pool = pool().lifecycle(Lifecycle::Keep);
    assert_eq!(count(&pool), 1);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _: Result<(), Fault> = pool.scope(|s| {
            let _ = s.count()?;
            panic!("the host's own mistake");
        });
    }));
    assert!(panicked.is_err());
    assert_eq!(count(&pool), 1);
}

#[test]
fn a_fresh_instance_sees_nothing_of_the_last_tenant() {
    let pool = pool();
    let clean = pool.scope(|s| verify!(s.nonzero_bytes()?, in 0..)).unwrap();
    for _ in 0..20 {
        let _ = pool.scope(|s| {
            s.copy_in(&[0x77; 300_000])?;
            let _ = s.grow_at_once(16)?;
            s.overwrite_everything(0x77)
        });
        assert_eq!(pool.scope(|s| verify!(s.nonzero_bytes()?, in 0..)).unwrap(), clean);
    }
}

#[test]
fn a_thread_with_a_small_stack_gets_an_error_and_not_a_crash() {
    let pool = pool();
    let run = |bytes: usize| {
        let pool = pool.clone();
        std::thread::Builder::new()
            .stack_size(bytes)
            .spawn(move || pool.scope(|s| s.trap_native_stack().map(drop)).unwrap_err())
            .unwrap()
            .join()
            .unwrap()
    };
    let small = run(256 << 10);
    assert_eq!(small.kind(), FaultKind::Caller, "{small}");
    assert!(small.to_string().contains("less than 1088 KiB of stack left"), "{small}");
    assert_eq!(run(4 << 20).kind(), FaultKind::Limit);
}

#[test]
fn deep_recursion_of_the_host_is_noticed_at_the_call() {
    #[inline(never)]
    fn descend(s: &mut Scope<'_, Hostile>, depth: u32) -> Result<(), Fault> {
        let ballast = std::hint::black_box([0u8; 16 << 10]);
        let _ = s.count()?;
        if depth == 0 { Ok(()) } else { descend(s, depth - 1 + u32::from(ballast[0])) }
    }
    let fault = std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(|| pool().scope(|s| descend(s, 1000)).unwrap_err())
        .unwrap()
        .join()
        .unwrap();
    assert_eq!(fault.kind(), FaultKind::Caller, "{fault}");
}

#[test]
fn bytes_copied_out_are_limited() {
    let pool = Pool::<Hostile>::new(Limits::default().copied_out(1 << 20)).unwrap();
    let fault = pool
        .scope(|s| {
            let block = s.alloc_slice::<u8>(300_000)?;
            for _ in 0..3 {
                let _ = s.read_slice(block)?;
            }
            let _ = s.view(block)?;
            s.read_slice(block).map(drop)
        })
        .unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Limit);
    assert!(fault.to_string().contains("more than 1 MiB copied out"), "{fault}");
}
