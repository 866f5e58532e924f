//! Which headers describe the library, how it includes them, and which names are its own.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::tree::Tree;

/// A header as `#include` names it, and the folder to look in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) path: String,
    pub(super) include: String,
    pub(super) folder: String,
}

/// The patterns of `--allow`; without any, everything that headers declare.
pub(super) fn patterns(allow: &[String]) -> Result<Vec<Regex>, String> {
    let read = |text: &String| {
        Regex::new(&format!("^(?:{text})$")).map_err(|_| {
            let reason = Regex::new(text).err().map_or_else(String::new, |error| format!("\n\n{error}"));
            format!("`--allow {text}` is no regular expression{reason}")
        })
    };
    allow.iter().map(read).collect()
}

/// The headers that declare most of what the sources define; further ones only where `--allow` asks for more.
pub(super) fn choose(tree: &Tree, files: &[String], allow: &[Regex], library: &str) -> Vec<Chosen> {
    let defined: BTreeSet<_> =
        files.iter().filter_map(|file| tree.sources.get(file)).flat_map(|names| &names.defined).collect();
    let wanted = |name: &str| allow.is_empty() || allow.iter().any(|pattern| pattern.is_match(name));
    let mut offers: Vec<(usize, &String, BTreeSet<&String>)> = Vec::new();
    for (path, names) in tree.own_headers() {
        let declared: BTreeSet<_> =
            names.declared.iter().filter(|name| wanted(name) && defined.contains(name)).collect();
        if !declared.is_empty() {
            offers.push((score(path, declared.len(), library), path, declared));
        }
    }
    let mut chosen: Vec<Chosen> = Vec::new();
    let mut covered: BTreeSet<&String> = BTreeSet::new();
    offers.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.len().cmp(&other.1.len())));
    for (_, path, declared) in offers {
        let is_first = chosen.is_empty();
        // Beside the first one only its neighbours in a folder for users count: others are the library's own affair.
        let is_offered = chosen.first().is_some_and(|first| in_include(&first.path)) && in_include(path);
        let is_new = declared.iter().any(|name| !covered.contains(*name));
        let brings_more = !allow.is_empty() && is_offered && is_new;
        if is_first || brings_more {
            chosen.push(spelled(tree, path));
            covered.extend(declared);
        }
    }
    chosen
}

/// A header that somebody named: by its path, or as it is included.
pub(super) fn named(tree: &Tree, name: &str) -> Option<Chosen> {
    if tree.headers.contains_key(name) {
        return Some(spelled(tree, name));
    }
    let folder = tree.folder_for(name, "")?;
    let path = if folder == "." { name.to_owned() } else { format!("{folder}/{name}") };
    Some(Chosen { path, include: name.to_owned(), folder })
}

fn score(path: &str, declared: usize, library: &str) -> usize {
    let stem = stem(path).to_ascii_lowercase();
    let library = library.to_ascii_lowercase();
    let is_named_after =
        stem == library || stem == format!("lib{library}") || stem == format!("{library}lib");
    let factor = match (is_named_after, in_include(path)) {
        (true, _) => 4,
        (false, true) => 2,
        (false, false) => 1,
    };
    // What is internal is taken only if there is nothing else.
    declared * factor * 4 / if is_internal(path) { 16 } else { 1 }
}

fn in_include(path: &str) -> bool {
    path.split('/').any(|folder| folder == "include")
}

fn is_internal(path: &str) -> bool {
    let stem = stem(path).to_ascii_lowercase();
    let words: Vec<_> = stem.split(['_', '-', '.']).collect();
    ["internal", "private", "impl", "priv", "int", "p", "intern", "local"]
        .iter()
        .any(|word| words.contains(word))
        || stem.ends_with("internal")
        || stem.ends_with("int")
}

fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.split_once('.').map_or(file, |(stem, _)| stem)
}

/// As most of the sources include it.
fn spelled(tree: &Tree, path: &str) -> Chosen {
    let mut spellings: BTreeMap<&str, usize> = BTreeMap::new();
    for names in tree.sources.values().chain(tree.headers.values()) {
        let fitting = names
            .includes
            .iter()
            .filter(|include| path.ends_with(include.as_str()) && !include.contains(".."));
        for include in fitting.filter(|include| is_whole(path, include)) {
            *spellings.entry(include).or_default() += 1;
        }
    }
    let below_include = path.rsplit_once("include/").map(|(_, rest)| rest);
    let most = spellings
        .into_iter()
        .max_by_key(|(include, count)| (*count, include.len()))
        .map(|(include, _)| include);
    let file = path.rsplit('/').next().unwrap_or(path);
    let include = below_include.or(most).unwrap_or(file);
    let folder = path.strip_suffix(include).unwrap_or_default().trim_end_matches('/');
    let folder = if folder.is_empty() { "." } else { folder };
    Chosen { path: path.to_owned(), include: include.to_owned(), folder: folder.to_owned() }
}

fn is_whole(path: &str, include: &str) -> bool {
    path.strip_suffix(include).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// A pattern for everything that the headers declare, with those that they include.
pub(super) fn all_names(tree: &Tree, chosen: &[Chosen]) -> String {
    let mut next: Vec<String> = chosen.iter().map(|header| header.path.clone()).collect();
    let (mut seen, mut all) = (BTreeSet::new(), BTreeSet::new());
    while let Some(path) = next.pop() {
        let Some(names) = tree.headers.get(&path) else { continue };
        if !seen.insert(path.clone()) {
            continue;
        }
        all.extend(names.declared.iter().chain(&names.constants).map(String::as_str));
        for include in &names.includes {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let beside = if folder.is_empty() { include.clone() } else { format!("{folder}/{include}") };
            let known = tree.headers.contains_key(&beside);
            next.extend(if known { Some(beside) } else { named(tree, include).map(|found| found.path) });
        }
    }
    all.into_iter().collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::super::scan::Names;
    use super::*;

    fn tree(headers: &[(&str, &str)], sources: &[(&str, &str)]) -> Tree {
        let read = |files: &[(&str, &str)]| {
            files.iter().map(|(path, text)| ((*path).to_owned(), Names::of(text))).collect()
        };
        Tree { headers: read(headers), sources: read(sources), ..Tree::default() }
    }

    fn chosen(tree: &Tree, allow: &[&str]) -> Vec<String> {
        let allow = patterns(&allow.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>()).unwrap();
        let files: Vec<_> = tree.sources.keys().cloned().collect();
        choose(tree, &files, &allow, "z")
            .into_iter()
            .map(|header| format!("{} in {}", header.include, header.folder))
            .collect()
    }

    #[test]
    fn the_header_that_declares_most_is_the_librarys_unless_it_is_internal() {
        let tree = tree(
            &[
                ("lib/z.h", "int a(void); int b(void);"),
                ("lib/z_internal.h", "int a(void); int b(void); int c(void);"),
                ("tests/all.h", "int a(void); int b(void); int c(void);"),
                ("lib/other.h", "int elsewhere(void);"),
            ],
            &[("lib/z.c", "#include \"z.h\"\nint a(void) {} int b(void) {} int c(void) {}")],
        );
        assert_eq!(chosen(&tree, &[]), ["z.h in lib"]);
        assert_eq!(chosen(&tree, &["a|elsewhere"]), ["z.h in lib"]);
        assert_eq!(chosen(&tree, &["c"]), ["z_internal.h in lib"]);
        assert_eq!(chosen(&tree, &["[a-c]"]), ["z.h in lib"]);
        assert!(chosen(&tree, &["d"]).is_empty());
    }

    #[test]
    fn further_headers_come_only_for_names_that_were_asked_for() {
        let tree = tree(
            &[("include/z/in.h", "int a(void); int b(void);"), ("include/z/out.h", "int c(void);")],
            &[("a.c", "int a(void) {} int b(void) {} int c(void) {}")],
        );
        assert_eq!(chosen(&tree, &[]), ["z/in.h in include"]);
        assert_eq!(chosen(&tree, &["[a-c]"]), ["z/in.h in include", "z/out.h in include"]);
    }

    #[test]
    fn a_header_is_spelled_as_the_sources_do() {
        let tree = tree(
            &[("v/src/w/d.h", "int a(void);")],
            &[("v/src/a.c", "#include \"src/w/d.h\"\nint a(void) {}")],
        );
        assert_eq!(chosen(&tree, &[]), ["src/w/d.h in v"]);
        assert_eq!(named(&tree, "w/d.h").unwrap().folder, "v/src");
        assert_eq!(named(&tree, "v/src/w/d.h").unwrap().folder, "v");
        assert_eq!(named(&tree, "no.h"), None);
    }

    #[test]
    fn names_come_from_included_headers_too_but_not_from_the_c_library() {
        let tree = tree(
            &[
                ("z.h", "#include <stdio.h>\n#include \"conf.h\"\nint a(void);"),
                ("conf.h", "#define LEVEL 3\n"),
            ],
            &[],
        );
        assert_eq!(all_names(&tree, &[spelled(&tree, "z.h")]), "LEVEL|a");
    }

    #[test]
    fn a_pattern_that_is_none_is_shown() {
        let error = patterns(&["a(".to_owned()]).unwrap_err();
        assert!(error.starts_with("`--allow a(`") && error.contains("unclosed"), "{error}");
    }
}
