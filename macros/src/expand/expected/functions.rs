/// A small library.
pub mod small {
    #[allow(unused_imports, reason = "types in signatures are resolved")]
    use std::ffi::{c_char, c_int, c_long, c_ulong, c_void};
    /// The C type `Parser`, which is only pointed to.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Parser {
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
            "parser_new",
            "parser_free",
            "parser_open",
            "numbers",
            "longs",
            "flags",
            "log",
            "vlog",
            "scale",
            "ringfence_batch_scale",
            "touch",
            "ringfence_batch_touch",
            "next",
            "ringfence_batch_next",
            "read",
        ];
        const INTERFACE: &'static str = "fn parser_new ii:i text:&i8 length:u32 ->*?Parser\nfn parser_free i: parser:*?Parser\nfn parser_open ii:i parser:**?Parser argument_2:&&i8 ->bool\nfn numbers iiiIfFi:F a:i8 b:u16 c:i32 d:u64 e:f32 f:f64 g:i32 ->f64\nfn longs ii:i position:i32 bits:u32 ->i32\nfn flags :i ->u32\nfn log ii:i format:&i8 ->i32\nfn vlog ii: arguments:*void\nfn scale fi:i by:f32 position:i32 ->u32\nfn ringfence_batch_scale ii: row:*u64 count:u32\nfn touch :\nfn ringfence_batch_touch ii: row:*u64 count:u32\nfn next i:i parser:*?Parser ->*?Parser\nfn ringfence_batch_next ii: row:*u64 count:u32\nfn read ii:i target:*void type:i32 ->u32";
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
        parser_new: ::ringfence::__private::Export<(i32, i32), i32>,
        parser_free: ::ringfence::__private::Export<(i32,), ()>,
        open: ::ringfence::__private::Export<(i32, i32), i32>,
        numbers: ::ringfence::__private::Export<
            (i32, i32, i32, i64, f32, f64, i32),
            f64,
        >,
        longs: ::ringfence::__private::Export<(i32, i32), i32>,
        flags: ::ringfence::__private::Export<(), i32>,
        log: ::ringfence::__private::Export<(i32, i32), i32>,
        vlog: ::ringfence::__private::Export<(i32, i32), ()>,
        scale: ::ringfence::__private::Export<(f32, i32), i32>,
        ringfence_batch_scale: ::ringfence::__private::Export<(i32, i32), ()>,
        touch: ::ringfence::__private::Export<(), ()>,
        ringfence_batch_touch: ::ringfence::__private::Export<(i32, i32), ()>,
        next: ::ringfence::__private::Export<(i32,), i32>,
        ringfence_batch_next: ::ringfence::__private::Export<(i32, i32), ()>,
        read: ::ringfence::__private::Export<(i32, i32), i32>,
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
        /// Makes a parser.
        ///
        /// It must be freed.
        ///
        /// C: `Parser *parser_new(const char *text, size_t length)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn parser_new(
            &mut self,
            text: ::ringfence::__private::GuestPtr<'id, i8>,
            length: usize,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, Parser>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `parser_free`.
        ///
        /// C: `void parser_free(Parser *parser)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn parser_free(
            &mut self,
            parser: ::ringfence::__private::GuestPtr<'id, Parser>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `parser_open`.
        ///
        /// C: `bool parser_open(Parser **parser, const char *const *)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        #[deprecated(note = "use parser_new")]
        fn open(
            &mut self,
            parser: ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::Ptr<Parser>,
            >,
            argument_2: ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::Ptr<i8>,
            >,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<bool>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `numbers`.
        ///
        /// C: `double numbers(int8_t a, uint16_t b, int c, uint64_t d, float e, double f, ptrdiff_t g)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn numbers(
            &mut self,
            a: i8,
            b: u16,
            c: i32,
            d: u64,
            e: f32,
            f: f64,
            g: isize,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<f64>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `longs`.
        ///
        /// C: `long longs(long position, unsigned long bits)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn longs(
            &mut self,
            position: i64,
            bits: u64,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i64>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `flags`.
        ///
        /// C: `unsigned long flags(void)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn flags(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<u64>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `log`.
        ///
        /// C: `int log(const char *format, ...)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn log(
            &mut self,
            format: ::ringfence::__private::GuestPtr<'id, i8>,
            arguments: &[::ringfence::__private::VarArg<'id>],
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `vlog`.
        ///
        /// C: `void vlog(void *arguments, ...)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn vlog(
            &mut self,
            arguments: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
            __arguments: &[::ringfence::__private::VarArg<'id>],
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `scale`.
        ///
        /// C: `unsigned long scale(float by, long position)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn scale(
            &mut self,
            by: f32,
            position: i64,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<u64>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `scale` once for each item, in one entry for many.
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached. The results are lost then, and earlier calls were made.
        fn scale_batch(
            &mut self,
            calls: impl ::core::iter::IntoIterator<Item = (f32, i64)>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Vec<::ringfence::__private::Tainted<u64>>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `touch`.
        ///
        /// C: `void touch(void)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn touch(&mut self) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `touch` once for each item, in one entry for many.
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached. The results are lost then, and earlier calls were made.
        fn touch_batch(
            &mut self,
            calls: impl ::core::iter::IntoIterator<Item = ()>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// Calls `next`.
        ///
        /// C: `Parser *next(Parser *parser)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn next(
            &mut self,
            parser: ::ringfence::__private::GuestPtr<'id, Parser>,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, Parser>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `next` once for each item, in one entry for many.
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached. The results are lost then, and earlier calls were made.
        fn next_batch(
            &mut self,
            calls: impl ::core::iter::IntoIterator<
                Item = ::ringfence::__private::GuestPtr<'id, Parser>,
            >,
        ) -> ::core::result::Result<
            ::ringfence::__private::Vec<::ringfence::__private::GuestPtr<'id, Parser>>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `read`.
        ///
        /// C: `size_t read(void *target, int type)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn read_(
            &mut self,
            target: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
            r#type: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<usize>,
            ::ringfence::__private::Fault,
        >;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> SmallCalls<'id> for ::ringfence::__private::Scope<'id, Small> {
        #[inline]
        fn parser_new(
            &mut self,
            text: ::ringfence::__private::GuestPtr<'id, i8>,
            length: usize,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, Parser>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(text)?,
                ::ringfence::__private::lower(length)?,
            );
            let result = ::ringfence::__private::call(
                self,
                0,
                |functions| &functions.parser_new,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        #[inline]
        fn parser_free(
            &mut self,
            parser: ::ringfence::__private::GuestPtr<'id, Parser>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            let arguments = (::ringfence::__private::lower(parser)?,);
            ::ringfence::__private::call(
                self,
                1,
                |functions| &functions.parser_free,
                arguments,
            )
        }
        #[inline]
        fn open(
            &mut self,
            parser: ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::Ptr<Parser>,
            >,
            argument_2: ::ringfence::__private::GuestPtr<
                'id,
                ::ringfence::__private::Ptr<i8>,
            >,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<bool>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(parser)?,
                ::ringfence::__private::lower(argument_2)?,
            );
            let result = ::ringfence::__private::call(
                self,
                2,
                |functions| &functions.open,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        #[inline]
        fn numbers(
            &mut self,
            a: i8,
            b: u16,
            c: i32,
            d: u64,
            e: f32,
            f: f64,
            g: isize,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<f64>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(a)?,
                ::ringfence::__private::lower(b)?,
                ::ringfence::__private::lower(c)?,
                ::ringfence::__private::lower(d)?,
                ::ringfence::__private::lower(e)?,
                ::ringfence::__private::lower(f)?,
                ::ringfence::__private::lower(g)?,
            );
            let result = ::ringfence::__private::call(
                self,
                3,
                |functions| &functions.numbers,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        #[inline]
        fn longs(
            &mut self,
            position: i64,
            bits: u64,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i64>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower_long(position)?,
                ::ringfence::__private::lower_ulong(bits)?,
            );
            let result = ::ringfence::__private::call(
                self,
                4,
                |functions| &functions.longs,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift_long(result))
        }
        #[inline]
        fn flags(
            &mut self,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<u64>,
            ::ringfence::__private::Fault,
        > {
            let arguments = ();
            let result = ::ringfence::__private::call(
                self,
                5,
                |functions| &functions.flags,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift_ulong(result))
        }
        #[inline]
        fn log(
            &mut self,
            format: ::ringfence::__private::GuestPtr<'id, i8>,
            arguments: &[::ringfence::__private::VarArg<'id>],
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<i32>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(format)?,
                ::ringfence::__private::lower_variadic(self, arguments)?,
            );
            let result = ::ringfence::__private::call(
                self,
                6,
                |functions| &functions.log,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        #[inline]
        fn vlog(
            &mut self,
            arguments: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
            __arguments: &[::ringfence::__private::VarArg<'id>],
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            let arguments = (
                ::ringfence::__private::lower(arguments)?,
                ::ringfence::__private::lower_variadic(self, __arguments)?,
            );
            ::ringfence::__private::call(self, 7, |functions| &functions.vlog, arguments)
        }
        #[inline]
        fn scale(
            &mut self,
            by: f32,
            position: i64,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<u64>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(by)?,
                ::ringfence::__private::lower_long(position)?,
            );
            let result = ::ringfence::__private::call(
                self,
                8,
                |functions| &functions.scale,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift_ulong(result))
        }
        #[inline]
        fn scale_batch(
            &mut self,
            calls: impl ::core::iter::IntoIterator<Item = (f32, i64)>,
        ) -> ::core::result::Result<
            ::ringfence::__private::Vec<::ringfence::__private::Tainted<u64>>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::batch(
                self,
                9,
                |functions| &functions.ringfence_batch_scale,
                calls,
                |(by, position)| ::core::result::Result::Ok([
                    ::ringfence::__private::to_word(::ringfence::__private::lower(by)?),
                    ::ringfence::__private::to_word(
                        ::ringfence::__private::lower_long(position)?,
                    ),
                ]),
                |word| ::ringfence::__private::lift_ulong(
                    ::ringfence::__private::of_word::<i32>(word),
                ),
            )
        }
        #[inline]
        fn touch(
            &mut self,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            let arguments = ();
            ::ringfence::__private::call(
                self,
                10,
                |functions| &functions.touch,
                arguments,
            )
        }
        #[inline]
        fn touch_batch(
            &mut self,
            calls: impl ::core::iter::IntoIterator<Item = ()>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            ::ringfence::__private::batch(
                    self,
                    11,
                    |functions| &functions.ringfence_batch_touch,
                    calls,
                    |()| ::core::result::Result::Ok([0]),
                    |_| (),
                )
                .map(::core::mem::drop)
        }
        #[inline]
        fn next(
            &mut self,
            parser: ::ringfence::__private::GuestPtr<'id, Parser>,
        ) -> ::core::result::Result<
            ::ringfence::__private::GuestPtr<'id, Parser>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (::ringfence::__private::lower(parser)?,);
            let result = ::ringfence::__private::call(
                self,
                12,
                |functions| &functions.next,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        #[inline]
        fn next_batch(
            &mut self,
            calls: impl ::core::iter::IntoIterator<
                Item = ::ringfence::__private::GuestPtr<'id, Parser>,
            >,
        ) -> ::core::result::Result<
            ::ringfence::__private::Vec<::ringfence::__private::GuestPtr<'id, Parser>>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::batch(
                self,
                13,
                |functions| &functions.ringfence_batch_next,
                calls,
                |parser| ::core::result::Result::Ok([
                    ::ringfence::__private::to_word(
                        ::ringfence::__private::lower(parser)?,
                    ),
                ]),
                |word| ::ringfence::__private::lift(
                    ::ringfence::__private::of_word::<i32>(word),
                ),
            )
        }
        #[inline]
        fn read_(
            &mut self,
            target: ::ringfence::__private::GuestPtr<'id, ::core::ffi::c_void>,
            r#type: i32,
        ) -> ::core::result::Result<
            ::ringfence::__private::Tainted<usize>,
            ::ringfence::__private::Fault,
        > {
            let arguments = (
                ::ringfence::__private::lower(target)?,
                ::ringfence::__private::lower(r#type)?,
            );
            let result = ::ringfence::__private::call(
                self,
                14,
                |functions| &functions.read,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
    }
    ::ringfence::__record! {
        kind = "wrapper", "library" = "small", "functions" = "15"
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
