//! The first call: a function that needs nothing, or next to nothing.

use syn::{ForeignItemFn, ReturnType};

use super::contract::{Shape, Target, counterpart};
use super::interface::Interface;

/// A call that a test can make without knowing the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct First {
    /// What the wrapper is called.
    pub(super) name: String,
    /// The C function, for people.
    pub(super) function: Option<String>,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Text {
        call: String,
    },
    Number {
        call: String,
    },
    Object {
        call: String,
        free: Option<String>,
    },
    /// No function is simple enough: bytes go in and come out.
    Copy,
}

impl First {
    pub(super) fn choose(interface: &Interface) -> Self {
        let offers = interface.functions.iter().filter_map(|function| offer(function, interface));
        match offers.max_by_key(|(rank, first)| (*rank, std::cmp::Reverse(first.name.len()))) {
            Some((_, first)) => first,
            None => Self { name: "round_trip".to_owned(), function: None, kind: Kind::Copy },
        }
    }

    /// The function of `src/lib.rs`.
    pub(super) fn wrapper(&self, marker: &str) -> String {
        let name = &self.name;
        let head = |returns: &str| {
            format!(
                "pub fn {name}(pool: &Pool<{marker}>) -> Result<{returns}, Fault> {{\n    pool.scope(|s| {{\n"
            )
        };
        let body = match &self.kind {
            Kind::Text { call } => format!(
                "{}        let text = s.{call}?;\n        verify!(s.c_str(text, 256)?, utf8)\n",
                head("String")
            ),
            Kind::Number { call } => format!(
                "{}        // Any number will do, since it is only printed: `in 0..=100` would be a rule.\n        \
                 let number = verify!(s.{call}?, in ..)?;\n        Ok(number.to_string())\n",
                head("String")
            ),
            Kind::Object { call, free } => format!(
                "{}        let object = s.{call}?;\n        if object.is_null() {{\n            \
                 return Err(Fault::host(\"the library made nothing\"));\n        }}\n{}        \
                 Ok(\"made\".to_owned())\n",
                head("String"),
                free.as_ref().map(|free| format!("        s.{free}(object)?;\n")).unwrap_or_default()
            ),
            Kind::Copy => format!(
                "{}        let bytes = s.copy_in(b\"bytes\")?;\n        \
                 // Bytes are only bytes: nothing is decided by them.\n        \
                 Ok(String::from_utf8_lossy(&inert!(s.read_slice(bytes)?)).into_owned())\n",
                head("String")
            ),
        };
        format!("{body}    }})\n}}\n")
    }

    /// What of `ringfence` the wrapper needs, beside `Fault` and `Pool`.
    pub(super) fn macro_name(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Text { .. } | Kind::Number { .. } => Some("verify"),
            Kind::Copy => Some("inert"),
            Kind::Object { .. } => None,
        }
    }

    /// Whether the wrapper calls a function of the library at all.
    pub(super) fn calls(&self) -> bool {
        self.kind != Kind::Copy
    }

    /// One sentence on what it does.
    pub(super) fn purpose(&self) -> String {
        let function = self.function.as_deref().unwrap_or_default();
        match self.kind {
            Kind::Text { .. } => format!("What `{function}` says."),
            Kind::Number { .. } => format!("The number that `{function}` gives."),
            Kind::Object { .. } => format!("Whether `{function}` makes an object."),
            Kind::Copy => "Copies bytes into the library's memory and back.".to_owned(),
        }
    }
}

/// A function that can be called, and how good a first call it is.
fn offer(function: &ForeignItemFn, interface: &Interface) -> Option<(u32, First)> {
    let name = function.sig.ident.to_string();
    let lower = name.to_ascii_lowercase();
    let dangerous = [
        "abort", "exit", "free", "delete", "destroy", "close", "cleanup", "shutdown", "panic", "assert",
        "lock", "config",
    ];
    if function.sig.variadic.is_some() || dangerous.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let arguments = arguments(function, interface)?;
    let method = ringfence_syntax::names::scope_method(&function.sig.ident);
    let call = format!("{method}({})", arguments.join(", "));
    let ReturnType::Type(_, kind) = &function.sig.output else { return None };
    let is_bare = arguments.is_empty();
    let is_version = lower.contains("version");
    let (rank, kind) = match interface.aliases.shape(kind) {
        Shape::Pointer { to: Target::Char, is_mutable: false } => match (is_version, is_bare) {
            (true, true) => (100, Kind::Text { call }),
            (false, true) => (60, Kind::Text { call }),
            _ => (50, Kind::Text { call }),
        },
        Shape::Integer | Shape::Float => match (is_version, is_bare) {
            (true, true) => (90, Kind::Number { call }),
            (false, true) => (30, Kind::Number { call }),
            _ => (if is_measure(&lower) { 45 } else { 20 }, Kind::Number { call }),
        },
        Shape::Pointer { to: Target::Object, is_mutable: true } if is_bare => {
            let all: Vec<_> = interface.functions.iter().collect();
            let free = counterpart(function, &all, &interface.aliases);
            let free = free.map(|free| ringfence_syntax::names::scope_method(&free.sig.ident).to_string());
            let makes = ["new", "create", "alloc", "init", "open"].iter().any(|word| lower.contains(word));
            let rank = match (&free, makes) {
                (Some(_), true) => 80,
                (Some(_), false) => 70,
                (None, true) => 40,
                (None, false) => return None,
            };
            (rank, Kind::Object { call, free })
        }
        _ => return None,
    };
    let wrapper = if is_version { "version".to_owned() } else { snake_case(&name) };
    Some((rank, First { name: wrapper, function: Some(name), kind }))
}

/// Functions that only compute: how much room something needs.
fn is_measure(name: &str) -> bool {
    ["bound", "size", "maxlen", "add", "sum", "crc", "hash"].iter().any(|word| name.contains(word))
}

/// A one for each number; nothing else can be made up.
fn arguments(function: &ForeignItemFn, interface: &Interface) -> Option<Vec<String>> {
    let inputs = function.sig.inputs.iter();
    let all = inputs.map(|input| match input {
        syn::FnArg::Typed(typed) => match interface.aliases.shape(&typed.ty) {
            Shape::Integer => Some("1".to_owned()),
            Shape::Float => Some("1.0".to_owned()),
            _ => None,
        },
        syn::FnArg::Receiver(_) => None,
    });
    all.collect()
}

/// `ZSTD_getErrorName` as `zstd_get_error_name`.
fn snake_case(name: &str) -> String {
    let mut text = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| letters.get(before)).copied().unwrap_or('_');
        let is_start = letter.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit());
        if is_start && !text.ends_with('_') {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    let text = text.trim_matches('_').to_owned();
    match syn::parse_str::<syn::Ident>(&text) {
        Ok(_) => text,
        Err(_) => format!("call_{text}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn first(functions: &str) -> First {
        let text = format!("pub struct p; extern \"C\" {{ {functions} }}");
        First::choose(&Interface::read("lib", &["lib.h".to_owned()], &text, BTreeMap::new()).unwrap())
    }

    #[test]
    fn a_version_is_the_best_first_call() {
        let first = first(
            "pub fn lib_new() -> *mut p; pub fn lib_free(x: *mut p); pub fn libVersion() -> *const c_char;
             pub fn lib_size() -> c_int;",
        );
        assert_eq!((first.name.as_str(), first.function.as_deref()), ("version", Some("libVersion")));
        assert!(first.wrapper("Lib").contains("s.libVersion()?"), "{}", first.wrapper("Lib"));
    }

    #[test]
    fn then_an_object_which_is_freed() {
        let first =
            first("pub fn lib_new() -> *mut p; pub fn lib_free(x: *mut p); pub fn lib_size() -> c_int;");
        assert!(first.wrapper("Lib").contains("s.lib_free(object)?;"), "{}", first.wrapper("Lib"));
    }

    #[test]
    fn then_a_number_of_numbers() {
        let first = first("pub fn add(a: c_int, b: c_int) -> c_int; pub fn lib_exit() -> c_int;");
        assert!(first.wrapper("Lib").contains("s.add(1, 1)?"), "{}", first.wrapper("Lib"));
    }

    #[test]
    fn bytes_go_in_and_out_when_nothing_is_simple() {
        let first = first("pub fn work(x: *mut p);");
        assert!(!first.calls());
        syn::parse_str::<syn::ItemFn>(&first.wrapper("Lib")).unwrap();
    }

    #[test]
    fn names_become_rust() {
        assert_eq!(snake_case("ZSTD_getErrorName"), "zstd_get_error_name");
        assert_eq!(snake_case("WebPGetDecoderVersion"), "web_pget_decoder_version");
        assert_eq!(snake_case("_move"), "call_move");
    }
}
