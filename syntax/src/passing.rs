//! How a call passes a value: the C ABI of wasm32.
//!
//! A struct or union with a single scalar inside, however deep, is passed as that scalar; one with nothing
//! inside is not passed at all. Any other is passed by the address of a copy that the caller made, and returned
//! through an address that the caller passes first.

use crate::manifest::{Signature, WasmType};
use crate::model::{Field, Function, FunctionType, Interface, Parameter, Struct, Type, Typed};
use crate::scalars::Kind;

/// How a value of some type is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// As itself.
    Direct(WasmType),
    /// A struct as the one scalar inside.
    Single(Single),
    /// A struct by the address of a copy.
    Address,
    /// A struct with nothing inside: not at all.
    Nothing,
}

/// The one scalar inside a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Single {
    /// What carries it.
    pub wasm: WasmType,
    /// Whether only its lowest bit counts.
    pub is_bool: bool,
    size: u32,
}

impl Interface {
    /// The type that the export of a function must have.
    pub fn signature(&self, function: &Function) -> Signature {
        self.call_signature(&function.parameters, function.is_variadic, function.result.as_ref())
    }

    /// The type that a function must have to be called through such a pointer.
    pub fn pointer_signature(&self, function: &FunctionType) -> Signature {
        self.call_signature(&function.parameters, function.is_variadic, function.result.as_ref())
    }

    fn call_signature(
        &self,
        parameters: &[Parameter],
        is_variadic: bool,
        result: Option<&Typed>,
    ) -> Signature {
        let result = result.map(|result| self.passing(&result.kind));
        let address = (result == Some(Passing::Address)).then_some(WasmType::I32);
        let passed = parameters.iter().filter_map(|parameter| self.passing(&parameter.typed.kind).wasm());
        // C gathers further arguments in memory and passes their address.
        let more = is_variadic.then_some(WasmType::I32);
        Signature {
            params: address.into_iter().chain(passed).chain(more).collect(),
            results: result
                .filter(|passing| *passing != Passing::Address)
                .and_then(Passing::wasm)
                .into_iter()
                .collect(),
        }
    }

    /// How a value of this type is passed. Whether it may be is not asked here.
    pub fn passing(&self, kind: &Type) -> Passing {
        match kind {
            Type::Struct(name) => {
                self.structure(name).map_or(Passing::Nothing, |found| self.structure_passing(found))
            }
            other => Passing::Direct(other.wasm()),
        }
    }

    fn structure_passing(&self, structure: &Struct) -> Passing {
        match self.single(structure) {
            _ if self.is_empty(structure) => Passing::Nothing,
            Some(single) => Passing::Single(single),
            None => Passing::Address,
        }
    }

    /// The only scalar inside, if there is exactly one and no padding around it.
    fn single(&self, structure: &Struct) -> Option<Single> {
        let mut fields = structure.fields.iter().filter(|field| !self.holds_nothing(field));
        let (only, more) = (fields.next()?, fields.next());
        let single = match more {
            None => self.single_in(&only.typed.kind)?,
            Some(_) => return None,
        };
        (single.size == structure.layout.size).then_some(single)
    }

    fn single_in(&self, kind: &Type) -> Option<Single> {
        match kind {
            Type::Array { element, length: 1 } => self.single_in(element),
            Type::Struct(name) => self.single(self.structure(name)?),
            Type::Scalar(scalar) => Some(Single {
                wasm: scalar.kind.wasm(),
                is_bool: scalar.kind == Kind::Bool,
                size: scalar.kind.size(),
            }),
            Type::Enum(name) => {
                let size = self.enumeration(name)?.layout().size;
                Some(Single { wasm: WasmType::I32, is_bool: false, size })
            }
            Type::Pointer { .. } => Some(Single { wasm: WasmType::I32, is_bool: false, size: 4 }),
            Type::FunctionPointer(_) => Some(Single { wasm: WasmType::I32, is_bool: false, size: 4 }),
            _ => None,
        }
    }

    /// Whether C counts the struct as empty.
    fn is_empty(&self, structure: &Struct) -> bool {
        structure.fields.iter().all(|field| self.holds_nothing(field))
    }

    fn holds_nothing(&self, field: &Field) -> bool {
        field.bits.is_some_and(|bits| bits.is_padding) || self.is_nothing(&field.typed.kind)
    }

    fn is_nothing(&self, kind: &Type) -> bool {
        match kind {
            Type::Array { element, .. } => self.is_nothing(element),
            Type::Struct(name) => self.structure(name).is_some_and(|found| self.is_empty(found)),
            _ => false,
        }
    }
}

impl Passing {
    /// What carries it as an argument, if anything does.
    pub fn wasm(self) -> Option<WasmType> {
        match self {
            Self::Direct(wasm) => Some(wasm),
            Self::Single(single) => Some(single.wasm),
            Self::Address => Some(WasmType::I32),
            Self::Nothing => None,
        }
    }
}
