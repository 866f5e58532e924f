//! Exported functions.

use proc_macro2::Ident;
use syn::{Attribute, FnArg, ItemFn, Pat, ReturnType, Type};

use super::shape::{Returned, Scalar, Shape, Value};
use super::{PREFIX, item};
use crate::manifest::{Signature, WasmType};
use crate::messages;
use crate::report::Report;

/// A function that the host can call.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: Ident,
    /// Documentation, and what else the host's method gets.
    pub attributes: Vec<Attribute>,
    /// Its parameters in order.
    pub parameters: Vec<Parameter>,
    /// What it gives back.
    pub returned: Returned,
}

/// One parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Ident,
    /// Its type, as it was written.
    pub kind: Type,
    /// How it gets into the fence.
    pub passing: Passing,
}

/// How an argument gets into the fence.
#[derive(Clone, Debug)]
pub enum Passing {
    /// As a WebAssembly value.
    Scalar(Scalar),
    /// `&[T]`, copied as it lies in memory.
    Slice(Scalar),
    /// `&str`.
    Text,
    /// Encoded.
    Whole {
        /// What it is.
        shape: Shape,
        /// Whether the guest takes it by reference.
        by_reference: bool,
    },
}

impl Function {
    pub(super) fn read(found: &ItemFn, report: &mut Report) -> Option<Self> {
        let signature = &found.sig;
        let before = report.count();
        item::not_generic(&signature.ident, &signature.generics, report);
        if let Some(token) = &signature.asyncness {
            report.add(token, &messages::EXPORT_ASYNC, &[]);
        }
        if let Some(token) = &signature.unsafety {
            report.add(token, &messages::EXPORT_QUALIFIER, &[]);
        }
        if let Some(abi) = &signature.abi {
            report.add(abi, &messages::EXPORT_QUALIFIER, &[]);
        }
        if let Some(dots) = &signature.variadic {
            report.add(dots, &messages::EXPORT_QUALIFIER, &[]);
        }
        let parameters: Vec<_> =
            signature.inputs.iter().map(|parameter| Parameter::read(parameter, report)).collect();
        let returned = match &signature.output {
            ReturnType::Default => Some(Returned { value: Value::Nothing, kind: None, fallible: false }),
            ReturnType::Type(_, found) => Returned::read(found, report),
        };
        item::attributes(&found.attrs, report);
        if report.count() > before {
            return None;
        }
        Some(Self {
            name: signature.ident.clone(),
            attributes: item::kept(&found.attrs),
            parameters: parameters.into_iter().collect::<Option<_>>()?,
            returned: returned?,
        })
    }

    /// What the module calls it.
    pub fn symbol(&self) -> String {
        format!("{PREFIX}{}", syn::ext::IdentExt::unraw(&self.name))
    }

    /// Its type in WebAssembly's terms.
    pub fn signature(&self) -> Signature {
        let params = self.parameters.iter().flat_map(|parameter| match &parameter.passing {
            Passing::Scalar(scalar) => vec![scalar.wasm()],
            _ => vec![WasmType::I32; 2],
        });
        Signature { params: params.collect(), results: self.returned.wasm().into_iter().collect() }
    }

    /// The exported types that it takes and returns.
    pub(super) fn names(&self) -> Vec<&Ident> {
        let mut names = Vec::new();
        for parameter in &self.parameters {
            if let Passing::Whole { shape, .. } = &parameter.passing {
                shape.names(&mut names);
            }
        }
        if let Value::Whole(shape) = &self.returned.value {
            shape.names(&mut names);
        }
        names
    }
}

impl Parameter {
    fn read(found: &FnArg, report: &mut Report) -> Option<Self> {
        let typed = match found {
            FnArg::Typed(typed) => typed,
            FnArg::Receiver(receiver) => {
                report.add(receiver, &messages::EXPORT_RECEIVER, &[]);
                return None;
            }
        };
        let name = match &*typed.pat {
            Pat::Ident(name) if name.by_ref.is_none() && name.subpat.is_none() => Some(name.ident.clone()),
            other => {
                report.add(other, &messages::EXPORT_PATTERN, &[]);
                None
            }
        };
        let passing = Passing::read(&typed.ty, report)?;
        Some(Self { name: name?, kind: (*typed.ty).clone(), passing })
    }
}

impl Passing {
    fn read(found: &Type, report: &mut Report) -> Option<Self> {
        let Type::Reference(reference) = found else {
            return Self::of_value(found, report);
        };
        if let Some(token) = &reference.mutability {
            report.add(token, &messages::EXPORT_MUTABLE, &[]);
            return None;
        }
        match &*reference.elem {
            Type::Slice(slice) => match Scalar::number(&slice.elem) {
                Some(number) => Some(Self::Slice(number)),
                None => {
                    report.add(&slice.elem, &messages::EXPORT_TYPE, &[]);
                    None
                }
            },
            Type::Path(path) if path.path.is_ident("str") => Some(Self::Text),
            inner => Shape::read(inner, report).map(|shape| Self::Whole { shape, by_reference: true }),
        }
    }

    fn of_value(found: &Type, report: &mut Report) -> Option<Self> {
        if let Some(scalar) = Scalar::of(found) {
            return Some(Self::Scalar(scalar));
        }
        let shape = Shape::read(found, report)?;
        let (name, instead) = match &shape {
            Shape::Text => ("String", "&str".to_owned()),
            Shape::List(element) => match &**element {
                Shape::Scalar(number) if number.0 != "bool" => ("Vec", format!("&[{}]", number.0)),
                _ => return Some(Self::Whole { shape, by_reference: false }),
            },
            _ => return Some(Self::Whole { shape, by_reference: false }),
        };
        report.add(found, &messages::EXPORT_OWNED, &[("name", name), ("instead", &instead)]);
        None
    }
}
