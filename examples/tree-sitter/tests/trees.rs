//! Texts beside an independent parser, damaged ones, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use fenced_checks::Checks;
use fenced_tree_sitter::{Bounds, Node, parse};
use ringfence::FaultKind;
use serde_json::{Value, json};

const TEXT: &str = r#"{
  "name": "Zäune ☺", "sizes": [1, -2.5e3, 0], "open": false,
  "nested": {"empty": {}, "none": null, "list": [[], [[]], ["a\"b\u00e4"]]}
}"#;

/// The value that a tree means.
fn value(node: &Node, text: &str) -> Value {
    let parts: Vec<&Node> = node.children.iter().filter(|child| child.is_named).collect();
    match &*node.kind {
        "document" => value(parts[0], text),
        "object" => {
            let pair = |pair: &&Node| {
                let parts: Vec<&Node> = pair.children.iter().filter(|child| child.is_named).collect();
                (value(parts[0], text).as_str().unwrap().to_owned(), value(parts[1], text))
            };
            Value::Object(parts.iter().map(pair).collect())
        }
        "array" => parts.iter().map(|part| value(part, text)).collect(),
        _ => serde_json::from_str(&text[node.range.clone()]).unwrap(),
    }
}

fn random(seed: &mut u64, depth: u32) -> Value {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let number = *seed >> 33;
    match number % if depth == 0 { 5 } else { 9 } {
        0 => json!(null),
        1 => json!(number.is_multiple_of(2)),
        2 => json!(number as i64 - (1 << 30)),
        3 => json!(number as f64 / 1024.0),
        4 => json!(format!("\u{e4}\n\"{number}\u{1F600}")),
        5 | 6 => (0..number / 16 % 7).map(|_| random(seed, depth - 1)).collect(),
        _ => {
            Value::Object((0..number / 16 % 7).map(|i| (format!("k{i}"), random(seed, depth - 1))).collect())
        }
    }
}

#[test]
fn trees_mean_what_an_independent_parser_reads() {
    let pool = fenced_tree_sitter::pool().unwrap();
    let tree = parse(&pool, TEXT, Bounds::default()).unwrap();
    assert!(!tree.has_error);
    assert_eq!(value(&tree.root, TEXT), serde_json::from_str::<Value>(TEXT).unwrap());
    let mut seed = 1;
    for _ in 0..100 {
        let random = random(&mut seed, 6);
        let text = serde_json::to_string_pretty(&random).unwrap();
        let tree = parse(&pool, &text, Bounds::default()).unwrap();
        assert!(!tree.has_error, "{text}");
        assert_eq!(value(&tree.root, &text), serde_json::from_str::<Value>(&text).unwrap());
    }
}

/// What cargo says about this workspace: some hundred kilobytes that nobody wrote for a test.
#[test]
fn a_large_text_of_another_program_is_read() {
    let mut cargo = std::process::Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.len() > 20_000, "{}", String::from_utf8_lossy(&output.stderr));
    let tree = parse(&fenced_tree_sitter::pool().unwrap(), &text, Bounds::default()).unwrap();
    assert!(!tree.has_error);
    assert_eq!(value(&tree.root, &text), serde_json::from_str::<Value>(&text).unwrap());
}

#[test]
fn places_and_expressions_are_right() {
    let pool = fenced_tree_sitter::pool().unwrap();
    let text = "[1,\n \"ä\"]";
    let tree = parse(&pool, text, Bounds::default()).unwrap();
    assert_eq!(tree.expression, "(document (array (number) (string (string_content))))");
    let array = &tree.root.children[0];
    let parts: Vec<_> =
        array.children.iter().map(|node| (&*node.kind, &text[node.range.clone()], node.row)).collect();
    let expected = [("[", "[", 0), ("number", "1", 0), (",", ",", 0), ("string", "\"ä\"", 1), ("]", "]", 1)];
    assert_eq!(parts, expected);
}

#[test]
fn what_is_no_json_has_a_tree_with_errors() {
    let pool = fenced_tree_sitter::pool().unwrap();
    for text in ["[1,", "{]", "\u{feff}☺", "\"", "{\"a\" 1}"] {
        let tree = parse(&pool, text, Bounds::default()).unwrap();
        assert!(tree.has_error, "{text}");
        assert!(tree.root.range.end <= text.len());
    }
    assert!(!parse(&pool, "", Bounds::default()).unwrap().has_error);
}

#[test]
fn trees_stay_within_their_bounds() {
    let pool = fenced_tree_sitter::pool().unwrap();
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let bounds = Bounds { depth: 50, nodes: 1000 };
    assert!(parse(&pool, &nested(40), bounds).is_ok());
    for text in [nested(100), nested(100_000), format!("[{}0]", "0,".repeat(1000))] {
        let fault = parse(&pool, &text, bounds).unwrap_err();
        assert!(matches!(fault.kind(), FaultKind::Rejected | FaultKind::Guest | FaultKind::Limit), "{fault}");
    }
    let long = format!("[{}0]", "0,".repeat(10_000));
    assert_eq!(parse(&pool, &long, Bounds::default()).unwrap().root.children[0].children.len(), 20_003);
}

#[test]
fn damaged_texts_have_trees() {
    let pool = fenced_tree_sitter::pool().unwrap();
    let read = |pool: &_, file: &[u8]| parse(pool, &String::from_utf8_lossy(file), Bounds::default());
    let summary = Checks::new(pool, read).file("a text", TEXT).run();
    assert_eq!(summary.faults(), 0, "{summary}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let report =
        ringfence::hostile::attack(|pool| parse(pool, "[1, {\"a\": 2}]", Bounds::default())).rounds(40).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.6);
}
