//! Markdown with a table.

/// A heading and its rule, each of `columns` cells. Every `:-:` stands for a column that is centred.
pub fn centred(columns: usize) -> Vec<u8> {
    let row = |cell: &str| format!("|{}\n", cell.repeat(columns));
    (row("a|") + &row(":-:|")).into_bytes()
}
