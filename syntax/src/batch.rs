//! Functions that are called many times in one entry into the guest.
//!
//! `#[batch]` on a function adds a second one to the interface. It takes a row of calls in the guest's memory and is
//! written in C by the build helper.

use std::fmt::Write;

use proc_macro2::Ident;
use quote::format_ident;
use syn::ext::IdentExt;
use syn::parse_quote;

use crate::manifest::WasmType;
use crate::model::{Function, Interface, Parameter, Type, Typed};
use crate::scalars::{Kind, Scalar};

/// What the export begins with.
pub const PREFIX: &str = "ringfence_batch_";

/// Whether everything that travels is one value of WebAssembly, whose meaning no contract knows.
pub(crate) fn is_possible(function: &Function) -> bool {
    let is_plain = |typed: &Typed| {
        matches!(
            typed.kind,
            Type::Scalar(_) | Type::Enum(_) | Type::Pointer { .. } | Type::FunctionPointer(_)
        )
    };
    let all_plain = function.parameters.iter().all(|parameter| is_plain(&parameter.typed));
    all_plain
        && function.result.as_ref().is_none_or(is_plain)
        && !function.is_variadic
        && function.contract.is_none()
        && function.owned.is_none()
}

/// Name of the function that takes a row of calls of the one with this name.
pub(crate) fn name_of_twin(function: &Ident) -> Ident {
    format_ident!("{PREFIX}{}", function.unraw(), span = function.span())
}

/// The function that takes a row of calls of `function`.
pub(crate) fn twin(function: &Function) -> Function {
    let name = |text: &str| format_ident!("{text}", span = function.name.span());
    let pointer = Type::Pointer {
        constant: false,
        target: Box::new(Type::Scalar(Scalar { kind: Kind::U64, c: "uint64_t" })),
    };
    let count = Type::Scalar(Scalar { kind: Kind::U32, c: "uint32_t" });
    Function {
        name: name_of_twin(&function.name),
        method: format_ident!("{}_batch", function.name.unraw(), span = function.name.span()),
        c_name: format!("{PREFIX}{}", function.c_name),
        attributes: Vec::new(),
        parameters: vec![
            Parameter { name: name("row"), typed: Typed { kind: pointer, tokens: parse_quote!(*mut u64) } },
            Parameter { name: name("count"), typed: Typed { kind: count, tokens: parse_quote!(u32) } },
        ],
        is_variadic: false,
        result: None,
        contract: None,
        owned: None,
        batch: None,
        batched: Some(function.name.clone()),
    }
}

impl Interface {
    /// The function that takes rows of calls of `function`, and its place among all.
    pub fn batch_of(&self, function: &Function) -> Option<(usize, &Function)> {
        let name = function.batch.as_ref()?;
        self.functions.iter().enumerate().find(|(_, twin)| twin.name == *name)
    }

    /// A C file with the functions that take rows of calls, if there are any.
    ///
    /// A call is as many words of 64 bits as there are parameters, at least one; the result takes the place of the
    /// first.
    pub fn batches(&self) -> Option<String> {
        let mut text = "union word { int i; long long l; float f; double d; };\n".to_owned();
        let before = text.len();
        let batched = self.functions.iter().filter(|function| self.batch_of(function).is_some());
        for (index, function) in batched.enumerate() {
            let _ = write!(text, "\n{}", self.row(index, function));
        }
        (text.len() > before).then_some(text)
    }

    fn row(&self, index: usize, function: &Function) -> String {
        let signature = self.signature(function);
        let types: Vec<_> = signature.params.iter().map(|kind| c_type(*kind)).collect();
        let types = if types.is_empty() { "void".to_owned() } else { types.join(", ") };
        let arguments = signature.params.iter().enumerate();
        let arguments: Vec<_> =
            arguments.map(|(place, kind)| format!("row[{place}].{}", member(*kind))).collect();
        let arguments = arguments.join(", ");
        let result = signature.results.first();
        let stored = result.map_or(String::new(), |kind| format!("row->{} = ", member(*kind)));
        let result = result.map_or("void", |kind| c_type(*kind));
        let (name, stride) = (&function.c_name, signature.params.len().max(1));
        format!(
            "extern {result} f{index}({types}) __asm__({name:?});\n\
             void row{index}(union word *row, unsigned count) __asm__(\"{PREFIX}{}\");\n\
             void row{index}(union word *row, unsigned count) {{\n  \
             for (; count; count--, row += {stride}) {stored}f{index}({arguments});\n}}\n",
            name.escape_default(),
        )
    }
}

fn c_type(kind: WasmType) -> &'static str {
    match kind {
        WasmType::I32 => "int",
        WasmType::I64 => "long long",
        WasmType::F32 => "float",
        WasmType::F64 | WasmType::Other => "double",
    }
}

fn member(kind: WasmType) -> &'static str {
    match kind {
        WasmType::I32 => "i",
        WasmType::I64 => "l",
        WasmType::F32 => "f",
        WasmType::F64 | WasmType::Other => "d",
    }
}

#[cfg(test)]
mod tests {
    use crate::Interface;

    fn interface(functions: &str) -> Interface {
        let source = format!("#[library(\"a\")] mod a {{ extern \"C\" {{ {functions} }} }}");
        crate::find(&source, "a").unwrap().unwrap()
    }

    #[test]
    fn a_row_is_read_and_written_as_the_signature_says() {
        let text = interface(
            "#[batch] #[link_name = \"_Z1fif\"] fn mix(a: i32, b: f32, c: *const u8) -> f64;
             #[batch] fn tick(); fn other();",
        );
        let text = text.batches().unwrap();
        assert!(text.contains("extern double f0(int, float, int) __asm__(\"_Z1fif\");"), "{text}");
        assert!(text.contains("__asm__(\"ringfence_batch__Z1fif\")"), "{text}");
        assert!(text.contains("row += 3) row->d = f0(row[0].i, row[1].f, row[2].i);"), "{text}");
        assert!(text.contains("row += 1) f1();") && !text.contains("f2"), "{text}");
    }

    #[test]
    fn without_batches_there_is_no_file() {
        assert_eq!(interface("fn other();").batches(), None);
    }
}
