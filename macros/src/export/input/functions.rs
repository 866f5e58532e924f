#[ringfence::export]
/// Adds.
pub fn add(a: u32, b: i64, flag: bool, size: usize) -> f32 {
    a as f32
}

#[ringfence::export]
pub fn nothing() {}

#[ringfence::export]
pub fn lists(bytes: &[u8], samples: &[f32], name: &str) -> Vec<u16> {
    Vec::new()
}

#[ringfence::export]
pub fn whole(options: &Options, sizes: Vec<(u8, Size)>, limit: Option<u32>) -> Option<Image> {
    None
}

#[ringfence::export(crate = crate::other)]
fn text(mut r#type: u8) -> Result<String, std::fmt::Error> {
    Err(std::fmt::Error)
}

#[ringfence::export]
fn check(bytes: &[u8]) -> std::io::Result<()> {
    Ok(())
}

#[ringfence::export]
fn measure(bytes: &[u8]) -> Result<u64, &'static str> {
    Ok(1)
}
