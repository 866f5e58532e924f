//! Compiles each library twice from the same sources: into the fence, and natively with `-O2`.

#[cfg(feature = "native")]
#[path = "build/libraries.rs"]
mod libraries;

#[path = "build/workloads.rs"]
mod workloads;

use std::error::Error;
use std::path::PathBuf;

use cargo_metadata::{Metadata, MetadataCommand, Package};
use ringfence_build::Library;

const DEFINE: &str = "STB_IMAGE_IMPLEMENTATION";

fn main() -> Result<(), Box<dyn Error>> {
    Library::new("work").file("guests/work.c").include("guests").compile()?;
    Library::new("stb_image")
        .source_crate("stb_image")
        .file("src/stb_image.c")
        .define(DEFINE, None)
        .compile()?;

    native().file("guests/work.c").try_compile("work_native")?;
    let metadata = MetadataCommand::new().other_options(["--locked".to_owned()]).exec()?;
    let folder = source(&metadata, "stb_image")?.join("src");
    native().file(folder.join("stb_image.c")).define(DEFINE, None).try_compile("stb_image_native")?;
    native().file("guests/scalar.c").include(folder).define(DEFINE, None).try_compile("stb_image_scalar")?;
    workloads::compile(&metadata)?;
    #[cfg(feature = "native")]
    libraries::compile(&metadata)?;
    Ok(())
}

/// The system's compiler with `-O2`, whatever the profile: a comparison with unoptimised code says nothing.
fn native() -> cc::Build {
    let mut build = cc::Build::new();
    build.include("guests").opt_level(2).debug(false).warnings(false);
    build
}

fn package<'m>(metadata: &'m Metadata, name: &str) -> Result<&'m Package, Box<dyn Error>> {
    let found = metadata.packages.iter().find(|package| package.name.as_str() == name);
    found.ok_or_else(|| format!("no crate {name}").into())
}

/// The folder of a crate that ships sources.
fn source(metadata: &Metadata, name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let package = package(metadata, name)?;
    Ok(package.manifest_path.parent().ok_or("a manifest without a folder")?.into())
}
