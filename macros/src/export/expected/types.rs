#[derive(Debug, Clone, ringfence::Verify)]
#[verify(relation = width<height)]
#[derive(::ringfence::__private::serde::Serialize)]
#[derive(::ringfence::__private::serde::Deserialize)]
#[serde(crate = "::ringfence::__private::serde")]
pub struct Image {
    /// Pixels.
    #[verify(in 1..= 100)]
    pub width: u32,
    #[verify(in 1..= 100)]
    pub height: u32,
    #[verify(valid)]
    pub kind: Kind,
    #[verify(inert)]
    #[serde(with = "::ringfence::__private::bulk")]
    pub pixels: Vec<u8>,
}
impl ::ringfence::Passed for Image {}
#[derive(serde::Serialize)]
#[derive(::ringfence::__private::serde::Deserialize)]
#[serde(crate = "::ringfence::__private::serde")]
pub struct Options(pub bool);
impl ::ringfence::Passed for Options {}
#[derive(Default)]
#[derive(other::__private::serde::Serialize)]
#[derive(other::__private::serde::Deserialize)]
#[serde(crate = "other::__private::serde")]
pub enum Kind {
    #[default]
    Grey,
    Colour,
}
impl other::Passed for Kind {}
impl other::Returned for Kind {}
pub const LONGEST: u32 = 1 << 14;
