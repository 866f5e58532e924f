//! The order of a build: inputs, toolchain, objects, module, checks, machine code, record.

use std::collections::BTreeSet;
use std::path::PathBuf;

use ringfence_syntax::manifest::{self, Manifest, SourceFile};

use crate::compile::{self, Compiler, Objects};
use crate::context::Context;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::inputs::Inputs;
use crate::module::{Facts, Promise};
use crate::precompile::Precompiler;
use crate::toolchain::{self, Toolchain, cache};
use crate::{
    Compiled, Environment, Error, Library, Profile, files, flags, layout, link, module, record, rerun, strip,
};

pub(crate) fn run(library: &Library) -> Result<Compiled, Error> {
    let environment = library.environment.clone().unwrap_or_else(Environment::of_process);
    let context = Context::of(library, &environment)?;
    let inputs = Inputs::gather(library, &context, &environment)?;
    let compiled = Build::prepare(library, &environment, &context, &inputs)?.run()?;
    if context.in_build_script {
        for line in rerun::lines(&compiled) {
            println!("{line}");
        }
    }
    Ok(compiled)
}

struct Build<'a> {
    library: &'a Library,
    environment: &'a Environment,
    context: &'a Context,
    inputs: &'a Inputs,
    /// Absent when the module is prebuilt.
    toolchain: Option<Toolchain>,
    precompiler: Precompiler,
    /// The library's folder, and the one below it for what is of no use afterwards.
    folder: PathBuf,
    work: PathBuf,
}

/// A module that was just linked or read, and what went into it.
#[derive(Default)]
struct Raw {
    bytes: Vec<u8>,
    headers: BTreeSet<PathBuf>,
    warnings: Vec<String>,
}

impl<'a> Build<'a> {
    fn prepare(
        library: &'a Library,
        environment: &'a Environment,
        context: &'a Context,
        inputs: &'a Inputs,
    ) -> Result<Self, Error> {
        let folder = context.folder(&library.name);
        let work = folder.join("build");
        files::create_folder(&work)?;
        files::create_folder(&context.scratch())?;
        let toolchain = match inputs.prebuilt {
            Some(_) => None,
            None => Some(toolchain::find(environment, &context.scratch())?),
        };
        let precompiler = Precompiler::new(&library.name, &context.target, library.profile)?;
        Ok(Self { library, environment, context, inputs, toolchain, precompiler, folder, work })
    }

    fn run(&self) -> Result<Compiled, Error> {
        let last = Stamp::read(&self.work);
        if last.fingerprint == self.fingerprint(&last.headers) {
            if let Some(manifest) = record::intact(&self.context.out_dir, &self.library.name) {
                return Ok(self.compiled(manifest, last, true));
            }
        }
        let raw = match (&self.inputs.prebuilt, &self.toolchain) {
            (None, Some(toolchain)) => self.build(toolchain)?,
            (path, _) => self.read(path.as_ref())?,
        };
        let manifest = self.finish(&raw)?;
        let headers: Vec<_> = raw.headers.into_iter().collect();
        let fingerprint = self.fingerprint(&headers);
        let stamp = Stamp { fingerprint, headers, warnings: raw.warnings };
        stamp.write(&self.work)?;
        Ok(self.compiled(manifest, stamp, false))
    }

    fn read(&self, path: Option<&PathBuf>) -> Result<Raw, Error> {
        let Some(path) = path else { return Ok(Raw::default()) };
        let mut raw = Raw { bytes: files::read(path)?, ..Raw::default() };
        if self.inputs.declared.needs_headers() {
            raw.warnings.push(format!(
                "{}: the module is prebuilt, so the layout of structs was not compared with the C headers",
                self.library.name
            ));
        }
        Ok(raw)
    }

    fn build(&self, toolchain: &Toolchain) -> Result<Raw, Error> {
        let compiler = Compiler::new(toolchain, self.environment, &self.context.scratch())?;
        let own = self.compile(&compiler)?;
        self.check_layout(&compiler)?;
        let guest = self.compile_guest(&compiler)?;
        let mut exports: BTreeSet<_> = self.inputs.promised.keys().cloned().collect();
        exports.insert(ringfence_guest::ARENA_SYMBOL.to_owned());
        let objects = [own.files, guest.files].concat();
        let output = self.work.join(format!("{}.wasm", self.library.name));
        let job = link::Job {
            objects: &objects,
            exports: &exports,
            grants: &self.library.grants,
            stack_bytes: self.library.stack_bytes,
            memory_bytes: self.library.limits.memory_bytes,
            output: &output,
        };
        let warnings = link::link(&self.library.name, &job, toolchain, self.environment)?;
        Ok(Raw { bytes: files::read(&output)?, headers: own.headers, warnings })
    }

    fn compile(&self, compiler: &Compiler<'_>) -> Result<Objects, Error> {
        let job = compile::Job {
            files: &self.inputs.files,
            includes: &self.inputs.includes,
            flags: &self.library.flags,
            prefixes: &self.prefixes(),
            output: &self.work.join("objects"),
            host: &self.context.host,
        };
        compiler.compile(&self.library.name, &job)
    }

    /// The C support, compiled with the same compiler but without the library's own flags.
    fn compile_guest(&self, compiler: &Compiler<'_>) -> Result<Objects, Error> {
        let folder = self.guest_folder();
        files::create_folder(&folder)?;
        let mut paths = Vec::new();
        for file in ringfence_guest::FILES {
            let path = folder.join(file.name);
            files::write_if_changed(&path, file.text.as_bytes())?;
            paths.push(path);
        }
        let size = format!("-D{}={}", ringfence_guest::ARENA_BYTES_MACRO, ringfence_guest::ARENA_BYTES);
        let job = compile::Job {
            files: &paths,
            includes: &[],
            flags: &[size],
            prefixes: &self.prefixes(),
            output: &folder,
            host: &self.context.host,
        };
        compiler.compile(&self.library.name, &job)
    }

    fn check_layout(&self, compiler: &Compiler<'_>) -> Result<(), Error> {
        let units = self.inputs.declared.assertions(&self.library.headers);
        let folders = self.inputs.files.iter().filter_map(|file| file.parent());
        let beside: BTreeSet<_> = folders.map(PathBuf::from).chain([self.source_root()]).collect();
        let job = layout::Job {
            library: &self.library.name,
            includes: &self.inputs.includes,
            beside: &beside.into_iter().collect::<Vec<_>>(),
            flags: &self.library.flags,
            output: &self.work,
        };
        layout::check(&units, &job, compiler)
    }

    /// Strips, checks, precompiles and writes a module.
    fn finish(&self, raw: &Raw) -> Result<Manifest, Error> {
        let name = &self.library.name;
        let invalid = |text: String| Error::Module {
            library: name.clone(),
            problems: vec![format!("the module is not valid here: {text}")],
        };
        let wasm = strip::strip(&raw.bytes, self.library.profile).map_err(invalid)?;
        let facts = Facts::read(&wasm).map_err(invalid)?;
        let promise = Promise {
            functions: &self.inputs.promised,
            grants: &self.library.grants,
            memory_bytes: self.library.limits.memory_bytes,
            table_elements: self.library.limits.table_elements,
        };
        let problems = module::check(&facts, &promise);
        if !problems.is_empty() {
            return Err(Error::Module { library: name.clone(), problems });
        }
        let artefact = self.precompiler.compile(name, &wasm)?;
        let manifest = record::Record {
            library: self.library,
            inputs: self.inputs,
            toolchain: self.toolchain_record(),
            sources: self.sources(&raw.headers)?,
            flags: self.recorded_flags(),
            facts: &facts,
            wasm: &wasm,
            artefact: &artefact,
            target: &self.context.target,
        }
        .manifest();
        self.write(&manifest, raw, &wasm, &artefact)?;
        Ok(manifest)
    }

    fn write(&self, manifest: &Manifest, raw: &Raw, wasm: &[u8], artefact: &[u8]) -> Result<(), Error> {
        let debug = self.folder.join(format!("{}.debug.wasm", self.library.name));
        match self.library.profile {
            Profile::Ship => {
                files::write(&debug, strip::strip(&raw.bytes, Profile::Symbols).unwrap_or_default())?
            }
            // A copy of an earlier build would describe other code.
            Profile::Symbols => drop(std::fs::remove_file(&debug)),
        }
        files::write(&self.folder.join(&manifest.wasm.file), wasm)?;
        files::write(&self.folder.join(&manifest.artefact.file), artefact)?;
        files::write(&self.folder.join(manifest::FILE), manifest.to_text())
    }

    fn compiled(&self, manifest: Manifest, stamp: Stamp, reused: bool) -> Compiled {
        let mut warnings = stamp.warnings;
        if let Some(source) = self.inputs.source.as_ref().filter(|source| source.also_native) {
            warnings.push(format!(
                "{} is also an ordinary dependency: cargo builds its C code into the application, without a fence",
                source.name
            ));
        }
        Compiled {
            folder: self.folder.clone(),
            manifest,
            reused,
            watched_files: self.watched(&stamp.headers),
            watched_variables: rerun::variables(&self.library.name, self.library.source_crate.as_deref()),
            warnings,
        }
    }

    fn watched(&self, headers: &[PathBuf]) -> Vec<PathBuf> {
        let mut watched = self.inputs.declared.watched.clone();
        watched.extend(self.inputs.files.iter().cloned());
        watched.extend(headers.iter().cloned());
        watched.extend(self.inputs.prebuilt.iter().cloned());
        watched.extend(self.inputs.source.iter().flat_map(|source| source.watched.clone()));
        watched.extend(self.toolchain.iter().flat_map(cache::parts));
        // Headers that the build script generates are written on every run; watching them would never settle.
        let folder = self.context.folder(&self.library.name);
        watched.retain(|path| !path.starts_with(&folder));
        watched.sort();
        watched.dedup();
        watched
    }

    fn fingerprint(&self, headers: &[PathBuf]) -> String {
        let mut all = Fingerprint::new();
        let library = self.library;
        all.add("helper", env!("CARGO_PKG_VERSION"));
        all.add("engine", self.precompiler.identity());
        all.add("target", &self.context.target);
        all.add("toolchain", self.toolchain.as_ref().map(cache::identity).unwrap_or_default());
        all.add("flags", self.recorded_flags().join("\n"));
        all.add("own flags", library.flags.join("\n"));
        all.add("promised", format!("{:?}", self.inputs.promised));
        all.add("grants", format!("{:?}", library.grants));
        all.add("limits", format!("{:?} {}", library.limits, library.stack_bytes));
        all.add("profile", format!("{:?}", library.profile));
        all.add("source", format!("{:?}", self.inputs.source.as_ref().map(|source| &source.version)));
        for unit in self.inputs.declared.assertions(&library.headers) {
            all.add("layout", unit);
        }
        for file in ringfence_guest::FILES {
            all.add("guest", file.text);
        }
        for folder in &self.inputs.includes {
            all.add("include", folder.as_os_str().as_encoded_bytes());
        }
        for (label, paths) in [("file", self.inputs.files.as_slice()), ("header", headers)] {
            for path in paths {
                all.add_file(label, path);
            }
        }
        if let Some(path) = &self.inputs.prebuilt {
            all.add_file("prebuilt", path);
        }
        all.finish()
    }

    fn toolchain_record(&self) -> manifest::Toolchain {
        match &self.toolchain {
            Some(toolchain) => manifest::Toolchain {
                kind: toolchain.kind.name().to_owned(),
                version: toolchain.version.clone(),
            },
            None => manifest::Toolchain { kind: "prebuilt".to_owned(), version: "unknown".to_owned() },
        }
    }

    fn sources(&self, headers: &BTreeSet<PathBuf>) -> Result<Vec<SourceFile>, Error> {
        let roots = self.roots();
        if let Some(path) = &self.inputs.prebuilt {
            return record::sources([path], &roots);
        }
        let guest: Vec<_> =
            ringfence_guest::FILES.iter().map(|file| self.guest_folder().join(file.name)).collect();
        record::sources(self.inputs.files.iter().chain(headers).chain(&guest), &roots)
    }

    /// All flags in order, without folders of this machine.
    fn recorded_flags(&self) -> Vec<String> {
        if self.inputs.prebuilt.is_some() {
            return Vec::new();
        }
        let roots = self.roots();
        let own = self.library.flags.iter().map(|flag| {
            let folders = [self.source_root(), self.context.manifest_dir.clone()];
            folders.iter().fold(flag.clone(), |flag, folder| flag.replace(&*folder.to_string_lossy(), "."))
        });
        let includes =
            self.inputs.includes.iter().map(|folder| format!("-I{}", files::relative(folder, &roots)));
        let ours = flags::HARDENED.iter().chain(flags::SECTIONS).map(|flag| (*flag).to_owned());
        ["-O2".to_owned()].into_iter().chain(ours).chain(includes).chain(own).collect()
    }

    fn guest_folder(&self) -> PathBuf {
        self.work.join("guest")
    }

    fn source_root(&self) -> PathBuf {
        self.inputs
            .source
            .as_ref()
            .map_or_else(|| self.context.manifest_dir.clone(), |source| source.folder.clone())
    }

    /// What stands for a folder in records: the first that fits.
    fn roots(&self) -> Vec<(String, PathBuf)> {
        let mut roots = vec![
            ("ringfence-guest/".to_owned(), self.guest_folder()),
            ("out/".to_owned(), self.context.out_dir.clone()),
            (String::new(), self.source_root()),
        ];
        roots.push(("own/".to_owned(), self.context.manifest_dir.clone()));
        roots
    }

    /// What stands for a folder in the module. Where folders lie in each other, compilers take the later one.
    fn prefixes(&self) -> Vec<(PathBuf, String)> {
        let mut prefixes = vec![(self.context.manifest_dir.clone(), ".".to_owned())];
        if let Some(source) = &self.inputs.source {
            prefixes.push((source.folder.clone(), format!("{}-{}", source.name, source.version)));
        }
        prefixes.push((self.context.out_dir.clone(), "out".to_owned()));
        prefixes.push((self.context.scratch().join("sysroot"), "wasi-sysroot".to_owned()));
        prefixes.push((self.guest_folder(), "ringfence-guest".to_owned()));
        prefixes
    }
}
