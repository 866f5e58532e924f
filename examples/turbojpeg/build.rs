//! Compiles what of libjpeg-turbo decompresses.

use ringfence_build::{Error, Library, Setjmp};

const FILES: &str = "jaricom jcapimin jcomapi jdapimin jdapistd jdarith jdatadst-tj jdatasrc-tj jdcoefct jdcolor \
                     jddctmgr jddiffct jdhuff jdicc jdinput jdlhuff jdlossls jdmainct jdmarker jdmaster jdmerge jdphuff \
                     jdpostct jdsample jerror jidctflt jidctfst jidctint jidctred jmemmgr jmemnobs jquant1 jquant2 \
                     jutils turbojpeg";

/// Parts that exist once for each number of bits in a sample.
const PRECISIONS: &str = "1pass_quantizer 2pass_quantizer color_deconverter d_coef_controller d_diff_controller \
                          d_main_controller d_post_controller inverse_dct lossless_decompressor merged_upsampler \
                          upsampler";

/// What libjpeg-turbo's own build finds out about compiler and machine.
const JCONFIG: [(&str, &str); 5] = [
    ("JPEG_LIB_VERSION", "62"),
    ("LIBJPEG_TURBO_VERSION", "3.1.0"),
    ("LIBJPEG_TURBO_VERSION_NUMBER", "3001000"),
    ("D_ARITH_CODING_SUPPORTED", "1"),
    ("MEM_SRCDST_SUPPORTED", "1"),
];
const JCONFIGINT: [(&str, &str); 8] = [
    ("BUILD", "\"fenced\""),
    ("HIDDEN", ""),
    ("INLINE", "inline"),
    ("THREAD_LOCAL", ""),
    ("PACKAGE_NAME", "\"libjpeg-turbo\""),
    ("VERSION", "\"3.1.0\""),
    ("SIZEOF_SIZE_T", "4"),
    ("FALLTHROUGH", "__attribute__((fallthrough));"),
];

fn main() -> Result<(), Error> {
    let mut library = Library::new("turbojpeg")
        .source_crate("turbojpeg-sys")
        .files(FILES.split(' ').map(|name| format!("libjpeg-turbo/src/{name}.c")))
        .include("libjpeg-turbo/src")
        .config_header("jconfig.h", JCONFIG)
        .config_header("jconfigint.h", JCONFIGINT)
        .config_header("jversion.h", [("JVERSION", "\"6b\""), ("JCOPYRIGHT_SHORT", "\"\"")])
        .define("BITS_IN_JSAMPLE", "8")
        // Its settings are the host's; an environment would be an import.
        .define("NO_GETENV", None)
        .define("NO_PUTENV", None)
        .setjmp(Setjmp::Exceptions)
        .memory_limit(512 << 20);
    // Only eight bits are compiled. Each part looks at the number itself, and says that it is the wrong one.
    for part in PRECISIONS.split(' ') {
        for bits in [12, 16] {
            library = library.define(&format!("j{bits}init_{part}"), &*format!("jinit_{part}"));
        }
    }
    library.compile()?;
    Ok(())
}
