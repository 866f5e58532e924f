//! The order of calls: in which state a function needs a handle, and in which state it leaves it.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Meta, Token};

use super::parts::Parts;
use super::{Contract, Outcome, Passing, Reader};
use crate::messages;
use crate::model::{Interface, Opaque, Type};
use crate::report::Report;

/// A handle that is passed to a function.
#[derive(Clone, Debug)]
pub struct HandleUse {
    /// The type it points to.
    pub target: Ident,
    /// The states in which it may be.
    pub needs: Needs,
    /// What becomes of it.
    pub then: Then,
    /// The function that ends it when nobody else does.
    pub end: Option<Ident>,
    /// Where the attribute is, for messages.
    place: TokenStream,
}

/// A handle that a function makes.
#[derive(Clone, Debug)]
pub struct Creation {
    /// The type it points to.
    pub target: Ident,
    /// The state in which it begins.
    pub state: Ident,
    /// The function that ends it when nobody else does.
    pub end: Option<Ident>,
}

/// In which states a handle may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needs {
    /// In any.
    Any,
    /// In one of these, in the order in which the type names them.
    These(Vec<Ident>),
}

/// What becomes of a handle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// It stays in its state.
    Stays,
    /// It is in this state afterwards, or ended if the call failed.
    Becomes(Ident),
    /// It is gone, whether or not the call failed.
    Ends,
}

/// The argument of `#[state(…)]`.
struct Change {
    needs: Needs,
    then: Then,
}

impl Parse for Change {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let needs = if input.peek(Token![_]) {
            input.parse::<Token![_]>()?;
            Needs::Any
        } else {
            let mut states = vec![input.call(Ident::parse_any)?];
            while input.peek(Token![|]) {
                input.parse::<Token![|]>()?;
                states.push(input.call(Ident::parse_any)?);
            }
            Needs::These(states)
        };
        let then = if input.is_empty() {
            Then::Stays
        } else {
            input.parse::<Token![=>]>()?;
            if input.is_empty() { Then::Ends } else { Then::Becomes(input.parse()?) }
        };
        Ok(Self { needs, then })
    }
}

impl Reader<'_, '_, '_> {
    /// A parameter with `#[state(…)]`.
    pub(super) fn handle_use(&mut self, attribute: &Attribute, target: &Type) -> Option<Passing> {
        let change = match &attribute.meta {
            Meta::List(list) => list.parse_args::<Change>().ok(),
            _ => None,
        };
        let Some(Change { needs, then }) = change else {
            return self.refuse(&attribute.path(), &messages::STATE_FORM, &[]);
        };
        let target = self.handle_target(target)?;
        let place = attribute.path().to_token_stream();
        Some(Passing::State(HandleUse { target, needs, then, end: None, place }))
    }

    /// The handle that `state = Name` makes, if it is there.
    pub(super) fn creation(&mut self, parts: &mut Parts, target: &Type) -> Option<Option<Creation>> {
        let before = self.report.count();
        let Some(state) = self.name(parts, "state") else {
            return (self.report.count() == before).then_some(None);
        };
        let target = self.handle_target(target)?;
        Some(Some(Creation { target, state, end: None }))
    }

    fn handle_target(&mut self, target: &Type) -> Option<Ident> {
        match target {
            Type::Opaque(name) => Some(name.clone()),
            _ => self.no_target("a handle with states", target),
        }
    }
}

impl Contract {
    /// Every handle that is passed.
    pub fn handle_uses(&self) -> impl Iterator<Item = &HandleUse> {
        self.parameters.iter().filter_map(|passing| match passing {
            Passing::State(handle) => Some(handle),
            _ => None,
        })
    }

    /// Every handle that is made.
    pub fn creations(&self) -> impl Iterator<Item = &Creation> {
        let result = match &self.outcome {
            Outcome::Created(creation, _) => Some(creation),
            _ => None,
        };
        let parameters = self.parameters.iter().filter_map(|passing| match passing {
            Passing::Created(creation) => Some(creation),
            _ => None,
        });
        parameters.chain(result)
    }
}

/// Checks every state that is named, and finds the functions that end what nobody else ends. `faulty` types have
/// their own messages; `is_whole` says that no function was refused.
pub(crate) fn check(interface: &mut Interface, faulty: &[Ident], is_whole: bool, report: &mut Report) {
    let before = report.count();
    let mut refused = Vec::new();
    for function in &interface.functions {
        let Some(contract) = &function.contract else { continue };
        let named = Named { opaques: &interface.opaques, faulty, report };
        if !named.check(contract) {
            refused.push(function.name.clone());
        }
    }
    interface.functions.retain(|function| !refused.contains(&function.name));
    let ends = ends(interface, report);
    if is_whole && report.count() == before {
        check_reached(interface, report);
    }
    for contract in interface.functions.iter_mut().filter_map(|function| function.contract.as_mut()) {
        settle(contract, &interface.opaques, &ends);
    }
}

struct Named<'a, 'r> {
    opaques: &'a [Opaque],
    faulty: &'a [Ident],
    report: &'r mut Report,
}

impl Named<'_, '_> {
    /// Whether every state is one of its type.
    fn check(mut self, contract: &Contract) -> bool {
        let mut is_sound = true;
        for handle in contract.handle_uses() {
            let mut named: Vec<_> = match &handle.needs {
                Needs::Any => Vec::new(),
                Needs::These(states) => states.iter().collect(),
            };
            is_sound &= self.check_once(&named);
            if let Then::Becomes(state) = &handle.then {
                named.push(state);
            }
            is_sound &= self.check_all(&handle.target, &handle.place, &named);
        }
        for creation in contract.creations() {
            let place = creation.state.to_token_stream();
            is_sound &= self.check_all(&creation.target, &place, &[&creation.state]);
        }
        is_sound
    }

    fn check_once(&mut self, states: &[&Ident]) -> bool {
        let mut names = HashSet::new();
        let again = states.iter().find(|state| !names.insert(state.to_string()));
        if let Some(again) = again {
            self.report.add(again, &messages::REPEATED_ARGUMENT, &[("name", &again.to_string())]);
        }
        again.is_none()
    }

    fn check_all(&mut self, target: &Ident, place: &TokenStream, named: &[&Ident]) -> bool {
        let name = target.to_string();
        let opaque = self.opaques.iter().find(|opaque| opaque.name == *target);
        let Some(states) = opaque.and_then(|opaque| opaque.states.as_ref()) else {
            if !self.faulty.contains(target) {
                self.report.add(place, &messages::STATE_NONE, &[("name", &name)]);
            }
            return false;
        };
        let known: Vec<_> = states.names.iter().map(|state| format!("`{state}`")).collect();
        let unknown: Vec<_> = named.iter().filter(|state| !states.names.contains(state)).collect();
        for state in &unknown {
            let values = [("state", &*state.to_string()), ("name", &name), ("known", &known.join(", "))];
            self.report.add(state, &messages::STATE_UNKNOWN, &values);
        }
        unknown.is_empty()
    }
}

/// For each type the function that ends a handle in any state and asks for nothing else.
fn ends(interface: &Interface, report: &mut Report) -> Vec<(Ident, Ident)> {
    let mut ends: Vec<(Ident, Ident)> = Vec::new();
    for function in &interface.functions {
        let Some(contract) = &function.contract else { continue };
        let [Passing::State(handle)] = contract.parameters.as_slice() else { continue };
        if handle.then != Then::Ends || !is_any(&handle.needs, states(&interface.opaques, &handle.target)) {
            continue;
        }
        match ends.iter().find(|(target, _)| *target == handle.target) {
            Some((target, other)) => {
                let values = [("name", &*target.to_string()), ("other", &*other.to_string())];
                report.add(&handle.place, &messages::STATE_TWO_ENDS, &values);
            }
            None => ends.push((handle.target.clone(), function.name.clone())),
        }
    }
    ends
}

/// A state into which nothing leads is a mistake, or needs no name.
fn check_reached(interface: &Interface, report: &mut Report) {
    let contracts = interface.functions.iter().filter_map(|function| function.contract.as_ref());
    let mut reached: HashSet<(&Ident, &Ident)> = HashSet::new();
    for contract in contracts {
        reached.extend(contract.creations().map(|creation| (&creation.target, &creation.state)));
        reached.extend(contract.handle_uses().filter_map(|handle| match &handle.then {
            Then::Becomes(state) => Some((&handle.target, state)),
            _ => None,
        }));
    }
    for opaque in &interface.opaques {
        let names = opaque.states.iter().flat_map(|states| &states.names);
        for state in names.filter(|state| !reached.contains(&(&opaque.name, *state))) {
            let values = [("name", &*opaque.name.to_string()), ("state", &*state.to_string())];
            report.add(state, &messages::STATE_UNREACHED, &values);
        }
    }
}

/// Gives each handle the function that ends it, and its states one order.
fn settle(contract: &mut Contract, opaques: &[Opaque], ends: &[(Ident, Ident)]) {
    let end_of = |name: &Ident| ends.iter().find(|(target, _)| target == name).map(|(_, end)| end.clone());
    for passing in &mut contract.parameters {
        match passing {
            Passing::State(handle) => {
                handle.end = end_of(&handle.target);
                let all = states(opaques, &handle.target);
                if is_any(&handle.needs, all) {
                    handle.needs = Needs::Any;
                } else if let Needs::These(states) = &mut handle.needs {
                    states.sort_by_key(|state| all.iter().position(|other| other == state));
                }
            }
            Passing::Created(creation) => creation.end = end_of(&creation.target),
            _ => {}
        }
    }
    if let Outcome::Created(creation, _) = &mut contract.outcome {
        creation.end = end_of(&creation.target);
    }
}

fn states<'a>(opaques: &'a [Opaque], target: &Ident) -> &'a [Ident] {
    let opaque = opaques.iter().find(|opaque| opaque.name == *target);
    opaque.and_then(|opaque| opaque.states.as_ref()).map_or(&[], |states| &states.names)
}

fn is_any(needs: &Needs, all: &[Ident]) -> bool {
    match needs {
        Needs::Any => true,
        Needs::These(states) => all.iter().all(|state| states.contains(state)),
    }
}
