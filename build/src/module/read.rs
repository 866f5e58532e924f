//! Validation, and one walk over the sections.

use ringfence_engine::Dialect;
use ringfence_syntax::hash::CodeHash;
use ringfence_syntax::manifest::{Import, Signature, WasmType};
use wasmparser::{
    ConstExpr, ExternalKind, FuncType, Operator, Parser, Payload, TypeRef, ValType, Validator, WasmFeatures,
};

use super::{Facts, Pages};

/// What compiled C needs, and nothing else: the engine has the rest switched off.
fn features(dialect: Dialect) -> WasmFeatures {
    let plain = WasmFeatures::MUTABLE_GLOBAL
        | WasmFeatures::SIGN_EXTENSION
        | WasmFeatures::SATURATING_FLOAT_TO_INT
        | WasmFeatures::MULTI_VALUE
        | WasmFeatures::BULK_MEMORY
        | WasmFeatures::REFERENCE_TYPES
        | WasmFeatures::SIMD
        | WasmFeatures::EXTENDED_CONST
        | WasmFeatures::FLOATS;
    match dialect {
        Dialect::Plain => plain,
        Dialect::Exceptions => plain | WasmFeatures::EXCEPTIONS,
    }
}

pub(super) fn facts(bytes: &[u8], dialect: Dialect) -> Result<Facts, String> {
    let mut validator = Validator::new_with_features(features(dialect));
    let types = validator.validate_all(bytes).map_err(|error| error.to_string())?;
    let types = types.as_ref();
    let mut walk = Walk::default();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload.map_err(|error| error.to_string())?;
        if let Some((id, range)) = payload.as_section() {
            walk.code.section(id, bytes.get(range).unwrap_or_default());
        }
        walk.section(payload).map_err(|error| error.to_string())?;
    }
    let functions = walk.functions.iter().filter_map(|(name, index)| {
        let id = types.core_function_at(*index);
        types.get(id).map(|kind| (name.clone(), signature(kind.unwrap_func())))
    });
    walk.facts.functions = functions.collect();
    let globals = walk.exported_globals.iter().map(|(name, index)| (name.clone(), walk.constant(*index)));
    walk.facts.globals = globals.collect();
    walk.facts.code_sha256 = walk.code.finish();
    Ok(walk.facts)
}

#[derive(Default)]
struct Walk {
    facts: Facts,
    /// Exported functions by index.
    functions: Vec<(String, u32)>,
    exported_globals: Vec<(String, u32)>,
    /// Constants of the module's own globals.
    constants: Vec<Option<u32>>,
    imported_globals: u32,
    code: CodeHash,
}

impl Walk {
    fn section(&mut self, payload: Payload<'_>) -> wasmparser::Result<()> {
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
            Payload::GlobalSection(section) => {
                for global in section {
                    self.constants.push(constant(&global?.init_expr));
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    let memory = memory?;
                    self.facts.memories.push(Pages { minimum: memory.initial, maximum: memory.maximum });
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.facts.tables.push(table?.ty.initial);
                }
            }
            Payload::StartSection { .. } => self.facts.starts = true,
            _ => {}
        }
        Ok(())
    }

    fn import(&mut self, import: wasmparser::Import<'_>) {
        if matches!(import.ty, TypeRef::Global(_)) {
            self.imported_globals += 1;
        }
        self.facts.imports.push(Import { module: import.module.to_owned(), name: import.name.to_owned() });
    }

    fn export(&mut self, export: wasmparser::Export<'_>) {
        let name = export.name.to_owned();
        match export.kind {
            ExternalKind::Func | ExternalKind::FuncExact => self.functions.push((name, export.index)),
            ExternalKind::Global => self.exported_globals.push((name, export.index)),
            ExternalKind::Memory => self.facts.exported_memories.push(name),
            _ => {}
        }
    }

    fn constant(&self, index: u32) -> Option<u32> {
        let own = index.checked_sub(self.imported_globals)?;
        self.constants.get(usize::try_from(own).ok()?).copied().flatten()
    }
}

fn constant(expression: &ConstExpr<'_>) -> Option<u32> {
    match expression.get_operators_reader().read().ok()? {
        Operator::I32Const { value } => Some(value.cast_unsigned()),
        _ => None,
    }
}

/// The type of a function in the manifest's terms.
pub(crate) fn signature(function: &FuncType) -> Signature {
    let types = |list: &[ValType]| list.iter().copied().map(wasm_type).collect();
    Signature { params: types(function.params()), results: types(function.results()) }
}

fn wasm_type(value: ValType) -> WasmType {
    match value {
        ValType::I32 => WasmType::I32,
        ValType::I64 => WasmType::I64,
        ValType::F32 => WasmType::F32,
        ValType::F64 => WasmType::F64,
        _ => WasmType::Other,
    }
}
