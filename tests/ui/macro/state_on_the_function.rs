#[ringfence::library("demo")]
pub mod demo {
    #[states(Header, Rows)]
    pub struct Image;
    extern "C" {
        #[returns(state = Header)]
        pub fn decode(#[input(len = len)] bytes: *const u8, len: usize) -> *mut Image;
        #[state(Header => Rows)]
        pub fn release_image(image: *mut Image);
    }
}

fn main() {}
