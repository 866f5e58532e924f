//! RF207, RF208 and RF303: what stands in the sources of packages that use Ringfence.

use super::super::facts::{Facts, Noticed, What};
use super::super::policy::Policy;
use super::super::report::Evidence;
use super::{Draft, at};

pub(super) fn all(facts: &Facts, _: &Policy) -> Vec<Draft> {
    facts.noticed.iter().filter_map(|noticed| of(facts, noticed)).collect()
}

fn of(facts: &Facts, noticed: &Noticed) -> Option<Draft> {
    let Noticed { package, place, what } = noticed;
    let (rule, message) = match what {
        What::Hidden(name) => ("RF303", format!("`{name}` is used by hand")),
        What::Fast(name) => ("RF208", format!("`{name}`: calls go straight to the engine's trampolines")),
        What::Kept(name) => ("RF207", format!("`{name}`: an instance may serve several scopes")),
    };
    // The file, and not the line, tells one place from another.
    let key = format!("{} {message}", place.file.strip_prefix(package.as_str()).unwrap_or(&place.file));
    let mut found = at(facts, rule, package, &key, message, place)?;
    found.evidence = Evidence::Hint;
    Some(found)
}
