//! Prints a sum and a motto out of the fence. Its executable holds a record of every kind.
#![forbid(unsafe_code)]

use ringfence::{Fault, Limits, Pool, inert, release, verify};

#[ringfence::library("adder")]
mod adder {
    use std::ffi::{c_char, c_int};
    extern "C" {
        pub fn add(a: c_int, b: c_int) -> c_int;
        pub fn motto() -> *const c_char;
    }
}

use adder::{Adder, AdderCalls as _};

fn main() -> Result<(), Fault> {
    let pool = Pool::<Adder>::new(Limits::default())?;
    let (sum, motto, loose) = pool.scope(|s| {
        let sum = verify!(s.add(40, 2)?, in 0..=100)?;
        let loose = release!(s.add(1, 1)?, reason = "only printed, as \"is\"")
            + std::env::args().next().map_or(0, |_| 0);
        let motto = s.motto()?;
        Ok((sum, inert!(s.c_str(motto, 64)?), loose))
    })?;
    println!("{sum} {loose} {}", motto.to_string_lossy());
    Ok(())
}

/// Never instantiated: its place is listed all the same.
pub fn never_used<T: Into<i32>>(value: T) -> Result<i32, Fault> {
    Pool::<Adder>::new(Limits::default())?.scope(|s| verify!(s.add(value.into(), 0)?, |&sum| sum != 13))
}
