//! Compiles cmark-gfm and its extensions, with the headers that CMake would have written.

const CORE: &str = "arena blocks buffer cmark cmark_ctype commonmark footnotes houdini_href_e houdini_html_e \
                    houdini_html_u html inlines iterator latex linked_list man map node plaintext plugin references \
                    registry render scanners syntax_extension utf8 xml";
const EXTENSIONS: &str = "autolink core-extensions ext_scanners strikethrough table tagfilter tasklist";

fn main() -> Result<(), ringfence_build::Error> {
    ringfence_build::Library::new("cmark")
        .sources_of("sources/Cargo.toml")
        .source_crate("cmark-gfm-sys")
        .files(CORE.split(' ').map(|name| format!("cmark-gfm/src/{name}.c")))
        .files(EXTENSIONS.split(' ').map(|name| format!("cmark-gfm/extensions/{name}.c")))
        .include("cmark-gfm/src")
        .include("cmark-gfm/extensions")
        .config_header(
            "config.h",
            [
                ("bool", "_Bool"),
                ("true", "1"),
                ("false", "0"),
                ("CMARK_ATTRIBUTE(list)", "__attribute__(list)"),
                ("CMARK_INLINE", "inline"),
            ],
        )
        .config_header("cmark-gfm_export.h", [("CMARK_GFM_EXPORT", "")])
        .config_header("cmark-gfm-extensions_export.h", [("CMARK_GFM_EXTENSIONS_EXPORT", "")])
        .config_header(
            "cmark-gfm_version.h",
            [("CMARK_GFM_VERSION", "0x1d0000"), ("CMARK_GFM_VERSION_STRING", "\"0.29.0.gfm.0\"")],
        )
        .compile()?;
    Ok(())
}
