//! Fences `src/adder.c`.

use std::time::Duration;

fn main() -> Result<(), ringfence_build::Error> {
    ringfence_build::Library::new("adder")
        .file("src/adder.c")
        .memory_limit(16 << 20)
        .deadline(Duration::from_secs(3))
        .compile()?;
    Ok(())
}
