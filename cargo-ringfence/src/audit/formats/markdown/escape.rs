//! Text that means nothing to a reader of Markdown, in cells of tables and elsewhere.

/// Text as it is: no emphasis, no link, no HTML, no cell, and nobody is called.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for (index, letter) in text.char_indices() {
        match letter {
            // Backslashes before bars are read differently by different programs.
            '|' | '\\' | '&' | '<' | '>' | '^' => safe.push_str(&entity(letter)),
            '*' | '_' | '`' | '[' | ']' | '~' | '$' => safe.extend(['\\', letter]),
            // GitHub looks for names of people and numbers of issues after everything else. A blank of no width stops it.
            '@' | '#' => safe.push_str(&format!("{}&#8203;", entity(letter))),
            // Addresses become links without being asked to.
            ':' if text.get(index..).is_some_and(|rest| rest.starts_with("://")) => {
                safe.push_str(&entity(letter))
            }
            '.' if address(text, index) => safe.push_str(&entity(letter)),
            other => safe.push(other),
        }
    }
    safe
}

fn entity(letter: char) -> String {
    format!("&#{};", u32::from(letter))
}

/// Whether the dot at `index` is that of `www.`.
fn address(text: &str, index: usize) -> bool {
    text.get(..index).is_some_and(|before| before.to_ascii_lowercase().ends_with("www"))
}

/// Text in the letters of a machine, where that can be told without doubt.
pub(super) fn code(text: &str) -> String {
    let plain = !text.trim().is_empty() && text.trim() == text && !text.contains(['`', '|', '\\']);
    if plain { format!("`{text}`") } else { escaped(text) }
}

/// Text in which what stands between backticks is code.
pub(super) fn rich(text: &str) -> String {
    let parts: Vec<_> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let part = |(index, part): (usize, &&str)| match index % 2 {
        0 => escaped(part),
        _ if part.is_empty() => "\\`\\`".to_owned(),
        _ => code(part),
    };
    parts.iter().enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_code_only_where_it_ends() {
        assert_eq!(rich("links `z` statically"), "links `z` statically");
        assert_eq!(rich("a ` b"), "a \\` b");
        assert_eq!(rich("`` x"), "\\`\\` x");
        assert_eq!(code("a|b"), "a&#124;b");
        assert_eq!(code("a`b"), "a\\`b");
        assert_eq!(code(" "), " ");
    }

    #[test]
    fn nothing_has_a_meaning() {
        assert_eq!(escaped("<b>|*x*"), "&#60;b&#62;&#124;\\*x\\*");
        assert_eq!(escaped("https://www.x.y"), "https&#58;//www&#46;x.y");
        assert_eq!(escaped("@all #1"), "&#64;&#8203;all &#35;&#8203;1");
        assert_eq!(escaped("1.1.31: a_b"), "1.1.31: a\\_b");
    }
}
