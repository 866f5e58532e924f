//! Every check of the project, in one command.

mod audit;
mod overlooked;
mod publish;
mod steps;

use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use self::steps::{Extent, STEPS, Step};
use crate::cli::TestOptions;
use crate::setup::{self, Need};
use crate::shell::Shell;

pub(crate) fn run(shell: &mut Shell, options: &TestOptions) -> anyhow::Result<()> {
    if options.list {
        list();
        return Ok(());
    }
    let steps = chosen(&options.only)?;
    let extent = if options.all { Extent::All } else { Extent::Gate };
    setup::ensure(shell, Need::Everything)?;
    let start = Instant::now();
    for (number, step) in (1..).zip(&steps) {
        println!("\n── {number}/{} {}: {} [{}]", steps.len(), step.name, step.what, clock(start.elapsed()));
        // The last step prints the summary that ends the run, so nothing is said after it.
        (step.run)(shell, extent).with_context(|| {
            format!("step `{0}` failed; to run it alone: cargo xtask test --only {0}", step.name)
        })?;
    }
    Ok(())
}

fn chosen(names: &[String]) -> anyhow::Result<Vec<&'static Step>> {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != name.as_str())) {
        bail!("there is no step `{unknown}`; `cargo xtask test --list` names them");
    }
    let wanted = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    Ok(STEPS.iter().filter(wanted).collect())
}

fn list() {
    for step in STEPS {
        println!("{:<12} {}", step.name, step.what);
    }
}

/// Minutes and seconds, as on a clock.
pub(crate) fn clock(time: Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_chosen_by_name_and_kept_in_order() {
        let names: Vec<_> = chosen(&["tests".to_owned(), "format".to_owned()])
            .unwrap()
            .iter()
            .map(|step| step.name)
            .collect();
        assert_eq!(names, ["format", "tests"]);
        assert_eq!(chosen(&[]).unwrap().len(), STEPS.len());
        assert!(chosen(&["nonsense".to_owned()]).is_err());
    }

    #[test]
    fn the_test_runner_has_the_last_word() {
        assert_eq!(STEPS.last().unwrap().name, "tests");
    }

    #[test]
    fn minutes_and_seconds() {
        assert_eq!(clock(Duration::from_secs(125)), "2:05");
    }
}
