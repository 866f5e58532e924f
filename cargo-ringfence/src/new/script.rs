//! What a crate's own build script says about its C files: read, never run.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprIf, ExprMethodCall, Lit, Meta, Token};

use super::tree::Tree;

/// What the text of a build script names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// Texts that may name files or folders, in the order of the script.
    texts: Vec<String>,
    includes: Vec<String>,
    /// Macros that are defined under no condition.
    pub(super) defines: Vec<(String, Option<String>)>,
}

impl Hints {
    /// Reads a build script. `features` are those that cargo would turn on.
    pub(super) fn read(text: &str, features: &BTreeSet<String>) -> Self {
        let Ok(file) = syn::parse_file(text) else { return Self::default() };
        let mut reader = Reader { features, conditions: 0, hints: Self::default() };
        reader.visit_file(&file);
        reader.hints
    }

    /// The sources that it names, one by one or by their folder.
    pub(super) fn files(&self, tree: &Tree) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut add = |path: &String| {
            if !all.contains(path) {
                all.push(path.clone());
            }
        };
        for text in &self.texts {
            let text = text.trim_start_matches("./");
            if tree.sources.contains_key(text) {
                add(&text.to_owned());
            } else if is_source(text) && !text.contains('*') {
                // `folder.join("lib.c")`, with the folder elsewhere in the script.
                let ends = |path: &&String| path.ends_with(&format!("/{text}"));
                let fitting: Vec<_> = tree.sources.keys().filter(ends).collect();
                if let [only] = fitting.as_slice() {
                    add(only);
                }
            } else if let Some(folder) = text.split('*').next().filter(|_| text.contains('*')) {
                let is_deep = text.contains("**");
                tree.sources.keys().filter(|path| is_below(path, folder, is_deep)).for_each(&mut add);
            } else if text.contains('/') || self.has_a_loop_over(text) {
                tree.sources.keys().filter(|path| is_below(path, text, false)).for_each(&mut add);
            }
        }
        all
    }

    /// Folders of headers that exist.
    pub(super) fn folders(&self, tree: &Tree) -> Vec<String> {
        let all = self.includes.iter().map(|text| text.trim_start_matches("./").trim_end_matches('/'));
        all.filter(|text| !text.is_empty() && tree.root.join(text).is_dir()).map(str::to_owned).collect()
    }

    /// A word alone may be a folder or anything else; only a list of paths beside it makes it a folder.
    fn has_a_loop_over(&self, text: &str) -> bool {
        self.texts.iter().any(|other| other.strip_prefix(text).is_some_and(|rest| rest.starts_with('/')))
    }
}

struct Reader<'a> {
    features: &'a BTreeSet<String>,
    conditions: usize,
    hints: Hints,
}

impl Reader<'_> {
    fn is_off(&self, attributes: &[Attribute]) -> bool {
        attributes.iter().any(|attribute| match &attribute.meta {
            Meta::List(list) if attribute.path().is_ident("cfg") => {
                list.parse_args::<Meta>().is_ok_and(|meta| holds(&meta, self.features) == Some(false))
            }
            _ => false,
        })
    }

    fn define(&mut self, call: &ExprMethodCall) {
        let mut arguments = call.args.iter();
        if let (0, Some(name), Some(value)) =
            (self.conditions, arguments.next().and_then(literal), arguments.next())
        {
            let value = value_of(value);
            if name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
                && let Some(value) = value
                && !self.hints.defines.iter().any(|(known, _)| *known == name)
            {
                self.hints.defines.push((name, value));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !self.is_off(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_local(&mut self, item: &'ast syn::Local) {
        if !self.is_off(&item.attrs) {
            visit::visit_local(self, item);
        }
    }

    fn visit_expr(&mut self, item: &'ast Expr) {
        let attributes = match item {
            Expr::Lit(inner) => &inner.attrs,
            Expr::Block(inner) => &inner.attrs,
            Expr::Call(inner) => &inner.attrs,
            Expr::MethodCall(inner) => &inner.attrs,
            Expr::If(inner) => &inner.attrs,
            _ => &Vec::new(),
        };
        if !self.is_off(attributes) {
            visit::visit_expr(self, item);
        }
    }

    fn visit_expr_if(&mut self, item: &'ast ExprIf) {
        self.visit_expr(&item.cond);
        let known = condition(&item.cond, self.features);
        self.conditions += usize::from(known.is_none());
        if known != Some(false) {
            self.visit_block(&item.then_branch);
        }
        if let (Some((_, otherwise)), true) = (&item.else_branch, known != Some(true)) {
            self.visit_expr(otherwise);
        }
        self.conditions -= usize::from(known.is_none());
    }

    fn visit_expr_match(&mut self, item: &'ast syn::ExprMatch) {
        self.conditions += 1;
        visit::visit_expr_match(self, item);
        self.conditions -= 1;
    }

    fn visit_expr_method_call(&mut self, item: &'ast ExprMethodCall) {
        // The receiver comes first, as it does in the text.
        visit::visit_expr_method_call(self, item);
        match item.method.to_string().as_str() {
            "define" => self.define(item),
            // What is needed under a condition comes with the first header that is missing.
            "include" if self.conditions == 0 => {
                self.hints.includes.extend(item.args.first().and_then(literal));
            }
            "includes" if self.conditions == 0 => {
                let mut texts = Texts::default();
                item.args.iter().for_each(|argument| texts.visit_expr(argument));
                self.hints.includes.extend(texts.0);
            }
            _ => {}
        }
    }

    fn visit_lit_str(&mut self, item: &'ast syn::LitStr) {
        self.hints.texts.push(item.value());
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        // Lists: `vec!["a.c", "b.c"]`. What is printed names no file.
        let is_list = item.path.is_ident("vec");
        let parse = syn::punctuated::Punctuated::<Expr, Token![,]>::parse_terminated;
        if let (true, Ok(items)) = (is_list, item.parse_body_with(parse)) {
            let mut texts = Texts::default();
            items.iter().for_each(|expression| texts.visit_expr(expression));
            self.hints.texts.extend(texts.0);
        }
    }
}

/// All texts inside of an expression.
#[derive(Default)]
struct Texts(Vec<String>);

impl<'ast> Visit<'ast> for Texts {
    fn visit_lit_str(&mut self, item: &'ast syn::LitStr) {
        self.0.push(item.value());
    }
}

fn literal(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(inner) => match &inner.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        Expr::Reference(inner) => literal(&inner.expr),
        _ => None,
    }
}

/// The second argument of `define`: `None`, `"1"` or `Some("1")`. The outer `None` is one that only running tells.
#[expect(clippy::option_option, reason = "not known, and known to be absent")]
fn value_of(expression: &Expr) -> Option<Option<String>> {
    match expression {
        Expr::Path(path) if path.path.is_ident("None") => Some(None),
        Expr::Call(call) => call.args.first().and_then(literal).map(Some),
        other => literal(other).map(Some),
    }
}

/// What `if` says, where features decide it.
fn condition(expression: &Expr, features: &BTreeSet<String>) -> Option<bool> {
    match expression {
        Expr::Macro(inner) if inner.mac.path.is_ident("cfg") => {
            holds(&inner.mac.parse_body::<Meta>().ok()?, features)
        }
        Expr::Unary(inner) if matches!(inner.op, syn::UnOp::Not(_)) => {
            condition(&inner.expr, features).map(|known| !known)
        }
        Expr::Paren(inner) => condition(&inner.expr, features),
        _ => None,
    }
}

fn holds(meta: &Meta, features: &BTreeSet<String>) -> Option<bool> {
    match meta {
        Meta::NameValue(pair) if pair.path.is_ident("feature") => {
            literal(&pair.value).map(|name| features.contains(&name))
        }
        Meta::List(list) => {
            let parse = syn::punctuated::Punctuated::<Meta, Token![,]>::parse_terminated;
            let inner: Vec<_> =
                list.parse_args_with(parse).ok()?.iter().map(|meta| holds(meta, features)).collect();
            match list.path.get_ident()?.to_string().as_str() {
                "not" => inner.first().copied().flatten().map(|known| !known),
                "all" if inner.contains(&Some(false)) => Some(false),
                "all" => inner.into_iter().collect::<Option<Vec<_>>>().map(|_| true),
                "any" if inner.contains(&Some(true)) => Some(true),
                "any" => inner.into_iter().collect::<Option<Vec<_>>>().map(|_| false),
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_source(text: &str) -> bool {
    [".c", ".cc", ".cpp", ".cxx"].iter().any(|end| text.ends_with(end))
}

fn is_below(path: &str, folder: &str, is_deep: bool) -> bool {
    let folder = folder.trim_end_matches('/');
    let rest = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    rest.is_some_and(|rest| is_deep || !rest.contains('/'))
}

/// The features that are on by default, and all that they turn on.
pub(super) fn default_features(all: &BTreeMap<String, Vec<String>>) -> BTreeSet<String> {
    let (mut on, mut next) = (BTreeSet::new(), vec!["default".to_owned()]);
    while let Some(name) = next.pop() {
        if on.insert(name.clone()) {
            next.extend(all.get(&name).into_iter().flatten().cloned());
        }
    }
    on
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(paths: &[&str]) -> Tree {
        let sources = paths.iter().map(|path| ((*path).to_owned(), super::super::scan::Names::default()));
        Tree { sources: sources.collect(), ..Tree::default() }
    }

    fn files(script: &str, paths: &[&str]) -> Vec<String> {
        Hints::read(script, &BTreeSet::from(["on".to_owned()])).files(&tree(paths))
    }

    #[test]
    fn files_are_named_one_by_one_by_their_end_or_by_their_folder() {
        let script = r#"fn main() {
            let mut build = cc::Build::new();
            build.file("src/a.c").file(root.join("only.c")).files(&["src/b.c", "absent.c"]);
            for file in glob("deep/**/*.c") { build.file(file); }
            for folder in ["lib/one"] { add(folder); }
        }"#;
        let paths =
            ["src/a.c", "src/b.c", "src/c.c", "x/only.c", "deep/x/y/z.c", "lib/one/p.c", "lib/two/q.c"];
        assert_eq!(files(script, &paths), ["src/a.c", "x/only.c", "src/b.c", "deep/x/y/z.c", "lib/one/p.c"]);
    }

    #[test]
    fn what_features_turn_off_is_not_taken() {
        let script = r#"fn main() {
            for dir in &["lib/a", #[cfg(feature = "off")] "lib/b", #[cfg(feature = "on")] "lib/c"] {}
            if cfg!(feature = "off") { build.file("lib/d.c"); } else { build.file("lib/e.c"); }
        }
        #[cfg(all(feature = "off", unix))]
        fn more() { build.file("lib/f.c"); }"#;
        let paths = ["lib/a/1.c", "lib/b/2.c", "lib/c/3.c", "lib/d.c", "lib/e.c", "lib/f.c"];
        assert_eq!(files(script, &paths), ["lib/a/1.c", "lib/c/3.c", "lib/e.c"]);
    }

    #[test]
    fn only_macros_and_folders_without_a_condition_are_taken() {
        let script = r#"fn main() {
            build.define("ALWAYS", None).define("LEVEL", "3").define("SOME", Some("1")).define("RUN", value);
            build.include("include");
            if target.contains("windows") { build.define("WINDOWS", None).include("shim"); }
        }"#;
        let hints = Hints::read(script, &BTreeSet::new());
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            hints.defines,
            [("ALWAYS".to_owned(), None), ("LEVEL".to_owned(), text("3")), ("SOME".to_owned(), text("1"))]
        );
        assert_eq!(hints.includes, ["include"]);
    }

    #[test]
    fn default_features_bring_others_along() {
        let all = [("default", vec!["a"]), ("a", vec!["b", "dep:x"]), ("c", vec![])];
        let all = all.map(|(name, list)| (name.to_owned(), list.into_iter().map(str::to_owned).collect()));
        let on = default_features(&BTreeMap::from(all));
        assert!(on.contains("b") && !on.contains("c"), "{on:?}");
    }

    #[test]
    fn a_script_that_is_no_rust_says_nothing() {
        assert_eq!(Hints::read("fn main( {", &BTreeSet::new()), Hints::default());
    }
}
