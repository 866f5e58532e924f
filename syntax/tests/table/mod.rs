//! One mistake per entry: the source, the message, and the words with everything filled in.

pub(crate) mod contracts;

use ringfence_syntax::messages::*;

/// A mistake and how it is told.
pub(crate) struct Mistake {
    pub(crate) message: &'static Message,
    pub(crate) source: Source,
    pub(crate) text: &'static str,
}

/// Where the text of a mistake belongs.
pub(crate) enum Source {
    /// The attribute and its item.
    Whole(&'static str),
    /// Inside a module that is right otherwise.
    Module(&'static str),
    /// Inside an `extern "C"` block.
    Function(&'static str),
    /// The same, beside handles with states and without.
    States(&'static str),
}

use Source::{Function, Module, Whole};

const fn mistake(message: &'static Message, source: Source, text: &'static str) -> Mistake {
    Mistake { message, source, text }
}

/// Messages that need a source file or what the build helper wrote; tested where those are.
pub(crate) const BUILD_MESSAGES: &[&Message] = &[
    &DECLARED_TWICE,
    &NO_OUT_DIR,
    &NO_MANIFEST,
    &BAD_MANIFEST,
    &WRONG_HASH,
    &LAYOUT_UNSEEN,
    &MISSING_FILE,
    &MISSING_EXPORT,
    &MISSING_GLOBAL,
    &WRONG_SIGNATURE,
    &NOT_A_RUST_LIBRARY,
    &LEFT_OUT,
];

pub(crate) const MISTAKES: &[Mistake] = &[
    // The attribute and the module.
    mistake(
        &MISSING_LIBRARY_NAME,
        Whole(r#"#[ringfence::library] mod «lib { extern "C" { fn f(); } }"#),
        "the library is not named",
    ),
    mistake(
        &MISSING_LIBRARY_NAME,
        Whole(r#"#[ringfence::library(marker = Lib)] mod «lib { extern "C" { fn f(); } }"#),
        "the library is not named",
    ),
    mistake(
        &MISSING_LIBRARY_NAME,
        Whole(r#"#[ringfence::library(«lib)] mod lib { extern "C" { fn f(); } }"#),
        "the library is not named",
    ),
    mistake(
        &BAD_LIBRARY_NAME,
        Whole(r#"#[ringfence::library(«"")] mod lib { extern "C" { fn f(); } }"#),
        "`` is no usable library name",
    ),
    mistake(
        &BAD_LIBRARY_NAME,
        Whole(r#"#[ringfence::library(«"../lib")] mod lib { extern "C" { fn f(); } }"#),
        "`../lib` is no usable library name",
    ),
    mistake(
        &UNKNOWN_ARGUMENT,
        Whole(r#"#[ringfence::library("lib", «maker = Lib)] mod lib { extern "C" { fn f(); } }"#),
        "`maker` is no argument of `library`",
    ),
    mistake(
        &REPEATED_ARGUMENT,
        Whole(r#"#[ringfence::library("lib", marker = A, «marker = B)] mod lib { extern "C" { fn f(); } }"#),
        "`marker` is given twice",
    ),
    mistake(
        &NO_HEADER,
        Whole(r#"#[ringfence::library("lib", «header)] mod lib {}"#),
        "build.rs reads no header of `lib`",
    ),
    mistake(
        &HEADER_OF_RUST,
        Whole(r#"#[ringfence::library("lib", rust, «header)] mod lib {}"#),
        "a guest written in Rust has no C header",
    ),
    mistake(
        &NOT_A_MODULE,
        Whole(r#"#[ringfence::library("lib")] «extern "C" { fn f(); }"#),
        "`#[ringfence::library]` belongs on a module",
    ),
    mistake(
        &NOT_INLINE,
        Whole(r#"#[ringfence::library("lib")] mod «lib;"#),
        "the module must have its contents right here",
    ),
    mistake(
        &REPEATED_ARGUMENT,
        Whole(r#"#[ringfence::library("lib", rust, «rust)] mod lib {}"#),
        "`rust` is given twice",
    ),
    mistake(
        &EXPORT_NOTHING,
        Whole(r#"#[ringfence::library("lib", rust)] mod lib { «extern "C" { fn f(); } }"#),
        "the module `lib` declares what a Rust guest declares itself",
    ),
    mistake(
        &NO_FUNCTIONS,
        Whole(r#"#[ringfence::library("lib")] mod «lib {}"#),
        "the module `lib` declares no function of the library",
    ),
    mistake(
        &UNKNOWN_ATTRIBUTE,
        Function("«#[statue(ok = 0)] fn f();"),
        "the attribute `statue` is not known here",
    ),
    mistake(
        &UNKNOWN_ATTRIBUTE,
        Function("fn f(«#[output] x: *mut u8);"),
        "the attribute `output` is not known here",
    ),
    mistake(
        &CONDITIONAL,
        Function("«#[cfg(unix)] fn f();"),
        "`#[cfg]` is not supported on parts of an interface",
    ),
    mistake(
        &CONDITIONAL,
        Module("#[repr(C)] struct S { «#[cfg_attr(unix, doc = \"\")] x: u8 }"),
        "`#[cfg_attr]` is not supported on parts of an interface",
    ),
    mistake(
        &CONDITIONAL,
        Module("«#[cfg(unix)] type Word = u32;"),
        "`#[cfg]` is not supported on parts of an interface",
    ),
    mistake(&BAD_NAME_ATTRIBUTE, Function("«#[link_name] fn f();"), "`link_name` needs a C name in quotes"),
    mistake(
        &BAD_NAME_ATTRIBUTE,
        Module("«#[c_name = \"S; int x\"] #[repr(C)] struct S { x: u8 }"),
        "`c_name` needs a C name in quotes",
    ),
    // Functions.
    mistake(
        &WRONG_ABI,
        Whole(r#"#[ringfence::library("lib")] mod lib { extern «"system" { fn f(); } }"#),
        "the ABI of the block must be \"C\"",
    ),
    mistake(
        &WRONG_ABI,
        Whole(r#"#[ringfence::library("lib")] mod lib { extern «"Rust" { fn f(); } }"#),
        "the ABI of the block must be \"C\"",
    ),
    mistake(
        &DUPLICATE_GLOBAL,
        Function("fn f(); static «f: c_int;"),
        "the variable `f` has the name of another declaration",
    ),
    mistake(
        &OPAQUE_BY_VALUE,
        Whole(
            r#"#[ringfence::library("lib")] mod lib { struct FILE; extern "C" { static stdout: «FILE; } }"#,
        ),
        "`FILE` is opaque: its size is not known",
    ),
    mistake(
        &TOO_LARGE,
        Function("static mut «huge: [u64; 0x4000_0000];"),
        "`huge` is larger than the memory of the library can be",
    ),
    mistake(
        &NOT_A_FUNCTION,
        Whole(r#"#[ringfence::library("lib")] mod lib { extern "C" { «type Handle; } }"#),
        "only functions and variables can stand in the block",
    ),
    mistake(&ASYNC_FUNCTION, Function("«async fn f();"), "a C function cannot be `async`"),
    mistake(&CONST_FUNCTION, Function("«const fn f();"), "a C function cannot be `const`"),
    mistake(&BATCH, Function("#[«batch] fn f(a: *const u8, ...);"), "`f` cannot be called in batches"),
    mistake(
        &TOO_MANY_PARAMETERS,
        Function(
            "fn f(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8, \
         i: u8, j: u8, k: u8, l: u8, m: u8, n: u8, o: u8, p: u8, q: «u8, r: u8);",
        ),
        "`f` has 18 parameters; more than 16 are not supported",
    ),
    mistake(
        &TOO_MANY_PARAMETERS,
        Function(
            "fn f(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8, \
         i: u8, j: u8, k: u8, l: u8, m: u8, n: u8, o: u8, p: «u8, ...);",
        ),
        "`f` has 17 parameters; more than 16 are not supported",
    ),
    mistake(&DUPLICATE_FUNCTION, Function("fn f(); fn «f(x: u8);"), "the function `f` is declared twice"),
    mistake(
        &METHOD_TAKEN,
        Function("fn read(); fn «read_();"),
        "`read` would get the method name `read_`, which another one has",
    ),
    mistake(&GENERIC_FUNCTION, Function("fn f«<T>(x: *mut u8);"), "a C function has no generic parameters"),
    // Types.
    mistake(
        &UNKNOWN_TYPE,
        Function("fn f(x: *mut «Missing);"),
        "the type `Missing` is not declared in this module",
    ),
    mistake(
        &UNKNOWN_TYPE,
        Function("fn f(x: «super::Color, y: *mut super::Color);"),
        "the type `super::Color` is not declared in this module",
    ),
    mistake(&REFERENCE, Function("fn f(x: «&u8);"), "references cannot cross the fence"),
    mistake(&REFERENCE, Function("fn f(x: «&'static mut u8);"), "references cannot cross the fence"),
    mistake(&SLICE, Function("fn f(x: «&[u8]);"), "slices are not C types"),
    mistake(&SLICE, Function("fn f(x: *const «[u8]);"), "slices are not C types"),
    mistake(&STRING, Function("fn f(x: «&str);"), "`&str` is not a C type"),
    mistake(&STRING, Function("fn f() -> «std::ffi::CString;"), "`CString` is not a C type"),
    mistake(&CONTAINER, Function("fn f(x: «Vec<u8>);"), "`Vec` is not a C type"),
    mistake(&CONTAINER, Function("fn f(x: «Option<&u8>);"), "`Option` is not a C type"),
    mistake(
        &GENERIC_TYPE,
        Function("fn f(x: *mut «Wrapping<u8>);"),
        "`Wrapping` has generic arguments, which C types have not",
    ),
    mistake(&UNSUPPORTED_TYPE, Function("fn f(x: «(u8, u8));"), "this type cannot cross the fence"),
    mistake(&UNSUPPORTED_TYPE, Function("fn f() -> «!;"), "this type cannot cross the fence"),
    mistake(&WIDE_INTEGER, Function("fn f(x: «u128);"), "`u128` is not supported"),
    mistake(&CHARACTER, Function("fn f(x: «char);"), "`char` is a Unicode scalar value, not C's `char`"),
    mistake(&LONG_DOUBLE, Function("fn f(x: «c_longdouble);"), "`c_longdouble` has no counterpart in Rust"),
    mistake(
        &ENDLESS_ALIAS,
        Whole(r#"#[ringfence::library("lib")] mod lib { type «A = A; extern "C" { fn f(x: A); } }"#),
        "the alias `A` leads back to itself",
    ),
    mistake(
        &ARRAY_LENGTH,
        Module("#[repr(C)] struct S { x: [u8; «size_of::<u8>()] }"),
        "the length of this array is not known to the macro",
    ),
    mistake(
        &ARRAY_LENGTH,
        Module(
            "#[cfg(unix)] const N: usize = 1; #[cfg(not(unix))] const N: usize = 2; #[repr(C)] struct S { x: [u8; «N] }",
        ),
        "the length of this array is not known to the macro",
    ),
    mistake(
        &EMPTY_ARRAY,
        Module("#[repr(C)] struct S { rest: «[u8; 0], n: u8 }"),
        "an array without a length belongs at the end of a struct",
    ),
    mistake(
        &EMPTY_ARRAY,
        Module("#[repr(C)] union U { n: u8, rest: «[u8; 0] }"),
        "an array without a length belongs at the end of a struct",
    ),
    mistake(&VOID_BY_VALUE, Function("fn f() -> «c_void;"), "`void` is not a value"),
    mistake(&VOID_BY_VALUE, Module("#[repr(C)] struct S { x: «c_void }"), "`void` is not a value"),
    mistake(
        &STRUCT_FROM_POINTER,
        Module("#[repr(C)] struct P { x: u8, y: u8 } #[repr(C)] struct S { f: extern \"C\" fn(P, P) -> «P }"),
        "a function behind a pointer cannot return a struct by value",
    ),
    mistake(
        &FLEXIBLE_BY_VALUE,
        Whole(
            r#"#[ringfence::library("lib")] mod lib {
            #[repr(C)] struct Text { length: u8, bytes: [u8; 0] }
            extern "C" { fn f(text: «Text); }
        }"#,
        ),
        "`Text` ends in an array without a length and has no value",
    ),
    mistake(&ARRAY_BY_VALUE, Function("fn f(x: «[u8; 4]);"), "C does not pass arrays by value"),
    mistake(
        &OPAQUE_BY_VALUE,
        Whole(
            r#"#[ringfence::library("lib")] mod lib { struct Parser; extern "C" { fn new() -> «Parser; } }"#,
        ),
        "`Parser` is opaque: its size is not known",
    ),
    mistake(
        &OPAQUE_BY_VALUE,
        Module("struct Parser { _private: [u8; 0] } #[repr(C)] struct S { parsers: «[Parser; 2] }"),
        "`Parser` is opaque: its size is not known",
    ),
    mistake(
        &RUST_FUNCTION_POINTER,
        Function("fn each(call: «fn(u8));"),
        "this is a pointer to a Rust function",
    ),
    // Structs, unions and enums.
    mistake(&MISSING_REPR, Module("struct «Info { width: u32 }"), "`Info` has no layout that C knows"),
    mistake(&ENUM_MISSING_REPR, Module("enum «Color { Red }"), "the enum `Color` has no layout that C knows"),
    mistake(&BAD_REPR, Module("#[repr(C, «u8)] struct S { x: u8 }"), "`repr(u8)` is not supported"),
    mistake(
        &BAD_REPR,
        Module("#[repr(C)] #[repr(«align(3))] struct S { x: u8 }"),
        "`repr(align(3))` is not supported",
    ),
    mistake(&BAD_REPR, Module("#[repr(«u64)] enum E { A }"), "`repr(u64)` is not supported"),
    mistake(&TUPLE_STRUCT, Module("#[repr(C)] struct S«(u8);"), "a C struct has named fields"),
    mistake(
        &GENERIC_STRUCT,
        Module("#[repr(C)] struct S«<T> { x: *mut T }"),
        "a C type has no generic parameters",
    ),
    mistake(
        &BITS_WIDTH,
        Module("#[repr(C)] struct S { #[bits(«33)] x: c_uint }"),
        "a bit-field needs a width that its type has",
    ),
    mistake(
        &BITS_WIDTH,
        Module("#[repr(C)] struct S { «#[bits] x: c_uint }"),
        "a bit-field needs a width that its type has",
    ),
    mistake(
        &BITS_TYPE,
        Module("#[repr(C)] struct S { #[bits(3)] x: «f32 }"),
        "C has bit-fields of integers, `bool` and enums only",
    ),
    mistake(
        &BINDGEN_BITS,
        Module("#[repr(C)] struct S { _bitfield_1: «__BindgenBitfieldUnit<[u8; 4usize]> }"),
        "bindgen does not say here which bit-fields these are",
    ),
    mistake(
        &PACKED_BITS,
        Module("#[repr(C, packed)] struct S { #[bits(3)] «x: u8 }"),
        "bit-fields in a packed struct are not supported",
    ),
    mistake(
        &ANONYMOUS_FIELD,
        Module("#[repr(C)] struct S { #[anonymous] x: «u8 }"),
        "only a struct or union can be a member without a name",
    ),
    mistake(
        &ANONYMOUS_TYPE,
        Module("#[anonymous] #[repr(C)] struct «S { x: u8 }"),
        "C has no name for `S`, and no struct here has a member of it",
    ),
    mistake(
        &GENERIC_STRUCT,
        Module("#[repr(C)] union U«<T> { x: *mut T }"),
        "a C type has no generic parameters",
    ),
    mistake(&DUPLICATE_TYPE, Module("struct S; type «S = u8;"), "the type `S` is declared twice"),
    mistake(
        &DUPLICATE_FIELD,
        Module("#[repr(C)] struct S { x: u8, «x: u8 }"),
        "the field `x` is declared twice",
    ),
    mistake(
        &RECURSIVE_STRUCT,
        Module(
            "#[repr(C)] struct «S { next: T } #[repr(C)] struct T { s: S } #[repr(C)] struct Outer { s: S }",
        ),
        "the struct `S` contains itself",
    ),
    mistake(
        &TOO_LARGE,
        Module("#[repr(C)] struct «S { x: [u64; 0x4000_0000] } #[repr(C)] struct Outer { s: S }"),
        "`S` is larger than the memory of the library can be",
    ),
    mistake(
        &ENUM_WITH_DATA,
        Module("#[repr(C)] enum Shape { Point, Circle«(f32) }"),
        "an enum with data has no counterpart in C",
    ),
    mistake(&ENUM_WITHOUT_VARIANTS, Module("#[repr(C)] enum «Never {}"), "the enum `Never` has no variants"),
    mistake(
        &ENUM_VALUE,
        Module("#[repr(C)] enum E { A = «super::A }"),
        "the value of this variant is not known to the macro",
    ),
    mistake(
        &ENUM_VALUE_RANGE,
        Module("#[repr(u8)] enum E { A = 255, «B }"),
        "the value 256 does not fit into u8",
    ),
    mistake(
        &ENUM_VALUE_RANGE,
        Module("#[repr(C)] enum E { A = -1, «B = 0xFFFF_FFFF }"),
        "the value 4294967295 does not fit into i32",
    ),
    mistake(&DUPLICATE_VALUE, Module("#[repr(C)] enum E { A = 1, «B = 1 }"), "`B` has the same value as `A`"),
    // Names.
    mistake(
        &NAME_TAKEN,
        Module("struct «Lib;"),
        "the name `Lib` is needed for the marker type of the library `lib`",
    ),
    mistake(
        &NAME_TAKEN,
        Module("trait «LibCalls {}"),
        "the name `LibCalls` is needed for the trait with the functions of `lib`",
    ),
    mistake(
        &NAME_TAKEN,
        Module("#[repr(C)] struct foo_bar { x: u8 } #[repr(C)] struct «FooBar { x: u8 }"),
        "the name `FooBarFields` is needed for the trait with the fields of `FooBar`",
    ),
    mistake(
        &NAME_TAKEN,
        Module("struct «RowFn; type row_fn = extern \"C\" fn();"),
        "the name `RowFn` is needed for the marker type of the function type `row_fn`",
    ),
    mistake(
        &ENDLESS_ALIAS,
        Whole(
            r#"#[ringfence::library("lib")] mod lib { type «F = Option<extern "C" fn(F, F)>; extern "C" { fn f(x: F); } }"#,
        ),
        "the alias `F` leads back to itself",
    ),
    mistake(
        &VOID_BY_VALUE,
        Module("type Row = Option<unsafe extern \"C\" fn(«c_void)>;"),
        "`void` is not a value",
    ),
    mistake(&PRIMITIVE_NAME, Module("type «bool = u8;"), "`bool` would hide the Rust type of that name"),
];
