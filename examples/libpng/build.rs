//! Compiles libpng and zlib for one fence. What reading does not need, the linker drops.

use ringfence_build::{Error, Library, Setjmp};

const PNG: &str = "png pngerror pngget pngmem pngpread pngread pngrio pngrtran pngrutil pngset pngtrans pngwio pngwrite \
                   pngwtran pngwutil";
const ZLIB: &str = "adler32 crc32 deflate inffast inflate inftrees trees zutil";

fn main() -> Result<(), Error> {
    Library::new("png")
        .source_crate("libpng-sys")
        .files(PNG.split(' ').map(|name| format!("vendor/{name}.c")))
        .include("vendor")
        .copied_header("pnglibconf.h", "vendor/scripts/pnglibconf.h.prebuilt")
        .crate_files("libz-sys", ZLIB.split(' ').map(|name| format!("src/zlib/{name}.c")))
        .crate_include("libz-sys", "src/zlib")
        .header("png.h")
        .allow("png_image_(begin_read_from_memory|finish_read)|PNG_IMAGE_VERSION|PNG_FORMAT_(RGBA|FLAG_ALPHA|FLAG_COLOR)")
        .setjmp(Setjmp::Exceptions)
        .memory_limit(512 << 20)
        .compile()?;
    Ok(())
}
