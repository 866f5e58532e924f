//! A module that exports what an interface declares, and lies.
//!
//! A pure function of the declarations and a seed. Each function has a few behaviours and takes them in turn, so
//! that two calls with the same arguments answer differently. Some twins lie a little and get far into a wrapper
//! before they are found out, others are wild from the first call.

mod acts;
mod body;
mod values;

use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, ExportKind, ExportSection,
    FunctionSection, GlobalSection, GlobalType, MemorySection, MemoryType, Module, RefType, TableSection,
    TableType, TypeSection, ValType,
};

use self::body::Body;
use super::declared::{Declared, Wire, Wires};
use crate::random::Random;

/// Where the bytes are to which plausible pointers lead.
const REGION: u32 = 1024;
const REGION_BYTES: u32 = 32 << 10;

/// Globals of the module.
const CALLS: u32 = 0;
const DEPTH: u32 = 1;
const SAVED: u32 = 2;
const SAVED_COUNT: u32 = 3;
const CALLBACK: u32 = SAVED + SAVED_COUNT;
const GLOBALS: u32 = CALLBACK + 1;

/// How a twin behaves as a whole.
#[derive(Clone, Copy, Debug)]
struct Mood {
    /// How many values in a hundred are wild rather than plausible.
    wild: u32,
    /// Most acts of one call.
    acts: u32,
    /// How many calls in a hundred never return.
    deadly: u32,
}

const MOODS: [Mood; 5] = [
    Mood { wild: 4, acts: 1, deadly: 0 },
    Mood { wild: 12, acts: 2, deadly: 1 },
    Mood { wild: 35, acts: 4, deadly: 2 },
    Mood { wild: 80, acts: 3, deadly: 3 },
    Mood { wild: 15, acts: 6, deadly: 10 },
];

/// What the parts of a module need to know of each other.
struct Plan<'a> {
    declared: &'a Declared,
    types: Vec<Wires>,
    mood: Mood,
}

impl<'a> Plan<'a> {
    fn new(declared: &'a Declared, random: &mut Random) -> Self {
        let mood = random.pick(&MOODS, Mood { wild: 50, acts: 2, deadly: 0 });
        let mut types: Vec<Wires> = Vec::new();
        let functions = declared.functions.iter().map(|function| &function.wires);
        for wires in functions.chain(declared.callbacks()).cloned().chain(common()) {
            if !types.contains(&wires) {
                types.push(wires);
            }
        }
        Self { declared, types, mood }
    }

    /// The index of a function type; that of the first for one that nobody declared.
    fn index(&self, wires: &Wires) -> u32 {
        self.types.iter().position(|known| known == wires).and_then(|at| at.try_into().ok()).unwrap_or(0)
    }

    fn functions(&self) -> u32 {
        u32::try_from(self.declared.functions.len()).unwrap_or(0)
    }
}

/// Types with which function pointers are called whose type is not known.
fn common() -> impl Iterator<Item = Wires> {
    let of = |count, result| Wires { parameters: vec![Wire::I32; count], result };
    [of(0, None), of(1, None), of(1, Some(Wire::I32)), of(2, Some(Wire::I32)), of(3, Some(Wire::I32))]
        .into_iter()
}

/// The twin of an interface for a seed.
pub(super) fn generate(declared: &Declared, seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed);
    let plan = Plan::new(declared, &mut random);
    let mut module = Module::new();
    module.section(&types(&plan));
    module.section(&functions(&plan));
    module.section(&table());
    module.section(&memory(&mut random));
    module.section(&globals(&plan, &mut random));
    module.section(&exports(&plan));
    module.section(&elements(&plan));
    module.section(&code(&plan, &mut random));
    module.section(&data(&mut random));
    module.finish()
}

fn types(plan: &Plan<'_>) -> TypeSection {
    let mut section = TypeSection::new();
    for wires in &plan.types {
        section.ty().function(wires.parameters.iter().map(value_type), wires.result.iter().map(value_type));
    }
    section
}

fn value_type(wire: &Wire) -> ValType {
    match wire {
        Wire::I32 => ValType::I32,
        Wire::I64 => ValType::I64,
        Wire::F32 => ValType::F32,
        Wire::F64 => ValType::F64,
    }
}

fn functions(plan: &Plan<'_>) -> FunctionSection {
    let mut section = FunctionSection::new();
    for function in &plan.declared.functions {
        section.function(plan.index(&function.wires));
    }
    section
}

/// Large enough to hold the functions, and growable: the host appends what it lends.
fn table() -> TableSection {
    let mut section = TableSection::new();
    section.table(TableType {
        element_type: RefType::FUNCREF,
        minimum: 1100,
        maximum: None,
        table64: false,
        shared: false,
    });
    section
}

fn memory(random: &mut Random) -> MemorySection {
    let mut section = MemorySection::new();
    section.memory(MemoryType {
        minimum: random.pick(&[1, 2, 4, 20, 40], 4),
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    section
}

/// The state of the twin, then the addresses of the interface's variables.
fn globals(plan: &Plan<'_>, random: &mut Random) -> GlobalSection {
    let mut section = GlobalSection::new();
    let kind = |mutable| GlobalType { val_type: ValType::I32, mutable, shared: false };
    for _ in 0..GLOBALS {
        section.global(kind(true), &ConstExpr::i32_const(0));
    }
    for _ in &plan.declared.variables {
        section.global(kind(false), &ConstExpr::i32_const(values::address(random, plan.mood)));
    }
    section
}

fn exports(plan: &Plan<'_>) -> ExportSection {
    let mut section = ExportSection::new();
    section.export("memory", ExportKind::Memory, 0);
    section.export("__indirect_function_table", ExportKind::Table, 0);
    for (index, function) in (0..).zip(&plan.declared.functions) {
        section.export(&function.name, ExportKind::Func, index);
    }
    for (index, variable) in (GLOBALS..).zip(&plan.declared.variables) {
        section.export(variable, ExportKind::Global, index);
    }
    section
}

/// The functions themselves can be called through pointers, too. Element 0 is null, as in C.
fn elements(plan: &Plan<'_>) -> ElementSection {
    let mut section = ElementSection::new();
    let all: Vec<u32> = (0..plan.functions().min(1000)).collect();
    section.active(None, &ConstExpr::i32_const(1), Elements::Functions(all.into()));
    section
}

fn code(plan: &Plan<'_>, random: &mut Random) -> CodeSection {
    let mut section = CodeSection::new();
    for function in &plan.declared.functions {
        section.function(&Body::new(plan, function, random).finish());
    }
    section
}

/// What plausible pointers lead to: small numbers, text, noise, and pointers to all of that.
fn data(random: &mut Random) -> DataSection {
    let mut bytes: Vec<u8> = Vec::new();
    while bytes.len() < REGION_BYTES as usize {
        let kind = random.below(5);
        for _ in 0..16 {
            bytes.extend(match kind {
                0 => random.below(32).to_le_bytes(),
                1 => (REGION + random.below(REGION_BYTES / 8) * 8).to_le_bytes(),
                2 => *b"text",
                3 if random.chance(20) => [0; 4],
                3 => *b"line",
                _ => (random.next() as u32).to_le_bytes(),
            });
        }
    }
    let mut section = DataSection::new();
    section.active(0, &ConstExpr::i32_const(REGION.cast_signed()), bytes);
    section
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "fn load iiiiii:i buffer:&u8 len:i32 x:*i32 y:*i32 comp:*i32 want:i32 ->*u8\n\
                        fn free i: p:*void\n\
                        fn mixed IfFi:F a:i64 b:f32 c:f64 d:%Color ->f64\n\
                        fn wide I:I a:u64 ->i64\n\
                        fn narrow f:f a:f32 ->f32\n\
                        fn walk ii: info:*#Info each:!RowFn\n\
                        fn nothing :\n\
                        struct Info 24 8 width:0:u32 next:4:*#Info wide:8:i64 ratio:16:f32 call:20:!RowFn\n\
                        enum Color u32 0 7 8\n\
                        callback RowFn iI:i\n\
                        global VERSION 4 u32";

    #[test]
    fn every_seed_gives_a_valid_module_with_the_promised_exports() {
        let declared = Declared::parse(TEXT);
        for seed in 0..500 {
            let wasm = generate(&declared, seed);
            wasmparser::Validator::new()
                .validate_all(&wasm)
                .unwrap_or_else(|error| panic!("seed {seed}: {error}"));
            assert_eq!(wasm, generate(&declared, seed), "seed {seed} twice");
        }
        let wasm = generate(&declared, 0);
        let names: Vec<_> = wasmparser::Parser::new(0)
            .parse_all(&wasm)
            .filter_map(|payload| match payload.unwrap() {
                wasmparser::Payload::ExportSection(section) => Some(section),
                _ => None,
            })
            .flatten()
            .map(|export| export.unwrap().name.to_owned())
            .collect();
        for name in ["memory", "__indirect_function_table", "load", "free", "mixed", "walk", "VERSION"] {
            assert!(names.iter().any(|found| found == name), "{name}: {names:?}");
        }
    }

    #[test]
    fn an_empty_interface_has_a_twin_too() {
        wasmparser::Validator::new().validate_all(&generate(&Declared::default(), 1)).unwrap();
    }
}
