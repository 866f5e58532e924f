//! Names of findings that stay the same while code moves.

use ringfence_syntax::hash::sha256_hex;

/// `rf1:` and 8 hexadecimal digits of a hash over the parts. No part holds a line or a version, so that neither moving
/// code nor an update makes another finding of it.
pub(crate) fn of(parts: &[&str]) -> String {
    // The length keeps `ab`, `c` apart from `a`, `bc`.
    let text: String = parts.iter().map(|part| format!("{}:{part};", part.len())).collect();
    let hash = sha256_hex(text.as_bytes());
    format!("rf1:{}", hash.get(..8).unwrap_or_default())
}

/// A label without its version.
pub(crate) fn name(label: &str) -> &str {
    label.split(' ').next().unwrap_or(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["RF101", "libz-sys"]), of(&["RF101", "libz-sys"]));
        assert_eq!(of(&[]).len(), 12);
    }
}
