//! The headers a compilation read, from the `.d` files that the compiler leaves beside the objects.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::{Error, files};

/// The union over all objects, without the sources themselves.
pub(crate) fn headers(objects: &[PathBuf], sources: &[PathBuf]) -> Result<BTreeSet<PathBuf>, Error> {
    let mut all = BTreeSet::new();
    for object in objects {
        let text = files::read(&object.with_extension("d"))?;
        all.extend(prerequisites(&String::from_utf8_lossy(&text)).into_iter().map(PathBuf::from));
    }
    for source in sources {
        all.remove(source);
    }
    Ok(all.into_iter().map(|path| std::path::absolute(&path).unwrap_or(path)).collect())
}

/// The words after `target:`. Blanks in names are escaped with a backslash, lines are continued with one, `$` is
/// doubled, and `#` is escaped.
fn prerequisites(text: &str) -> Vec<String> {
    let joined = text.replace("\\\r\n", " ").replace("\\\n", " ");
    joined.lines().filter_map(|rule| rule.split_once(": ")).flat_map(|(_, list)| words(list)).collect()
}

fn words(list: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = list.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = match (letter, letters.peek()) {
            ('\\', Some(next @ (' ' | '#'))) | ('$', Some(next @ '$')) => Some(*next),
            _ => None,
        };
        match escaped {
            Some(next) => {
                letters.next();
                push(&mut words, next);
            }
            None if letter.is_whitespace() => words.push(String::new()),
            None => push(&mut words, letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn push(words: &mut [String], letter: char) {
    if let Some(word) = words.last_mut() {
        word.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_over_several_lines_gives_every_file() {
        let text = "out/a.o: src/a.c src/a.h \\\n  src/with\\ blank.h \\\n  src/$$money.h\n";
        assert_eq!(prerequisites(text), ["src/a.c", "src/a.h", "src/with blank.h", "src/$money.h"]);
    }
}
