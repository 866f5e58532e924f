use ringfence::{Fault, Scope};

#[ringfence::library("demo", header)]
pub mod demo {}
use demo::{Demo, DemoCalls as _};

fn depth(s: &mut Scope<'_, Demo>) -> Result<(), Fault> {
    s.width(1)?;
    s.start()?;
    s.depth(1)?;
    Ok(())
}

fn main() {}
