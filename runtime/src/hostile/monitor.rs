//! A witness for wrappers that do not come back.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::round::{Round, VARIABLE};

/// Watches the rounds of an attack. A loop in host code cannot be ended from outside, so the process is: with the
/// name of the round, which a test runner that is killed for its time would not tell.
pub(super) struct Monitor(Sender<Round>);

impl Monitor {
    /// Starts to watch, unless no thread is to be had.
    pub(super) fn start(library: &'static str, patience: Duration) -> Self {
        let (sender, receiver) = mpsc::channel();
        let watch = move || {
            let mut round = None;
            loop {
                match receiver.recv_timeout(patience) {
                    Ok(next) => round = Some(next),
                    Err(RecvTimeoutError::Disconnected) => return,
                    Err(RecvTimeoutError::Timeout) => give_up(library, patience, round),
                }
            }
        };
        // Without a witness the attack goes on; a hang is then a hang.
        let _ = thread::Builder::new().name("ringfence-hostile".into()).spawn(watch);
        Self(sender)
    }

    /// A round begins, and with it the time that it may take.
    pub(super) fn begin(&self, round: Round) {
        let _ = self.0.send(round);
    }
}

fn give_up(library: &str, patience: Duration, round: Option<Round>) {
    let Some(round) = round else { return };
    eprintln!(
        "the wrapper of `{library}` has not come back for {patience:?}; {VARIABLE}={round} repeats the round"
    );
    std::process::abort();
}
