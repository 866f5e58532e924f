#[ringfence::library("demo")]
pub mod demo {
    #[states(Header, Rows)]
    pub struct Image;
    extern "C" {
        #[returns(state = Header)]
        pub fn decode(#[input(len = len)] bytes: *const u8, len: usize) -> *mut Image;
        pub fn release_image(#[state(=> Rows)] image: *mut Image);
    }
}

fn main() {}
