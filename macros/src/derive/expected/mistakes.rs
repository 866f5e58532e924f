::core::compile_error! {
    "the field `width` has no rule\nhint: add `#[verify(in 1..=100)]`, or `valid`, `with = function`, `inert`, `nested`, `pointer`"
}
#[automatically_derived]
impl<
    'id,
> ::ringfence::__private::FromGuest<
    ::ringfence::__private::TaintedStruct<'id, lodepng::Info>,
> for Info {
    fn verified(
        _value: ::ringfence::__private::TaintedStruct<'id, lodepng::Info>,
    ) -> ::core::result::Result<Self, ::ringfence::__private::Fault> {
        loop {}
    }
}
::core::compile_error! {
    "nothing says what `Nothing` is made from\nhint: add `#[verify(from = library::Struct)]` with the struct of the fenced library"
}
#[automatically_derived]
impl<__Value> ::ringfence::__private::FromGuest<__Value> for Nothing {
    fn verified(
        _value: __Value,
    ) -> ::core::result::Result<Self, ::ringfence::__private::Fault> {
        loop {}
    }
}
