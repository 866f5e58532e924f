//! Compiles libraries natively whose fenced wrappers are packages of their own: `benches/libraries` runs both.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{native, source};

type Outcome = Result<(), Box<dyn Error>>;

pub(super) fn compile() -> Outcome {
    println!("cargo::rerun-if-changed=native");
    giflib()?;
    graphite2()?;
    hunspell()?;
    ogg()?;
    woff2()
}

fn giflib() -> Outcome {
    let sources = archive("giflib", "giflib_5.2.1.orig.tar.gz")?;
    let names = ["dgif_lib.c", "gif_err.c", "gifalloc.c", "openbsd-reallocarray.c"];
    native()
        .files(names.map(|name| sources.join(name)))
        .include(&sources)
        .file("native/giflib.c")
        .try_compile("native_giflib")?;
    Ok(())
}

fn graphite2() -> Outcome {
    let sources = archive("graphite2", "graphite2_1.3.14.orig.tar.gz")?;
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

fn hunspell() -> Outcome {
    cpp("c++14")
        .files(files(&source("hunspell-sys")?.join("vendor/src/hunspell"), "cxx")?)
        .define("HUNSPELL_STATIC", None)
        .try_compile("native_hunspell")?;
    Ok(())
}

fn ogg() -> Outcome {
    let sources = archive("libogg", "libogg_1.3.5.orig.tar.xz")?;
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

fn woff2() -> Outcome {
    const NAMES: &str = "font glyph normalize table_tags transform variable_length woff2_common woff2_dec woff2_enc woff2_out";
    let brotli = source("brotlic-sys")?.join("brotli/c");
    let sources = archive("woff2", "woff2_1.0.2.orig.tar.gz")?;
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

/// The contents of an archive. The package of its wrapper pins the file; without it, that package has no library either.
fn archive(name: &str, file: &str) -> Result<PathBuf, Box<dyn Error>> {
    let out = out();
    let store = out.ancestors().map(|folder| folder.join("ringfence-archives")).find(|path| path.is_dir());
    let archive = store.map(|store| store.join(file)).filter(|path| path.is_file());
    let archive = archive.ok_or_else(|| format!("{file} is not here; run `cargo ringfence fetch`"))?;
    let folder = out.join(name);
    std::fs::create_dir_all(&folder)?;
    let status = Command::new("tar")
        .arg("-xf")
        .arg(&archive)
        .arg("-C")
        .arg(&folder)
        .args(["--strip-components", "1"])
        .status()?;
    if !status.success() {
        return Err(format!("tar cannot unpack {}", archive.display()).into());
    }
    Ok(folder)
}
