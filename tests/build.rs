//! Fences the test guests.

use ringfence_build::{Error, Library, Profile};

fn main() -> Result<(), Error> {
    Library::new("hostile").file("guests/hostile.c").include("guests").header("hostile.h").compile()?;
    Library::new("shapes").file("guests/shapes.c").include("guests").header("shapes.h").compile()?;
    Library::new("structs").file("guests/structs.c").include("guests").header("structs.h").compile()?;
    Library::new("functions").file("guests/functions.c").include("guests").header("functions.h").compile()?;
    Library::new("strings").file("guests/texts.c").include("guests").header("texts.h").compile()?;
    Library::new("traced").file("guests/traced.c").profile(Profile::Symbols).compile()?;
    Library::new("stb_image")
        .source_crate("stb_image")
        .file("src/stb_image.c")
        .define("STB_IMAGE_IMPLEMENTATION", None)
        .compile()?;
    Ok(())
}
