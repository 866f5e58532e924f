//! Compiles stb_image for its fence.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    ringfence_build::Library::new("stb_image")
        .source_crate("stb_image")
        .file("src/stb_image.c")
        .define("STB_IMAGE_IMPLEMENTATION", None)
        .define("STBI_NO_STDIO", None)
        .flag("-w")
        // What the module can be given at most; the application grants a quarter of it unless asked.
        .memory_limit(1 << 30)
        .compile()?;
    Ok(())
}
