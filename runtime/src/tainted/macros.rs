//! The three verbs.

/// Checks a tainted value and gives the plain one, or a [`Fault`](crate::Fault) of kind
/// [`Rejected`](crate::FaultKind::Rejected) that names the rule and the place.
///
/// The rule and the place are recorded in the executable. The forms are listed in the
/// [module documentation](crate::tainted).
///
/// ```ignore
/// let width = verify!(scope.read(width)?, in 1..=16_384)?;
/// let rows = verify!(scope.view(table)?, |rows| rows.is_sorted())?;
/// ```
#[macro_export]
macro_rules! verify {
    ($value:expr, in $range:expr $(,)?) => {
        $crate::__private::Verify::within(
            $value,
            $crate::__site!(
                "validator",
                ::core::concat!("in ", ::core::stringify!($range)),
                "value" = ::core::stringify!($value)
            ),
            $range,
        )
    };
    ($value:expr, with $rule:expr $(,)?) => {
        $crate::__private::Verify::with(
            $value,
            $crate::__site!(
                "validator",
                ::core::concat!("with ", ::core::stringify!($rule)),
                "value" = ::core::stringify!($value)
            ),
            $rule,
        )
    };
    ($value:expr, valid $(,)?) => {
        $crate::__private::Verify::valid(
            $value,
            $crate::__site!("validator", "valid", "value" = ::core::stringify!($value)),
        )
    };
    ($value:expr, utf8 $(,)?) => {
        $crate::__private::leave::utf8(
            $value,
            $crate::__site!("validator", "utf8", "value" = ::core::stringify!($value)),
        )
    };
    ($value:expr, as $type:ty $(,)?) => {{
        $crate::__record!(
            kind = "validator",
            "rule" = ::core::concat!("as ", ::core::stringify!($type)),
            "value" = ::core::stringify!($value)
        );
        <$type as $crate::__private::FromGuest<_>>::verified($value)
    }};
    ($value:expr, file name $(,)?) => {
        $crate::__private::leave::file_name(
            $value,
            $crate::__site!("validator", "file name", "value" = ::core::stringify!($value)),
        )
    };
    ($value:expr, index of $slice:expr $(,)?) => {
        match $value {
            value => $crate::__private::Indexed::index(
                $slice,
                value,
                $crate::__site!(
                    "validator",
                    ::core::concat!("index of ", ::core::stringify!($slice)),
                    "value" = ::core::stringify!($value)
                ),
            ),
        }
    };
    ($value:expr, alloc up to $bytes:expr $(,)?) => {
        $crate::__private::leave::alloc::<_, { $bytes }>(
            $value,
            $crate::__site!(
                "validator",
                ::core::concat!("alloc up to ", ::core::stringify!($bytes)),
                "value" = ::core::stringify!($value)
            ),
        )
    };
    ($value:expr, $rule:expr $(,)?) => {
        $crate::__private::Verify::check(
            $value,
            $crate::__site!("validator", ::core::stringify!($rule), "value" = ::core::stringify!($value)),
            $rule,
        )
    };
    ($value:expr $(,)?) => {
        ::core::compile_error!(
            "a rule is missing: `verify!(value, in 1..=100)` or `verify!(value, |&v| v != 0)`"
        )
    };
}

/// Takes bytes out of taint as what they are: bytes. Recorded in the executable.
///
/// Right for pixels, samples, decompressed data, and text that is only shown. Wrong for anything the host
/// will parse with code that trusts its input.
#[macro_export]
macro_rules! inert {
    ($value:expr $(,)?) => {
        $crate::__private::Inert::inert(
            $value,
            $crate::__site!("inert", "bytes", "value" = ::core::stringify!($value)),
        )
    };
}

/// Takes a value out of taint without a check, for a written reason. Recorded in the executable as an
/// `escape`, which an audit lists first.
///
/// The reason says in a sentence why no check is needed. One of fewer than 12 bytes, or (in ASCII) of fewer than
/// three different words or six different letters, does not compile:
///
/// ```ignore
/// let version = release!(scope.zlib_version()?, reason = "only printed, never compared");
/// ```
#[macro_export]
macro_rules! release {
    ($value:expr, reason = $reason:literal $(,)?) => {{
        const _: () = ::core::assert!(
            $crate::__private::reason::is_long_enough($reason),
            "the reason is too short: say in a sentence why this value needs no check"
        );
        const _: () = ::core::assert!(
            $crate::__private::reason::is_sentence($reason),
            "the reason says nothing: say in a sentence why this value needs no check"
        );
        $crate::__private::Release::release(
            $value,
            $crate::__site!("escape", "release", "value" = ::core::stringify!($value), "reason" = $reason),
        )
    }};
    ($value:expr $(,)?) => {
        ::core::compile_error!("a reason is missing: `release!(value, reason = \"why no check is needed\")`")
    };
}
