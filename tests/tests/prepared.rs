//! Pools whose instances start from what one of them made.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use ringfence::{Fault, FaultKind, GuestPtr, Input, Kept, Lifecycle, Limits, Pool, Scope};
use ringfence::{inert, verify};
use ringfence_tests::assert_serves;
use ringfence_tests::engines::pools;
use ringfence_tests::hostile::hostile::*;

const PAGE: u32 = 64 << 10;

/// Memory that the preparation adds and fills: little, which is copied, and much, which is mapped.
const SIZES: [u32; 3] = [PAGE, 3 * PAGE, 40 * PAGE];

/// A byte other than zero for each place.
fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|n| u8::try_from(n * 37 % 251).unwrap() + 1).collect()
}

fn pool() -> Pool<Hostile> {
    Pool::new(Limits::default()).unwrap()
}

fn count(s: &mut Scope<'_, Hostile>) -> Result<u32, Fault> {
    verify!(s.count()?, in ..)
}

/// Counts to three, and fills `bytes` bytes of new memory with the pattern.
fn fill<'id>(s: &mut Scope<'id, Hostile>, bytes: u32) -> Result<Kept<Hostile, u8>, Fault> {
    for _ in 0..3 {
        count(s)?;
    }
    let before = verify!(s.grow_at_once(bytes / PAGE)?, in 0..=0x1_0000)?;
    let memory: GuestPtr<'id, u8> = s.wild_pointer(before * PAGE)?.cast();
    let length = bytes as usize - 1000;
    let slice = s.slice(memory, length)?;
    s.write_slice(slice, &pattern(length))?;
    s.keep(memory)
}

/// Checks that an instance is as [`fill`] left it, and spoils it.
fn check(s: &mut Scope<'_, Hostile>, memory: Kept<Hostile, u8>, bytes: u32) -> Result<(), Fault> {
    assert_eq!(count(s)?, 4);
    let memory = s.revive(memory)?;
    let slice = s.slice(memory, bytes as usize)?;
    let found = inert!(s.read_slice(slice)?);
    let (filled, rest) = found.split_at(bytes as usize - 1000);
    assert!(filled == pattern(filled.len()), "{bytes}");
    assert!(rest.iter().all(|&byte| byte == 0), "{bytes}");
    s.write_slice(slice, &vec![0xee; bytes as usize])?;
    let _ = s.grow_at_once(1)?;
    Ok(())
}

/// Bytes other than zero in the heap of the next tenant, and in `pages` more.
fn nonzero(pool: &Pool<Hostile>, pages: u32) -> u32 {
    pool.scope(|s| {
        let _ = s.grow_at_once(pages)?;
        verify!(s.nonzero_bytes()?, in ..)
    })
    .unwrap()
}

#[test]
fn every_instance_starts_as_the_prepared_one_was_left() {
    for bytes in SIZES {
        for (engine, pool) in pools::<Hostile>() {
            let (pool, memory) = pool.prepare(|s| fill(s, bytes)).unwrap();
            for _ in 0..3 {
                pool.scope(|s| check(s, memory, bytes)).unwrap_or_else(|fault| panic!("{engine}: {fault}"));
            }
            let mut sandbox = pool.sandbox();
            sandbox.scope(|s| check(s, memory, bytes)).unwrap();
            assert_eq!(sandbox.scope(count).unwrap(), 5, "{engine}: a sandbox goes on");
            sandbox.scope(|s| s.trap_unreachable()).unwrap_err();
            sandbox.scope(|s| check(s, memory, bytes)).unwrap();
        }
    }
}

#[test]
fn instances_that_serve_again_keep_what_they_changed() {
    for bytes in SIZES {
        let (pool, memory) = pool().prepare(|s| fill(s, bytes)).unwrap();
        let pool = pool.lifecycle(Lifecycle::Keep);
        pool.scope(|s| check(s, memory, bytes)).unwrap();
        for n in 5..20 {
            assert_eq!(pool.scope(count).unwrap(), n);
            let first = pool.scope(|s| {
                let memory = s.revive(memory)?;
                verify!(s.read(memory)?, in ..)
            });
            assert_eq!(first.unwrap(), 0xee);
        }
    }
}

/// However a scope ends, nothing of the prepared memory is left for an instance that starts from the module.
#[test]
fn the_next_tenant_reads_zeroes() {
    let plain = pool();
    for bytes in SIZES {
        let pages = bytes / PAGE + 4;
        let expected = nonzero(&plain, pages);
        let (prepared, memory) = pool().prepare(|s| fill(s, bytes)).unwrap();
        assert_eq!(nonzero(&plain, pages), expected, "{bytes}: after the preparation");
        for round in 0..20 {
            match round % 5 {
                0 => prepared.scope(|s| check(s, memory, bytes)).unwrap(),
                1 => drop(prepared.scope(|s| s.trap_store(u32::MAX - 8)).unwrap_err()),
                2 => drop(
                    prepared
                        .scope(|s| check(s, memory, bytes).and(Err::<(), _>(Fault::host("no"))))
                        .unwrap_err(),
                ),
                3 => drop(catch_unwind(AssertUnwindSafe(|| {
                    prepared.scope::<()>(|s| {
                        check(s, memory, bytes)?;
                        panic!("on purpose")
                    })
                }))),
                _ => prepared.scope(|s| s.overwrite_everything(0xa5)).unwrap(),
            }
            assert_eq!(nonzero(&plain, pages), expected, "{bytes}, round {round}");
            assert_serves(&plain);
        }
    }
}

#[test]
fn what_one_instance_kept_means_nothing_in_another() {
    let (pool, _) = pool().prepare(|s| fill(s, PAGE)).unwrap();
    let own = pool.scope(|s| {
        let pointer = s.wild_pointer(70_000)?;
        s.keep(pointer)
    });
    let own = own.unwrap();
    let fault = pool.scope(|s| s.revive(own).map(drop)).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Caller, "{fault}");
    // Nor does what was prepared mean anything to a pool that knows nothing of it.
    let (_, memory) = self::pool().prepare(|s| fill(s, PAGE)).unwrap();
    assert_eq!(pool.scope(|s| s.revive(memory).map(drop)).unwrap_err().kind(), FaultKind::Caller);
}

#[test]
fn preparations_build_on_one_another() {
    let (pool, first) = pool().prepare(|s| fill(s, 2 * PAGE)).unwrap();
    let (pool, second) = pool
        .prepare(|s| {
            let memory = s.revive(first)?;
            s.write(memory, 77)?;
            fill(s, 20 * PAGE)
        })
        .unwrap();
    for _ in 0..3 {
        pool.scope(|s| {
            assert_eq!(count(s)?, 7);
            let (first, second) = (s.revive(first)?, s.revive(second)?);
            assert_eq!(verify!(s.read(first)?, in ..)?, 77);
            assert_eq!(verify!(s.read(second)?, in ..)?, pattern(1)[0]);
            s.write(first, 1)?;
            s.write(second, 2)
        })
        .unwrap();
    }
}

#[test]
fn arguments_and_mapped_inputs_go_where_they_should() {
    let bytes = pattern(3 << 20);
    let input = Input::from_bytes(&bytes).unwrap();
    let sum =
        bytes.iter().fold(2_166_136_261_u32, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(16_777_619));
    let checksum = |s: &mut Scope<'_, Hostile>| {
        let (mapped, copied) = (s.map(&input)?, s.copy_in(&bytes)?);
        let sums = [s.checksum(mapped.ptr(), mapped.len())?, s.checksum(copied.ptr(), copied.len())?];
        for sum in sums {
            assert_eq!(verify!(sum, in ..)?, self::sum(&bytes));
        }
        Ok(())
    };
    assert_eq!(sum, self::sum(&bytes));
    for size in SIZES {
        // Arguments of the preparation lie in memory that instances go on to use for theirs.
        let (pool, memory) = pool()
            .prepare(|s| {
                checksum(s)?;
                fill(s, size)
            })
            .unwrap();
        for pool in [pool.clone(), pool.lifecycle(Lifecycle::Keep)] {
            pool.scope(|s| {
                checksum(s)?;
                check(s, memory, size)
            })
            .unwrap();
            pool.scope(checksum).unwrap();
        }
    }
    assert_serves(&pool());
}

fn sum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(2_166_136_261_u32, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(16_777_619))
}

#[test]
fn a_closure_that_was_lent_is_gone_and_one_that_was_kept_is_refused() {
    // The guest remembers the pointer; what it leads to belonged to the other instance.
    let (pool, ()) = pool().prepare(|s| s.lend(HookFn, |_, _| Ok(1), |s, hook| s.hoard(hook))).unwrap();
    for _ in 0..2 {
        let fault = pool.scope(|s| s.fire_hoarded(GuestPtr::NULL, 1).map(drop)).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Guest, "{fault}");
        // New closures get entries of their own.
        let answer = pool.scope(|s| s.lend(HookFn, |_, _| Ok(5), |s, hook| s.storm(hook, GuestPtr::NULL, 3)));
        let _ = answer.unwrap();
        assert_eq!(
            pool.scope(|s| s.fire_hoarded(GuestPtr::NULL, 1).map(drop)).unwrap_err().kind(),
            FaultKind::Guest
        );
    }
    let refused = self::pool().prepare(|s| s.keep_callback(HookFn, |_, _| Ok(1)).map(drop)).unwrap_err();
    assert_eq!(refused.kind(), FaultKind::Caller, "{refused}");
    assert!(refused.to_string().contains("closure"), "{refused}");
}

#[test]
fn pointers_to_exported_functions_lead_where_they_led() {
    let (pool, ()) = pool()
        .prepare(|s| {
            let itself = s.pointer_to(HookFn, "fire_hoarded")?;
            s.hoard(itself)
        })
        .unwrap();
    for _ in 0..2 {
        // It calls itself for ever, which only a pointer that leads there does.
        let fault = pool.scope(|s| s.fire_hoarded(GuestPtr::NULL, 1).map(drop)).unwrap_err();
        assert!(fault.to_string().contains("stack"), "{fault}");
        pool.scope(|s| s.pointer_to(HookFn, "fire_hoarded").map(drop)).unwrap();
    }
}

#[test]
fn a_preparation_that_fails_makes_no_pool() {
    let trapped = pool().prepare(|s| s.trap_unreachable()).unwrap_err();
    assert_eq!(trapped.kind(), FaultKind::Guest);
    // Whatever the closure makes of it.
    let ignored = pool().prepare(|s| Ok(s.trap_unreachable().is_err())).unwrap_err();
    assert_eq!(ignored.kind(), FaultKind::Caller, "{ignored}");
    let late = Pool::<Hostile>::new(Limits::default().deadline(Duration::from_millis(30))).unwrap();
    assert_eq!(late.prepare(|s| s.loop_registers()).unwrap_err().kind(), FaultKind::Limit);
    assert!(catch_unwind(|| pool().prepare::<()>(|_| panic!("on purpose"))).is_err());
    assert_serves(&pool());
}

#[test]
fn a_hostile_library_that_was_prepared_stays_in_its_memory() {
    let (pool, ()) = pool()
        .prepare(|s| {
            let _ = s.grow_at_once(30)?;
            s.overwrite_everything(0xff)
        })
        .unwrap();
    for _ in 0..5 {
        let _ = pool.scope(|s| s.count().map(drop));
        let _ = pool.scope(|s| s.allocate_and_ignore_failure().map(drop));
        let _ = pool.scope(|s| s.fire_hoarded(GuestPtr::NULL, 1).map(drop));
        assert_serves(&self::pool());
    }
}

#[test]
fn an_image_is_as_large_as_memory_may_be_and_no_larger() {
    let limits = |pages: u64| Limits::default().memory(pages << 16);
    let pool = |pages| Pool::<Hostile>::new(limits(pages)).unwrap();
    let all = |s: &mut Scope<'_, Hostile>| verify!(s.grow_until_refused()?, in ..);
    let (prepared, pages) = pool(100).prepare(all).unwrap();
    assert!(pages >= 16);
    for _ in 0..3 {
        assert_eq!(prepared.scope(all).unwrap(), 0, "nothing is left");
        assert!(prepared.scope(|s| Ok(s.memory_bytes())).unwrap() <= 100 << 16);
    }
}

#[test]
fn threads_start_from_one_image_at_once() {
    let size = SIZES[2];
    let (pool, memory) = pool().prepare(|s| fill(s, size)).unwrap();
    std::thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(|| {
                for _ in 0..20 {
                    pool.scope(|s| check(s, memory, size)).unwrap();
                }
            });
        }
    });
}
