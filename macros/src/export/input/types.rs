#[ringfence::export]
#[derive(Debug, Clone, ringfence::Verify)]
#[verify(relation = width < height)]
pub struct Image {
    /// Pixels.
    #[verify(in 1..=100)]
    pub width: u32,
    #[verify(in 1..=100)]
    pub height: u32,
    #[verify(valid)]
    pub kind: Kind,
    #[verify(inert)]
    pub pixels: Vec<u8>,
}

#[ringfence::export]
#[derive(serde::Serialize)]
pub struct Options(pub bool);

#[ringfence::export(crate = other)]
#[derive(Default)]
pub enum Kind {
    #[default]
    Grey,
    Colour,
}

#[ringfence::export]
pub const LONGEST: u32 = 1 << 14;
