use std::fmt;

/// Largest side.
#[ringfence::export]
pub const LONGEST: u32 = 1 << 14;

/// A picture.
#[ringfence::export]
#[derive(Debug, Clone, serde::Serialize, ringfence::Verify)]
#[verify(relation = width <= height)]
pub struct Image {
    /// Pixels.
    #[verify(in 1..=LONGEST)]
    pub width: u32,
    #[verify(in 1..=LONGEST)]
    height: u32,
    #[verify(nested)]
    pub kinds: Vec<Kind>,
    #[verify(with = check)]
    pub title: Option<String>,
    #[verify(inert)]
    pub pixels: Vec<u8>,
}

#[ringfence::export]
#[derive(Copy, Clone, Default)]
pub enum Kind {
    #[default]
    Grey,
    /// Red, green, blue.
    Colour,
}

#[ringfence::export]
pub struct Options(pub (bool, char));

mod inner {
    #[export]
    #[derive(Verify)]
    pub struct Level(#[verify(in 0..=9)] pub u8);

    /// Decodes.
    #[ringfence::export]
    #[must_use]
    pub fn decode(file: &[u8], level: &Level, name: &str) -> Result<Image, fmt::Error> {
        panic!("not for {level:?}")
    }
}

#[ringfence::export]
pub fn read(count: usize, samples: &[f32]) -> Vec<f32> {
    samples[..count].to_vec()
}

#[ringfence::export]
pub fn sum(a: u64, b: i8, c: bool) -> u64 {
    a
}

#[ringfence::export]
pub fn clear() {}

#[ringfence::export]
pub fn check(text: &str) -> Result<(), String> {
    Ok(())
}

#[ringfence::export]
pub fn title() -> String {
    String::new()
}
