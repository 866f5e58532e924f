//! What `benches/workloads` runs: real work of six kinds and three small loops, natively and as modules for three ways of
//! stopping them: none, epochs, polls.

use std::error::Error;
use std::path::{Path, PathBuf};

use cargo_metadata::Metadata;
use ringfence_build::Library;
use ringfence_engine::{Code, Interruption, compiler, poll};

use super::{native, source};

type Outcome = Result<(), Box<dyn Error>>;

const ZLIB: &str = "adler32 compress crc32 deflate inffast inflate inftrees trees uncompr zutil";
const EXPAT: [&str; 3] = ["xmlparse", "xmlrole", "xmltok"];
const JPEG: &str = "jaricom jcomapi jdapimin jdapistd jdarith jdcoefct jdcolor jddctmgr jddiffct jdhuff jdicc jdinput \
                    jdlhuff jdlossls jdmainct jdmarker jdmaster jdmerge jdphuff jdpostct jdsample jerror jidctflt \
                    jidctfst jidctint jidctred jmemmgr jmemnobs jquant1 jquant2 jutils";

/// Parts of libjpeg-turbo that exist once for each number of bits in a sample; there is one number here.
const PRECISIONS: &str = "1pass_quantizer 2pass_quantizer color_deconverter d_coef_controller d_diff_controller \
                          d_main_controller d_post_controller inverse_dct lossless_decompressor merged_upsampler \
                          upsampler";

pub(super) fn compile(metadata: &Metadata) -> Outcome {
    loops()?;
    zlib(metadata)?;
    stb(metadata)?;
    jpeg(metadata)?;
    expat(metadata)?;
    ["loops", "zlib", "stb", "jpeg", "xml"].into_iter().try_for_each(modes)
}

/// A library with the driver of the same name, whose functions it exports.
fn library(name: &str, functions: &[&str]) -> Library {
    let library =
        Library::new(name).own_file(format!("guests/{name}.c")).own_include("guests").memory_limit(256 << 20);
    functions.iter().fold(library, |library, function| library.export(format!("workload_{function}")))
}

fn names<'n>(folder: &'n str, names: &'n str) -> impl Iterator<Item = PathBuf> + 'n {
    names.split_whitespace().map(move |name| Path::new(folder).join(name).with_extension("c"))
}

fn loops() -> Outcome {
    library("loops", &["checksum", "recursion", "sort"]).compile()?;
    native().file("guests/loops.c").try_compile("workload_loops")?;
    Ok(())
}

fn zlib(metadata: &Metadata) -> Outcome {
    let folder = "src/zlib";
    let fenced = library("zlib", &["deflate", "inflate"]).source_crate("libz-sys");
    fenced.files(names(folder, ZLIB)).include(folder).compile()?;
    let sources = source(metadata, "libz-sys")?;
    native()
        .files(names(folder, ZLIB).map(|file| sources.join(file)))
        .include(sources.join(folder))
        .file("guests/zlib.c")
        .try_compile("workload_zlib")?;
    Ok(())
}

fn stb(metadata: &Metadata) -> Outcome {
    library("stb", &["picture"]).source_crate("stb_image").include("src").compile()?;
    native()
        .include(source(metadata, "stb_image")?.join("src"))
        .file("guests/stb.c")
        .try_compile("workload_stb")?;
    Ok(())
}

fn expat(metadata: &Metadata) -> Outcome {
    let (folder, quiet) = ("expat/lib", "-Wno-everything");
    let files = EXPAT.join(" ");
    let fenced =
        library("xml", &["xml"]).source_crate("expat-sys").own_file("../examples/expat/clock.c").flag(quiet);
    fenced.files(names(folder, &files)).include(folder).define("HAVE_MEMMOVE", None).compile()?;
    let sources = source(metadata, "expat-sys")?;
    native()
        .files(names(folder, &files).map(|file| sources.join(file)))
        .include(sources.join(folder))
        .define("HAVE_MEMMOVE", None)
        .file("guests/xml.c")
        .try_compile("workload_xml")?;
    Ok(())
}

fn jpeg(metadata: &Metadata) -> Outcome {
    let folder = "libjpeg-turbo/src";
    let mut fenced = library("jpeg", &["jpeg"]).source_crate("turbojpeg-sys").define("BITS_IN_JSAMPLE", "8");
    let sources = source(metadata, "turbojpeg-sys")?;
    let config = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?).join("jpeg-config");
    std::fs::create_dir_all(&config)?;
    let mut native = native();
    native
        .files(names(folder, JPEG).map(|file| sources.join(file)))
        .include(&config)
        .include(sources.join(folder))
        .define("BITS_IN_JSAMPLE", "8")
        .file("guests/jpeg.c");
    for part in PRECISIONS.split_whitespace() {
        for bits in [12, 16] {
            let (other, ours) = (format!("j{bits}init_{part}"), format!("jinit_{part}"));
            native.define(&other, &*ours);
            fenced = fenced.define(&other, &*ours);
        }
    }
    for (name, _) in jpeg_headers(0) {
        // What libjpeg-turbo's own build finds out about compiler and machine.
        let defines = |bytes| jpeg_headers(bytes).into_iter().find(|(found, _)| *found == name);
        let (_, here) = defines(size_of::<usize>()).unwrap_or_default();
        let text: String = here.iter().map(|(name, value)| format!("#define {name} {value}\n")).collect();
        std::fs::write(config.join(name), text)?;
        let (_, inside) = defines(4).unwrap_or_default();
        fenced = fenced.config_header(name, inside.iter().map(|(name, value)| (*name, value.as_str())));
    }
    fenced.files(names(folder, JPEG)).include(folder).compile()?;
    native.try_compile("workload_jpeg")?;
    Ok(())
}

type Defines = Vec<(&'static str, String)>;

/// Headers for a machine whose sizes have so many bytes.
fn jpeg_headers(size: usize) -> [(&'static str, Defines); 3] {
    let words = |pairs: &[(&'static str, &str)]| {
        pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    let mut inner: Defines = words(&[
        ("BUILD", "\"bench\""),
        ("HIDDEN", ""),
        ("INLINE", "inline"),
        ("THREAD_LOCAL", ""),
        ("PACKAGE_NAME", "\"libjpeg-turbo\""),
        ("VERSION", "\"3.1.0\""),
        ("FALLTHROUGH", "__attribute__((fallthrough));"),
    ]);
    inner.push(("SIZEOF_SIZE_T", size.to_string()));
    [
        (
            "jconfig.h",
            words(&[
                ("JPEG_LIB_VERSION", "62"),
                ("LIBJPEG_TURBO_VERSION", "3.1.0"),
                ("LIBJPEG_TURBO_VERSION_NUMBER", "3001000"),
                ("D_ARITH_CODING_SUPPORTED", "1"),
            ]),
        ),
        ("jconfigint.h", inner),
        ("jversion.h", words(&[("JVERSION", "\"6b\""), ("JCOPYRIGHT_SHORT", "\"\"")])),
    ]
}

/// The same module for three ways of stopping it.
fn modes(library: &str) -> Outcome {
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let wasm = std::fs::read(folder.join(library).join(format!("{library}.wasm")))?;
    let polling = poll::insert(&wasm).ok_or("a module that cannot poll")?;
    let modes = [
        ("none", Interruption::Poll, &wasm),
        ("epochs", Interruption::Epoch, &wasm),
        ("polls", Interruption::Poll, &polling),
    ];
    for (mode, interruption, module) in modes {
        let engine = compiler(Some(&std::env::var("TARGET")?), Code { interruption, ..Code::default() })?;
        std::fs::write(folder.join(format!("{library}.{mode}")), engine.precompile_module(module)?)?;
    }
    Ok(())
}
