//! Compiles what of stb_image decodes GIF. The other formats have packages of their own.

fn main() -> Result<(), ringfence_build::Error> {
    ringfence_build::Library::new("gif")
        .source_crate("stb_image")
        .file("src/stb_image.c")
        .define("STB_IMAGE_IMPLEMENTATION", None)
        .define("STBI_ONLY_GIF", None)
        .define("STBI_NO_STDIO", None)
        .flag("-w")
        .memory_limit(512 << 20)
        .compile()?;
    Ok(())
}
