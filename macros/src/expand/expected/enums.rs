pub mod small {
    #[allow(dead_code, reason = "numbers in signatures and contracts are resolved")]
    const FIRST: i8 = -2;
    impl Copy for Manual {}
    impl Clone for Manual {
        fn clone(&self) -> Self {
            *self
        }
    }
    #[derive(::core::clone::Clone, ::core::marker::Copy)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    /// A colour.
    #[repr(C)]
    pub enum Color {
        Red,
        Green = 7,
        Blue,
    }
    #[allow(unreachable_patterns, deprecated, reason = "every value may be a variant")]
    impl ::ringfence::__private::GuestEnum for Color {
        type Repr = u32;
        #[inline]
        fn from_repr(repr: u32) -> ::core::option::Option<Self> {
            match repr {
                0 => ::core::option::Option::Some(Self::Red),
                7 => ::core::option::Option::Some(Self::Green),
                8 => ::core::option::Option::Some(Self::Blue),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn to_repr(self) -> u32 {
            match self {
                Self::Red => 0,
                Self::Green => 7,
                Self::Blue => 8,
            }
        }
    }
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    #[repr(i8)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Sign {
        Below = FIRST + 1,
        Zero,
    }
    #[allow(unreachable_patterns, deprecated, reason = "every value may be a variant")]
    impl ::ringfence::__private::GuestEnum for Sign {
        type Repr = i8;
        #[inline]
        fn from_repr(repr: i8) -> ::core::option::Option<Self> {
            match repr {
                -1 => ::core::option::Option::Some(Self::Below),
                0 => ::core::option::Option::Some(Self::Zero),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn to_repr(self) -> i8 {
            match self {
                Self::Below => -1,
                Self::Zero => 0,
            }
        }
    }
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    #[repr(u8)]
    #[derive(Debug)]
    pub enum Manual {
        Only = 0xFF,
    }
    #[allow(unreachable_patterns, deprecated, reason = "every value may be a variant")]
    impl ::ringfence::__private::GuestEnum for Manual {
        type Repr = u8;
        #[inline]
        fn from_repr(repr: u8) -> ::core::option::Option<Self> {
            match repr {
                255 => ::core::option::Option::Some(Self::Only),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn to_repr(self) -> u8 {
            match self {
                Self::Only => 255,
            }
        }
    }
    /// Stands for the library `small` in `Pool` and `Scope`.
    #[derive(::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub enum Small {}
    impl ::ringfence::__private::Library for Small {
        type Functions = __Functions;
        const NAME: &'static str = "small";
        const ARTEFACT: &'static ::ringfence::__private::Artefact = &::ringfence::__private::Artefact {
            machine_code: ::core::include_bytes!(
                ::core::concat!(::core::env!("OUT_DIR"), "/small/small.cwasm")
            ),
            wasm_sha256: "120970d812836f19888625587a4606a5ad23cef31c8684e601771552548fc6b9",
            symbols: false,
            exceptions: false,
            polls: false,
            capabilities: &[],
            arena: ::core::option::Option::None,
            limits: ::ringfence::__private::LibraryLimits {
                memory_bytes: 268435456,
                deadline_ms: 10000,
                table_elements: 10000,
                stack_bytes: 1048576,
                copied_out_bytes: 268435456,
            },
        };
        const FUNCTIONS: &'static [&'static str] = &["mix"];
        const INTERFACE: &'static str = "fn mix ii:i color:%Color sign:*%Sign ->%Manual\nenum Color u32 0 7 8\nenum Sign i8 -1 0\nenum Manual u8 255";
    }
    #[doc(hidden)]
    #[derive(::core::default::Default)]
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub struct __Functions {
        mix: ::ringfence::__private::Export<(i32, i32), i32>,
    }
    /// The functions of `small`, called through a scope.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait SmallCalls<'id> {
        /// Calls `mix`.
        ///
        /// C: `Manual mix(enum color color, Sign *sign)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn mix(
            &mut self,
            color: Color,
            sign: ::ringfence::__private::GuestPtr<'id, Sign>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<Manual>,
            ::ringfence::__private::Fault,
        >;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> SmallCalls<'id> for ::ringfence::__private::Scope<'id, Small> {
        #[inline]
        fn mix(
            &mut self,
            color: Color,
            sign: ::ringfence::__private::GuestPtr<'id, Sign>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<Manual>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(color)?,
                ::ringfence::__private::lower(sign)?,
            );
            let result = ::ringfence::__private::call(
                self,
                0,
                |functions| &functions.mix,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
    }
    ::ringfence::__record! {
        kind = "wrapper", "library" = "small", "functions" = "1"
    }
    ::ringfence::__record! {
        kind = "library", "library" = "small", "source" = "", "wasm-sha256" =
        "120970d812836f19888625587a4606a5ad23cef31c8684e601771552548fc6b9", "code-sha256"
        = "5694d08a2e53ffcae0c3103e5ad6f6076abd960eb1f8a56577040bc1028f702b", "imports" =
        "0", "toolchain" = "clang version 22"
    }
    ::ringfence::__record! {
        kind = "limit", "library" = "small", "limit" = "memory", "value" = "268435456",
        "unit" = "bytes"
    }
    ::ringfence::__record! {
        kind = "limit", "library" = "small", "limit" = "deadline", "value" = "10000",
        "unit" = "ms"
    }
    ::ringfence::__record! {
        kind = "limit", "library" = "small", "limit" = "table", "value" = "10000", "unit"
        = "elements"
    }
    ::ringfence::__record! {
        kind = "limit", "library" = "small", "limit" = "stack", "value" = "1048576",
        "unit" = "bytes"
    }
    ::ringfence::__record! {
        kind = "limit", "library" = "small", "limit" = "copied-out", "value" =
        "268435456", "unit" = "bytes"
    }
    const _: &[u8] = ::core::include_bytes!(
        ::core::concat!(::core::env!("OUT_DIR"), "/small/ringfence.json")
    );
    const _: ::core::option::Option<&str> = ::core::option_env!("RINGFENCE_OUT_DIR");
}
