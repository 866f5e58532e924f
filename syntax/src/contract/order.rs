//! Which value is known when: lengths come from slices, constants from other values, outputs last.

use super::{
    Content, Contract, Expression, HandedContent, Input, Length, Outcome, Passing, Reader, Rule, Value,
};
use crate::messages::{self, Message};

/// A moment at which an expression is evaluated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// Before the call: what goes in.
    Before,
    /// At the result, which is looked at before anything else that comes out.
    Result,
    /// After everything else.
    After,
}

/// Binds lengths, finds the moments, and refuses what is needed before it is known.
pub(super) fn arrange(contract: &mut Contract, reader: &mut Reader<'_, '_, '_>) {
    bind(contract);
    check_rules(contract, reader);
    check_moments(contract, reader);
    for requirement in &mut contract.requirements {
        let values = requirement.condition.values();
        requirement.is_after = values.iter().any(|value| is_late(value, &contract.parameters));
    }
    contract.constants = sorted(contract, reader, |passing| match passing {
        Passing::Constant(number) => Some(number.values()),
        _ => None,
    });
    contract.read_back = sorted(contract, reader, |passing| match passing {
        Passing::Changed { rule, .. } => Some(values_of(rule)),
        _ => None,
    });
}

/// Finds the numbers that the caller need not pass, or passes as another type.
pub(super) fn bind(contract: &mut Contract) {
    bind_lengths(contract);
    bind_capacities(contract);
    let measures = measures(contract);
    for (index, passing) in contract.parameters.iter_mut().enumerate() {
        if let Passing::Changed { is_length, .. } = passing {
            *is_length = measures.contains(&Some(index));
        }
    }
    if let Outcome::Value { is_length, .. } = &mut contract.outcome {
        *is_length = measures.contains(&None);
    }
}

/// A number that is the length of a slice is made from it, and nobody needs to pass it.
fn bind_lengths(contract: &mut Contract) {
    for index in 0..contract.parameters.len() {
        let Some(
            Passing::Slice { length: Length::Checked(length), .. }
            | Passing::ChangedSlice { length: Length::Checked(length), .. },
        ) = contract.parameters.get(index)
        else {
            continue;
        };
        let Some(number) = length.only_parameter() else { continue };
        let is_bound = match contract.parameters.get_mut(number) {
            Some(Passing::Length(slices) | Passing::Changed { input: Input::Length(slices), .. }) => {
                slices.push(index);
                true
            }
            Some(passing @ Passing::Plain) => {
                *passing = Passing::Length(vec![index]);
                true
            }
            Some(Passing::Changed { input: input @ Input::Caller, .. }) => {
                *input = Input::Length(vec![index]);
                true
            }
            _ => false,
        };
        if is_bound
            && let Some(Passing::Slice { length, .. } | Passing::ChangedSlice { length, .. }) =
                contract.parameters.get_mut(index)
        {
            *length = Length::Gives(number);
        }
    }
}

/// A number that is the size of a buffer is `usize` to the caller.
fn bind_capacities(contract: &mut Contract) {
    let capacities = contract.parameters.iter().filter_map(|passing| match passing {
        Passing::Room { capacity, .. } => capacity.only_parameter(),
        _ => None,
    });
    for number in capacities.collect::<Vec<_>>() {
        match contract.parameters.get_mut(number) {
            Some(passing @ Passing::Plain) => *passing = Passing::Capacity,
            Some(Passing::Changed { input: input @ Input::Caller, .. }) => *input = Input::Capacity,
            _ => {}
        }
    }
}

/// A number that is the length of an output is no output itself: a parameter, or `None` for the result.
fn measures(contract: &Contract) -> Vec<Option<usize>> {
    let written = contract.parameters.iter().filter_map(written);
    let lengths = contract.handed().filter_map(|handed| handed_length(&handed.content));
    written.chain(lengths).collect()
}

/// The length of a buffer needs no rule: it cannot be more than fits. Every other value does.
fn check_rules(contract: &Contract, reader: &mut Reader<'_, '_, '_>) {
    let written: Vec<_> = contract.parameters.iter().filter_map(written).collect();
    let source = reader.source;
    let pairs = contract.parameters.iter().zip(source.parameters.iter().zip(source.of_parameters));
    for (index, (passing, (parameter, own))) in pairs.enumerate() {
        if matches!(passing, Passing::Changed { rule: Rule::Measured, .. }) && !written.contains(&Some(index))
        {
            let place = own.first().map(syn::Attribute::path);
            let values = [("name", &*parameter.name.to_string())];
            reader.report.add(&place, &messages::CONTRACT_NO_RULE, &values);
        }
    }
    if matches!(contract.outcome, Outcome::Value { rule: Rule::Measured, .. }) && !written.contains(&None) {
        let place = source.result.map(|result| &result.tokens);
        reader.report.add(&place, &messages::CONTRACT_RESULT, &[("name", &source.name.to_string())]);
    }
}

/// The only value in `written`: a parameter, or `None` for the result.
fn written(passing: &Passing) -> Option<Option<usize>> {
    match passing {
        Passing::Room { written: Some(Expression::Value(value)), .. } => Some(value.parameter),
        _ => None,
    }
}

fn handed_length(content: &HandedContent) -> Option<Option<usize>> {
    match content {
        HandedContent::Items { length: Expression::Value(value), .. } => Some(value.parameter),
        _ => None,
    }
}

/// Whether a value is known only after the call.
fn is_late(value: &Value, parameters: &[Passing]) -> bool {
    match value.parameter {
        None => true,
        Some(index) => matches!(parameters.get(index), Some(Passing::Changed { .. })),
    }
}

/// Every value that an expression needs after the call.
pub(super) fn late_values(contract: &Contract) -> Vec<&Value> {
    let mut values: Vec<_> =
        contract.handed().flat_map(|handed| values_of_content(&handed.content)).collect();
    for passing in &contract.parameters {
        match passing {
            Passing::Changed { rule, .. } | Passing::ChangedSlice { rule, .. } => {
                values.extend(values_of(rule))
            }
            Passing::Room { written, content, .. } => {
                values.extend(written.iter().flat_map(Expression::values));
                if let Content::Items(_, rule) = content {
                    values.extend(values_of(rule));
                }
            }
            _ => {}
        }
    }
    values.extend(contract.requirements.iter().flat_map(|requirement| requirement.condition.values()));
    values
}

fn check_moments(contract: &Contract, reader: &mut Reader<'_, '_, '_>) {
    for passing in &contract.parameters {
        match passing {
            Passing::Constant(number)
            | Passing::Slice { length: Length::Checked(number), .. }
            | Passing::ChangedSlice { length: Length::Checked(number), .. } => {
                check(contract, reader, number.values(), Moment::Before);
            }
            Passing::Room { capacity, written, content } => {
                check(contract, reader, capacity.values(), Moment::Before);
                let written = written.iter().flat_map(Expression::values).collect();
                check(contract, reader, written, Moment::After);
                if let Content::Items(_, rule) = content {
                    check(contract, reader, values_of(rule), Moment::After);
                }
            }
            Passing::Changed { rule, .. } | Passing::ChangedSlice { rule, .. } => {
                check(contract, reader, values_of(rule), Moment::After);
            }
            Passing::Handed(handed) => check_handed(contract, reader, &handed.content),
            _ => {}
        }
    }
    match &contract.outcome {
        Outcome::Value { rule, .. } => check(contract, reader, values_of(rule), Moment::Result),
        Outcome::Handed(handed, _) => check_handed(contract, reader, &handed.content),
        _ => {}
    }
    for requirement in &contract.requirements {
        check(contract, reader, requirement.condition.values(), Moment::After);
    }
}

fn check_handed(contract: &Contract, reader: &mut Reader<'_, '_, '_>, content: &HandedContent) {
    check(contract, reader, values_of_content(content), Moment::After);
}

fn values_of_content(content: &HandedContent) -> Vec<&Value> {
    match content {
        HandedContent::Items { length, rule, .. } => [length.values(), values_of(rule)].concat(),
        HandedContent::Text(_) => Vec::new(),
    }
}

fn values_of(rule: &Rule) -> Vec<&Value> {
    match rule {
        Rule::Within(range) => range.low.iter().chain(&range.high).flat_map(Expression::values).collect(),
        _ => Vec::new(),
    }
}

/// Reports every value that is no number or is not known at that moment.
fn check(contract: &Contract, reader: &mut Reader<'_, '_, '_>, values: Vec<&Value>, moment: Moment) {
    for value in values {
        if let Some(message) = objection(contract, value, moment) {
            reader.report.add(&value.name, message, &[("name", &value.name.to_string())]);
        }
    }
}

fn objection(contract: &Contract, value: &Value, moment: Moment) -> Option<&'static Message> {
    let Some(index) = value.parameter else {
        // The result is a number here: the expression was read that way.
        return (moment != Moment::After).then_some(&messages::CONTRACT_TOO_EARLY);
    };
    match contract.parameters.get(index)? {
        Passing::Plain | Passing::Length(_) | Passing::Capacity | Passing::Constant(_) => None,
        Passing::Value(_) => None,
        Passing::Changed { input: Input::Zero, .. } if moment != Moment::After => {
            Some(&messages::CONTRACT_TOO_EARLY)
        }
        Passing::Changed { .. } => None,
        _ => Some(&messages::CONTRACT_NOT_INTEGER),
    }
}

/// The parameters that depend on each other, each after those it needs.
fn sorted<'c>(
    contract: &'c Contract,
    reader: &mut Reader<'_, '_, '_>,
    needs: impl Fn(&'c Passing) -> Option<Vec<&'c Value>>,
) -> Vec<usize> {
    let mut sort = Sort { contract, needs, done: Vec::new(), open: Vec::new() };
    for index in 0..contract.parameters.len() {
        if let Some(value) = sort.visit(index) {
            reader.report.add(&value.name, &messages::CONTRACT_CYCLE, &[("name", &value.name.to_string())]);
            break;
        }
    }
    sort.done
}

struct Sort<'c, N> {
    contract: &'c Contract,
    needs: N,
    done: Vec<usize>,
    open: Vec<usize>,
}

impl<'c, N: Fn(&'c Passing) -> Option<Vec<&'c Value>>> Sort<'c, N> {
    /// Adds a parameter behind what it needs; the value that closes a circle, if one does.
    fn visit(&mut self, index: usize) -> Option<&'c Value> {
        if self.done.contains(&index) {
            return None;
        }
        let values = self.contract.parameters.get(index).and_then(&self.needs)?;
        self.open.push(index);
        for value in values {
            let Some(needed) = value.parameter else { continue };
            if self.open.contains(&needed) {
                return Some(value);
            }
            if let Some(value) = self.visit(needed) {
                return Some(value);
            }
        }
        self.open.pop();
        self.done.push(index);
        None
    }
}
