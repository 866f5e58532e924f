#[verify(from = lodepng::Info)]
struct Info<'s> {
    #[verify(in 1..=MAX_WIDTH)]
    width: usize,
    #[verify(valid, rename = interlace_method)]
    r#type: bool,
    #[verify(with = |depth| Depth::new(depth, 16))]
    depth: Depth,
    #[verify(inert)]
    signature: [u8; 8],
    #[verify(each in 0..=MAX_WEIGHT)]
    weights: [u8; 4],
    #[verify(nested)]
    origin: Point,
    #[verify(pointer)]
    cast: GuestPtr<'s, u8>,
}
