//! What a failed build tells about the recipe: a folder that is missing, a file that does not belong, a part of POSIX.

use std::collections::BTreeSet;

use ringfence_build::{Compat, Error};

use super::recipe::Recipe;
use super::tree::Tree;

/// A recipe on its way.
pub(super) struct Repair<'a> {
    pub(super) tree: &'a Tree,
    pub(super) recipe: Recipe,
    /// Where the tree's paths begin in the recipe's: `c/` for copies.
    pub(super) prefix: &'a str,
    /// Sources that may not go, since somebody named them.
    pub(super) is_fixed: bool,
    /// Headers that may not go either.
    pub(super) are_headers_fixed: bool,
    /// Sources that went, with the reason.
    pub(super) dropped: Vec<(String, String)>,
}

impl Repair<'_> {
    /// Changes the recipe; `false` if nothing is left to try.
    pub(super) fn after(&mut self, error: &Error) -> bool {
        match error {
            Error::Compile { message, .. } => self.after_compiler(message),
            Error::Link { message, .. } => self.after_linker(message),
            _ => false,
        }
    }

    fn after_compiler(&mut self, message: &str) -> bool {
        if let Some(change) = from_posix(message) {
            return self.apply(change);
        }
        let Some(found) = Complaint::first(message) else {
            return is_of_headers(message) && self.drop_header();
        };
        let unit = self.sources().find(|file| found.unit.ends_with(&format!("/{file}")));
        let user = unit.clone().or_else(|| self.header_of(&found.unit)).unwrap_or_default();
        if let Some(include) = found.missing_header()
            && (self.add_folder(include, &user) || self.copy_template(include))
        {
            return true;
        }
        if is_of_headers(message) {
            return self.drop_header();
        }
        match unit {
            Some(file) => self.drop_file(&file, found.text.clone()),
            None => false,
        }
    }

    fn after_linker(&mut self, message: &str) -> bool {
        for name in words_after(message, "undefined symbol: ") {
            if let Some(change) = from_symbol(name)
                && self.apply(change)
            {
                return true;
            }
            let known: BTreeSet<_> =
                self.sources().chain(self.dropped.iter().map(|(file, _)| file.clone())).collect();
            let new = self.tree.defining(name).into_iter().find(|file| !known.contains(*file)).cloned();
            if let Some(file) = new {
                self.recipe.files.push(format!("{}{file}", self.prefix));
                return true;
            }
        }
        // Of two files that define the same function, the one behind stays out.
        let twice = words_after(message, "duplicate symbol: ").next().map(str::to_owned);
        twice.is_some_and(|name| {
            let defining: Vec<_> = self.tree.defining(&name).into_iter().cloned().collect();
            let last = self.sources().rfind(|file| defining.contains(file));
            last.is_some_and(|file| self.drop_file(&file, format!("another file defines `{name}` too")))
        })
    }

    /// The sources by their paths in the tree.
    fn sources(&self) -> impl DoubleEndedIterator<Item = String> {
        let files = self.recipe.files.iter();
        files.map(|file| file.strip_prefix(self.prefix).unwrap_or(file).to_owned())
    }

    fn header_of(&self, unit: &str) -> Option<String> {
        self.tree.headers.keys().find(|path| unit.ends_with(&format!("/{path}"))).cloned()
    }

    fn add_folder(&mut self, include: &str, user: &str) -> bool {
        let Some(folder) = self.tree.folder_for(include, user) else { return false };
        let folder = match (folder.as_str(), self.prefix.trim_end_matches('/')) {
            (".", "") => folder,
            (".", prefix) => prefix.to_owned(),
            _ => format!("{}{folder}", self.prefix),
        };
        let is_new = !self.recipe.includes.contains(&folder);
        if is_new {
            self.recipe.includes.push(folder);
        }
        is_new
    }

    fn copy_template(&mut self, include: &str) -> bool {
        let Some(from) = self.tree.template_of(include) else { return false };
        let copy = (include.to_owned(), format!("{}{from}", self.prefix));
        let is_new = !self.recipe.copied.contains(&copy);
        if is_new {
            self.recipe.copied.push(copy);
        }
        is_new
    }

    fn drop_file(&mut self, file: &str, reason: String) -> bool {
        if self.is_fixed || self.recipe.files.len() < 2 {
            return false;
        }
        let listed = format!("{}{file}", self.prefix);
        self.recipe.files.retain(|other| *other != listed);
        self.dropped.push((file.to_owned(), reason));
        true
    }

    /// The first header is the one that matters.
    fn drop_header(&mut self) -> bool {
        let may_go = !self.are_headers_fixed && self.recipe.headers.len() > 1;
        if may_go {
            self.recipe.headers.pop();
        }
        may_go
    }

    fn apply(&mut self, change: Change) -> bool {
        match change {
            Change::Compat(part) => self.recipe.compat.insert(part),
            Change::Setjmp => !std::mem::replace(&mut self.recipe.setjmp, true),
        }
    }
}

/// Whether the compiler, or libclang, was reading the headers by themselves.
pub(super) fn is_of_headers(message: &str) -> bool {
    message.contains("/header/headers.c") || message.contains(".headers.h")
}

#[derive(Debug, PartialEq, Eq)]
enum Change {
    Compat(Compat),
    Setjmp,
}

/// Headers that the C library of the fence has not, or only as an error.
fn from_posix(message: &str) -> Option<Change> {
    let says = |text: &str| message.contains(text);
    if says("'pthread.h' file not found") {
        return Some(Change::Compat(Compat::Pthread));
    }
    if says("'setjmp.h' file not found") || says("Setjmp/longjmp support requires") {
        return Some(Change::Setjmp);
    }
    if says("wasm lacks signal support") {
        return Some(Change::Compat(Compat::Signal));
    }
    if says("wasm lacks mmap") || says("_WASI_EMULATED_MMAN") {
        return Some(Change::Compat(Compat::MemoryMaps));
    }
    if says("_WASI_EMULATED_PROCESS_CLOCKS") {
        return Some(Change::Compat(Compat::ProcessClocks));
    }
    says("_WASI_EMULATED_GETPID").then_some(Change::Compat(Compat::ProcessId))
}

fn from_symbol(name: &str) -> Option<Change> {
    Some(match name {
        "setjmp" | "longjmp" | "_setjmp" | "_longjmp" | "__wasm_setjmp" | "__wasm_longjmp" => Change::Setjmp,
        "getpid" => Change::Compat(Compat::ProcessId),
        "clock" | "times" | "getrusage" => Change::Compat(Compat::ProcessClocks),
        "signal" | "raise" => Change::Compat(Compat::Signal),
        "mmap" | "munmap" => Change::Compat(Compat::MemoryMaps),
        name if name.starts_with("pthread_") => Change::Compat(Compat::Pthread),
        _ => return None,
    })
}

/// The first error of a compiler, and the file that it was compiling.
#[derive(Debug, PartialEq, Eq)]
struct Complaint {
    unit: String,
    text: String,
}

impl Complaint {
    fn first(message: &str) -> Option<Self> {
        let mut from = None;
        for line in message.lines() {
            let line = line.trim_start_matches("warning: ");
            if let Some(rest) = line.strip_prefix("In file included from ") {
                // The outermost comes first.
                from.get_or_insert_with(|| file_of(rest));
            } else if let Some((place, text)) = error_in(line) {
                return Some(Self { unit: from.unwrap_or_else(|| file_of(place)), text: text.to_owned() });
            } else if line.contains(": warning: ") || line.contains(": note: ") {
                from = None;
            }
        }
        None
    }

    fn missing_header(&self) -> Option<&str> {
        self.text.strip_prefix('\'')?.split_once("' file not found").map(|(name, _)| name)
    }
}

/// `PLACE: error: TEXT`
fn error_in(line: &str) -> Option<(&str, &str)> {
    line.split_once(": fatal error: ").or_else(|| line.split_once(": error: "))
}

/// The file of `FILE:3:14` and `FILE:3:`.
fn file_of(place: &str) -> String {
    place.trim_end_matches(|letter: char| letter == ':' || letter.is_ascii_digit()).to_owned()
}

/// The words behind each `before`.
fn words_after<'t>(text: &'t str, before: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split_whitespace().next())
}

#[cfg(test)]
mod tests {
    use super::super::scan::Names;
    use super::*;

    fn tree() -> Tree {
        let source = |path: &str, text: &str| (path.to_owned(), Names::of(text));
        Tree {
            sources: [
                source("src/a.c", "int a(void) {}"),
                source("src/b.c", "int b(void) {} int twice(void) {}"),
            ]
            .into_iter()
            .chain([source("win/c.c", "int c(void) {} int twice(void) {}")])
            .collect(),
            headers: [source("inc/x/y.h", "")].into_iter().collect(),
            others: vec!["src/config.h.generic".to_owned()],
            ..Tree::default()
        }
    }

    fn repair(tree: &Tree, files: &[&str], error: &Error) -> Option<Recipe> {
        let files = files.iter().map(|file| (*file).to_owned()).collect();
        let recipe = Recipe { files, ..Recipe::default() };
        let mut repair = Repair {
            tree,
            recipe,
            prefix: "",
            is_fixed: false,
            are_headers_fixed: false,
            dropped: Vec::new(),
        };
        repair.after(error).then_some(repair.recipe)
    }

    fn compile(message: &str) -> Error {
        Error::Compile { library: "z".to_owned(), message: message.to_owned() }
    }

    fn link(message: &str) -> Error {
        Error::Link { library: "z".to_owned(), message: message.to_owned() }
    }

    #[test]
    fn a_header_that_lies_elsewhere_adds_its_folder() {
        let error = compile("/r/src/a.c:1:10: fatal error: 'x/y.h' file not found\n    1 | #include <x/y.h>");
        assert_eq!(repair(&tree(), &["src/a.c"], &error).unwrap().includes, ["inc"]);
    }

    #[test]
    fn a_header_that_a_build_would_write_is_copied_or_its_file_goes() {
        let error = compile("/r/src/a.c:1:10: fatal error: 'config.h' file not found");
        let copied = repair(&tree(), &["src/a.c"], &error).unwrap().copied;
        assert_eq!(copied, [("config.h".to_owned(), "src/config.h.generic".to_owned())]);
        let error = compile(
            "In file included from /r/src/a.c:3:\nIn file included from /r/p.h:1:\n\
             /r/q.h:2:1: fatal error: 'windows.h' file not found",
        );
        assert_eq!(repair(&tree(), &["src/a.c", "src/b.c"], &error).unwrap().files, ["src/b.c"]);
        assert_eq!(repair(&tree(), &["src/a.c"], &error), None, "the last file stays");
    }

    #[test]
    fn of_several_headers_the_one_behind_goes_when_they_cannot_be_read() {
        let tree = tree();
        let headers = vec!["a.h".to_owned(), "b.h".to_owned()];
        let recipe = Recipe { headers, ..Recipe::default() };
        let mut repair = Repair {
            tree: &tree,
            recipe,
            prefix: "",
            is_fixed: false,
            are_headers_fixed: false,
            dropped: Vec::new(),
        };
        let error =
            compile("In file included from /r/header/headers.c:2:\n/r/b.h:1:1: error: unknown type name 'x'");
        assert!(repair.after(&error) && repair.recipe.headers == ["a.h"]);
        assert!(!repair.after(&error), "the first one stays");
    }

    #[test]
    fn parts_of_posix_are_added_once() {
        let error = compile("/r/src/a.c:1:10: fatal error: 'pthread.h' file not found");
        assert_eq!(repair(&tree(), &["src/a.c"], &error).unwrap().compat, BTreeSet::from([Compat::Pthread]));
        let error = link("`setjmp` is used\nwasm-ld: error: a.o: undefined symbol: setjmp");
        assert!(repair(&tree(), &["src/a.c"], &error).unwrap().setjmp);
    }

    #[test]
    fn what_the_linker_misses_comes_back_and_what_it_has_twice_goes() {
        let error = link("wasm-ld: error: a.o: undefined symbol: c");
        assert_eq!(repair(&tree(), &["src/a.c"], &error).unwrap().files, ["src/a.c", "win/c.c"]);
        let error = link("wasm-ld: error: duplicate symbol: twice\n>>> defined in b.o");
        assert_eq!(repair(&tree(), &["src/b.c", "win/c.c"], &error).unwrap().files, ["src/b.c"]);
        assert_eq!(repair(&tree(), &["src/a.c"], &link("undefined symbol: nowhere")), None);
    }
}
