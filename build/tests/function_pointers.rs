//! Function pointers in structs and variables must point to functions of the type that the interface says: their
//! size and place would not show the difference.

use crate::support::{Package, failure};

const HEADER: &str = "
typedef enum { LESS, MORE } Order;
typedef struct Private Private;
typedef struct { double x, y; } Point;
typedef long (*Length)(const char *restrict text);
typedef struct {
  Order (*const compare)(const void *, const void *);
  Length length;
  void (*move)(Private *, Point, float);
  const char *(*middle)(const struct Unheard *, long long);
  int (*log)(const char *format, ...);
  void (*row[2][3])(unsigned char);
  void *symbol;
  int (*old)();
  union { int (*named)(void); int other; };
} Table;
extern int (*const hook)(Private *self, double scale);
int use(Table *table);
";
const SOURCE: &str = "#include \"table.h\"
int use(Table *table) { return table->compare(0, 0); }
static int scaled(Private *self, double scale) { return (int)scale; }
int (*const hook)(Private *self, double scale) = scaled;
";

const INTERFACE: &str = "
#[repr(C)] pub enum Order { LESS, MORE }
#[repr(C)] pub struct Point { pub x: f64, pub y: f64 }
pub struct Private { _private: [u8; 0] }
pub type Length = Option<unsafe extern \"C\" fn(text: *mut u8) -> c_long>;
#[repr(C)] pub struct Table {
    pub compare: Option<unsafe extern \"C\" fn(*const c_void, *const Point) -> c_uint>,
    pub length: Length,
    pub r#move: unsafe extern \"C\" fn(*mut c_void, Point, f32),
    pub middle: Option<unsafe extern \"C\" fn(*const c_void, i64) -> *mut c_void>,
    pub log: Option<unsafe extern \"C\" fn(*const c_char, ...) -> c_int>,
    pub row: [[Option<unsafe extern \"C\" fn(bool)>; 3]; 2],
    pub symbol: Option<unsafe extern \"C\" fn(f64) -> i64>,
    pub old: Option<unsafe extern \"C\" fn(*mut Private) -> Order>,
    #[anonymous] pub either: Either,
}
#[anonymous] #[repr(C)] pub union Either {
    pub named: Option<unsafe extern \"C\" fn() -> c_int>, pub other: c_int,
}
extern \"C\" {
    pub static hook: Option<unsafe extern \"C\" fn(this: *mut Private, scale: f64) -> c_int>;
    pub fn r#use(table: *mut Table) -> c_int;
}";

fn package(interface: &str, header: &str) -> Package {
    let text =
        format!("#[ringfence::library(\"tables\")]\npub mod tables {{\n use std::ffi::*;\n{interface}\n}}\n");
    Package::new(&[("c/table.h", header), ("c/table.c", SOURCE), ("src/fenced.rs", &text)])
}

fn told(interface: &str, header: &str) -> String {
    let package = package(interface, header);
    failure(package.library("tables").file("c/table.c").header("table.h").compile())
}

#[test]
fn types_that_are_the_same_to_a_caller_are_accepted() {
    let package = package(INTERFACE, HEADER);
    let library = package.library("tables").file("c/table.c").header("table.h");
    let compiled = library.compile().expect("builds");
    assert_eq!(compiled.manifest.layouts.len(), 1, "the interface was understood");
}

#[test]
fn functions_of_another_type_are_named_with_both() {
    for (right, wrong, sentence) in [
        (
            "*const Point) -> c_uint",
            "*const Point)",
            "Table.compare points to a function declared as (i32, i32), C has (i32, i32) -> i32",
        ),
        (
            "fn(text: *mut u8) -> c_long",
            "fn(text: *mut u8) -> i64",
            "Table.length points to a function declared as (i32) -> i64, C has (i32) -> i32",
        ),
        (
            "fn(*mut c_void, Point, f32)",
            "fn(*mut c_void, Point, f64)",
            "Table.move points to a function declared as (i32, i32, f64), C has (i32, i32, f32)",
        ),
        (
            "fn(*const c_void, i64) -> *mut c_void",
            "fn(*const c_void, i64) -> i64",
            "Table.middle points to a function declared as (i32, i64) -> i64, C has (i32, i64) -> i32",
        ),
        (
            "fn(*const c_char, ...) -> c_int",
            "fn(*const c_char) -> c_int",
            "Table.log points to a function declared as (i32) -> i32, C has (i32, i32) -> i32",
        ),
        ("fn(bool)", "fn(f32)", "Table.row points to a function declared as (f32), C has (i32)"),
        (
            "fn(*mut Private) -> Order",
            "fn(*mut Private) -> f32",
            "Table.old points to a function declared as (i32) -> f32, C has () -> i32",
        ),
        (
            "fn() -> c_int>, pub other",
            "fn(c_int) -> c_int>, pub other",
            "Either.named points to a function declared as (i32) -> i32, C has () -> i32",
        ),
        (
            "scale: f64",
            "scale: c_int",
            "hook points to a function declared as (i32, i32) -> i32, C has (i32, f64) -> i32",
        ),
    ] {
        assert!(INTERFACE.contains(right), "{right}");
        let text = told(&INTERFACE.replace(right, wrong), HEADER);
        assert!(text.contains("the interface and the C headers disagree"), "{text}");
        assert!(text.contains(&format!("- {sentence}")), "{text}");
    }
}

#[test]
fn every_wrong_function_is_told_at_once() {
    let interface = INTERFACE
        .replace("fn(bool)", "fn(f32)")
        .replace("scale: f64", "scale: f32")
        .replace("i64) ->", "f32) ->");
    let text = told(&interface, HEADER);
    for place in ["Table.row", "Table.middle", "hook"] {
        assert!(text.contains(&format!("- {place} points to")), "{text}");
    }
}

#[test]
fn a_member_that_points_to_no_function_is_an_error_at_its_line() {
    let text = told(INTERFACE, &HEADER.replace("void *symbol;", "Private *symbol;"));
    assert!(text.contains("the type of Table.symbol, declared as (f64) -> i64"), "{text}");
}
