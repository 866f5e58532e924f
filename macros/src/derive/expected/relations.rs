#[automatically_derived]
impl<
    'id,
> ::ringfence::__private::FromGuest<::ringfence::__private::TaintedStruct<'id, image>>
for Image {
    fn verified(
        value: ::ringfence::__private::TaintedStruct<'id, image>,
    ) -> ::core::result::Result<Self, ::ringfence::__private::Fault> {
        let field_0: u32 = ::ringfence::__private::derived::within::<
            _,
            _,
            u32,
        >(
            <_ as ImageValues<'_>>::width(&value),
            ::ringfence::__site!(
                "validator", ::core::concat!("in ", ::core::stringify!(..)), "value" =
                "Image.width"
            ),
            ..,
        )?;
        let field_1: u32 = ::ringfence::__private::derived::valid::<
            _,
            _,
            u32,
        >(
            <_ as ImageValues<'_>>::height(&value),
            ::ringfence::__site!("validator", "valid", "value" = "Image.height"),
        )?;
        let field_2: bool = ::ringfence::__private::derived::valid::<
            _,
            _,
            bool,
        >(
            <_ as ImageValues<'_>>::interlaced(&value),
            ::ringfence::__site!("validator", "valid", "value" = "Image.interlaced"),
        )?;
        let finished: Image = Self {
            width: field_0,
            height: field_1,
            interlaced: field_2,
        };
        ::ringfence::__private::derived::related(
            ::ringfence::__private::derived::Number::of(finished.width)
                .times(::ringfence::__private::derived::Number::of(finished.height))
                .at_most(
                    ::ringfence::__private::derived::Number::of(MAX)
                        .shifted_by(::ringfence::__private::derived::Number::of(2i128)),
                )
                .and(
                    ::ringfence::__private::derived::Truth::of(finished.interlaced)
                        .and(
                            ::ringfence::__private::derived::Number::of(finished.height)
                                .modulo(::ringfence::__private::derived::Number::of(8i128))
                                .different(
                                    ::ringfence::__private::derived::Number::of(0i128),
                                ),
                        )
                        .not(),
                )
                .holds(),
            ::ringfence::__site!(
                "validator", ::core::concat!("relation ", ::core::stringify!(width *
                height <= MAX << 2 && ! (interlaced && height % 8 != 0))), "value" =
                "Image"
            ),
        )?;
        ::ringfence::__private::derived::related(
            is_consistent(&finished),
            ::ringfence::__site!(
                "validator", ::core::concat!("relation ",
                ::core::stringify!(is_consistent)), "value" = "Image"
            ),
        )?;
        ::ringfence::__private::derived::related(
            ::ringfence::__private::derived::Number::of(0i128)
                .minus(::ringfence::__private::derived::Number::of(1i128))
                .less(::ringfence::__private::derived::Number::of(finished.width))
                .or(
                    ::ringfence::__private::derived::Number::of(finished.width)
                        .minus(::ringfence::__private::derived::Number::of(7i128))
                        .equal(
                            ::ringfence::__private::derived::Number::of(finished.height)
                                .divided_by(
                                    ::ringfence::__private::derived::Number::of(16i128),
                                ),
                        ),
                )
                .holds(),
            ::ringfence::__site!(
                "validator", ::core::concat!("relation ", ::core::stringify!(- 1 < width
                || width - 7 == height / 0x10)), "value" = "Image"
            ),
        )?;
        ::core::result::Result::Ok(finished)
    }
}
