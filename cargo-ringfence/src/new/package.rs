//! The files of the new package, as text.

use std::path::Path;

use ringfence_syntax::names;

use super::first::First;

/// What the files say about the package.
pub(super) struct Package<'a> {
    pub(super) name: &'a str,
    pub(super) library: &'a str,
    pub(super) source: Option<Source<'a>>,
    /// A checkout of Ringfence to depend on, in place of the registry.
    pub(super) ringfence: Option<&'a Path>,
    /// Whether headers are read with every build.
    pub(super) reads_headers: bool,
}

/// The crate that ships the sources.
pub(super) struct Source<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
    pub(super) license: Option<&'a str>,
}

/// Profiles count only in the root of a workspace.
pub(super) const PROFILES: &str = "\
# Without debug information of dependencies the target folder is a third of the size. With `opt-level = 1` in both, the
# first build takes twice as long, and each later one of a large library half as long.
[profile.dev.package.\"*\"]
debug = false

[profile.dev.build-override]
debug = false
";

/// For a package below a workspace that does not list it.
pub(super) const OWN_WORKSPACE: &str = "\
# A workspace of its own, since the one around it does not list this package as a member.
[workspace]
";

impl Package<'_> {
    /// `Cargo.toml`, without profiles and workspace.
    pub(super) fn manifest(&self) -> String {
        let Self { name, library, .. } = self;
        let features = if self.reads_headers { ["bindings"].as_slice() } else { &[] };
        let mut text = format!(
            "[package]\nname = \"{name}\"\ndescription = \"{library} behind a fence\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
             rust-version = \"1.95\"\npublish = false\n\n\
             [dependencies]\nringfence = {}\n\n[build-dependencies]\nringfence-build = {}\n\n\
             [dev-dependencies]\nringfence = {}\n",
            self.dependency("runtime", &[]),
            self.dependency("build", features),
            self.dependency("runtime", &["hostile"]),
        );
        if let Some(source) = &self.source {
            let license =
                source.license.map(|license| format!(" Its licence: {license}.")).unwrap_or_default();
            text.push_str(&format!(
                "\n# The C sources. Cargo locks, checks and caches the package and never compiles it.{license}\n\
                 [target.'cfg(any())'.dependencies]\n{} = \"={}\"\n",
                source.name, source.version
            ));
        }
        text
    }

    fn dependency(&self, folder: &str, features: &[&str]) -> String {
        let mut version = env!("CARGO_PKG_VERSION").split('.');
        let version = [version.next(), version.next()].map(Option::unwrap_or_default).join(".");
        let features = match features {
            [] => String::new(),
            all => format!(", features = {all:?}"),
        };
        match self.ringfence {
            Some(path) => format!("{{ path = {:?}{features} }}", path.join(folder).display().to_string()),
            None if features.is_empty() => format!("{version:?}"),
            None => format!("{{ version = {version:?}{features} }}"),
        }
    }

    /// `src/lib.rs`, with the first call if there is one.
    pub(super) fn library(&self, first: Option<&First>) -> String {
        let Self { library, .. } = self;
        let mut text = format!("//! {library} behind a fence.\n#![forbid(unsafe_code)]\n\n");
        let Some(first) = first else {
            text.push_str(&format!(
                "/// The C library, as its headers declare it.\n#[ringfence::library({library:?}, header)]\npub mod {library} {{}}\n"
            ));
            return text;
        };
        let marker = names::marker(library);
        let used = first.macro_name().map(|name| format!(", {name}")).unwrap_or_default();
        text.push_str(&format!(
            "mod interface;\n\nuse ringfence::{{Fault, Pool{used}}};\n\npub use interface::{library};\n"
        ));
        match first.calls() {
            true => text.push_str(&format!("use interface::{library}::{{{marker}, {marker}Calls as _}};\n")),
            false => text.push_str(&format!("use interface::{library}::{marker};\n")),
        }
        text.push_str(&format!(
            "\n/// {}\n///\n/// # Errors\n///\n/// When the library misbehaves or reaches a limit.\n{}",
            first.purpose(),
            first.wrapper(&marker)
        ));
        text
    }

    /// `tests/first_call.rs`.
    pub(super) fn test(&self, first: &First) -> String {
        let (krate, library, marker) =
            (self.name.replace('-', "_"), self.library, names::marker(self.library));
        let name = &first.name;
        let (uses, function) = (format!("use {krate}::{library}::{marker};\n"), format!("{krate}::{name}"));
        format!(
            "//! The first call, to the honest library and to ones that lie.\n\n{uses}use ringfence::{{Limits, Pool, hostile}};\n\n\
             #[test]\nfn the_library_answers() {{\n    let pool = Pool::<{marker}>::new(Limits::default()).unwrap();\n    \
             let answer = {function}(&pool).unwrap();\n    println!(\"{name}: {{answer}}\");\n    \
             assert!(!answer.is_empty());\n}}\n\n\
             /// Twins of the library do the worst they can, and the honest one lies about one value at a time. Everything has to\n\
             /// end as `Ok` or as an error.\n\
             #[test]\nfn a_library_that_lies_is_contained() {{\n    \
             let report = hostile::attack({function}).rounds(20).run();\n    println!(\"{{report}}\");\n    \
             report.assert_contained();\n}}\n"
        )
    }

    /// `README.md`.
    pub(super) fn readme(&self, proposed: usize, is_ready: bool) -> String {
        let Self { name, library, .. } = self;
        let sources = match &self.source {
            Some(source) => format!(
                "The C sources are those of the crate `{}` {}, which cargo locks and never compiles.",
                source.name, source.version
            ),
            None => "The C sources are in the folder `c`.".to_owned(),
        };
        let mut text = format!(
            "# {name}\n\n`{library}` behind a fence: compiled to WebAssembly, checked, and called through tainted values.\n{sources}\n\n\
             ```text\ncargo test\n```\n\n| file | is |\n|---|---|\n| `build.rs` | which files are compiled, and how |\n"
        );
        match is_ready {
            true => text.push_str(
                "| `src/interface.rs` | what of the library can be called |\n| `src/lib.rs` | the wrapper: safe Rust |\n\
                 | `tests/first_call.rs` | the wrapper, with an honest library and with ones that lie |\n",
            ),
            false => text.push_str("| `src/lib.rs` | the module that takes the interface from the headers |\n"),
        }
        text.push_str("\n## Next\n\n");
        for (index, step) in self.steps(proposed, is_ready).iter().enumerate() {
            text.push_str(&format!("{}. {step}\n", index + 1));
        }
        text
    }

    fn steps(&self, proposed: usize, is_ready: bool) -> Vec<String> {
        let mut steps = Vec::new();
        if !is_ready {
            steps.push(
                "Correct `build.rs` until `cargo build` succeeds; its errors say what is missing.".to_owned(),
            );
            steps.push("Write the first call into `src/lib.rs`, and a test.".to_owned());
            return steps;
        }
        steps.push(
            "Delete from `src/interface.rs` what you do not call: what is not exported cannot be attacked."
                .to_owned(),
        );
        if proposed > 0 {
            steps.push(
                "Read the library's documentation, and take the contracts into force that are right: remove the `// ` of all \
                 attributes of a function. It then takes slices and strings, and gives plain values."
                    .to_owned(),
            );
        }
        steps.push(
            "Write the function that your application calls into `src/lib.rs`, and a test with a real input."
                .to_owned(),
        );
        steps.push(
            "Attack it: pass your function to `hostile::attack`, read the list of lies that were accepted, and tighten the rules."
                .to_owned(),
        );
        steps.push(
            "Set limits in `build.rs`: `.memory_limit(64 << 20)`, `.deadline(Duration::from_millis(500))`."
                .to_owned(),
        );
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::super::interface::Interface;
    use super::*;

    fn package(ringfence: Option<&Path>) -> Package<'_> {
        let source = Source { name: "libz-sys", version: "1.1.31", license: Some("MIT OR Apache-2.0") };
        Package { name: "fenced-z", library: "z", source: Some(source), ringfence, reads_headers: false }
    }

    fn first() -> First {
        let text = "extern \"C\" { pub fn zlibVersion() -> *const ::core::ffi::c_char; }";
        First::choose(
            &Interface::read("z", &["zlib.h".to_owned()], text, std::collections::BTreeMap::new()).unwrap(),
        )
    }

    #[test]
    fn manifest() {
        insta::assert_snapshot!(package(None).manifest());
        let local = package(Some(Path::new("/ringfence"))).manifest();
        assert!(
            local.contains("ringfence = { path = \"/ringfence/runtime\", features = [\"hostile\"] }"),
            "{local}"
        );
        let reads = Package { reads_headers: true, ..package(None) }.manifest();
        assert!(
            reads.contains("ringfence-build = { version = \"0.1\", features = [\"bindings\"] }"),
            "{reads}"
        );
    }

    #[test]
    fn files_of_rust() {
        let (library, test) = (package(None).library(Some(&first())), package(None).test(&first()));
        syn::parse_file(&test).unwrap();
        syn::parse_file(&library).unwrap();
        insta::assert_snapshot!(format!("{library}\n// ---\n\n{test}"));
    }

    #[test]
    fn readme() {
        insta::assert_snapshot!(package(None).readme(3, true));
        assert!(package(None).readme(0, false).contains("`build.rs` until"));
    }
}
