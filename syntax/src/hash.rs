//! The hashes that manifests and records use.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// Number of custom sections in a module.
const CUSTOM: u8 = 0;

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// `bytes` in lower-case hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The hash of a module's code: of each section that is not custom, its number and its contents, in order. It is the same
/// with and without names and debug information.
#[derive(Clone, Default)]
pub struct CodeHash(Sha256);

impl CodeHash {
    /// Adds the next section of the module.
    pub fn section(&mut self, id: u8, contents: &[u8]) {
        if id != CUSTOM {
            self.0.update([id]);
            self.0.update(contents);
        }
    }

    /// The hash, in lower-case hexadecimal.
    pub fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nothing_is_the_well_known_one() {
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn custom_sections_are_no_part_of_the_code() {
        let mut code = CodeHash::default();
        code.section(10, b"code");
        let plain = code.clone().finish();
        code.section(CUSTOM, b"names");
        assert_eq!(code.finish(), plain);
        assert_eq!(plain, sha256_hex(b"\x0acode"));
    }
}
