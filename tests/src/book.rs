//! README and book, compiled as documentation tests.

macro_rules! pages {
    ($($name:ident = $file:literal),*) => {$(
        #[doc = include_str!($file)]
        mod $name {}
    )*};
}

pages!(
    readme = "../../README.md",
    quick_start = "../../docs/src/quick-start.md",
    verifying = "../../docs/src/verifying.md",
    building = "../../docs/src/building.md",
    hostile = "../../docs/src/hostile.md",
    capabilities = "../../docs/src/capabilities.md",
    limits = "../../docs/src/limits.md",
    interface = "../../docs/src/interface.md",
    speed = "../../docs/src/speed.md",
    headers = "../../docs/src/headers.md",
    contracts = "../../docs/src/contracts.md",
    rust = "../../docs/src/rust.md",
    callbacks = "../../docs/src/callbacks.md"
);
