//! What is said about a build: to cargo, to the next build, and in the record.

use std::collections::BTreeSet;
use std::path::PathBuf;

use ringfence_syntax::manifest::{self, Manifest, SourceFile};

use super::Build;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::library::BuildScript;
use crate::source::SourceCrate;
use crate::toolchain::cache;
use crate::{Compiled, Error, files, flags, link, record, rerun, script, simd};

impl Build<'_> {
    pub(super) fn compiled(&self, manifest: Manifest, stamp: Stamp, reused: bool) -> Compiled {
        let mut warnings = stamp.warnings;
        for source in self.inputs.crates.iter().filter(|source| source.also_native) {
            warnings.push(format!(
                "{} is also an ordinary dependency: cargo builds its C code into the application, without a fence",
                source.name
            ));
        }
        if self.inputs.header.is_some()
            && !self.inputs.declared.takes_header
            && !self.inputs.declared.unreadable
        {
            let name = &self.library.name;
            warnings.push(format!(
                "{name}: `.allow(…)` reads headers for nobody; #[ringfence::library(\"{name}\", header)] takes them"
            ));
        }
        warnings.extend(simd::warning(self.library, &self.context.target));
        Compiled {
            folder: self.folder.clone(),
            sources: self.inputs.source.as_ref().map(|source| source.folder.clone()),
            manifest,
            reused,
            watched_files: self.watched(&stamp.headers),
            watched_variables: rerun::variables(self.library),
            warnings,
        }
    }

    pub(super) fn watched(&self, headers: &[PathBuf]) -> Vec<PathBuf> {
        let mut watched = self.inputs.declared.watched.clone();
        watched.extend(self.inputs.files.iter().cloned());
        watched.extend(headers.iter().cloned());
        watched.extend(self.inputs.header.iter().flat_map(|header| header.bindings.headers.clone()));
        watched.extend(self.inputs.prebuilt.iter().cloned());
        // What is not there yet would have cargo run the build script each time.
        let signatures = self.inputs.prebuilt.iter().map(|module| Manifest::signature(module));
        watched.extend(signatures.filter(|path| path.is_file()));
        watched.extend(self.inputs.crates.iter().flat_map(|source| source.watched.clone()));
        watched.extend(self.scripted().map(|source| source.folder.clone()));
        watched.extend(self.toolchain.iter().flat_map(cache::parts));
        watched.extend(self.rust.iter().map(|compiler| compiler.rustc.clone()));
        // Headers that the build script generates are written on every run; watching them would never settle. For what
        // was unpacked, the archive is watched.
        let folder = self.context.folder(&self.library.name);
        watched.retain(|path| !path.starts_with(&folder) && !path.starts_with(self.context.archives()));
        watched.sort();
        watched.dedup();
        watched
    }

    pub(super) fn fingerprint(&self, headers: &[PathBuf]) -> String {
        let mut all = Fingerprint::new();
        let library = self.library;
        all.add("helper", env!("CARGO_PKG_VERSION"));
        all.add("engine", self.precompiler.identity());
        all.add("target", &self.context.target);
        all.add("toolchain", self.toolchain.as_ref().map(cache::identity).unwrap_or_default());
        all.add("rust", self.rust_identity());
        all.add("flags", self.recorded_flags().join("\n"));
        all.add("link flags", link::ALWAYS.join(" "));
        all.add("own flags", library.flags.join("\n"));
        all.add("own flags for C++", library.cpp_flags.join("\n"));
        all.add("build script", format!("{:?}", library.build_script));
        all.add("promised", format!("{:?}", self.inputs.promised));
        all.add("globals", format!("{:?}", self.inputs.globals));
        all.add("header", self.header_identity());
        for (_, text) in self.batch_files() {
            all.add("batch", text);
        }
        all.add("grants", format!("{:?}", library.grants));
        all.add("limits", format!("{:?} {}", library.limits, library.stack_bytes));
        all.add("profile", format!("{:?}", library.profile));
        for source in &self.inputs.crates {
            all.add("source", format!("{} {}", source.name, source.version));
        }
        for unit in self.inputs.declared.assertions(&library.headers) {
            all.add("layout", unit);
        }
        for text in ringfence_guest::FILES.iter().map(|file| file.text).chain(self.extras.texts()) {
            all.add("guest", text);
        }
        all.add("archives", self.extras.archives.join(" "));
        for (name, text) in &self.inputs.written_headers {
            all.add("config header", name.as_os_str().as_encoded_bytes());
            all.add("contents", text);
        }
        for folder in &self.inputs.includes {
            all.add("include", folder.as_os_str().as_encoded_bytes());
        }
        for (label, paths) in [("file", self.inputs.files.as_slice()), ("header", headers)] {
            for path in paths {
                all.add_file(label, path);
            }
        }
        let scripted = self.scripted().map(|source| files::below(&source.folder)).unwrap_or_default();
        for path in scripted.iter().chain(&self.inputs.prebuilt) {
            all.add_file("file", path);
        }
        all.finish()
    }

    /// A source crate whose own build script compiles it, where its files may be edited: nobody but the script knows
    /// which of them matter.
    fn scripted(&self) -> Option<&SourceCrate> {
        let source = self.inputs.source.as_ref().filter(|source| source.is_local);
        source.filter(|_| self.library.build_script.is_some())
    }

    pub(super) fn toolchain_record(&self) -> manifest::Toolchain {
        if let Some(compiler) = &self.rust {
            return manifest::Toolchain { kind: "rustc".to_owned(), version: compiler.version.clone() };
        }
        match &self.toolchain {
            Some(toolchain) => manifest::Toolchain {
                kind: toolchain.kind.name().to_owned(),
                version: toolchain.version.clone(),
            },
            None => manifest::Toolchain { kind: "prebuilt".to_owned(), version: "unknown".to_owned() },
        }
    }

    pub(super) fn sources(&self, headers: &BTreeSet<PathBuf>) -> Result<Vec<SourceFile>, Error> {
        let roots = self.roots();
        let inline =
            self.inline_file().into_iter().chain(self.batch_files().into_iter().map(|(path, _)| path));
        if let Some(path) = &self.inputs.prebuilt {
            return record::sources([path], &roots);
        }
        if self.inputs.guest.is_some() {
            return record::sources(self.inputs.files.iter().chain(headers), &roots);
        }
        let guest: Vec<_> = ringfence_guest::FILES
            .iter()
            .chain(self.extras.files())
            .map(|file| self.guest_folder().join(file.name))
            .collect();
        record::sources(
            self.inputs.files.iter().chain(headers).chain(&guest).chain(&inline.collect::<Vec<_>>()),
            &roots,
        )
    }

    /// All flags in order, without folders of this machine.
    pub(super) fn recorded_flags(&self) -> Vec<String> {
        if self.inputs.prebuilt.is_some() {
            return Vec::new();
        }
        if self.inputs.guest.is_some() {
            return self.rust_flags();
        }
        let roots = self.roots();
        let cpp = self.extras.cpp_flags.iter().cloned();
        let own = self.library.flags.iter().chain(&self.library.cpp_flags).map(|flag| {
            let folders = [self.source_root(), self.context.manifest_dir.clone()];
            folders.iter().fold(flag.clone(), |flag, folder| flag.replace(&*folder.to_string_lossy(), "."))
        });
        let settings = self.library.setjmp.map(|how| format!("setjmp={}", how.name()));
        let simd = self.library.simd.map(|which| format!("simd={}", which.name()));
        let native = self.library.native_cpu.then(|| "native-cpu".to_owned());
        let settings = settings
            .into_iter()
            .chain(simd)
            .chain(native)
            .chain(self.library.build_script.as_ref().map(described));
        let settings = settings.chain(self.extras.flags.iter().cloned());
        let includes =
            self.includes().into_iter().map(|folder| format!("-I{}", files::relative(&folder, &roots)));
        let ours = flags::HARDENED.iter().chain(flags::SECTIONS).map(|flag| (*flag).to_owned());
        ["-O2".to_owned()]
            .into_iter()
            .chain(ours)
            .chain(cpp)
            .chain(settings)
            .chain(includes)
            .chain(own)
            .collect()
    }

    /// Folders in which `#include "…"` also looks: those of the sources.
    pub(super) fn beside(&self) -> Vec<PathBuf> {
        let folders = self.inputs.files.iter().filter_map(|file| file.parent());
        let all: BTreeSet<_> = folders.map(PathBuf::from).chain([self.source_root()]).collect();
        all.into_iter().collect()
    }

    /// Folders of headers: that of the headers which the build script spells out, then those it names.
    pub(super) fn includes(&self) -> Vec<PathBuf> {
        let written = (!self.inputs.written_headers.is_empty()).then(|| self.config_folder());
        written.into_iter().chain(self.inputs.includes.iter().cloned()).collect()
    }

    pub(super) fn config_folder(&self) -> PathBuf {
        self.work.join("config")
    }

    pub(super) fn guest_folder(&self) -> PathBuf {
        self.work.join("guest")
    }

    pub(super) fn source_root(&self) -> PathBuf {
        if let Some(guest) = &self.inputs.guest {
            return guest.folder.clone();
        }
        self.inputs
            .source
            .as_ref()
            .map_or_else(|| self.context.manifest_dir.clone(), |source| source.folder.clone())
    }

    /// What stands for a folder in records: the first that fits.
    pub(super) fn roots(&self) -> Vec<(String, PathBuf)> {
        let mut roots = vec![
            ("ringfence-guest/".to_owned(), self.guest_folder()),
            ("build-script/".to_owned(), self.work.join(script::FOLDER)),
            (String::new(), self.context.scratch().join(simd::FOLDER)),
            ("out/".to_owned(), self.context.out_dir.clone()),
            (String::new(), self.source_root()),
        ];
        for source in self.further_crates() {
            roots.push((format!("{}-{}/", source.name, source.version), source.folder.clone()));
        }
        roots.push(("own/".to_owned(), self.context.manifest_dir.clone()));
        // Archives are unpacked below the output, so the innermost folder speaks.
        roots.sort_by_key(|(_, folder)| std::cmp::Reverse(folder.components().count()));
        roots
    }

    fn further_crates(&self) -> impl Iterator<Item = &SourceCrate> {
        let first = self.inputs.source.as_ref().map(|source| &source.name);
        self.inputs.crates.iter().filter(move |source| Some(&source.name) != first)
    }

    /// What stands for a folder in the module. Where folders lie in each other, compilers take the later one.
    pub(super) fn prefixes(&self) -> Vec<(PathBuf, String)> {
        let mut prefixes = vec![(self.context.manifest_dir.clone(), ".".to_owned())];
        for source in &self.inputs.crates {
            prefixes.push((source.folder.clone(), format!("{}-{}", source.name, source.version)));
        }
        prefixes.push((self.context.out_dir.clone(), "out".to_owned()));
        prefixes.push((self.context.scratch().join("sysroot"), "wasi-sysroot".to_owned()));
        prefixes.push((self.context.scratch().join(simd::FOLDER), "include".to_owned()));
        prefixes.push((self.guest_folder(), "ringfence-guest".to_owned()));
        prefixes.sort_by_key(|(folder, _)| folder.components().count());
        prefixes
    }
}

/// A build script among the flags of a record: what it compiled is known only as archives.
fn described(script: &BuildScript) -> String {
    let features = script.features.as_ref().map(|features| format!(" features={}", features.join(",")));
    let variables = script.variables.iter().map(|(name, value)| format!(" {name}={value}"));
    format!("build-script{}{}", features.unwrap_or_default(), variables.collect::<String>())
}
