#[verify(from = lodepng::Info)]
struct Info {
    width: u32,
    #[verify(in 1..=5)]
    height: u32,
}

struct Nothing {
    #[verify(valid)]
    width: u32,
}
