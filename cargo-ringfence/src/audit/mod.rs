//! What an application links, what of it is fenced and how well, and whether a policy lets that pass.
//!
//! Facts are gathered from the real build, rules make [findings](report::Finding) of them, a policy weighs those, and
//! the [report] is what every output is written from.

pub(crate) mod report;
pub(crate) mod rules;
#[cfg(test)]
pub(crate) mod sample;
