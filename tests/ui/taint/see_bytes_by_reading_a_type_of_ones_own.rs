use ringfence::*;

struct Spy;
impl GuestType for Spy {
    const SIZE: u32 = 4;
    const ALIGN: u32 = 1;
}
impl<'id> Load<'id> for Spy {
    type Out = Vec<u8>;
    fn load_out(bytes: &[u8]) -> Option<Vec<u8>> {
        Some(bytes.to_vec())
    }
}

fn main() {}
