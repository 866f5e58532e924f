use ringfence_engine::wasmtime::{
    AsContextMut, Caller, Func, Result as EngineResult, ValRaw, WasmParams, WasmResults, WasmRet, WasmTy,
};

use crate::fault::Fault;
use crate::library::Library;
use crate::raw::fast::Registers;
use crate::scope::{Scope, Wire, Wires, tuples_of_values};

/// A C function type of an interface: what a function pointer points to.
///
/// `#[ringfence::library]` declares a unit struct for each such type and implements this trait for it, nobody
/// else does. The name stands for the type wherever one has to be named: `scope.lend(RowFn, …)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no function type of an interface",
    note = "declare it in the interface: `pub type RowFn = Option<unsafe extern \"C\" fn(row: c_int) -> c_int>;`"
)]
pub trait Signature: Copy + 'static {
    /// The library whose interface declares it.
    type Library: Library;
    /// What a host closure is given: a tuple of tainted values and pointers.
    type Arguments<'id>;
    /// What a host closure gives back: a plain value or a pointer.
    type Output<'id>;
    /// What the host passes when it calls such a pointer: a tuple of plain values and pointers.
    type Passed<'id>;
    /// What the host gets back from such a call: a tainted value or a pointer.
    type Returned<'id>;
    #[doc(hidden)]
    type Params: WireParams;
    #[doc(hidden)]
    type Results: WireResult;
    #[doc(hidden)]
    fn arguments<'id>(
        scope: &mut Scope<'id, Self::Library>,
        wire: Self::Params,
    ) -> Result<Self::Arguments<'id>, Fault>;
    #[doc(hidden)]
    fn output<'id>(
        scope: &mut Scope<'id, Self::Library>,
        output: Self::Output<'id>,
    ) -> Result<Self::Results, Fault>;
    #[doc(hidden)]
    fn passed<'id>(
        scope: &mut Scope<'id, Self::Library>,
        passed: Self::Passed<'id>,
    ) -> Result<Self::Params, Fault>;
    #[doc(hidden)]
    fn returned<'id>(
        scope: &mut Scope<'id, Self::Library>,
        wire: Self::Results,
    ) -> Result<Self::Returned<'id>, Fault>;
}

/// Parameters as they travel: a tuple of wasm values.
#[doc(hidden)]
pub trait WireParams: WasmParams + Wires + Registers + Copy + Send + Sync + 'static {
    /// One place for each of them, and one at least, for the result.
    #[doc(hidden)]
    type Row: AsMut<[ValRaw]>;
    /// Each in its place.
    #[doc(hidden)]
    fn row(self) -> Self::Row;
    /// A function of these parameters that runs `body`.
    #[doc(hidden)]
    fn wrap<T: 'static, R: WireResult>(
        context: impl AsContextMut<Data = T>,
        body: impl Fn(Caller<'_, T>, Self) -> EngineResult<R> + Send + Sync + 'static,
    ) -> Func;
}

/// A result as it travels: nothing, or one wasm value.
#[doc(hidden)]
pub trait WireResult: WasmResults + WasmRet + Wires + Copy + Default + Send + Sync + 'static {
    /// The result of these bits.
    #[doc(hidden)]
    fn of_bits(bits: u64) -> Self;
}

impl WireResult for () {
    #[inline]
    fn of_bits(_: u64) -> Self {}
}

macro_rules! wire_result {
    ($($ty:ty),*) => {$(
        impl WireResult for $ty {
            #[inline]
            fn of_bits(bits: u64) -> Self {
                Wire::of(bits)
            }
        }
    )*};
}

wire_result!(i32, i64, f32, f64);

/// Places in a row for parameters of these names, and for a result.
const fn places(names: &[&str]) -> usize {
    if names.is_empty() { 1 } else { names.len() }
}

macro_rules! row {
    () => { [ValRaw::u64(0)] };
    ($($name:ident)+) => { [$(ValRaw::u64(Wire::bits($name))),+] };
}

macro_rules! wire_params {
    ($($name:ident)*) => {
        impl<$($name: WasmTy + Wire + Sync + 'static),*> WireParams for ($($name,)*) {
            type Row = [ValRaw; places(&[$(stringify!($name)),*])];

            #[inline]
            #[allow(non_snake_case, reason = "values are named as their types")]
            fn row(self) -> Self::Row {
                let ($($name,)*) = self;
                row!($($name)*)
            }

            #[allow(non_snake_case, reason = "values are named as their types")]
            fn wrap<T: 'static, R: WireResult>(
                context: impl AsContextMut<Data = T>,
                body: impl Fn(Caller<'_, T>, Self) -> EngineResult<R> + Send + Sync + 'static,
            ) -> Func {
                Func::wrap(context, move |caller: Caller<'_, T>, $($name: $name),*| body(caller, ($($name,)*)))
            }
        }
    };
}

wire_params!();
tuples_of_values!(wire_params);
