//! The functions that a contract names: those that free, and those that explain a failure.

use std::collections::HashSet;

use proc_macro2::Ident;

use super::{Contract, Handed, Outcome, Passing};
use crate::messages;
use crate::model::{Function, Interface, Type};
use crate::report::Report;
use crate::scalars::Kind;

/// Checks every function that is named. `declared` are the names of all functions, also of those that were refused.
/// Of a function with a mistake the signature is left, which does not depend on the other one.
pub(crate) fn check(interface: &mut Interface, declared: &HashSet<String>, report: &mut Report) {
    let mut refused = Vec::new();
    for function in &interface.functions {
        let before = report.count();
        Named { interface, declared, report }.check(function);
        if report.count() > before {
            refused.push(function.name.clone());
        }
    }
    for function in interface.functions.iter_mut().filter(|function| refused.contains(&function.name)) {
        if let Some(contract) = &mut function.contract {
            contract.is_sound = false;
        }
    }
}

struct Named<'a, 'r> {
    interface: &'a Interface,
    declared: &'a HashSet<String>,
    report: &'r mut Report,
}

impl Named<'_, '_> {
    fn check(&mut self, function: &Function) {
        if let Some(free) = &function.owned {
            self.check_free(free);
        }
        let Some(contract) = &function.contract else { return };
        for free in contract.handed().filter_map(|handed| handed.free.as_ref()) {
            self.check_free(free);
        }
        match &contract.outcome {
            Outcome::Status { message: Some(message), .. } => {
                let code = function.result.as_ref().map(|result| &result.kind);
                self.check_message(message, code);
            }
            Outcome::Handle { message: Some(message), .. }
            | Outcome::Created(_, Some(message))
            | Outcome::Handed(_, Some(message)) => {
                self.check_message(message, None);
            }
            _ => {}
        }
    }

    /// One pointer in, and nothing that anybody would miss out.
    fn check_free(&mut self, name: &Ident) {
        let Some(function) = self.find(name) else { return };
        let parameters: Vec<_> = function.parameters.iter().map(|parameter| &parameter.typed.kind).collect();
        if !matches!(parameters.as_slice(), [Type::Pointer { .. }]) || function.is_variadic {
            self.report.add(name, &messages::CONTRACT_FREE, &[("name", &name.to_string())]);
        }
    }

    /// Nothing or the status in, a C string out.
    fn check_message(&mut self, name: &Ident, code: Option<&Type>) {
        let Some(function) = self.find(name) else { return };
        let parameters: Vec<_> = function.parameters.iter().map(|parameter| &parameter.typed.kind).collect();
        let takes_code = match parameters.as_slice() {
            [] => true,
            [kind] => code.is_some_and(|code| is_same(code, kind)),
            _ => false,
        };
        let is_text = match function.result.as_ref().map(|result| &result.kind) {
            Some(Type::Pointer { target, .. }) => {
                matches!(&**target, Type::Scalar(scalar) if matches!(scalar.kind, Kind::I8 | Kind::U8))
            }
            _ => false,
        };
        if !takes_code || !is_text || function.is_variadic || function.owned.is_some() {
            self.report.add(name, &messages::CONTRACT_MESSAGE, &[("name", &name.to_string())]);
        }
    }

    fn find(&mut self, name: &Ident) -> Option<&Function> {
        let found = self.interface.functions.iter().find(|function| function.name == *name);
        // One that was refused has its own message.
        if found.is_none() && !self.declared.contains(&name.to_string()) {
            self.report.add(name, &messages::CONTRACT_FUNCTION, &[("name", &name.to_string())]);
        }
        found
    }
}

/// Whether a value of one type can be passed as the other.
fn is_same(code: &Type, kind: &Type) -> bool {
    match (code, kind) {
        (Type::Scalar(code), Type::Scalar(kind)) => code.kind == kind.kind && code.kind != Kind::Bool,
        _ => false,
    }
}

impl Contract {
    /// Everything that the library hands out.
    pub fn handed(&self) -> impl Iterator<Item = &Handed> {
        let parameters = self.parameters.iter().filter_map(|passing| match passing {
            Passing::Handed(handed) => Some(handed),
            _ => None,
        });
        let result = match &self.outcome {
            Outcome::Handed(handed, _) => Some(handed),
            _ => None,
        };
        parameters.chain(result)
    }
}
