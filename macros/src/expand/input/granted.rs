#[ringfence::library("small")]
pub mod small {
    extern "C" {
        pub fn run();
    }
}
