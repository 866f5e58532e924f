//! From the root to the leaves, with a cursor.

use std::ops::Range;

use ringfence::{Fault, GuestPtr, Scope, TaintedStruct, verify};

use crate::interface::tree_sitter::{
    TSNode, TSPointValues as _, TSTreeCursor, TreeSitter, TreeSitterCalls as _,
};
use crate::{Bounds, Node};

/// A walk over a tree.
struct Walk<'t, 'id> {
    text: &'t str,
    bounds: Bounds,
    cursor: GuestPtr<'id, TSTreeCursor>,
    nodes: usize,
}

/// Copies a tree out.
pub(crate) fn tree<'id>(
    s: &mut Scope<'id, TreeSitter>,
    root: &TaintedStruct<'id, TSNode>,
    text: &str,
    bounds: Bounds,
) -> Result<Node, Fault> {
    let cursor = s.alloc::<TSTreeCursor>()?;
    let start = s.ts_tree_cursor_new(root)?;
    s.write(cursor, start)?;
    let root = Walk { text, bounds, cursor, nodes: 0 }.node(s, 0..text.len(), 1)?;
    s.ts_tree_cursor_delete(cursor)?;
    Ok(root)
}

impl<'id> Walk<'_, 'id> {
    /// The node at the cursor, which is back there afterwards.
    fn node(
        &mut self,
        s: &mut Scope<'id, TreeSitter>,
        within: Range<usize>,
        depth: usize,
    ) -> Result<Node, Fault> {
        let node = s.ts_tree_cursor_current_node(self.cursor)?;
        let kind = s.ts_node_type(&node)?;
        let kind = verify!(s.c_str(kind, 64)?, utf8)?;
        let is_named = verify!(s.ts_node_is_named(&node)?, valid)?;
        let fits = |&place: &u32| {
            let place = place as usize;
            within.start <= place && place <= within.end && self.text.is_char_boundary(place)
        };
        let start = verify!(s.ts_node_start_byte(&node)?, fits)? as usize;
        let end = verify!(s.ts_node_end_byte(&node)?, fits)? as usize;
        let end = end.max(start);
        let row = verify!(s.ts_node_start_point(&node)?.row(), |&row| row as usize <= self.text.len())?;
        let children = self.children(s, start..end, depth)?;
        Ok(Node { kind, is_named, range: start..end, row: row as usize, children })
    }

    fn children(
        &mut self,
        s: &mut Scope<'id, TreeSitter>,
        mut within: Range<usize>,
        depth: usize,
    ) -> Result<Vec<Node>, Fault> {
        let mut children = Vec::new();
        let first = s.ts_tree_cursor_goto_first_child(self.cursor)?;
        let mut is_more = verify!(first, |&first| !first || depth < self.bounds.depth)?;
        let has_children = is_more;
        while is_more {
            self.nodes += 1;
            let child = self.node(s, within.clone(), depth + 1)?;
            within.start = child.range.end;
            children.push(child);
            let next = s.ts_tree_cursor_goto_next_sibling(self.cursor)?;
            is_more = verify!(next, |&next| !next || self.nodes < self.bounds.nodes)?;
        }
        if has_children {
            verify!(s.ts_tree_cursor_goto_parent(self.cursor)?, |&is_there| is_there)?;
        }
        Ok(children)
    }
}
