//! Contracts that names and types suggest. They are guesses: written as comments, for somebody who reads the
//! library's documentation.

use std::collections::BTreeMap;

use syn::{FnArg, ForeignItemFn, Item, Pat, ReturnType, Type};

/// What a type is, as far as a contract cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Nothing,
    Byte,
    Char,
    Integer,
    Float,
    /// A pointer; whether C may write through it.
    Pointer {
        is_mutable: bool,
        to: Target,
    },
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Void,
    Byte,
    Char,
    Number,
    Object,
    Pointer,
}

/// Names of types and what stands behind them.
#[derive(Default)]
pub(super) struct Aliases(BTreeMap<String, Type>);

impl Aliases {
    pub(super) fn of(items: &[Item]) -> Self {
        let aliases = items.iter().filter_map(|item| match item {
            Item::Type(alias) => Some((alias.ident.to_string(), (*alias.ty).clone())),
            _ => None,
        });
        Self(aliases.collect())
    }

    pub(super) fn shape(&self, kind: &Type) -> Shape {
        match self.resolve(kind) {
            Type::Ptr(pointer) => {
                let to = match self.resolve(&pointer.elem) {
                    Type::Ptr(_) => Target::Pointer,
                    Type::Path(path) => target(&last(path)),
                    _ => Target::Object,
                };
                Shape::Pointer { is_mutable: pointer.mutability.is_some(), to }
            }
            Type::Path(path) => match target(&last(path)) {
                Target::Void => Shape::Nothing,
                Target::Byte => Shape::Byte,
                Target::Char => Shape::Char,
                Target::Number if last(path).contains("f32") || last(path).contains("f64") => Shape::Float,
                Target::Number if ["c_float", "c_double"].contains(&last(path).as_str()) => Shape::Float,
                Target::Number => Shape::Integer,
                _ => Shape::Other,
            },
            _ => Shape::Other,
        }
    }

    /// The type behind any number of names.
    fn resolve<'a>(&'a self, kind: &'a Type) -> &'a Type {
        let mut kind = kind;
        for _ in 0..=self.0.len() {
            let Type::Path(path) = kind else { break };
            let Some(behind) = self.0.get(&last(path)) else { break };
            kind = behind;
        }
        kind
    }

    /// What C calls the object behind a pointer, under its last name.
    fn object(&self, kind: &Type) -> Option<String> {
        let Type::Ptr(pointer) = self.resolve(kind) else { return None };
        let Type::Path(path) = self.resolve(&pointer.elem) else { return None };
        Some(last(path))
    }
}

fn last(path: &syn::TypePath) -> String {
    path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

fn target(name: &str) -> Target {
    match name {
        "c_void" => Target::Void,
        "c_char" => Target::Char,
        "c_uchar" | "c_schar" | "u8" | "i8" => Target::Byte,
        "c_short" | "c_ushort" | "c_int" | "c_uint" | "c_long" | "c_ulong" | "c_longlong" | "c_ulonglong"
        | "c_float" | "c_double" | "u16" | "i16" | "u32" | "i32" | "u64" | "i64" | "f32" | "f64"
        | "usize" | "isize" => Target::Number,
        _ => Target::Object,
    }
}

/// A rule in place of the one that only the documentation tells.
pub(super) const ANY: &str = "in = 0..=0x7fff_ffff";

/// Attributes for a function and for each of its parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Proposal {
    pub(super) function: Option<String>,
    pub(super) parameters: Vec<Option<String>>,
}

struct Parameter {
    name: String,
    shape: Shape,
}

/// What a function's names and types suggest, if they suggest anything beside handles.
pub(super) fn propose(function: &ForeignItemFn, aliases: &Aliases) -> Option<Proposal> {
    if function.sig.variadic.is_some() {
        return None;
    }
    let parameters: Vec<_> =
        function.sig.inputs.iter().filter_map(|input| parameter(input, aliases)).collect();
    if parameters.len() != function.sig.inputs.len() {
        return None;
    }
    let mut reader =
        Reader { attributes: vec![None; parameters.len()], parameters, written: false, is_worth_it: false };
    reader.buffers();
    reader.rest()?;
    let result = reader.result(&function.sig.ident.to_string(), &function.sig.output, aliases)?;
    reader.is_worth_it.then_some(Proposal { function: result, parameters: reader.attributes })
}

fn parameter(input: &FnArg, aliases: &Aliases) -> Option<Parameter> {
    let FnArg::Typed(typed) = input else { return None };
    let Pat::Ident(name) = &*typed.pat else { return None };
    Some(Parameter { name: name.ident.to_string(), shape: aliases.shape(&typed.ty) })
}

struct Reader {
    parameters: Vec<Parameter>,
    attributes: Vec<Option<String>>,
    /// Whether the result says how much of a buffer was written.
    written: bool,
    is_worth_it: bool,
}

impl Reader {
    fn name(&self, index: usize) -> &str {
        self.parameters.get(index).map_or("", |parameter| &parameter.name)
    }

    fn shape(&self, index: usize) -> Shape {
        self.parameters.get(index).map_or(Shape::Other, |parameter| parameter.shape)
    }

    fn set(&mut self, index: usize, attribute: String) {
        if let Some(place) = self.attributes.get_mut(index) {
            *place = Some(attribute);
            self.is_worth_it = true;
        }
    }

    /// Pointers with their lengths: `(p, n)`, `(p, &n)`, and `(p, q, n, m)`.
    fn buffers(&mut self) {
        let mut index = 0;
        while index < self.parameters.len() {
            let run = (index..self.parameters.len()).take_while(|at| self.is_buffer(*at)).count();
            let lengths =
                (index + run..self.parameters.len()).take(run).filter(|at| self.is_length(*at)).count();
            if run == 0 || lengths < run {
                index += run.max(1);
                continue;
            }
            for buffer in index..index + run {
                self.pair(buffer, buffer + run);
            }
            index += 2 * run;
        }
    }

    fn pair(&mut self, buffer: usize, length: usize) {
        let name = self.name(length).to_owned();
        let Shape::Pointer { is_mutable, .. } = self.shape(buffer) else { return };
        match (is_mutable, self.shape(length)) {
            (false, Shape::Integer) => self.set(buffer, format!("input(len = {name})")),
            (true, Shape::Integer) => {
                self.set(buffer, format!("out(len = {name}, written = result)"));
                self.written = true;
            }
            (true, Shape::Pointer { .. }) => {
                self.set(buffer, format!("out(len = {name}, written = {name})"));
                self.set(length, "inout".to_owned());
            }
            _ => {}
        }
    }

    fn is_buffer(&self, index: usize) -> bool {
        match self.shape(index) {
            Shape::Pointer { to: Target::Void | Target::Byte | Target::Char, .. } => {
                !is_length(self.name(index))
            }
            Shape::Pointer { is_mutable: false, to: Target::Number } => true,
            _ => false,
        }
    }

    fn is_length(&self, index: usize) -> bool {
        let fits = matches!(
            self.shape(index),
            Shape::Integer | Shape::Pointer { is_mutable: true, to: Target::Number }
        );
        fits && is_length(self.name(index))
    }

    /// Pointers without a length. `None` if one of them has no contract.
    fn rest(&mut self) -> Option<()> {
        for index in 0..self.parameters.len() {
            if self.attributes.get(index).is_some_and(Option::is_some) {
                continue;
            }
            match self.shape(index) {
                Shape::Pointer { is_mutable: false, to: Target::Char } => self.set(index, "c_str".to_owned()),
                Shape::Pointer { is_mutable: true, to: Target::Number } => {
                    self.set(index, format!("out({ANY})"))
                }
                Shape::Pointer { to: Target::Pointer, .. } | Shape::Other => return None,
                Shape::Pointer { .. } => {
                    if let Some(place) = self.attributes.get_mut(index) {
                        *place = Some("handle".to_owned());
                    }
                }
                _ => {}
            }
        }
        Some(())
    }

    fn result(&mut self, name: &str, output: &ReturnType, aliases: &Aliases) -> Option<Option<String>> {
        let ReturnType::Type(_, kind) = output else {
            if self.written {
                self.whole_buffers();
            }
            return Some(None);
        };
        let text = match aliases.shape(kind) {
            Shape::Nothing => return Some(None),
            Shape::Pointer { to: Target::Char, is_mutable: false } => {
                self.is_worth_it = true;
                "returns(c_str(max = 256))"
            }
            Shape::Pointer { .. } => "returns(handle)",
            Shape::Integer if self.written => "status(ok = 0..=0x7fff_ffff)",
            Shape::Integer if is_status(name, kind, aliases) => "status(ok = 0)",
            Shape::Integer | Shape::Byte | Shape::Char | Shape::Float => {
                return Some(Some(format!("returns({ANY})")));
            }
            Shape::Other => return None,
        };
        if !matches!(aliases.shape(kind), Shape::Integer) && self.written {
            self.whole_buffers();
        }
        Some(Some(text.to_owned()))
    }

    /// Without a number that says how much was written, all of it was.
    fn whole_buffers(&mut self) {
        for attribute in self.attributes.iter_mut().flatten() {
            *attribute = attribute.replace(", written = result", "");
        }
    }
}

/// An `int` is a status unless the name says that it is a number.
fn is_status(name: &str, kind: &Type, aliases: &Aliases) -> bool {
    let is_int = matches!(aliases.resolve(kind), Type::Path(path) if last(path) == "c_int");
    let name = name.to_ascii_lowercase();
    let numbers =
        ["size", "bound", "len", "count", "version", "num", "max", "min", "level", "is", "has", "get"];
    is_int && !numbers.iter().any(|word| name.contains(word))
}

/// Whether a parameter's name says that it counts.
fn is_length(name: &str) -> bool {
    let name = name.trim_end_matches('_').to_ascii_lowercase();
    let ends = ["len", "length", "size", "sz", "count", "capacity", "cap", "avail", "bytes", "num"];
    name == "n" || ends.iter().any(|end| name.ends_with(end))
}

/// The function that ends what `maker` returns: the only parameter is such a pointer, and the name says so.
pub(super) fn counterpart<'f>(
    maker: &ForeignItemFn,
    all: &[&'f ForeignItemFn],
    aliases: &Aliases,
) -> Option<&'f ForeignItemFn> {
    let ReturnType::Type(_, kind) = &maker.sig.output else { return None };
    let object = aliases.object(kind)?;
    let ends = ["free", "delete", "destroy", "close", "release", "destroyinstance"];
    let fits = |function: &&&ForeignItemFn| {
        let name = function.sig.ident.to_string().to_ascii_lowercase();
        let only = match function.sig.inputs.iter().collect::<Vec<_>>().as_slice() {
            [FnArg::Typed(only)] => aliases.object(&only.ty),
            _ => None,
        };
        only.as_deref() == Some(&object) && ends.iter().any(|end| name.contains(end))
    };
    all.iter().find(fits).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(items: &str) -> Option<String> {
        let file = syn::parse_file(items).unwrap();
        let aliases = Aliases::of(&file.items);
        let function = file.items.iter().find_map(|item| match item {
            Item::ForeignMod(block) => block.items.iter().find_map(|item| match item {
                syn::ForeignItem::Fn(function) => Some(function.clone()),
                _ => None,
            }),
            _ => None,
        });
        let Proposal { function, parameters } = propose(&function.unwrap(), &aliases)?;
        let parameters = parameters.into_iter().map(|attribute| attribute.unwrap_or("-".to_owned()));
        Some(format!(
            "{} | {}",
            function.unwrap_or("-".to_owned()),
            parameters.collect::<Vec<_>>().join(" | ")
        ))
    }

    #[test]
    fn pointers_find_their_lengths_behind_them() {
        for (declaration, expected) in [
            ("fn f(p: *const u8, len: usize) -> c_int;", Some("status(ok = 0) | input(len = len) | -")),
            (
                "fn f(dst: *mut u8, cap: usize, src: *const c_void, src_size: usize) -> usize;",
                Some(
                    "status(ok = 0..=0x7fff_ffff) | out(len = cap, written = result) | - | input(len = src_size) | -",
                ),
            ),
            (
                "fn f(src: *const c_char, dst: *mut c_char, srcSize: c_int, dstCapacity: c_int) -> c_int;",
                Some(
                    "status(ok = 0..=0x7fff_ffff) | input(len = srcSize) | out(len = dstCapacity, written = result) | - | -",
                ),
            ),
            ("fn f(dst: *mut u8, n: usize);", Some("- | out(len = n) | -")),
            ("fn f(width: c_int, height: c_int) -> c_int;", None),
        ] {
            assert_eq!(
                proposed(&format!("extern \"C\" {{ {declaration} }}")).as_deref(),
                expected,
                "{declaration}"
            );
        }
    }

    #[test]
    fn names_of_types_are_looked_through() {
        let text = "pub type Bytef = Byte; pub type Byte = c_uchar; pub type uLong = c_ulong; extern \"C\" {
            fn uncompress(dest: *mut Bytef, destLen: *mut uLong, source: *const Bytef, sourceLen: uLong) -> c_int; }";
        assert_eq!(
            proposed(text).unwrap(),
            "status(ok = 0) | out(len = destLen, written = destLen) | inout | input(len = sourceLen) | -"
        );
    }

    #[test]
    fn strings_and_outputs_are_known_by_their_types() {
        for (declaration, expected) in [
            ("fn version() -> *const c_char;", Some("returns(c_str(max = 256)) | ")),
            ("fn open(name: *const c_char) -> *mut file;", Some("returns(handle) | c_str")),
            (
                "fn size(f: *mut file, w: *mut c_int) -> c_int;",
                Some("returns(in = 0..=0x7fff_ffff) | handle | out(in = 0..=0x7fff_ffff)"),
            ),
            ("fn list(f: *mut *mut file, name: *const c_char);", None),
            ("fn print(format: *const c_char, ...);", None),
            ("fn close(f: *mut file);", None),
        ] {
            assert_eq!(
                proposed(&format!("extern \"C\" {{ {declaration} }}")).as_deref(),
                expected,
                "{declaration}"
            );
        }
    }

    #[test]
    fn what_is_made_is_ended_by_the_function_for_it() {
        let block: syn::ItemForeignMod = syn::parse_str(
            "extern \"C\" { fn p_new() -> *mut p; fn p_free(x: *mut p); fn q_free(x: *mut q); fn p_reset(x: *mut p); }",
        )
        .unwrap();
        let all: Vec<_> = block
            .items
            .iter()
            .filter_map(|item| match item {
                syn::ForeignItem::Fn(function) => Some(function),
                _ => None,
            })
            .collect();
        let found = counterpart(all[0], &all[1..], &Aliases::default());
        assert_eq!(found.unwrap().sig.ident, "p_free");
        assert!(counterpart(all[1], &all, &Aliases::default()).is_none());
    }
}
