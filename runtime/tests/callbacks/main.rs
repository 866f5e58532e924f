//! Host closures as C function pointers, tokens for host objects, and pointers that outlive a scope.
#![cfg(feature = "jit")]

mod guest;
mod kept;
mod lending;
mod objects;
mod pointers;
mod sequence;

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn no_sequence_runs_a_dead_closure(bytes in proptest::collection::vec(0_u8.., 0..80)) {
        sequence::run(&bytes);
    }
}
