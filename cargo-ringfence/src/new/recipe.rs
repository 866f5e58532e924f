//! How the library is built: as a value, as a build that this command runs itself, and as the text of `build.rs`.

use std::collections::BTreeSet;
use std::fmt::Write;

use ringfence_build::{Capability, Compat, Library, Setjmp};

/// Everything that `build.rs` will say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Recipe {
    pub(super) library: String,
    /// The crate that ships the sources; without one, they lie in the package.
    pub(super) source_crate: Option<String>,
    pub(super) files: Vec<String>,
    /// A file of the package itself, for what the headers define.
    pub(super) inline: bool,
    pub(super) includes: Vec<String>,
    pub(super) headers: Vec<String>,
    pub(super) defines: Vec<(String, Option<String>)>,
    /// Headers that are copies of other files.
    pub(super) copied: Vec<(String, String)>,
    pub(super) compat: BTreeSet<Compat>,
    pub(super) setjmp: bool,
    /// Patterns, when the interface is read with every build instead of being written down.
    pub(super) allow: Vec<String>,
}

/// The file with what the headers define.
pub(super) const INLINE: &str = "inline.c";

impl Recipe {
    /// The build, without the folders that the caller chooses.
    pub(super) fn library(&self) -> Library {
        let mut library = Library::new(&self.library).files(&self.files);
        if let Some(name) = &self.source_crate {
            library = library.source_crate(name);
        }
        if self.inline {
            library = library.own_file(INLINE);
        }
        for folder in &self.includes {
            library = library.include(folder);
        }
        for (name, value) in &self.defines {
            library = library.define(name, value.as_deref());
        }
        for (name, from) in &self.copied {
            library = library.copied_header(name, from);
        }
        for part in &self.compat {
            library = library.compat(*part);
        }
        if self.setjmp {
            library = library.setjmp(Setjmp::ErrorsOnly);
        }
        for header in &self.headers {
            library = library.header(header);
        }
        for pattern in &self.allow {
            library = library.allow(pattern);
        }
        library.flag(QUIET)
    }

    /// The same build with every capability, for a look at a library that wants what nobody granted.
    pub(super) fn with_all_grants(&self) -> Library {
        Capability::ALL.into_iter().fold(self.library(), Library::grant)
    }

    /// The text of `build.rs`.
    pub(super) fn text(&self) -> String {
        let mut text = format!("//! Compiles `{}` for the fence.\n\n", self.library);
        let mut uses: Vec<&str> = Vec::new();
        if !self.compat.is_empty() {
            uses.push("Compat");
        }
        uses.push("Library");
        if self.setjmp {
            uses.push("Setjmp");
        }
        let _ = match uses.as_slice() {
            [only] => writeln!(text, "use ringfence_build::{only};\n"),
            all => writeln!(text, "use ringfence_build::{{{}}};\n", all.join(", ")),
        };
        let _ = writeln!(text, "/// Relative to {}.", self.root());
        let _ = writeln!(text, "const FILES: &[&str] = &[");
        for file in &self.files {
            let _ = writeln!(text, "    {file:?},");
        }
        text.push_str("];\n\nfn main() -> Result<(), ringfence_build::Error> {\n");
        let _ = writeln!(text, "    Library::new({:?})", self.library);
        for call in self.calls() {
            let _ = writeln!(text, "        .{call}");
        }
        text.push_str("        .compile()?;\n    Ok(())\n}\n");
        text
    }

    fn root(&self) -> String {
        match &self.source_crate {
            Some(name) => format!("the folder of the crate `{name}`"),
            None => "this package".to_owned(),
        }
    }

    fn calls(&self) -> Vec<String> {
        let mut calls = Vec::new();
        calls.extend(self.source_crate.iter().map(|name| format!("source_crate({name:?})")));
        calls.push("files(FILES)".to_owned());
        if self.inline {
            calls.push(format!("own_file({INLINE:?})"));
        }
        calls.extend(self.includes.iter().map(|folder| format!("include({folder:?})")));
        calls.extend(self.defines.iter().map(|(name, value)| format!("define({name:?}, {})", quoted(value))));
        calls.extend(self.copied.iter().map(|(name, from)| format!("copied_header({name:?}, {from:?})")));
        calls.extend(self.compat.iter().map(|part| format!("compat(Compat::{part:?})")));
        if self.setjmp {
            calls.push("setjmp(Setjmp::ErrorsOnly)".to_owned());
        }
        calls.extend(self.headers.iter().map(|header| format!("header({header:?})")));
        calls.extend(self.allow.iter().map(|pattern| format!("allow({pattern:?})")));
        calls.push(format!("flag({QUIET:?})"));
        calls
    }
}

/// The warnings of somebody else's code.
const QUIET: &str = "-w";

fn quoted(value: &Option<String>) -> String {
    value.as_ref().map_or_else(|| "None".to_owned(), |value| format!("{value:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_says_what_the_build_does() {
        let recipe = Recipe {
            library: "z".to_owned(),
            source_crate: Some("libz-sys".to_owned()),
            files: vec!["src/zlib/inflate.c".to_owned()],
            inline: true,
            includes: vec!["src/zlib".to_owned()],
            headers: vec!["zlib.h".to_owned()],
            defines: vec![("STDC".to_owned(), None), ("LEVEL".to_owned(), Some("\"3\"".to_owned()))],
            copied: vec![("config.h".to_owned(), "src/config.h.generic".to_owned())],
            compat: BTreeSet::from([Compat::Pthread]),
            setjmp: true,
            allow: Vec::new(),
        };
        insta::assert_snapshot!(recipe.text());
        syn::parse_file(&recipe.text()).unwrap();
    }
}
