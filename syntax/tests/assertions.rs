//! The C compiler is asked whether the layouts that we claim are its own.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::process::{Command, Output};

const HEADER: &str = "
#include <stdint.h>
#include <stdbool.h>
#include <stddef.h>
typedef struct { unsigned char tag; double weight; short rest; } Mixed;
struct node { struct node *next; long long id; char name[3]; Mixed parts[2]; };
typedef struct { size_t count; long offset; bool on; float ratio; int (*callback)(void *); uint8_t last; } Plain;
typedef struct { short a; struct { char type; } inner; } Nested;
typedef enum { RED, GREEN = 7, BLUE } Color;
enum signed_one { BELOW = -1, ZERO };
typedef enum : uint8_t { SMALL = 200 } Byte;
typedef struct { Color color; enum signed_one sign; Byte byte; } Coloured;
union either { int whole; float part; unsigned char bytes[5]; };
typedef struct { char tag; union { int i; struct { short low, high; }; }; struct { char c; double d; } inner; } Unnamed;
typedef struct { struct { int a; } items[3]; } Listed;
typedef struct { int n; short data[]; } Open;
typedef struct __attribute__((packed)) { char a; int b; } Tight;
typedef struct { _Alignas(16) char a; } Wide;
typedef struct {} Empty;
typedef struct {
  unsigned flags : 3, kind : 5; char c; signed int far : 30; int : 0; bool on : 1; uint64_t wide : 40; Color color : 4;
  struct { unsigned char low : 4, high : 4; };
} Packed;
typedef union { unsigned sign : 1; unsigned char byte; } Shared;
";

const INTERFACE: &str = r#"
#[ringfence::library("layouts")]
pub mod layouts {
    const TWO: usize = 1 + 1;
    #[repr(C)] pub struct Mixed { pub tag: u8, pub weight: f64, pub rest: c_short }
    #[repr(C)] #[c_name = "struct node"]
    pub struct Node { pub next: *mut Node, pub id: c_longlong, pub name: [c_char; 3], pub parts: [Mixed; TWO] }
    #[repr(C)]
    pub struct Plain {
        pub count: usize, pub offset: c_long, pub on: bool, pub ratio: f32,
        pub callback: Option<unsafe extern "C" fn(*mut c_void) -> c_int>, pub last: u8,
    }
    #[repr(C)] pub struct Nested { pub a: c_short, #[c_name = "inner.type"] pub kind: c_char }
    #[repr(C)] pub enum Color { RED, GREEN = 7, #[c_name = "BLUE"] Blue }
    #[repr(C)] #[c_name = "enum signed_one"] pub enum Signed { BELOW = -1, ZERO }
    #[repr(u8)] pub enum Byte { SMALL = 200 }
    #[repr(C)] pub struct Coloured { pub color: Color, pub sign: Signed, pub byte: Byte }
    #[repr(C)] #[c_name = "union either"] pub union Either { pub whole: c_int, pub part: f32, pub bytes: [u8; 5] }
    #[repr(C)]
    pub struct Unnamed { pub tag: c_char, #[anonymous] pub value: UnnamedValue, pub inner: UnnamedInner }
    #[anonymous] #[repr(C)] pub union UnnamedValue { pub i: c_int, #[anonymous] pub halves: UnnamedHalves }
    #[anonymous] #[repr(C)] pub struct UnnamedHalves { pub low: c_short, pub high: c_short }
    #[anonymous] #[repr(C)] pub struct UnnamedInner { pub c: c_char, pub d: f64 }
    #[repr(C)] pub struct Listed { pub items: [ListedItem; 3] }
    #[anonymous] #[repr(C)] pub struct ListedItem { pub a: c_int }
    #[repr(C)] pub struct Open { pub n: c_int, pub data: [c_short; 0] }
    #[repr(C, packed)] pub struct Tight { pub a: c_char, pub b: c_int }
    #[repr(C, align(16))] pub struct Wide { pub a: c_char }
    #[repr(C)] pub struct Empty {}
    #[repr(C)]
    pub struct Packed {
        #[bits(3)] pub flags: c_uint, #[bits(5)] pub kind: c_uint, pub c: c_char,
        #[bits(30)] pub far: c_int, #[bits(0)] _end: c_int, #[bits(1)] pub on: bool, #[bits(40)] pub wide: u64,
        #[bits(4)] pub color: Color, #[anonymous] pub halves: PackedHalves,
    }
    #[anonymous] #[repr(C)] pub struct PackedHalves { #[bits(4)] pub low: u8, #[bits(4)] pub high: u8 }
    #[repr(C)] pub union Shared { #[bits(1)] pub sign: c_uint, pub byte: u8 }
    extern "C" { pub fn f(node: *mut Node) -> Color; }
}
"#;

/// One wrong claim each, and the words of the compiler that must tell of it.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("pub rest: c_short", "pub rest: c_int", "size of Mixed.rest is declared as 4"),
    (
        "pub tag: u8, pub weight: f64",
        "pub tag: [u8; 9], pub weight: f64",
        "size of Mixed.tag is declared as 9",
    ),
    ("pub rest: c_short }", "pub rest: c_short, pub more: u8 }", "no member named 'more'"),
    ("pub ratio: f32,", "pub ratio: f64,", "size of Plain.ratio is declared as 8"),
    ("GREEN = 7", "GREEN = 8", "value of Color::GREEN"),
    ("pub high: c_short", "pub high: c_int", "size of UnnamedHalves.high is declared as 4"),
    ("pub part: f32,", "pub part: f64,", "size of Either.part is declared as 8"),
    ("pub d: f64 }", "pub d: f32 }", "size of Unnamed.inner is declared as 8"),
    ("pub data: [c_short; 0]", "pub data: [u64; 0]", "offset of Open.data is declared as 8"),
    ("#[repr(C, packed)]", "#[repr(C)]", "offset of Tight.b is declared as 4"),
    ("#[repr(C, align(16))]", "#[repr(C)]", "size of Wide is declared as 1"),
    ("#[bits(40)]", "#[bits(65 - 1)]", "size of Packed is declared as"),
    ("#[repr(u8)]", "#[repr(u16)]", "size of Byte is declared as 2"),
    ("#[c_name = \"struct node\"]", "", "#[c_name = \"struct Node\"] above Node says what C calls it"),
    ("#[c_name = \"BLUE\"]", "", "#[c_name = \"…\"] above Color::Blue says what C calls it"),
];

/// `None` when the compiler is not installed.
fn compile(interface: &str) -> Option<Output> {
    let clang = which_clang()?;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("layouts.h"), HEADER).unwrap();
    let found = ringfence_syntax::find(interface, "layouts").unwrap().unwrap();
    let unit = folder.path().join("unit.c");
    std::fs::write(&unit, found.layout_assertions(&["layouts.h".to_owned()])).unwrap();
    let arguments =
        ["--target=wasm32-unknown-unknown", "-ffreestanding", "-std=c23", "-fsyntax-only", "-Werror"];
    Some(Command::new(clang).args(arguments).arg("-I").arg(folder.path()).arg(unit).output().unwrap())
}

fn which_clang() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = (14..=22).rev().map(|version| format!("clang-{version}")).chain(["clang".to_owned()]);
    let names: Vec<_> = names.collect();
    names.iter().find_map(|name| {
        std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
    })
}

#[test]
fn the_c_compiler_agrees_with_every_layout() {
    let Some(output) = compile(INTERFACE) else { return eprintln!("skipped: no clang") };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_c_compiler_tells_of_every_wrong_claim() {
    for (right, wrong, expected) in MISTAKES {
        assert!(INTERFACE.contains(right), "{right}");
        let Some(output) = compile(&INTERFACE.replace(right, wrong)) else {
            return eprintln!("skipped: no clang");
        };
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && told.contains(expected), "{wrong}: {told}");
        let first = told.lines().position(|line| line.contains("error:"));
        let place = told.lines().position(|line| line.contains(expected));
        assert!(place <= first.map(|line| line + 2), "the cause comes late: {told}");
    }
}
