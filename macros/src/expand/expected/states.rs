pub mod small {
    #[allow(unused_imports, reason = "types in signatures are resolved")]
    use std::ffi::{c_int, c_uint};
    /// The C type `Decoder`, which is only pointed to.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Decoder {
        __opaque: ::ringfence::__private::NeverBuilt,
    }
    /// The states of `Decoder`, which the compiler follows.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub mod decoder_state {
        /// `Decoder` in the state `Init`.
        #[derive(::core::fmt::Debug)]
        #[allow(
            dead_code,
            non_camel_case_types,
            unreachable_pub,
            reason = "declared as in C"
        )]
        pub enum Init {}
        /// `Decoder` in the state `Header`.
        #[derive(::core::fmt::Debug)]
        #[allow(
            dead_code,
            non_camel_case_types,
            unreachable_pub,
            reason = "declared as in C"
        )]
        pub enum Header {}
        /// `Decoder` in the state `Rows`.
        #[derive(::core::fmt::Debug)]
        #[allow(
            dead_code,
            non_camel_case_types,
            unreachable_pub,
            reason = "declared as in C"
        )]
        pub enum Rows {}
        /// `Decoder` in the state `Header` or `Rows`.
        #[diagnostic::on_unimplemented(
            message = "`Decoder` must be in the state `Header` or `Rows`",
            label = "this one is in the state `{Self}`"
        )]
        #[allow(
            dead_code,
            non_camel_case_types,
            unreachable_pub,
            reason = "declared as in C"
        )]
        pub trait HeaderOrRows {}
        impl HeaderOrRows for Header {}
        impl HeaderOrRows for Rows {}
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
            "decoder_new",
            "decoder_open",
            "decoder_header",
            "decoder_depth",
            "decoder_start",
            "decoder_finish",
            "decoder_free",
        ];
        const INTERFACE: &'static str = "fn decoder_new i:i level:i32 ->*?Decoder\nfn decoder_open ii:i level:i32 decoder:**?Decoder ->i32\nfn decoder_header iiii:i decoder:*?Decoder bytes:&u8 n:u32 width:*u32 ->i32\nfn decoder_depth i:i decoder:&?Decoder ->i32\nfn decoder_start i: decoder:*?Decoder\nfn decoder_finish ii:i decoder:*?Decoder crc:&u32 ->i32\nfn decoder_free i: decoder:*?Decoder";
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
        decoder_new: ::ringfence::__private::Export<(i32,), i32>,
        decoder_open: ::ringfence::__private::Export<(i32, i32), i32>,
        decoder_header: ::ringfence::__private::Export<(i32, i32, i32, i32), i32>,
        decoder_depth: ::ringfence::__private::Export<(i32,), i32>,
        decoder_start: ::ringfence::__private::Export<(i32,), ()>,
        decoder_finish: ::ringfence::__private::Export<(i32, i32), i32>,
        decoder_free: ::ringfence::__private::Export<(i32,), ()>,
    }
    /// What `decoder_header` gives.
    #[derive(::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct DecoderHeader<'id> {
        /// What came out through `decoder`.
        pub decoder: ::ringfence::__private::Handle<'id, Decoder, decoder_state::Header>,
        /// What came out through `width`.
        pub width: u32,
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
        /// Begins.
        ///
        /// # Contract
        ///
        /// - result: a new `Decoder` in the state `Init`, ended with `decoder_free` unless it was before; null is an error
        ///
        /// C: `Decoder *decoder_new(int level)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        /// One of kind `Rejected` or `Refused` when something breaks the contract.
        fn decoder_new(
            &mut self,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Handle<'id, Decoder, decoder_state::Init>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `decoder_new` without its contract.
        ///
        /// C: `Decoder *decoder_new(int level)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn decoder_new_raw(
            &mut self,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, Decoder>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `decoder_open`.
        ///
        /// # Contract
        ///
        /// - `decoder`: a new `Decoder` in the state `Init`, ended with `decoder_free` unless it was before; null is an error
        /// - result: success is `0`
        ///
        /// C: `int decoder_open(int level, Decoder **decoder)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        /// One of kind `Refused` when the status means failure; `Fault::status` tells it. One of kind `Rejected` when something breaks the contract.
        fn decoder_open(
            &mut self,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Handle<'id, Decoder, decoder_state::Init>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `decoder_open` without its contract.
        ///
        /// C: `int decoder_open(int level, Decoder **decoder)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn decoder_open_raw(
            &mut self,
            level: i32,
            decoder: ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::Ptr<Decoder>,
            >,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `decoder_header`.
        ///
        /// # Contract
        ///
        /// - `decoder`: in the state `Init`; in `Header` afterwards, gone after an error: `decoder_free` ends it then
        /// - `bytes`: bytes, copied in
        /// - `n`: the length of `bytes`
        /// - `width`: comes out, in `1..=16_384`
        /// - result: success is `0`
        ///
        /// C: `int decoder_header(Decoder *decoder, const uint8_t *bytes, size_t n, unsigned int *width)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        /// One of kind `Refused` when the status means failure; `Fault::status` tells it. One of kind `Rejected` when something breaks the contract.
        fn decoder_header(
            &mut self,
            decoder: ::ringfence::__private::Handle<'id, Decoder, decoder_state::Init>,
            bytes: &[u8],
        ) -> ::core::result::Result<DecoderHeader<'id>, ::ringfence::__private::Fault>;
        /// Calls `decoder_header` without its contract.
        ///
        /// C: `int decoder_header(Decoder *decoder, const uint8_t *bytes, size_t n, unsigned int *width)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn decoder_header_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
            bytes: ::ringfence::__private::GuestPtr<'id, u8>,
            n: usize,
            width: ::ringfence::__private::GuestPtr<'id, u32>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `decoder_depth`.
        ///
        /// # Contract
        ///
        /// - `decoder`: in the state `Header` or `Rows`
        /// - result: a number, in `1..=8`
        ///
        /// C: `int decoder_depth(const Decoder *decoder)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        /// One of kind `Rejected` or `Refused` when something breaks the contract.
        fn decoder_depth(
            &mut self,
            decoder: &::ringfence::__private::Handle<
                'id,
                Decoder,
                impl decoder_state::HeaderOrRows,
            >,
        ) -> ::core::result::Result<i32, ::ringfence::__private::Fault>;
        /// Calls `decoder_depth` without its contract.
        ///
        /// C: `int decoder_depth(const Decoder *decoder)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn decoder_depth_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `decoder_start`.
        ///
        /// # Contract
        ///
        /// - `decoder`: in the state `Header`; in `Rows` afterwards, gone after an error: `decoder_free` ends it then
        ///
        /// C: `void decoder_start(Decoder *decoder)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        /// One of kind `Rejected` or `Refused` when something breaks the contract.
        fn decoder_start(
            &mut self,
            decoder: ::ringfence::__private::Handle<'id, Decoder, decoder_state::Header>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Handle<'id, Decoder, decoder_state::Rows>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `decoder_start` without its contract.
        ///
        /// C: `void decoder_start(Decoder *decoder)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn decoder_start_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `decoder_finish`.
        ///
        /// # Contract
        ///
        /// - `decoder`: in the state `Rows`; gone afterwards
        /// - `crc`: copied in
        /// - result: success is `0`
        ///
        /// C: `int decoder_finish(Decoder *decoder, const uint32_t *crc)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        /// One of kind `Refused` when the status means failure; `Fault::status` tells it. One of kind `Rejected` when something breaks the contract.
        fn decoder_finish(
            &mut self,
            decoder: ::ringfence::__private::Handle<'id, Decoder, decoder_state::Rows>,
            crc: u32,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `decoder_finish` without its contract.
        ///
        /// C: `int decoder_finish(Decoder *decoder, const uint32_t *crc)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn decoder_finish_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
            crc: ::ringfence::__private::GuestPtr<'id, u32>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `decoder_free`.
        ///
        /// # Contract
        ///
        /// - `decoder`: in any state; gone afterwards
        ///
        /// C: `void decoder_free(Decoder *decoder)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        /// One of kind `Rejected` or `Refused` when something breaks the contract.
        fn decoder_free(
            &mut self,
            decoder: ::ringfence::__private::Handle<
                'id,
                Decoder,
                impl ::core::marker::Sized,
            >,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `decoder_free` without its contract.
        ///
        /// C: `void decoder_free(Decoder *decoder)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn decoder_free_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> SmallCalls<'id> for ::ringfence::__private::Scope<'id, Small> {
        fn decoder_new(
            &mut self,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Handle<'id, Decoder, decoder_state::Init>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::contract::run(
                self,
                0,
                |scope, call| {
                    ::ringfence::__private::contract::ready(scope, call);
                    let result = SmallCalls::decoder_new_raw(scope, level)?;
                    let result_created = ::ringfence::__private::contract::create::<
                        _,
                        _,
                        decoder_state::Init,
                    >(
                        scope,
                        call,
                        result,
                        ::core::option::Option::Some(|scope, address| {
                            ::ringfence::__private::call(
                                    scope,
                                    6,
                                    |functions| &functions.decoder_free,
                                    (address,),
                                )
                                .map(|_| ())
                        }),
                    );
                    if result.is_null() {
                        let message = ::core::option::Option::None;
                        return ::core::result::Result::Err(
                            ::ringfence::__private::contract::refused(
                                ::core::option::Option::None,
                                message,
                            ),
                        );
                    }
                    let result_after = result_created?;
                    ::core::result::Result::Ok(result_after)
                },
            )
        }
        #[inline]
        fn decoder_new_raw(
            &mut self,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, Decoder>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (::ringfence::__private::lower(level)?,);
            let result = ::ringfence::__private::call(
                self,
                0,
                |functions| &functions.decoder_new,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        fn decoder_open(
            &mut self,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Handle<'id, Decoder, decoder_state::Init>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::contract::run(
                self,
                1,
                |scope, call| {
                    let decoder_argument = scope
                        .alloc::<::ringfence::__private::Ptr<Decoder>>()?;
                    ::ringfence::__private::contract::ready(scope, call);
                    let result = SmallCalls::decoder_open_raw(
                        scope,
                        level,
                        decoder_argument,
                    )?;
                    match ::ringfence::__private::contract::status(
                        result,
                        ::ringfence::__site!(
                            "contract", "result ok = 0", "function" = "decoder_open",
                            "value" = "result"
                        ),
                        ::ringfence::__private::contract::Number::of(0),
                        ::ringfence::__private::contract::Number::of(0),
                    ) {
                        ::core::result::Result::Ok(_) => {}
                        ::core::result::Result::Err(status) => {
                            let message = ::core::option::Option::None;
                            return ::core::result::Result::Err(
                                ::ringfence::__private::contract::refused(
                                    ::core::option::Option::Some(status),
                                    message,
                                ),
                            );
                        }
                    }
                    let decoder_after = scope.read(decoder_argument)?;
                    let decoder_created = ::ringfence::__private::contract::create::<
                        _,
                        _,
                        decoder_state::Init,
                    >(
                        scope,
                        call,
                        decoder_after,
                        ::core::option::Option::Some(|scope, address| {
                            ::ringfence::__private::call(
                                    scope,
                                    6,
                                    |functions| &functions.decoder_free,
                                    (address,),
                                )
                                .map(|_| ())
                        }),
                    );
                    if decoder_after.is_null() {
                        return ::core::result::Result::Err(
                            ::ringfence::__private::contract::refused(
                                ::core::option::Option::None,
                                ::core::option::Option::None,
                            ),
                        );
                    }
                    let decoder_output = decoder_created?;
                    ::core::result::Result::Ok(decoder_output)
                },
            )
        }
        #[inline]
        fn decoder_open_raw(
            &mut self,
            level: i32,
            decoder: ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::Ptr<Decoder>,
            >,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(level)?,
                ::ringfence::__private::lower(decoder)?,
            );
            let result = ::ringfence::__private::call(
                self,
                1,
                |functions| &functions.decoder_open,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        fn decoder_header(
            &mut self,
            decoder: ::ringfence::__private::Handle<'id, Decoder, decoder_state::Init>,
            bytes: &[u8],
        ) -> ::core::result::Result<DecoderHeader<'id>, ::ringfence::__private::Fault> {
            ::ringfence::__private::contract::run(
                self,
                2,
                |scope, call| {
                    let decoder_taken = ::ringfence::__private::contract::take(
                        call,
                        decoder,
                    );
                    let n_before = ::ringfence::__private::contract::Number::of(
                        bytes.len(),
                    );
                    let bytes_argument = ::ringfence::__private::contract::slice(
                        scope,
                        bytes,
                    )?;
                    let width_argument = scope.alloc::<u32>()?;
                    ::ringfence::__private::contract::ready(scope, call);
                    let result = SmallCalls::decoder_header_raw(
                        scope,
                        decoder_taken.ptr(),
                        bytes_argument,
                        ::ringfence::__private::contract::argument::<usize>(n_before)?,
                        width_argument,
                    )?;
                    match ::ringfence::__private::contract::status(
                        result,
                        ::ringfence::__site!(
                            "contract", "result ok = 0", "function" = "decoder_header",
                            "value" = "result"
                        ),
                        ::ringfence::__private::contract::Number::of(0),
                        ::ringfence::__private::contract::Number::of(0),
                    ) {
                        ::core::result::Result::Ok(_) => {}
                        ::core::result::Result::Err(status) => {
                            let message = ::core::option::Option::None;
                            return ::core::result::Result::Err(
                                ::ringfence::__private::contract::refused(
                                    ::core::option::Option::Some(status),
                                    message,
                                ),
                            );
                        }
                    }
                    let width_after = ::ringfence::__private::contract::within(
                        scope.read(width_argument)?,
                        ::ringfence::__site!(
                            "contract", "width in 1..=16_384", "function" =
                            "decoder_header", "value" = "width"
                        ),
                        ::ringfence::__private::contract::Number::of(1),
                        ::ringfence::__private::contract::Number::of(16384),
                    )?;
                    let decoder_after = ::ringfence::__private::contract::become_::<
                        _,
                        decoder_state::Header,
                    >(decoder_taken);
                    ::core::result::Result::Ok(DecoderHeader {
                        decoder: decoder_after,
                        width: width_after,
                    })
                },
            )
        }
        #[inline]
        fn decoder_header_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
            bytes: ::ringfence::__private::GuestPtr<'id, u8>,
            n: usize,
            width: ::ringfence::__private::GuestPtr<'id, u32>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(decoder)?,
                ::ringfence::__private::lower(bytes)?,
                ::ringfence::__private::lower(n)?,
                ::ringfence::__private::lower(width)?,
            );
            let result = ::ringfence::__private::call(
                self,
                2,
                |functions| &functions.decoder_header,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        fn decoder_depth(
            &mut self,
            decoder: &::ringfence::__private::Handle<
                'id,
                Decoder,
                impl decoder_state::HeaderOrRows,
            >,
        ) -> ::core::result::Result<i32, ::ringfence::__private::Fault> {
            ::ringfence::__private::contract::run(
                self,
                3,
                |scope, call| {
                    ::ringfence::__private::contract::ready(scope, call);
                    let result = SmallCalls::decoder_depth_raw(scope, decoder.ptr())?;
                    let result_after = ::ringfence::__private::contract::within(
                        result,
                        ::ringfence::__site!(
                            "contract", "result in 1..=8", "function" = "decoder_depth",
                            "value" = "result"
                        ),
                        ::ringfence::__private::contract::Number::of(1),
                        ::ringfence::__private::contract::Number::of(8),
                    )?;
                    ::core::result::Result::Ok(result_after)
                },
            )
        }
        #[inline]
        fn decoder_depth_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (::ringfence::__private::lower(decoder)?,);
            let result = ::ringfence::__private::call(
                self,
                3,
                |functions| &functions.decoder_depth,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        fn decoder_start(
            &mut self,
            decoder: ::ringfence::__private::Handle<'id, Decoder, decoder_state::Header>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Handle<'id, Decoder, decoder_state::Rows>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::contract::run(
                self,
                4,
                |scope, call| {
                    let decoder_taken = ::ringfence::__private::contract::take(
                        call,
                        decoder,
                    );
                    ::ringfence::__private::contract::ready(scope, call);
                    SmallCalls::decoder_start_raw(scope, decoder_taken.ptr())?;
                    let decoder_after = ::ringfence::__private::contract::become_::<
                        _,
                        decoder_state::Rows,
                    >(decoder_taken);
                    ::core::result::Result::Ok(decoder_after)
                },
            )
        }
        #[inline]
        fn decoder_start_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            let arguments = (::ringfence::__private::lower(decoder)?,);
            ::ringfence::__private::call(
                self,
                4,
                |functions| &functions.decoder_start,
                arguments,
            )
        }
        fn decoder_finish(
            &mut self,
            decoder: ::ringfence::__private::Handle<'id, Decoder, decoder_state::Rows>,
            crc: u32,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            ::ringfence::__private::contract::run(
                self,
                5,
                |scope, call| {
                    let decoder_taken = ::ringfence::__private::contract::take(
                        call,
                        decoder,
                    );
                    let crc_argument = ::ringfence::__private::contract::cell(
                        scope,
                        crc,
                    )?;
                    ::ringfence::__private::contract::ready(scope, call);
                    let result = {
                        let crc_passed = crc_argument;
                        let decoder_argument = ::ringfence::__private::contract::end(
                            scope,
                            decoder_taken,
                        );
                        SmallCalls::decoder_finish_raw(
                            scope,
                            decoder_argument,
                            crc_passed,
                        )?
                    };
                    match ::ringfence::__private::contract::status(
                        result,
                        ::ringfence::__site!(
                            "contract", "result ok = 0", "function" = "decoder_finish",
                            "value" = "result"
                        ),
                        ::ringfence::__private::contract::Number::of(0),
                        ::ringfence::__private::contract::Number::of(0),
                    ) {
                        ::core::result::Result::Ok(_) => {}
                        ::core::result::Result::Err(status) => {
                            let message = ::core::option::Option::None;
                            return ::core::result::Result::Err(
                                ::ringfence::__private::contract::refused(
                                    ::core::option::Option::Some(status),
                                    message,
                                ),
                            );
                        }
                    }
                    ::core::result::Result::Ok(())
                },
            )
        }
        #[inline]
        fn decoder_finish_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
            crc: ::ringfence::__private::GuestPtr<'id, u32>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(decoder)?,
                ::ringfence::__private::lower(crc)?,
            );
            let result = ::ringfence::__private::call(
                self,
                5,
                |functions| &functions.decoder_finish,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        fn decoder_free(
            &mut self,
            decoder: ::ringfence::__private::Handle<
                'id,
                Decoder,
                impl ::core::marker::Sized,
            >,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            ::ringfence::__private::contract::run(
                self,
                6,
                |scope, call| {
                    let decoder_taken = ::ringfence::__private::contract::take(
                        call,
                        decoder,
                    );
                    ::ringfence::__private::contract::ready(scope, call);
                    {
                        let decoder_argument = ::ringfence::__private::contract::end(
                            scope,
                            decoder_taken,
                        );
                        SmallCalls::decoder_free_raw(scope, decoder_argument)?
                    };
                    ::core::result::Result::Ok(())
                },
            )
        }
        #[inline]
        fn decoder_free_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            let arguments = (::ringfence::__private::lower(decoder)?,);
            ::ringfence::__private::call(
                self,
                6,
                |functions| &functions.decoder_free,
                arguments,
            )
        }
    }
    ::ringfence::__record! {
        kind = "wrapper", "library" = "small", "functions" = "7"
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
