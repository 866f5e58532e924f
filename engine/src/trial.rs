//! A function that every module gets when it is compiled: by it the runtime finds out whether compiled code takes
//! parameters, gives results and traps as the runtime believes.
//!
//! `(i32, i64, f64, f32, i64, i32) -> (i64, f64)`: as many whole numbers as travel in registers beside two instances. The
//! first result is made of all parameters as [`answer`] says, the second is the same as an `f64`. It traps if the first
//! parameter is zero.

/// The name of its export.
pub const NAME: &str = "ringfence:trial";

/// Its parameters.
pub type Parameters = (i32, i64, f64, f32, i64, i32);

/// What it is made with: it tells parameters apart that changed places.
const FACTOR: i64 = 31;

/// The first of its results.
pub fn answer((a, b, c, d, e, f): Parameters) -> i64 {
    [b, c as i64, d as i64, e, f.into()]
        .into_iter()
        .fold(a.into(), |sum: i64, next| sum.wrapping_mul(FACTOR).wrapping_add(next))
}

#[cfg(feature = "cranelift")]
pub use insert::insert;

#[cfg(feature = "cranelift")]
mod insert {
    use wasm_encoder::{
        CodeSection, Encode, ExportKind, ExportSection, Function, FunctionSection, Instruction, Module,
        RawSection, Section, SectionId, TypeSection, ValType,
    };
    use wasmparser::{BinaryReader, BinaryReaderError, Encoding, Parser, Payload, TypeRef};

    use super::{FACTOR, NAME};

    /// The module with the function behind its own. `None` for one that has nothing to call, and one that is no module.
    pub fn insert(wasm: &[u8]) -> Option<Vec<u8>> {
        rewrite(wasm).ok().flatten()
    }

    /// Sections that get one entry more.
    const LONGER: [SectionId; 4] = [SectionId::Type, SectionId::Function, SectionId::Export, SectionId::Code];

    fn rewrite(wasm: &[u8]) -> Result<Option<Vec<u8>>, BinaryReaderError> {
        let (mut module, mut longer) = (Module::new(), 0);
        let (mut types, mut functions) = (0_u32, 0_u32);
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            match &payload {
                Payload::Version { encoding: Encoding::Component, .. } => return Ok(None),
                Payload::TypeSection(groups) => {
                    for group in groups.clone() {
                        types = types.saturating_add(group?.types().len() as u32);
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.clone().into_imports() {
                        let is_function = matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_));
                        functions = functions.saturating_add(is_function.into());
                    }
                }
                Payload::FunctionSection(own) => functions = functions.saturating_add(own.count()),
                Payload::ExportSection(exports) => {
                    for export in exports.clone() {
                        if export?.name == NAME {
                            return Ok(None);
                        }
                    }
                }
                _ => {}
            }
            let Some((id, range)) = payload.as_section() else { continue };
            let data = wasm.get(range).unwrap_or_default();
            match LONGER.iter().find(|&&known| known as u8 == id) {
                Some(&known) => {
                    let data = with_one_more(data, &entry(known, types, functions))?;
                    module.section(&RawSection { id, data: &data });
                    longer += 1;
                }
                None => _ = module.section(&RawSection { id, data }),
            }
        }
        Ok((longer == LONGER.len()).then(|| module.finish()))
    }

    /// A section of entries behind their number, with another one at the end.
    fn with_one_more(section: &[u8], entry: &[u8]) -> Result<Vec<u8>, BinaryReaderError> {
        let mut reader = BinaryReader::new(section, 0);
        let count = reader.read_var_u32()?;
        let mut longer = Vec::with_capacity(section.len().saturating_add(entry.len()).saturating_add(1));
        count.saturating_add(1).encode(&mut longer);
        longer.extend_from_slice(section.get(reader.original_position()..).unwrap_or_default());
        longer.extend_from_slice(entry);
        Ok(longer)
    }

    /// What the function adds to a section: `types` and `functions` are the numbers that are free.
    fn entry(section: SectionId, types: u32, functions: u32) -> Vec<u8> {
        match section {
            SectionId::Type => {
                let mut section = TypeSection::new();
                section.ty().function(PARAMETERS, RESULTS);
                only(&section)
            }
            SectionId::Function => only(FunctionSection::new().function(types)),
            SectionId::Export => only(ExportSection::new().export(NAME, ExportKind::Func, functions)),
            _ => only(CodeSection::new().function(&body())),
        }
    }

    /// The one entry of a section.
    fn only(section: &impl Section) -> Vec<u8> {
        let mut bytes = Vec::new();
        section.encode(&mut bytes);
        // Before it are the length of the section, of less than 128 bytes, and the number of entries.
        bytes.split_off(bytes.len().min(2))
    }

    const PARAMETERS: [ValType; 6] =
        [ValType::I32, ValType::I64, ValType::F64, ValType::F32, ValType::I64, ValType::I32];
    const RESULTS: [ValType; 2] = [ValType::I64, ValType::F64];

    fn body() -> Function {
        let sum = PARAMETERS.len() as u32;
        let mut body = Function::new([(1, ValType::I64)]);
        body.instructions().local_get(0).i32_eqz().if_(wasm_encoder::BlockType::Empty).unreachable().end();
        body.instructions().local_get(0).i64_extend_i32_s();
        for (parameter, kind) in (1..).zip(&PARAMETERS[1..]) {
            body.instructions().i64_const(FACTOR).i64_mul().local_get(parameter);
            match kind {
                ValType::I32 => _ = body.instructions().i64_extend_i32_s(),
                ValType::F32 => _ = body.instructions().i64_trunc_sat_f32_s(),
                ValType::F64 => _ = body.instructions().i64_trunc_sat_f64_s(),
                _ => {}
            }
            body.instructions().i64_add();
        }
        body.instructions().local_tee(sum).local_get(sum).f64_convert_i64_s();
        body.instruction(&Instruction::End);
        body
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use crate::trial::{Parameters, answer};
        use wasmtime::{Engine, Instance, Module, Store};

        fn instance(text: &str) -> (Store<()>, Instance) {
            let module = insert(&wat::parse_str(text).unwrap()).unwrap();
            let engine = Engine::default();
            let mut store = Store::new(&engine, ());
            let module = Module::new(&engine, module).unwrap();
            let import = wasmtime::Func::wrap(&mut store, || {});
            let imports = vec![import.into(); module.imports().len()];
            let instance = Instance::new(&mut store, &module, &imports).unwrap();
            (store, instance)
        }

        #[test]
        fn it_answers_as_it_says_and_traps_at_zero() {
            for text in [
                r#"(module (func (export "f")))"#,
                r#"(module (type (func)) (import "a" "b" (func)) (func (export "f")) (memory 1))"#,
            ] {
                let (mut store, instance) = instance(text);
                let trial = instance.get_typed_func::<Parameters, (i64, f64)>(&mut store, NAME).unwrap();
                let parameters = (-7, 1 << 40, 1e6, -3.0, i64::MIN, i32::MAX);
                let expected = answer(parameters);
                assert_eq!(trial.call(&mut store, parameters).unwrap(), (expected, expected as f64));
                trial.call(&mut store, (0, 1, 2.0, 3.0, 4, 5)).unwrap_err();
                // The module's own function is still what it was.
                instance.get_typed_func::<(), ()>(&mut store, "f").unwrap().call(&mut store, ()).unwrap();
            }
        }

        #[test]
        fn what_cannot_have_it_is_left_alone() {
            for text in [
                "(module)",
                "(module (func))",
                "(module (memory (export \"m\") 1))",
                r#"(module (func (export "ringfence:trial")))"#,
                "(component (core module (func (export \"f\"))))",
            ] {
                assert_eq!(insert(&wat::parse_str(text).unwrap()), None, "{text}");
            }
            assert_eq!(insert(b"\0asm\x01\0\0\0\x0a\xff"), None);
        }

        #[test]
        fn many_functions_are_counted_in_more_bytes() {
            let text = format!(r#"(module (func (export "f")) {})"#, "(func)".repeat(127));
            let (mut store, instance) = instance(&text);
            instance.get_typed_func::<Parameters, (i64, f64)>(&mut store, NAME).unwrap();
        }
    }
}
