//! A guest that calls back, and what the macro would write for it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../support/by_hand.rs"]
pub(crate) mod by_hand;

use std::ffi::c_void;
use std::sync::OnceLock;

use ringfence::__private::{Artefact, Export, LibraryLimits, call, lift, lower};
use ringfence::{Fault, GuestFn, GuestPtr, Library, Pool, Sandbox, Scope, Signature, Tainted};

use by_hand::artefact;

pub(crate) enum Caller {}

#[derive(Default)]
pub(crate) struct Functions {
    each: Export<(i32, i32, i32), i32>,
    deep: Export<(i32, i32, i32), i32>,
    store: Export<(i32,), ()>,
    fire: Export<(i32, i32), i32>,
    object: Export<(), i32>,
}

impl Library for Caller {
    type Functions = Functions;
    const NAME: &'static str = "caller";
    const ARTEFACT: &'static Artefact = &artefact(LibraryLimits {
        memory_bytes: 1 << 20,
        deadline_ms: 10_000,
        table_elements: 12,
        stack_bytes: 1 << 20,
        copied_out_bytes: 1 << 20,
    });
    const FUNCTIONS: &'static [&'static str] = &["each", "deep", "store", "fire", "object"];
}

/// `int (*)(void *user, int n)`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowFn;

impl Signature for RowFn {
    type Library = Caller;
    type Arguments<'id> = (GuestPtr<'id, c_void>, Tainted<i32>);
    type Output<'id> = i32;
    type Passed<'id> = (GuestPtr<'id, c_void>, i32);
    type Returned<'id> = Tainted<i32>;
    type Params = (i32, i32);
    type Results = i32;

    fn arguments<'id>(
        _: &mut Scope<'id, Caller>,
        (user, n): (i32, i32),
    ) -> Result<Self::Arguments<'id>, Fault> {
        Ok((lift(user), lift(n)))
    }

    fn output<'id>(_: &mut Scope<'id, Caller>, output: i32) -> Result<i32, Fault> {
        lower(output)
    }

    fn passed<'id>(_: &mut Scope<'id, Caller>, (user, n): Self::Passed<'id>) -> Result<(i32, i32), Fault> {
        Ok((lower(user)?, lower(n)?))
    }

    fn returned<'id>(_: &mut Scope<'id, Caller>, wire: i32) -> Result<Tainted<i32>, Fault> {
        Ok(lift(wire))
    }
}

/// `void (*)(void)`, which no function of the guest has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlainFn;

impl Signature for PlainFn {
    type Library = Caller;
    type Arguments<'id> = ();
    type Output<'id> = ();
    type Passed<'id> = ();
    type Returned<'id> = ();
    type Params = ();
    type Results = ();

    fn arguments<'id>(_: &mut Scope<'id, Caller>, (): ()) -> Result<(), Fault> {
        Ok(())
    }

    fn output<'id>(_: &mut Scope<'id, Caller>, (): ()) -> Result<(), Fault> {
        Ok(())
    }

    fn passed<'id>(_: &mut Scope<'id, Caller>, (): ()) -> Result<(), Fault> {
        Ok(())
    }

    fn returned<'id>(_: &mut Scope<'id, Caller>, (): ()) -> Result<(), Fault> {
        Ok(())
    }
}

/// The functions of the guest.
pub(crate) trait Calls<'id> {
    /// Calls `f` with 0 … n − 1 and adds up what it returns.
    fn each(
        &mut self,
        f: GuestFn<'id, RowFn>,
        user: GuestPtr<'id, c_void>,
        n: i32,
    ) -> Result<Tainted<i32>, Fault>;
    /// Calls `f` once, `n` frames down.
    fn deep(
        &mut self,
        f: GuestFn<'id, RowFn>,
        user: GuestPtr<'id, c_void>,
        n: i32,
    ) -> Result<Tainted<i32>, Fault>;
    /// Keeps `f` in a variable.
    fn store(&mut self, f: GuestFn<'id, RowFn>) -> Result<(), Fault>;
    /// Calls what was stored.
    fn fire(&mut self, user: GuestPtr<'id, c_void>, n: i32) -> Result<Tainted<i32>, Fault>;
    /// A pointer to something of the guest's own.
    fn object(&mut self) -> Result<GuestPtr<'id, u32>, Fault>;
}

impl<'id> Calls<'id> for Scope<'id, Caller> {
    fn each(
        &mut self,
        f: GuestFn<'id, RowFn>,
        user: GuestPtr<'id, c_void>,
        n: i32,
    ) -> Result<Tainted<i32>, Fault> {
        let arguments = (lower(f)?, lower(user)?, lower(n)?);
        call(self, 0, |functions| &functions.each, arguments).map(lift)
    }

    fn deep(
        &mut self,
        f: GuestFn<'id, RowFn>,
        user: GuestPtr<'id, c_void>,
        n: i32,
    ) -> Result<Tainted<i32>, Fault> {
        let arguments = (lower(f)?, lower(user)?, lower(n)?);
        call(self, 1, |functions| &functions.deep, arguments).map(lift)
    }

    fn store(&mut self, f: GuestFn<'id, RowFn>) -> Result<(), Fault> {
        let arguments = (lower(f)?,);
        call(self, 2, |functions| &functions.store, arguments)
    }

    fn fire(&mut self, user: GuestPtr<'id, c_void>, n: i32) -> Result<Tainted<i32>, Fault> {
        let arguments = (lower(user)?, lower(n)?);
        call(self, 3, |functions| &functions.fire, arguments).map(lift)
    }

    fn object(&mut self) -> Result<GuestPtr<'id, u32>, Fault> {
        call(self, 4, |functions| &functions.object, ()).map(lift)
    }
}

const WAT: &str = r#"
(module
  (type $row (func (param i32 i32) (result i32)))
  (memory (export "memory") 1 16)
  (table (export "__indirect_function_table") 3 funcref)
  (elem (i32.const 1) $double $other)
  (global $stored (mut i32) (i32.const 0))
  (func $double (export "double") (type $row) local.get 1 i32.const 2 i32.mul)
  (func $other (export "other") (param i64))
  (func (export "each") (param $f i32) (param $user i32) (param $n i32) (result i32)
    (local $i i32) (local $sum i32)
    block
      loop
        local.get $i
        local.get $n
        i32.ge_s
        br_if 1
        local.get $user
        local.get $i
        local.get $f
        call_indirect (type $row)
        local.get $sum
        i32.add
        local.set $sum
        local.get $i
        i32.const 1
        i32.add
        local.set $i
        br 0
      end
    end
    local.get $sum)
  (func $deep (export "deep") (param $f i32) (param $user i32) (param $n i32) (result i32)
    local.get $n
    if (result i32)
      local.get $f
      local.get $user
      local.get $n
      i32.const 1
      i32.sub
      call $deep
      i32.const 1
      i32.add
    else
      local.get $user
      local.get $n
      local.get $f
      call_indirect (type $row)
    end)
  (func (export "store") (param i32) local.get 0 global.set $stored)
  (func (export "fire") (type $row) local.get 0 local.get 1 global.get $stored call_indirect (type $row))
  (func (export "object") (result i32) i32.const 4096))
"#;

pub(crate) fn pool() -> Pool<Caller> {
    by_hand::pool(WAT, ringfence::Limits::default()).unwrap()
}

pub(crate) fn sandbox() -> Sandbox<Caller> {
    static POOL: OnceLock<Pool<Caller>> = OnceLock::new();
    POOL.get_or_init(pool).sandbox()
}
