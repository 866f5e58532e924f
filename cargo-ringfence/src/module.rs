//! A WebAssembly module, read from its bytes.

mod section;

use std::collections::BTreeMap;

use ringfence_syntax::hash::CodeHash;
use serde::Serialize;
use wasmparser::{
    Dylink0Subsection, ExternalKind, KnownCustom, MemoryType, Name, Parser, Payload, TypeRef, Validator,
    WasmFeatures,
};

use section::Section;

/// Proposals beyond the first version of WebAssembly, by their names in the field, each with those that build on it.
const FEATURES: [(&str, WasmFeatures); 15] = [
    ("mutable-global", WasmFeatures::MUTABLE_GLOBAL),
    ("sign-extension", WasmFeatures::SIGN_EXTENSION),
    ("saturating-float-to-int", WasmFeatures::SATURATING_FLOAT_TO_INT),
    ("multi-value", WasmFeatures::MULTI_VALUE),
    ("bulk-memory", WasmFeatures::BULK_MEMORY),
    (
        "reference-types",
        WasmFeatures::REFERENCE_TYPES.union(WasmFeatures::FUNCTION_REFERENCES).union(WasmFeatures::GC),
    ),
    ("simd", WasmFeatures::SIMD.union(WasmFeatures::RELAXED_SIMD)),
    ("relaxed-simd", WasmFeatures::RELAXED_SIMD),
    ("threads", WasmFeatures::THREADS),
    ("tail-call", WasmFeatures::TAIL_CALL),
    ("exceptions", WasmFeatures::EXCEPTIONS),
    ("multi-memory", WasmFeatures::MULTI_MEMORY),
    ("memory64", WasmFeatures::MEMORY64),
    ("extended-const", WasmFeatures::EXTENDED_CONST),
    ("gc", WasmFeatures::GC),
];

/// What a module says about itself.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Module {
    /// Over the sections that are not custom: equal with and without names and debug information.
    pub(crate) code_sha256: String,
    pub(crate) imports: Vec<Item>,
    pub(crate) exports: Vec<Item>,
    pub(crate) memories: Vec<Memory>,
    pub(crate) tables: Vec<Table>,
    /// A function runs before anything was asked for.
    pub(crate) starts: bool,
    /// Without which it would not be valid.
    pub(crate) features: Vec<&'static str>,
    pub(crate) producers: Vec<Producer>,
    /// Whether traps can name the line of the source.
    pub(crate) debug_info: bool,
    /// Whether functions have names.
    pub(crate) names: bool,
    pub(crate) sections: Vec<Section>,
    /// The largest first.
    pub(crate) functions: Vec<Function>,
}

/// Something that is imported or exported.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Item {
    /// Of an import, where it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) module: Option<String>,
    pub(crate) name: String,
    pub(crate) kind: &'static str,
}

/// Sizes in pages, of 64 KiB unless the module says otherwise.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Memory {
    pub(crate) minimum_pages: u64,
    pub(crate) maximum_pages: Option<u64>,
    pub(crate) page_bytes: u64,
    pub(crate) imported: bool,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Table {
    pub(crate) minimum: u64,
    pub(crate) maximum: Option<u64>,
    pub(crate) imported: bool,
}

/// What made it: `language`, `processed-by` or `sdk`, and its name and version.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Producer {
    pub(crate) field: String,
    pub(crate) name: String,
    pub(crate) version: String,
}

/// A function of the module itself.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Function {
    pub(crate) name: String,
    /// Of its code in the module.
    pub(crate) bytes: u64,
}

impl Module {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, String> {
        validate(bytes, WasmFeatures::all()).map_err(|why| format!("no valid module: {why}"))?;
        let mut walk = Walk::default();
        for payload in Parser::new(0).parse_all(bytes) {
            walk.payload(bytes, payload.map_err(|error| error.to_string())?)
                .map_err(|error| error.to_string())?;
        }
        let needed = FEATURES
            .iter()
            .filter(|(_, feature)| validate(bytes, WasmFeatures::all().difference(*feature)).is_err());
        let features = needed.map(|(name, _)| *name).collect();
        Ok(Self { features, ..walk.finish() })
    }
}

impl Module {
    /// The most that its memories can grow to together, in bytes. None: one has no limit.
    pub(crate) fn maximum_memory(&self) -> Option<u64> {
        self.memories.iter().try_fold(0_u64, |total, memory| {
            total.checked_add(memory.maximum_pages?.checked_mul(memory.page_bytes)?)
        })
    }
}

fn validate(bytes: &[u8], features: WasmFeatures) -> Result<(), String> {
    Validator::new_with_features(features).validate_all(bytes).map(drop).map_err(|error| error.to_string())
}

#[derive(Default)]
struct Walk {
    module: Module,
    code: CodeHash,
    imported_functions: u32,
    /// Sizes, in order.
    sizes: Vec<u64>,
    names: BTreeMap<u32, String>,
    exported: BTreeMap<u32, String>,
}

impl Walk {
    fn payload(&mut self, bytes: &[u8], payload: Payload<'_>) -> wasmparser::Result<()> {
        if let Some((id, range)) = payload.as_section() {
            self.section(id, bytes.get(range).unwrap_or_default(), &payload);
        }
        match payload {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    self.import(import?);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    self.export(export?);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    self.module.memories.push(Memory::of(memory?, false));
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    let wasmparser::TableType { initial, maximum, .. } = table?.ty;
                    self.module.tables.push(Table { minimum: initial, maximum, imported: false });
                }
            }
            Payload::StartSection { .. } => self.module.starts = true,
            Payload::CodeSectionEntry(body) => {
                let range = body.range();
                self.sizes.push(range.end.saturating_sub(range.start) as u64);
            }
            Payload::CustomSection(section) => self.custom(section.as_known())?,
            _ => {}
        }
        Ok(())
    }

    fn section(&mut self, id: u8, contents: &[u8], payload: &Payload<'_>) {
        let name = match payload {
            Payload::CustomSection(section) => section.name().to_owned(),
            _ => section::name(id).to_owned(),
        };
        self.code.section(id, contents);
        self.module.debug_info |= name.starts_with(".debug_");
        self.module.sections.push(Section { name, bytes: contents.len() as u64 });
    }

    fn import(&mut self, import: wasmparser::Import<'_>) {
        let kind = match import.ty {
            TypeRef::Func(_) | TypeRef::FuncExact(_) => {
                self.imported_functions = self.imported_functions.saturating_add(1);
                "function"
            }
            TypeRef::Memory(memory) => {
                self.module.memories.push(Memory::of(memory, true));
                "memory"
            }
            TypeRef::Table(table) => {
                let wasmparser::TableType { initial, maximum, .. } = table;
                self.module.tables.push(Table { minimum: initial, maximum, imported: true });
                "table"
            }
            TypeRef::Global(_) => "variable",
            TypeRef::Tag(_) => "tag",
        };
        let (module, name) = (Some(import.module.to_owned()), import.name.to_owned());
        self.module.imports.push(Item { module, name, kind });
    }

    fn export(&mut self, export: wasmparser::Export<'_>) {
        let kind = match export.kind {
            ExternalKind::Func | ExternalKind::FuncExact => {
                self.exported.insert(export.index, export.name.to_owned());
                "function"
            }
            ExternalKind::Memory => "memory",
            ExternalKind::Table => "table",
            ExternalKind::Global => "variable",
            ExternalKind::Tag => "tag",
        };
        self.module.exports.push(Item { module: None, name: export.name.to_owned(), kind });
    }

    /// What nobody has to understand: broken ones are no reason to refuse a module.
    fn custom(&mut self, section: KnownCustom<'_>) -> wasmparser::Result<()> {
        match section {
            KnownCustom::Name(names) => {
                for subsection in names.into_iter().flatten() {
                    if let Name::Function(functions) = subsection {
                        let functions = functions.into_iter().flatten();
                        self.names.extend(functions.map(|naming| (naming.index, naming.name.to_owned())));
                    }
                }
                self.module.names = !self.names.is_empty();
            }
            KnownCustom::Producers(fields) => {
                for field in fields.into_iter().flatten() {
                    for value in field.values.into_iter().flatten() {
                        let (name, version) = (value.name.to_owned(), value.version.to_owned());
                        self.module.producers.push(Producer { field: field.name.to_owned(), name, version });
                    }
                }
            }
            KnownCustom::Dylink0(parts) => {
                for part in parts {
                    if let Dylink0Subsection::Needed(libraries) = part? {
                        let needed = libraries.iter().map(|name| Item {
                            module: Some("dylink".to_owned()),
                            name: (*name).to_owned(),
                            kind: "library",
                        });
                        self.module.imports.extend(needed);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn finish(mut self) -> Module {
        let own = self.imported_functions..;
        let (names, exported) = (&self.names, &self.exported);
        let mut functions: Vec<_> = own
            .zip(&self.sizes)
            .map(|(index, &bytes)| {
                let name = names.get(&index).or_else(|| exported.get(&index)).cloned();
                Function { name: name.unwrap_or_else(|| format!("function {index}")), bytes }
            })
            .collect();
        functions.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.name.cmp(&b.name)));
        self.module.functions = functions;
        self.module.code_sha256 = self.code.finish();
        self.module
    }
}

impl Memory {
    fn of(memory: MemoryType, imported: bool) -> Self {
        Self {
            minimum_pages: memory.initial,
            maximum_pages: memory.maximum,
            page_bytes: 1 << memory.page_size_log2.unwrap_or(16),
            imported,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(text: &str) -> Module {
        Module::read(&wat::parse_str(text).unwrap()).unwrap()
    }

    #[test]
    fn a_module_is_what_its_sections_say() {
        let module = module(
            r#"(module $m
                 (import "env" "now" (func $now (result i64)))
                 (memory (export "memory") 2 16)
                 (table 3 funcref)
                 (global $sp (mut i32) (i32.const 8))
                 (func $small (export "small"))
                 (func $large (param i32) (result i32) (local i64)
                   (local.set 1 (call $now)) (i32.add (local.get 0) (i32.const 7)))
                 (func)
                 (start $small))"#,
        );
        assert_eq!(module.imports.len(), 1);
        assert_eq!((module.imports[0].module.as_deref(), &*module.imports[0].name), (Some("env"), "now"));
        assert_eq!(module.memories[0].maximum_pages, Some(16));
        assert_eq!((module.tables[0].minimum, module.tables[0].maximum), (3, None));
        assert!(module.starts && module.names && !module.debug_info);
        let names: Vec<_> = module.functions.iter().map(|function| function.name.as_str()).collect();
        assert_eq!(names, ["large", "function 3", "small"]);
        assert_eq!(module.features, [""; 0]);
    }

    #[test]
    fn features_are_those_that_it_would_not_be_valid_without() {
        let of = |body: &str| module(&format!("(module (memory 1) {body})")).features;
        assert_eq!(of("(func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0)))"), ["bulk-memory"]);
        assert_eq!(of("(func (drop (i8x16.splat (i32.const 0))))"), ["simd"]);
        assert_eq!(of("(func (drop (i32.extend8_s (i32.const 0))))"), ["sign-extension"]);
        assert_eq!(of("(memory i64 1)"), ["multi-memory", "memory64"]);
        assert_eq!(of("(tag) (func (throw 0))"), ["exceptions"]);
        assert_eq!(of(""), [""; 0]);
    }

    #[test]
    fn names_and_debug_information_do_not_change_the_hash_of_the_code() {
        let plain = module("(module (func (export \"f\")))");
        let named = module("(module $named (func $f (export \"f\")) (@custom \".debug_info\" \"x\"))");
        assert_eq!(plain.code_sha256, named.code_sha256);
        assert!(named.debug_info && named.names && !plain.names);
        assert_ne!(plain.code_sha256, module("(module (func (export \"g\")))").code_sha256);
    }

    #[test]
    fn what_is_no_module_is_refused_and_broken_names_are_not() {
        let valid = wat::parse_str("(module (func (export \"f\")))").unwrap();
        for length in 8..valid.len() {
            // A module may end after any section.
            let _ = Module::read(&valid[..length]);
        }
        assert!(Module::read(b"\0asm\x01\0\0\0\xff\xff").is_err());
        let broken = [&valid[..], b"\0\x06\x04name\xff"].concat();
        assert_eq!(Module::read(&broken).unwrap().functions[0].name, "f");
    }
}
