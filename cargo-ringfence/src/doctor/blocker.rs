//! What stands in the way, with the commands that remove it.

use serde::Serialize;

use super::Verdict;
use super::machine::Fact;
use super::project::Project;

/// A reason why the machine is not ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Blocker {
    /// What does not work.
    pub(crate) what: String,
    /// Ways to fix it: any one of them is enough.
    pub(crate) fixes: Vec<Fix>,
}

/// One way to fix something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Fix {
    /// Where or for whom: `Debian GNU/Linux 12`, `without root`.
    pub(crate) place: String,
    /// Commands, to be typed one after the other.
    pub(crate) commands: Vec<String>,
}

impl Fix {
    pub(crate) fn new(
        place: impl Into<String>,
        commands: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self { place: place.into(), commands: commands.into_iter().map(Into::into).collect() }
    }

    /// This fix, with the commands of another before its own.
    pub(crate) fn after(self, first: &Self) -> Self {
        let commands = first.commands.iter().cloned().chain(self.commands).collect();
        Self { place: self.place, commands }
    }
}

/// Everything that blocks. `compilers` is the blocker that the compilers are, if they are one.
pub(crate) fn all(compilers: &Option<Blocker>, machine: &[Fact], project: Option<&Project>) -> Vec<Blocker> {
    let first_line = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    let machine = machine.iter().filter(|fact| fact.verdict == Verdict::Blocks).map(|fact| Blocker {
        what: format!("{}: {}", fact.name, first_line(fact.advice.as_deref().unwrap_or(&fact.value))),
        fixes: fact.fix.iter().map(|command| Fix::new("here", [command])).collect(),
    });
    let project = project.filter(|project| project.verdict == Verdict::Blocks).map(|project| Blocker {
        what: format!("{}: {}", project.name, first_line(project.advice.as_deref().unwrap_or_default())),
        fixes: project.fix.iter().map(|command| Fix::new("here", [command])).collect(),
    });
    compilers.iter().cloned().chain(machine).chain(project).collect()
}
