pub mod small {
    #[allow(unused_imports, reason = "types in signatures are resolved")]
    use std::ffi::{c_char, c_int, c_uint, c_ulong, c_void};
    #[allow(dead_code, reason = "numbers in signatures and contracts are resolved")]
    const SIDE: c_uint = 16_384;
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
            "error_text",
            "free",
            "compress",
            "open",
            "name",
            "find",
        ];
        const INTERFACE: &'static str = "fn decode iiiii:i out:**u8 w:*u32 h:*u32 input:&u8 insize:u32 ->u32\nfn error_text i:i code:u32 ->&i8\nfn free i: pointer:*void\nfn compress iiiii:i dest:*u8 dest_len:*u32 source:&u8 len:u32 level:i32 ->i32\nfn open i:i level:i32 ->*?Decoder\nfn name ii:i decoder:&?Decoder key:&i8 ->&i8\nfn find iii:i items:&i16 n:i32 half:i32 ->i32";
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
        decode: ::ringfence::__private::Export<(i32, i32, i32, i32, i32), i32>,
        error_text: ::ringfence::__private::Export<(i32,), i32>,
        free: ::ringfence::__private::Export<(i32,), ()>,
        compress: ::ringfence::__private::Export<(i32, i32, i32, i32, i32), i32>,
        open: ::ringfence::__private::Export<(i32,), i32>,
        name: ::ringfence::__private::Export<(i32, i32), i32>,
        find: ::ringfence::__private::Export<(i32, i32, i32), i32>,
    }
    /// What `decode` gives.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Decode {
        /// What came out through `out`.
        pub out: ::ringfence::__private::Vec<u8>,
        /// What came out through `w`.
        pub w: u32,
        /// What came out through `h`.
        pub h: u32,
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
        /// Decodes an image.
        ///
        /// # Contract
        ///
        /// - `out`: `w * h * 4` bytes, copied out, then freed with `free`; null is an error
        /// - `w`: comes out, in `1..=SIDE`
        /// - `h`: comes out, in `1..=SIDE`
        /// - `input`: bytes, copied in
        /// - `insize`: the length of `input`
        /// - result: success is `0`, `error_text` says what went wrong
        ///
        /// C: `unsigned int decode(uint8_t **out, unsigned int *w, unsigned int *h, const uint8_t *input, size_t insize)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        /// One of kind `Refused` when the status means failure; `Fault::status` tells it. One of kind `Rejected` when something breaks the contract.
        fn decode(
            &mut self,
            input: &[u8],
        ) -> ::core::result::Result<Decode, ::ringfence::__private::Fault>;
        /// Calls `decode` without its contract.
        ///
        /// C: `unsigned int decode(uint8_t **out, unsigned int *w, unsigned int *h, const uint8_t *input, size_t insize)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn decode_raw(
            &mut self,
            out: ::ringfence::__private::GuestPtr<'id, ::ringfence::__private::Ptr<u8>>,
            w: ::ringfence::__private::GuestPtr<'id, u32>,
            h: ::ringfence::__private::GuestPtr<'id, u32>,
            input: ::ringfence::__private::GuestPtr<'id, u8>,
            insize: usize,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<u32>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `error_text`.
        ///
        /// C: `const char *error_text(unsigned int code)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn error_text(
            &mut self,
            code: u32,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, i8>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `free`.
        ///
        /// C: `void free(void *pointer)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn free(
            &mut self,
            pointer: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `compress`.
        ///
        /// # Contract
        ///
        /// - `dest`: room for `dest_len`, `dest_len` bytes come out
        /// - `dest_len`: goes in as room in elements and comes out
        /// - `source`: bytes, copied in; null for `None`
        /// - `len`: the length of `source`
        /// - result: success is `0`
        /// - `dest_len <= 1 << 20 && level != 3`, after the call
        ///
        /// C: `int compress(uint8_t *dest, unsigned long *dest_len, const uint8_t *source, unsigned long len, int level)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        /// One of kind `Refused` when the status means failure; `Fault::status` tells it. One of kind `Rejected` when something breaks the contract.
        fn compress(
            &mut self,
            dest_len: usize,
            source: ::core::option::Option<&[u8]>,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Vec<u8>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `compress` without its contract.
        ///
        /// C: `int compress(uint8_t *dest, unsigned long *dest_len, const uint8_t *source, unsigned long len, int level)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn compress_raw(
            &mut self,
            dest: ::ringfence::__private::GuestPtr<'id, u8>,
            dest_len: ::ringfence::__private::GuestPtr<'id, u32>,
            source: ::ringfence::__private::GuestPtr<'id, u8>,
            len: u64,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `open`.
        ///
        /// C: `Decoder *open(int level)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn open(
            &mut self,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Owned<'id, Decoder>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `name`.
        ///
        /// # Contract
        ///
        /// - `decoder`: passed as it is
        /// - `key`: a C string, copied in
        /// - result: a C string in UTF-8 of less than 64 bytes, copied out; `None` for null
        ///
        /// C: `const char *name(const Decoder *decoder, const char *key)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        /// One of kind `Rejected` or `Refused` when something breaks the contract.
        fn name(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
            key: &::ringfence::__private::CStr,
        ) -> ::core::result::Result<
            ::core::option::Option<::ringfence::__private::String>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `name` without its contract.
        ///
        /// C: `const char *name(const Decoder *decoder, const char *key)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn name_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
            key: ::ringfence::__private::GuestPtr<'id, i8>,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, i8>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `find`.
        ///
        /// # Contract
        ///
        /// - `items`: `i16`s, copied in
        /// - `n`: the length of `items`
        /// - `half`: always `n / 2`
        /// - result: a number, in `0..n`
        ///
        /// C: `int find(const int16_t *items, int n, int half)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        /// One of kind `Rejected` or `Refused` when something breaks the contract.
        fn find(
            &mut self,
            items: &[i16],
        ) -> ::core::result::Result<i32, ::ringfence::__private::Fault>;
        /// Calls `find` without its contract.
        ///
        /// C: `int find(const int16_t *items, int n, int half)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn find_raw(
            &mut self,
            items: ::ringfence::__private::GuestPtr<'id, i16>,
            n: i32,
            half: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        >;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> SmallCalls<'id> for ::ringfence::__private::Scope<'id, Small> {
        fn decode(
            &mut self,
            input: &[u8],
        ) -> ::core::result::Result<Decode, ::ringfence::__private::Fault> {
            ::ringfence::__private::contract::run(
                self,
                0,
                |scope, call| {
                    let insize_before = ::ringfence::__private::contract::Number::of(
                        input.len(),
                    );
                    let out_argument = scope.alloc::<::ringfence::__private::Ptr<u8>>()?;
                    let w_argument = scope.alloc::<u32>()?;
                    let h_argument = scope.alloc::<u32>()?;
                    let input_argument = ::ringfence::__private::contract::slice(
                        scope,
                        input,
                    )?;
                    ::ringfence::__private::contract::ready(scope, call);
                    let result = SmallCalls::decode_raw(
                        scope,
                        out_argument,
                        w_argument,
                        h_argument,
                        input_argument,
                        ::ringfence::__private::contract::argument::<
                            usize,
                        >(insize_before)?,
                    )?;
                    match ::ringfence::__private::contract::status(
                        result,
                        ::ringfence::__site!(
                            "contract", "result ok = 0", "function" = "decode", "value" =
                            "result"
                        ),
                        ::ringfence::__private::contract::Number::of(0),
                        ::ringfence::__private::contract::Number::of(0),
                    ) {
                        ::core::result::Result::Ok(_) => {}
                        ::core::result::Result::Err(status) => {
                            let message = {
                                let text = SmallCalls::error_text(
                                    scope,
                                    ::ringfence::__private::contract::argument::<
                                        u32,
                                    >(::ringfence::__private::contract::Number::of(status))?,
                                )?;
                                ::ringfence::__private::contract::message(
                                    scope,
                                    text,
                                    ::ringfence::__site!(
                                        "contract", "message of error_text", "function" = "decode",
                                        "value" = "message"
                                    ),
                                )
                            };
                            return ::core::result::Result::Err(
                                ::ringfence::__private::contract::refused(
                                    ::core::option::Option::Some(status),
                                    message,
                                ),
                            );
                        }
                    }
                    let out_after = scope.read(out_argument)?;
                    ::ringfence::__private::contract::handed(
                        scope,
                        call,
                        out_after,
                        |scope, address| {
                            ::ringfence::__private::call(
                                    scope,
                                    2,
                                    |functions| &functions.free,
                                    (address,),
                                )
                                .map(|_| ())
                        },
                    );
                    if out_after.is_null() {
                        return ::core::result::Result::Err(
                            ::ringfence::__private::contract::refused(
                                ::core::option::Option::None,
                                ::core::option::Option::None,
                            ),
                        );
                    }
                    let w_after = ::ringfence::__private::contract::within(
                        scope.read(w_argument)?,
                        ::ringfence::__site!(
                            "contract", "w in 1..=SIDE", "function" = "decode", "value" =
                            "w"
                        ),
                        ::ringfence::__private::contract::Number::of(1),
                        ::ringfence::__private::contract::Number::of(16384),
                    )?;
                    let h_after = ::ringfence::__private::contract::within(
                        scope.read(h_argument)?,
                        ::ringfence::__site!(
                            "contract", "h in 1..=SIDE", "function" = "decode", "value" =
                            "h"
                        ),
                        ::ringfence::__private::contract::Number::of(1),
                        ::ringfence::__private::contract::Number::of(16384),
                    )?;
                    let out_output = ::ringfence::__private::leave::inert(
                        ::ringfence::__private::contract::items(
                            scope,
                            out_after,
                            (::ringfence::__private::contract::Number::of(w_after)
                                * ::ringfence::__private::contract::Number::of(h_after))
                                * ::ringfence::__private::contract::Number::of(4),
                            ::ringfence::__site!(
                                "contract", "out len = w * h * 4", "function" = "decode",
                                "value" = "out"
                            ),
                        )?,
                        ::ringfence::__site!(
                            "contract", "out bytes", "function" = "decode", "value" =
                            "out"
                        ),
                    );
                    ::core::result::Result::Ok(Decode {
                        out: out_output,
                        w: w_after,
                        h: h_after,
                    })
                },
            )
        }
        #[inline]
        fn decode_raw(
            &mut self,
            out: ::ringfence::__private::GuestPtr<'id, ::ringfence::__private::Ptr<u8>>,
            w: ::ringfence::__private::GuestPtr<'id, u32>,
            h: ::ringfence::__private::GuestPtr<'id, u32>,
            input: ::ringfence::__private::GuestPtr<'id, u8>,
            insize: usize,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<u32>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(out)?,
                ::ringfence::__private::lower(w)?,
                ::ringfence::__private::lower(h)?,
                ::ringfence::__private::lower(input)?,
                ::ringfence::__private::lower(insize)?,
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
        fn error_text(
            &mut self,
            code: u32,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, i8>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (::ringfence::__private::lower(code)?,);
            let result = ::ringfence::__private::call(
                self,
                1,
                |functions| &functions.error_text,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        #[inline]
        fn free(
            &mut self,
            pointer: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            let arguments = (::ringfence::__private::lower(pointer)?,);
            ::ringfence::__private::call(self, 2, |functions| &functions.free, arguments)
        }
        fn compress(
            &mut self,
            dest_len: usize,
            source: ::core::option::Option<&[u8]>,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Vec<u8>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::contract::run(
                self,
                3,
                |scope, call| {
                    let len_before = ::ringfence::__private::contract::Number::of(
                        source.map_or(0, |items| items.len()),
                    );
                    let dest_argument = ::ringfence::__private::contract::room::<
                        _,
                        u8,
                    >(
                        scope,
                        ::ringfence::__private::contract::Number::of(dest_len),
                        ::ringfence::__site!(
                            "contract", "dest len = dest_len", "function" = "compress",
                            "value" = "dest"
                        ),
                    )?;
                    let dest_len_argument = ::ringfence::__private::contract::cell(
                        scope,
                        ::ringfence::__private::contract::argument::<
                            u32,
                        >(::ringfence::__private::contract::Number::of(dest_len))?,
                    )?;
                    let source_argument = ::ringfence::__private::contract::optional_slice(
                        scope,
                        source,
                    )?;
                    ::ringfence::__private::contract::ready(scope, call);
                    let result = SmallCalls::compress_raw(
                        scope,
                        dest_argument.ptr(),
                        dest_len_argument,
                        source_argument,
                        ::ringfence::__private::contract::argument::<u64>(len_before)?,
                        level,
                    )?;
                    match ::ringfence::__private::contract::status(
                        result,
                        ::ringfence::__site!(
                            "contract", "result ok = 0", "function" = "compress", "value"
                            = "result"
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
                    let dest_len_after = ::ringfence::__private::contract::measured(
                        scope.read(dest_len_argument)?,
                        ::ringfence::__site!(
                            "contract", "dest_len fits", "function" = "compress", "value"
                            = "dest_len"
                        ),
                        ::ringfence::__private::contract::Number::of(dest_len),
                    )?;
                    ::ringfence::__private::contract::confirm(
                        ::ringfence::__private::contract::Number::of(dest_len_after)
                            .at_most(
                                ::ringfence::__private::contract::Number::of(1)
                                    << ::ringfence::__private::contract::Number::of(20),
                            )
                            .and(
                                ::ringfence::__private::contract::Number::of(level)
                                    .different(::ringfence::__private::contract::Number::of(3)),
                            ),
                        ::ringfence::__site!(
                            "contract", "dest_len <= 1 << 20 && level != 3", "function" =
                            "compress", "value" = ""
                        ),
                    )?;
                    let dest_output = ::ringfence::__private::leave::inert(
                        ::ringfence::__private::contract::written(
                            scope,
                            dest_argument,
                            ::ringfence::__private::contract::Number::of(dest_len_after),
                            ::ringfence::__site!(
                                "contract", "dest written = dest_len", "function" =
                                "compress", "value" = "dest"
                            ),
                        )?,
                        ::ringfence::__site!(
                            "contract", "dest bytes", "function" = "compress", "value" =
                            "dest"
                        ),
                    );
                    ::core::result::Result::Ok(dest_output)
                },
            )
        }
        #[inline]
        fn compress_raw(
            &mut self,
            dest: ::ringfence::__private::GuestPtr<'id, u8>,
            dest_len: ::ringfence::__private::GuestPtr<'id, u32>,
            source: ::ringfence::__private::GuestPtr<'id, u8>,
            len: u64,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(dest)?,
                ::ringfence::__private::lower(dest_len)?,
                ::ringfence::__private::lower(source)?,
                ::ringfence::__private::lower_ulong(len)?,
                ::ringfence::__private::lower(level)?,
            );
            let result = ::ringfence::__private::call(
                self,
                3,
                |functions| &functions.compress,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        #[inline]
        fn open(
            &mut self,
            level: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Owned<'id, Decoder>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (::ringfence::__private::lower(level)?,);
            let result = ::ringfence::__private::call(
                self,
                4,
                |functions| &functions.open,
                arguments,
            )?;
            ::core::result::Result::Ok(
                ::ringfence::__private::own(
                    self,
                    ::ringfence::__private::lift(result),
                    |scope, address| {
                        ::ringfence::__private::call(
                                scope,
                                2,
                                |functions| &functions.free,
                                (address,),
                            )
                            .map(|_| ())
                    },
                ),
            )
        }
        fn name(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
            key: &::ringfence::__private::CStr,
        ) -> ::core::result::Result<
            ::core::option::Option<::ringfence::__private::String>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::contract::run(
                self,
                5,
                |scope, call| {
                    let key_argument = ::ringfence::__private::contract::text(
                        scope,
                        key,
                    )?;
                    ::ringfence::__private::contract::ready(scope, call);
                    let result = SmallCalls::name_raw(
                        scope,
                        decoder,
                        key_argument.cast(),
                    )?;
                    let result_after = result;
                    let result_output = if result_after.is_null() {
                        ::core::option::Option::None
                    } else {
                        ::core::option::Option::Some(
                            ::ringfence::__private::leave::utf8(
                                ::ringfence::__private::contract::text_at(
                                    scope,
                                    result_after,
                                    64,
                                )?,
                                ::ringfence::__site!(
                                    "contract", "result utf8", "function" = "name", "value" =
                                    "result"
                                ),
                            )?,
                        )
                    };
                    ::core::result::Result::Ok(result_output)
                },
            )
        }
        #[inline]
        fn name_raw(
            &mut self,
            decoder: ::ringfence::__private::GuestPtr<'id, Decoder>,
            key: ::ringfence::__private::GuestPtr<'id, i8>,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, i8>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(decoder)?,
                ::ringfence::__private::lower(key)?,
            );
            let result = ::ringfence::__private::call(
                self,
                5,
                |functions| &functions.name,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        fn find(
            &mut self,
            items: &[i16],
        ) -> ::core::result::Result<i32, ::ringfence::__private::Fault> {
            ::ringfence::__private::contract::run(
                self,
                6,
                |scope, call| {
                    let n_before = ::ringfence::__private::contract::Number::of(
                        items.len(),
                    );
                    let half_before = n_before
                        / ::ringfence::__private::contract::Number::of(2);
                    let items_argument = ::ringfence::__private::contract::slice(
                        scope,
                        items,
                    )?;
                    ::ringfence::__private::contract::ready(scope, call);
                    let result = SmallCalls::find_raw(
                        scope,
                        items_argument,
                        ::ringfence::__private::contract::argument::<i32>(n_before)?,
                        ::ringfence::__private::contract::argument::<i32>(half_before)?,
                    )?;
                    let result_after = ::ringfence::__private::contract::within(
                        result,
                        ::ringfence::__site!(
                            "contract", "result in 0..n", "function" = "find", "value" =
                            "result"
                        ),
                        ::ringfence::__private::contract::Number::of(0),
                        n_before - ::ringfence::__private::contract::Number::of(1),
                    )?;
                    ::core::result::Result::Ok(result_after)
                },
            )
        }
        #[inline]
        fn find_raw(
            &mut self,
            items: ::ringfence::__private::GuestPtr<'id, i16>,
            n: i32,
            half: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(items)?,
                ::ringfence::__private::lower(n)?,
                ::ringfence::__private::lower(half)?,
            );
            let result = ::ringfence::__private::call(
                self,
                6,
                |functions| &functions.find,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
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
