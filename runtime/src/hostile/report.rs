//! What an attack found out.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use super::lies::Planned;
use super::outcome::{Ending, Outcome};
use super::round::{Round, VARIABLE};

/// What became of all rounds. Its `Display` is a page of text, 80 columns wide.
#[derive(Debug, Default)]
pub struct Report {
    library: &'static str,
    twins: BTreeMap<Outcome, u64>,
    lies: BTreeMap<Outcome, u64>,
    told: BTreeMap<Told, Tally>,
    sites: BTreeMap<String, u64>,
    panics: Vec<String>,
    refusals: Vec<String>,
    notes: Vec<&'static str>,
    planned: usize,
    unheard: u64,
    callbacks: usize,
    slowest: Option<(Duration, String)>,
    last: String,
}

/// A lie in the words of the report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    is_content: bool,
    function: String,
    value: String,
    kind: &'static str,
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    caught: u64,
    accepted: u64,
    /// A round in which it was accepted.
    example: Option<usize>,
}

/// A lie that a wrapper took for the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcceptedLie<'r> {
    /// The function, or the type of the callback, whose value it was.
    pub function: &'r str,
    /// The value, in terms of the interface: `result`, `*width`, `*info.next`.
    pub value: &'r str,
    /// What kind of lie.
    pub kind: &'static str,
}

impl Report {
    pub(super) fn new(library: &'static str) -> Self {
        Self { library, ..Self::default() }
    }

    pub(super) fn refuse(&mut self, why: String) {
        self.refusals.push(why);
    }

    pub(super) fn note(&mut self, what: &'static str) {
        self.notes.push(what);
    }

    pub(super) fn planned(&mut self, lies: usize) {
        self.planned = lies;
    }

    pub(super) fn callbacks(&mut self, number: usize) {
        self.callbacks = number;
    }

    pub(super) fn add_twin(&mut self, round: Round, ending: &Ending, time: Duration) {
        *self.twins.entry(ending.outcome).or_default() += 1;
        self.add(round, ending, time);
    }

    pub(super) fn add_lie(
        &mut self,
        round: Round,
        planned: &Planned,
        ending: &Ending,
        was_heard: bool,
        time: Duration,
    ) {
        self.add(round, ending, time);
        if !was_heard {
            self.unheard += 1;
            return;
        }
        *self.lies.entry(ending.outcome).or_default() += 1;
        let Planned { function, value, kind, is_content, .. } = planned.clone();
        let tally = self.told.entry(Told { is_content, function, value, kind }).or_default();
        if ending.outcome != Outcome::Accepted {
            tally.caught += 1;
        } else {
            tally.accepted += 1;
            if let Round::Lie(number) = round {
                tally.example.get_or_insert(number);
            }
        }
    }

    fn add(&mut self, round: Round, ending: &Ending, time: Duration) {
        self.last = format!("{round}: {}", ending.text);
        if self.slowest.as_ref().is_none_or(|(slowest, _)| time > *slowest) {
            self.slowest = Some((time, round.to_string()));
        }
        if let Some(site) = ending.site {
            let name = format!("{}:{}  {}", site.file(), site.line(), site.rule());
            *self.sites.entry(name).or_default() += 1;
        }
        if ending.outcome == Outcome::Panicked {
            self.panics.push(format!("{} ({VARIABLE}={round})", ending.text));
        }
    }

    /// Rounds against twins and rounds with a lie.
    pub fn rounds(&self) -> u64 {
        self.twins.values().sum::<u64>() + self.lies.values().sum::<u64>() + self.unheard
    }

    /// Rounds that ended in this way.
    pub fn count(&self, outcome: Outcome) -> u64 {
        let of = |counts: &BTreeMap<Outcome, u64>| counts.get(&outcome).copied().unwrap_or(0);
        of(&self.twins) + of(&self.lies)
    }

    /// Text of each panic, and how to repeat it.
    pub fn panics(&self) -> &[String] {
        &self.panics
    }

    /// Lies about values that the host looked at.
    pub fn lies(&self) -> u64 {
        self.values().map(|tally| tally.caught + tally.accepted).sum()
    }

    /// Of these lies, those that ended in an error: the mutation score, from 0 to 1. The content of buffers is
    /// left out. `None` when no lie was told.
    ///
    /// A perfect score is not to be had where a lie could be the truth: who asks for a width learns nothing from
    /// a width that is one more.
    pub fn score(&self) -> Option<f64> {
        let lies = self.lies();
        let caught: u64 = self.values().map(|tally| tally.caught).sum();
        (lies > 0).then(|| caught as f64 / lies as f64)
    }

    fn values(&self) -> impl Iterator<Item = &Tally> {
        self.told.iter().filter(|(told, _)| !told.is_content).map(|(_, tally)| tally)
    }

    /// The lies about values that were taken for the truth.
    pub fn accepted(&self) -> impl Iterator<Item = AcceptedLie<'_>> {
        let accepted = self.told.iter().filter(|(told, tally)| !told.is_content && tally.accepted > 0);
        accepted.map(|(told, _)| AcceptedLie {
            function: &told.function,
            value: &told.value,
            kind: told.kind,
        })
    }

    /// That the attack took place and no round ended in a panic. (One that hangs never gets here.)
    ///
    /// # Panics
    ///
    /// When a round panicked, when the library could not be loaded, or when the wrapper failed with the honest
    /// library, so that there was nothing to lie about.
    #[track_caller]
    pub fn assert_contained(&self) {
        let failures: Vec<_> = self.refusals.iter().chain(&self.panics).map(String::as_str).collect();
        assert!(failures.is_empty(), "`{}` under attack: {}", self.library, failures.join("; "));
    }

    /// That at least this part of the lies about values ended in an error.
    ///
    /// # Panics
    ///
    /// When it was less, or no lie was told.
    #[track_caller]
    pub fn assert_score(&self, at_least: f64) {
        let score = self.score().unwrap_or(0.0);
        assert!(score >= at_least, "the score is {score:.3}, not {at_least:.3} or more\n{self}");
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "`{}` under attack: {} rounds", self.library, self.rounds())?;
        for line in self.refusals.iter().map(String::as_str).chain(self.notes.iter().copied()) {
            writeln!(f, "! {line}")?;
        }
        self.outcomes(f)?;
        self.scores(f)?;
        self.caught_by(f)?;
        self.taken_for_truth(f)?;
        for panic in &self.panics {
            writeln!(f, "\npanic: {panic}")?;
        }
        if self.rounds() == 1 {
            writeln!(f, "\n{}", self.last)?;
        }
        Ok(())
    }
}

impl Report {
    fn outcomes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n  {:<30}{:>10}{:>10}", "outcome", "twins", "lies")?;
        for outcome in Outcome::ALL {
            let of = |counts: &BTreeMap<Outcome, u64>| counts.get(&outcome).copied().unwrap_or(0);
            writeln!(f, "  {outcome:<30}{:>10}{:>10}", of(&self.twins), of(&self.lies))?;
        }
        if let Some((time, round)) = &self.slowest {
            writeln!(f, "  slowest round: {} ms ({round})", time.as_millis())?;
        }
        Ok(())
    }

    fn scores(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(score) = self.score() else { return Ok(()) };
        let (lies, run) = (self.lies(), self.lies.values().sum::<u64>() + self.unheard);
        writeln!(f, "\nmutation score {:.1} % of {lies} lies about values", score * 100.0)?;
        let contents: Vec<_> =
            self.told.iter().filter(|(told, _)| told.is_content).map(|(_, tally)| *tally).collect();
        let caught: u64 = contents.iter().map(|tally| tally.caught).sum();
        let all: u64 = contents.iter().map(|tally| tally.caught + tally.accepted).sum();
        if all > 0 {
            writeln!(f, "  content of buffers: {caught} of {all} caught, not part of the score")?;
        }
        if self.callbacks > 0 {
            writeln!(f, "  callbacks of the honest library: {}", self.callbacks)?;
        }
        if run < self.planned as u64 {
            writeln!(f, "  {run} of {} possible lies were told", self.planned)?;
        }
        if self.unheard > 0 {
            writeln!(f, "  {} were about values that the wrapper then did not read", self.unheard)?;
        }
        Ok(())
    }

    fn caught_by(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.sites.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n  {:>7}  verifier", "caught")?;
        let mut sites: Vec<_> = self.sites.iter().collect();
        sites.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
        for (site, times) in sites {
            writeln!(f, "  {times:>7}  {}", cut(site, 69))?;
        }
        Ok(())
    }

    fn taken_for_truth(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut accepted = self.told.iter().filter(|(told, tally)| !told.is_content && tally.accepted > 0);
        let Some(first) = accepted.next() else { return Ok(()) };
        writeln!(f, "\n  {:<24}{:<20}{:<16}{:>5}  repeat", "accepted lie about", "value", "kind", "of")?;
        for (told, tally) in std::iter::once(first).chain(accepted) {
            let times = format!("{}/{}", tally.accepted, tally.accepted + tally.caught);
            let round = tally.example.map(|number| Round::Lie(number).to_string()).unwrap_or_default();
            let (function, value) = (cut(&told.function, 23), cut(&told.value, 19));
            writeln!(f, "  {function:<24}{value:<20}{:<16}{times:>5}  {round}", told.kind)?;
        }
        Ok(())
    }
}

/// The text, cut where it is too long for its column.
fn cut(text: &str, width: usize) -> String {
    let mut letters = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let short: String = letters.by_ref().take(width).collect();
    match letters.next() {
        Some(_) => short.chars().take(width.saturating_sub(1)).chain(['…']).collect(),
        None => short,
    }
}
