//! What an interface declares, read back from the text that its expansion carries.
//!
//! The text comes from the same release of `ringfence-syntax`, which documents it. A line or type that is not
//! known here is passed over: a twin that knows less lies worse, and is a twin all the same.

use std::collections::{BTreeMap, HashMap};

/// The declarations of an interface.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub(super) functions: Vec<Function>,
    structs: HashMap<String, Struct>,
    enums: HashMap<String, Enum>,
    callbacks: BTreeMap<String, Function>,
    /// Variables, exported as WebAssembly globals that hold their addresses.
    pub(super) variables: Vec<String>,
}

/// A function that the host may call.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) wires: Wires,
    /// Name and type of what each WebAssembly parameter carries.
    pub(super) parameters: Vec<(String, Type)>,
    pub(super) result: Option<Type>,
}

/// A function type in WebAssembly's terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wires {
    pub(super) parameters: Vec<Wire>,
    pub(super) result: Option<Wire>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wire {
    I32,
    I64,
    F32,
    F64,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Integer { bytes: u32, signed: bool },
    Float { bytes: u32 },
    Bool,
    Enum(String),
    Pointer(Box<Type>),
    Array(u32, Box<Type>),
    Struct(String),
    Callback(String),
    Unknown,
}

#[derive(Debug)]
struct Struct {
    size: u32,
    fields: Vec<(String, u32, Type)>,
}

#[derive(Debug)]
struct Enum {
    carrier: Type,
    values: Vec<i64>,
}

/// A value at a distance from the start of an object, with the fields that lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) offset: u32,
    pub(super) path: String,
    pub(super) kind: Type,
}

/// Values of one object that a twin bothers with.
const MOST_LEAVES: usize = 64;

impl Declared {
    pub(super) fn parse(text: &str) -> Self {
        let mut declared = Self::default();
        for line in text.lines() {
            let mut words = line.split(' ');
            let (Some(kind), Some(name)) = (words.next(), words.next()) else { continue };
            declared.add(kind, name, &words.collect::<Vec<_>>());
        }
        declared
    }

    fn add(&mut self, kind: &str, name: &str, words: &[&str]) {
        match kind {
            "fn" => self.functions.extend(function(name, words)),
            "callback" => {
                self.callbacks.extend(function(name, words).map(|found| (name.to_owned(), found)));
            }
            "struct" => {
                self.structs.extend(structure(words).map(|found| (name.to_owned(), found)));
            }
            "enum" => {
                self.enums.extend(enumeration(words).map(|found| (name.to_owned(), found)));
            }
            "global" => self.variables.push(name.to_owned()),
            _ => {}
        }
    }

    /// Bytes in guest memory; 1 where they are not known.
    pub(super) fn size(&self, kind: &Type) -> u32 {
        match kind {
            Type::Integer { bytes, .. } | Type::Float { bytes } => *bytes,
            Type::Bool | Type::Unknown => 1,
            Type::Enum(name) => self.enums.get(name).map_or(4, |found| self.size(&found.carrier)),
            Type::Pointer(_) | Type::Callback(_) => 4,
            Type::Array(length, element) => length.saturating_mul(self.size(element)),
            Type::Struct(name) => self.structs.get(name).map_or(1, |found| found.size),
        }
    }

    /// The values that an enum declares; none for other types.
    pub(super) fn values(&self, kind: &Type) -> &[i64] {
        match kind {
            Type::Enum(name) => self.enums.get(name).map_or(&[], |found| &found.values),
            _ => &[],
        }
    }

    /// A function type.
    pub(super) fn callback(&self, name: &str) -> Option<&Function> {
        self.callbacks.get(name)
    }

    /// The WebAssembly types of all callbacks.
    pub(super) fn callbacks(&self) -> impl Iterator<Item = &Wires> {
        self.callbacks.values().map(|callback| &callback.wires)
    }

    pub(super) fn callback_names(&self) -> impl Iterator<Item = &str> {
        self.callbacks.keys().map(String::as_str)
    }

    /// The values that an object is made of.
    pub(super) fn leaves(&self, kind: &Type) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        self.collect(kind, 0, "", &mut leaves);
        leaves
    }

    fn collect(&self, kind: &Type, offset: u32, path: &str, leaves: &mut Vec<Leaf>) {
        if leaves.len() >= MOST_LEAVES {
            return;
        }
        match kind {
            Type::Array(length, element) => {
                let size = self.size(element);
                for index in 0..(*length).min(4) {
                    let offset = offset.saturating_add(index.saturating_mul(size));
                    self.collect(element, offset, &format!("{path}[{index}]"), leaves);
                }
            }
            // No struct contains itself, so this ends.
            Type::Struct(name) => {
                for (field, at, kind) in self.structs.get(name).iter().flat_map(|found| &found.fields) {
                    self.collect(kind, offset.saturating_add(*at), &format!("{path}.{field}"), leaves);
                }
            }
            _ => leaves.push(Leaf { offset, path: path.to_owned(), kind: kind.clone() }),
        }
    }
}

fn function(name: &str, words: &[&str]) -> Option<Function> {
    let (wire_word, rest) = words.split_first()?;
    let wires = wires(wire_word);
    let result = rest.iter().find_map(|word| word.strip_prefix("->")).map(kind);
    let declared: Vec<_> = rest.iter().filter_map(|word| word.split_once(':')).map(named).collect();
    let mut parameters = aligned(declared, result.as_ref(), &wires);
    for ((_, kind), wire) in parameters.iter_mut().zip(&wires.parameters) {
        if !travels_as(kind, *wire) {
            *kind = Type::Unknown;
        }
    }
    let result = result.filter(|kind| wires.result.is_none_or(|wire| travels_as(kind, wire)));
    Some(Function { name: name.to_owned(), wires, parameters, result })
}

fn named((name, text): (&str, &str)) -> (String, Type) {
    (name.to_owned(), kind(text))
}

/// What each WebAssembly parameter carries. A struct by value may travel as a pointer in front (a result), as
/// one of its own, as its only scalar, or not at all.
fn aligned(mut declared: Vec<(String, Type)>, result: Option<&Type>, wires: &Wires) -> Vec<(String, Type)> {
    for (_, kind) in &mut declared {
        if matches!(kind, Type::Struct(_)) {
            *kind = Type::Pointer(Box::new(kind.clone()));
        }
    }
    if let Some(returned @ Type::Struct(_)) = result.filter(|_| wires.result.is_none()) {
        declared.insert(0, ("result".to_owned(), Type::Pointer(Box::new(returned.clone()))));
    }
    if declared.len() > wires.parameters.len() {
        declared.clear();
    }
    declared.resize(wires.parameters.len(), ("argument".to_owned(), Type::Unknown));
    declared
}

/// Whether a value of the type can be what a WebAssembly value carries. A struct around one scalar cannot be told
/// from the scalar, and what is inside is not looked for.
fn travels_as(kind: &Type, wire: Wire) -> bool {
    match kind {
        Type::Integer { bytes: 8, .. } => wire == Wire::I64,
        Type::Float { bytes: 8 } => wire == Wire::F64,
        Type::Float { .. } => wire == Wire::F32,
        Type::Array(..) | Type::Struct(_) => false,
        Type::Unknown => true,
        _ => wire == Wire::I32,
    }
}

fn structure(words: &[&str]) -> Option<Struct> {
    let [size, _align, fields @ ..] = words else { return None };
    let field = |word: &&str| {
        let (name, rest) = word.split_once(':')?;
        let (offset, text) = rest.split_once(':')?;
        Some((name.to_owned(), offset.parse().ok()?, kind(text)))
    };
    Some(Struct { size: size.parse().ok()?, fields: fields.iter().filter_map(field).collect() })
}

fn enumeration(words: &[&str]) -> Option<Enum> {
    let (carrier, values) = words.split_first()?;
    let values = values.iter().filter_map(|word| word.parse().ok()).collect();
    Some(Enum { carrier: kind(carrier), values })
}

fn wires(word: &str) -> Wires {
    let (parameters, results) = word.split_once(':').unwrap_or((word, ""));
    let wire = |letter| match letter {
        'I' => Wire::I64,
        'f' => Wire::F32,
        'F' => Wire::F64,
        _ => Wire::I32,
    };
    Wires { parameters: parameters.chars().map(wire).collect(), result: results.chars().next().map(wire) }
}

fn kind(text: &str) -> Type {
    let integer = |bytes, signed| Type::Integer { bytes, signed };
    match text {
        "bool" => return Type::Bool,
        "i8" => return integer(1, true),
        "u8" => return integer(1, false),
        "i16" => return integer(2, true),
        "u16" => return integer(2, false),
        "i32" => return integer(4, true),
        "u32" => return integer(4, false),
        "i64" => return integer(8, true),
        "u64" => return integer(8, false),
        "f32" => return Type::Float { bytes: 4 },
        "f64" => return Type::Float { bytes: 8 },
        "fn" => return Type::Callback(String::new()),
        _ => {}
    }
    let mut letters = text.chars();
    let first = letters.next();
    let rest = letters.as_str();
    match first {
        Some('*' | '&') => Type::Pointer(Box::new(kind(rest))),
        Some('#') => Type::Struct(rest.to_owned()),
        Some('%') => Type::Enum(rest.to_owned()),
        Some('!') => Type::Callback(rest.to_owned()),
        Some('[') => match rest.split_once(']') {
            Some((length, element)) => {
                length.parse().map_or(Type::Unknown, |length| Type::Array(length, Box::new(kind(element))))
            }
            None => Type::Unknown,
        },
        _ => Type::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "fn info iii:i info:*#Info buffer:&u8 len:u32 ->%Color\n\
                        fn by_value i: ->#Info\n\
                        struct Info 20 4 width:0:u32 corners:4:[2]#Point\n\
                        struct Point 8 4 x:0:i32 y:4:i32\n\
                        enum Color u32 0 7 8\n\
                        callback RowFn ii:i\n\
                        something new entirely";

    #[test]
    fn functions_know_what_their_parameters_carry() {
        let declared = Declared::parse(TEXT);
        let [info, by_value] = &declared.functions[..] else { panic!() };
        assert_eq!(info.name, "info");
        assert_eq!(info.wires, Wires { parameters: vec![Wire::I32; 3], result: Some(Wire::I32) });
        assert_eq!(info.parameters[0].1, Type::Pointer(Box::new(Type::Struct("Info".into()))));
        assert_eq!(declared.values(info.result.as_ref().unwrap()), [0, 7, 8]);
        assert_eq!(by_value.parameters[0].0, "result");
        assert!(declared.callback("RowFn").is_some());
    }

    #[test]
    fn an_object_falls_apart_into_values() {
        let declared = Declared::parse(TEXT);
        let leaves = declared.leaves(&Type::Struct("Info".into()));
        let found: Vec<_> = leaves.iter().map(|leaf| (leaf.offset, leaf.path.as_str())).collect();
        assert_eq!(
            found,
            [
                (0, ".width"),
                (4, ".corners[0].x"),
                (8, ".corners[0].y"),
                (12, ".corners[1].x"),
                (16, ".corners[1].y")
            ]
        );
    }

    #[test]
    fn nonsense_is_passed_over() {
        for text in ["fn", "fn a", "struct S x y", "enum", "\n\n", "struct S 8 8 a:b:c d", "fn a ii a:[9 b:["]
        {
            let _ = Declared::parse(text);
        }
    }
}
