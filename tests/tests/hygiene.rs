//! Generated code in unfriendly surroundings: no prelude, no unsafe, no undocumented items, another path to
//! the crate, and names that collide with its own.
#![forbid(unsafe_code)]
#![deny(missing_docs, warnings)]
#![no_implicit_prelude]

/// The crate under another name, as a façade would re-export it.
pub mod facade {
    pub use ::ringfence as fence;
}

/// Types that a careless expansion would pick up instead of the language's own.
#[allow(dead_code, reason = "nobody must use them")]
mod traps {
    pub(crate) struct Option;
    pub(crate) struct Result;
    pub(crate) struct Ok;
    pub(crate) struct Some;
    pub(crate) struct String;
}

/// The library in a module full of traps.
#[crate::facade::fence::library("shapes", marker = Forms, crate = crate::facade::fence)]
pub mod shapes {
    #[allow(unused_imports, reason = "the trap is that it is here")]
    use super::traps::*;

    /// A struct.
    #[repr(C)]
    #[c_name = "point"]
    pub struct Point {
        /// To the right.
        pub x: i32,
        /// Down.
        pub y: i32,
    }

    /// An enum.
    #[repr(C)]
    #[c_name = "enum color"]
    #[derive(::core::clone::Clone, ::core::marker::Copy)]
    pub enum Color {
        /// Like blood.
        #[c_name = "COLOR_RED"]
        Red = 1,
    }

    extern "C" {
        /// Gives back what it got.
        pub fn echo_i64(v: i64) -> i64;
        /// Gives back what it got.
        pub fn echo_color(v: Color) -> Color;
        /// Does nothing.
        pub fn nothing();
    }
}

#[test]
fn generated_code_needs_nothing_from_its_surroundings() {
    use ::ringfence::{Limits, Pool, verify};
    use ::std::result::Result::Ok;
    use shapes::{Forms, FormsCalls as _};

    let pool = Pool::<Forms>::new(<Limits as ::std::default::Default>::default()).unwrap();
    let value = pool
        .scope(|s| {
            s.nothing()?;
            ::std::assert!(verify!(s.echo_color(shapes::Color::Red)?, valid).is_ok());
            let value = verify!(s.echo_i64(-7)?, in -10..=10)?;
            Ok(value)
        })
        .unwrap();
    ::std::assert_eq!(value, -7);
}
