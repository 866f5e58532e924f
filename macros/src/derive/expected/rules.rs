#[automatically_derived]
impl<
    's,
> ::ringfence::__private::FromGuest<
    ::ringfence::__private::TaintedStruct<'s, lodepng::Info>,
> for Info<'s> {
    fn verified(
        value: ::ringfence::__private::TaintedStruct<'s, lodepng::Info>,
    ) -> ::core::result::Result<Self, ::ringfence::__private::Fault> {
        let field_0: usize = ::ringfence::__private::derived::within::<
            _,
            _,
            usize,
        >(
            <_ as lodepng::InfoValues<'_>>::width(&value),
            ::ringfence::__site!(
                "validator", ::core::concat!("in ", ::core::stringify!(1..= MAX_WIDTH)),
                "value" = "Info.width"
            ),
            1..=MAX_WIDTH,
        )?;
        let field_1: bool = ::ringfence::__private::derived::valid::<
            _,
            _,
            bool,
        >(
            <_ as lodepng::InfoValues<'_>>::interlace_method(&value),
            ::ringfence::__site!("validator", "valid", "value" = "Info.type"),
        )?;
        let field_2: Depth = ::ringfence::__private::Verify::with(
            <_ as lodepng::InfoValues<'_>>::depth(&value),
            ::ringfence::__site!(
                "validator", ::core::concat!("with ", ::core::stringify!(| depth |
                Depth::new(depth, 16))), "value" = "Info.depth"
            ),
            |depth| Depth::new(depth, 16),
        )?;
        let field_3: [u8; 8] = ::ringfence::__private::Inert::inert(
            <_ as lodepng::InfoValues<'_>>::signature(&value),
            ::ringfence::__site!("inert", "bytes", "value" = "Info.signature"),
        );
        let field_4: [u8; 4] = ::ringfence::__private::derived::each::<
            _,
            _,
            [u8; 4],
        >(
            <_ as lodepng::InfoValues<'_>>::weights(&value),
            ::ringfence::__site!(
                "validator", ::core::concat!("each in ", ::core::stringify!(0..=
                MAX_WEIGHT)), "value" = "Info.weights"
            ),
            0..=MAX_WEIGHT,
        )?;
        let field_5: Point = <Point as ::ringfence::__private::FromGuest<
            _,
        >>::verified(<_ as lodepng::InfoValues<'_>>::origin(&value))?;
        let field_6: GuestPtr<'s, u8> = <_ as lodepng::InfoValues<'_>>::cast_(&value);
        let finished: Info<'s> = Self {
            width: field_0,
            r#type: field_1,
            depth: field_2,
            signature: field_3,
            weights: field_4,
            origin: field_5,
            cast: field_6,
        };
        ::core::result::Result::Ok(finished)
    }
}
