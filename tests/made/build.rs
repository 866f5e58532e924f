//! Compiles `tally` for the fence.

use ringfence_build::Library;

/// Relative to this package.
const FILES: &[&str] = &["c/tally.c"];

fn main() -> Result<(), ringfence_build::Error> {
    Library::new("tally")
        .files(FILES)
        .own_file("inline.c")
        .include("c")
        .header("tally.h")
        .flag("-w")
        .compile()?;
    Ok(())
}
