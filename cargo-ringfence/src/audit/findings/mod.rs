//! From facts to findings. Each rule is a pure function; [`mod@weigh`] applies the policy.

mod advised;
mod exits;
mod fenced;
mod native;
mod sources;
mod weigh;

#[cfg(test)]
mod tests;

use super::facts::Facts;
use super::identity;
use super::policy::Policy;
use super::report::{Evidence, Location};
use super::rules::{self, Rule};

pub(crate) use weigh::{acceptance, weigh};

/// A finding that was not weighed yet.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) rule: &'static Rule,
    /// Stable id.
    pub(crate) id: String,
    /// A package with its version, `wrapper/library`, or a file.
    pub(crate) subject: String,
    pub(crate) key: String,
    pub(crate) message: String,
    pub(crate) location: Location,
    pub(crate) origin: Option<Location>,
    pub(crate) evidence: Evidence,
}

/// What all rules find.
pub(crate) fn all(facts: &Facts, policy: &Policy) -> Vec<Draft> {
    let rules: [fn(&Facts, &Policy) -> Vec<Draft>; 14] = [
        native::linked,
        native::prebuilt,
        native::dynamic,
        native::unsafe_code,
        native::build_time,
        unexamined,
        fenced::checks,
        fenced::grants,
        fenced::features,
        fenced::identity,
        exits::escapes,
        exits::validators,
        advised::all,
        sources::all,
    ];
    rules.iter().flat_map(|rule| rule(facts, policy)).collect()
}

/// A draft. `key` tells findings of one rule about one subject apart.
fn draft(rule: &str, subject: &str, key: &str, message: String, location: Location) -> Option<Draft> {
    let rule = rules::find(rule)?;
    Some(Draft {
        rule,
        id: identity::of(&[rule.id, identity::name(subject), key]),
        subject: subject.to_owned(),
        key: key.to_owned(),
        message,
        location,
        origin: None,
        evidence: Evidence::Observed,
    })
}

/// A draft at a line of a package, if that is in the workspace; else where the package is asked for.
fn at(
    facts: &Facts,
    rule: &str,
    package: &str,
    key: &str,
    message: String,
    place: &Location,
) -> Option<Draft> {
    let elsewhere = place.file.starts_with(&format!("{package}/"));
    let location = if elsewhere { facts.place(package) } else { place.clone() };
    let mut found = draft(rule, package, key, message, location)?;
    found.origin = elsewhere.then(|| place.clone());
    Some(found)
}

/// RF107.
fn unexamined(facts: &Facts, _: &Policy) -> Vec<Draft> {
    let needed = facts.unexamined.iter().filter(|one| one.needed);
    needed
        .filter_map(|one| {
            let message = format!("{}: {}", one.what, one.why);
            draft("RF107", &one.what, &one.what, message, facts.otherwise.clone())
        })
        .collect()
}
