pub mod small {
    #[allow(
        dead_code,
        non_camel_case_types,
        reason = "types in signatures are resolved"
    )]
    pub type Byte = std::ffi::c_uchar;
    const PALETTE: usize = 256 * 3;
    #[allow(
        dead_code,
        non_camel_case_types,
        reason = "types in signatures are resolved"
    )]
    type Inner = inner_state;
    /// The C type `Handle`, which is only pointed to.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Handle {
        __opaque: ::ringfence::__private::NeverBuilt,
    }
    /// What is known of an image.
    ///
    /// C: `Info`, 816 bytes of guest memory.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Info {
        __opaque: ::ringfence::__private::NeverBuilt,
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestType for Info {
        const SIZE: u32 = 816;
        const ALIGN: u32 = 8;
    }
    /// The fields of `Info`, reached through a pointer to one.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait InfoFields<'id> {
        /// In pixels.
        ///
        /// C: `unsigned int width`, at offset 0.
        fn width(self) -> ::ringfence::__private::GuestPtr<'id, u32>;
        /// Points to the field `palette`.
        ///
        /// C: `unsigned char palette[768]`, at offset 4.
        fn palette(self) -> ::ringfence::__private::GuestPtr<'id, [u8; 768]>;
        /// Points to the field `inner`.
        ///
        /// C: `struct inner_state inner`, at offset 776.
        fn inner(self) -> ::ringfence::__private::GuestPtr<'id, inner_state>;
        /// Points to the field `text`.
        ///
        /// C: `const char *text`, at offset 784.
        fn text(
            self,
        ) -> ::ringfence::__private::GuestPtr<'id, ::ringfence::__private::Ptr<i8>>;
        /// Points to the field `on_row`.
        ///
        /// C: `void (*on_row)()`, at offset 788.
        fn on_row(
            self,
        ) -> ::ringfence::__private::GuestPtr<'id, ::ringfence::__private::FnPtr>;
        /// Points to the field `offset`.
        ///
        /// C: `long offset`, at offset 792.
        fn offset(self) -> ::ringfence::__private::GuestPtr<'id, i32>;
        /// Points to the field `parents`.
        ///
        /// C: `Info *parents[2]`, at offset 796.
        fn parents(
            self,
        ) -> ::ringfence::__private::GuestPtr<
            'id,
            [::ringfence::__private::Ptr<Info>; 2],
        >;
        /// Points to the field `size`.
        ///
        /// C: `size_t size`, at offset 804.
        fn size(self) -> ::ringfence::__private::GuestPtr<'id, usize>;
        /// Points to the field `kind`.
        ///
        /// C: `uint8_t type`, at offset 808.
        fn kind(self) -> ::ringfence::__private::GuestPtr<'id, u8>;
        /// Points to the field `cast`.
        ///
        /// C: `bool cast`, at offset 809.
        fn cast_(self) -> ::ringfence::__private::GuestPtr<'id, bool>;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> InfoFields<'id> for ::ringfence::__private::GuestPtr<'id, Info> {
        #[inline]
        fn width(self) -> ::ringfence::__private::GuestPtr<'id, u32> {
            ::ringfence::__private::field(self, 0)
        }
        #[inline]
        fn palette(self) -> ::ringfence::__private::GuestPtr<'id, [u8; 768]> {
            ::ringfence::__private::field(self, 4)
        }
        #[inline]
        fn inner(self) -> ::ringfence::__private::GuestPtr<'id, inner_state> {
            ::ringfence::__private::field(self, 776)
        }
        #[inline]
        fn text(
            self,
        ) -> ::ringfence::__private::GuestPtr<'id, ::ringfence::__private::Ptr<i8>> {
            ::ringfence::__private::field(self, 784)
        }
        #[inline]
        fn on_row(
            self,
        ) -> ::ringfence::__private::GuestPtr<'id, ::ringfence::__private::FnPtr> {
            ::ringfence::__private::field(self, 788)
        }
        #[inline]
        fn offset(self) -> ::ringfence::__private::GuestPtr<'id, i32> {
            ::ringfence::__private::field(self, 792)
        }
        #[inline]
        fn parents(
            self,
        ) -> ::ringfence::__private::GuestPtr<
            'id,
            [::ringfence::__private::Ptr<Info>; 2],
        > {
            ::ringfence::__private::field(self, 796)
        }
        #[inline]
        fn size(self) -> ::ringfence::__private::GuestPtr<'id, usize> {
            ::ringfence::__private::field(self, 804)
        }
        #[inline]
        fn kind(self) -> ::ringfence::__private::GuestPtr<'id, u8> {
            ::ringfence::__private::field(self, 808)
        }
        #[inline]
        fn cast_(self) -> ::ringfence::__private::GuestPtr<'id, bool> {
            ::ringfence::__private::field(self, 809)
        }
    }
    /// The C type `struct inner_state`.
    ///
    /// C: `struct inner_state`, 8 bytes of guest memory.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    struct inner_state {
        __opaque: ::ringfence::__private::NeverBuilt,
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestType for inner_state {
        const SIZE: u32 = 8;
        const ALIGN: u32 = 8;
    }
    /// The fields of `inner_state`, reached through a pointer to one.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    trait InnerStateFields<'id> {
        /// Points to the field `time`.
        ///
        /// C: `double time`, at offset 0.
        fn time(self) -> ::ringfence::__private::GuestPtr<'id, f64>;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> InnerStateFields<'id>
    for ::ringfence::__private::GuestPtr<'id, inner_state> {
        #[inline]
        fn time(self) -> ::ringfence::__private::GuestPtr<'id, f64> {
            ::ringfence::__private::field(self, 0)
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
            imports: &[],
            arena: ::core::option::Option::None,
            limits: ::ringfence::__private::LibraryLimits {
                memory_bytes: 268435456,
                deadline_ms: 10000,
                table_elements: 10000,
                stack_bytes: 1048576,
                copied_out_bytes: 268435456,
            },
        };
        const FUNCTIONS: &'static [&'static str] = &["inspect"];
        const INTERFACE: &'static str = "fn inspect ii:i info:*#Info handle:*?Handle ->&[4]#inner_state\nstruct Info 816 8 width:0:u32 palette:4:[768]u8 inner:776:#inner_state text:784:&i8 on_row:788:fn offset:792:i32 parents:796:[2]*#Info size:804:u32 kind:808:u8 cast:809:bool\nstruct inner_state 8 8 time:0:f64";
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
        inspect: ::ringfence::__private::Export<(i32, i32), i32>,
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
        /// Calls `inspect`.
        ///
        /// C: `struct inner_state (*inspect(Info *info, Handle *handle))[4]`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn inspect(
            &mut self,
            info: ::ringfence::__private::GuestPtr<'id, Info>,
            handle: ::ringfence::__private::GuestPtr<'id, Handle>,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, [inner_state; 4]>,
            ::ringfence::__private::Fault,
        >;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> SmallCalls<'id> for ::ringfence::__private::Scope<'id, Small> {
        #[inline]
        fn inspect(
            &mut self,
            info: ::ringfence::__private::GuestPtr<'id, Info>,
            handle: ::ringfence::__private::GuestPtr<'id, Handle>,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, [inner_state; 4]>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(info)?,
                ::ringfence::__private::lower(handle)?,
            );
            let result = ::ringfence::__private::call(
                self,
                0,
                |functions| &mut functions.inspect,
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
