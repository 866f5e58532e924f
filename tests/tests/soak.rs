//! Ten thousand mixed rounds, honest and hostile, on two threads: nothing leaks and nothing stops serving.

use std::time::Duration;

use fenced_checks::resident_bytes;
use ringfence::{Fault, FaultKind, GuestPtr, Lifecycle, Limits, Pool, verify};
use ringfence_tests::hostile::hostile::*;
use ringfence_tests::{Canary, assert_serves};

const ROUNDS: u32 = 10_000;

#[test]
fn ten_thousand_mixed_rounds_leave_no_trace() {
    let canary = Canary::new();
    let limits = Limits::default().deadline(Duration::from_millis(60)).memory(4 << 20);
    let pools = [
        Pool::<Hostile>::new(limits).unwrap(),
        Pool::<Hostile>::new(limits).unwrap().lifecycle(Lifecycle::Reuse(5)),
        Pool::<Hostile>::new(limits).unwrap().lifecycle(Lifecycle::Keep),
    ];
    // Unused instances keep some memory warm. Once all of it was touched, nothing may come on top.
    run(&pools, ROUNDS / 10);
    touch_all(&pools, 16);
    let before = resident_bytes();
    run(&pools, ROUNDS);
    let after = resident_bytes();
    canary.assert_untouched();
    // The allocator's own arenas come and go by a few megabytes; a leak of two kilobytes a round would show.
    assert!(after < before + (16 << 20), "resident memory went from {before} to {after} bytes");
}

/// Has every byte of so many instances written to, all alive at once.
fn touch_all(pools: &[Pool<Hostile>], instances: usize) {
    let Some(rest) = instances.checked_sub(1) else { return };
    pools[0]
        .scope(|s| {
            let _ = s.grow_until_refused()?;
            let _ = s.overwrite_everything(0xff);
            touch_all(pools, rest);
            Ok(())
        })
        .unwrap();
}

fn run(pools: &[Pool<Hostile>], rounds: u32) {
    std::thread::scope(|threads| {
        for thread in 0..2 {
            threads.spawn(move || {
                for round in 0..rounds / 2 {
                    let pool = &pools[round as usize % pools.len()];
                    attack(pool, round.wrapping_mul(2_654_435_761).rotate_left(thread * 7));
                    if round % 16 == 0 {
                        assert_serves(pool);
                    }
                }
            });
        }
    });
}

fn attack(pool: &Pool<Hostile>, seed: u32) {
    let (expected, result) = match seed % 100 {
        0 => (Some(FaultKind::Limit), pool.scope(|s| s.loop_memory())),
        1..10 => (Some(FaultKind::Guest), pool.scope(|s| s.trap_unreachable())),
        10..20 => (Some(FaultKind::Guest), pool.scope(|s| s.trap_store(seed | 0xf000_0000))),
        20..25 => (Some(FaultKind::Limit), pool.scope(|s| s.trap_native_stack().map(drop))),
        25..35 => (Some(FaultKind::Guest), pool.scope(|s| s.trap_call(seed | 1 << 20).map(drop))),
        35..45 => (None, pool.scope(|s| s.grow_at_once(seed % 64).map(drop))),
        45..53 => (None, pool.scope(|s| s.overwrite_heap()).or(Ok(()))),
        53..55 => (None, pool.scope(|s| s.overwrite_everything(seed & 255)).or(Ok(()))),
        55..58 => (
            None,
            pool.scope(|s| {
                let mut sum = 0_u64;
                s.lend(
                    HookFn,
                    |_, (_, n)| {
                        sum += u64::from(verify!(n, in ..)?);
                        Ok(0)
                    },
                    |s, hook| s.storm(hook, GuestPtr::NULL, seed % 50).map(drop),
                )
            }),
        ),
        58..60 => (
            Some(FaultKind::Host),
            pool.scope(|s| {
                let mut left = seed % 10;
                s.lend(
                    HookFn,
                    |_, _| {
                        left = left.checked_sub(1).ok_or_else(|| Fault::host("enough"))?;
                        Ok(0)
                    },
                    |s, hook| s.storm(hook, GuestPtr::NULL, 50).map(drop),
                )
            }),
        ),
        60..65 => (
            Some(FaultKind::Guest),
            pool.scope(|s| {
                s.lend(HookFn, |_, _| Ok(0), |s, hook| s.hoard(hook))?;
                s.fire_hoarded(GuestPtr::NULL, 0).map(drop)
            }),
        ),
        65..70 => (
            Some(FaultKind::Guest),
            pool.scope(|s| {
                let pointer = s.wild_pointer(seed | 0xf000_0000)?;
                s.read(pointer.cast::<u32>()).map(drop)
            }),
        ),
        70..75 => (
            Some(FaultKind::Caller),
            pool.scope(|s| {
                let _ = s.trap_unreachable();
                s.count().map(drop)
            }),
        ),
        _ => (
            None,
            pool.scope(|s| {
                // Under `Reuse` and `Keep`, an earlier tenant may have used the memory up.
                let Ok(slice) = s.copy_in(&vec![seed; (seed % 20_000) as usize]) else { return Ok(()) };
                let _ = s.read_slice(slice)?;
                s.count().map(drop)
            }),
        ),
    };
    assert_eq!(result.err().map(|fault| fault.kind()), expected, "attack {}", seed % 100);
}
