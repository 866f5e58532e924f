//! Layouts against a table computed by hand for wasm32, and the meaning of every scalar name.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use ringfence_syntax::Interface;
use ringfence_syntax::manifest::WasmType::{F32, F64, I32, I64};
use ringfence_syntax::model::Type;
use ringfence_syntax::scalars::Kind;

/// Inside of a struct, its size and alignment, and the offset of each field.
const LAYOUTS: &[(&str, u32, u32, &[u32])] = &[
    ("a: u8", 1, 1, &[0]),
    ("a: u8, b: u16", 4, 2, &[0, 2]),
    ("a: u8, b: u32", 8, 4, &[0, 4]),
    ("a: u8, b: u64", 16, 8, &[0, 8]),
    ("a: u64, b: u8", 16, 8, &[0, 8]),
    ("a: f64, b: f32, c: bool", 16, 8, &[0, 8, 12]),
    ("a: c_long, b: c_longlong, c: c_ulong", 24, 8, &[0, 8, 16]),
    ("a: u8, b: *const u64, c: u8", 12, 4, &[0, 4, 8]),
    ("a: usize, b: isize, c: size_t, d: ssize_t", 16, 4, &[0, 4, 8, 12]),
    ("a: u8, b: [u16; 3], c: u8", 10, 2, &[0, 2, 8]),
    ("a: u8, b: [[u32; 2]; 3], c: [u8; 3]", 32, 4, &[0, 4, 28]),
    ("a: u8, b: Option<extern \"C\" fn(u8)>", 8, 4, &[0, 4]),
    ("a: u8, b: unsafe extern \"C\" fn()", 8, 4, &[0, 4]),
    ("a: Small, b: Plain, c: Small", 12, 4, &[0, 4, 8]),
    ("a: u8, b: Inner, c: u8", 32, 8, &[0, 8, 24]),
    ("a: u8, b: [Inner; N], c: u8", 48, 8, &[0, 8, 40]),
    ("a: Handles", 8, 4, &[0]),
    ("a: [u8; N * 3 - (4 / 2) | 1 << 4]", 20, 1, &[0]),
    ("a: [*mut Handle; 3], b: u8", 16, 4, &[0, 12]),
    ("r#type: u8, type_: u8", 2, 1, &[0, 1]),
    ("a: u8, b: [u32; 0]", 4, 4, &[0, 4]),
    ("a: u8, b: Either, c: u8", 24, 8, &[0, 8, 16]),
    ("a: u8, b: Tight, c: u8", 7, 1, &[0, 1, 6]),
    ("a: u8, b: Wide, c: u8", 48, 16, &[0, 16, 32]),
    ("a: u8, b: Empty, c: u8", 2, 1, &[0, 1, 1]),
    ("#[bits(3)] a: c_uint, #[bits(5)] b: c_uint, c: u8", 4, 4, &[0, 0, 1]),
    ("#[bits(20)] a: c_uint, #[bits(20)] b: c_uint", 8, 4, &[0, 4]),
    ("a: u8, #[bits(4)] b: c_uint, #[bits(30)] c: c_uint, d: u8", 12, 4, &[0, 0, 4, 8]),
    ("#[bits(1)] a: u8, #[bits(0)] _end: c_uint, #[bits(1)] b: u8", 5, 1, &[0, 4, 4]),
    ("#[bits(40)] a: u64, #[bits(3)] b: u8, #[bits(1)] c: bool", 8, 8, &[0, 5, 5]),
];

const AROUND: &str = r#"
#[ringfence::library("lib")]
mod lib {
    const N: usize = HALF + 1;
    const HALF: usize = 1;
    #[repr(u8)] enum Small { A }
    #[repr(C)] enum Plain { A }
    #[repr(C)] struct Inner { x: u8, y: f64 }
    type Handles = [Pointer; 2];
    type Pointer = *mut Handle;
    struct Handle;
    #[repr(C)] struct Empty {}
    #[repr(C)] struct Single { x: [f64; 1] }
    #[repr(C)] struct Nested { e: Empty, x: Deep }
    #[repr(C)] struct Deep { x: [Deeper; 1] }
    #[repr(C)] struct Deeper { x: i64 }
    #[repr(C)] union OneOf { x: f32 }
    #[repr(C)] union Either { x: u8, y: [u8; 5], z: u64 }
    #[repr(C, packed)] struct Tight { x: u8, y: u32 }
    #[repr(C, align(16))] struct Wide { x: u8 }
    #[repr(C)] struct Subject { FIELDS }
    extern "C" { FUNCTION }
}
"#;

fn interface(fields: &str, function: &str) -> Interface {
    let source = AROUND.replace("FIELDS", fields).replace("FUNCTION", function);
    ringfence_syntax::find(&source, "lib").unwrap_or_else(|problems| panic!("{fields}: {problems}")).unwrap()
}

#[test]
fn structs_are_laid_out_as_on_wasm32() {
    for (fields, size, align, offsets) in LAYOUTS {
        let interface = interface(fields, "fn f();");
        let subject = interface.structs.iter().find(|structure| structure.name == "Subject").unwrap();
        let found: Vec<_> = subject.fields.iter().map(|field| field.offset).collect();
        assert_eq!(
            (subject.layout.size, subject.layout.align, &*found),
            (*size, *align, *offsets),
            "{fields}"
        );
    }
}

#[test]
fn enums_have_the_size_of_their_carrier() {
    for (item, carrier, size) in [
        ("#[repr(C)] enum E { A, B = 0xFFFF_FFFF }", Kind::U32, 4),
        ("#[repr(C)] enum E { A = -1, B }", Kind::I32, 4),
        ("#[repr(i8)] enum E { A = -128 }", Kind::I8, 1),
        ("#[repr(C, u16)] enum E { A = b'x' }", Kind::U16, 2),
    ] {
        let source = format!("#[x::library(\"lib\")] mod lib {{ {item} extern \"C\" {{ fn f(); }} }}");
        let interface = ringfence_syntax::find(&source, "lib").unwrap().unwrap();
        assert_eq!((interface.enums[0].carrier, interface.enums[0].layout().size), (carrier, size), "{item}");
    }
}

#[test]
fn scalars_are_the_same_by_every_path() {
    for (name, kind) in [
        ("c_int", Kind::I32),
        ("c_char", Kind::I8),
        ("c_long", Kind::Long),
        ("c_ulong", Kind::UnsignedLong),
        ("size_t", Kind::Usize),
        ("uint64_t", Kind::U64),
        ("c_double", Kind::F64),
        ("bool", Kind::Bool),
    ] {
        for path in ["", "std::ffi::", "core::ffi::", "libc::", "::std::os::raw::", "::core::ffi::"] {
            let interface = interface("x: u8", &format!("fn f(x: {path}{name});"));
            let Type::Scalar(scalar) = &interface.functions[0].parameters[0].typed.kind else {
                panic!("{name}")
            };
            assert_eq!(scalar.kind, kind, "{path}{name}");
        }
    }
}

#[test]
fn declarations_of_the_module_come_before_those_of_c() {
    let source = "#[x::library(\"lib\")] mod lib { type size_t = u64; extern \"C\" { fn f(x: size_t, y: self::size_t); } }";
    let interface = ringfence_syntax::find(source, "lib").unwrap().unwrap();
    assert_eq!(interface.signature(&interface.functions[0]).params, [I64, I64]);
}

#[test]
fn signatures_are_those_of_wasm() {
    for (function, params, results) in [
        ("fn f();", vec![], vec![]),
        ("fn f() -> ();", vec![], vec![]),
        ("fn f(a: bool, b: i8, c: u16, d: c_long, e: usize);", vec![I32; 5], vec![]),
        ("fn f(a: c_longlong, b: u64, c: f32, d: c_double) -> i64;", vec![I64, I64, F32, F64], vec![I64]),
        ("fn f(a: *mut u64, b: *const c_void, c: Small, d: Pointer) -> Plain;", vec![I32; 4], vec![I32]),
        ("fn f(_: *mut *mut Handle, _: *const [f64; 4]) -> f64;", vec![I32; 2], vec![F64]),
        ("fn f(a: Empty, b: Single, c: Nested) -> Single;", vec![F64, I64], vec![F64]),
        ("fn f(a: Inner, b: Either, c: Wide) -> Inner;", vec![I32; 4], vec![]),
        ("fn f(a: Tight, b: OneOf) -> Empty;", vec![I32, F32], vec![]),
        ("pub safe fn f(x: f32);", vec![F32], vec![]),
        ("pub unsafe fn f(x: *mut Option<extern \"C\" fn()>);", vec![I32], vec![]),
    ] {
        let interface = interface("x: u8", function);
        let found = interface.signature(&interface.functions[0]);
        assert_eq!((found.params, found.results), (params, results), "{function}");
    }
}
