//! Syntax trees of JSON, by tree-sitter behind a fence.
//!
//! ```no_run
//! let pool = fenced_tree_sitter::pool()?;
//! let text = r#"{"a": [1, true]}"#;
//! let tree = fenced_tree_sitter::parse(&pool, text, Default::default())?;
//! println!("{}", tree.expression);
//! for node in &tree.root.children {
//!     println!("{} {:?}", node.kind, &text[node.range.clone()]);
//! }
//! # Ok::<(), ringfence::Fault>(())
//! ```
#![forbid(unsafe_code)]

mod interface;
mod walk;

use std::ops::Range;

use ringfence::{Fault, Limits, Pool, verify};

pub use interface::tree_sitter::TreeSitter;
use interface::tree_sitter::TreeSitterCalls as _;

/// A node, and all below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What the grammar calls it.
    pub kind: String,
    /// Whether it is more than a word or sign of the grammar.
    pub is_named: bool,
    /// Where it is in the text, in bytes, between characters.
    pub range: Range<usize>,
    /// The line of its start, counted from 0.
    pub row: usize,
    /// What it consists of, in order and within it.
    pub children: Vec<Node>,
}

/// A text's tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The whole text.
    pub root: Node,
    /// Whether parts of the text were not understood. They are nodes of kind `ERROR`.
    pub has_error: bool,
    /// The tree as an S-expression, without the signs.
    pub expression: String,
}

/// How large a tree may be.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Nodes from the root to a leaf. They are nested on the stack.
    pub depth: usize,
    /// Nodes in all.
    pub nodes: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { depth: 256, nodes: 1 << 20 }
    }
}

/// Instances of the library.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<TreeSitter>, Fault> {
    Pool::new(Limits::default())
}

/// Parses a text.
///
/// # Errors
///
/// [`Rejected`](ringfence::FaultKind::Rejected) when the tree is larger than `bounds`, or none of this text; otherwise
/// when the library misbehaves or reaches a limit. A text that is no JSON has a tree, too.
pub fn parse(pool: &Pool<TreeSitter>, text: &str, bounds: Bounds) -> Result<Tree, Fault> {
    pool.scope(|s| {
        let parser = s.ts_parser_new()?;
        let language = s.tree_sitter_json()?;
        s.ts_parser_set_language(parser.ptr(), language)?;
        let tree = s.ts_parser_parse_string(parser.ptr(), text.as_bytes())?;
        let node = s.ts_tree_root_node(tree)?;
        let has_error = verify!(s.ts_node_has_error(&node)?, valid)?;
        let expression = s.ts_node_string(&node)?;
        // A kind of node takes less than this, with its brackets and the name of its field.
        let expression = verify!(s.c_str(expression.ptr(), 64 * bounds.nodes.max(1))?, utf8)?;
        let root = walk::tree(s, &node, text, bounds)?;
        s.ts_tree_delete(tree)?;
        Ok(Tree { root, has_error, expression })
    })
}
