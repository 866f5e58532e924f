//! What a rule finds, why that matters, and what to do.

use std::fmt::Write as _;

use super::error::Error;
use super::rules::{self, Rule};
use super::run::last;
use super::word::Word as _;
use super::{Done, build, options};
use crate::page::{self, wrap};
use crate::paint::{HEADING, painted};

pub(crate) fn run(rule: Option<&str>) -> Done {
    let text = match rule {
        None => list(),
        Some(id) if id.starts_with("rf1:") => of_finding(id)?,
        Some(id) => {
            let rule = rules::find(id);
            let missing = || {
                Error::Usage(format!("there is no rule `{id}`: `cargo ringfence audit explain` lists them"))
            };
            of(rule.ok_or_else(missing)?)
        }
    };
    page::print(&text);
    Ok(0)
}

fn list() -> String {
    let mut text = String::new();
    for rule in rules::RULES {
        let _ = writeln!(text, "{}  {:5} {}", rule.id, rule.level.word(), rule.title);
    }
    text
}

fn of(rule: &Rule) -> String {
    let mut text = format!("{}\n\n", painted(HEADING, &format!("{}: {}", rule.id, rule.title)));
    wrap(&mut text, rule.explanation, 0);
    text.push('\n');
    wrap(&mut text, &format!("What to do: {}", rule.remedy), 0);
    let _ = writeln!(text, "\nLevel unless the policy says otherwise: {}", rule.level.word());
    text
}

/// A finding of the last audit, and its rule.
fn of_finding(id: &str) -> Result<String, Error> {
    let report = last(&build::metadata(&options::Build::default())?)?;
    let finding = report.findings.iter().find(|finding| finding.id == id);
    let finding = finding.ok_or_else(|| Error::Usage(format!("the last audit has no finding {id}")))?;
    let rule = rules::find(&finding.rule).ok_or_else(|| Error::Usage("its rule is unknown".to_owned()))?;
    let mut text = String::new();
    wrap(&mut text, &format!("{id}: {}: {}", finding.subject, finding.message), 0);
    let _ = writeln!(text, "at {}:{}\n", finding.location.file, finding.location.line);
    Ok(text + &of(rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn every_rule_is_explained_in_80_columns() {
        for rule in rules::RULES {
            let text = plain(&of(rule));
            assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        }
        insta::assert_snapshot!(plain(&of(rules::find("rf201").unwrap())));
    }

    #[test]
    fn the_list_has_all_rules() {
        insta::assert_snapshot!(list());
    }

    #[test]
    fn what_is_no_rule_is_said() {
        assert!(matches!(run(Some("RF999")), Err(Error::Usage(why)) if why.contains("RF999")));
    }
}
