use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};

use super::super::super::sample;
use super::*;

/// Elements that have no end.
const VOID: [&str; 2] = ["meta", "br"];

#[test]
fn a_report() {
    insta::assert_snapshot!(of(&sample::report()).replace(STYLE, "/* style */"));
}

#[test]
fn a_hostile_report() {
    insta::assert_snapshot!(of(&sample::hostile_finding()).replace(STYLE, "/* style */"));
}

/// What a browser makes of the page: the elements that we wrote, closed in order, with our attributes.
#[test]
fn names_and_reasons_make_no_elements() {
    let text = of(&sample::hostile());
    let (mut open, mut seen, mut attributes) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for Ok(token) in Tokenizer::new(&text) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8(tag.name.to_vec()).unwrap();
                attributes
                    .extend(tag.attributes.keys().map(|name| String::from_utf8(name.to_vec()).unwrap()));
                seen.insert(name.clone());
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => assert_eq!(open.pop().unwrap().as_bytes(), &tag.name[..]),
            Token::Comment(comment) => panic!("{comment:?}"),
            Token::Error(error) => panic!("{error:?}"),
            Token::Doctype(_) | Token::String(_) => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
    let ours = "article b body br caption code dd div dl dt footer h1 h2 h3 head header html li main meta p section span \
                strong style table tbody td th thead title tr ul";
    assert_eq!(seen.into_iter().collect::<Vec<_>>().join(" "), ours);
    let ours = "aria-label charset class content http-equiv lang name role scope tabindex";
    assert_eq!(attributes.into_iter().collect::<Vec<_>>().join(" "), ours);
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let text = of(&sample::report());
    for word in ["<script", "<link", "src=", "url(", "@import", "http://", "https://"] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(text.contains(POLICY), "the policy is not escaped away");
}

/// Headings go down one step at a time, tables have captions and named columns.
#[test]
fn the_page_can_be_listened_to() {
    let text = of(&sample::report());
    assert!(text.contains("<html lang=\"en\">"));
    assert_eq!(text.matches("<h1>").count(), 1);
    assert_eq!(text.matches("<table>").count(), text.matches("<caption>").count());
    assert_eq!(text.matches("<thead>").count(), text.matches("<table>").count());
    assert!(text.find("<h2>") < text.find("<h3>"));
}

/// `--style` as a number from 0 to 1 for each of red, green and blue.
fn luminance(colour: &str) -> f64 {
    let wide: String = match colour.len() {
        3 => colour.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => colour.to_owned(),
    };
    let part = |index: usize| {
        let value = f64::from(u8::from_str_radix(&wide[index..index + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

/// 4.5 to 1 is what WCAG asks for at least (AA), on the page and on shaded cells, in light, dark and print.
#[test]
fn colours_can_be_told_from_their_background() {
    let blocks: Vec<_> =
        STYLE.split(":root {").skip(1).map(|block| block.split('}').next().unwrap()).collect();
    assert_eq!(blocks.len(), 3, "light, dark, print");
    for block in blocks {
        let colour = |name: &str| {
            let value = block.split(&format!("--{name}: #")).nth(1)?.split(';').next()?;
            Some(luminance(value))
        };
        for back in ["paper", "shade"].map(|name| colour(name).unwrap()) {
            for ink in ["ink", "faint", "bad", "warn", "good"].map(|name| colour(name).unwrap()) {
                let (light, dark) = (back.max(ink), back.min(ink));
                assert!((light + 0.05) / (dark + 0.05) >= 4.5, "{block}");
            }
        }
    }
}
