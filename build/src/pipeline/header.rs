//! The part of a build that reads the interface from C headers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use ringfence_syntax::manifest::{HeaderFile, LeftOut};
use serde::{Deserialize, Serialize};

use super::Build;
use crate::bindings::{self, Bindings};
use crate::compile::Compiler;
use crate::fingerprint::Fingerprint;
use crate::inputs::parsed;
use crate::interface::Declared;
use crate::module::Facts;
use crate::toolchain::{Toolchain, cache};
use crate::{Error, files};

/// What was read the last time, and from what.
#[derive(Default, Serialize, Deserialize)]
struct Known {
    fingerprint: String,
    bindings: Bindings,
}

impl Build<'_> {
    /// Reads the headers, if that was asked for, or finds that nothing changed since.
    pub(super) fn read_headers(&mut self) -> Result<(), Error> {
        if !self.library.reads_headers() {
            return Ok(());
        }
        let bindings = match (&self.inputs.prebuilt, &self.toolchain) {
            (Some(module), _) => bindings::prebuilt(module, &self.library.name)?,
            (None, Some(toolchain)) => self.known_or_read(toolchain)?,
            (None, None) => return Ok(()),
        };
        self.inputs.add_header(self.library, self.context, bindings)
    }

    fn known_or_read(&self, toolchain: &Toolchain) -> Result<Bindings, Error> {
        let work = self.work.join("header");
        let stamp = work.join("stamp.json");
        let known: Known =
            serde_json::from_slice(&std::fs::read(&stamp).unwrap_or_default()).unwrap_or_default();
        if known.fingerprint == self.of_headers(toolchain, &known.bindings.headers) {
            return Ok(known.bindings);
        }
        self.write_headers()?;
        let compiler = Compiler::new(toolchain, self.environment, &self.context.scratch())?;
        let bindings = bindings::read(&bindings::Job {
            library: self.library,
            compiler: &compiler,
            includes: &self.includes(),
            beside: &self.beside(),
            flags: &self.flags(toolchain),
            work: &work,
        })?;
        let fingerprint = self.of_headers(toolchain, &bindings.headers);
        let known = Known { fingerprint, bindings };
        files::write(&stamp, serde_json::to_vec(&known).unwrap_or_default())?;
        Ok(known.bindings)
    }

    /// Everything that decides what is read.
    fn of_headers(&self, toolchain: &Toolchain, headers: &[PathBuf]) -> String {
        let mut all = Fingerprint::new();
        let library = self.library;
        all.add("helper", env!("CARGO_PKG_VERSION"));
        all.add("toolchain", cache::identity(toolchain));
        all.add("flags", self.flags(toolchain).join("\n"));
        for (label, names) in [("name", &library.headers), ("allow", &library.allow)] {
            names.iter().for_each(|name| all.add(label, name));
        }
        for (name, expression) in &library.constants {
            all.add("constant", name);
            all.add("expression", expression);
        }
        for (name, text) in &self.inputs.written_headers {
            all.add("config header", name.as_os_str().as_encoded_bytes());
            all.add("contents", text);
        }
        for folder in self.includes().iter().chain(&self.beside()) {
            all.add("folder", folder.as_os_str().as_encoded_bytes());
        }
        headers.iter().for_each(|path| all.add_file("header", path));
        all.finish()
    }

    /// What tells this header from others in the fingerprint of the module.
    pub(super) fn header_identity(&self) -> String {
        let Some(header) = &self.inputs.header else { return String::new() };
        let Bindings { text, left_out, inline, .. } = &header.bindings;
        format!("{text}{left_out:?}{inline:?}")
    }

    /// Exports that may be absent.
    pub(super) fn optional(&self) -> &BTreeSet<String> {
        const NONE: &BTreeSet<String> = &BTreeSet::new();
        self.inputs.header.as_ref().map_or(NONE, |header| &header.optional)
    }

    /// The file with the functions that the headers define.
    pub(super) fn inline_file(&self) -> Option<PathBuf> {
        self.inputs.header.as_ref()?.bindings.inline.as_ref()?;
        Some(self.work.join("header").join("exports.c"))
    }

    /// The object with the functions that the headers define.
    pub(super) fn compile_inline(
        &self,
        compiler: &Compiler<'_>,
        flags: &[String],
    ) -> Result<Vec<PathBuf>, Error> {
        let text = self.inputs.header.as_ref().and_then(|header| header.bindings.inline.as_ref());
        let (Some(file), Some(text)) = (self.inline_file(), text) else { return Ok(Vec::new()) };
        let beside = self
            .beside()
            .into_iter()
            .flat_map(|folder| ["-iquote".to_owned(), folder.to_string_lossy().into_owned()]);
        let flags: Vec<_> = flags.iter().cloned().chain(beside).collect();
        let folder = self.work.join("header");
        Ok(self.compile_written(compiler, &folder, &[(file, text)], &self.includes(), &flags)?.files)
    }

    /// What only the header declares, and the module does not have, or has in another form. By the exports.
    pub(super) fn absent(&self, facts: &Facts) -> BTreeMap<String, String> {
        let mut absent = BTreeMap::new();
        for name in self.optional() {
            let reason = match (self.inputs.promised.get(name), facts.functions.get(name)) {
                (Some(Some(declared)), Some(found)) if declared != found => {
                    format!("the header has {declared}, the file that defines it {found}")
                }
                (Some(_), Some(_)) => continue,
                (None, _) if matches!(facts.globals.get(name), Some(Some(_))) => continue,
                _ => "none of the files that are compiled defines it".to_owned(),
            };
            absent.insert(name.clone(), reason);
        }
        absent
    }

    /// What the macro is told about the header.
    pub(super) fn header_record(
        &self,
        absent: &BTreeMap<String, String>,
    ) -> Result<Option<HeaderFile>, Error> {
        let Some(header) = &self.inputs.header else { return Ok(None) };
        let Bindings { text, left_out, .. } = &header.bindings;
        let mut left_out = left_out.clone();
        let all = parsed(&self.library.name, text, &BTreeMap::new())?;
        for (export, name, parameters) in all.exports() {
            if let Some(reason) = absent.get(&export) {
                left_out.insert(name, LeftOut { reason: reason.clone(), parameters });
            }
        }
        let file = bindings::file(&self.library.name);
        Ok(Some(HeaderFile { file, sha256: files::sha256(text.as_bytes()), left_out }))
    }

    /// Digests of what the C compiler confirmed, of the interfaces as the macro will see them.
    pub(super) fn confirmed(&self, header: Option<&HeaderFile>) -> Result<Vec<String>, Error> {
        let (Some(file), Some(header)) = (header, &self.inputs.header) else {
            return Ok(self.inputs.declared.layouts());
        };
        let library = self.library;
        let header = parsed(&library.name, &header.bindings.text, &file.left_out)?;
        let declared =
            Declared::scan(&self.context.manifest_dir, &library.interfaces, &library.name, Some(&header))?;
        Ok(declared.layouts())
    }
}
