//! The words for what a report says in numbers and variants. Unknown is a word of its own, never 0.

use super::super::report::{Check, Limit, Native, Report, Untrusted, Verdict};
use super::super::word::Word as _;
use crate::page::counted;

/// What stands where nothing is known.
pub(super) const UNKNOWN: &str = "unknown";

/// A number that may not be known.
pub(super) fn count(number: Option<u64>) -> String {
    number.map_or_else(|| UNKNOWN.to_owned(), |number| number.to_string())
}

/// `256 MiB`, `10 s`, or the number and its unit as they are.
pub(super) fn limit(limit: &Limit) -> String {
    match limit.unit.as_str() {
        "bytes" => bytes(limit.value),
        "ms" if limit.value != 0 && limit.value.is_multiple_of(1000) => format!("{} s", limit.value / 1000),
        unit => format!("{} {}", limit.value, unit),
    }
}

/// In the largest unit that needs no fraction.
pub(super) fn bytes(number: u64) -> String {
    let fits = |shift: u32| number != 0 && number.trailing_zeros() >= shift;
    match number {
        _ if fits(30) => format!("{} GiB", number >> 30),
        _ if fits(20) => format!("{} MiB", number >> 20),
        _ if fits(10) => format!("{} KiB", number >> 10),
        _ => format!("{number} bytes"),
    }
}

/// Whether something handles untrusted input, and why we think so.
pub(super) fn untrusted(input: Option<&Untrusted>) -> String {
    input.map_or_else(
        || UNKNOWN.to_owned(),
        |input| format!("{} ({})", if input.handled { "yes" } else { "no" }, input.why),
    )
}

/// `static z, 41 of 108 symbols in use`.
pub(super) fn native(native: &Native) -> String {
    let symbols = match (native.linked_symbols, native.symbols) {
        (Some(linked), Some(all)) => format!(", {linked} of {all} symbols in use"),
        (None, Some(all)) => format!(", {all} symbols, in use: {UNKNOWN}"),
        (Some(linked), None) => format!(", {linked} symbols in use"),
        (None, None) => format!(", symbols {UNKNOWN}"),
    };
    let prebuilt = if native.prebuilt { ", prebuilt" } else { "" };
    format!("{} {}{prebuilt}{symbols}", native.linkage.word(), native.name)
}

/// `holds: 1 import, as recorded`.
pub(super) fn check(check: &Check) -> String {
    format!("{}: {}", check.outcome.word(), check.detail)
}

/// One sentence that says how the audit ended.
pub(super) fn verdict(report: &Report) -> String {
    let denied = report.denied().count();
    match report.verdict {
        Verdict::Passed => "Nothing is denied that was not accepted.".to_owned(),
        Verdict::Denied => format!("{} denied.", counted(denied, "finding is", "findings are")),
        Verdict::Incomplete => {
            let missing = report.not_examined.iter().filter(|unexamined| unexamined.needed).count();
            format!(
                "{} could not be examined that the verdict depends on, and {} denied.",
                counted(missing, "thing", "things"),
                counted(denied, "finding is", "findings are")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_rounded_to_nothing() {
        let of = |value, unit: &str| limit(&Limit { value, unit: unit.to_owned() });
        assert_eq!(of(256 << 20, "bytes"), "256 MiB");
        assert_eq!(of((1 << 20) + 1, "bytes"), "1048577 bytes");
        assert_eq!(of(0, "bytes"), "0 bytes");
        assert_eq!(of(10_000, "ms"), "10 s");
        assert_eq!(of(1500, "ms"), "1500 ms");
        assert_eq!(of(7, "elements"), "7 elements");
    }

    #[test]
    fn unknown_is_not_zero() {
        assert_eq!(count(None), "unknown");
        assert_eq!(count(Some(0)), "0");
        assert_eq!(untrusted(None), "unknown");
    }
}
