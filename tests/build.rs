//! Fences the test guests.

use ringfence_build::{Capability, Error, Library, Profile, Setjmp, Simd};

fn main() -> Result<(), Error> {
    Library::new("conformance")
        .file("guests/conformance.c")
        .include("guests")
        .header("conformance.h")
        .compile()?;
    Library::new("cpp").file("guests/cpp.cpp").include("guests").cpp_flag("-std=c++17").compile()?;
    Library::new("hostile").file("guests/hostile.c").include("guests").header("hostile.h").compile()?;
    for (name, setjmp) in [("jumps_errors", Setjmp::ErrorsOnly), ("jumps_exceptions", Setjmp::Exceptions)] {
        Library::new(name)
            .file("guests/jumps.c")
            .include("guests")
            .header("jumps.h")
            .setjmp(setjmp)
            .compile()?;
    }
    for (name, jumps) in [("throws", false), ("throws_jumps", true)] {
        let library =
            Library::new(name).file(format!("guests/{name}.cpp")).include("guests").cpp_exceptions();
        let library = if jumps { library.setjmp(Setjmp::Exceptions) } else { library.memory_limit(16 << 20) };
        library.cpp_flag("-std=c++17").compile()?;
    }
    Library::new("rows").file("guests/rows.c").include("guests").header("rows.h").compile()?;
    Library::new("shapes").file("guests/shapes.c").include("guests").header("shapes.h").compile()?;
    Library::new("structs").file("guests/structs.c").include("guests").header("structs.h").compile()?;
    Library::new("functions").file("guests/functions.c").include("guests").header("functions.h").compile()?;
    Library::new("strings").file("guests/texts.c").include("guests").header("texts.h").compile()?;
    Library::new("globals").file("guests/globals.c").include("guests").header("globals.h").compile()?;
    Library::new("headers")
        .file("guests/headers.c")
        .include("guests")
        .header("headers.h")
        .allow("hdr_.*|HDR_.*|match")
        .constant("HDR_TAG_AB", "HDR_TAG('a', 'b')")
        .compile()?;
    let capable = Library::new("capable").file("guests/capable.c");
    Capability::ALL.into_iter().fold(capable, Library::grant).compile()?;
    Library::new("traced").file("guests/traced.c").profile(Profile::Symbols).compile()?;
    Library::new("vectors").file("guests/vectors.c").simd(Simd::Wasm).compile()?;
    Library::new("expat")
        .source_crate("expat-sys")
        .files(["expat/lib/xmlparse.c", "expat/lib/xmlrole.c", "expat/lib/xmltok.c"])
        .include("expat/lib")
        .define("HAVE_MEMMOVE", None)
        .flag("-Wno-everything")
        .own_file("guests/expat_clock.c")
        .compile()?;
    Library::new("contracts").file("guests/contracts.c").include("guests").header("contracts.h").compile()?;
    Library::new("states").file("guests/states.c").include("guests").header("states.h").compile()?;
    Library::new("stb_image")
        .source_crate("stb_image")
        .file("src/stb_image.c")
        .define("STB_IMAGE_IMPLEMENTATION", None)
        .compile()?;
    let zlib = [
        "adler32", "compress", "crc32", "deflate", "inflate", "inffast", "inftrees", "trees", "uncompr",
        "zutil",
    ];
    let zlib = zlib.iter().fold(Library::new("zlib").source_crate("libz-sys"), |library, name| {
        library.file(format!("src/zlib/{name}.c"))
    });
    zlib.compile()?;
    Library::new("lz4").source_crate("lz4-sys").file("liblz4/lib/lz4.c").compile()?;
    Ok(())
}
