use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

use super::Text;
use crate::fault::Fault;
use crate::raw::record::Site;
use crate::tainted::Verify;
use crate::tainted::leave::{rejected, valid};

/// Longest name that all common file systems take.
const LONGEST: usize = 255;

/// Names of devices on Windows, whatever their extension.
const DEVICES: &[&str] = &["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

/// The name of a file, checked to stay in the directory that it is joined to.
///
/// UTF-8, 1 to 255 bytes, one component: no separator of any system, no drive or stream (`:`), not `.` or `..`, no
/// control characters, none of `< > " | ? *`, no dot or space at the end, and not a device of Windows such as `NUL` or
/// `com1.txt`. The same on every system, so that what was accepted here does no harm where it is unpacked.
///
/// ```ignore
/// let name = verify!(s.c_str(entry, 256)?, file name)?;
/// let file = File::create_new(directory.join(&name))?;
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName(String);

impl FileName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<Path> for FileName {
    fn as_ref(&self) -> &Path {
        self.0.as_ref()
    }
}

impl AsRef<OsStr> for FileName {
    fn as_ref(&self) -> &OsStr {
        self.0.as_ref()
    }
}

impl AsRef<str> for FileName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// `verify!(text, file name)`.
#[doc(hidden)]
pub fn file_name<V: Verify<Plain: Text>>(value: V, site: &'static Site) -> Result<FileName, Fault> {
    let name = String::from_utf8(valid(value, site)?.into_bytes())
        .map_err(|_| rejected(site, "file name that is not UTF-8 rejected"))?;
    if is_file_name(&name) { Ok(FileName(name)) } else { Err(rejected(site, "file name rejected")) }
}

fn is_file_name(name: &str) -> bool {
    (1..=LONGEST).contains(&name.len())
        && !name.ends_with(['.', ' '])
        && !name.contains(|c: char| c.is_control() || "/\\:<>\"|?*".contains(c))
        && !is_device(name)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_uppercase();
    let port =
        |digit: &str| matches!(digit, "0" | "¹" | "²" | "³") || digit.parse::<u8>().is_ok_and(|n| n < 10);
    DEVICES.contains(&&*stem) || ["COM", "LPT"].iter().any(|kind| stem.strip_prefix(kind).is_some_and(port))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ordinary_names_pass() {
        let longest = "x".repeat(255);
        for name in [
            "a",
            ".profile",
            "photo (1).jpg",
            "Ünïcode.txt",
            "console",
            "com10",
            "nul-",
            "a..b",
            " a",
            &longest,
        ] {
            assert!(is_file_name(name), "{name:?}");
        }
    }

    #[test]
    fn names_that_lead_elsewhere_do_not() {
        let too_long = "x".repeat(256);
        for name in [
            "", ".", "..", "/", "a/b", "../a", "a\\b", "C:", "a:stream", "nul", "NUL.txt", "Con .log",
            "lpt1", "COM¹", "aux.", "a.", "a ", "a\0b", "a\nb", "\u{85}", "a*", "a?", "<", "|", "\"",
            "conin$", &too_long,
        ] {
            assert!(!is_file_name(name), "{name:?}");
        }
    }

    proptest! {
        #[test]
        fn an_accepted_name_is_one_normal_component(name in "[./\\\\:a-c \\PC]{0,12}") {
            prop_assume!(is_file_name(&name));
            let components: Vec<_> = Path::new(&name).components().collect();
            prop_assert_eq!(components, [std::path::Component::Normal(name.as_ref())]);
        }
    }
}
