pub mod small {
    #[allow(
        dead_code,
        non_camel_case_types,
        reason = "types in signatures are resolved"
    )]
    pub type Byte = std::ffi::c_uchar;
    #[allow(dead_code, reason = "numbers in signatures and contracts are resolved")]
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
    /// The type of a C function that is called through a pointer.
    ///
    /// C: `int (*function)(Info *)`
    ///
    /// A closure that is lent as such a function:
    ///
    /// ```ignore
    /// s.lend(InfoOnRowFn, |s, (argument_1,)| { … }, |s, function| s.call_it(function))?;
    /// ```
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct InfoOnRowFn;
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::Signature for InfoOnRowFn {
        type Library = Small;
        type Params = (i32,);
        type Results = i32;
        type Arguments<'id> = (::ringfence::__private::GuestPtr<'id, Info>,);
        type Output<'id> = i32;
        type Passed<'id> = (::ringfence::__private::GuestPtr<'id, Info>,);
        type Returned<'id> = ::ringfence::__private::Tainted<i32>;
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
        /// C: `int (*on_row)(Info *)`, at offset 788.
        fn on_row(
            self,
        ) -> ::ringfence::__private::GuestPtr<
            'id,
            ::ringfence::__private::FnPtr<InfoOnRowFn>,
        >;
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
        ) -> ::ringfence::__private::GuestPtr<
            'id,
            ::ringfence::__private::FnPtr<InfoOnRowFn>,
        > {
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
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestStruct for Info {}
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Load<'id> for Info {
        type Out = ::ringfence::__private::TaintedStruct<'id, Self>;
        #[inline]
        fn load_out(bytes: ::ringfence::__private::GuestBytes<'_>) -> Self::Out {
            ::ringfence::__private::copy::load(bytes)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Store<'id> for Info {
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
    /// The fields of a copy of a `Info`.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait InfoValues<'id> {
        /// In pixels.
        fn width(&self) -> ::ringfence::__private::Tainted<u32>;
        /// Sets the field `width`.
        fn set_width(&mut self, value: u32);
        /// The field `palette`.
        fn palette(&self) -> ::ringfence::__private::Tainted<[u8; 768]>;
        /// Sets the field `palette`.
        fn set_palette(&mut self, value: [u8; 768]);
        /// The field `inner`.
        fn inner(&self) -> ::ringfence::__private::TaintedStruct<'id, inner_state>;
        /// Sets the field `inner`.
        fn set_inner(
            &mut self,
            value: ::ringfence::__private::TaintedStruct<'id, inner_state>,
        );
        /// The field `text`.
        fn text(&self) -> ::ringfence::__private::GuestPtr<'id, i8>;
        /// Sets the field `text`.
        fn set_text(&mut self, value: ::ringfence::__private::GuestPtr<'id, i8>);
        /// The field `on_row`.
        fn on_row(&self) -> ::ringfence::__private::GuestFn<'id, InfoOnRowFn>;
        /// Sets the field `on_row`.
        fn set_on_row(
            &mut self,
            value: ::ringfence::__private::GuestFn<'id, InfoOnRowFn>,
        );
        /// The field `offset`.
        fn offset(&self) -> ::ringfence::__private::Tainted<i32>;
        /// Sets the field `offset`.
        fn set_offset(&mut self, value: i32);
        /// An element of the field `parents`, if it has that many.
        fn parents(
            &self,
            index: usize,
        ) -> ::core::option::Option<::ringfence::__private::GuestPtr<'id, Info>>;
        /// Sets an element of the field `parents`; a `Fault` when there is none with that index.
        fn set_parents(
            &mut self,
            index: usize,
            value: ::ringfence::__private::GuestPtr<'id, Info>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// The field `size`.
        fn size(&self) -> ::ringfence::__private::Tainted<usize>;
        /// Sets the field `size`; a `Fault` when the value does not fit.
        fn set_size(
            &mut self,
            value: usize,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// The field `kind`.
        fn kind(&self) -> ::ringfence::__private::Tainted<u8>;
        /// Sets the field `kind`.
        fn set_kind(&mut self, value: u8);
        /// The field `cast`.
        fn cast_(&self) -> ::ringfence::__private::Tainted<bool>;
        /// Sets the field `cast`.
        fn set_cast(&mut self, value: bool);
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> InfoValues<'id> for ::ringfence::__private::TaintedStruct<'id, Info> {
        #[inline]
        fn width(&self) -> ::ringfence::__private::Tainted<u32> {
            ::ringfence::__private::copy::field::<_, u32>(self, 0)
        }
        #[inline]
        fn set_width(&mut self, value: u32) {
            let _ = ::ringfence::__private::copy::set_field::<_, u32>(self, 0, value);
        }
        #[inline]
        fn palette(&self) -> ::ringfence::__private::Tainted<[u8; 768]> {
            ::ringfence::__private::copy::field::<_, [u8; 768]>(self, 4)
        }
        #[inline]
        fn set_palette(&mut self, value: [u8; 768]) {
            let _ = ::ringfence::__private::copy::set_field::<
                _,
                [u8; 768],
            >(self, 4, value);
        }
        #[inline]
        fn inner(&self) -> ::ringfence::__private::TaintedStruct<'id, inner_state> {
            ::ringfence::__private::copy::field::<_, inner_state>(self, 776)
        }
        #[inline]
        fn set_inner(
            &mut self,
            value: ::ringfence::__private::TaintedStruct<'id, inner_state>,
        ) {
            let _ = ::ringfence::__private::copy::set_field::<
                _,
                inner_state,
            >(self, 776, value);
        }
        #[inline]
        fn text(&self) -> ::ringfence::__private::GuestPtr<'id, i8> {
            ::ringfence::__private::copy::field::<
                _,
                ::ringfence::__private::Ptr<i8>,
            >(self, 784)
        }
        #[inline]
        fn set_text(&mut self, value: ::ringfence::__private::GuestPtr<'id, i8>) {
            let _ = ::ringfence::__private::copy::set_field::<
                _,
                ::ringfence::__private::Ptr<i8>,
            >(self, 784, value);
        }
        #[inline]
        fn on_row(&self) -> ::ringfence::__private::GuestFn<'id, InfoOnRowFn> {
            ::ringfence::__private::copy::field::<
                _,
                ::ringfence::__private::FnPtr<InfoOnRowFn>,
            >(self, 788)
        }
        #[inline]
        fn set_on_row(
            &mut self,
            value: ::ringfence::__private::GuestFn<'id, InfoOnRowFn>,
        ) {
            let _ = ::ringfence::__private::copy::set_field::<
                _,
                ::ringfence::__private::FnPtr<InfoOnRowFn>,
            >(self, 788, value);
        }
        #[inline]
        fn offset(&self) -> ::ringfence::__private::Tainted<i32> {
            ::ringfence::__private::copy::field::<_, i32>(self, 792)
        }
        #[inline]
        fn set_offset(&mut self, value: i32) {
            let _ = ::ringfence::__private::copy::set_field::<_, i32>(self, 792, value);
        }
        #[inline]
        fn parents(
            &self,
            index: usize,
        ) -> ::core::option::Option<::ringfence::__private::GuestPtr<'id, Info>> {
            ::ringfence::__private::copy::element::<
                _,
                ::ringfence::__private::Ptr<Info>,
            >(self, 796, &[(index, 2)])
        }
        #[inline]
        fn set_parents(
            &mut self,
            index: usize,
            value: ::ringfence::__private::GuestPtr<'id, Info>,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            ::ringfence::__private::copy::set_element::<
                _,
                ::ringfence::__private::Ptr<Info>,
            >(self, 796, &[(index, 2)], value)
        }
        #[inline]
        fn size(&self) -> ::ringfence::__private::Tainted<usize> {
            ::ringfence::__private::copy::field::<_, usize>(self, 804)
        }
        #[inline]
        fn set_size(
            &mut self,
            value: usize,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            ::ringfence::__private::copy::set_field::<_, usize>(self, 804, value)
        }
        #[inline]
        fn kind(&self) -> ::ringfence::__private::Tainted<u8> {
            ::ringfence::__private::copy::field::<_, u8>(self, 808)
        }
        #[inline]
        fn set_kind(&mut self, value: u8) {
            let _ = ::ringfence::__private::copy::set_field::<_, u8>(self, 808, value);
        }
        #[inline]
        fn cast_(&self) -> ::ringfence::__private::Tainted<bool> {
            ::ringfence::__private::copy::field::<_, bool>(self, 809)
        }
        #[inline]
        fn set_cast(&mut self, value: bool) {
            let _ = ::ringfence::__private::copy::set_field::<_, bool>(self, 809, value);
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
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestStruct for inner_state {}
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Load<'id> for inner_state {
        type Out = ::ringfence::__private::TaintedStruct<'id, Self>;
        #[inline]
        fn load_out(bytes: ::ringfence::__private::GuestBytes<'_>) -> Self::Out {
            ::ringfence::__private::copy::load(bytes)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Store<'id> for inner_state {
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
    /// The fields of a copy of a `inner_state`.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    trait InnerStateValues<'id> {
        /// The field `time`.
        fn time(&self) -> ::ringfence::__private::Tainted<f64>;
        /// Sets the field `time`.
        fn set_time(&mut self, value: f64);
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> InnerStateValues<'id>
    for ::ringfence::__private::TaintedStruct<'id, inner_state> {
        #[inline]
        fn time(&self) -> ::ringfence::__private::Tainted<f64> {
            ::ringfence::__private::copy::field::<_, f64>(self, 0)
        }
        #[inline]
        fn set_time(&mut self, value: f64) {
            let _ = ::ringfence::__private::copy::set_field::<_, f64>(self, 0, value);
        }
    }
    /// The C type `Word`.
    ///
    /// C: `Word`, 4 bytes of guest memory.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Word {
        __opaque: ::ringfence::__private::NeverBuilt,
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestType for Word {
        const SIZE: u32 = 4;
        const ALIGN: u32 = 4;
    }
    /// The fields of `Word`, reached through a pointer to one.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait WordFields<'id> {
        /// Points to the field `whole`.
        ///
        /// C: `uint32_t whole`, at offset 0.
        fn whole(self) -> ::ringfence::__private::GuestPtr<'id, u32>;
        /// Points to the field `bytes`.
        ///
        /// C: `uint8_t bytes[4]`, at offset 0.
        fn bytes(self) -> ::ringfence::__private::GuestPtr<'id, [u8; 4]>;
        /// Points to the field `bits`.
        ///
        /// C: `Bits bits`, at offset 0.
        fn bits(self) -> ::ringfence::__private::GuestPtr<'id, Bits>;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> WordFields<'id> for ::ringfence::__private::GuestPtr<'id, Word> {
        #[inline]
        fn whole(self) -> ::ringfence::__private::GuestPtr<'id, u32> {
            ::ringfence::__private::field(self, 0)
        }
        #[inline]
        fn bytes(self) -> ::ringfence::__private::GuestPtr<'id, [u8; 4]> {
            ::ringfence::__private::field(self, 0)
        }
        #[inline]
        fn bits(self) -> ::ringfence::__private::GuestPtr<'id, Bits> {
            ::ringfence::__private::field(self, 0)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestStruct for Word {}
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Load<'id> for Word {
        type Out = ::ringfence::__private::TaintedStruct<'id, Self>;
        #[inline]
        fn load_out(bytes: ::ringfence::__private::GuestBytes<'_>) -> Self::Out {
            ::ringfence::__private::copy::load(bytes)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Store<'id> for Word {
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
    /// The fields of a copy of a `Word`.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait WordValues<'id> {
        /// The field `whole`.
        fn whole(&self) -> ::ringfence::__private::Tainted<u32>;
        /// Sets the field `whole`.
        fn set_whole(&mut self, value: u32);
        /// The field `bytes`.
        fn bytes(&self) -> ::ringfence::__private::Tainted<[u8; 4]>;
        /// Sets the field `bytes`.
        fn set_bytes(&mut self, value: [u8; 4]);
        /// The field `bits`.
        fn bits(&self) -> ::ringfence::__private::TaintedStruct<'id, Bits>;
        /// Sets the field `bits`.
        fn set_bits(&mut self, value: ::ringfence::__private::TaintedStruct<'id, Bits>);
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> WordValues<'id> for ::ringfence::__private::TaintedStruct<'id, Word> {
        #[inline]
        fn whole(&self) -> ::ringfence::__private::Tainted<u32> {
            ::ringfence::__private::copy::field::<_, u32>(self, 0)
        }
        #[inline]
        fn set_whole(&mut self, value: u32) {
            let _ = ::ringfence::__private::copy::set_field::<_, u32>(self, 0, value);
        }
        #[inline]
        fn bytes(&self) -> ::ringfence::__private::Tainted<[u8; 4]> {
            ::ringfence::__private::copy::field::<_, [u8; 4]>(self, 0)
        }
        #[inline]
        fn set_bytes(&mut self, value: [u8; 4]) {
            let _ = ::ringfence::__private::copy::set_field::<
                _,
                [u8; 4],
            >(self, 0, value);
        }
        #[inline]
        fn bits(&self) -> ::ringfence::__private::TaintedStruct<'id, Bits> {
            ::ringfence::__private::copy::field::<_, Bits>(self, 0)
        }
        #[inline]
        fn set_bits(&mut self, value: ::ringfence::__private::TaintedStruct<'id, Bits>) {
            let _ = ::ringfence::__private::copy::set_field::<_, Bits>(self, 0, value);
        }
    }
    /// The C type `Bits`.
    ///
    /// C: `Bits`, 4 bytes of guest memory.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Bits {
        __opaque: ::ringfence::__private::NeverBuilt,
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestType for Bits {
        const SIZE: u32 = 4;
        const ALIGN: u32 = 4;
    }
    /// The fields of `Bits`, reached through a pointer to one.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait BitsFields<'id> {
        /// Points to the field `low`.
        ///
        /// C: `unsigned int low : 3`, at offset 0.
        fn low(self) -> ::ringfence::__private::GuestBits<'id, u32>;
        /// Points to the field `sign`.
        ///
        /// C: `bool sign : 1`, at offset 0.
        fn sign(self) -> ::ringfence::__private::GuestBits<'id, bool>;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> BitsFields<'id> for ::ringfence::__private::GuestPtr<'id, Bits> {
        #[inline]
        fn low(self) -> ::ringfence::__private::GuestBits<'id, u32> {
            ::ringfence::__private::bits(self, 0, 0, 3)
        }
        #[inline]
        fn sign(self) -> ::ringfence::__private::GuestBits<'id, bool> {
            ::ringfence::__private::bits(self, 0, 5, 1)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestStruct for Bits {}
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Load<'id> for Bits {
        type Out = ::ringfence::__private::TaintedStruct<'id, Self>;
        #[inline]
        fn load_out(bytes: ::ringfence::__private::GuestBytes<'_>) -> Self::Out {
            ::ringfence::__private::copy::load(bytes)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Store<'id> for Bits {
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
    /// The fields of a copy of a `Bits`.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait BitsValues<'id> {
        /// The field `low`.
        fn low(&self) -> ::ringfence::__private::Tainted<u32>;
        /// Sets the field `low`; a `Fault` when the value does not fit.
        fn set_low(
            &mut self,
            value: u32,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
        /// The field `sign`.
        fn sign(&self) -> ::ringfence::__private::Tainted<bool>;
        /// Sets the field `sign`; a `Fault` when the value does not fit.
        fn set_sign(
            &mut self,
            value: bool,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault>;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> BitsValues<'id> for ::ringfence::__private::TaintedStruct<'id, Bits> {
        #[inline]
        fn low(&self) -> ::ringfence::__private::Tainted<u32> {
            ::ringfence::__private::copy::bits(self, 0, 0, 3)
        }
        #[inline]
        fn set_low(
            &mut self,
            value: u32,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            ::ringfence::__private::copy::set_bits(self, 0, 0, 3, value)
        }
        #[inline]
        fn sign(&self) -> ::ringfence::__private::Tainted<bool> {
            ::ringfence::__private::copy::bits(self, 0, 5, 1)
        }
        #[inline]
        fn set_sign(
            &mut self,
            value: bool,
        ) -> ::core::result::Result<(), ::ringfence::__private::Fault> {
            ::ringfence::__private::copy::set_bits(self, 0, 5, 1, value)
        }
    }
    /// The C type `Switch`.
    ///
    /// C: `Switch`, 1 byte of guest memory.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Switch {
        __opaque: ::ringfence::__private::NeverBuilt,
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestType for Switch {
        const SIZE: u32 = 1;
        const ALIGN: u32 = 1;
    }
    /// The fields of `Switch`, reached through a pointer to one.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait SwitchFields<'id> {
        /// Points to the field `on`.
        ///
        /// C: `bool on`, at offset 0.
        fn on(self) -> ::ringfence::__private::GuestPtr<'id, bool>;
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> SwitchFields<'id> for ::ringfence::__private::GuestPtr<'id, Switch> {
        #[inline]
        fn on(self) -> ::ringfence::__private::GuestPtr<'id, bool> {
            ::ringfence::__private::field(self, 0)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestStruct for Switch {}
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Load<'id> for Switch {
        type Out = ::ringfence::__private::TaintedStruct<'id, Self>;
        #[inline]
        fn load_out(bytes: ::ringfence::__private::GuestBytes<'_>) -> Self::Out {
            ::ringfence::__private::copy::load(bytes)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Store<'id> for Switch {
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
    /// The fields of a copy of a `Switch`.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait SwitchValues<'id> {
        /// The field `on`.
        fn on(&self) -> ::ringfence::__private::Tainted<bool>;
        /// Sets the field `on`.
        fn set_on(&mut self, value: bool);
    }
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> SwitchValues<'id> for ::ringfence::__private::TaintedStruct<'id, Switch> {
        #[inline]
        fn on(&self) -> ::ringfence::__private::Tainted<bool> {
            ::ringfence::__private::copy::field::<_, bool>(self, 0)
        }
        #[inline]
        fn set_on(&mut self, value: bool) {
            let _ = ::ringfence::__private::copy::set_field::<_, bool>(self, 0, value);
        }
    }
    /// The C type `Nothing`.
    ///
    /// C: `Nothing`, 0 bytes of guest memory.
    #[allow(
        dead_code,
        non_camel_case_types,
        unreachable_pub,
        reason = "declared as in C"
    )]
    pub struct Nothing {
        __opaque: ::ringfence::__private::NeverBuilt,
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestType for Nothing {
        const SIZE: u32 = 0;
        const ALIGN: u32 = 1;
    }
    /// The fields of `Nothing`, reached through a pointer to one.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait NothingFields<'id> {}
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> NothingFields<'id> for ::ringfence::__private::GuestPtr<'id, Nothing> {}
    #[allow(deprecated, reason = "declared as in C")]
    impl ::ringfence::__private::GuestStruct for Nothing {}
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Load<'id> for Nothing {
        type Out = ::ringfence::__private::TaintedStruct<'id, Self>;
        #[inline]
        fn load_out(bytes: ::ringfence::__private::GuestBytes<'_>) -> Self::Out {
            ::ringfence::__private::copy::load(bytes)
        }
    }
    #[allow(deprecated, reason = "declared as in C")]
    impl<'id> ::ringfence::__private::Store<'id> for Nothing {
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
    /// The fields of a copy of a `Nothing`.
    #[allow(
        dead_code,
        deprecated,
        non_snake_case,
        unreachable_pub,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "declared as in C"
    )]
    pub trait NothingValues<'id> {}
    #[allow(deprecated, non_snake_case, reason = "declared as in C")]
    impl<'id> NothingValues<'id>
    for ::ringfence::__private::TaintedStruct<'id, Nothing> {}
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
        const FUNCTIONS: &'static [&'static str] = &["inspect", "turn", "on"];
        const INTERFACE: &'static str = "fn inspect ii:i info:*#Info handle:*?Handle ->&[4]#inner_state\nfn turn iiFi: word:#Word result:#inner_state nothing:#Nothing scope:u32 ->#Word\nfn on i:i word:#Word ->#Switch\ncallback InfoOnRowFn i:i argument_1:*#Info ->i32\nstruct Info 816 8 width:0:u32 palette:4:[768]u8 inner:776:#inner_state text:784:&i8 on_row:788:!InfoOnRowFn offset:792:i32 parents:796:[2]*#Info size:804:u32 kind:808:u8 cast:809:bool\nstruct inner_state 8 8 time:0:f64\nstruct Word 4 4 whole:0:u32 bytes:0:[4]u8 bits:0:#Bits\nstruct Bits 4 4 low:0:u32 _gap:0:u32 sign:0:bool\nstruct Switch 1 1 on:0:bool\nstruct Nothing 0 1";
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
        turn: ::ringfence::__private::Export<(i32, i32, f64, i32), ()>,
        on: ::ringfence::__private::Export<(i32,), i32>,
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
        /// Calls `turn`.
        ///
        /// C: `Word turn(Word word, struct inner_state result, Nothing nothing, size_t scope)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn turn(
            &mut self,
            word: &::ringfence::__private::TaintedStruct<'id, Word>,
            result: &::ringfence::__private::TaintedStruct<'id, inner_state>,
            nothing: &::ringfence::__private::TaintedStruct<'id, Nothing>,
            scope: usize,
        ) -> ::core::result::Result<
            ::ringfence::__private::TaintedStruct<'id, Word>,
            ::ringfence::__private::Fault,
        >;
        /// Calls `on`.
        ///
        /// C: `Switch on(Word word)`
        ///
        /// # Errors
        ///
        /// A `Fault` when an argument does not fit into its C type, the library trapped, or a limit was reached.
        fn on(
            &mut self,
            word: &::ringfence::__private::TaintedStruct<'id, Word>,
        ) -> ::core::result::Result<
            ::ringfence::__private::TaintedStruct<'id, Switch>,
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
                |functions| &functions.inspect,
                arguments,
            )?;
            ::core::result::Result::Ok(::ringfence::__private::lift(result))
        }
        #[inline]
        fn turn(
            &mut self,
            word: &::ringfence::__private::TaintedStruct<'id, Word>,
            result: &::ringfence::__private::TaintedStruct<'id, inner_state>,
            nothing: &::ringfence::__private::TaintedStruct<'id, Nothing>,
            scope: usize,
        ) -> ::core::result::Result<
            ::ringfence::__private::TaintedStruct<'id, Word>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::with_copies(
                self,
                |__scope| {
                    let __place = ::ringfence::__private::result_place::<
                        _,
                        Word,
                    >(__scope)?;
                    let _ = nothing;
                    let arguments = (
                        ::ringfence::__private::lower(__place)?,
                        ::ringfence::__private::by_address(__scope, word)?,
                        ::ringfence::__private::copy::lower_single(result),
                        ::ringfence::__private::lower(scope)?,
                    );
                    ::core::result::Result::Ok((__place, arguments))
                },
                |__scope, (__place, arguments)| {
                    ::ringfence::__private::call(
                        __scope,
                        1,
                        |functions| &functions.turn,
                        arguments,
                    )?;
                    __scope.read(__place)
                },
            )
        }
        #[inline]
        fn on(
            &mut self,
            word: &::ringfence::__private::TaintedStruct<'id, Word>,
        ) -> ::core::result::Result<
            ::ringfence::__private::TaintedStruct<'id, Switch>,
            ::ringfence::__private::Fault,
        > {
            ::ringfence::__private::with_copies(
                self,
                |__scope| {
                    let arguments = (
                        ::ringfence::__private::by_address(__scope, word)?,
                    );
                    ::core::result::Result::Ok((arguments,))
                },
                |__scope, (arguments,)| {
                    let result = ::ringfence::__private::call(
                        __scope,
                        2,
                        |functions| &functions.on,
                        arguments,
                    )?;
                    ::core::result::Result::Ok(
                        ::ringfence::__private::copy::lift_single(result & 1),
                    )
                },
            )
        }
    }
    ::ringfence::__record! {
        kind = "wrapper", "library" = "small", "functions" = "3"
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
