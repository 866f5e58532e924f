//! Any sequence of lending, keeping, revoking, storing and calling, against a model of which closures are alive.
//!
//! The model knows nothing of slots and tables. It knows that a closure runs only between the two ends of its
//! life, and that a handle is good exactly as long as its closure and its instance.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use ringfence::{Fault, FaultKind, FnPtr, GuestFn, GuestPtr, Kept, Scope, verify};

use crate::guest::{Caller, Calls as _, RowFn, sandbox};

/// Levels of lending inside lending.
const DEEPEST: u32 = 5;

/// Runs the program that `bytes` spell, over as many scopes as it has.
///
/// # Panics
///
/// When the runtime disagrees with the model.
pub(crate) fn run(bytes: &[u8]) {
    let model = Arc::new(Model::default());
    let mut program = bytes.iter().copied();
    let mut sandbox = sandbox();
    while program.len() > 0 {
        let result = sandbox.scope(|s| level(s, &mut program, &model, 0, GuestFn::NULL));
        model.lock().lent.clear();
        if let Err(fault) = result {
            assert!(matches!(fault.kind(), FaultKind::Guest | FaultKind::Host | FaultKind::Limit), "{fault}");
            assert!(!sandbox.has_state(), "{fault}");
        }
        // The closures go with the instance.
        if !sandbox.has_state() {
            model.lock().kept.clear();
        }
    }
}

/// Which closures are alive, by number.
#[derive(Default)]
struct Model(Mutex<State>);

#[derive(Default)]
struct State {
    lent: BTreeSet<u32>,
    kept: BTreeSet<u32>,
    handles: Vec<(u32, Kept<Caller, FnPtr<RowFn>>)>,
    next: u32,
}

impl Model {
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn number(&self) -> u32 {
        let mut state = self.lock();
        state.next += 1;
        state.next
    }

    /// What every closure does: it must be alive, and then behaves by its number.
    fn call(
        &self,
        s: &mut Scope<'_, Caller>,
        number: u32,
        arguments: (GuestPtr<'_, std::ffi::c_void>, ringfence::Tainted<i32>),
    ) -> Result<i32, Fault> {
        {
            let state = self.lock();
            assert!(state.lent.contains(&number) || state.kept.contains(&number), "a dead closure ran");
        }
        match number % 5 {
            0 => Err(Fault::host("enough")),
            1 => verify!(s.fire(GuestPtr::NULL, 1)?, in ..),
            _ => verify!(arguments.1, in ..),
        }
    }
}

fn level<'id>(
    s: &mut Scope<'id, Caller>,
    program: &mut std::iter::Copied<std::slice::Iter<'_, u8>>,
    model: &Arc<Model>,
    depth: u32,
    lent: GuestFn<'id, RowFn>,
) -> Result<(), Fault> {
    while let Some(step) = program.next() {
        match step % 8 {
            0 if depth < DEEPEST => lend(s, program, model, depth)?,
            1 => keep(s, model)?,
            2 => revoke(s, model, step)?,
            3 => {
                let function = revived(s, model, step)?.unwrap_or(lent);
                s.store(function)?;
            }
            4 => s.fire(GuestPtr::NULL, 1).map(|_| ())?,
            5 if !lent.is_null() => s.each(lent, GuestPtr::NULL, i32::from(step >> 5)).map(|_| ())?,
            6 => {
                if let Some(function) = revived(s, model, step)? {
                    let _ = s.call_ptr(function, (GuestPtr::NULL, 1))?;
                }
            }
            7 => return Ok(()),
            _ => {}
        }
    }
    Ok(())
}

fn lend<'id>(
    s: &mut Scope<'id, Caller>,
    program: &mut std::iter::Copied<std::slice::Iter<'_, u8>>,
    model: &Arc<Model>,
    depth: u32,
) -> Result<(), Fault> {
    let number = model.number();
    model.lock().lent.insert(number);
    let result = s.lend_reentrant(
        RowFn,
        |s, arguments| model.call(s, number, arguments),
        |s, function| level(s, program, model, depth + 1, function),
    );
    model.lock().lent.remove(&number);
    result
}

fn keep(s: &mut Scope<'_, Caller>, model: &Arc<Model>) -> Result<(), Fault> {
    let (number, own) = (model.number(), model.clone());
    match s.keep_callback(RowFn, move |s, arguments| own.call(s, number, arguments)) {
        Ok(handle) => {
            let mut state = model.lock();
            state.kept.insert(number);
            state.handles.push((number, handle));
            Ok(())
        }
        // The table of the guest is small, to get here.
        Err(fault) if fault.kind() == FaultKind::Limit => Ok(()),
        Err(fault) => Err(fault),
    }
}

fn revoke(s: &mut Scope<'_, Caller>, model: &Arc<Model>, step: u8) -> Result<(), Fault> {
    let Some((number, handle)) = handle(model, step) else { return Ok(()) };
    let alive = model.lock().kept.remove(&number);
    assert_eq!(s.revoke(handle).is_ok(), alive);
    Ok(())
}

fn revived<'id>(
    s: &mut Scope<'id, Caller>,
    model: &Arc<Model>,
    step: u8,
) -> Result<Option<GuestFn<'id, RowFn>>, Fault> {
    let Some((number, handle)) = handle(model, step) else { return Ok(None) };
    let alive = model.lock().kept.contains(&number);
    let function = s.revive_fn(handle);
    assert_eq!(function.is_ok(), alive);
    Ok(function.ok())
}

fn handle(model: &Arc<Model>, step: u8) -> Option<(u32, Kept<Caller, FnPtr<RowFn>>)> {
    let state = model.lock();
    let index = usize::from(step >> 3).checked_rem(state.handles.len())?;
    state.handles.get(index).copied()
}
