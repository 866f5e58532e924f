use std::sync::{Arc, OnceLock};

use super::Scope;
use crate::callback::{WireParams, WireResult};
use crate::engine::Host;
use crate::engine::entry::{self, Entry};
use crate::fault::Fault;
#[cfg(feature = "hostile")]
use crate::hostile::hook::{self, Origin};
use crate::library::Library;
use crate::raw::fast::Function;
use crate::stats;

/// A slot for an exported function, filled at its first call in an instance.
#[doc(hidden)]
pub struct Export<P, R> {
    entry: OnceLock<Entry<P, R>>,
    /// Where it begins, if it can be called without the engine's way in.
    direct: OnceLock<Function>,
}

impl<P, R> Default for Export<P, R> {
    fn default() -> Self {
        Self { entry: OnceLock::new(), direct: OnceLock::new() }
    }
}

/// Calls function `index` of the library. What generated methods end in.
#[doc(hidden)]
#[inline(always)]
pub fn call<L: Library, P: WireParams, R: WireResult>(
    scope: &mut Scope<'_, L>,
    index: usize,
    slot: impl Fn(&L::Functions) -> &Export<P, R>,
    arguments: P,
) -> Result<R, Fault> {
    if !stats::is_on()
        && let Some(outcome) = directly(scope, index, &slot, arguments)
    {
        return outcome;
    }
    in_full(scope, index, slot, arguments)
}

/// The short way, to what was looked up before.
#[inline(always)]
fn directly<L: Library, P: WireParams, R: WireResult>(
    scope: &mut Scope<'_, L>,
    index: usize,
    slot: impl Fn(&L::Functions) -> &Export<P, R>,
    arguments: P,
) -> Option<Result<R, Fault>> {
    let Scope { context, functions, .. } = scope;
    let function = slot(functions.as_ref()?).direct.get()?;
    #[cfg(feature = "hostile")]
    let given = hook::given::<L>(&arguments);
    let result = entry::directly(function, context, arguments)?;
    #[cfg(feature = "hostile")]
    let result = result.map(|result| hook::returned(scope, Origin::Call(index), given, result));
    Some(result.map_err(|fault| named::<L>(fault, index)))
}

/// Any call: looked up if need be, and counted if somebody counts. Where there is a short way, this is apart from it, so that
/// that stays short.
#[cfg_attr(feature = "fast-calls", inline(never))]
#[cfg_attr(not(feature = "fast-calls"), inline)]
fn in_full<L: Library, P: WireParams, R: WireResult>(
    scope: &mut Scope<'_, L>,
    index: usize,
    slot: impl Fn(&L::Functions) -> &Export<P, R>,
    arguments: P,
) -> Result<R, Fault> {
    let Scope { context, functions, .. } = scope;
    let export = slot(functions.get_or_insert_with(|| looked_up::<L>(context.data())));
    let entry = match export.entry.get() {
        Some(entry) => entry,
        None => {
            let name = L::FUNCTIONS.get(index).copied().unwrap_or_default();
            let (entry, direct) = Entry::of(context, name).map_err(|fault| named::<L>(fault, index))?;
            if let Some(function) = direct {
                export.direct.get_or_init(|| function);
            }
            export.entry.get_or_init(|| entry)
        }
    };
    #[cfg(feature = "hostile")]
    let given = hook::given::<L>(&arguments);
    let beginning = stats::beginning();
    let direct = export.direct.get().and_then(|function| entry::directly(function, context, arguments));
    let result = direct.unwrap_or_else(|| entry.call(context, arguments));
    if let Some(beginning) = beginning {
        stats::called(L::NAME, plain_name::<L>(index), beginning);
    }
    #[cfg(feature = "hostile")]
    let result = result.map(|result| hook::returned(scope, Origin::Call(index), given, result));
    result.map_err(|fault| named::<L>(fault, index))
}

/// The functions that were looked up in this instance so far.
#[cold]
pub(super) fn looked_up<L: Library>(host: &Host) -> Arc<L::Functions> {
    host.functions.clone().downcast().unwrap_or_default()
}

#[cold]
pub(crate) fn named<L: Library>(fault: Fault, index: usize) -> Fault {
    fault.in_library(L::NAME).in_function(plain_name::<L>(index))
}

/// The name of a function in its own language.
fn plain_name<L: Library>(index: usize) -> &'static str {
    let export = L::FUNCTIONS.get(index).copied().unwrap_or("?");
    // Functions of guests written in Rust have a prefix in the module, so that they clash with no symbol of C; those that
    // take rows of calls have the name of what they call.
    let plain = export.strip_prefix("rust:").or_else(|| export.strip_prefix("ringfence_batch_"));
    plain.unwrap_or(export)
}
