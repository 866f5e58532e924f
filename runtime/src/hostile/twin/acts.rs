//! What a twin does before it answers.

use wasm_encoder::{BlockType, MemArg};

use super::body::Body;
use super::{CALLBACK, DEPTH, SAVED, SAVED_COUNT};
use crate::hostile::declared::{Type, Wire, Wires};

/// How deep a twin calls itself and what it was lent.
const DEEPEST: i32 = 3;

/// Most calls of one storm.
const STORM: [i32; 4] = [1, 2, 5, 40];

impl Body<'_, '_> {
    /// One thing that no honest library does.
    pub(super) fn act(&mut self) {
        match self.random.below(9) {
            0 => self.scribble_over_argument(),
            1 => self.scribble_over_memory_of_earlier_calls(),
            2 => self.remember(),
            3 => self.write_text(),
            4 => self.grow(),
            5 => self.call_own_function(),
            6 => self.storm(),
            7 => self.call_forged(),
            _ => self.fill_all(),
        }
    }

    /// Ends the call for good.
    pub(super) fn die(&mut self) {
        let mut code = self.code.instructions();
        match self.random.below(5) {
            0 => code.loop_(BlockType::Empty).br(0).end(),
            1 => code.i32_const(-4).i32_load(word()).drop(),
            2 => code.i32_const(1).i32_const(0).i32_div_u().drop(),
            _ => code.unreachable(),
        };
    }

    /// Fills what every pointer argument leads to.
    pub(super) fn fill_all(&mut self) {
        for (index, target) in self.pointers() {
            match target {
                Type::Unknown => {}
                Type::Integer { bytes: 1, .. } if self.random.chance(60) => {}
                _ => self.fill(index, target),
            }
        }
    }

    /// Writes the values that an object at a pointer argument is made of.
    fn fill(&mut self, pointer: u32, target: &Type) {
        let size = self.plan.declared.size(target);
        self.if_inside(pointer, 0, size);
        for leaf in self.plan.declared.leaves(target) {
            let wire = match &leaf.kind {
                Type::Integer { bytes: 8, .. } => Wire::I64,
                Type::Float { bytes: 8 } => Wire::F64,
                Type::Float { .. } => Wire::F32,
                _ => Wire::I32,
            };
            self.code.instructions().local_get(pointer);
            self.push(&leaf.kind, wire);
            let at = MemArg { offset: leaf.offset.into(), align: 0, memory_index: 0 };
            let mut code = self.code.instructions();
            match (wire, self.plan.declared.size(&leaf.kind)) {
                (Wire::I64, _) => code.i64_store(at),
                (Wire::F32, _) => code.f32_store(at),
                (Wire::F64, _) => code.f64_store(at),
                (Wire::I32, 1) => code.i32_store8(at),
                (Wire::I32, 2) => code.i32_store16(at),
                (Wire::I32, _) => code.i32_store(at),
            };
        }
        self.code.instructions().end();
    }

    /// Begins a block that runs when `bytes` bytes at a parameter plus `delta` are inside the memory: a trap
    /// would end the lie too early.
    fn if_inside(&mut self, pointer: u32, delta: i32, bytes: u32) {
        self.code.instructions().local_get(pointer).i32_const(delta).i32_add().local_set(self.scratch);
        self.if_scratch_inside(bytes);
    }

    fn if_scratch_inside(&mut self, bytes: u32) {
        self.code
            .instructions()
            .local_get(self.scratch)
            .i64_extend_i32_u()
            .i64_const(bytes.into())
            .i64_add()
            .memory_size(0)
            .i64_extend_i32_u()
            .i64_const(16)
            .i64_shl()
            .i64_le_u()
            .if_(BlockType::Empty);
    }

    /// Overwrites bytes at and around a pointer argument.
    fn scribble_over_argument(&mut self) {
        let pointers = self.pointers();
        let none = (u32::MAX, &Type::Unknown);
        let (pointer, _) = self.random.pick(&pointers, none);
        if pointer == u32::MAX {
            return;
        }
        let delta = self.random.pick(&[0, 0, 1, -8, -64, 8, 64], 0);
        let bytes = self.random.pick(&[1, 4, 16, 64, 300], 4);
        self.if_inside(pointer, delta, bytes);
        self.fill_scratch(bytes);
        self.code.instructions().end();
    }

    /// Overwrites what an earlier call was given: memory that the host may think settled.
    fn scribble_over_memory_of_earlier_calls(&mut self) {
        let saved = SAVED + self.random.below(SAVED_COUNT);
        let bytes = self.random.pick(&[1, 4, 8, 64], 4);
        self.code.instructions().global_get(saved).local_set(self.scratch);
        self.if_scratch_inside(bytes);
        self.fill_scratch(bytes);
        self.code.instructions().end();
    }

    fn fill_scratch(&mut self, bytes: u32) {
        let byte = self.random.pick(&[0, 1, 0x41, 0x7f, 0x80, 0xff], 0);
        let scratch = self.scratch;
        self.code
            .instructions()
            .local_get(scratch)
            .i32_const(byte)
            .i32_const(bytes.cast_signed())
            .memory_fill(0);
    }

    /// Keeps an argument for later: a pointer to scribble over, or a function pointer to call.
    fn remember(&mut self) {
        let integers = self.integers();
        let argument = self.random.pick(&integers, u32::MAX);
        if argument != u32::MAX {
            let slot = SAVED + self.random.below(SAVED_COUNT);
            self.code.instructions().local_get(argument).global_set(slot);
        }
        for (index, (_, kind)) in (0..).zip(&self.function.parameters) {
            if matches!(kind, Type::Callback(_)) {
                self.code.instructions().local_get(index).global_set(CALLBACK);
            }
        }
    }

    /// Text without an end, or that is no UTF-8, or quite good text, where an argument points to.
    fn write_text(&mut self) {
        let pointers = self.pointers();
        let (pointer, _) = self.random.pick(&pointers, (u32::MAX, &Type::Unknown));
        if pointer == u32::MAX {
            return;
        }
        let text: u64 = self.random.pick(
            &[
                u64::from_le_bytes(*b"abcdefgh"),
                u64::from_le_bytes(*b"../x\0\0\0\0"),
                u64::from_le_bytes(*b"\xff\xfe\xc0\x80\0\0\0\0"),
                u64::from_le_bytes(*b"\xed\xa0\x80\0\0\0\0\0"),
                u64::from_le_bytes(*b"\n\x1b[31m\0\0"),
            ],
            0,
        );
        self.if_inside(pointer, 0, 8);
        let at = MemArg { offset: 0, align: 0, memory_index: 0 };
        self.code.instructions().local_get(pointer).i64_const(text.cast_signed()).i64_store(at).end();
    }

    fn grow(&mut self) {
        let pages = self.random.pick(&[0, 1, 1, 3, 17, 70_000], 1);
        self.code.instructions().i32_const(pages).memory_grow(0).drop();
    }

    /// Calls another function of the library with made-up arguments, as a function pointer to it would.
    fn call_own_function(&mut self) {
        let count = u32::try_from(self.plan.declared.functions.len()).unwrap_or(0);
        let index = self.random.below(count);
        let Some(callee) = self.plan.declared.functions.get(index as usize) else { return };
        self.deeper();
        for ((_, kind), wire) in callee.parameters.iter().zip(&callee.wires.parameters) {
            self.push(kind, *wire);
        }
        self.code.instructions().call(index);
        if callee.wires.result.is_some() {
            self.code.instructions().drop();
        }
        self.higher();
    }

    /// Calls every function pointer among the arguments, and one that was lent earlier, again and again.
    fn storm(&mut self) {
        let function = self.function;
        for (index, (_, kind)) in (0..).zip(&function.parameters) {
            match kind {
                Type::Callback(name) => {
                    let times = self.random.pick(&STORM, 1);
                    self.code.instructions().local_get(index).local_tee(self.scratch).global_set(CALLBACK);
                    self.call_scratch(name, times);
                }
                Type::Pointer(target) => self.call_fields(index, target),
                _ => {}
            }
        }
        if self.random.chance(20) {
            let names: Vec<&str> = self.plan.declared.callback_names().collect();
            let name = self.random.pick(&names, "");
            self.code.instructions().global_get(CALLBACK).local_set(self.scratch);
            self.call_scratch(name, 1);
        }
    }

    /// Calls the function pointers in the struct that an argument points to.
    fn call_fields(&mut self, pointer: u32, target: &Type) {
        for leaf in self.plan.declared.leaves(target) {
            let Type::Callback(name) = &leaf.kind else { continue };
            self.if_inside(pointer, 0, leaf.offset.saturating_add(4));
            let at = MemArg { offset: leaf.offset.into(), align: 0, memory_index: 0 };
            self.code
                .instructions()
                .local_get(pointer)
                .i32_load(at)
                .local_tee(self.scratch)
                .global_set(CALLBACK);
            self.call_scratch(name, 1);
            self.code.instructions().end();
        }
    }

    /// Calls whatever a made-up number stands for.
    fn call_forged(&mut self) {
        if !self.random.chance(15) {
            return;
        }
        let names: Vec<&str> = self.plan.declared.callback_names().collect();
        let name = self.random.pick(&names, "");
        let index = self.random.pick(&[0, 1, 2, 1099, 1100, 1101, -1], 0);
        self.code.instructions().i32_const(index).local_set(self.scratch);
        self.call_scratch(name, 1);
    }

    /// Calls the function pointer in the scratch local, unless it is null, `times` times.
    fn call_scratch(&mut self, name: &str, times: i32) {
        let wires = match self.plan.declared.callback(name) {
            Some(callback) => callback.wires.clone(),
            None => self.any_type(),
        };
        let counter = self.scratch + 1;
        self.deeper();
        self.code.instructions().local_get(self.scratch).if_(BlockType::Empty);
        self.code.instructions().i32_const(times).local_set(counter).loop_(BlockType::Empty);
        self.call_once(&wires);
        self.code
            .instructions()
            .local_get(counter)
            .i32_const(1)
            .i32_sub()
            .local_tee(counter)
            .br_if(0)
            .end()
            .end();
        self.higher();
    }

    /// A type for function pointers of which nothing is known.
    fn any_type(&mut self) -> Wires {
        let index = self.random.below(u32::try_from(self.plan.types.len()).unwrap_or(0));
        self.plan.types.get(index as usize).cloned().unwrap_or_default()
    }

    fn call_once(&mut self, wires: &Wires) {
        for wire in &wires.parameters {
            self.push(&Type::Unknown, *wire);
        }
        self.code.instructions().local_get(self.scratch).call_indirect(0, self.plan.index(wires));
        if wires.result.is_some() {
            self.code.instructions().drop();
        }
    }

    /// Begins a block that runs when calls are not nested too deep.
    fn deeper(&mut self) {
        self.code
            .instructions()
            .global_get(DEPTH)
            .i32_const(DEEPEST)
            .i32_lt_u()
            .if_(BlockType::Empty)
            .global_get(DEPTH)
            .i32_const(1)
            .i32_add()
            .global_set(DEPTH);
    }

    fn higher(&mut self) {
        self.code.instructions().global_get(DEPTH).i32_const(1).i32_sub().global_set(DEPTH).end();
    }
}

fn word() -> MemArg {
    MemArg { offset: 0, align: 0, memory_index: 0 }
}
