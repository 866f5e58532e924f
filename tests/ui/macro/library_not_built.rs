#[ringfence::library("other")]
pub mod other {
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

// The stub keeps this from being a second error.
fn use_it(s: &mut ringfence::Scope<'_, other::Other>) {
    use other::OtherCalls as _;
    let _ = s.ratio(1.0);
}

fn main() {}
