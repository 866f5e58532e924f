//! What is read in the sources of packages that use Ringfence: nothing else tells who calls what is hidden, and which instances
//! live from one scope to the next.
//!
//! Files are read as tokens, so that what stands in the arguments of macros is seen too. What macros and build scripts write is
//! not, and neither is what is under `#[cfg(test)]`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_metadata::Package;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::build::Built;
use super::facts::{Noticed, What};
use super::fenced::Claim;
use super::graph::{Graph, label};
use super::identity;
use super::report::{Location, Unexamined};

/// The package that others use, and those that it is made of.
const FRAMEWORK: [&str; 7] = [
    "ringfence",
    "ringfence-archives",
    "ringfence-build",
    "ringfence-engine",
    "ringfence-guest",
    "ringfence-macros",
    "ringfence-syntax",
];

/// Larger files, and groups nested deeper, are not looked into: nobody writes such, and whoever means ill could.
const LARGEST: u64 = 16 << 20;
const DEEPEST: usize = 200;

/// Macros that only those of Ringfence call.
const HIDDEN_MACROS: [&str; 3] = ["__place", "__record", "__site"];

/// What stands in the sources of packages of the program that ask for Ringfence, or for one of the packages that wrap a
/// library and could hand it on.
pub(crate) fn find(
    built: &Built,
    graph: &Graph<'_>,
    claims: &[&Claim],
    unexamined: &mut Vec<Unexamined>,
) -> Vec<Noticed> {
    let wrappers: BTreeSet<&str> = claims.iter().map(|claim| identity::name(&claim.wrapper)).collect();
    let mut found = Vec::new();
    for package in built.in_program().into_iter().filter_map(|id| graph.package(id)) {
        let Some(aliases) = aliases(package, &wrappers) else { continue };
        for file in files(package) {
            let (hits, passed_over) = match read(&file) {
                Ok(text) => hits(&text, &aliases),
                Err(why) => (Vec::new(), Some(why)),
            };
            unexamined.extend(passed_over.map(|why| Unexamined {
                what: format!("`{}` of {}", graph.relative(&file), label(package)),
                why: why.to_owned(),
                needed: false,
            }));
            found.extend(hits.into_iter().map(|(line, what)| Noticed {
                package: label(package),
                place: Location { file: graph.relative(&file), line },
                what,
            }));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// What the package calls Ringfence; `None` if it is part of that, or has no way to it.
fn aliases(package: &Package, wrappers: &BTreeSet<&str>) -> Option<Vec<String>> {
    if FRAMEWORK.contains(&package.name.as_str()) {
        return None;
    }
    let leads = |name: &str| name == "ringfence" || wrappers.contains(name);
    let renamed = package.dependencies.iter().filter(|dependency| leads(&dependency.name));
    let renamed = renamed.map(|it| it.rename.as_deref().unwrap_or("ringfence").replace('-', "_"));
    let mut names: Vec<String> = renamed.collect();
    if names.is_empty() {
        return None;
    }
    names.push("ringfence".to_owned());
    Some(names)
}

/// Rust files beside and below the roots of the package's library and programs.
fn files(package: &Package) -> BTreeSet<PathBuf> {
    let shipped = package.targets.iter().filter(|target| {
        !target.is_custom_build() && !target.is_test() && !target.is_bench() && !target.is_example()
    });
    let folders: BTreeSet<&Path> =
        shipped.filter_map(|target| Some(target.src_path.parent()?.as_std_path())).collect();
    // A root in the package's own folder does not make its tests and examples part of the program.
    let own = package.manifest_path.parent().map(|folder| folder.as_std_path());
    let depth = |folder: &Path| if Some(folder) == own { 1 } else { usize::MAX };
    let walks = folders.into_iter().map(|folder| walkdir::WalkDir::new(folder).max_depth(depth(folder)));
    let entries = walks.flat_map(|walk| walk.into_iter().flatten()).map(walkdir::DirEntry::into_path);
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}

fn read(path: &Path) -> Result<String, &'static str> {
    match std::fs::metadata(path) {
        Ok(about) if about.len() > LARGEST => Err("it is larger than 16 MiB"),
        Ok(_) => std::fs::read_to_string(path).map_err(|_| "it cannot be read as text"),
        Err(_) => Err("it cannot be read"),
    }
}

/// What was noticed in a file, with its line, and why some of it was not looked at. A file that is no Rust is in no program.
fn hits(text: &str, aliases: &[String]) -> (Vec<(u32, What)>, Option<&'static str>) {
    let Ok(tokens) = text.parse::<TokenStream>() else { return (Vec::new(), None) };
    let mut scan = Scan { aliases: aliases.to_vec(), found: Vec::new(), is_too_deep: false };
    scan.tokens(tokens, 0);
    (scan.found, scan.is_too_deep.then_some("what is nested more than 200 deep: nobody writes such"))
}

struct Scan {
    /// Names that stand for Ringfence.
    aliases: Vec<String>,
    found: Vec<(u32, What)>,
    /// Whether something was passed over.
    is_too_deep: bool,
}

impl Scan {
    /// `use ringfence as fence;`
    fn rename(&mut self, tokens: &[TokenTree]) {
        for three in tokens.windows(3) {
            if let [TokenTree::Ident(from), TokenTree::Ident(by), TokenTree::Ident(to)] = three
                && by == "as"
                && self.aliases.iter().any(|alias| from == alias)
            {
                self.aliases.push(to.to_string());
            }
        }
    }

    fn tokens(&mut self, tokens: TokenStream, depth: usize) {
        if depth > DEEPEST {
            self.is_too_deep = true;
            return;
        }
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        self.rename(&tokens);
        let mut of_tests = false;
        for (index, token) in tokens.iter().enumerate() {
            let before = tokens.get(..index).unwrap_or_default();
            let after = tokens.get(index.saturating_add(1)..).unwrap_or_default();
            match token {
                TokenTree::Group(group) if is_test_attribute(before, group) => of_tests = true,
                TokenTree::Group(group) if of_tests => of_tests = group.delimiter() != Delimiter::Brace,
                TokenTree::Group(group) => self.tokens(group.stream(), depth.saturating_add(1)),
                TokenTree::Punct(punct) if of_tests && punct.as_char() == ';' => of_tests = false,
                TokenTree::Ident(ident) if !of_tests => {
                    let line = u32::try_from(ident.span().start().line).unwrap_or(1);
                    self.found.extend(self.what(&ident.to_string(), before, after).map(|what| (line, what)));
                }
                _ => {}
            }
        }
    }

    fn what(&self, name: &str, before: &[TokenTree], after: &[TokenTree]) -> Option<What> {
        let owner = || owner(before);
        let is_macro = matches!(after.first(), Some(TokenTree::Punct(punct)) if punct.as_char() == '!');
        match name {
            // Others have such a module, too.
            "__private" if owner().is_none_or(|owner| self.aliases.contains(&owner)) => {
                Some(What::Hidden("__private".to_owned()))
            }
            "listed" if owner().is_some_and(|owner| owner == "Site") => {
                Some(What::Hidden("Site::listed".to_owned()))
            }
            _ if is_macro && HIDDEN_MACROS.contains(&name) => Some(What::Hidden(format!("{name}!"))),
            "Keep" | "Reuse" if owner().is_some_and(|owner| owner == "Lifecycle") => {
                Some(What::Kept(format!("Lifecycle::{name}")))
            }
            "new" if owner().is_some_and(|owner| owner == "Sandbox") => {
                Some(What::Kept("Sandbox::new".to_owned()))
            }
            "fast_calls" if is_method(before, after) => Some(What::Fast("Pool::fast_calls".to_owned())),
            "sandbox" if is_method(before, after) => Some(What::Kept("Pool::sandbox".to_owned())),
            _ => None,
        }
    }
}

/// `a` of `a::name` and `a::<T>::name`.
fn owner(before: &[TokenTree]) -> Option<String> {
    let is = |token: Option<&TokenTree>, sign: char| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
    let mut rest = before;
    loop {
        let [head @ .., first, second] = rest else { return None };
        if !(is(Some(first), ':') && is(Some(second), ':')) {
            return None;
        }
        match head {
            [.., TokenTree::Ident(ident)] => return Some(ident.to_string()),
            [.., last] if is(Some(last), '>') => {
                let start = head.iter().rposition(|token| is(Some(token), '<'))?;
                let open = head.get(..start)?;
                // `Sandbox<T>::new` has no colons before its parameters.
                if let [.., TokenTree::Ident(ident)] = open {
                    return Some(ident.to_string());
                }
                rest = open;
            }
            _ => return None,
        }
    }
}

/// `.name(…)` without arguments.
fn is_method(before: &[TokenTree], after: &[TokenTree]) -> bool {
    let dot = matches!(before.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '.');
    dot && matches!(after.first(), Some(TokenTree::Group(group))
        if group.delimiter() == Delimiter::Parenthesis && group.stream().is_empty())
}

/// The brackets of `#[cfg(test)]` and `#[test]`.
fn is_test_attribute(before: &[TokenTree], group: &Group) -> bool {
    let hash = matches!(before.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '#');
    hash && group.delimiter() == Delimiter::Bracket && {
        let tokens: Vec<TokenTree> = group.stream().into_iter().take(3).collect();
        match tokens.as_slice() {
            [TokenTree::Ident(test)] => test == "test",
            [TokenTree::Ident(cfg), TokenTree::Group(condition)] => {
                let condition: Vec<TokenTree> = condition.stream().into_iter().take(2).collect();
                cfg == "cfg" && matches!(condition.as_slice(), [TokenTree::Ident(test)] if test == "test")
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let (hits, _) = hits(text, &["ringfence".to_owned()]);
        hits.into_iter()
            .map(|(line, what)| match what {
                What::Hidden(name) => format!("{line} hidden {name}"),
                What::Kept(name) => format!("{line} kept {name}"),
                What::Fast(name) => format!("{line} fast {name}"),
            })
            .collect()
    }

    #[test]
    fn what_is_hidden_is_found_under_any_name() {
        assert_eq!(
            found("fn f() {\n ringfence::__private::leave::check(v, S, |_| true); }"),
            ["2 hidden __private"]
        );
        assert_eq!(found("use ringfence as fence;\nuse fence::__private::leave;"), ["2 hidden __private"]);
        assert_eq!(found("mod m { use ringfence as fence;\nuse fence::__private; }"), ["2 hidden __private"]);
        assert_eq!(found("use ringfence::{verify,\n __private as p};"), ["2 hidden __private"]);
        assert_eq!(
            found("mod m { println!(\"{}\", ringfence::__site!(\"x\", \"y\")); }"),
            ["1 hidden __site!"]
        );
        assert_eq!(
            found("const S: &Site = &unsafe { Site::listed(\"\", \"\", 1) };"),
            ["1 hidden Site::listed"]
        );
    }

    #[test]
    fn what_belongs_to_others_or_to_tests_is_not() {
        for text in [
            "use serde::__private::de;",
            "#[cfg(test)]\nmod tests { use ringfence::__private; }",
            "#[test]\nfn t() { ringfence::__private::x(); }",
            "#[cfg(test)]\nuse ringfence::__private;",
            "// ringfence::__private\nfn f() { \"ringfence::__private\"; }",
            "let listed = other::listed(); let __record = 3;",
            "this is no Rust ( at all",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found("#[cfg(test)] mod t { }\nuse ringfence::__private;"), ["2 hidden __private"]);
    }

    #[test]
    fn what_is_nested_without_end_is_let_be() {
        let nested =
            |depth: usize| format!("{}ringfence::__private;{}\n", "(".repeat(depth), ")".repeat(depth));
        assert_eq!(found(&nested(DEEPEST)), ["1 hidden __private"]);
        let deep = format!("{}ringfence::__private;", nested(200_000));
        let told = |text: &str| hits(text, &[]).1;
        assert!(told(&deep).is_some_and(|why| why.contains("200 deep")) && told(&nested(DEEPEST)).is_none());
        assert_eq!(found(&deep), ["2 hidden __private"], "what follows is seen");
        let attribute =
            format!("#[{}{}]\nuse ringfence::__private;", "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(found(&attribute), ["2 hidden __private"]);
    }

    #[test]
    fn instances_that_are_kept_are_found() {
        assert_eq!(found("pool.lifecycle(ringfence::Lifecycle::Keep)"), ["1 kept Lifecycle::Keep"]);
        assert_eq!(found("Lifecycle::Reuse(9)"), ["1 kept Lifecycle::Reuse"]);
        assert_eq!(found("Sandbox::<Zlib>::new(limits)"), ["1 kept Sandbox::new"]);
        assert_eq!(found("Sandbox::new(limits)"), ["1 kept Sandbox::new"]);
        let both = ["1 kept Sandbox::new", "1 kept Pool::sandbox"];
        assert_eq!(found("<Sandbox<Zlib>>::new(limits); pool.sandbox()"), both);
        assert_eq!(
            found("Lifecycle::Fresh; HashMap::new(); self.sandbox.scope(f); cage.sandbox(1)"),
            [""; 0]
        );
    }

    #[test]
    fn calls_that_are_fast_are_found() {
        assert_eq!(found("Pool::<Zlib>::new(limits)?\n.fast_calls()"), ["2 fast Pool::fast_calls"]);
        assert_eq!(found("fn fast_calls() {} let fast_calls = fast_calls(); it.fast_calls(3)"), [""; 0]);
    }
}
