//! The code of one function.

use wasm_encoder::{BlockType, Function as Code, ValType};

use super::{CALLS, Plan};
use crate::hostile::declared::{Function, Type, Wire};
use crate::random::Random;

/// Behaviours of a function, taken in turn.
const BEHAVIOURS: u32 = 3;

/// A function under construction.
pub(super) struct Body<'a, 'r> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) function: &'a Function,
    pub(super) random: &'r mut Random,
    pub(super) code: Code,
    /// A local for intermediate values.
    pub(super) scratch: u32,
}

impl<'a, 'r> Body<'a, 'r> {
    pub(super) fn new(plan: &'a Plan<'a>, function: &'a Function, random: &'r mut Random) -> Self {
        let scratch = u32::try_from(function.wires.parameters.len()).unwrap_or(0);
        Self { plan, function, random, code: Code::new([(2, ValType::I32)]), scratch }
    }

    /// Chooses a behaviour by the number of calls so far, so that no two in a row are the same.
    pub(super) fn finish(mut self) -> Code {
        self.code.instructions().global_get(CALLS).i32_const(1).i32_add().global_set(CALLS);
        for behaviour in 1..BEHAVIOURS {
            self.code
                .instructions()
                .global_get(CALLS)
                .i32_const(BEHAVIOURS.cast_signed())
                .i32_rem_u()
                .i32_const(behaviour.cast_signed())
                .i32_eq()
                .if_(BlockType::Empty);
            self.behave();
            self.code.instructions().return_().end();
        }
        self.behave();
        self.code.instructions().end();
        self.code
    }

    /// What is done, and what is answered.
    fn behave(&mut self) {
        let acts = self.random.below(self.plan.mood.acts + 1);
        if self.random.chance(85) {
            self.fill_all();
        }
        for _ in 0..acts {
            self.act();
        }
        if self.random.chance(self.plan.mood.deadly) {
            self.die();
        }
        if let Some(wire) = self.function.wires.result {
            let kind = self.function.result.clone().unwrap_or(Type::Unknown);
            self.push(&kind, wire);
        }
    }

    /// The parameters that travel as `i32`.
    pub(super) fn integers(&self) -> Vec<u32> {
        let wires = (0..).zip(&self.function.wires.parameters);
        wires.filter(|(_, wire)| **wire == Wire::I32).map(|(index, _)| index).collect()
    }

    /// The parameters that are pointers, and what they point to.
    pub(super) fn pointers(&self) -> Vec<(u32, &'a Type)> {
        let parameters = (0..).zip(&self.function.parameters);
        let pointer = |(index, (_, kind)): (u32, &'a (String, Type))| match kind {
            Type::Pointer(target) => Some((index, &**target)),
            _ => None,
        };
        parameters.filter_map(pointer).collect()
    }
}
