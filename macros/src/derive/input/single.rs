#[derive(Debug)]
struct Width(#[verify(in 1..=16_384)] u32);

#[verify(from = i32, crate = crate::fence)]
struct Depth(#[verify(with = depth)] pub u8);
