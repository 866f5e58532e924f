//! Expansions against files.
//!
//! `BLESS=1 cargo test -p ringfence-macros` writes the files anew.

use std::path::Path;

/// Compares an expansion with the one in a file, or writes the file.
pub(crate) fn compare(file: &Path, found: &str) {
    if std::env::var_os("BLESS").is_some() {
        return std::fs::write(file, found).unwrap();
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    if found != expected {
        print_difference(&expected, found);
        panic!("{} differs; if the change is meant: BLESS=1 cargo test -p ringfence-macros", file.display());
    }
}

/// Prints the lines around the first and the last that differ.
fn print_difference(expected: &str, found: &str) {
    let (expected, found): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    let before = expected.iter().zip(&found).take_while(|(expected, found)| expected == found).count();
    let rest = expected.len().min(found.len()) - before;
    let backwards = expected.iter().rev().zip(found.iter().rev()).take(rest);
    let after = backwards.take_while(|(expected, found)| expected == found).count();
    println!("@@ line {} @@", before + 1);
    expected[before..expected.len() - after].iter().for_each(|line| println!("-{line}"));
    found[before..found.len() - after].iter().for_each(|line| println!("+{line}"));
}
