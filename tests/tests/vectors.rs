//! Vectors inside the fence, and what is out of their reach.

use ringfence::{Fault, Limits, Pool, Scope, Trap, verify};
use ringfence_tests::Canary;
use ringfence_tests::vectors::vectors::*;

fn pool() -> Pool<Vectors> {
    Pool::new(Limits::default()).unwrap()
}

fn sum(pool: &Pool<Vectors>, bytes: &[u8]) -> u32 {
    pool.scope(|s| {
        let input = s.copy_in(bytes)?;
        let length = u32::try_from(bytes.len()).map_err(Fault::host)?;
        verify!(s.vectors_sum(input.ptr(), length)?, in ..)
    })
    .unwrap()
}

#[test]
fn vectors_compute_what_bytes_do() {
    let pool = pool();
    for length in [0, 1, 15, 16, 17, 4096, 70_001] {
        let bytes: Vec<u8> = (0..length).map(|at: usize| (at * 31 % 251) as u8).collect();
        assert_eq!(sum(&pool, &bytes), bytes.iter().map(|&byte| u32::from(byte)).sum::<u32>(), "{length}");
    }
}

#[test]
fn an_index_into_a_vector_stays_in_it() {
    let picked: Vec<u32> = [0, 15, 16, 127, 128, 255]
        .iter()
        .map(|&index| pool().scope(|s| verify!(s.vectors_pick(index)?, in ..)).unwrap())
        .collect();
    assert_eq!(picked, [1, 16, 0, 0, 0, 0]);
}

#[test]
fn vectors_that_reach_out_of_memory_trap() {
    type Attack = for<'id> fn(&mut Scope<'id, Vectors>, u32) -> Result<(), Fault>;
    let attacks: [Attack; 3] = [
        |s, address| s.vectors_load(address).map(drop),
        |s, address| s.vectors_store(address),
        |s, address| s.vectors_load_lane(address).map(drop),
    ];
    let (pool, canary) = (pool(), Canary::new());
    for (which, attack) in attacks.iter().enumerate() {
        for address in [0xffff_ffff, 0x8000_0000, 0x1000_0000] {
            let fault = pool.scope(|s| attack(s, address)).expect_err("out of bounds");
            assert_eq!(fault.trap(), Some(Trap::MemoryOutOfBounds), "{which} {address:x}");
        }
    }
    // Its first byte lies in an address space of 32 bits, its last beyond.
    for address in [0xffff_fff1, 0xffff_fff0] {
        for attack in &attacks[..2] {
            let fault = pool.scope(|s| attack(s, address)).expect_err("out of bounds");
            assert_eq!(fault.trap(), Some(Trap::MemoryOutOfBounds), "{address:x}");
        }
    }
    canary.assert_untouched();
    assert_eq!(sum(&pool, &[1; 40]), 40, "the next scope is served");
}
