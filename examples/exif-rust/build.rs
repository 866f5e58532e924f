//! Builds the guest for the fence.

fn main() -> Result<(), ringfence_build::Error> {
    ringfence_build::Library::new("exif").rust("guest").memory_limit(512 << 20).compile()?;
    Ok(())
}
