//! Access to linear memory. Every address that reaches a byte of a guest goes through [`bounds`].

pub mod bounds;
