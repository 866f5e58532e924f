//! Whether something handles untrusted input, and why we think so.

use super::policy::Policy;
use super::report::{Evidence, Untrusted};

/// Categories of the registry whose packages read what others wrote.
const CATEGORIES: [&str; 7] = [
    "multimedia",
    "compression",
    "parser-implementations",
    "encoding",
    "email",
    "network-programming",
    "rendering::data-formats",
];

/// Libraries that read formats, by what the names of their packages begin with. Packages of bindings seldom have a category
/// that says so.
const KNOWN: [(&str, &str); 34] = [
    ("aom", "decodes video"),
    ("brotli", "decompresses"),
    ("bzip2", "decompresses"),
    ("cmark", "parses text"),
    ("dav1d", "decodes video"),
    ("expat", "parses XML"),
    ("ffmpeg", "decodes audio and video"),
    ("freetype", "reads fonts"),
    ("giflib", "decodes images"),
    ("graphite2", "reads fonts"),
    ("harfbuzz", "reads fonts"),
    ("heif", "decodes images"),
    ("hunspell", "reads dictionaries"),
    ("jpeg", "decodes images"),
    ("libarchive", "reads archives"),
    ("libheif", "decodes images"),
    ("libpng", "decodes images"),
    ("libsqlite3", "reads files of databases"),
    ("libtiff", "decodes images"),
    ("libvpx", "decodes video"),
    ("libwebp", "decodes images"),
    ("libxml", "parses XML"),
    ("libz", "decompresses"),
    ("lz4", "decompresses"),
    ("lzma", "decompresses"),
    ("mozjpeg", "decodes images"),
    ("ogg", "reads audio"),
    ("openjpeg", "decodes images"),
    ("opus", "decodes audio"),
    ("stb_image", "decodes images"),
    ("tree-sitter", "parses text"),
    ("turbojpeg", "decodes images"),
    ("woff2", "reads fonts"),
    ("zstd", "decompresses"),
];

/// What is known of a package, or of a library by its own name. The policy comes first.
pub(crate) fn of(names: &[&str], categories: &[String], policy: &Policy) -> Option<Untrusted> {
    let lists = [(true, &policy.input.untrusted), (false, &policy.input.trusted)];
    for (handled, list) in lists {
        if list.iter().any(|entry| names.contains(&entry.get_ref().as_str())) {
            let list = if handled { "untrusted" } else { "trusted" };
            return Some(because(handled, format!("policy: [input] {list}"), Evidence::Declared));
        }
    }
    let category = categories.iter().find(|category| {
        let top = category.split("::").next().unwrap_or_default();
        CATEGORIES.iter().any(|known| known == category || *known == top)
    });
    if let Some(category) = category {
        return Some(because(true, format!("category: {category}"), Evidence::Hint));
    }
    let known = |name: &str| {
        let bare = name.strip_prefix("lib").filter(|rest| !rest.is_empty()).unwrap_or(name);
        KNOWN.iter().find(|(start, _)| name.starts_with(start) || bare.starts_with(start))
    };
    let (_, why) = names.iter().find_map(|name| known(name))?;
    Some(because(true, format!("known: {why}"), Evidence::Hint))
}

fn because(handled: bool, why: String, evidence: Evidence) -> Untrusted {
    Untrusted { handled, why, evidence }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(text: &str) -> Policy {
        Policy::parse(text, "ringfence.toml").unwrap()
    }

    #[test]
    fn the_policy_comes_before_categories_and_those_before_names() {
        let none = policy("version = 1");
        let of = |name: &str, categories: &[&str], policy: &Policy| {
            of(&[name], &categories.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>(), policy)
        };
        assert_eq!(of("libz-sys", &["external-ffi-bindings"], &none).unwrap().why, "known: decompresses");
        assert_eq!(of("libz-sys", &["compression"], &none).unwrap().why, "category: compression");
        assert_eq!(of("x", &["multimedia::images"], &none).unwrap().why, "category: multimedia::images");
        assert_eq!(of("ring", &["cryptography"], &none), None);
        let trusted = policy("version = 1\n[input]\ntrusted = [\"libz-sys\"]");
        assert!(!of("libz-sys", &["compression"], &trusted).unwrap().handled);
        let untrusted = policy("version = 1\n[input]\nuntrusted = [\"ring\"]");
        assert_eq!(of("ring", &[], &untrusted).unwrap().evidence, Evidence::Declared);
    }

    #[test]
    fn known_names_are_sorted() {
        assert!(KNOWN.is_sorted());
    }
}
