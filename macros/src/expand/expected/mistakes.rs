::core::compile_error! {
    "`NoRepr` has no layout that C knows\nhint: add `#[repr(C)]`; a handle without fields is declared `pub struct NoRepr;`, other types outside the module"
}
::core::compile_error! {
    "`&str` is not a C type\nhint: use `*const c_char`"
}
pub mod small {
    /// The C type `NoRepr`, which is only pointed to.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct NoRepr {
        __opaque: ::ringfence::__private::NeverBuilt,
    }
    /// The C type `Whole`.
    ///
    /// C: `Whole`, 1 byte of guest memory.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Whole {
        __opaque: ::ringfence::__private::NeverBuilt,
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestType for Whole {
        const SIZE: u32 = 1;
        const ALIGN: u32 = 1;
    }
    /// The fields of `Whole`, reached through a pointer to one.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait WholeFields<'id> {
        /// Points to the field `x`.
        ///
        /// C: `uint8_t x`, at offset 0.
        fn x(self) -> ::ringfence::__private::GuestPtr<'id, u8>;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> WholeFields<'id> for ::ringfence::__private::GuestPtr<'id, Whole> {
        #[inline]
        fn x(self) -> ::ringfence::__private::GuestPtr<'id, u8> {
            ::ringfence::__private::field(self, 0)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestStruct for Whole {}
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Load<'id> for Whole {
        type Out = ::ringfence::__private::TaintedStruct<'id, Self>;
        #[inline]
        fn load_out(bytes: ::ringfence::__private::GuestBytes<'_>) -> Self::Out {
            ::ringfence::__private::copy::load(bytes)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Store<'id> for Whole {
        type In = ::ringfence::__private::TaintedStruct<'id, Self>;
        #[inline]
        fn fits(_: &Self::In) -> bool {
            true
        }
        #[inline]
        fn store_in(value: Self::In, bytes: ::ringfence::__private::GuestBytesMut<'_>) {
            ::ringfence::__private::copy::store(&value, bytes)
        }
    }
    /// The fields of a copy of a `Whole`.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait WholeValues<'id> {
        /// The field `x`.
        fn x(&self) -> ::ringfence::__private::Tainted<u8>;
        /// Sets the field `x`.
        fn set_x(&mut self, value: u8);
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> WholeValues<'id> for ::ringfence::__private::TaintedStruct<'id, Whole> {
        #[inline]
        fn x(&self) -> ::ringfence::__private::Tainted<u8> {
            ::ringfence::__private::copy::field::<_, u8>(self, 0)
        }
        #[inline]
        fn set_x(&mut self, value: u8) {
            let _ = ::ringfence::__private::copy::set_field::<_, u8>(self, 0, value);
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
            machine_code: &[],
            wasm_sha256: "",
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
        const FUNCTIONS: &'static [&'static str] = &["whole"];
        const INTERFACE: &'static str = "fn whole ii: whole:*#Whole other:*?NoRepr\nstruct Whole 1 1 x:0:u8";
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
        whole: ::ringfence::__private::Export<(i32, i32), ()>,
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
        /// Calls `whole`.
        ///
        /// C: `void whole(Whole *whole, NoRepr *other)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn whole(
            &mut self,
            whole: ::ringfence::__private::GuestPtr<'id, Whole>,
            other: ::ringfence::__private::GuestPtr<'id, NoRepr>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> SmallCalls<'id> for ::ringfence::__private::Scope<'id, Small> {
        #[inline]
        fn whole(
            &mut self,
            whole: ::ringfence::__private::GuestPtr<'id, Whole>,
            other: ::ringfence::__private::GuestPtr<'id, NoRepr>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            let arguments = (
                ::ringfence::__private::lower(whole)?,
                ::ringfence::__private::lower(other)?,
            );
            ::ringfence::__private::call(
                self,
                0,
                |functions| &functions.whole,
                arguments,
            )
        }
    }
    const _: ::core::option::Option<&str> = ::core::option_env!("RINGFENCE_OUT_DIR");
}
