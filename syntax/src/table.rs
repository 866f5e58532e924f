//! An interface as text, for the twins that `ringfence::hostile` makes of it at run time.
//!
//! One line per declaration, words apart by a space:
//!
//! ```text
//! fn stbi_info iii:i info:*#Info buffer:&u8 len:i32 ->i32
//! struct Info 776 4 width:0:u32 palette:4:[768]u8
//! enum Color u32 0 7 8
//! ```
//!
//! After the name of a function come its WebAssembly types, `i` `I` `f` `F`. In types, `*` and `&` are pointers,
//! the latter to constants; `#`, `%` and `?` stand before structs, enums and opaque types.

use std::fmt::Write;

use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::manifest::WasmType;
use crate::model::{Enum, Function, Interface, Struct, Type};
use crate::scalars::Kind;

impl Interface {
    /// The table of this interface.
    pub fn table(&self) -> String {
        let functions = self.functions.iter().map(function);
        let structs = self.structs.iter().map(structure);
        let enums = self.enums.iter().map(enumeration);
        functions.chain(structs).chain(enums).collect::<Vec<_>>().join("\n")
    }
}

fn function(function: &Function) -> String {
    let signature = function.signature();
    let letters = |types: &[WasmType]| types.iter().map(|kind| letter(*kind)).collect::<String>();
    let mut line =
        format!("fn {} {}:{}", function.c_name, letters(&signature.params), letters(&signature.results));
    for parameter in &function.parameters {
        append(&mut line, &format!("{}:{}", plain(&parameter.name), text(&parameter.typed.kind)));
    }
    if let Some(result) = &function.result {
        append(&mut line, &format!("->{}", text(&result.kind)));
    }
    line
}

fn structure(structure: &Struct) -> String {
    let layout = structure.layout;
    let mut line = format!("struct {} {} {}", plain(&structure.name), layout.size, layout.align);
    for field in &structure.fields {
        append(&mut line, &format!("{}:{}:{}", plain(&field.name), field.offset, text(&field.typed.kind)));
    }
    line
}

fn enumeration(enumeration: &Enum) -> String {
    let mut line = format!("enum {} {}", plain(&enumeration.name), scalar(enumeration.carrier));
    for variant in &enumeration.variants {
        append(&mut line, &variant.value.to_string());
    }
    line
}

/// A type in the table's words.
fn text(kind: &Type) -> String {
    match kind {
        Type::Void => "void".to_owned(),
        Type::Scalar(found) => scalar(found.kind).to_owned(),
        Type::Pointer { constant: true, target } => format!("&{}", text(target)),
        Type::Pointer { constant: false, target } => format!("*{}", text(target)),
        Type::Array { element, length } => format!("[{length}]{}", text(element)),
        Type::Struct(name) => format!("#{}", plain(name)),
        Type::Enum(name) => format!("%{}", plain(name)),
        Type::Opaque(name) => format!("?{}", plain(name)),
        _ => "fn".to_owned(),
    }
}

fn scalar(kind: Kind) -> &'static str {
    match kind {
        Kind::Isize => "i32",
        Kind::Usize => "u32",
        other => other.primitive(),
    }
}

fn letter(kind: WasmType) -> char {
    match kind {
        WasmType::I32 => 'i',
        WasmType::I64 => 'I',
        WasmType::F32 => 'f',
        WasmType::F64 => 'F',
        WasmType::Other => '?',
    }
}

fn plain(name: &Ident) -> Ident {
    name.unraw()
}

fn append(line: &mut String, word: &str) {
    // Writing into a string cannot fail.
    let _ = write!(line, " {word}");
}
