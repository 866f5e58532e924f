#[ringfence::library("demo")]
pub mod demo {
    #[states(Header, Rows)]
    pub struct Image;
    extern "C" {
        #[returns(state = Header)]
        pub fn decode(#[input(len = len)] bytes: *const u8, len: usize) -> *mut Image;
        pub fn release_image(#[state(Header => Rows)] image: *mut Image);
        #[returns(len = 4)]
        pub fn pixels(#[state(Row)] image: *const Image) -> *const u8;
    }
}

fn main() {}
