//! Names: which are usable, which are taken, and what is made from what.

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::ext::IdentExt;

/// Methods that every scope has. A C function of that name is called with a `_` after it, because a method of
/// the type hides one of a trait. The last two come from traits of the prelude and would be ambiguous.
const SCOPE_METHODS: &[&str] = &[
    "alloc",
    "alloc_slice",
    "alloc_flexible",
    "read_each",
    "read_bits",
    "write_bits",
    "copy_in",
    "copy_c_str",
    "copy_str",
    "copy_c_strs",
    "c_strs",
    "va_list",
    "read",
    "write",
    "slice",
    "view",
    "read_slice",
    "write_slice",
    "c_str",
    "memory_bytes",
    "lend",
    "lend_reentrant",
    "lend_host",
    "host",
    "call_ptr",
    "pointer_to",
    "keep",
    "keep_callback",
    "revive",
    "revive_fn",
    "revoke",
    "into",
    "try_into",
];

/// Methods that every guest pointer or copy of a struct has, by itself or through a trait of the prelude.
const POINTER_METHODS: &[&str] = &[
    "is_null", "cast", "address", "element", "first", "at", "as_slice", "clone", "to_owned", "into",
    "try_into",
];

/// Longest name of a library; it becomes a folder and part of symbol names.
const LONGEST_LIBRARY_NAME: usize = 64;

/// Whether `name` can name a library, and so a folder on every system.
pub fn is_library_name(name: &str) -> bool {
    let usable = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.');
    name.len() <= LONGEST_LIBRARY_NAME
        && name.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_')
        && name.chars().all(usable)
        && !name.ends_with('.')
        && !is_device(name)
}

/// Names that Windows keeps for devices, with any extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || ["com", "lpt"].iter().any(|port| {
            stem.strip_prefix(port).is_some_and(|number| {
                number.len() == 1 && number != "0" && number.chars().all(|digit| digit.is_ascii_digit())
            })
        })
}

/// The marker type of a library: `stb_image` becomes `StbImage`.
pub fn marker(library: &str) -> String {
    let name = camel_case(library);
    match name.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("Library{name}"),
        Some(_) if name != "Self" => name,
        _ => format!("{name}Library"),
    }
}

/// `foo_bar-baz` becomes `FooBarBaz`; capitals stay.
pub fn camel_case(name: &str) -> String {
    let words = name.split(|character: char| !character.is_ascii_alphanumeric());
    words.map(capitalised).collect()
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect()
}

/// The method that calls the C function `name`.
pub(crate) fn function_method(name: &Ident) -> Ident {
    with_underscore_if(name, SCOPE_METHODS)
}

/// The method that calls the exported function `name` of a Rust guest.
pub fn scope_method(name: &Ident) -> Ident {
    function_method(name)
}

/// The method that calls the C function `name` without its contract.
pub(crate) fn raw_method(name: &Ident) -> Ident {
    Ident::new(&format!("{}_raw", name.unraw()), name.span())
}

/// The struct with the outputs of the function `name`.
pub(crate) fn outputs(name: &Ident) -> Ident {
    Ident::new(&camel_case(&name.unraw().to_string()), name.span())
}

/// The module with the states of the handle `name`: `Decoder` has its in `decoder_state`.
pub(crate) fn states_module(name: &Ident) -> Ident {
    let (mut text, mut ends_word) = (String::new(), false);
    for character in name.unraw().to_string().chars() {
        if character.is_uppercase() && ends_word {
            text.push('_');
        }
        text.extend(character.to_lowercase());
        ends_word = character.is_lowercase() || character.is_ascii_digit();
    }
    Ident::new(&format!("{text}_state"), name.span())
}

/// The method that projects to the field `name`.
pub(crate) fn field_method(name: &Ident) -> Ident {
    with_underscore_if(name, POINTER_METHODS)
}

/// The trait with the functions of the library.
pub fn calls_trait(marker: &Ident) -> Ident {
    format_ident!("{marker}Calls")
}

/// The trait with the fields of the struct `name`.
pub(crate) fn fields_trait(name: &Ident) -> Ident {
    type_name(&format!("{}Fields", camel_case(&name.unraw().to_string())), name.span())
}

/// The marker type of the function type that the alias `name` declares.
pub(crate) fn function_type(name: &Ident) -> Ident {
    type_name(&camel_case(&name.unraw().to_string()), name.span())
}

/// The marker type of a function type without a name, after the place where it stands.
pub(crate) fn anonymous_function_type(place: &[String], span: Span) -> Ident {
    type_name(&format!("{}Fn", camel_case(&place.join("_"))), span)
}

/// The name of a parameter that has none.
pub(crate) fn parameter(index: usize) -> Ident {
    format_ident!("argument_{}", index + 1)
}

/// A name made from others, which need not make one.
fn type_name(text: &str, span: Span) -> Ident {
    match syn::parse_str::<Ident>(text) {
        Ok(_) => Ident::new(text, span),
        Err(_) => Ident::new(&format!("C{text}"), span),
    }
}

/// The trait with the fields of copies of the struct `name`.
pub(crate) fn values_trait(name: &Ident) -> Ident {
    Ident::new(&format!("{}Values", camel_case(&name.unraw().to_string())), name.span())
}

fn with_underscore_if(name: &Ident, taken: &[&str]) -> Ident {
    match taken.iter().any(|taken| name == taken) {
        true => Ident::new(&format!("{name}_"), name.span()),
        false => name.clone(),
    }
}

/// The C name of a function: its own, without `r#`.
pub(crate) fn c_function(name: &Ident) -> String {
    name.unraw().to_string()
}

/// The C name of a type, field or variant: its own, without `r#`, and without the `_` that a keyword needs.
pub(crate) fn c_name(name: &Ident) -> String {
    let name = name.unraw().to_string();
    match name.strip_suffix('_') {
        Some(keyword) if syn::parse_str::<Ident>(keyword).is_err() && !keyword.is_empty() => {
            keyword.to_owned()
        }
        _ => name,
    }
}

/// Whether `text` is a C identifier.
pub(crate) fn is_c_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
}

/// Whether `text` names a C type: an identifier, with its tag keyword or not, with its C++ namespace or not.
pub(crate) fn is_c_type(text: &str) -> bool {
    let tags = ["struct ", "union ", "enum "];
    let name = tags.iter().find_map(|tag| text.strip_prefix(tag)).unwrap_or(text);
    name.split("::").all(is_c_identifier)
}

/// Whether `text` names a member, also one of a member: `a.b`.
pub(crate) fn is_c_member(text: &str) -> bool {
    text.split('.').all(is_c_identifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ident(name: &str) -> Ident {
        syn::parse_str(name).unwrap()
    }

    #[test]
    fn markers_are_camel_case_and_never_keywords_or_numbers() {
        for (library, expected) in [
            ("stb_image", "StbImage"),
            ("lodepng", "Lodepng"),
            ("lib-foo2.c", "LibFoo2C"),
            ("7z", "Library7z"),
            ("self", "SelfLibrary"),
            ("_", "Library"),
            ("libPNG", "LibPNG"),
        ] {
            assert_eq!(marker(library), expected);
            ident(expected);
        }
    }

    #[test]
    fn library_names_are_folder_names_everywhere() {
        for good in ["a", "stb_image", "lib-foo.2", "_x", "7z", "console", "com10"] {
            assert!(is_library_name(good), "{good}");
        }
        let long = "x".repeat(65);
        for bad in
            ["", ".", "..", "a/b", "a\\b", "../x", "-x", "a b", "ä", "nul", "CON.txt", "lpt1", "a.", &long]
        {
            assert!(!is_library_name(bad), "{bad}");
        }
    }

    #[test]
    fn names_of_methods_give_way() {
        assert_eq!(function_method(&ident("read")).to_string(), "read_");
        assert_eq!(function_method(&ident("inflate")).to_string(), "inflate");
        assert_eq!(field_method(&ident("cast")).to_string(), "cast_");
        assert_eq!(field_method(&ident("width")).to_string(), "width");
    }

    #[test]
    fn c_names_lose_what_rust_keywords_need() {
        for (rust, c) in
            [("r#type", "type"), ("type_", "type"), ("match_", "match"), ("name_", "name_"), ("_", "_")]
        {
            let name = Ident::parse_any.parse_str(rust).unwrap();
            assert_eq!(c_name(&name), c, "{rust}");
        }
        assert_eq!(c_function(&ident("type_")), "type_");
    }

    use syn::parse::Parser;

    #[test]
    fn c_names_hold_nothing_but_names() {
        assert!(is_c_type("struct foo") && is_c_type("ns::Foo") && is_c_type("z_stream"));
        assert!(!is_c_type("foo*") && !is_c_type("struct ") && !is_c_type("a; int b") && !is_c_type(""));
        assert!(is_c_member("a.b") && !is_c_member("a..b") && !is_c_member("a)"));
    }

    #[test]
    fn markers_of_function_types_are_camel_case_and_always_names() {
        for (alias, marker) in
            [("row_fn", "RowFn"), ("XML_Start", "XMLStart"), ("_1", "C1"), ("__", "C"), ("self_", "CSelf")]
        {
            assert_eq!(function_type(&ident(alias)).to_string(), marker);
        }
        let place = ["_2d".to_owned(), "visit_row".to_owned()];
        assert_eq!(anonymous_function_type(&place, Span::call_site()).to_string(), "C2dVisitRowFn");
    }

    #[test]
    fn modules_of_states_are_snake_case() {
        for (name, module) in [("Decoder", "decoder_state"), ("PngReader2", "png_reader2_state")] {
            assert_eq!(states_module(&ident(name)).to_string(), module);
        }
        assert_eq!(states_module(&ident("XML_Parser")).to_string(), "xml_parser_state");
    }

    #[test]
    fn traits_of_fields_are_camel_case() {
        assert_eq!(fields_trait(&ident("z_stream_s")).to_string(), "ZStreamSFields");
        assert_eq!(fields_trait(&ident("Info")).to_string(), "InfoFields");
        assert_eq!(fields_trait(&ident("_1")).to_string(), "C1Fields");
    }
}
