//! The part of `cmark-gfm.h` that is used.

/// cmark-gfm 0.29.
#[ringfence::library("cmark")]
#[allow(missing_docs, reason = "cmark-gfm.h documents it")]
pub mod cmark {
    use std::ffi::{c_char, c_int, c_void};

    pub struct Parser;
    pub struct Node;
    pub struct Extension;
    pub struct List;

    extern "C" {
        pub fn cmark_gfm_core_extensions_ensure_registered();
        #[returns(handle)]
        pub fn cmark_find_syntax_extension(#[c_str] name: *const c_char) -> *mut Extension;

        #[returns(handle)]
        pub fn cmark_parser_new(options: c_int) -> *mut Parser;
        #[status(nonzero)]
        pub fn cmark_parser_attach_syntax_extension(
            #[handle] parser: *mut Parser,
            #[handle] extension: *mut Extension,
        ) -> c_int;
        pub fn cmark_parser_feed(
            #[handle] parser: *mut Parser,
            #[input(len = len)] buffer: *const u8,
            len: usize,
        );
        #[returns(handle)]
        pub fn cmark_parser_finish(#[handle] parser: *mut Parser) -> *mut Node;
        #[returns(handle, null = none)]
        pub fn cmark_parser_get_syntax_extensions(#[handle] parser: *mut Parser) -> *mut List;
        #[returns(c_str(max = 16_777_216, utf8), owned, free = free)]
        pub fn cmark_render_html(
            #[handle] root: *mut Node,
            options: c_int,
            #[handle] extensions: *mut List,
        ) -> *mut c_char;
        pub fn free(text: *mut c_void);
        pub fn cmark_node_free(node: *mut Node);
        pub fn cmark_parser_free(parser: *mut Parser);
    }
}
