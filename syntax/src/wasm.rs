//! What a declared function is in WebAssembly's terms, and whether the module agrees.

use std::fmt::Write;

use crate::manifest::{Manifest, Signature, WasmType};
use crate::messages;
use crate::model::{Function, Interface, Type};
use crate::passing::Passing;
use crate::report::Report;

impl Type {
    /// What carries a value of this type that is no struct. Whether a call may pass it is not asked here.
    pub(crate) fn wasm(&self) -> WasmType {
        match self {
            Self::Scalar(scalar) => scalar.kind.wasm(),
            _ => WasmType::I32,
        }
    }
}

impl WasmType {
    /// The name in WebAssembly's text format.
    pub fn name(self) -> &'static str {
        match self {
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::F32 => "f32",
            Self::F64 => "f64",
            Self::Other => "other",
        }
    }
}

impl std::fmt::Display for Signature {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |types: &[WasmType]| types.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
        write!(formatter, "({})", list(&self.params))?;
        match self.results.as_slice() {
            [] => Ok(()),
            results => write!(formatter, " -> {}", list(results)),
        }
    }
}

/// Compares every declared function and variable with the exports of the module; returns the functions that
/// agree.
pub fn compare<'a>(interface: &'a Interface, manifest: &Manifest, report: &mut Report) -> Vec<&'a Function> {
    for global in &interface.globals {
        if !manifest.globals.contains_key(&global.c_name) {
            let values = [("library", &*interface.library), ("name", &*global.c_name)];
            report.add(&global.name, &messages::MISSING_GLOBAL, &values);
        }
    }
    interface.functions.iter().filter(|function| agrees(function, interface, manifest, report)).collect()
}

fn agrees(function: &Function, interface: &Interface, manifest: &Manifest, report: &mut Report) -> bool {
    let declared = interface.signature(function);
    let Some(found) = manifest.exports.get(&function.c_name) else {
        let similar = similar(&function.c_name, manifest);
        let values = [("library", &*interface.library), ("name", &*function.c_name), ("similar", &*similar)];
        report.add(&function.name, &messages::MISSING_EXPORT, &values);
        return false;
    };
    if *found == declared {
        return true;
    }
    let difference = difference(interface, function, &declared, found);
    let values = [
        ("name", &*function.c_name),
        ("declared", &*declared.to_string()),
        ("found", &*found.to_string()),
        ("difference", &*difference),
    ];
    report.add(&function.name, &messages::WRONG_SIGNATURE, &values);
    false
}

/// The first thing that differs, in words.
fn difference(interface: &Interface, function: &Function, declared: &Signature, found: &Signature) -> String {
    if declared.params.len() != found.params.len() {
        let count = |signature: &Signature| match signature.params.len() {
            1 => "1 parameter".to_owned(),
            number => format!("{number} parameters"),
        };
        let more = if function.is_variadic { ", one of them for `...`" } else { "" };
        return format!("it has {}, the declaration {}{more}", count(found), count(declared));
    }
    let pairs = declared.params.iter().zip(&found.params);
    for (name, (declared, found)) in carried(interface, function).iter().zip(pairs) {
        if declared != found {
            return format!("{name} is {} there, not {}", in_c(*found), in_c(*declared));
        }
    }
    let result = |signature: &Signature| signature.results.first().map_or("nothing", |kind| in_c(*kind));
    format!("it returns {}, not {}", result(found), result(declared))
}

/// What each of WebAssembly's parameters stands for.
fn carried(interface: &Interface, function: &Function) -> Vec<String> {
    let result = function.result.as_ref().map(|result| interface.passing(&result.kind));
    let address = (result == Some(Passing::Address)).then(|| "the address of the result".to_owned());
    let passed = function.parameters.iter().filter_map(|parameter| {
        interface.passing(&parameter.typed.kind).wasm().map(|_| format!("`{}`", parameter.name))
    });
    address.into_iter().chain(passed).collect()
}

fn in_c(kind: WasmType) -> &'static str {
    match kind {
        WasmType::I32 => "an integer of up to 32 bits or a pointer",
        WasmType::I64 => "a 64-bit integer",
        WasmType::F32 => "a `float`",
        WasmType::F64 => "a `double`",
        WasmType::Other => "something that C does not pass",
    }
}

/// An export that differs only in case, underscores or by a letter: most likely what was meant.
fn similar(name: &str, manifest: &Manifest) -> String {
    let plain = |text: &str| text.to_ascii_lowercase().replace('_', "");
    let found =
        manifest.exports.keys().find(|export| plain(export) == plain(name) || is_one_edit(export, name));
    let mut text = String::new();
    if let Some(export) = found {
        // Writing into a string cannot fail.
        let _ = write!(text, "; there is `{export}`");
    }
    text
}

/// Whether one letter more, less or other makes one name the other, or two that changed places.
fn is_one_edit(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let same = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let (left, right) = (left.get(same..).unwrap_or_default(), right.get(same..).unwrap_or_default());
    match (left, right) {
        ([a, b, left @ ..], [c, d, right @ ..]) if a == d && b == c => left == right,
        ([_, left_rest @ ..], [_, right_rest @ ..]) => {
            left_rest == right_rest || left_rest == right || left == right_rest
        }
        ([_], []) | ([], [_]) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_by_a_letter_are_similar() {
        for (left, right) in [
            ("inflate", "infate"),
            ("infate", "inflate"),
            ("inflate", "inflote"),
            ("a", "ab"),
            ("widht", "width"),
        ] {
            assert!(is_one_edit(left, right), "{left} {right}");
        }
        for (left, right) in [("inflate", "deflate"), ("a", "abc"), ("", "ab")] {
            assert!(!is_one_edit(left, right), "{left} {right}");
        }
    }

    #[test]
    fn signatures_read_like_wasm() {
        let signature =
            Signature { params: vec![WasmType::I32, WasmType::F64], results: vec![WasmType::I64] };
        assert_eq!(signature.to_string(), "(i32, f64) -> i64");
        assert_eq!(Signature { params: vec![], results: vec![] }.to_string(), "()");
    }
}
