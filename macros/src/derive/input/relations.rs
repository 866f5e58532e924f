#[verify(
    from = image,
    relation = width * height <= MAX << 2 && !(interlaced && height % 8 != 0),
    relation = is_consistent
)]
#[verify(relation = -1 < width || width - 7 == height / 0x10)]
pub struct Image {
    #[verify(in ..)]
    pub width: u32,
    #[verify(valid)]
    pub height: u32,
    #[verify(valid)]
    pub interlaced: bool,
}
