//! The interface as text that a person can read.

use std::collections::BTreeMap;

use ringfence_syntax::header::text_of;
use ringfence_syntax::manifest::LeftOut;
use syn::visit_mut::VisitMut;
use syn::{Attribute, Item, ItemForeignMod, parse_quote};

use super::piece::Piece;

/// One item, formatted.
pub(crate) fn item(item: &Item) -> String {
    prettyplease::unparse(&syn::File { shebang: None, attrs: Vec::new(), items: vec![item.clone()] })
}

/// The whole file.
pub(crate) fn file(headers: &[String], pieces: &[Piece], left_out: &BTreeMap<String, LeftOut>) -> String {
    let mut out = format!(
        "// Read from {} by ringfence-build. Written again with each build: change the wrapper instead, where a\n\
         // declaration by hand takes the place of the one of the same name here.\n",
        headers.join(", ")
    );
    let mut functions: ItemForeignMod = parse_quote!(
        extern "C" {}
    );
    let mut items = Vec::new();
    for piece in pieces {
        match &piece.item {
            Item::ForeignMod(block) => functions.items.extend(block.items.iter().cloned()),
            item => items.push(item.clone()),
        }
    }
    // Constants first, then types; both in the order of the header.
    items.sort_by_key(|item| !matches!(item, Item::Const(_)));
    if !functions.items.is_empty() {
        items.push(Item::ForeignMod(functions));
    }
    let mut file = syn::File { shebang: None, attrs: Vec::new(), items };
    Comments.visit_file_mut(&mut file);
    out.push('\n');
    out.push_str(&prettyplease::unparse(&file));
    if !left_out.is_empty() {
        out.push_str("\n// Left out:\n");
    }
    for (name, LeftOut { reason, .. }) in left_out {
        out.push_str(&format!("// - `{name}`: {}\n", reason.replace('\n', " ")));
    }
    out
}

/// Makes comments of C such that rustdoc takes nothing in them for markup, links or examples.
struct Comments;

impl VisitMut for Comments {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let (docs, others): (Vec<_>, Vec<_>) =
            std::mem::take(attributes).into_iter().partition(|attribute| attribute.path().is_ident("doc"));
        let texts: Vec<_> = docs.iter().filter_map(text_of).collect();
        let text = texts.join("\n");
        let plain = |letter: char| letter.is_alphanumeric() || " .,;:()-'\"/=+%".contains(letter);
        let is_plain = !text.contains("://") && text.chars().all(plain);
        let lines: Vec<String> = match text.trim() {
            "" => Vec::new(),
            line if is_plain => vec![format!(" {line}")],
            _ => {
                let inner = text.trim_end().replace("```", "'''");
                let lines = inner
                    .lines()
                    .map(|line| format!(" {}", line.strip_prefix(' ').unwrap_or(line).trim_end()));
                std::iter::once(" ```text".to_owned()).chain(lines).chain([" ```".to_owned()]).collect()
            }
        };
        attributes.extend(lines.into_iter().map(|line| -> Attribute { parse_quote!(#[doc = #line]) }));
        attributes.extend(others);
        attributes.iter_mut().for_each(|attribute| self.visit_attribute_mut(attribute));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(item: Item) -> String {
        file(&["x.h".to_owned()], &[Piece::new("x", item)], &BTreeMap::new())
    }

    #[test]
    fn comments_of_c_are_shown_and_mean_nothing_to_rustdoc() {
        let plain = text(parse_quote!(
            #[doc = " Opens a file."]
            pub const x: i32 = 1;
        ));
        assert!(plain.contains("/// Opens a file.\npub const"), "{plain}");
        let marked = text(parse_quote!(
            #[doc = " See [x] and <y>.\n     int code;"]
            pub const x: i32 = 1;
        ));
        assert!(
            marked.contains("/// ```text\n/// See [x] and <y>.\n///     int code;\n/// ```\n"),
            "{marked}"
        );
    }

    #[test]
    fn what_was_left_out_stands_at_the_end() {
        let left_out = LeftOut { reason: "of a reason".to_owned(), parameters: None };
        let text = file(&["x.h".to_owned()], &[], &BTreeMap::from([("f".to_owned(), left_out)]));
        assert!(text.ends_with("// Left out:\n// - `f`: of a reason\n"), "{text}");
        assert!(syn::parse_file(&text).unwrap().items.is_empty());
    }
}
