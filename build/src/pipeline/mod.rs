//! The order of a build: inputs, toolchain, objects, module, checks, machine code, record.

mod absent;
mod batch;
mod describe;
mod guest;
mod header;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ringfence_engine::Dialect;
use ringfence_syntax::manifest::{self, Manifest};

use crate::compile::{self, Compiler, Objects};
use crate::context::Context;
use crate::fingerprint::Stamp;
use crate::inputs::Inputs;
use crate::module::{Facts, Promise};
use crate::precompile::Precompiler;
use crate::rust::RustCompiler;
use crate::support::Extras;
use crate::toolchain::{self, Toolchain};
use crate::{
    Compiled, Environment, Error, Library, Profile, files, layout, link, module, record, rerun, script,
    signature, simd, strip,
};

pub(crate) fn run(library: &Library) -> Result<Compiled, Error> {
    let environment = library.environment.clone().unwrap_or_else(Environment::of_process);
    let context = Context::of(library, &environment)?;
    let compiled = match Inputs::gather(library, &context, &environment) {
        Err(Error::NoArchive { archive, expected, message }) if library.optional => {
            absent::leave(library, &context, &archive, expected, &message)?
        }
        inputs => {
            let mut build = Build::prepare(library, &environment, &context, inputs?)?;
            build.read_headers()?;
            build.run()?
        }
    };
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
    inputs: Inputs,
    /// Absent when the module is prebuilt, or of Rust.
    toolchain: Option<Toolchain>,
    extras: Extras,
    rust: Option<RustCompiler>,
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
        inputs: Inputs,
    ) -> Result<Self, Error> {
        let folder = context.folder(&library.name);
        let work = folder.join("build");
        files::create_folder(&work)?;
        files::create_folder(&context.scratch())?;
        let toolchain = match (&inputs.prebuilt, &inputs.guest) {
            (None, None) => Some(toolchain::find(environment, &context.scratch())?),
            _ => None,
        };
        let rust = match (&inputs.prebuilt, &inputs.guest) {
            (None, Some(_)) => Some(guest::compiler(environment)?),
            _ => None,
        };
        let mut extras = Extras::of(library, inputs.cpp)?;
        if toolchain.is_some() && library.simd.is_some_and(|simd| simd.support().is_some()) {
            extras.simde = simd::prepare(&library.name, &inputs.includes, environment, &context.scratch())?;
        }
        let precompiler = Precompiler::new(library, context, extras.dialect)?;
        Ok(Self { library, environment, context, inputs, toolchain, rust, extras, precompiler, folder, work })
    }

    fn run(&self) -> Result<Compiled, Error> {
        if let Some(module) = &self.inputs.prebuilt {
            signature::keep(module, &self.folder, &self.library.name)?;
        }
        let last = Stamp::read(&self.work);
        if last.fingerprint == self.fingerprint(&last.headers)
            && let Some(manifest) = record::intact(&self.context.out_dir, &self.library.name)
        {
            return Ok(self.compiled(manifest, last, true));
        }
        let raw = match (&self.inputs.prebuilt, &self.toolchain) {
            (None, Some(toolchain)) => self.build(toolchain)?,
            (None, None) => self.build_guest()?,
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
        self.extras.check(&self.library.name, toolchain)?;
        self.write_headers()?;
        let flags = self.flags(toolchain);
        let mut own = self.compile(&compiler, &flags)?;
        let archives = self.run_script(&compiler, toolchain, &flags)?;
        own.headers.extend(archives.iter().cloned());
        self.check_layout(&compiler, &flags)?;
        let inline = self.compile_inline(&compiler, &flags)?;
        let rows = self.compile_batches(&compiler, &flags)?;
        let guest = self.compile_guest(&compiler, &self.extras.flags_for(toolchain, &self.guest_folder()))?;
        let optional = self.optional();
        let promised = self.inputs.promised.keys().chain(&self.inputs.globals).cloned();
        let mut exports: BTreeSet<_> = promised.filter(|name| !optional.contains(name)).collect();
        exports.insert(ringfence_guest::ARENA_SYMBOL.to_owned());
        exports.extend(self.extras.exports.iter().map(|&name| name.to_owned()));
        // The guest's support comes first. zig names its libc before any object, and a symbol that the library
        // uses would be taken from there: its own stack guard, for one, which imports a source of randomness.
        let objects = [guest.files, own.files, archives, inline, rows].concat();
        let output = self.work.join(format!("{}.wasm", self.library.name));
        let job = link::Job {
            objects: &objects,
            exports: &exports,
            optional,
            archives: &self.extras.archives,
            stack_bytes: self.library.stack_bytes,
            memory_bytes: self.library.limits.memory_bytes,
            output: &output,
        };
        let warnings = link::link(&self.library.name, &job, toolchain, self.environment)?;
        Ok(Raw { bytes: files::read(&output)?, headers: own.headers, warnings })
    }

    /// Headers of the support, and those that the build script spells out.
    fn write_headers(&self) -> Result<(), Error> {
        self.extras.write_headers(&self.guest_folder())?;
        for (name, text) in &self.inputs.written_headers {
            let path = self.config_folder().join(name);
            files::create_folder(path.parent().unwrap_or(&path))?;
            files::write_if_changed(&path, text)?;
        }
        Ok(())
    }

    /// Flags for the library's files: what its settings ask for, then its own.
    fn flags(&self, toolchain: &Toolchain) -> Vec<String> {
        let mut flags = self.extras.flags_for(toolchain, &self.guest_folder());
        flags.extend(self.library.flags.iter().cloned());
        flags
    }

    fn compile(&self, compiler: &Compiler<'_>, flags: &[String]) -> Result<Objects, Error> {
        let job = compile::Job {
            files: &self.inputs.files,
            includes: &self.includes(),
            flags,
            cpp_flags: &[self.extras.cpp_flags.as_slice(), &self.library.cpp_flags].concat(),
            prefixes: &self.prefixes(),
            output: &self.work.join("objects"),
            host: &self.context.host,
        };
        compiler.compile(&self.library.name, &job)
    }

    /// Archives of the source crate's own build script, when that is asked for.
    fn run_script(
        &self,
        compiler: &Compiler<'_>,
        toolchain: &Toolchain,
        flags: &[String],
    ) -> Result<Vec<PathBuf>, Error> {
        let (Some(script), Some(source)) = (&self.library.build_script, &self.inputs.source) else {
            return Ok(Vec::new());
        };
        let job = script::Job {
            library: &self.library.name,
            source,
            toolchain,
            flags: &compiler.flags(&self.prefixes(), &self.includes(), flags),
            cpp_flags: &self.extras.cpp_flags,
            features: script.features.as_deref(),
            variables: &script.variables,
            manifest_dir: &self.context.manifest_dir,
            work: &self.work,
            environment: self.environment,
        };
        script::run(&job)
    }

    /// The C support, compiled with the same compiler but without the library's own flags.
    fn compile_guest(&self, compiler: &Compiler<'_>, flags: &[String]) -> Result<Objects, Error> {
        let all = ringfence_guest::FILES.iter().chain(self.extras.files());
        let written: Vec<_> = all.map(|file| (self.guest_folder().join(file.name), file.text)).collect();
        let size = format!("-D{}={}", ringfence_guest::ARENA_BYTES_MACRO, ringfence_guest::ARENA_BYTES);
        let granted = self.library.grants.iter().map(|capability| {
            format!("-D{}{}", ringfence_guest::GRANT_MACRO_PREFIX, capability.name().to_uppercase())
        });
        let own: Vec<_> = std::iter::once(size).chain(granted).collect();
        self.compile_written(compiler, &self.guest_folder(), &written, &[], &[flags, &own].concat())
    }

    /// Files that this helper writes itself, compiled into the folder where they go.
    fn compile_written<T: AsRef<[u8]>>(
        &self,
        compiler: &Compiler<'_>,
        folder: &Path,
        written: &[(PathBuf, T)],
        includes: &[PathBuf],
        flags: &[String],
    ) -> Result<Objects, Error> {
        files::create_folder(folder)?;
        for (path, text) in written {
            files::write_if_changed(path, text.as_ref())?;
        }
        let paths: Vec<_> = written.iter().map(|(path, _)| path.clone()).collect();
        let job = compile::Job {
            files: &paths,
            includes,
            flags,
            cpp_flags: &self.extras.cpp_flags,
            prefixes: &self.prefixes(),
            output: folder,
            host: &self.context.host,
        };
        compiler.compile(&self.library.name, &job)
    }

    fn check_layout(&self, compiler: &Compiler<'_>, flags: &[String]) -> Result<(), Error> {
        let units = self.inputs.declared.assertions(&self.library.headers);
        let job = layout::Job {
            library: &self.library.name,
            includes: &self.includes(),
            beside: &self.beside(),
            flags,
            output: &self.work,
        };
        layout::check(&units, &job, compiler)
    }

    /// Strips, checks, precompiles and writes a module.
    fn finish(&self, raw: &Raw) -> Result<Manifest, Error> {
        let name = &self.library.name;
        let invalid = |text: String| Error::Module {
            library: name.clone(),
            problems: vec![match module::hints::exceptions(&text) {
                Some(hint) => format!("the module is not valid here: {text}: {hint}"),
                None => format!("the module is not valid here: {text}"),
            }],
        };
        let wasm = strip::strip(&raw.bytes, self.library.profile).map_err(invalid)?;
        let facts = Facts::read(&wasm, self.extras.dialect).map_err(invalid)?;
        let absent = self.absent(&facts);
        let (mut functions, mut globals) = (self.inputs.promised.clone(), self.inputs.globals.clone());
        functions.retain(|name, _| !absent.contains_key(name));
        globals.retain(|name| !absent.contains_key(name));
        let promise = Promise {
            functions: &functions,
            globals: &globals,
            grants: &self.library.grants,
            memory_bytes: self.library.limits.memory_bytes,
            table_elements: self.library.limits.table_elements,
        };
        let problems = module::check(&facts, &promise);
        if !problems.is_empty() {
            return Err(Error::Module { library: name.clone(), problems });
        }
        let header = self.header_record(&absent)?;
        let layouts = self.confirmed(header.as_ref())?;
        let artefact = self.precompiler.compile(name, &wasm)?;
        let manifest = record::Record {
            library: self.library,
            inputs: &self.inputs,
            globals: &globals,
            layouts,
            header,
            toolchain: self.toolchain_record(),
            sources: self.sources(&raw.headers)?,
            flags: self.recorded_flags(),
            facts: &facts,
            wasm: &wasm,
            artefact: &artefact,
            target: &self.context.target,
            exceptions: self.extras.dialect == Dialect::Exceptions,
            rust: self.inputs.guest.as_ref().map(|guest| guest.record.clone()),
        }
        .manifest();
        self.write(&manifest, raw, &wasm, &artefact.machine_code)?;
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
        if let (Some(file), Some(header)) = (&manifest.header, &self.inputs.header) {
            files::write(&self.folder.join(&file.file), &header.bindings.text)?;
        }
        files::write(&self.folder.join(&manifest.wasm.file), wasm)?;
        files::write(&self.folder.join(&manifest.artefact.file), artefact)?;
        files::write(&self.folder.join(manifest::FILE), manifest.to_text())
    }
}
