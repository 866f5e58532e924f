//! Which host function serves which import.

use ringfence_engine::wasmtime::{Caller, Linker, Module, Result as EngineResult};
use ringfence_engine::{Capability, IMPORT_MODULE};

use super::call::serve;
use super::{clock, environment, files, output, random};
use crate::engine::Host;
use crate::fault::{Cause, Fault};

/// The guest calls.
type C<'a> = Caller<'a, Host>;

/// Gives a module what it asks for, as far as it was granted.
pub(crate) fn link(linker: &mut Linker<Host>, module: &Module, grants: &[&str]) -> Result<(), Fault> {
    // A module may ask for the same thing twice; it is the same function.
    linker.allow_shadowing(true);
    for import in module.imports() {
        let (from, name) = (import.module(), import.name());
        let capability = Capability::of_import(from, name);
        if !capability.is_some_and(|capability| grants.contains(&capability.name())) {
            let why = format!("the module asks for `{from}.{name}`, which was not granted");
            return Err(Fault::new(Cause::Module(why)));
        }
        define(linker, name).map_err(|error| Fault::new(Cause::Module(format!("{error:#}"))))?;
    }
    Ok(())
}

fn define(linker: &mut Linker<Host>, name: &str) -> EngineResult<()> {
    let module = IMPORT_MODULE;
    match name {
        "clock_time_get" => linker.func_wrap(module, name, |c: C<'_>, id: u32, _precision: u64, out: u32| {
            serve(c, |call| clock::time(call, id, out))
        }),
        "clock_res_get" => linker.func_wrap(module, name, |c: C<'_>, id: u32, out: u32| {
            serve(c, |call| clock::resolution(call, id, out))
        }),
        "random_get" => linker.func_wrap(module, name, |c: C<'_>, buffer: u32, length: u32| {
            serve(c, |call| random::fill(call, buffer, length))
        }),
        "fd_write" => linker.func_wrap(module, name, |c: C<'_>, fd: u32, list: u32, count: u32, out: u32| {
            serve(c, |call| output::write(call, fd, list, count, out))
        }),
        "environ_sizes_get" => linker.func_wrap(module, name, |c: C<'_>, count: u32, bytes: u32| {
            serve(c, |call| environment::sizes(call, count, bytes))
        }),
        "environ_get" => linker.func_wrap(module, name, |c: C<'_>, list: u32, bytes: u32| {
            serve(c, |call| environment::get(call, list, bytes))
        }),
        _ => return files::define(linker, name),
    }
    .map(drop)
}
