#[cfg(unix)]
#[allow(non_upper_case_globals)]
pub(crate) mod small {
    #[allow(unused_imports, reason = "types in signatures are resolved")]
    use super::*;
    #[allow(unused_imports, reason = "types in signatures are resolved")]
    use std::ffi::c_int;
    #[allow(dead_code, reason = "numbers in signatures and contracts are resolved")]
    pub const kMax: c_int = 3;
    #[allow(
        dead_code,
        non_camel_case_types,
        reason = "types in signatures are resolved"
    )]
    pub type Count = c_int;
    /// Helps.
    pub fn helper() -> Count {
        kMax
    }
    macro_rules! nothing {
        () => {};
    }
    nothing! {}
    /// Stands for the library `small` in `Pool` and `Scope`.
    #[derive(::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub enum Tiny {}
    impl ::outer::fence::__private::Library for Tiny {
        type Functions = __Functions;
        const NAME: &'static str = "small";
        const ARTEFACT: &'static ::outer::fence::__private::Artefact = &::outer::fence::__private::Artefact {
            machine_code: ::core::include_bytes!(
                ::core::concat!(::core::env!("OUT_DIR"), "/small/small.cwasm")
            ),
            wasm_sha256: "120970d812836f19888625587a4606a5ad23cef31c8684e601771552548fc6b9",
            symbols: false,
            exceptions: false,
            polls: false,
            capabilities: &[],
            arena: ::core::option::Option::None,
            limits: ::outer::fence::__private::LibraryLimits {
                memory_bytes: 268435456,
                deadline_ms: 10000,
                table_elements: 10000,
                stack_bytes: 1048576,
                copied_out_bytes: 268435456,
            },
        };
        const FUNCTIONS: &'static [&'static str] = &["count"];
        const INTERFACE: &'static str = "fn count :i ->i32";
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
        count: ::outer::fence::__private::Export<(), i32>,
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
    pub trait TinyCalls<'id> {
        /// Calls `count`.
        ///
        /// C: `int count(void)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn count(
            &mut self,
        ) -> ::core::result::Result<
            ::outer::fence::__private::Tainted<i32>,
            ::outer::fence::__private::Fault,
        >;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> TinyCalls<'id> for ::outer::fence::__private::Scope<'id, Tiny> {
        #[inline]
        fn count(
            &mut self,
        ) -> ::core::result::Result<
            ::outer::fence::__private::Tainted<i32>,
            ::outer::fence::__private::Fault,
        > {
            let arguments = ();
            let result = ::outer::fence::__private::call(
                self,
                0,
                |functions| &functions.count,
                arguments,
            )?;
            ::core::result::Result::Ok(::outer::fence::__private::lift(result))
        }
    }
    ::outer::fence::__record! {
        kind = "wrapper", "library" = "small", "functions" = "1"
    }
    ::outer::fence::__record! {
        kind = "library", "library" = "small", "source" = "", "wasm-sha256" =
        "120970d812836f19888625587a4606a5ad23cef31c8684e601771552548fc6b9", "code-sha256"
        = "5694d08a2e53ffcae0c3103e5ad6f6076abd960eb1f8a56577040bc1028f702b", "imports" =
        "0", "toolchain" = "clang version 22"
    }
    ::outer::fence::__record! {
        kind = "limit", "library" = "small", "limit" = "memory", "value" = "268435456",
        "unit" = "bytes"
    }
    ::outer::fence::__record! {
        kind = "limit", "library" = "small", "limit" = "deadline", "value" = "10000",
        "unit" = "ms"
    }
    ::outer::fence::__record! {
        kind = "limit", "library" = "small", "limit" = "table", "value" = "10000", "unit"
        = "elements"
    }
    ::outer::fence::__record! {
        kind = "limit", "library" = "small", "limit" = "stack", "value" = "1048576",
        "unit" = "bytes"
    }
    ::outer::fence::__record! {
        kind = "limit", "library" = "small", "limit" = "copied-out", "value" =
        "268435456", "unit" = "bytes"
    }
    const _: &[u8] = ::core::include_bytes!(
        ::core::concat!(::core::env!("OUT_DIR"), "/small/ringfence.json")
    );
    const _: ::core::option::Option<&str> = ::core::option_env!("RINGFENCE_OUT_DIR");
}
