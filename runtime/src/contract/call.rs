//! Around one call with a contract: what the library hands out is freed, whatever else happens.

use crate::fault::Fault;
use crate::library::Library;
use crate::scope::{Position, Scope, named};

/// One call: what it has to give back when it is over.
#[derive(Debug, Default)]
pub struct Call {
    /// What the library handed out.
    pub(super) tickets: Vec<u64>,
    /// What it has to give back only if it fails.
    pub(crate) on_failure: Vec<u64>,
    /// The arena when everything was in it that the call needs.
    end: Option<Position>,
}

/// Runs the body of a method with a contract.
///
/// Afterwards everything that the body was handed is freed once, in that order, also when the body failed; after
/// a panic that somebody catches inside the scope, it is freed with the scope. The first fault is the one that is
/// told. Arguments are taken out of the arena again, so that a scope can call for ever.
pub fn run<'id, L: Library, R>(
    scope: &mut Scope<'id, L>,
    index: usize,
    body: impl FnOnce(&mut Scope<'id, L>, &mut Call) -> Result<R, Fault>,
) -> Result<R, Fault> {
    let start = scope.host_side().arena.position();
    let mut call = Call::default();
    let mut result = body(scope, &mut call);
    for ticket in call.tickets {
        let freed = scope.give_back(ticket);
        result = result.and_then(|value| freed.map(|()| value));
    }
    if result.is_err() {
        for ticket in call.on_failure {
            // The first fault is the one to tell.
            let _ = scope.give_back(ticket);
        }
    }
    if let Some(end) = call.end {
        scope.host_mut().arena.take_back(start, end);
    }
    result.map_err(|fault| named::<L>(fault, index))
}

/// Says that all arguments are in guest memory, and that the library may keep none of them.
#[inline]
pub fn ready<L: Library>(scope: &Scope<'_, L>, call: &mut Call) {
    call.end = Some(scope.host_side().arena.position());
}
