//! An interface as text, for the twins that `ringfence::hostile` makes of it at run time.
//!
//! One line per declaration, words apart by a space:
//!
//! ```text
//! fn stbi_info iii:i info:*#Info buffer:&u8 len:i32 ->i32
//! struct Info 776 4 width:0:u32 palette:4:[768]u8
//! enum Color u32 0 7 8
//! callback RowFn ii:i user:*void row:i32 ->i32
//! ```
//!
//! After the name of a function come its WebAssembly types, `i` `I` `f` `F`. In types, `*` and `&` are pointers,
//! the latter to constants; `#`, `%`, `?` and `!` stand before structs, enums, opaque types and callbacks.

use std::fmt::Write;

use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::manifest::{Signature, WasmType};
use crate::model::{Enum, Interface, Parameter, Struct, Type, Typed};
use crate::scalars::Kind;

impl Interface {
    /// The table of this interface.
    pub fn table(&self) -> String {
        let functions = self.functions.iter().map(|function| {
            let head = format!("fn {}", function.c_name);
            self.callable(head, &self.signature(function), &function.parameters, function.result.as_ref())
        });
        let callbacks = self.signatures.iter().map(|callback| {
            let head = format!("callback {}", plain(&callback.marker));
            self.callable(
                head,
                &self.pointer_signature(callback),
                &callback.parameters,
                callback.result.as_ref(),
            )
        });
        let structs = self.structs.iter().map(|structure| self.structure_line(structure));
        let enums = self.enums.iter().map(enumeration);
        functions.chain(callbacks).chain(structs).chain(enums).collect::<Vec<_>>().join("\n")
    }

    fn callable(
        &self,
        mut line: String,
        signature: &Signature,
        parameters: &[Parameter],
        result: Option<&Typed>,
    ) -> String {
        let letters = |types: &[WasmType]| types.iter().map(|kind| letter(*kind)).collect::<String>();
        append(&mut line, &format!("{}:{}", letters(&signature.params), letters(&signature.results)));
        for parameter in parameters {
            let kind = self.in_table(&parameter.typed.kind);
            append(&mut line, &format!("{}:{kind}", plain(&parameter.name)));
        }
        if let Some(result) = result {
            append(&mut line, &format!("->{}", self.in_table(&result.kind)));
        }
        line
    }

    fn structure_line(&self, structure: &Struct) -> String {
        let layout = structure.layout;
        let mut line = format!("struct {} {} {}", plain(&structure.name), layout.size, layout.align);
        for field in &structure.fields {
            let kind = self.in_table(&field.typed.kind);
            append(&mut line, &format!("{}:{}:{kind}", plain(&field.name), field.offset));
        }
        line
    }

    /// A type in the table's words.
    fn in_table(&self, kind: &Type) -> String {
        match kind {
            Type::Void => "void".to_owned(),
            Type::Scalar(found) => scalar(found.kind).to_owned(),
            Type::Pointer { constant: true, target } => format!("&{}", self.in_table(target)),
            Type::Pointer { constant: false, target } => format!("*{}", self.in_table(target)),
            Type::Array { element, length } => format!("[{length}]{}", self.in_table(element)),
            Type::Flexible { element } => format!("[0]{}", self.in_table(element)),
            Type::Struct(name) => format!("#{}", plain(name)),
            Type::Enum(name) => format!("%{}", plain(name)),
            Type::Opaque(name) => format!("?{}", plain(name)),
            Type::FunctionPointer(name) => {
                let marker = self.function_type(name).map_or(name, |found| &found.marker);
                format!("!{}", plain(marker))
            }
        }
    }
}

fn enumeration(enumeration: &Enum) -> String {
    let mut line = format!("enum {} {}", plain(&enumeration.name), scalar(enumeration.carrier));
    for variant in &enumeration.variants {
        append(&mut line, &variant.value.to_string());
    }
    line
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
