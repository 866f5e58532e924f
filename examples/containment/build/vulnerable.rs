//! The libraries, and what of them is compiled.

/// A library with a bug, and the file `bugs/NAME.c` that uses it.
pub(crate) struct Vulnerable {
    pub(crate) name: &'static str,
    /// The crate that ships the sources.
    pub(crate) source: &'static str,
    /// Folders of sources, each with the names of its files.
    sources: &'static [(&'static str, &'static str)],
    pub(crate) includes: &'static [&'static str],
    /// Folders of this package with headers.
    pub(crate) own_includes: &'static [&'static str],
}

impl Vulnerable {
    /// Paths below the crate's folder.
    pub(crate) fn files(&self) -> impl Iterator<Item = String> {
        self.sources.iter().flat_map(|(folder, names)| {
            names.split_whitespace().map(move |name| format!("{folder}/{name}.c"))
        })
    }
}

pub(crate) const VULNERABLE: [Vulnerable; 4] = [
    Vulnerable { name: "gif", source: "stb_image", sources: &[], includes: &["src"], own_includes: &[] },
    Vulnerable {
        name: "webp",
        source: "libwebp-sys",
        sources: &[
            (
                "vendor/src/dec",
                "alpha_dec buffer_dec frame_dec idec_dec io_dec quant_dec tree_dec vp8_dec vp8l_dec webp_dec",
            ),
            (
                "vendor/src/dsp",
                "alpha_processing alpha_processing_neon alpha_processing_sse2 cpu dec dec_clip_tables dec_neon dec_sse2 \
                 filters filters_neon filters_sse2 lossless lossless_neon lossless_sse2 rescaler rescaler_neon \
                 rescaler_sse2 upsampling upsampling_neon upsampling_sse2 yuv yuv_neon yuv_sse2",
            ),
            (
                "vendor/src/utils",
                "bit_reader_utils color_cache_utils filters_utils huffman_utils quant_levels_dec_utils \
                 random_utils rescaler_utils thread_utils utils",
            ),
        ],
        includes: &["vendor"],
        own_includes: &[],
    },
    Vulnerable {
        name: "table",
        source: "cmark-gfm-sys",
        sources: &[
            (
                "cmark-gfm/src",
                "arena blocks buffer cmark cmark_ctype commonmark footnotes houdini_href_e houdini_html_e \
                 houdini_html_u html inlines iterator latex linked_list man map node plaintext plugin references \
                 registry render scanners syntax_extension utf8 xml",
            ),
            (
                "cmark-gfm/extensions",
                "autolink core-extensions ext_scanners strikethrough table tagfilter tasklist",
            ),
        ],
        includes: &["cmark-gfm/src", "cmark-gfm/extensions"],
        own_includes: &["bugs/cmark"],
    },
    Vulnerable {
        name: "gzip",
        source: "libz-sys",
        sources: &[("src/zlib", "adler32 crc32 inffast inflate inftrees zutil")],
        includes: &["src/zlib"],
        own_includes: &[],
    },
];
