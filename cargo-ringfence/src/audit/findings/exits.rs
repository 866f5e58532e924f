//! RF301, RF302 and RF304: places where values leave taint.

use std::collections::BTreeSet;

use super::super::facts::Facts;
use super::super::policy::Policy;
use super::super::report::Exit;
use super::Draft;

/// RF301 and RF302.
pub(super) fn escapes(facts: &Facts, _: &Policy) -> Vec<Draft> {
    let escapes = facts.exits.iter().flatten().filter(|exit| exit.kind == "escape");
    escapes
        .flat_map(|exit| {
            let reason = exit.reason.as_deref().unwrap_or_default();
            let message = format!("`{}` leaves taint unchecked: {reason}", exit.value);
            let mut found = placed(facts, exit, "RF301", message);
            if let Some(found) = &mut found {
                found.id.clone_from(&exit.id);
            }
            let empty = says_nothing(reason)
                .then(|| placed(facts, exit, "RF302", format!("the reason is only {reason:?}")))
                .flatten();
            found.into_iter().chain(empty)
        })
        .collect()
}

/// The macro refuses such reasons when it compiles; a record that was not made by it has them nevertheless.
fn says_nothing(reason: &str) -> bool {
    const FILLERS: [&str; 8] =
        ["todo", "fixme", "trust me", "because", "safe", "it is safe", "this is safe", "no reason"];
    let reason = reason.trim().trim_end_matches(['.', '!']).to_ascii_lowercase();
    let words: BTreeSet<&str> = reason.split_whitespace().collect();
    let short = reason.chars().count() < super::super::policy::SHORTEST_REASON;
    short
        || (reason.is_ascii() && words.len() < 3)
        || FILLERS.contains(&reason.as_str())
        || reason.starts_with("todo")
}

/// RF304.
pub(super) fn validators(facts: &Facts, _: &Policy) -> Vec<Draft> {
    let validators = facts.exits.iter().flatten().filter(|exit| exit.kind == "validator");
    let idle = validators.filter(|exit| accepts_everything(&exit.rule));
    idle.filter_map(|exit| {
        let message = format!("`{}` is checked by `{}`, which lets every value pass", exit.value, exit.rule);
        placed(facts, exit, "RF304", message)
    })
    .collect()
}

/// `|v| true`, `|v| Ok(v)`, and ranges that are all of a type. The rule is the text of the code.
fn accepts_everything(rule: &str) -> bool {
    let rule: String =
        rule.strip_prefix("with ").unwrap_or(rule).chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(range) = rule.strip_prefix("in") {
        return all_of_a_type(range);
    }
    let Some((parameter, body)) = rule.strip_prefix('|').and_then(|rest| rest.split_once('|')) else {
        return false;
    };
    let name = parameter.split(':').next().unwrap_or(parameter).trim_start_matches('&');
    body == "true" || body == format!("Ok({name})") || body == format!("Some({name})")
}

fn all_of_a_type(range: &str) -> bool {
    if range == ".." {
        return true;
    }
    let Some((low, high)) = range.split_once("..=") else { return false };
    let unsigned = ["u8", "u16", "u32", "u64", "usize"];
    let signed = ["i8", "i16", "i32", "i64", "isize"];
    let ends_at = |name: &str| high == format!("{name}::MAX");
    unsigned
        .iter()
        .any(|name| ends_at(name) && (low.is_empty() || low == "0" || low == format!("{name}::MIN")))
        || signed.iter().any(|name| ends_at(name) && (low.is_empty() || low == format!("{name}::MIN")))
}

fn placed(facts: &Facts, exit: &Exit, rule: &str, message: String) -> Option<Draft> {
    super::at(facts, rule, &exit.package, &exit.id, message, &exit.place)
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn rules_that_let_everything_pass_are_told_from_checks() {
        for rule in [
            "|v| true",
            "with |v| Ok(v)",
            "|&v| true",
            "in 0..=u32::MAX",
            "in ..",
            "in i32::MIN ..= i32::MAX",
        ] {
            assert!(accepts_everything(rule), "{rule}");
        }
        for rule in [
            "|v| v > 3",
            "in 1..=u32::MAX",
            "in 0..=100",
            "with Limits::check",
            "valid",
            "utf8",
            "in 0..u8::MAX",
            "in i32::MIN..=0",
        ] {
            assert!(!accepts_everything(rule), "{rule}");
        }
    }

    #[test]
    fn fillers_are_no_reasons() {
        for reason in ["", "todo: think about it", "xxxxxxxxxxxxxxxx", "Trust me.", "safe safe safe"] {
            assert!(says_nothing(reason), "{reason}");
        }
        assert!(!says_nothing("only printed, never compared"));
    }
}
