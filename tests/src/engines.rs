//! The same guest on each engine that can run it.

use std::fmt::Debug;

use ringfence::{Fault, Library, Limits, Pool, Scope};

/// A test guest whose module is at hand, to be compiled in the process.
pub trait Guest: Library {
    /// The module that the build helper precompiled.
    const WASM: &'static [u8];
}

macro_rules! guests {
    ($($library:ty = $name:literal),* $(,)?) => {$(
        impl Guest for $library {
            const WASM: &'static [u8] =
                include_bytes!(concat!(env!("OUT_DIR"), "/", $name, "/", $name, ".wasm"));
        }
    )*};
}

guests! {
    crate::conformance::conformance::Conformance = "conformance",
    crate::functions::functions::Functions = "functions",
    crate::hostile::hostile::Hostile = "hostile",
    crate::shapes::shapes::Shapes = "shapes",
    crate::structs::structs::Structs = "structs",
}

/// A pool for each engine, with its name: machine code from the executable, in both ways of calling it, code compiled here,
/// and the interpreter.
///
/// The latter two have no memory set aside for arguments, so that every argument lies in memory that was grown.
///
/// # Panics
///
/// When a guest cannot be loaded.
pub fn pools<L: Guest>() -> [(&'static str, Pool<L>); 4] {
    let limits = Limits::default();
    [
        ("precompiled", Pool::new(limits).expect("the embedded code must load")),
        ("fast calls", Pool::new(limits).expect("the embedded code must load").fast_calls()),
        ("compiled here", Pool::from_wasm(L::WASM, limits).expect("the module must compile")),
        ("interpreted", Pool::interpreted(L::WASM, limits).expect("the module must compile")),
    ]
}

/// Runs `body` in a scope on each engine. What it gives must be the same everywhere.
///
/// # Panics
///
/// When a scope ends in a fault, or the results differ.
pub fn on_every_engine<L: Guest, R: PartialEq + Debug>(
    body: impl for<'id> Fn(&mut Scope<'id, L>) -> Result<R, Fault>,
) -> R {
    let run =
        |(name, pool): (&str, Pool<L>)| pool.scope(&body).unwrap_or_else(|fault| panic!("{name}: {fault:#}"));
    let [one, fast, other, another] = pools::<L>().map(run);
    assert_eq!(one, fast, "calls by the engine's way in and without it disagree");
    assert_eq!(one, other, "machine code from two compilations disagrees");
    assert_eq!(one, another, "machine code and interpreter disagree");
    one
}
