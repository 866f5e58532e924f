//! Compiles libraries natively whose fenced wrappers are packages of their own: `benches/libraries` runs both.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::Metadata;
use ringfence_archives::Archive;
use ringfence_build::{Library, Simd};

use super::{DEFINE, native, package, source};

type Outcome = Result<(), Box<dyn Error>>;

pub(super) fn compile(metadata: &Metadata) -> Outcome {
    println!("cargo::rerun-if-changed=native");
    jpeg()?;
    giflib(metadata)?;
    graphite2(metadata)?;
    hunspell(metadata)?;
    ogg(metadata)?;
    woff2(metadata)
}

/// For the fence, with vector code. stb_image knows processors by their names, and has a name of its own for each.
fn jpeg() -> Outcome {
    let variants = [
        ("stb_vectors", Simd::Wasm, None, true),
        ("stb_sse2", Simd::Sse2, Some("STBI__X64_TARGET"), true),
        ("stb_sse2_anywhere", Simd::Sse2, Some("STBI__X64_TARGET"), false),
        ("stb_neon", Simd::Neon, Some("STBI_NEON"), true),
    ];
    for (name, simd, define, native) in variants {
        let library = Library::new(name)
            .source_crate("stb_image")
            .file("src/stb_image.c")
            .interface("libraries/jpeg.rs")
            .define(DEFINE, None)
            .simd(simd);
        let library = if native { library.native_cpu() } else { library };
        define.into_iter().fold(library, |library, name| library.define(name, None)).compile()?;
    }
    Ok(())
}

fn giflib(metadata: &Metadata) -> Outcome {
    let sources = archive(metadata, "fenced-giflib")?;
    let names = ["dgif_lib.c", "gif_err.c", "gifalloc.c", "openbsd-reallocarray.c"];
    native()
        .files(names.map(|name| sources.join(name)))
        .include(&sources)
        .file("native/giflib.c")
        .try_compile("native_giflib")?;
    Ok(())
}

fn graphite2(metadata: &Metadata) -> Outcome {
    let sources = archive(metadata, "fenced-graphite2")?;
    let unused = ["call_machine", "json"];
    let files = files(&sources.join("src"), "cpp")?;
    cpp("c++11")
        .files(
            files.into_iter().filter(|path| unused.iter().all(|name| !path.ends_with(format!("{name}.cpp")))),
        )
        .include(sources.join("include"))
        .include(sources.join("src"))
        .define("GRAPHITE2_NFILEFACE", None)
        .define("GRAPHITE2_NTRACING", None)
        .define("GRAPHITE2_STATIC", None)
        .file("native/graphite2.cpp")
        .try_compile("native_graphite2")?;
    println!("cargo::rustc-env=GRAPHITE2_SOURCES={}", sources.display());
    Ok(())
}

fn hunspell(metadata: &Metadata) -> Outcome {
    cpp("c++14")
        .files(files(&source(metadata, "hunspell-sys")?.join("vendor/src/hunspell"), "cxx")?)
        .define("HUNSPELL_STATIC", None)
        .try_compile("native_hunspell")?;
    Ok(())
}

fn ogg(metadata: &Metadata) -> Outcome {
    let sources = archive(metadata, "fenced-ogg")?;
    let headers = out().join("ogg-config");
    std::fs::create_dir_all(headers.join("ogg"))?;
    let types = "#include <stdint.h>\ntypedef int16_t ogg_int16_t;\ntypedef uint16_t ogg_uint16_t;\n\
                 typedef int32_t ogg_int32_t;\ntypedef uint32_t ogg_uint32_t;\ntypedef int64_t ogg_int64_t;\n\
                 typedef uint64_t ogg_uint64_t;\n";
    std::fs::write(headers.join("ogg/config_types.h"), types)?;
    native()
        .file(sources.join("src/framing.c"))
        .include(sources.join("include"))
        .include(headers)
        .file("native/ogg.c")
        .try_compile("native_ogg")?;
    Ok(())
}

fn woff2(metadata: &Metadata) -> Outcome {
    const NAMES: &str = "font glyph normalize table_tags transform variable_length woff2_common woff2_dec woff2_enc woff2_out";
    let brotli = source(metadata, "brotlic-sys")?.join("brotli/c");
    let sources = archive(metadata, "fenced-woff2")?;
    cpp("c++11")
        .files(NAMES.split(' ').map(|name| sources.join(format!("src/{name}.cc"))))
        .include(sources.join("include"))
        .include(brotli.join("include"))
        .file("../examples/woff2/shim.cpp")
        .try_compile("native_woff2")?;
    // After what needs it, as linkers want it.
    let mut build = native();
    for part in ["common", "dec", "enc"] {
        build.files(files(&brotli.join(part), "c")?);
    }
    build.include(brotli.join("include")).try_compile("native_brotli")?;
    Ok(())
}

fn cpp(standard: &str) -> cc::Build {
    let mut build = native();
    build.cpp(true).std(standard);
    build
}

fn out() -> PathBuf {
    PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default())
}

/// The files of a folder with such names, always in the same order.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    Ok(paths)
}

/// The contents of the archive that the package of a wrapper pins; without it, that package has no library either.
fn archive(metadata: &Metadata, wrapper: &str) -> Result<PathBuf, Box<dyn Error>> {
    let archives = Archive::of_metadata(&package(metadata, wrapper)?.metadata)?;
    let archive = archives.first().ok_or_else(|| format!("{wrapper} pins no archive"))?;
    let store = ringfence_archives::store(metadata.target_directory.as_std_path());
    let found = archive.find(&[store]).map_err(|unfound| unfound.to_string())?;
    let folder = out().join(&archive.name);
    std::fs::create_dir_all(&folder)?;
    let mut tar = Command::new("tar");
    let status =
        tar.arg("-xf").arg(&found.path).arg("-C").arg(&folder).args(["--strip-components", "1"]).status()?;
    if !status.success() {
        return Err(format!("tar cannot unpack {}", found.path.display()).into());
    }
    Ok(folder)
}
