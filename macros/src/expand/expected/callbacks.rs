pub mod small {
    #[allow(unused_imports, reason = "types in signatures are resolved")]
    use std::ffi::{c_char, c_int, c_long, c_void};
    #[derive(::core::clone::Clone, ::core::marker::Copy)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    #[repr(C)]
    pub enum Level {
        Low,
        High,
    }
    #[allow(unreachable_patterns, deprecated, reason = "every value may be a variant")]
    impl ::ringfence::__private::GuestEnum for Level {
        type Repr = u32;
        #[inline]
        fn from_repr(repr: u32) -> ::core::option::Option<Self> {
            match repr {
                0 => ::core::option::Option::Some(Self::Low),
                1 => ::core::option::Option::Some(Self::High),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn to_repr(self) -> u32 {
            match self {
                Self::Low => 0,
                Self::High => 1,
            }
        }
    }
    /// Receives one row.
    ///
    /// C: `int (*row_fn)(void *user, const uint8_t *row, size_t length)`
    ///
    /// A closure that is lent as such a function:
    ///
    /// ```ignore
    /// s.lend(RowFn, |s, (user, row, length)| { … }, |s, function| s.call_it(function))?;
    /// ```
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct RowFn;
    /// [`RowFn`] by its name in C.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub type row_fn = RowFn;
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::Signature for RowFn {
        type Library = Small;
        type Params = (i32, i32, i32);
        type Results = i32;
        type Arguments<'id> = (
            ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
            ::ringfence::__private::GuestPtr<'id, u8>,
            ::ringfence::__private::Tainted<usize>,
        );
        type Output<'id> = i32;
        type Passed<'id> = (
            ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
            ::ringfence::__private::GuestPtr<'id, u8>,
            usize,
        );
        type Returned<'id> = ::ringfence::__private::Tainted<i32>;
        fn arguments<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Params,
        ) -> ::core::result::Result<
            Self::Arguments<'id>,
            ::ringfence::__private::Fault,
        > {
            let _ = &scope;
            ::core::result::Result::Ok((
                ::ringfence::__private::lift(wire.0),
                ::ringfence::__private::lift(wire.1),
                ::ringfence::__private::lift(wire.2),
            ))
        }
        fn output<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            output: Self::Output<'id>,
        ) -> ::core::result::Result<Self::Results, ::ringfence::__private::Fault> {
            let _ = &scope;
            let wire = ::ringfence::__private::lower(output)?;
            ::core::result::Result::Ok(wire)
        }
        fn passed<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            passed: Self::Passed<'id>,
        ) -> ::core::result::Result<Self::Params, ::ringfence::__private::Fault> {
            let _ = &scope;
            ::core::result::Result::Ok((
                ::ringfence::__private::lower(passed.0)?,
                ::ringfence::__private::lower(passed.1)?,
                ::ringfence::__private::lower(passed.2)?,
            ))
        }
        fn returned<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Results,
        ) -> ::core::result::Result<Self::Returned<'id>, ::ringfence::__private::Fault> {
            let _ = (&scope, wire);
            ::core::result::Result::Ok(::ringfence::__private::lift(wire))
        }
    }
    /// The type of a C function that is called through a pointer.
    ///
    /// C: `int (*Compare)(const void *, const void *)`
    ///
    /// A closure that is lent as such a function:
    ///
    /// ```ignore
    /// s.lend(Compare, |s, (argument_1, argument_2)| { … }, |s, function| s.call_it(function))?;
    /// ```
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Compare;
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::Signature for Compare {
        type Library = Small;
        type Params = (i32, i32);
        type Results = i32;
        type Arguments<'id> = (
            ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
            ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
        );
        type Output<'id> = i32;
        type Passed<'id> = (
            ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
            ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
        );
        type Returned<'id> = ::ringfence::__private::Tainted<i32>;
        fn arguments<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Params,
        ) -> ::core::result::Result<
            Self::Arguments<'id>,
            ::ringfence::__private::Fault,
        > {
            let _ = &scope;
            ::core::result::Result::Ok((
                ::ringfence::__private::lift(wire.0),
                ::ringfence::__private::lift(wire.1),
            ))
        }
        fn output<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            output: Self::Output<'id>,
        ) -> ::core::result::Result<Self::Results, ::ringfence::__private::Fault> {
            let _ = &scope;
            let wire = ::ringfence::__private::lower(output)?;
            ::core::result::Result::Ok(wire)
        }
        fn passed<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            passed: Self::Passed<'id>,
        ) -> ::core::result::Result<Self::Params, ::ringfence::__private::Fault> {
            let _ = &scope;
            ::core::result::Result::Ok((
                ::ringfence::__private::lower(passed.0)?,
                ::ringfence::__private::lower(passed.1)?,
            ))
        }
        fn returned<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Results,
        ) -> ::core::result::Result<Self::Returned<'id>, ::ringfence::__private::Fault> {
            let _ = (&scope, wire);
            ::core::result::Result::Ok(::ringfence::__private::lift(wire))
        }
    }
    /// The type of a C function that is called through a pointer.
    ///
    /// C: `void (*Log)(const char *format, ...)`
    ///
    /// A closure that is lent as such a function:
    ///
    /// ```ignore
    /// s.lend(Log, |s, (format, va_list)| { … }, |s, function| s.call_it(function))?;
    /// ```
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Log;
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::Signature for Log {
        type Library = Small;
        type Params = (i32, i32);
        type Results = ();
        type Arguments<'id> = (
            ::ringfence::__private::GuestPtr<'id, i8>,
            ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
        );
        type Output<'id> = ();
        type Passed<'id> = (
            ::ringfence::__private::GuestPtr<'id, i8>,
            ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
        );
        type Returned<'id> = ();
        fn arguments<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Params,
        ) -> ::core::result::Result<
            Self::Arguments<'id>,
            ::ringfence::__private::Fault,
        > {
            let _ = &scope;
            ::core::result::Result::Ok((
                ::ringfence::__private::lift(wire.0),
                ::ringfence::__private::lift(wire.1),
            ))
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
            ::core::result::Result::Ok((
                ::ringfence::__private::lower(passed.0)?,
                ::ringfence::__private::lower(passed.1)?,
            ))
        }
        fn returned<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Results,
        ) -> ::core::result::Result<Self::Returned<'id>, ::ringfence::__private::Fault> {
            let _ = (&scope, wire);
            ::core::result::Result::Ok(::ringfence::__private::lift(wire))
        }
    }
    /// The type of a C function that is called through a pointer.
    ///
    /// C: `void (*function)(void)`
    ///
    /// A closure that is lent as such a function:
    ///
    /// ```ignore
    /// s.lend(OnExitCallFn, |s, ()| { … }, |s, function| s.call_it(function))?;
    /// ```
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct OnExitCallFn;
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::Signature for OnExitCallFn {
        type Library = Small;
        type Params = ();
        type Results = ();
        type Arguments<'id> = ();
        type Output<'id> = ();
        type Passed<'id> = ();
        type Returned<'id> = ();
        fn arguments<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            _: Self::Params,
        ) -> ::core::result::Result<
            Self::Arguments<'id>,
            ::ringfence::__private::Fault,
        > {
            let _ = &scope;
            ::core::result::Result::Ok(())
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
            _: Self::Passed<'id>,
        ) -> ::core::result::Result<Self::Params, ::ringfence::__private::Fault> {
            let _ = &scope;
            ::core::result::Result::Ok(())
        }
        fn returned<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Results,
        ) -> ::core::result::Result<Self::Returned<'id>, ::ringfence::__private::Fault> {
            let _ = (&scope, wire);
            ::core::result::Result::Ok(::ringfence::__private::lift(wire))
        }
    }
    /// The type of a C function that is called through a pointer.
    ///
    /// C: `int (*(*function)(int (*)(void *user, const uint8_t *row, size_t length)))(void *user, const uint8_t *row, size_t length)`
    ///
    /// A closure that is lent as such a function:
    ///
    /// ```ignore
    /// s.lend(OnExitWrapFn, |s, (argument_1,)| { … }, |s, function| s.call_it(function))?;
    /// ```
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct OnExitWrapFn;
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::Signature for OnExitWrapFn {
        type Library = Small;
        type Params = (i32,);
        type Results = i32;
        type Arguments<'id> = (::ringfence::__private::GuestFn<'id, RowFn>,);
        type Output<'id> = ::ringfence::__private::GuestFn<'id, RowFn>;
        type Passed<'id> = (::ringfence::__private::GuestFn<'id, RowFn>,);
        type Returned<'id> = ::ringfence::__private::GuestFn<'id, RowFn>;
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
            output: Self::Output<'id>,
        ) -> ::core::result::Result<Self::Results, ::ringfence::__private::Fault> {
            let _ = &scope;
            let wire = ::ringfence::__private::lower(output)?;
            ::core::result::Result::Ok(wire)
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
    /// The type of a C function that is called through a pointer.
    ///
    /// C: `long (*function)(Parser *parser, long position)`
    ///
    /// A closure that is lent as such a function:
    ///
    /// ```ignore
    /// s.lend(ParserOnEndFn, |s, (parser, position)| { … }, |s, function| s.call_it(function))?;
    /// ```
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct ParserOnEndFn;
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::Signature for ParserOnEndFn {
        type Library = Small;
        type Params = (i32, i32);
        type Results = i32;
        type Arguments<'id> = (
            ::ringfence::__private::GuestPtr<'id, Parser>,
            ::ringfence::__private::Tainted<i64>,
        );
        type Output<'id> = i64;
        type Passed<'id> = (::ringfence::__private::GuestPtr<'id, Parser>, i64);
        type Returned<'id> = ::ringfence::__private::Tainted<i64>;
        fn arguments<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Params,
        ) -> ::core::result::Result<
            Self::Arguments<'id>,
            ::ringfence::__private::Fault,
        > {
            let _ = &scope;
            ::core::result::Result::Ok((
                ::ringfence::__private::lift(wire.0),
                ::ringfence::__private::lift_long(wire.1),
            ))
        }
        fn output<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            output: Self::Output<'id>,
        ) -> ::core::result::Result<Self::Results, ::ringfence::__private::Fault> {
            let _ = &scope;
            let wire = ::ringfence::__private::lower_long(output)?;
            ::core::result::Result::Ok(wire)
        }
        fn passed<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            passed: Self::Passed<'id>,
        ) -> ::core::result::Result<Self::Params, ::ringfence::__private::Fault> {
            let _ = &scope;
            ::core::result::Result::Ok((
                ::ringfence::__private::lower(passed.0)?,
                ::ringfence::__private::lower_long(passed.1)?,
            ))
        }
        fn returned<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Results,
        ) -> ::core::result::Result<Self::Returned<'id>, ::ringfence::__private::Fault> {
            let _ = (&scope, wire);
            ::core::result::Result::Ok(::ringfence::__private::lift_long(wire))
        }
    }
    /// The type of a C function that is called through a pointer.
    ///
    /// C: `Level (*never_mentioned)(void)`
    ///
    /// A closure that is lent as such a function:
    ///
    /// ```ignore
    /// s.lend(NeverMentioned, |s, ()| { … }, |s, function| s.call_it(function))?;
    /// ```
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub(crate) struct NeverMentioned;
    /// [`NeverMentioned`] by its name in C.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub(crate) type never_mentioned = NeverMentioned;
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::Signature for NeverMentioned {
        type Library = Small;
        type Params = ();
        type Results = i32;
        type Arguments<'id> = ();
        type Output<'id> = Level;
        type Passed<'id> = ();
        type Returned<'id> = ::ringfence::__private::Tainted<Level>;
        fn arguments<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            _: Self::Params,
        ) -> ::core::result::Result<
            Self::Arguments<'id>,
            ::ringfence::__private::Fault,
        > {
            let _ = &scope;
            ::core::result::Result::Ok(())
        }
        fn output<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            output: Self::Output<'id>,
        ) -> ::core::result::Result<Self::Results, ::ringfence::__private::Fault> {
            let _ = &scope;
            let wire = ::ringfence::__private::lower(output)?;
            ::core::result::Result::Ok(wire)
        }
        fn passed<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            _: Self::Passed<'id>,
        ) -> ::core::result::Result<Self::Params, ::ringfence::__private::Fault> {
            let _ = &scope;
            ::core::result::Result::Ok(())
        }
        fn returned<'id>(
            scope: &mut ::ringfence::__private::Scope<'id, Self::Library>,
            wire: Self::Results,
        ) -> ::core::result::Result<Self::Returned<'id>, ::ringfence::__private::Fault> {
            let _ = (&scope, wire);
            ::core::result::Result::Ok(::ringfence::__private::lift(wire))
        }
    }
    /// The C type `Parser`.
    ///
    /// C: `Parser`, 20 bytes of guest memory.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Parser {
        __opaque: ::ringfence::__private::NeverBuilt,
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestType for Parser {
        const SIZE: u32 = 20;
        const ALIGN: u32 = 4;
    }
    /// The fields of `Parser`, reached through a pointer to one.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait ParserFields<'id> {
        /// Points to the field `user`.
        ///
        /// C: `void *user`, at offset 0.
        fn user(
            self,
        ) -> ::ringfence::__private::GuestPtr<
            'id,
            ::ringfence::__private::Ptr<::core::ffi::c_void>,
        >;
        /// Points to the field `on_row`.
        ///
        /// C: `int (*on_row)(void *user, const uint8_t *row, size_t length)`, at offset 4.
        fn on_row(
            self,
        ) -> ::ringfence::__private::GuestPtr<'id, ::ringfence::__private::FnPtr<RowFn>>;
        /// Points to the field `on_end`.
        ///
        /// C: `long (*on_end)(Parser *parser, long position)`, at offset 8.
        fn on_end(
            self,
        ) -> ::ringfence::__private::GuestPtr<
            'id,
            ::ringfence::__private::FnPtr<ParserOnEndFn>,
        >;
        /// Points to the field `hooks`.
        ///
        /// C: `void (*hooks[2])(void)`, at offset 12.
        fn hooks(
            self,
        ) -> ::ringfence::__private::GuestPtr<
            'id,
            [::ringfence::__private::FnPtr<OnExitCallFn>; 2],
        >;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> ParserFields<'id> for ::ringfence::__private::GuestPtr<'id, Parser> {
        #[inline]
        fn user(
            self,
        ) -> ::ringfence::__private::GuestPtr<
            'id,
            ::ringfence::__private::Ptr<::core::ffi::c_void>,
        > {
            ::ringfence::__private::field(self, 0)
        }
        #[inline]
        fn on_row(
            self,
        ) -> ::ringfence::__private::GuestPtr<
            'id,
            ::ringfence::__private::FnPtr<RowFn>,
        > {
            ::ringfence::__private::field(self, 4)
        }
        #[inline]
        fn on_end(
            self,
        ) -> ::ringfence::__private::GuestPtr<
            'id,
            ::ringfence::__private::FnPtr<ParserOnEndFn>,
        > {
            ::ringfence::__private::field(self, 8)
        }
        #[inline]
        fn hooks(
            self,
        ) -> ::ringfence::__private::GuestPtr<
            'id,
            [::ringfence::__private::FnPtr<OnExitCallFn>; 2],
        > {
            ::ringfence::__private::field(self, 12)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestStruct for Parser {}
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Load<'id> for Parser {
        type Out = ::ringfence::__private::TaintedStruct<'id, Self>;
        #[inline]
        fn load_out(bytes: ::ringfence::__private::GuestBytes<'_>) -> Self::Out {
            ::ringfence::__private::copy::load(bytes)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Store<'id> for Parser {
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
    /// The fields of a copy of a `Parser`.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait ParserValues<'id> {
        /// The field `user`.
        fn user(&self) -> ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>;
        /// Sets the field `user`.
        fn set_user(
            &mut self,
            value: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
        );
        /// The field `on_row`.
        fn on_row(&self) -> ::ringfence::__private::GuestFn<'id, RowFn>;
        /// Sets the field `on_row`.
        fn set_on_row(&mut self, value: ::ringfence::__private::GuestFn<'id, RowFn>);
        /// The field `on_end`.
        fn on_end(&self) -> ::ringfence::__private::GuestFn<'id, ParserOnEndFn>;
        /// Sets the field `on_end`.
        fn set_on_end(
            &mut self,
            value: ::ringfence::__private::GuestFn<'id, ParserOnEndFn>,
        );
        /// An element of the field `hooks`, if it has that many.
        fn hooks(
            &self,
            index: usize,
        ) -> ::core::option::Option<::ringfence::__private::GuestFn<'id, OnExitCallFn>>;
        /// Sets an element of the field `hooks`; a `Fault` when there is none with that index.
        fn set_hooks(
            &mut self,
            index: usize,
            value: ::ringfence::__private::GuestFn<'id, OnExitCallFn>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> ParserValues<'id> for ::ringfence::__private::TaintedStruct<'id, Parser> {
        #[inline]
        fn user(&self) -> ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void> {
            ::ringfence::__private::copy::field::<
                _,
                ::ringfence::__private::Ptr<::core::ffi::c_void>,
            >(self, 0)
        }
        #[inline]
        fn set_user(
            &mut self,
            value: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
        ) {
            let _ = ::ringfence::__private::copy::set_field::<
                _,
                ::ringfence::__private::Ptr<::core::ffi::c_void>,
            >(self, 0, value);
        }
        #[inline]
        fn on_row(&self) -> ::ringfence::__private::GuestFn<'id, RowFn> {
            ::ringfence::__private::copy::field::<
                _,
                ::ringfence::__private::FnPtr<RowFn>,
            >(self, 4)
        }
        #[inline]
        fn set_on_row(&mut self, value: ::ringfence::__private::GuestFn<'id, RowFn>) {
            let _ = ::ringfence::__private::copy::set_field::<
                _,
                ::ringfence::__private::FnPtr<RowFn>,
            >(self, 4, value);
        }
        #[inline]
        fn on_end(&self) -> ::ringfence::__private::GuestFn<'id, ParserOnEndFn> {
            ::ringfence::__private::copy::field::<
                _,
                ::ringfence::__private::FnPtr<ParserOnEndFn>,
            >(self, 8)
        }
        #[inline]
        fn set_on_end(
            &mut self,
            value: ::ringfence::__private::GuestFn<'id, ParserOnEndFn>,
        ) {
            let _ = ::ringfence::__private::copy::set_field::<
                _,
                ::ringfence::__private::FnPtr<ParserOnEndFn>,
            >(self, 8, value);
        }
        #[inline]
        fn hooks(
            &self,
            index: usize,
        ) -> ::core::option::Option<::ringfence::__private::GuestFn<'id, OnExitCallFn>> {
            ::ringfence::__private::copy::element::<
                _,
                ::ringfence::__private::FnPtr<OnExitCallFn>,
            >(self, 12, &[(index, 2)])
        }
        #[inline]
        fn set_hooks(
            &mut self,
            index: usize,
            value: ::ringfence::__private::GuestFn<'id, OnExitCallFn>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            ::ringfence::__private::copy::set_element::<
                _,
                ::ringfence::__private::FnPtr<OnExitCallFn>,
            >(self, 12, &[(index, 2)], value)
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
        const FUNCTIONS: &'static [&'static str] = &[
            "decode",
            "sort",
            "default_compare",
            "set_log",
            "on_exit",
            "table",
        ];
        const INTERFACE: &'static str = "fn decode iiii:i bytes:&u8 length:u32 row:!RowFn user:*void ->i32\nfn sort iiii: items:*void count:u32 size:u32 compare:!Compare\nfn default_compare :i ->!Compare\nfn set_log i:i log:!Log ->!Log\nfn on_exit ii: call:!OnExitCallFn wrap:!OnExitWrapFn\nfn table i: hooks:*!RowFn\ncallback RowFn iii:i user:*void row:&u8 length:u32 ->i32\ncallback Compare ii:i argument_1:&void argument_2:&void ->i32\ncallback Log ii: format:&i8\ncallback OnExitCallFn :\ncallback OnExitWrapFn i:i argument_1:!RowFn ->!RowFn\ncallback ParserOnEndFn ii:i parser:*#Parser position:i32 ->i32\ncallback NeverMentioned :i ->%Level\nstruct Parser 20 4 user:0:*void on_row:4:!RowFn on_end:8:!ParserOnEndFn hooks:12:[2]!OnExitCallFn\nenum Level u32 0 1";
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
        decode: ::ringfence::__private::Export<(i32, i32, i32, i32), i32>,
        sort: ::ringfence::__private::Export<(i32, i32, i32, i32), ()>,
        default_compare: ::ringfence::__private::Export<(), i32>,
        set_log: ::ringfence::__private::Export<(i32,), i32>,
        on_exit: ::ringfence::__private::Export<(i32, i32), ()>,
        table: ::ringfence::__private::Export<(i32,), ()>,
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
        /// Calls `decode`.
        ///
        /// C: `int decode(const uint8_t *bytes, size_t length, int (*row)(void *user, const uint8_t *row, size_t length), void *user)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn decode(
            &mut self,
            bytes: ::ringfence::__private::GuestPtr<'id, u8>,
            length: usize,
            row: ::ringfence::__private::GuestFn<'id, RowFn>,
            user: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `sort`.
        ///
        /// C: `void sort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn sort(
            &mut self,
            items: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
            count: usize,
            size: usize,
            compare: ::ringfence::__private::GuestFn<'id, Compare>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `default_compare`.
        ///
        /// C: `int (*default_compare(void))(const void *, const void *)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn default_compare(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestFn<'id, Compare>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `set_log`.
        ///
        /// C: `void (*set_log(void (*log)(const char *format, ...)))(const char *format, ...)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn set_log(
            &mut self,
            log: ::ringfence::__private::GuestFn<'id, Log>,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestFn<'id, Log>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `on_exit`.
        ///
        /// C: `void on_exit(void (*call)(void), int (*(*wrap)(int (*)(void *user, const uint8_t *row, size_t length)))(void *user, const uint8_t *row, size_t length))`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn on_exit(
            &mut self,
            call: ::ringfence::__private::GuestFn<'id, OnExitCallFn>,
            wrap: ::ringfence::__private::GuestFn<'id, OnExitWrapFn>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `table`.
        ///
        /// C: `void table(int (**hooks)(void *user, const uint8_t *row, size_t length))`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn table(
            &mut self,
            hooks: ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::FnPtr<RowFn>,
            >,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> SmallCalls<'id> for ::ringfence::__private::Scope<'id, Small> {
        #[inline]
        fn decode(
            &mut self,
            bytes: ::ringfence::__private::GuestPtr<'id, u8>,
            length: usize,
            row: ::ringfence::__private::GuestFn<'id, RowFn>,
            user: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(bytes)?,
                ::ringfence::__private::lower(length)?,
                ::ringfence::__private::lower(row)?,
                ::ringfence::__private::lower(user)?,
            );
            let result = ::ringfence::__private::call(
                self,
                0,
                |functions| &functions.decode,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        #[inline]
        fn sort(
            &mut self,
            items: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
            count: usize,
            size: usize,
            compare: ::ringfence::__private::GuestFn<'id, Compare>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            let arguments = (
                ::ringfence::__private::lower(items)?,
                ::ringfence::__private::lower(count)?,
                ::ringfence::__private::lower(size)?,
                ::ringfence::__private::lower(compare)?,
            );
            ::ringfence::__private::call(self, 1, |functions| &functions.sort, arguments)
        }
        #[inline]
        fn default_compare(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestFn<'id, Compare>,
            ::ringfence::__private::Fault,
        > {
            let arguments = ();
            let result = ::ringfence::__private::call(
                self,
                2,
                |functions| &functions.default_compare,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        #[inline]
        fn set_log(
            &mut self,
            log: ::ringfence::__private::GuestFn<'id, Log>,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestFn<'id, Log>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (::ringfence::__private::lower(log)?,);
            let result = ::ringfence::__private::call(
                self,
                3,
                |functions| &functions.set_log,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        #[inline]
        fn on_exit(
            &mut self,
            call: ::ringfence::__private::GuestFn<'id, OnExitCallFn>,
            wrap: ::ringfence::__private::GuestFn<'id, OnExitWrapFn>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            let arguments = (
                ::ringfence::__private::lower(call)?,
                ::ringfence::__private::lower(wrap)?,
            );
            ::ringfence::__private::call(
                self,
                4,
                |functions| &functions.on_exit,
                arguments,
            )
        }
        #[inline]
        fn table(
            &mut self,
            hooks: ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::FnPtr<RowFn>,
            >,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            let arguments = (::ringfence::__private::lower(hooks)?,);
            ::ringfence::__private::call(
                self,
                5,
                |functions| &functions.table,
                arguments,
            )
        }
    }
    ::ringfence::__record! {
        kind = "wrapper", "library" = "small", "functions" = "6"
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
