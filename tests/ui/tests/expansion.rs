//! Programs that must compile: the expansion keeps the strictest rules of the crate around it.
#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused,
    nonstandard_style,
    rust_2018_idioms,
    clippy::all
)]

/// Nothing may come from the prelude or from names in scope.
#[no_implicit_prelude]
pub mod hygiene {
    #![allow(dead_code, reason = "hides what careless expansions would use")]
    type Result = ();
    type Option = Result;
    type GuestPtr = Option;
    type Tainted = GuestPtr;
    type Debug = Tainted;
    mod core {}
    mod std {}

    #[::ringfence::library("demo")]
    pub mod demo {
        //! The documentation of the module may stand inside.
        use super::{Option, core, std};
        use ::std::ffi::{c_int, c_void};
        use ::std::fmt::Debug;

        /// A name that a lifetime has as well.
        pub type id = c_int;

        /// Documented by its user.
        #[repr(C)]
        #[derive(Debug, Clone)]
        pub struct Ok {
            pub err: [u8; 4],
            pub self_: *mut Some,
            pub r#type: c_int,
        }

        pub struct Some {
            _private: [u8; 0],
        }

        /// Documented as well.
        #[repr(C)]
        #[derive(Debug)]
        pub enum None {
            /// One.
            Some,
            /// The other.
            Ok = 0x7FFF_FFFF,
        }

        unsafe extern "C" {
            pub fn sum(arguments: *const Ok, result: None) -> id;
            pub fn width(functions: *const Some) -> *mut c_void;
            pub fn release_image(call: usize);
        }
    }

    /// Every kind of rule.
    #[derive(::core::fmt::Debug, ::ringfence::Verify)]
    #[verify(from = demo::Ok, relation = id * 4 < LONG && !(id == 1 || id << 2 != 0), relation = is_good)]
    pub struct Some<'s> {
        #[verify(inert)]
        err: [u8; 4],
        #[verify(pointer)]
        self_: ::ringfence::GuestPtr<'s, demo::Some>,
        #[verify(in 1..=100, rename = r#type)]
        id: u8,
        #[verify(nested, rename = r#type)]
        value: Value,
    }

    /// A single value, through a function.
    #[derive(::core::fmt::Debug, ::ringfence::Verify)]
    pub struct Value(#[verify(with = ::core::option::Option::Some)] i32);

    const LONG: u128 = 1;

    fn is_good(value: &Some<'_>) -> bool {
        value.value.0 > 0 && value.err[0] == 1 && value.self_.is_null()
    }
}

/// Another name for the crate, and for the marker.
pub mod renamed {
    /// What a framework would re-export.
    pub mod framework {
        pub use ringfence as fence;
    }

    #[ringfence::library("demo", marker = Images, crate = crate::renamed::framework::fence)]
    mod demo {
        #[repr(u8)]
        #[derive(Debug, PartialEq)]
        pub(crate) enum Every {
            Only,
        }

        unsafe extern "C" {
            pub fn kind(image: bool) -> Every;
            #[deprecated]
            #[must_use = "or do not call it"]
            #[link_name = "ratio"]
            pub fn clone(value: f64) -> f64;
        }
    }

    /// Through the other name.
    #[derive(Debug, framework::fence::Verify)]
    #[verify(crate = framework::fence)]
    pub struct Depth(#[verify(in 1..=8)] pub u8);

    /// The marker has the name that was asked for.
    pub fn uses(
        scope: &mut framework::fence::Scope<'_, demo::Images>,
    ) -> Result<(), framework::fence::Fault> {
        use demo::ImagesCalls as _;
        let _kind: framework::fence::Tainted<demo::Every> = scope.kind(true)?;
        Ok(())
    }
}

/// A private library whose functions are never called gives no warning.
mod quiet {
    #[ringfence::library("demo")]
    mod demo {
        use std::ffi::{c_int, c_uint};

        #[repr(C)]
        struct unused_struct {
            Field: c_uint,
        }

        #[repr(C)]
        enum unused_enum {
            lower_case,
        }

        type unused_alias = c_int;

        extern "C" {
            fn sum(Values: *mut unused_struct, kind: unused_enum) -> unused_alias;
        }
    }
}

#[test]
fn the_constants_are_those_of_the_interface() {
    use ringfence::{GuestEnum, GuestType, Library};
    assert_eq!(<hygiene::demo::Demo as Library>::NAME, "demo");
    assert_eq!((hygiene::demo::Ok::SIZE, hygiene::demo::Ok::ALIGN), (12, 4));
    assert!(
        hygiene::demo::None::from_repr(0x7FFF_FFFF).is_some() && hygiene::demo::None::from_repr(1).is_none()
    );
    assert_eq!(hygiene::demo::None::Some.to_repr(), 0);
}
