//! RF501 to RF503: known vulnerabilities.

use super::super::facts::{Advised, Facts, Standing};
use super::super::policy::Policy;
use super::super::report::Evidence;
use super::{Draft, draft};

pub(super) fn all(facts: &Facts, _: &Policy) -> Vec<Draft> {
    facts.advised.iter().filter_map(|advised| of(facts, advised)).collect()
}

fn of(facts: &Facts, advised: &Advised) -> Option<Draft> {
    let Advised { package, standing, known } = advised;
    let (rule, subject, message, place) = match standing {
        Standing::Open => ("RF501", package, known.told(), package),
        Standing::Base => ("RF503", package, known.told(), package),
        Standing::Fenced(library, wrapper) => {
            ("RF502", library, format!("{package} behind its fence: {}", known.told()), wrapper)
        }
    };
    let mut found = draft(rule, subject, &known.id, message, facts.place(place))?;
    found.evidence = Evidence::Declared;
    Some(found)
}
