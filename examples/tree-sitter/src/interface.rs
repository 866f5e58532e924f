//! The part of `tree_sitter/api.h` that is used. Nodes are structs, passed and returned by value.

/// tree-sitter 0.27.
#[ringfence::library("tree_sitter")]
#[allow(missing_docs, reason = "tree_sitter/api.h documents it")]
pub mod tree_sitter {
    use std::ffi::{c_char, c_void};

    pub struct TSParser;
    pub struct TSTree;
    pub struct TSLanguage;

    #[repr(C)]
    pub struct TSNode {
        pub context: [u32; 4],
        pub id: *const c_void,
        pub tree: *const TSTree,
    }

    #[repr(C)]
    pub struct TSTreeCursor {
        pub tree: *const c_void,
        pub id: *const c_void,
        pub context: [u32; 3],
    }

    #[repr(C)]
    pub struct TSPoint {
        pub row: u32,
        pub column: u32,
    }

    extern "C" {
        #[returns(handle)]
        pub fn tree_sitter_json() -> *const TSLanguage;

        #[owned(free = ts_parser_delete)]
        pub fn ts_parser_new() -> *mut TSParser;
        pub fn ts_parser_delete(parser: *mut TSParser);
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
        pub fn ts_tree_delete(tree: *mut TSTree);

        pub fn ts_tree_root_node(tree: *const TSTree) -> TSNode;
        #[owned(free = free)]
        pub fn ts_node_string(node: TSNode) -> *mut c_char;
        pub fn ts_node_has_error(node: TSNode) -> bool;
        pub fn ts_node_is_named(node: TSNode) -> bool;
        pub fn ts_node_type(node: TSNode) -> *const c_char;
        pub fn ts_node_start_byte(node: TSNode) -> u32;
        pub fn ts_node_end_byte(node: TSNode) -> u32;
        pub fn ts_node_start_point(node: TSNode) -> TSPoint;

        pub fn ts_tree_cursor_new(node: TSNode) -> TSTreeCursor;
        pub fn ts_tree_cursor_delete(cursor: *mut TSTreeCursor);
        pub fn ts_tree_cursor_current_node(cursor: *const TSTreeCursor) -> TSNode;
        pub fn ts_tree_cursor_goto_first_child(cursor: *mut TSTreeCursor) -> bool;
        pub fn ts_tree_cursor_goto_next_sibling(cursor: *mut TSTreeCursor) -> bool;
        pub fn ts_tree_cursor_goto_parent(cursor: *mut TSTreeCursor) -> bool;

        pub fn free(memory: *mut c_void);
    }
}
