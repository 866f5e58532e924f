use ringfence::*;

#[ringfence::library("demo")]
mod demo {
    #[repr(C)]
    pub struct Size {
        pub width: u32,
        pub height: u32,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}
use demo::*;

fn keep(pool: &Pool<Demo>) -> Result<(), Fault> {
    let mut kept = None;
    pool.scope(|s| {
        let size = s.alloc::<Size>()?;
        kept = Some(s.read(size)?);
        Ok(())
    })
}

fn main() {}
