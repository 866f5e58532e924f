//! What a twin says when it is asked for a value.

use wasm_encoder::{Ieee32, Ieee64};

use super::body::Body;
use super::{CALLBACK, Mood, REGION, REGION_BYTES, SAVED, SAVED_COUNT};
use crate::hostile::declared::{Type, Wire};
use crate::random::Random;

/// Addresses that no honest library hands out.
const WILD: [u32; 9] = [0, 1, 3, REGION + 1, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_fffc, 0xffff_ffff];

/// Numbers around which comparisons and sizes go wrong.
const EXTREME: [i64; 18] = [
    0,
    -1,
    -2,
    1,
    127,
    128,
    255,
    256,
    0x7fff,
    0x8000,
    0xffff,
    0x1_0000,
    0x7fff_ffff,
    -0x8000_0000,
    0xffff_fffe,
    0x4000_0001,
    i64::MAX,
    i64::MIN,
];

const FLOATS: [f64; 12] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MAX,
    f64::MIN_POSITIVE,
    5e-324,
    2_147_483_648.0,
    1e300,
];

/// An address that is known when the module is made.
pub(super) fn address(random: &mut Random, mood: Mood) -> i32 {
    let address = if random.chance(mood.wild) {
        random.pick(&WILD, 0)
    } else {
        REGION + random.below(REGION_BYTES / 8) * 8
    };
    address.cast_signed()
}

/// A number that might be the truth, or cannot be.
fn number(random: &mut Random, mood: Mood, declared: &[i64]) -> i64 {
    if random.chance(mood.wild) {
        return if random.chance(80) { random.pick(&EXTREME, 0) } else { random.next().cast_signed() };
    }
    if declared.is_empty() {
        random.pick(&[0, 0, 1, 1, 2, 3, 4, 8, 16, 31, 100], 1)
    } else {
        random.pick(declared, 0)
    }
}

impl Body<'_, '_> {
    /// Pushes a value of type `kind` that travels as `wire`.
    pub(super) fn push(&mut self, kind: &Type, wire: Wire) {
        match (wire, kind) {
            (Wire::I32, Type::Callback(_)) => self.push_callback(),
            (Wire::I32, Type::Pointer(_) | Type::Array(..) | Type::Struct(_)) => self.push_pointer(),
            (Wire::I32, Type::Unknown) if self.random.chance(60) => self.push_pointer(),
            (Wire::I32, _) => {
                let value = self.number(kind);
                // What does not fit is cut, as a cast in C would.
                self.code.instructions().i32_const(value as i32);
            }
            (Wire::I64, _) => {
                let value = self.number(kind);
                self.code.instructions().i64_const(value);
            }
            (Wire::F32, _) => {
                let value = self.float();
                self.code.instructions().f32_const(Ieee32::from(value as f32));
            }
            (Wire::F64, _) => {
                let value = self.float();
                self.code.instructions().f64_const(Ieee64::from(value));
            }
        }
    }

    fn number(&mut self, kind: &Type) -> i64 {
        let declared = self.plan.declared.values(kind);
        match kind {
            Type::Bool if !self.random.chance(self.plan.mood.wild) => i64::from(self.random.below(2)),
            _ => number(self.random, self.plan.mood, declared),
        }
    }

    fn float(&mut self) -> f64 {
        if self.random.chance(self.plan.mood.wild) {
            self.random.pick(&FLOATS, 0.0)
        } else {
            f64::from(self.random.below(1000)) / 10.0
        }
    }

    /// Pushes an address: of data, near the end of memory, of an argument, of what an earlier call was given.
    pub(super) fn push_pointer(&mut self) {
        let wild = self.random.chance(self.plan.mood.wild);
        let arguments = self.integers();
        let argument = self.random.pick(&arguments, u32::MAX);
        let near = self.random.pick(&[0, 0, 0, 1, 4, 8, -1, -4, 64], 0);
        match self.random.below(8) {
            0 if argument != u32::MAX => {
                self.code.instructions().local_get(argument).i32_const(near).i32_add();
            }
            1 => {
                let saved = SAVED + self.random.below(SAVED_COUNT);
                self.code.instructions().global_get(saved).i32_const(near).i32_add();
            }
            2 if wild => {
                let before = self.random.pick(&[0, 1, 4, 7, 16, 100], 0);
                self.code.instructions().memory_size(0).i32_const(16).i32_shl().i32_const(before).i32_sub();
            }
            _ => {
                let address = address(self.random, self.plan.mood);
                self.code.instructions().i32_const(address);
            }
        }
    }

    /// Pushes a function pointer: one that was lent, one of the library's own, or a forged one.
    fn push_callback(&mut self) {
        match self.random.below(4) {
            0 => {
                self.code.instructions().global_get(CALLBACK);
            }
            1 => {
                let index = self.random.below(self.plan.functions() + 2);
                self.code.instructions().i32_const(index.cast_signed());
            }
            _ => {
                let index = number(self.random, self.plan.mood, &[]);
                self.code.instructions().i32_const(index as i32);
            }
        }
    }
}
