//! How single things become components: their identity, their licence and their hashes.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use spdx::ParseMode;

use super::super::super::report::{Containment, Evidence, Package};
use super::super::super::word::Word as _;
use super::model::{Component, Hash, License, Property};

/// What the specification of package URLs leaves as it is.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// This command, which writes the bill.
pub(super) fn tool(version: &str) -> Component {
    Component {
        reference: "tool:cargo-ringfence".to_owned(),
        ..library("application", "cargo-ringfence", Some(version))
    }
}

/// A component of which only a name and maybe a version is known. Its reference is still to be given.
pub(super) fn library(kind: &'static str, name: &str, version: Option<&str>) -> Component {
    Component { kind, name: name.to_owned(), version: version.map(str::to_owned), ..Component::default() }
}

/// A package URL. No place to download from is named, as none is known.
pub(super) fn purl(kind: &str, name: &str, version: Option<&str>) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    let name = utf8_percent_encode(name, ESCAPED);
    Some(match version.filter(|version| !version.is_empty()) {
        Some(version) => format!("pkg:{kind}/{name}@{}", utf8_percent_encode(version, ESCAPED)),
        None => format!("pkg:{kind}/{name}"),
    })
}

/// The name and the version of `name version`.
pub(super) fn halves(package: &str) -> (&str, Option<&str>) {
    package.split_once(' ').map_or((package, None), |(name, version)| (name, Some(version)))
}

/// The licence of a package: in SPDX's notation if it is that or what cargo used to take for it, else as it is written.
pub(super) fn licenses(package: &Package) -> Vec<License> {
    let Some(text) = package.license.as_deref().filter(|text| !text.is_empty()) else { return Vec::new() };
    let expression = spdx::Expression::canonicalize(text).ok().flatten().unwrap_or_else(|| text.to_owned());
    vec![match spdx::Expression::parse_mode(&expression, ParseMode::STRICT) {
        Ok(_) => License::Expression(expression),
        Err(_) => License::License { name: text.to_owned() },
    }]
}

/// A hash, if it is one: records of executables can hold anything.
pub(super) fn sha256(hash: Option<&str>) -> Vec<Hash> {
    let hash = hash.filter(|hash| hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()));
    hash.map(|content| Hash { alg: "SHA-256", content: content.to_owned() }).into_iter().collect()
}

/// A property in our own name space.
pub(super) fn property(name: &str, value: &str) -> Property {
    Property { name: format!("ringfence:{name}"), value: value.to_owned() }
}

/// How far it reaches, and how well that is founded.
pub(super) fn reach(containment: Containment, evidence: Evidence) -> [Property; 2] {
    [property("containment", containment.word()), property("evidence", evidence.word())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample;

    fn license(text: &str) -> String {
        let package = Package { license: Some(text.to_owned()), ..sample::report().packages[0].clone() };
        serde_json::to_string(&licenses(&package)).unwrap()
    }

    #[test]
    fn package_urls_are_escaped() {
        assert_eq!(purl("generic", "a/b@c", Some("1+x")).as_deref(), Some("pkg:generic/a%2Fb%40c@1%2Bx"));
        assert_eq!(purl("generic", "z", None).as_deref(), Some("pkg:generic/z"));
        assert_eq!(purl("generic", "", None), None);
    }

    #[test]
    fn licences_are_expressions_only_if_they_are() {
        assert_eq!(license("MIT OR Apache-2.0"), r#"[{"expression":"MIT OR Apache-2.0"}]"#);
        assert_eq!(license("MIT/Apache-2.0"), r#"[{"expression":"MIT OR Apache-2.0"}]"#);
        assert_eq!(license("as you like"), r#"[{"license":{"name":"as you like"}}]"#);
        assert_eq!(license(""), "[]");
    }

    #[test]
    fn hashes_are_hashes() {
        assert!(sha256(Some("0")).is_empty());
        assert!(sha256(Some(&"g".repeat(64))).is_empty());
        assert_eq!(sha256(Some(&"0".repeat(64))).len(), 1);
    }
}
