pub mod small {
    #[allow(unused_imports, reason = "types in signatures are resolved")]
    use std::fmt;
    /// Largest side.
    #[allow(dead_code, reason = "exported by the guest")]
    pub const LONGEST: u32 = 1 << 14;
    /// A picture.
    #[derive(::core::prelude::v1::Debug, ::core::prelude::v1::Clone)]
    #[derive(
        ::ringfence::__private::serde::Serialize,
        ::ringfence::__private::serde::Deserialize
    )]
    #[serde(crate = "::ringfence::__private::serde")]
    #[allow(dead_code, missing_docs, unreachable_pub, reason = "exported by the guest")]
    pub struct Image {
        /// Pixels.
        pub width: u32,
        pub height: u32,
        pub kinds: ::std::vec::Vec<Kind>,
        pub title: ::core::option::Option<::std::string::String>,
        #[serde(with = "::ringfence::__private::rust::bulk")]
        pub pixels: ::std::vec::Vec<u8>,
    }
    #[automatically_derived]
    impl ::ringfence::__private::Taintable for Image {
        type Image = Self;
        #[inline]
        fn from_image(image: Self) -> ::core::option::Option<Self> {
            ::core::option::Option::Some(image)
        }
    }
    #[automatically_derived]
    impl ::ringfence::__private::Portable for Image {
        #[inline]
        fn taint(self) -> ::ringfence::__private::Tainted<Self> {
            ::ringfence::__private::rust::taint(self)
        }
    }
    #[automatically_derived]
    impl ::ringfence::__private::FromGuest<::ringfence::__private::Tainted<Image>>
    for Image {
        fn verified(
            value: ::ringfence::__private::Tainted<Image>,
        ) -> ::core::result::Result<Self, ::ringfence::__private::Fault> {
            let Self {
                width: field_0,
                height: field_1,
                kinds: field_2,
                title: field_3,
                pixels: field_4,
            } = ::ringfence::__private::leave::valid(
                value,
                ::ringfence::__site!("validator", "taken apart", "value" = "Image"),
            )?;
            let field_0: u32 = ::ringfence::__private::leave::within(
                ::ringfence::__private::Portable::taint(field_0),
                ::ringfence::__site!(
                    "validator", ::core::concat!("in ", ::core::stringify!(1..=
                    LONGEST)), "value" = "Image.width"
                ),
                1..=LONGEST,
            )?;
            let field_1: u32 = ::ringfence::__private::leave::within(
                ::ringfence::__private::Portable::taint(field_1),
                ::ringfence::__site!(
                    "validator", ::core::concat!("in ", ::core::stringify!(1..=
                    LONGEST)), "value" = "Image.height"
                ),
                1..=LONGEST,
            )?;
            let field_2: Vec<Kind> = <Vec<
                Kind,
            > as ::ringfence::__private::FromGuest<
                _,
            >>::verified(::ringfence::__private::Portable::taint(field_2))?;
            let field_3: Option<String> = ::ringfence::__private::Verify::with(
                ::ringfence::__private::Portable::taint(field_3),
                ::ringfence::__site!(
                    "validator", ::core::concat!("with ", ::core::stringify!(check)),
                    "value" = "Image.title"
                ),
                check,
            )?;
            let field_4: Vec<u8> = ::ringfence::__private::Inert::inert(
                ::ringfence::__private::Portable::taint(field_4),
                ::ringfence::__site!("inert", "bytes", "value" = "Image.pixels"),
            );
            let finished: Image = Self {
                width: field_0,
                height: field_1,
                kinds: field_2,
                title: field_3,
                pixels: field_4,
            };
            ::ringfence::__private::derived::related(
                ::ringfence::__private::derived::Number::of(finished.width)
                    .at_most(
                        ::ringfence::__private::derived::Number::of(finished.height),
                    )
                    .holds(),
                ::ringfence::__site!(
                    "validator", ::core::concat!("relation ", ::core::stringify!(width <=
                    height)), "value" = "Image"
                ),
            )?;
            ::core::result::Result::Ok(finished)
        }
    }
    #[derive(
        ::ringfence::__private::serde::Serialize,
        ::ringfence::__private::serde::Deserialize
    )]
    #[serde(crate = "::ringfence::__private::serde")]
    #[allow(dead_code, missing_docs, unreachable_pub, reason = "exported by the guest")]
    pub struct Options(pub (bool, char));
    #[automatically_derived]
    impl ::ringfence::__private::Taintable for Options {
        type Image = Self;
        #[inline]
        fn from_image(image: Self) -> ::core::option::Option<Self> {
            ::core::option::Option::Some(image)
        }
    }
    #[automatically_derived]
    impl ::ringfence::__private::Portable for Options {
        #[inline]
        fn taint(self) -> ::ringfence::__private::Tainted<Self> {
            ::ringfence::__private::rust::taint(self)
        }
    }
    #[derive(
        ::ringfence::__private::serde::Serialize,
        ::ringfence::__private::serde::Deserialize
    )]
    #[serde(crate = "::ringfence::__private::serde")]
    #[allow(dead_code, missing_docs, unreachable_pub, reason = "exported by the guest")]
    pub struct Level(pub u8);
    #[automatically_derived]
    impl ::ringfence::__private::Taintable for Level {
        type Image = Self;
        #[inline]
        fn from_image(image: Self) -> ::core::option::Option<Self> {
            ::core::option::Option::Some(image)
        }
    }
    #[automatically_derived]
    impl ::ringfence::__private::Portable for Level {
        #[inline]
        fn taint(self) -> ::ringfence::__private::Tainted<Self> {
            ::ringfence::__private::rust::taint(self)
        }
    }
    #[automatically_derived]
    impl ::ringfence::__private::FromGuest<::ringfence::__private::Tainted<Level>>
    for Level {
        fn verified(
            value: ::ringfence::__private::Tainted<Level>,
        ) -> ::core::result::Result<Self, ::ringfence::__private::Fault> {
            let Self { 0: field_0 } = ::ringfence::__private::leave::valid(
                value,
                ::ringfence::__site!("validator", "taken apart", "value" = "Level"),
            )?;
            let field_0: u8 = ::ringfence::__private::leave::within(
                ::ringfence::__private::Portable::taint(field_0),
                ::ringfence::__site!(
                    "validator", ::core::concat!("in ", ::core::stringify!(0..= 9)),
                    "value" = "Level.0"
                ),
                0..=9,
            )?;
            let finished: Level = Self(field_0);
            ::core::result::Result::Ok(finished)
        }
    }
    #[derive(
        ::core::prelude::v1::Copy,
        ::core::prelude::v1::Clone,
        ::core::prelude::v1::Default
    )]
    #[derive(
        ::ringfence::__private::serde::Serialize,
        ::ringfence::__private::serde::Deserialize
    )]
    #[serde(crate = "::ringfence::__private::serde")]
    #[allow(dead_code, missing_docs, unreachable_pub, reason = "exported by the guest")]
    pub enum Kind {
        #[default]
        Grey,
        /// Red, green, blue.
        Colour,
    }
    #[automatically_derived]
    impl ::ringfence::__private::Taintable for Kind {
        type Image = Self;
        #[inline]
        fn from_image(image: Self) -> ::core::option::Option<Self> {
            ::core::option::Option::Some(image)
        }
    }
    #[automatically_derived]
    impl ::ringfence::__private::Portable for Kind {
        #[inline]
        fn taint(self) -> ::ringfence::__private::Tainted<Self> {
            ::ringfence::__private::rust::taint(self)
        }
    }
    #[automatically_derived]
    impl ::ringfence::__private::FromGuest<::ringfence::__private::Tainted<Kind>>
    for Kind {
        fn verified(
            value: ::ringfence::__private::Tainted<Kind>,
        ) -> ::core::result::Result<Self, ::ringfence::__private::Fault> {
            ::ringfence::__private::leave::valid(
                value,
                ::ringfence::__site!("validator", "valid", "value" = "Kind"),
            )
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
            "rust:decode",
            "rust:read",
            "rust:sum",
            "rust:clear",
            "rust:check",
            "rust:title",
        ];
        const INTERFACE: &'static str = "";
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
        decode: ::ringfence::__private::Export<(i32, i32, i32, i32, i32, i32), i32>,
        read: ::ringfence::__private::Export<(i32, i32, i32), i32>,
        sum: ::ringfence::__private::Export<(i64, i32, i32), i64>,
        clear: ::ringfence::__private::Export<(), ()>,
        check: ::ringfence::__private::Export<(i32, i32), i32>,
        title: ::ringfence::__private::Export<(), i32>,
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
        /// Decodes.
        ///
        /// # Errors
        ///
        /// A `Fault` when the guest returned an error, panicked, answered with nonsense, or reached a limit.
        #[must_use]
        fn decode(
            &mut self,
            file: &[u8],
            level: &Level,
            name: &str,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<Image>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `read`.
        ///
        /// # Errors
        ///
        /// A `Fault` when the guest returned an error, panicked, answered with nonsense, or reached a limit.
        fn read_(
            &mut self,
            count: usize,
            samples: &[f32],
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<::std::vec::Vec<f32>>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `sum`.
        ///
        /// # Errors
        ///
        /// A `Fault` when the guest returned an error, panicked, answered with nonsense, or reached a limit.
        fn sum(
            &mut self,
            a: u64,
            b: i8,
            c: bool,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<u64>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `clear`.
        ///
        /// # Errors
        ///
        /// A `Fault` when the guest returned an error, panicked, answered with nonsense, or reached a limit.
        fn clear(&mut self) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `check`.
        ///
        /// # Errors
        ///
        /// A `Fault` when the guest returned an error, panicked, answered with nonsense, or reached a limit.
        fn check(
            &mut self,
            text: &str,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `title`.
        ///
        /// # Errors
        ///
        /// A `Fault` when the guest returned an error, panicked, answered with nonsense, or reached a limit.
        fn title(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<::std::string::String>,
            ::ringfence::__private::Fault,
        >;
    }
    #[allow(deprecated, reason = "declared by the guest")]
    impl<'id> SmallCalls<'id> for ::ringfence::__private::Scope<'id, Small> {
        #[inline]
        fn decode(
            &mut self,
            file: &[u8],
            level: &Level,
            name: &str,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<Image>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::contract::run(
                self,
                0,
                |__scope, __call| {
                    let __argument_0 = ::ringfence::__private::rust::slice(
                        __scope,
                        file,
                    )?;
                    let __argument_1 = ::ringfence::__private::rust::whole(
                        __scope,
                        level,
                    )?;
                    let __argument_2 = ::ringfence::__private::rust::slice(
                        __scope,
                        str::as_bytes(name),
                    )?;
                    ::ringfence::__private::contract::ready(__scope, __call);
                    let __address = ::ringfence::__private::call(
                        __scope,
                        0,
                        |functions| &functions.decode,
                        (
                            __argument_0.0,
                            __argument_0.1,
                            __argument_1.0,
                            __argument_1.1,
                            __argument_2.0,
                            __argument_2.1,
                        ),
                    )?;
                    let __outcome = ::ringfence::__private::rust::outcome(
                        __scope,
                        __address,
                    )?;
                    let __answer = ::ringfence::__private::rust::accepted(
                        __scope,
                        __outcome,
                        ::ringfence::__site!(
                            "contract", "Ok", "function" = "decode", "value" = "result"
                        ),
                    )?;
                    ::ringfence::__private::rust::value::<_, Image>(__scope, &__answer)
                },
            )
        }
        #[inline]
        fn read_(
            &mut self,
            count: usize,
            samples: &[f32],
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<::std::vec::Vec<f32>>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::contract::run(
                self,
                1,
                |__scope, __call| {
                    let __argument_0 = ::ringfence::__private::lower(count)?;
                    let __argument_1 = ::ringfence::__private::rust::slice(
                        __scope,
                        samples,
                    )?;
                    ::ringfence::__private::contract::ready(__scope, __call);
                    let __address = ::ringfence::__private::call(
                        __scope,
                        1,
                        |functions| &functions.read,
                        (__argument_0, __argument_1.0, __argument_1.1),
                    )?;
                    let __outcome = ::ringfence::__private::rust::outcome(
                        __scope,
                        __address,
                    )?;
                    let __answer = __outcome.answer()?;
                    ::ringfence::__private::rust::numbers::<_, f32>(__scope, &__answer)
                },
            )
        }
        #[inline]
        fn sum(
            &mut self,
            a: u64,
            b: i8,
            c: bool,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<u64>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::contract::run(
                self,
                2,
                |__scope, __call| {
                    let __argument_0 = ::ringfence::__private::lower(a)?;
                    let __argument_1 = ::ringfence::__private::lower(b)?;
                    let __argument_2 = ::ringfence::__private::lower(c)?;
                    ::ringfence::__private::contract::ready(__scope, __call);
                    ::core::result::Result::Ok(
                        ::ringfence::__private::lift(
                            ::ringfence::__private::call(
                                __scope,
                                2,
                                |functions| &functions.sum,
                                (__argument_0, __argument_1, __argument_2),
                            )?,
                        ),
                    )
                },
            )
        }
        #[inline]
        fn clear(
            &mut self,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            ::ringfence::__private::contract::run(
                self,
                3,
                |__scope, __call| {
                    ::ringfence::__private::contract::ready(__scope, __call);
                    ::ringfence::__private::call(
                        __scope,
                        3,
                        |functions| &functions.clear,
                        (),
                    )
                },
            )
        }
        #[inline]
        fn check(
            &mut self,
            text: &str,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            ::ringfence::__private::contract::run(
                self,
                4,
                |__scope, __call| {
                    let __argument_0 = ::ringfence::__private::rust::slice(
                        __scope,
                        str::as_bytes(text),
                    )?;
                    ::ringfence::__private::contract::ready(__scope, __call);
                    let __address = ::ringfence::__private::call(
                        __scope,
                        4,
                        |functions| &functions.check,
                        (__argument_0.0, __argument_0.1),
                    )?;
                    let __outcome = ::ringfence::__private::rust::outcome(
                        __scope,
                        __address,
                    )?;
                    let __answer = ::ringfence::__private::rust::accepted(
                        __scope,
                        __outcome,
                        ::ringfence::__site!(
                            "contract", "Ok", "function" = "check", "value" = "result"
                        ),
                    )?;
                    ::ringfence::__private::rust::nothing(__scope, &__answer)
                },
            )
        }
        #[inline]
        fn title(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<::std::string::String>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::contract::run(
                self,
                5,
                |__scope, __call| {
                    ::ringfence::__private::contract::ready(__scope, __call);
                    let __address = ::ringfence::__private::call(
                        __scope,
                        5,
                        |functions| &functions.title,
                        (),
                    )?;
                    let __outcome = ::ringfence::__private::rust::outcome(
                        __scope,
                        __address,
                    )?;
                    let __answer = __outcome.answer()?;
                    ::ringfence::__private::rust::text(__scope, &__answer)
                },
            )
        }
    }
    ::ringfence::__record! {
        kind = "wrapper", "library" = "small", "functions" = "6"
    }
    ::ringfence::__record! {
        kind = "library", "library" = "small", "source" = "guest 0.1.0", "wasm-sha256" =
        "120970d812836f19888625587a4606a5ad23cef31c8684e601771552548fc6b9", "code-sha256"
        = "5694d08a2e53ffcae0c3103e5ad6f6076abd960eb1f8a56577040bc1028f702b", "imports" =
        "0", "toolchain" = "clang version 22", "lock-sha256" =
        "abababababababababababababababababababababababababababababababab", "packages" =
        "thing 1.2.3"
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
