//! Building before anything is made: the recipe is tried, corrected and tried again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ringfence_build::{Compiled, Environment, Error, Library};

use super::recipe::Recipe;
use super::repair::Repair;

/// Most corrections of one recipe.
const MOST: usize = 100;

/// A folder with a package that only takes what is in the headers.
pub(super) struct Bench {
    pub(super) package: PathBuf,
    pub(super) output: PathBuf,
    pub(super) host: String,
    pub(super) environment: Environment,
}

/// What a build left.
pub(super) struct Tried {
    /// The interface as `ringfence-build` wrote it.
    pub(super) header: String,
    /// The C file with the functions that the headers define.
    pub(super) inline: Option<String>,
    pub(super) left_out: BTreeMap<String, String>,
}

impl Bench {
    /// `package` holds the files that are compiled, or none when a crate does.
    pub(super) fn new(scratch: &Path, library: &str, source: Option<(&str, &Path)>) -> Result<Self, String> {
        let package = scratch.join("package");
        let write = |path: &str, text: &str| {
            let path = package.join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(&package))
                .and_then(|()| std::fs::write(&path, text))
        };
        write("src/lib.rs", &format!("#[ringfence::library({library:?}, header)]\npub mod {library} {{}}\n"))
            .map_err(|error| format!("cannot write to {}: {error}", package.display()))?;
        let mut environment = Environment::of_process();
        if let Some((name, folder)) = source {
            let variable = format!("RINGFENCE_SOURCE_{}", name.to_uppercase().replace(['-', '.', '+'], "_"));
            environment = environment.with(variable, folder);
        }
        Ok(Self { package, output: scratch.join("output"), host: crate::host::triple()?, environment })
    }

    fn compile(&self, library: Library) -> Result<Compiled, Error> {
        library
            .manifest_dir(&self.package)
            .out_dir(&self.output)
            .target(&self.host)
            .host(&self.host)
            .environment(self.environment.clone())
            .compile()
    }

    /// Builds until it succeeds, or until there is nothing left to correct.
    pub(super) fn try_out(&self, repair: &mut Repair<'_>, tell: impl Fn(&Recipe)) -> Result<Tried, Error> {
        let mut last = None;
        for _ in 0..MOST {
            tell(&repair.recipe);
            // Without optimisation it is a question of seconds; what ships is compiled once, at the end.
            let result = self.compile(repair.recipe.library().flag("-O0"));
            let error = match result {
                Ok(compiled) => return Ok(Tried::read(&compiled, &repair.recipe.library)),
                Err(error) => error,
            };
            if !repair.after(&error) {
                return self.without_imports(repair, error);
            }
            last = Some(error);
        }
        Err(last.unwrap_or(Error::Setting("no end was found".to_owned())))
    }

    /// A library that wants what nobody granted has an interface all the same.
    fn without_imports(&self, repair: &Repair<'_>, error: Error) -> Result<Tried, Error> {
        let Error::Module { .. } = error else { return Err(error) };
        match self.compile(repair.recipe.with_all_grants().flag("-O0")) {
            Ok(compiled) => Ok(Tried::read(&compiled, &repair.recipe.library)),
            Err(_) => Err(error),
        }
    }

    /// Builds the package that was made, as its own `build.rs` will.
    pub(super) fn verify(&self, recipe: &Recipe, package: &Path) -> Result<Compiled, Error> {
        let library = recipe.library().manifest_dir(package).out_dir(self.output.join("verified"));
        library.target(&self.host).host(&self.host).compile()
    }
}

impl Tried {
    fn read(compiled: &Compiled, library: &str) -> Self {
        let read = |path: &Path| std::fs::read_to_string(path).ok();
        let header = compiled.folder.join(format!("{library}.header.rs"));
        let left_out = compiled.manifest.header.iter().flat_map(|header| &header.left_out);
        Self {
            header: read(&header).unwrap_or_default(),
            inline: read(&compiled.folder.join("build/header/exports.c")),
            left_out: left_out.map(|(name, one)| (name.clone(), one.reason.clone())).collect(),
        }
    }
}
