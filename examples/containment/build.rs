//! Compiles each vulnerable library for its fence, and as a program of its own without one.
//!
//! The programs are run as child processes. Nothing links the native code.

#[path = "build/native.rs"]
mod native;
#[path = "build/vulnerable.rs"]
mod vulnerable;

use ringfence_build::Library;

use self::vulnerable::{VULNERABLE, Vulnerable};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for library in &VULNERABLE {
        fence(library)?;
    }
    native::build(&VULNERABLE)
}

fn fence(of: &Vulnerable) -> Result<(), ringfence_build::Error> {
    let mut library = Library::new(of.name)
        .sources_of("vulnerable/Cargo.toml")
        .source_crate(of.source)
        .files(of.files())
        .own_file(format!("bugs/{}.c", of.name))
        .own_include("bugs");
    for include in of.includes {
        library = library.include(include);
    }
    for folder in of.own_includes {
        library = library.own_include(folder);
    }
    library.memory_limit(512 << 20).compile().map(drop)
}
