//! The rounds of an attack, one after the other.

use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::declared::Declared;
use super::hook::{self, Lie, Session, Setting};
use super::lies::{self, Planned};
use super::monitor::Monitor;
use super::outcome::{AnyError, Ending, Outcome};
use super::report::Report;
use super::round::Round;
use super::twin;
use crate::fault::Fault;
use crate::library::Library;
use crate::limits::Limits;
use crate::pool::Pool;

type Wrapper<'w, L> = Box<dyn Fn(&Pool<L>) -> Result<(), AnyError> + 'w>;

/// An attack on a wrapper, made by [`attack`] and started by [`run`](Attack::run).
#[must_use = "nothing happens before `run`"]
pub struct Attack<'w, L: Library> {
    wrapper: Wrapper<'w, L>,
    rounds: u64,
    lies: usize,
    seed: u64,
    limits: Limits,
    deadline: Duration,
    patience: Duration,
    honest: Option<Arc<[u8]>>,
    is_twin_only: bool,
}

/// Prepares an attack on `wrapper`, which uses the library through the pool that it is given, or through pools and
/// sandboxes that it makes on the same thread.
///
/// The pool's library is the honest one in some rounds and a twin in others. What the wrapper returns does not
/// matter, only whether it is an error; a [`Fault`] is found in the sources of an error of the application's own.
pub fn attack<'w, L: Library, R, E: Into<Box<dyn Error + Send + Sync>>>(
    wrapper: impl Fn(&Pool<L>) -> Result<R, E> + 'w,
) -> Attack<'w, L> {
    Attack {
        wrapper: Box::new(move |pool| wrapper(pool).map(drop).map_err(Into::into)),
        rounds: 200,
        lies: 2_000,
        seed: 0,
        limits: Limits::default(),
        deadline: Duration::from_millis(20),
        patience: Duration::from_secs(60),
        honest: None,
        is_twin_only: false,
    }
}

impl<L: Library> Attack<'_, L> {
    /// How many twins are made. 200 unless said otherwise.
    pub fn rounds(mut self, rounds: u64) -> Self {
        self.rounds = rounds;
        self
    }

    /// How many lies are told at most in runs of the honest library. 2 000 unless said otherwise; where there are
    /// more, they are taken at equal distances.
    pub fn lies(mut self, most: usize) -> Self {
        self.lies = most;
        self
    }

    /// The seed of the first twin; the others follow.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Limits of the pools, but for the deadline.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Deadline of each scope in rounds against a twin: endless loops are among its habits. 20 milliseconds unless
    /// said otherwise.
    pub fn deadline(mut self, time: Duration) -> Self {
        self.deadline = time;
        self
    }

    /// Time after which a round that has not come back ends the process. A minute unless said otherwise.
    pub fn patience(mut self, time: Duration) -> Self {
        self.patience = time;
        self
    }

    /// Takes `wasm` for the honest library, instead of the module in the executable.
    pub fn honest(mut self, wasm: &[u8]) -> Self {
        self.honest = Some(wasm.into());
        self
    }

    /// Leaves the honest library out, where there is none or the wrapper has no input that it takes.
    pub fn twin_only(mut self) -> Self {
        self.is_twin_only = true;
        self
    }

    /// Runs all rounds, or the one that `RINGFENCE_HOSTILE_SEED` names.
    ///
    /// A round that does not come back in time ends the process, after its name was printed: host code in an
    /// endless loop cannot be stopped in another way.
    pub fn run(self) -> Report {
        let declared = Declared::parse(L::INTERFACE);
        let mut running = Running {
            monitor: Monitor::start(L::NAME, self.patience),
            report: Report::new(L::NAME),
            only: Round::from_environment(),
            declared,
            attack: self,
        };
        running.twins();
        if !running.attack.is_twin_only {
            running.lies();
        }
        running.report
    }
}

struct Running<'w, L: Library> {
    attack: Attack<'w, L>,
    declared: Declared,
    monitor: Monitor,
    report: Report,
    only: Option<Round>,
}

impl<L: Library> Running<'_, L> {
    fn is_wanted(&self, round: Round) -> bool {
        self.only.is_none_or(|only| only == round)
    }

    /// Every seed makes another twin.
    fn twins(&mut self) {
        let seeds = match self.only {
            Some(Round::Twin(seed)) => seed..seed.saturating_add(1),
            Some(Round::Lie(_)) => 0..0,
            None => self.attack.seed..self.attack.seed.saturating_add(self.attack.rounds),
        };
        let limits = self.attack.limits.deadline(self.attack.deadline);
        for seed in seeds {
            let wasm = twin::generate(&self.declared, seed);
            match Pool::<L>::from_wasm(&wasm, limits) {
                Ok(pool) => {
                    let setting = Setting { module: Some(wasm.into()), deadline: Some(self.attack.deadline) };
                    let (ending, _, time) = self.round(Round::Twin(seed), &pool, None, setting);
                    self.report.add_twin(Round::Twin(seed), &ending, time);
                }
                Err(fault) => return self.report.refuse(format!("no twin can be made: {fault}")),
            }
        }
    }

    /// Runs the honest library once to see what crosses, then once for each lie.
    fn lies(&mut self) {
        let Some((trace, time)) = self.observe() else { return };
        let all = lies::enumerate(&self.declared, L::FUNCTIONS, &trace);
        self.report.callbacks(trace.iter().filter(|event| lies::is_callback(event)).count());
        // Lies make some runs longer; those without an end are stopped here.
        let deadline = time.saturating_mul(20).clamp(Duration::from_millis(100), Duration::from_secs(5));
        let pool = match self.honest_pool(self.attack.limits.deadline(deadline)) {
            Ok(pool) => pool,
            Err(fault) => return self.report.refuse(format!("the library cannot be loaded: {fault}")),
        };
        let step = all.len().div_ceil(self.attack.lies.max(1)).max(1);
        self.report.planned(all.len());
        let setting = Setting { deadline: Some(deadline), ..self.honest_setting() };
        for (number, planned) in all.into_iter().enumerate() {
            let round = Round::Lie(number);
            if self.only.is_none() && !number.is_multiple_of(step) || !self.is_wanted(round) {
                continue;
            }
            self.tell(round, &pool, &planned, setting.clone());
        }
    }

    fn tell(&mut self, round: Round, pool: &Pool<L>, planned: &Planned, setting: Setting) {
        let (ending, session, time) = self.round(round, pool, Some(planned.lie.clone()), setting);
        self.report.add_lie(round, planned, &ending, session.heard, time);
    }

    /// What crosses when nobody lies, and how long that takes.
    fn observe(&mut self) -> Option<(Vec<hook::Event>, Duration)> {
        let pool = match self.honest_pool(self.attack.limits) {
            Ok(pool) => pool,
            Err(fault) => {
                self.report.refuse(format!("the library cannot be loaded: {fault}"));
                return None;
            }
        };
        let setting = self.honest_setting();
        let (ending, first, time) = self.round(Round::Lie(usize::MAX), &pool, None, setting.clone());
        if ending.outcome != Outcome::Accepted {
            self.report.refuse(format!("the wrapper fails with the honest library: {}", ending.text));
            return None;
        }
        let (_, second, _) = self.round(Round::Lie(usize::MAX), &pool, None, setting);
        if first.trace != second.trace {
            self.report.note("two honest runs differ: some lies miss their moment");
        }
        Some((first.trace, time))
    }

    fn honest_setting(&self) -> Setting {
        Setting { module: self.attack.honest.clone(), deadline: None }
    }

    fn honest_pool(&self, limits: Limits) -> Result<Pool<L>, Fault> {
        match &self.attack.honest {
            Some(wasm) => Pool::from_wasm(wasm, limits),
            None => Pool::new(limits),
        }
    }

    fn round(
        &self,
        round: Round,
        pool: &Pool<L>,
        lie: Option<Lie>,
        setting: Setting,
    ) -> (Ending, Session, Duration) {
        self.monitor.begin(round);
        let start = Instant::now();
        let run = || catch_unwind(AssertUnwindSafe(|| (self.attack.wrapper)(pool)));
        let (result, session) = hook::within::<L, _>(lie, setting, run);
        (Ending::of(result), session, start.elapsed())
    }
}

impl<L: Library> fmt::Debug for Attack<'_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attack")
            .field("library", &L::NAME)
            .field("rounds", &self.rounds)
            .field("lies", &self.lies)
            .field("seed", &self.seed)
            .finish_non_exhaustive()
    }
}
