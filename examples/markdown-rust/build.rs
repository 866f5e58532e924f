//! Builds the guest for the fence.

fn main() -> Result<(), ringfence_build::Error> {
    ringfence_build::Library::new("markdown").rust("guest").memory_limit(64 << 20).compile()?;
    Ok(())
}
