#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    pub struct Image {
        pub width: c_int,
    }
    extern "C" {
        pub fn width(image: *const Image) -> c_int;
    }
}

// The struct is still known, so this is not a second error.
fn use_it<'id>(s: &mut ringfence::Scope<'id, demo::Demo>, image: ringfence::GuestPtr<'id, demo::Image>) {
    use demo::DemoCalls as _;
    let _ = s.width(image);
}

fn main() {}
