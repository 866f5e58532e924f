//! The wrapper of `guests/vectors.c`.

#[ringfence::library("vectors")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod vectors {
    extern "C" {
        pub fn vectors_sum(bytes: *const u8, length: u32) -> u32;
        pub fn vectors_pick(index: u32) -> u32;
        pub fn vectors_load(address: u32) -> u32;
        pub fn vectors_store(address: u32);
        pub fn vectors_load_lane(address: u32) -> u32;
    }
}
