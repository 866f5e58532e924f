//! `tree_sitter/api.h`, with contracts for what makes a tree. Nodes are structs, passed and returned by value.

/// tree-sitter 0.27.
#[ringfence::library("tree_sitter", header)]
pub mod tree_sitter {
    use std::ffi::{c_char, c_void};

    extern "C" {
        #[returns(handle)]
        pub fn tree_sitter_json() -> *const TSLanguage;

        #[owned(free = ts_parser_delete)]
        pub fn ts_parser_new() -> *mut TSParser;
        #[status(nonzero)]
        pub fn ts_parser_set_language(
            #[handle] parser: *mut TSParser,
            #[handle] language: *const TSLanguage,
        ) -> bool;
        #[returns(handle)]
        pub fn ts_parser_parse_string(
            #[handle] parser: *mut TSParser,
            #[null] old_tree: *const TSTree,
            #[input(len = length)] string: *const c_char,
            length: u32,
        ) -> *mut TSTree;
        #[owned(free = free)]
        pub fn ts_node_string(node: TSNode) -> *mut c_char;
        pub fn free(memory: *mut c_void);
    }
}
