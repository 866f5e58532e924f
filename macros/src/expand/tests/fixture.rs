//! The output of a build that never took place.

use std::path::PathBuf;

use proc_macro2::{TokenStream, TokenTree};
use ringfence_syntax::manifest::{Artefact, Limits, Manifest, Memory, SCHEMA, Toolchain, Wasm};
use ringfence_syntax::{Interface, analyse, hash};

use crate::artefact::Output;

/// Changes a manifest before it is written.
type Change = Box<dyn Fn(&mut Manifest)>;

/// What the build helper is supposed to have left.
pub(in crate::expand) struct Fixture {
    change: Change,
    files: Vec<(String, Option<String>)>,
    has_output: bool,
    is_override: bool,
}

impl Fixture {
    /// A library that is just as declared.
    pub(in crate::expand) fn agreeing() -> Self {
        Self::changed(|_| {})
    }

    /// A library that differs from what is declared.
    pub(in crate::expand) fn changed(change: impl Fn(&mut Manifest) + 'static) -> Self {
        Self { change: Box::new(change), files: Vec::new(), has_output: true, is_override: false }
    }

    /// A package without a build script.
    pub(in crate::expand) fn without_output() -> Self {
        Self { has_output: false, ..Self::agreeing() }
    }

    /// The same with the output in a folder of its own.
    pub(in crate::expand) fn elsewhere(self) -> Self {
        Self { is_override: true, ..self }
    }

    /// The same with a file overwritten or deleted afterwards.
    pub(in crate::expand) fn with_file(mut self, name: &str, contents: Option<&str>) -> Self {
        self.files.push((name.to_owned(), contents.map(str::to_owned)));
        self
    }

    /// The formatted expansion of `#[ringfence::library(…)] item`.
    pub(in crate::expand) fn expand(&self, input: &str) -> String {
        let (arguments, item) = split(input);
        let folder = tempfile::tempdir().unwrap();
        let analysis = analyse(arguments.clone(), item.clone());
        if let Some(interface) = &analysis.interface {
            self.write(interface, folder.path().join(&interface.library));
        }
        let out_dir = self.has_output.then(|| folder.path().to_owned());
        let expansion = crate::expand::library(arguments, item, &Output::new(out_dir, self.is_override));
        let file = syn::parse2(expansion.clone()).unwrap_or_else(|error| panic!("{error}: {expansion}"));
        prettyplease::unparse(&file)
    }

    fn write(&self, interface: &Interface, folder: PathBuf) {
        let mut manifest = manifest(interface);
        (self.change)(&mut manifest);
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join(&manifest.wasm.file), MODULE).unwrap();
        std::fs::write(folder.join(&manifest.artefact.file), MACHINE_CODE).unwrap();
        std::fs::write(folder.join("ringfence.json"), manifest.to_text()).unwrap();
        for (name, contents) in &self.files {
            match contents {
                Some(contents) => std::fs::write(folder.join(name), contents).unwrap(),
                None => std::fs::remove_file(folder.join(name)).unwrap(),
            }
        }
    }
}

const MODULE: &[u8] = b"module";
const MACHINE_CODE: &[u8] = b"machine code";

fn manifest(interface: &Interface) -> Manifest {
    let name = &interface.library;
    let exports =
        interface.functions.iter().map(|function| (function.c_name.clone(), interface.signature(function)));
    Manifest {
        schema: SCHEMA,
        library: name.clone(),
        source: None,
        toolchain: Toolchain { kind: "clang".to_owned(), version: "clang version 22".to_owned() },
        flags: Vec::new(),
        sources: Vec::new(),
        wasm: Wasm {
            file: format!("{name}.wasm"),
            bytes: 6,
            sha256: hash::sha256_hex(MODULE),
            code_sha256: hash::sha256_hex(b"code"),
            symbols: false,
        },
        artefact: Artefact {
            file: format!("{name}.cwasm"),
            bytes: 12,
            sha256: hash::sha256_hex(MACHINE_CODE),
            target: "x86_64-unknown-linux-gnu".to_owned(),
            engine: "wasmtime 48".to_owned(),
            exceptions: false,
            polls: false,
        },
        capabilities: Vec::new(),
        imports: Vec::new(),
        exports: exports.collect(),
        globals: interface.globals.iter().map(|global| (global.c_name.clone(), 1024)).collect(),
        memory: Memory { minimum_pages: 2, maximum_pages: 4096 },
        arena: None,
        layouts: interface.layout_digest().into_iter().collect(),
        limits: Limits::default(),
        rust: None,
        absent: None,
        header: None,
    }
}

/// The arguments of the attribute, and the item below it.
fn split(input: &str) -> (TokenStream, TokenStream) {
    let mut tokens = input.parse::<TokenStream>().unwrap().into_iter().skip(1);
    let Some(TokenTree::Group(attribute)) = tokens.next() else { panic!("no attribute") };
    let Some(TokenTree::Group(arguments)) = attribute.stream().into_iter().last() else {
        panic!("no arguments")
    };
    (arguments.stream(), tokens.collect())
}

/// Pieces of manifests.
pub(super) mod parts {
    use ringfence_syntax::manifest::{Arena, Import, Signature, Source, WasmType};

    pub(in super::super) fn import(module: &str, name: &str) -> Import {
        Import { module: module.to_owned(), name: name.to_owned() }
    }

    pub(in super::super) fn arena(address: u32, bytes: u32) -> Arena {
        Arena { address, bytes }
    }

    pub(in super::super) fn source(name: &str, version: &str) -> Source {
        Source { name: name.to_owned(), version: version.to_owned() }
    }

    /// A signature from names separated by blanks.
    pub(in super::super) fn signature(params: &str, results: &str) -> Signature {
        let kinds = [WasmType::I32, WasmType::I64, WasmType::F32, WasmType::F64];
        let list = |names: &str| {
            let named = |name| kinds.iter().find(|kind| kind.name() == name).copied().unwrap();
            names.split_whitespace().map(named).collect()
        };
        Signature { params: list(params), results: list(results) }
    }
}
