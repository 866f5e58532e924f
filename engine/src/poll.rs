//! Polls: loads of a page that the host takes away when time is up.
//!
//! Guest code that counts nothing and compares nothing can still be stopped, if every loop and every recursion loads
//! from an address where loads work as long as they may. That address is [`POLL_ADDRESS`], behind the largest memory
//! that such a guest can have and within the reservation that every memory has: the engine checks no load there, the
//! host makes the page readable, and revokes it when the deadline has passed. The next poll is an access that faults, as one of
//! a wild pointer is. Safepoints of managed runtimes work in this way.
//!
//! The host never touches the page, since for host code memory ends before it; so it can be revoked at any time. The
//! guest can read it, which gives zeroes, and can write nothing to it.

/// Guest address of the page: as far up as one instruction reaches from the start of the memory. A guest that polls can
/// have the memory below.
pub const POLL_ADDRESS: u64 = (2 << 30) - (64 << 10);

/// Bytes that polls load from. The bytes behind stay out of bounds.
pub const POLL_BYTES: u32 = 4096;

/// Changes whenever other code would get polls or a [trial](crate::trial), so that modules are compiled again.
pub const REVISION: u32 = 2;

/// How guest code is stopped when its time is up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Interruption {
    /// It compares a counter at every loop and every function, which costs about a tenth of its speed. Works everywhere.
    #[default]
    Epoch,
    /// It [polls](self).
    Poll,
}

impl Interruption {
    /// The interruption of a module that does or does not poll.
    pub const fn of(polls: bool) -> Self {
        if polls { Self::Poll } else { Self::Epoch }
    }

    /// Whether modules compiled for `target` (a triple) can poll: where the runtime knows how to revoke a page.
    pub fn polls_on(target: &str) -> bool {
        let is_wide = target.starts_with("x86_64-") || target.starts_with("aarch64-");
        is_wide && target.contains("-linux-") && !target.contains("x32")
    }

    /// Whether this build of the runtime can revoke a page.
    pub const fn polls_here() -> bool {
        cfg!(all(
            target_os = "linux",
            target_pointer_width = "64",
            any(target_arch = "x86_64", target_arch = "aarch64")
        ))
    }
}

#[cfg(feature = "cranelift")]
pub use insert::insert;

#[cfg(feature = "cranelift")]
mod insert {
    use std::collections::BTreeSet;
    use std::ops::Range;

    use wasm_encoder::{CodeSection, Encode, Instruction, MemArg, Module, RawSection};
    use wasmparser::{
        BinaryReaderError, ElementItems, Encoding, ExternalKind, FunctionBody, MemoryType, Operator, Parser,
        Payload, TypeRef,
    };

    use super::{POLL_ADDRESS, POLL_BYTES};

    /// The module with a poll in every loop, in every function that calls, and in every function that the host can call:
    /// calls for ever meet a deadline, too.
    ///
    /// `None` for a module that has to be stopped in another way: one without a memory of its own that is sure to end
    /// before the page, one that runs code while it is instantiated, one whose debug information would no longer fit its code, one with more loops in a
    /// function than the page has bytes, and one that is no module at all.
    ///
    /// Every poll of a function loads another byte. Two loads of one address with nothing between them that stores are
    /// one load to the compiler, and a loop could be left without any.
    pub fn insert(wasm: &[u8]) -> Option<Vec<u8>> {
        rewrite(wasm).ok().flatten()
    }

    fn rewrite(wasm: &[u8]) -> Result<Option<Vec<u8>>, BinaryReaderError> {
        let mut module = Module::new();
        let (mut code, mut left) = (CodeSection::new(), 0_u32);
        let mut has_memory = false;
        let mut entries = Entries::default();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            match &payload {
                Payload::CodeSectionStart { count: 0, .. } => _ = module.section(&code),
                Payload::CodeSectionStart { count, .. } => left = *count,
                Payload::CodeSectionEntry(body) => {
                    let Some(body) = polling(wasm, body, entries.next())? else { return Ok(None) };
                    code.raw(&body);
                    left = left.saturating_sub(1);
                    if left == 0 {
                        module.section(&code);
                    }
                }
                Payload::StartSection { .. } | Payload::Version { encoding: Encoding::Component, .. } => {
                    return Ok(None);
                }
                Payload::CustomSection(section) if section.name().starts_with(".debug_") => return Ok(None),
                // Hints to the compiler by where they are in the code.
                Payload::CustomSection(section) if section.name().starts_with("metadata.code.") => {}
                _ => {
                    if let Payload::MemorySection(memories) = &payload {
                        let all: Vec<MemoryType> = memories.clone().into_iter().collect::<Result<_, _>>()?;
                        has_memory = matches!(all[..], [memory] if can_poll(memory));
                    }
                    entries.note(&payload)?;
                    if let Some((id, range)) = payload.as_section() {
                        module.section(&RawSection { id, data: wasm.get(range).unwrap_or_default() });
                    }
                }
            }
        }
        Ok(has_memory.then(|| module.finish()))
    }

    /// Functions that the host can call, by number: those that are exported, and those in the table.
    #[derive(Default)]
    struct Entries {
        functions: BTreeSet<u32>,
        /// Elements are given by expressions: any function may be among them.
        all: bool,
        /// The number of the next body.
        next: u32,
    }

    impl Entries {
        /// Takes note of a section before the code.
        fn note(&mut self, payload: &Payload<'_>) -> Result<(), BinaryReaderError> {
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.clone().into_imports() {
                        if matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)) {
                            self.next = self.next.saturating_add(1);
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports.clone() {
                        let export = export?;
                        if matches!(export.kind, ExternalKind::Func | ExternalKind::FuncExact) {
                            self.functions.insert(export.index);
                        }
                    }
                }
                Payload::ElementSection(elements) => {
                    for element in elements.clone() {
                        match element?.items {
                            ElementItems::Functions(functions) => {
                                for function in functions {
                                    self.functions.insert(function?);
                                }
                            }
                            ElementItems::Expressions(..) => self.all = true,
                        }
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals.clone() {
                        // It may hold a function, and the guest put that into the table.
                        self.all |= global?.ty.content_type.is_reference_type();
                    }
                }
                _ => {}
            }
            Ok(())
        }

        /// Whether the host can call the next function.
        fn next(&mut self) -> bool {
            let number = self.next;
            self.next = number.saturating_add(1);
            self.all || self.functions.contains(&number)
        }
    }

    fn can_poll(memory: MemoryType) -> bool {
        let fits = memory.maximum.is_some_and(|pages| (1..=POLL_ADDRESS >> 16).contains(&pages));
        fits && !memory.memory64 && !memory.shared && memory.page_size_log2.is_none()
    }

    /// The body of a function with its polls. `None` if the page has too few bytes for it.
    fn polling(
        wasm: &[u8],
        body: &FunctionBody<'_>,
        is_entry: bool,
    ) -> Result<Option<Vec<u8>>, BinaryReaderError> {
        let Range { start, end } = body.range();
        let places = places(body, is_entry)?;
        if places.len() > POLL_BYTES as usize {
            return Ok(None);
        }
        let mut polling = Vec::with_capacity(end.saturating_sub(start));
        let mut from = start;
        for (place, number) in places.into_iter().zip(0_u64..) {
            polling.extend_from_slice(wasm.get(from..place).unwrap_or_default());
            poll(number, &mut polling);
            from = place;
        }
        polling.extend_from_slice(wasm.get(from..end).unwrap_or_default());
        Ok(Some(polling))
    }

    /// Where polls go: behind the head of each loop, and to the beginning if the host can call the function or it may be
    /// part of a recursion.
    fn places(body: &FunctionBody<'_>, is_entry: bool) -> Result<Vec<usize>, BinaryReaderError> {
        let (mut places, mut entry) = (Vec::new(), None);
        let (mut at_entry, mut in_loop) = (false, false);
        for operator in body.get_operators_reader()?.into_iter_with_offsets() {
            let (operator, offset) = operator?;
            let entry = *entry.get_or_insert(offset);
            if in_loop {
                places.push(offset);
            }
            in_loop = matches!(operator, Operator::Loop { .. });
            if !at_entry && (is_entry || is_call(&operator)) {
                at_entry = true;
                places.insert(0, entry);
            }
        }
        Ok(places)
    }

    fn is_call(operator: &Operator<'_>) -> bool {
        matches!(
            operator,
            Operator::Call { .. }
                | Operator::CallIndirect { .. }
                | Operator::CallRef { .. }
                | Operator::ReturnCall { .. }
                | Operator::ReturnCallIndirect { .. }
                | Operator::ReturnCallRef { .. }
        )
    }

    fn poll(number: u64, code: &mut Vec<u8>) {
        let address = (POLL_ADDRESS as u32).cast_signed();
        Instruction::I32Const(address).encode(code);
        Instruction::I32Load8U(MemArg { offset: number, align: 0, memory_index: 0 }).encode(code);
        Instruction::Drop.encode(code);
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        /// Loads that are dropped, by function.
        fn polls(wasm: &[u8]) -> Vec<usize> {
            let bodies = Parser::new(0).parse_all(wasm).filter_map(|payload| match payload.unwrap() {
                Payload::CodeSectionEntry(body) => Some(body),
                _ => None,
            });
            bodies
                .map(|body| {
                    let all = body.get_operators_reader().unwrap().into_iter();
                    all.filter(|one| matches!(one, Ok(Operator::I32Load8U { .. }))).count()
                })
                .collect()
        }

        fn inserted(text: &str) -> Option<Vec<u8>> {
            insert(&wat::parse_str(text).unwrap())
        }

        #[test]
        fn loops_and_callers_poll_and_leaves_do_not() {
            let module = inserted(
                r#"(module (memory 1 9)
                    (func $leaf (result i32) i32.const 1)
                    (func $caller (result i32) call $leaf)
                    (func $loops (local i32) loop loop br 0 end end)
                    (func $both loop call $caller drop br 0 end))"#,
            );
            assert_eq!(polls(&module.unwrap()), [0, 1, 2, 2]);
        }

        #[test]
        fn what_the_host_can_call_polls() {
            let module = inserted(
                r#"(module (import "a" "b" (func)) (memory 1 9) (table 2 funcref)
                    (func) (func (export "f")) (func $in_table) (func (export "g"))
                    (elem (i32.const 0) func $in_table))"#,
            );
            assert_eq!(polls(&module.unwrap()), [0, 1, 1, 1]);
            let module = inserted(
                r#"(module (memory 1 9) (table 1 funcref) (func $one) (func)
                    (elem (i32.const 0) funcref (ref.func $one)))"#,
            );
            assert_eq!(polls(&module.unwrap()), [1, 1]);
        }

        #[test]
        fn every_poll_of_a_function_loads_another_byte() {
            let module =
                inserted(&format!("(module (memory 1 9) (func {}))", "loop end ".repeat(4096))).unwrap();
            let mut offsets = Vec::new();
            for payload in Parser::new(0).parse_all(&module) {
                let Payload::CodeSectionEntry(body) = payload.unwrap() else { continue };
                for operator in body.get_operators_reader().unwrap() {
                    if let Operator::I32Load8U { memarg } = operator.unwrap() {
                        offsets.push(memarg.offset);
                    }
                }
            }
            assert_eq!(offsets, (0..4096).collect::<Vec<_>>());
            assert_eq!(inserted(&format!("(module (memory 1 9) (func {}))", "loop end ".repeat(4097))), None);
        }

        #[test]
        fn what_cannot_poll_is_left_to_epochs() {
            for text in [
                "(module (func))",
                "(module (memory 0 0))",
                "(module (memory 1))",
                "(module (memory 1 32768))",
                "(module (memory i64 1))",
                r#"(module (import "env" "memory" (memory 1 9)))"#,
                "(module (memory 1 9) (func $start) (start $start))",
                r#"(module (memory 1 9) (@custom ".debug_line" "x"))"#,
            ] {
                assert_eq!(inserted(text), None, "{text}");
            }
            assert_eq!(insert(b"\0asm\x01\0\0\0\x0a\xff"), None);
            // A component with a module in it.
            assert_eq!(inserted("(component (core module (memory 1 9)))"), None);
        }

        #[test]
        fn the_largest_memory_ends_at_the_page() {
            assert!(inserted("(module (memory 1 32767))").is_some());
        }

        #[test]
        fn the_rest_of_a_module_stays_as_it_is() {
            let text = r#"(module (type (func)) (table 1 funcref) (memory 1 9) (export "memory" (memory 0))
                (func) (data (i32.const 8) "x") (@custom "name" "\00\01\00"))"#;
            let before = wat::parse_str(text).unwrap();
            assert_eq!(insert(&before), Some(before));
        }
    }
}
