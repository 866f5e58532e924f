use ringfence::{GuestType, Load};

struct Spy;
impl GuestType for Spy {
    const SIZE: u32 = 4;
    const ALIGN: u32 = 4;
}
impl<'id> Load<'id> for Spy {
    type Out = Vec<u8>;
    fn load_out(bytes: ringfence::__private::GuestBytes<'_>) -> Vec<u8> {
        bytes.0.to_vec()
    }
}

fn main() {}
