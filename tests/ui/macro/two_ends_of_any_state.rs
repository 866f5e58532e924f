#[ringfence::library("demo")]
pub mod demo {
    #[states(Header, Rows)]
    pub struct Image;
    extern "C" {
        #[returns(state = Header)]
        pub fn decode(#[input(len = len)] bytes: *const u8, len: usize) -> *mut Image;
        #[status(nonzero)]
        pub fn height(#[state(Header => Rows)] image: *mut Image) -> std::ffi::c_int;
        #[status(nonzero)]
        pub fn width(#[state(_ =>)] image: *mut Image) -> std::ffi::c_int;
        pub fn release_image(#[state(_ =>)] image: *mut Image);
    }
}

fn main() {}
