#[automatically_derived]
impl ::ringfence::__private::FromGuest<::ringfence::__private::Tainted<u32>> for Width {
    fn verified(
        value: ::ringfence::__private::Tainted<u32>,
    ) -> ::core::result::Result<Self, ::ringfence::__private::Fault> {
        let field_0: u32 = ::ringfence::__private::derived::within::<
            _,
            _,
            u32,
        >(
            value,
            ::ringfence::__site!(
                "validator", ::core::concat!("in ", ::core::stringify!(1..= 16_384)),
                "value" = "Width.0"
            ),
            1..=16_384,
        )?;
        let finished: Width = Self(field_0);
        ::core::result::Result::Ok(finished)
    }
}
#[automatically_derived]
impl crate::fence::__private::FromGuest<crate::fence::__private::Tainted<i32>>
for Depth {
    fn verified(
        value: crate::fence::__private::Tainted<i32>,
    ) -> ::core::result::Result<Self, crate::fence::__private::Fault> {
        let field_0: u8 = crate::fence::__private::Verify::with(
            value,
            crate::fence::__site!(
                "validator", ::core::concat!("with ", ::core::stringify!(depth)), "value"
                = "Depth.0"
            ),
            depth,
        )?;
        let finished: Depth = Self(field_0);
        ::core::result::Result::Ok(finished)
    }
}
