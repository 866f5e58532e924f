//! The first recipe: which files, folders, macros and headers, and why not others.

use std::path::{Path, PathBuf};

use regex::Regex;

use super::headers::{self, Chosen};
use super::origin::{COPIES, Crate, Local, obtain};
use super::recipe::Recipe;
use super::request::Request;
use super::tree::Tree;
use crate::cli;

/// What is to be built, before anything was tried.
pub(super) struct Plan {
    pub(super) source: Option<Crate>,
    pub(super) tree: Tree,
    pub(super) recipe: Recipe,
    /// Where the tree's paths begin in the recipe's.
    pub(super) prefix: String,
    /// Whether somebody named the sources.
    pub(super) is_fixed: bool,
    /// Sources that were left out, with the reason.
    pub(super) left_out: Vec<(String, String)>,
    /// How the sources were chosen.
    pub(super) reason: String,
}

impl Plan {
    /// `package` is where files of this machine are copied to.
    pub(super) fn make(
        options: &cli::New,
        request: &Request,
        allow: &[Regex],
        scratch: &Path,
        package: &Path,
    ) -> Result<Self, String> {
        let mut plan = match &options.from {
            Some(wanted) => Self::of_crate(obtain(wanted, options.offline, scratch)?, options)?,
            None => Self::of_files(options, package)?,
        };
        plan.recipe.library.clone_from(&request.library);
        for (name, value) in &request.defines {
            plan.recipe.defines.retain(|(known, _)| known != name);
            plan.recipe.defines.push((name.clone(), value.clone()));
        }
        let chosen = plan.headers(options, allow)?;
        plan.recipe.headers = chosen.iter().map(|header| header.include.clone()).collect();
        for header in &chosen {
            let folder = plan.in_recipe(&header.folder);
            if !plan.recipe.includes.contains(&folder) {
                plan.recipe.includes.push(folder);
            }
        }
        plan.recipe.allow = match options.allow.as_slice() {
            [] => vec![headers::all_names(&plan.tree, &chosen)],
            asked => asked.to_vec(),
        };
        Ok(plan)
    }

    fn of_crate(source: Crate, options: &cli::New) -> Result<Self, String> {
        let tree = Tree::read(&source.folder);
        if tree.sources.is_empty() {
            return Err(format!(
                "the crate `{}` {} ships no C or C++ file; look for one whose name ends in `-sys` or `-src`",
                source.name, source.version
            ));
        }
        let (files, left_out, reason) = sources(&source, &tree, &options.source)?;
        let mut includes = source.hints.folders(&tree);
        for folder in &options.include {
            if !tree.root.join(folder).is_dir() {
                return Err(format!("--include {folder}: the crate `{}` has no such folder", source.name));
            }
            includes.push(folder.clone());
        }
        let mut known = std::collections::BTreeSet::new();
        includes.retain(|folder| known.insert(folder.clone()));
        let recipe = Recipe {
            source_crate: Some(source.name.clone()),
            files,
            includes,
            defines: source.hints.defines.clone(),
            ..Recipe::default()
        };
        let is_fixed = !options.source.is_empty();
        Ok(Self { source: Some(source), tree, recipe, prefix: String::new(), is_fixed, left_out, reason })
    }

    fn of_files(options: &cli::New, package: &Path) -> Result<Self, String> {
        let paths = |texts: &[String]| texts.iter().map(PathBuf::from).collect::<Vec<_>>();
        let local = Local::find(&paths(&options.header), &paths(&options.source), &paths(&options.include))?;
        local.copy_to(package).map_err(|error| format!("cannot copy the sources: {error}"))?;
        let copy =
            |path: &String| if path.is_empty() { COPIES.to_owned() } else { format!("{COPIES}/{path}") };
        let recipe = Recipe {
            files: local.sources.iter().map(copy).collect(),
            includes: local.includes.iter().map(copy).collect(),
            ..Recipe::default()
        };
        Ok(Self {
            source: None,
            tree: Tree::read(&package.join(COPIES)),
            recipe,
            prefix: format!("{COPIES}/"),
            is_fixed: true,
            left_out: Vec::new(),
            reason: "as they were named".to_owned(),
        })
    }

    fn headers(&self, options: &cli::New, allow: &[Regex]) -> Result<Vec<Chosen>, String> {
        if self.source.is_none() {
            // Copies keep their names; the longest that fits is the file that was meant.
            let find = |name: &String| {
                let fits = |path: &&String| {
                    Path::new(name).ends_with(Path::new(path)) || path.ends_with(name.as_str())
                };
                let file = Path::new(name).file_name().map(|file| file.to_string_lossy().into_owned());
                let path = self.tree.headers.keys().find(fits).cloned().or(file)?;
                headers::named(&self.tree, &path)
            };
            return options
                .header
                .iter()
                .map(|name| find(name).ok_or_else(|| no_header(name, &self.tree)))
                .collect();
        }
        if !options.header.is_empty() {
            let find =
                |name: &String| headers::named(&self.tree, name).ok_or_else(|| no_header(name, &self.tree));
            return options.header.iter().map(find).collect();
        }
        let chosen = headers::choose(&self.tree, &self.recipe.files, allow, &self.recipe.library);
        if chosen.is_empty() {
            return Err(match options.allow.as_slice() {
                [] => {
                    "no header declares a function that the sources define: name one with --header".to_owned()
                }
                asked => format!(
                    "no header declares a function that the sources define and that fits --allow {}: patterns fit whole \
                     names, and --header names the header",
                    asked.join(" --allow ")
                ),
            });
        }
        Ok(chosen)
    }

    fn in_recipe(&self, folder: &str) -> String {
        match (folder, self.prefix.trim_end_matches('/')) {
            (".", "") => ".".to_owned(),
            (".", prefix) => prefix.to_owned(),
            _ => format!("{}{folder}", self.prefix),
        }
    }
}

type Chosen3 = (Vec<String>, Vec<(String, String)>, String);

fn sources(source: &Crate, tree: &Tree, named: &[String]) -> Result<Chosen3, String> {
    if !named.is_empty() {
        if let Some(missing) = named.iter().find(|file| !tree.sources.contains_key(*file)) {
            let some: Vec<_> = tree.sources.keys().take(5).cloned().collect();
            return Err(format!(
                "--source {missing}: the crate `{}` has no such C file; it has {} and the like",
                source.name,
                some.join(", ")
            ));
        }
        return Ok((named.to_vec(), Vec::new(), "as they were named".to_owned()));
    }
    let hinted = source.hints.files(tree);
    let (programs, hinted): (Vec<_>, Vec<_>) = hinted
        .into_iter()
        .partition(|file| tree.sources.get(file).is_some_and(super::scan::Names::is_program));
    if !hinted.is_empty() {
        let left_out = programs.into_iter().map(|file| (file, "it has a `main`: a program".to_owned()));
        let reason = "those that the crate's build script names".to_owned();
        return Ok((hinted, left_out.collect(), reason));
    }
    let (files, left_out) = tree.candidates();
    if files.is_empty() {
        return Err(format!(
            "every C file of the crate `{}` looks like a test, a program or for another platform: name the library's with \
             --source",
            source.name
        ));
    }
    Ok((files, left_out, "all that look like the library's".to_owned()))
}

fn no_header(name: &str, tree: &Tree) -> String {
    let some: Vec<_> = tree.own_headers().map(|(path, _)| path.clone()).take(8).collect();
    match some.as_slice() {
        [] => format!("--header {name}: there is no such header, nor any other"),
        some => format!("--header {name}: there is no such header; there are {}", some.join(", ")),
    }
}
