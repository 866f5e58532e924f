//! Types that are known on both sides of the fence.

use proc_macro2::Ident;
use syn::{GenericArgument, PathArguments, PathSegment, Type, TypePath};

use crate::manifest::WasmType;
use crate::messages;
use crate::report::Report;

/// A number or `bool`, which WebAssembly can carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar(pub Ident);

/// A value that crosses as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A number or `bool`, of the same size on both sides.
    Scalar(Scalar),
    /// `char`.
    Character,
    /// `String`.
    Text,
    /// `Vec<T>`.
    List(Box<Shape>),
    /// `Option<T>`.
    Maybe(Box<Shape>),
    /// `(A, B)`.
    Tuple(Vec<Shape>),
    /// An exported struct or enum.
    Named(Ident),
}

/// What a function gives back.
#[derive(Clone, Debug)]
pub struct Returned {
    /// What it is when all goes well.
    pub value: Value,
    /// Its type, as it was written.
    pub kind: Option<Type>,
    /// Whether an error may come in its place.
    pub fallible: bool,
}

/// A result by the way in which it leaves the fence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `()`.
    Nothing,
    /// As a WebAssembly value.
    Scalar(Scalar),
    /// `Vec` of numbers, copied as they lie in memory.
    Numbers(Scalar),
    /// `String`, copied as it lies in memory.
    Text,
    /// Anything else, encoded.
    Whole(Shape),
}

const NUMBERS: &[&str] = &["u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "f32", "f64"];

impl Scalar {
    /// Of parameters and results, where `usize` is converted.
    pub(super) fn of(found: &Type) -> Option<Self> {
        let name = plain_name(found)?;
        let text = name.to_string();
        let known = NUMBERS.contains(&&*text) || ["bool", "usize", "isize"].contains(&&*text);
        known.then(|| Self(name.clone()))
    }

    /// Of slices, whose elements lie in memory alike on both sides.
    pub(super) fn number(found: &Type) -> Option<Self> {
        let name = plain_name(found)?;
        NUMBERS.contains(&&*name.to_string()).then(|| Self(name.clone()))
    }

    /// What carries it.
    pub fn wasm(&self) -> WasmType {
        match self.0.to_string().as_str() {
            "u64" | "i64" => WasmType::I64,
            "f32" => WasmType::F32,
            "f64" => WasmType::F64,
            _ => WasmType::I32,
        }
    }
}

impl Shape {
    /// Reads the type of a value; a mistake is reported.
    pub(super) fn read(found: &Type, report: &mut Report) -> Option<Self> {
        match found {
            Type::Paren(inner) => Self::read(&inner.elem, report),
            Type::Group(inner) => Self::read(&inner.elem, report),
            Type::Tuple(tuple) if (2..=4).contains(&tuple.elems.len()) => {
                let parts: Vec<_> = tuple.elems.iter().map(|part| Self::read(part, report)).collect();
                parts.into_iter().collect::<Option<_>>().map(Self::Tuple)
            }
            Type::Path(path) => Self::of_path(found, path, report),
            Type::Reference(_) => refuse(found, &messages::EXPORT_RETURNS_REFERENCE, report),
            _ => refuse(found, &messages::EXPORT_TYPE, report),
        }
    }

    fn of_path(found: &Type, path: &TypePath, report: &mut Report) -> Option<Self> {
        let Some(last) = path.path.segments.last().filter(|_| path.qself.is_none()) else {
            return refuse(found, &messages::EXPORT_TYPE, report);
        };
        let name = last.ident.to_string();
        match (name.as_str(), arguments(last).as_deref()) {
            ("usize" | "isize", Some([])) => {
                report.add(found, &messages::EXPORT_SIZE, &[("name", &name)]);
                None
            }
            ("u128" | "i128" | "f16" | "f128" | "str", Some([])) => {
                refuse(found, &messages::EXPORT_TYPE, report)
            }
            ("char", Some([])) => Some(Self::Character),
            ("String", Some([])) => Some(Self::Text),
            ("Vec", Some([element])) => Self::read(element, report).map(|shape| Self::List(Box::new(shape))),
            ("Option", Some([inner])) => Self::read(inner, report).map(|shape| Self::Maybe(Box::new(shape))),
            ("Result", _) => refuse(found, &messages::EXPORT_RESULT, report),
            (_, Some([])) => Some(match Scalar::of(found) {
                Some(scalar) => Self::Scalar(scalar),
                None => Self::Named(last.ident.clone()),
            }),
            _ => refuse(found, &messages::EXPORT_TYPE, report),
        }
    }

    /// Whether it is `Vec<u8>`, which crosses beside the encoded value.
    pub fn is_bulk(&self) -> bool {
        matches!(self, Self::List(element) if matches!(&**element, Self::Scalar(Scalar(name)) if name == "u8"))
    }

    /// The exported types in it.
    pub(super) fn names<'a>(&'a self, into: &mut Vec<&'a Ident>) {
        match self {
            Self::Named(name) => into.push(name),
            Self::List(inner) | Self::Maybe(inner) => inner.names(into),
            Self::Tuple(parts) => parts.iter().for_each(|part| part.names(into)),
            Self::Scalar(_) | Self::Character | Self::Text => {}
        }
    }
}

impl Returned {
    pub(super) fn read(found: &Type, report: &mut Report) -> Option<Self> {
        if let Type::Path(path) = found
            && let Some(last) = path.path.segments.last().filter(|last| last.ident == "Result")
            && let Some(types) = arguments(last).filter(|types| (1..=2).contains(&types.len()))
        {
            let kind = types.into_iter().next()?;
            let value = match Value::read(&kind, report)? {
                // Encoded, and there is no type that both sides would encode alike.
                Value::Scalar(Scalar(name)) if name == "usize" || name == "isize" => {
                    report.add(&kind, &messages::EXPORT_SIZE, &[("name", &name.to_string())]);
                    return None;
                }
                value => value,
            };
            return Some(Self { value, kind: Some(kind), fallible: true });
        }
        let value = Value::read(found, report)?;
        Some(Self { value, kind: Some(found.clone()), fallible: false })
    }

    /// What carries it.
    pub fn wasm(&self) -> Option<WasmType> {
        match &self.value {
            Value::Nothing if !self.fallible => None,
            Value::Scalar(scalar) if !self.fallible => Some(scalar.wasm()),
            _ => Some(WasmType::I32),
        }
    }
}

impl Value {
    fn read(found: &Type, report: &mut Report) -> Option<Self> {
        match found {
            Type::Paren(inner) => return Self::read(&inner.elem, report),
            Type::Group(inner) => return Self::read(&inner.elem, report),
            Type::Tuple(tuple) if tuple.elems.is_empty() => return Some(Self::Nothing),
            _ => {}
        }
        if let Some(scalar) = Scalar::of(found) {
            return Some(Self::Scalar(scalar));
        }
        Some(match Shape::read(found, report)? {
            Shape::Text => Self::Text,
            Shape::List(element) => match *element {
                Shape::Scalar(number) if number.0 != "bool" => Self::Numbers(number),
                other => Self::Whole(Shape::List(Box::new(other))),
            },
            other => Self::Whole(other),
        })
    }
}

/// The types between the angle brackets; `None` when something else is there too.
fn arguments(segment: &PathSegment) -> Option<Vec<Type>> {
    match &segment.arguments {
        PathArguments::None => Some(Vec::new()),
        PathArguments::AngleBracketed(list) => list
            .args
            .iter()
            .map(|argument| match argument {
                GenericArgument::Type(found) => Some(found.clone()),
                _ => None,
            })
            .collect(),
        PathArguments::Parenthesized(_) => None,
    }
}

fn plain_name(found: &Type) -> Option<&Ident> {
    match found {
        Type::Path(path) if path.qself.is_none() => path.path.get_ident(),
        Type::Group(inner) => plain_name(&inner.elem),
        _ => None,
    }
}

fn refuse<T>(found: &Type, message: &messages::Message, report: &mut Report) -> Option<T> {
    report.add(found, message, &[]);
    None
}
