//! C's scalar types as wasm32 has them: which Rust names mean which, and how large they are.

use std::ops::RangeInclusive;

use crate::manifest::WasmType;

/// A number or `bool` in the C sense, with the spelling that C uses for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// What the value is.
    pub kind: Kind,
    /// How C spells the type, for documentation.
    pub c: &'static str,
}

/// The distinct scalar types of the boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `_Bool`.
    Bool,
    /// Signed, 8 bits; plain `char` too, which is signed on wasm32.
    I8,
    /// Unsigned, 8 bits.
    U8,
    /// Signed, 16 bits.
    I16,
    /// Unsigned, 16 bits.
    U16,
    /// Signed, 32 bits.
    I32,
    /// Unsigned, 32 bits.
    U32,
    /// Signed, 64 bits.
    I64,
    /// Unsigned, 64 bits.
    U64,
    /// `float`.
    F32,
    /// `double`.
    F64,
    /// `ptrdiff_t`: 4 bytes in the guest, `isize` on the host.
    Isize,
    /// `size_t`: 4 bytes in the guest, `usize` on the host.
    Usize,
    /// `long`: 4 bytes in the guest, `i64` at a call.
    Long,
    /// `unsigned long`: 4 bytes in the guest, `u64` at a call.
    UnsignedLong,
}

/// Every name that means a scalar: Rust's primitives, `std::ffi`, and those of C's own headers.
const NAMES: &[(&str, Kind, &str)] = &[
    ("bool", Kind::Bool, "bool"),
    ("i8", Kind::I8, "int8_t"),
    ("u8", Kind::U8, "uint8_t"),
    ("i16", Kind::I16, "int16_t"),
    ("u16", Kind::U16, "uint16_t"),
    ("i32", Kind::I32, "int32_t"),
    ("u32", Kind::U32, "uint32_t"),
    ("i64", Kind::I64, "int64_t"),
    ("u64", Kind::U64, "uint64_t"),
    ("f32", Kind::F32, "float"),
    ("f64", Kind::F64, "double"),
    ("isize", Kind::Isize, "ptrdiff_t"),
    ("usize", Kind::Usize, "size_t"),
    ("c_char", Kind::I8, "char"),
    ("c_schar", Kind::I8, "signed char"),
    ("c_uchar", Kind::U8, "unsigned char"),
    ("c_short", Kind::I16, "short"),
    ("c_ushort", Kind::U16, "unsigned short"),
    ("c_int", Kind::I32, "int"),
    ("c_uint", Kind::U32, "unsigned int"),
    ("c_long", Kind::Long, "long"),
    ("c_ulong", Kind::UnsignedLong, "unsigned long"),
    ("c_longlong", Kind::I64, "long long"),
    ("c_ulonglong", Kind::U64, "unsigned long long"),
    ("c_float", Kind::F32, "float"),
    ("c_double", Kind::F64, "double"),
    ("int8_t", Kind::I8, "int8_t"),
    ("uint8_t", Kind::U8, "uint8_t"),
    ("int16_t", Kind::I16, "int16_t"),
    ("uint16_t", Kind::U16, "uint16_t"),
    ("int32_t", Kind::I32, "int32_t"),
    ("uint32_t", Kind::U32, "uint32_t"),
    ("int64_t", Kind::I64, "int64_t"),
    ("uint64_t", Kind::U64, "uint64_t"),
    ("size_t", Kind::Usize, "size_t"),
    ("c_size_t", Kind::Usize, "size_t"),
    ("ssize_t", Kind::Isize, "ssize_t"),
    ("c_ssize_t", Kind::Isize, "ssize_t"),
    ("ptrdiff_t", Kind::Isize, "ptrdiff_t"),
    ("c_ptrdiff_t", Kind::Isize, "ptrdiff_t"),
    ("intptr_t", Kind::Isize, "intptr_t"),
    ("uintptr_t", Kind::Usize, "uintptr_t"),
    // As the C library of the fence has them, whatever the host's are.
    ("intmax_t", Kind::I64, "intmax_t"),
    ("uintmax_t", Kind::U64, "uintmax_t"),
    ("time_t", Kind::I64, "time_t"),
    ("suseconds_t", Kind::I64, "suseconds_t"),
    ("clock_t", Kind::I64, "clock_t"),
    ("off_t", Kind::I64, "off_t"),
    ("blkcnt_t", Kind::I64, "blkcnt_t"),
    ("blksize_t", Kind::Long, "blksize_t"),
    ("dev_t", Kind::U64, "dev_t"),
    ("ino_t", Kind::U64, "ino_t"),
    ("nlink_t", Kind::U64, "nlink_t"),
    ("mode_t", Kind::U32, "mode_t"),
    ("uid_t", Kind::U32, "uid_t"),
    ("gid_t", Kind::U32, "gid_t"),
    ("id_t", Kind::U32, "id_t"),
    ("useconds_t", Kind::U32, "useconds_t"),
    ("pid_t", Kind::I32, "pid_t"),
    ("wchar_t", Kind::I32, "wchar_t"),
    ("wint_t", Kind::I32, "wint_t"),
];

impl Scalar {
    /// The scalar that `name` means, wherever it was imported from.
    pub fn named(name: &str) -> Option<Self> {
        let &(_, kind, c) = NAMES.iter().find(|(known, _, _)| *known == name)?;
        Some(Self { kind, c })
    }
}

impl Kind {
    /// Size in guest memory in bytes; on wasm32 the alignment is the same.
    pub fn size(self) -> u32 {
        match self {
            Self::Bool | Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::I32 | Self::U32 | Self::F32 => 4,
            Self::Isize | Self::Usize | Self::Long | Self::UnsignedLong => 4,
            Self::I64 | Self::U64 | Self::F64 => 8,
        }
    }

    /// The values that an integer of this kind can have.
    pub fn range(self) -> RangeInclusive<i128> {
        let bits = self.size() * 8;
        match self {
            Self::I8 | Self::I16 | Self::I32 | Self::I64 | Self::Isize | Self::Long => {
                -(1 << (bits - 1))..=(1 << (bits - 1)) - 1
            }
            Self::Bool => 0..=1,
            _ => 0..=(1 << bits) - 1,
        }
    }

    /// The Rust type of the same shape in guest memory.
    pub fn primitive(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::I8 => "i8",
            Self::U8 => "u8",
            Self::I16 => "i16",
            Self::U16 => "u16",
            Self::I32 | Self::Long => "i32",
            Self::U32 | Self::UnsignedLong => "u32",
            Self::I64 => "i64",
            Self::U64 => "u64",
            Self::F32 => "f32",
            Self::F64 => "f64",
            Self::Isize => "isize",
            Self::Usize => "usize",
        }
    }

    /// How a call passes it.
    pub fn wasm(self) -> WasmType {
        match self {
            Self::I64 | Self::U64 => WasmType::I64,
            Self::F32 => WasmType::F32,
            Self::F64 => WasmType::F64,
            _ => WasmType::I32,
        }
    }
}

/// Whether `name` is one of Rust's own primitives.
pub fn is_primitive(name: &str) -> bool {
    matches!(name, "str" | "char" | "i128" | "u128" | "f16" | "f128")
        || (Scalar::named(name).is_some() && !name.contains('_'))
}
