//! What a manifest says.

use serde::Deserialize;
use serde_json::Value;

/// The sources of one library, and the archives that hold them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// The name that the build script uses.
    pub name: String,
    /// One or several; the first that is found serves.
    pub pins: Vec<Pin>,
}

/// One file, known by its hash.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The version of the library, for people and for records.
    pub version: String,
    /// The name of the file. It says how it is packed.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// The source package of Debian and its relatives that the file belongs to.
    pub debian: Option<String>,
}

impl Archive {
    /// The archives listed in a package's `metadata`, in the order of their names.
    ///
    /// # Errors
    ///
    /// A text that says which entry is wrong and why.
    pub fn of_metadata(metadata: &Value) -> Result<Vec<Self>, String> {
        let Some(archives) = metadata.pointer("/ringfence/archives") else { return Ok(Vec::new()) };
        let Some(archives) = archives.as_object() else {
            return Err("`package.metadata.ringfence.archives` is not a table of archives".to_owned());
        };
        archives.iter().map(|(name, value)| Self::of_entry(name, value)).collect()
    }

    fn of_entry(name: &str, value: &Value) -> Result<Self, String> {
        let place = format!("package.metadata.ringfence.archives.{name}");
        let wrong = |reason: &str| format!("`{place}`: {reason}");
        if !plain(name) {
            return Err(wrong("the name may have letters, digits, `-`, `_`, `.` and `+` only"));
        }
        let entries = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        if entries.is_empty() {
            return Err(wrong("the list is empty"));
        }
        let pins = entries.iter().map(|entry| {
            let pin: Pin =
                serde_json::from_value(entry.clone()).map_err(|error| wrong(&error.to_string()))?;
            pin.check().map_err(|reason| wrong(&reason))?;
            Ok(pin)
        });
        Ok(Self { name: name.to_owned(), pins: pins.collect::<Result<_, String>>()? })
    }
}

impl Pin {
    /// What is here becomes paths and arguments of commands, so only what is plainly a name may pass.
    fn check(&self) -> Result<(), String> {
        let hexadecimal = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        if self.sha256.len() != 64 || !self.sha256.chars().all(hexadecimal) {
            return Err("`sha256` must be 64 digits in lower case hexadecimal".to_owned());
        }
        let names =
            [("file", Some(&self.file)), ("version", Some(&self.version)), ("debian", self.debian.as_ref())];
        match names.iter().find(|(_, name)| name.is_some_and(|name| !plain(name))) {
            Some((field, _)) => Err(format!("`{field}` is not a plain name")),
            None => Ok(()),
        }
    }
}

/// No path, no option, no blank.
fn plain(name: &str) -> bool {
    let first = name.chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
    first && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.+~:".contains(c))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pin(file: &str, sha256: &str) -> Value {
        json!({ "version": "1.0", "file": file, "sha256": sha256, "debian": "thing" })
    }

    fn read(entry: Value) -> Result<Vec<Archive>, String> {
        Archive::of_metadata(&json!({ "ringfence": { "archives": { "thing": entry } } }))
    }

    #[test]
    fn one_archive_or_several_may_be_listed() {
        let (one, other) = (pin("thing.tar.gz", &"a".repeat(64)), pin("thing.tar.xz", &"b".repeat(64)));
        assert_eq!(read(one.clone()).unwrap()[0].pins.len(), 1);
        let several = read(json!([one, other])).unwrap();
        assert_eq!(several[0].name, "thing");
        assert_eq!(several[0].pins[1].file, "thing.tar.xz");
        assert_eq!(Archive::of_metadata(&json!({ "docs": {} })).unwrap(), []);
        assert_eq!(Archive::of_metadata(&Value::Null).unwrap(), []);
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let hash = "a".repeat(64);
        for (entry, text) in [
            (pin("../thing.tar.gz", &hash), "`file` is not a plain name"),
            (pin("/thing.tar.gz", &hash), "`file` is not a plain name"),
            (pin("-o.tar.gz", &hash), "`file` is not a plain name"),
            (pin("thing.tar.gz", "A".repeat(64).as_str()), "`sha256` must be 64 digits"),
            (pin("thing.tar.gz", "abc"), "`sha256` must be 64 digits"),
            (json!({ "version": "1.0", "file": "a" }), "missing field `sha256`"),
            (json!({ "version": "1", "file": "a", "sha256": hash, "sha1": "" }), "unknown field `sha1`"),
            (json!({ "version": "1", "file": "a", "sha256": hash, "debian": "--x" }), "`debian` is not"),
            (json!([]), "the list is empty"),
        ] {
            let told = read(entry).unwrap_err();
            assert!(told.contains("ringfence.archives.thing`") && told.contains(text), "{told}");
        }
    }
}
