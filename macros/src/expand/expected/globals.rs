pub mod small {
    #[allow(unused_imports, reason = "types in signatures are resolved")]
    use std::ffi::{c_char, c_int};
    /// The type of a C function that is called through a pointer.
    ///
    /// C: `void (*function)(int)`
    ///
    /// A closure that is lent as such a function:
    ///
    /// ```ignore
    /// s.lend(HookValueFn, |s, (argument_1,)| { … }, |s, function| s.call_it(function))?;
    /// ```
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct HookValueFn;
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::Signature for HookValueFn {
        type Library = Small;
        type Params = (i32,);
        type Results = ();
        type Arguments<'id> = (::ringfence::__private::Tainted<i32>,);
        type Output<'id> = ();
        type Passed<'id> = (i32,);
        type Returned<'id> = ();
        fn arguments<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Params,
        ) -> ::core::result::Result<
            Self::Arguments<'id>,
            ::ringfence::__private::Fault,
        > {
            let _ = &scope;
            ::core::result::Result::Ok((::ringfence::__private::lift(wire.0),))
        }
        fn output<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            _: Self::Output<'id>,
        ) -> ::core::result::Result<Self::Results, ::ringfence::__private::Fault> {
            let _ = &scope;
            ::core::result::Result::Ok(())
        }
        fn passed<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            passed: Self::Passed<'id>,
        ) -> ::core::result::Result<Self::Params, ::ringfence::__private::Fault> {
            let _ = &scope;
            ::core::result::Result::Ok((::ringfence::__private::lower(passed.0)?,))
        }
        fn returned<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Results,
        ) -> ::core::result::Result<Self::Returned<'id>, ::ringfence::__private::Fault> {
            let _ = (&scope, wire);
            ::core::result::Result::Ok(::ringfence::__private::lift(wire))
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
        const FUNCTIONS: &'static [&'static str] = &["run"];
        const INTERFACE: &'static str = "fn run :\ncallback HookValueFn i: argument_1:i32";
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
        run: ::ringfence::__private::Export<(), ()>,
        count: ::ringfence::__private::Address,
        VERSION: ::ringfence::__private::Address,
        names: ::ringfence::__private::Address,
        hook: ::ringfence::__private::Address,
        read: ::ringfence::__private::Address,
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
        /// Calls `run`.
        ///
        /// C: `void run(void)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn run(&mut self) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// How many there are.
        ///
        /// C: `int count`
        ///
        /// # Errors
        ///
        /// A `Fault` when the module does not export it.
        fn count(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, i32>,
            ::ringfence::__private::Fault,
        >;
        /// Points to `small_version`.
        ///
        /// C: `char small_version[8]`
        ///
        /// # Errors
        ///
        /// A `Fault` when the module does not export it.
        fn VERSION(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, [i8; 8]>,
            ::ringfence::__private::Fault,
        >;
        /// Points to `names`.
        ///
        /// C: `const char *const *names`
        ///
        /// # Errors
        ///
        /// A `Fault` when the module does not export it.
        fn names(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::Ptr<::ringfence::__private::Ptr<i8>>,
            >,
            ::ringfence::__private::Fault,
        >;
        /// Points to `hook`.
        ///
        /// C: `void (*hook)(int)`
        ///
        /// # Errors
        ///
        /// A `Fault` when the module does not export it.
        fn hook(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::FnPtr<HookValueFn>,
            >,
            ::ringfence::__private::Fault,
        >;
        /// Points to `read`.
        ///
        /// C: `uint64_t read`
        ///
        /// # Errors
        ///
        /// A `Fault` when the module does not export it.
        fn read_(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, u64>,
            ::ringfence::__private::Fault,
        >;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> SmallCalls<'id> for ::ringfence::__private::Scope<'id, Small> {
        #[inline]
        fn run(&mut self) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            let arguments = ();
            ::ringfence::__private::call(self, 0, |functions| &functions.run, arguments)
        }
        #[inline]
        fn count(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, i32>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::global(self, "count", |functions| &functions.count)
        }
        #[inline]
        fn VERSION(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, [i8; 8]>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::global(
                self,
                "small_version",
                |functions| &functions.VERSION,
            )
        }
        #[inline]
        fn names(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::Ptr<::ringfence::__private::Ptr<i8>>,
            >,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::global(self, "names", |functions| &functions.names)
        }
        #[inline]
        fn hook(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::FnPtr<HookValueFn>,
            >,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::global(self, "hook", |functions| &functions.hook)
        }
        #[inline]
        fn read_(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, u64>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::global(self, "read", |functions| &functions.read)
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
