//! What was made, what was left out and why, and what to type next.

use std::fmt::Write;

use super::Made;
use super::make::Place;
use crate::page::{plural, section, wrap};
use crate::paint::{BAD, GOOD, HEADING, painted};

/// Reasons that are shown, of each kind.
const SHOWN: usize = 8;

pub(super) fn of(made: &Made) -> String {
    let mut text = format!("{}\n", painted(HEADING, &format!("{} fences `{}`", made.name, made.library)));
    wrap(&mut text, &sources(made), 2);
    wrap(&mut text, &interface(made), 2);
    settings(&mut text, made);
    wrap(&mut text, &format!("files: {}", made.files.join(", ")), 2);
    list(&mut text, "Sources left out", &made.left_out);
    list(&mut text, "Names left out", &made.missing);
    workspace(&mut text, made);
    closing(&mut text, made);
    text
}

fn sources(made: &Made) -> String {
    let count = plural(made.recipe.files.len(), "file");
    let from = made.source.as_ref().map(|source| format!(" of {source}")).unwrap_or_default();
    format!("sources: {count}{from}, {}", made.reason)
}

fn interface(made: &Made) -> String {
    let headers = made.recipe.headers.join(", ");
    match made.functions {
        0 => format!("interface: read from {headers} with every build"),
        count => format!(
            "interface: {} of {headers}; {} proposed, as comments",
            plural(count, "function"),
            plural(made.proposed, "contract")
        ),
    }
}

/// What the build needs beside its files.
fn settings(text: &mut String, made: &Made) {
    let recipe = &made.recipe;
    let mut all: Vec<String> = Vec::new();
    all.extend(recipe.defines.iter().map(|(name, value)| match value {
        Some(value) => format!("{name}={value}"),
        None => name.clone(),
    }));
    if !all.is_empty() {
        wrap(text, &format!("macros: {}", all.join(", ")), 2);
    }
    let mut parts: Vec<String> = recipe.compat.iter().map(|part| format!("Compat::{part:?}")).collect();
    if recipe.setjmp {
        parts.push("Setjmp::ErrorsOnly".to_owned());
    }
    if !parts.is_empty() {
        wrap(text, &format!("needs: {}", parts.join(", ")), 2);
    }
}

fn list(text: &mut String, heading: &str, all: &[(String, String)]) {
    if all.is_empty() {
        return;
    }
    text.push('\n');
    section(text, heading, "");
    for (name, reason) in all.iter().take(SHOWN) {
        wrap(text, &format!("{name}: {}", reason.lines().next().unwrap_or_default()), 2);
    }
    if let Some(more) = all.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(text, "  and {more} more");
    }
}

fn workspace(text: &mut String, made: &Made) {
    let Place::Beside(root) = &made.place else { return };
    text.push('\n');
    let paragraph = format!(
        "The crate is a workspace of its own, since the one in {root} does not list it. To make it a member, list it under \
         `members` there, and remove `[workspace]` and the profiles from its Cargo.toml."
    );
    wrap(text, &paragraph, 0);
}

fn closing(text: &mut String, made: &Made) {
    text.push('\n');
    match &made.problem {
        Some(problem) => {
            let _ = writeln!(text, "{} It does not compile yet.\n", painted(BAD, "Made."));
            text.push_str(problem.trim_end());
            let _ = writeln!(text, "\n\nCorrect {}/build.rs, then: cargo build", made.folder);
        }
        None => {
            let _ = writeln!(text, "{} The first call is `{}`. Next:\n", painted(GOOD, "Made."), first(made));
            let _ = writeln!(text, "    cd {} && cargo test", made.folder);
        }
    }
}

fn first(made: &Made) -> &str {
    made.first.as_ref().map_or("", |first| first.function.as_deref().unwrap_or(&first.name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::first::First;
    use super::super::interface::Interface;
    use super::super::recipe::Recipe;
    use super::*;

    fn made() -> Made {
        let text = "extern \"C\" { pub fn zlibVersion() -> *const ::core::ffi::c_char; }";
        let interface = Interface::read("z", &["zlib.h".to_owned()], text, BTreeMap::new()).unwrap();
        let pair = |(name, reason): (&str, &str)| (name.to_owned(), reason.to_owned());
        Made {
            name: "fenced-z".to_owned(),
            library: "z".to_owned(),
            folder: "/home/me/fenced-z".to_owned(),
            files: ["Cargo.toml", "build.rs", "src/lib.rs"].map(str::to_owned).to_vec(),
            source: Some("libz-sys 1.1.31".to_owned()),
            reason: "those that the crate's build script names".to_owned(),
            recipe: Recipe {
                files: vec!["src/zlib/inflate.c".to_owned()],
                headers: vec!["zlib.h".to_owned()],
                defines: vec![("STDC".to_owned(), None)],
                ..Recipe::default()
            },
            left_out: vec![pair(("src/zlib/gzlib.c", "'io.h' file not found"))],
            functions: 1,
            proposed: 1,
            missing: (1..=10)
                .map(|_| pair(("gzopen", "none of the files that are compiled defines it")))
                .collect(),
            first: Some(First::choose(&interface)),
            place: Place::Beside("/home/me".to_owned()),
            problem: None,
        }
    }

    fn plain(made: &Made) -> String {
        anstream::adapter::strip_str(&of(made)).to_string()
    }

    #[test]
    fn a_crate_that_was_made() {
        insta::assert_snapshot!(plain(&made()));
    }

    #[test]
    fn a_crate_that_does_not_compile_yet() {
        let problem = Some("z: the module imports `clock_time_get`, which was not granted".to_owned());
        insta::assert_snapshot!(plain(&Made { problem, place: Place::Alone, missing: Vec::new(), ..made() }));
    }
}
