//! What the compiler says to a misuse fits on a third of a screen, and begins where the mistake is.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Lines of one error, from `error` to its last note.
const MOST: usize = 10;

/// Programs whose error the compiler makes longer, by notes that no library can turn off. May only shrink.
const LONGER: &[(&str, &str)] = &[
    ("callback/callback_returns_a_tainted_value", BOTH_TYPES),
    ("callback/function_pointer_outlives_its_scope", VARIANCE),
    ("callback/kept_callback_outlives_its_captures", BORROWS),
    ("callback/kept_callback_that_is_tied_to_a_thread", SEND),
    ("callback/kept_pointer_used_without_reviving_it", CALLEE),
    ("callback/lent_capture_used_meanwhile", BORROWS),
    ("callback/outer_scope_used_in_a_callback", BORROWS),
    ("callback/token_of_another_scope", VARIANCE),
    ("callback/wrong_function_type", BOUND),
    ("macro/derive_elements_of_a_number", DERIVE),
    ("macro/derive_field_that_cannot_hold_it", DERIVE),
    ("macro/derive_inert_number", DERIVE),
    ("macro/derive_pointer_that_is_a_number", DERIVE),
    ("macro/derive_relation_of_floats", DERIVE),
    ("macro/left_out_of_a_header", BOUND),
    ("state/call_in_the_wrong_order", CALLEE),
    ("state/handle_in_none_of_the_states", BOUND),
    ("state/handle_of_another_type", CALLEE),
    ("state/handle_outlives_its_scope", VARIANCE),
    ("state/handle_used_after_its_end", MOVES),
    ("state/handle_used_after_its_state_changed", MOVES),
    ("state/kept_handle_used_without_reviving_it", CALLEE),
    ("state/pointer_instead_of_a_handle", CALLEE),
    ("taint/alloc_size_of_another_bound", BOTH_TYPES),
    ("taint/allocate_an_opaque_handle", BOUND),
    ("taint/compare_tainted", OWN_TYPE),
    ("taint/copy_outlives_scope", VARIANCE),
    ("taint/expose_without_a_record", CALLEE),
    ("taint/file_name_of_a_number", BOUND),
    ("taint/forge_a_site", LEVEL),
    ("taint/host_pointer_as_argument", CALLEE),
    ("taint/index_by_an_enum", BOUND),
    ("taint/pointer_of_another_scope", VARIANCE),
    ("taint/pointer_outlives_scope", VARIANCE),
    ("taint/pointer_to_another_type", CALLEE),
    ("taint/read_an_opaque_handle", BOUND),
    ("taint/scope_on_another_thread", SEND),
    ("taint/scope_outlives_closure", VARIANCE),
    ("taint/tainted_as_argument", CALLEE),
    ("taint/unused_taint", LEVEL),
    ("taint/use_without_verify", BOTH_TYPES),
    ("taint/verify_as_a_type_without_rules", OWN_TYPE),
];

const BOTH_TYPES: &str =
    "mismatched types are spelled out once more, and what made the compiler expect one of them";
const CALLEE: &str = "the declaration of the function that was called is shown";
const BOUND: &str = "the bound of the function that was called is shown, and the type that lacks the trait";
const OWN_TYPE: &str = "the declaration of the type that lacks the trait is shown";
const LEVEL: &str = "the line that set the lint's level is shown";
const VARIANCE: &str = "three notes explain variance, on which brands rest";
const BORROWS: &str = "each of the borrows that exclude each other is shown";
const MOVES: &str = "the function that took the handle is shown";
const SEND: &str = "the way to what cannot be sent is shown type by type";
const DERIVE: &str = "the derive is shown beside the rule in which the mistake is";

/// A program that must not compile.
struct Case {
    /// `folder/name`.
    name: String,
    source: String,
    /// What the compiler says, error by error.
    errors: Vec<Vec<String>>,
}

impl Case {
    fn read(expected: &Path) -> Self {
        let folder = expected.parent().unwrap().file_name().unwrap().to_str().unwrap();
        let name = format!("{folder}/{}", expected.file_stem().unwrap().to_str().unwrap());
        let source = std::fs::read_to_string(expected.with_extension("rs")).unwrap();
        let mut errors: Vec<Vec<String>> = Vec::new();
        for line in std::fs::read_to_string(expected).unwrap().lines() {
            if line.starts_with("error") {
                errors.push(Vec::new());
            }
            errors.last_mut().unwrap().push(line.to_owned());
        }
        for error in &mut errors {
            let end = error.iter().rposition(|line| !line.is_empty()).unwrap();
            error.truncate(end + 1);
        }
        Self { name, source, errors }
    }

    /// Lines of the longest error.
    fn longest(&self) -> usize {
        self.errors.iter().map(Vec::len).max().unwrap()
    }

    /// Whether an error points into the program, at something that its author wrote for the purpose: not the
    /// attribute or the derive that found the mistake.
    fn is_at_the_mistake(&self, error: &[String]) -> bool {
        let Some(place) = error.iter().find_map(|line| line.trim_start().strip_prefix("--> ")) else {
            return false;
        };
        let mut parts = place.rsplitn(3, ':').collect::<Vec<_>>();
        parts.reverse();
        let [file, line, column] = parts[..] else { return false };
        let (line, column): (usize, usize) = (line.parse().unwrap(), column.parse().unwrap());
        let text = self.source.lines().nth(line - 1).unwrap_or_default();
        let before = text.chars().nth(column.wrapping_sub(2)).unwrap_or(' ');
        let rest: String = text.chars().skip(column - 1).collect();
        let begins_a_token = rest.starts_with(|c: char| !c.is_whitespace())
            && !(is_of_a_word(before) && rest.starts_with(is_of_a_word));
        file == format!("{}.rs", self.name)
            && begins_a_token
            && !rest.starts_with("#[library(")
            && !rest.starts_with("#[ringfence::library(")
            && !rest.starts_with("Verify)]")
    }
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn cases() -> Vec<Case> {
    let folders = entries(Path::new(env!("CARGO_MANIFEST_DIR"))).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| entries(&folder));
    let expected = files.filter(|path| path.extension().is_some_and(|extension| extension == "stderr"));
    expected.map(|path| Case::read(&path)).collect()
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())
}

#[test]
fn errors_are_short_unless_the_compiler_insists() {
    let longer: BTreeMap<_, _> = LONGER.iter().copied().collect();
    assert_eq!(longer.len(), LONGER.len(), "a program is listed twice");
    let cases = cases();
    let mut complaints = Vec::new();
    for case in &cases {
        match (case.longest(), longer.get(&*case.name)) {
            (lines, None) if lines > MOST => complaints.push(format!("{}: {lines} lines", case.name)),
            (lines, Some(_)) if lines <= MOST => {
                complaints.push(format!("{}: {lines} lines, so it need not be listed any more", case.name));
            }
            _ => {}
        }
    }
    let names: Vec<_> = cases.iter().map(|case| &*case.name).collect();
    complaints.extend(longer.keys().filter(|name| !names.contains(name)).map(|name| format!("{name}: gone")));
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_error_begins_at_the_mistake() {
    let cases = cases();
    assert!(cases.len() >= 60, "{} programs", cases.len());
    let elsewhere: Vec<_> = cases
        .iter()
        .filter(|case| !case.errors.iter().all(|error| case.is_at_the_mistake(error)))
        .map(|case| &*case.name)
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

#[test]
fn places_elsewhere_are_noticed() {
    let case = |source: &str, place: &str| {
        let error = vec!["error: x".to_owned(), format!(" --> {place}")];
        let case = Case { name: "macro/a".into(), source: source.into(), errors: vec![error.clone()] };
        case.is_at_the_mistake(&error)
    };
    assert!(case("fn wrong() {}", "macro/a.rs:1:4"));
    assert!(!case("fn wrong() {}", "macro/b.rs:1:4"), "another file");
    assert!(!case("fn wrong() {}", "macro/a.rs:1:5"), "inside a word");
    assert!(!case("fn wrong() {}", "macro/a.rs:1:3"), "a blank");
    assert!(!case("#[library(\"a\")]", "macro/a.rs:1:1"), "the attribute");
    assert!(case("#[library(\"a\")]", "macro/a.rs:1:11"));
    assert!(!case("#[derive(Debug, Verify)]", "macro/a.rs:1:17"), "the derive");
}
