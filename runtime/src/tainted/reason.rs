//! What `release!` demands of a reason. Evaluated while compiling.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "evaluated while compiling, where an overflow is an error"
)]

/// Bytes that a reason has at least.
const SHORTEST: usize = 12;

/// Different words that an English reason has at least, and different letters: `safe safe safe` says nothing.
const WORDS: u32 = 3;
const LETTERS: u32 = 6;

/// Whether a reason is long enough to say something.
pub const fn is_long_enough(reason: &str) -> bool {
    reason.len() >= SHORTEST
}

/// Whether a reason that is long enough looks like a sentence. Of other scripts than the Latin one nothing more than a
/// length is asked.
pub const fn is_sentence(reason: &str) -> bool {
    let text = reason.as_bytes();
    !is_long_enough(reason)
        || !reason.is_ascii()
        || (different_letters(text) >= LETTERS && different_words(text) >= WORDS)
}

const fn different_letters(mut text: &[u8]) -> u32 {
    let mut seen = 0_u32;
    while let [first, rest @ ..] = text {
        if first.is_ascii_alphabetic() {
            seen |= 1 << (first.to_ascii_lowercase() - b'a');
        }
        text = rest;
    }
    seen.count_ones()
}

const fn different_words(text: &[u8]) -> u32 {
    let (mut count, mut rest) = (0, text);
    while let Some((word, behind)) = next_word(rest) {
        // The last occurrence of each word is the one that counts.
        if !holds(behind, word) {
            count += 1;
        }
        rest = behind;
    }
    count
}

/// Whether `word` is one of the words of `text`.
const fn holds(mut text: &[u8], word: &[u8]) -> bool {
    while let Some((other, behind)) = next_word(text) {
        if other.eq_ignore_ascii_case(word) {
            return true;
        }
        text = behind;
    }
    false
}

/// The first word, and what follows it.
const fn next_word(mut text: &[u8]) -> Option<(&[u8], &[u8])> {
    while let [first, rest @ ..] = text
        && !first.is_ascii_alphanumeric()
    {
        text = rest;
    }
    let (mut length, mut rest) = (0, text);
    while let [first, behind @ ..] = rest
        && first.is_ascii_alphanumeric()
    {
        length += 1;
        rest = behind;
    }
    if length == 0 { None } else { text.split_at_checked(length) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_pass() {
        for reason in [
            "only printed, never compared",
            "its bits are compared",
            "nur zur Anzeige",
            "仅用于显示，不参与计算",
        ] {
            assert!(is_long_enough(reason) && is_sentence(reason), "{reason}");
        }
    }

    #[test]
    fn boilerplate_does_not() {
        for reason in [
            "xxxxxxxxxxxx",
            "safe safe safe",
            "trust me, trust me",
            "............",
            "aaa bbb ccc ddd",
            "SAFE safe Safe!",
        ] {
            assert!(!is_sentence(reason), "{reason}");
        }
    }
}
