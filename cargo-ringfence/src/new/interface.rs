//! The interface that is written down: what was read from the headers, with proposals for contracts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use quote::ToTokens;
use syn::{Attribute, ForeignItem, ForeignItemFn, Item, ReturnType, Type, parse_quote};

use super::contract::{Aliases, Proposal, propose};

/// Everything that stands in the module.
pub(super) struct Interface {
    pub(super) library: String,
    /// Headers, as they are included.
    pub(super) headers: Vec<String>,
    /// Constants and types.
    items: Vec<Item>,
    variables: Vec<ForeignItem>,
    pub(super) functions: Vec<ForeignItemFn>,
    proposals: Vec<Option<Proposal>>,
    /// What was asked for and cannot be there, with the reason.
    pub(super) left_out: BTreeMap<String, String>,
    pub(super) aliases: Aliases,
}

/// What stands in front of the C name of a function that the headers define.
const INLINE: &str = ringfence_syntax::header::INLINE_PREFIX;

impl Interface {
    /// Reads the file that `ringfence-build` made of the headers. What is in `left_out` goes.
    pub(super) fn read(
        library: &str,
        headers: &[String],
        text: &str,
        left_out: BTreeMap<String, String>,
    ) -> Result<Self, String> {
        let file = syn::parse_file(text)
            .map_err(|error| format!("what was read from the headers is no Rust: {error}"))?;
        let (mut items, mut variables, mut functions) = (Vec::new(), Vec::new(), Vec::new());
        for item in file.items {
            let Item::ForeignMod(block) = item else {
                items.push(without_filler(item));
                continue;
            };
            for item in block.items {
                match item {
                    ForeignItem::Fn(function) => functions.push(function),
                    other => variables.push(other),
                }
            }
        }
        functions.retain(|function| !left_out.contains_key(&function.sig.ident.to_string()));
        variables.retain(|item| !matches!(item, ForeignItem::Static(item) if left_out.contains_key(&item.ident.to_string())));
        let aliases = Aliases::of(&items);
        let proposals = functions.iter().map(|function| propose(function, &aliases)).collect();
        let headers = headers.to_vec();
        let library = library.to_owned();
        let mut interface =
            Self { library, headers, items, variables, functions, proposals, left_out, aliases };
        interface.keep_what_is_legal();
        Ok(interface)
    }

    /// Whether a function is one that the headers define themselves.
    pub(super) fn has_inline(&self) -> bool {
        self.functions.iter().any(|function| {
            function.attrs.iter().any(|attribute| attribute.to_token_stream().to_string().contains(INLINE))
        })
    }

    /// How many functions have a proposal.
    pub(super) fn proposed(&self) -> usize {
        self.proposals.iter().flatten().count()
    }

    /// The model is asked about all proposals at once; what it objects to goes.
    fn keep_what_is_legal(&mut self) {
        for _ in 0..=self.functions.len() {
            let (text, places) = self.text(true);
            let Err(problems) = ringfence_syntax::find(&text, &self.library) else { return };
            let lines: BTreeSet<_> = problems.iter().map(|problem| problem.line).collect();
            let mut went = false;
            for (place, proposal) in places.iter().zip(&mut self.proposals) {
                if lines.iter().any(|line| place.contains(line)) {
                    went |= proposal.take().is_some();
                }
            }
            if !went {
                self.proposals.iter_mut().for_each(|proposal| *proposal = None);
            }
            if self.proposed() == 0 {
                return;
            }
        }
    }

    /// The text of `src/interface.rs`.
    pub(super) fn file(&self) -> String {
        self.text(false).0
    }

    /// The text, with proposals in force or as comments, and the lines of each function.
    fn text(&self, in_force: bool) -> (String, Vec<Range<usize>>) {
        let mut body = Body::default();
        body.push(&items(&self.items));
        let mut places = Vec::new();
        if !self.functions.is_empty() || !self.variables.is_empty() {
            body.push("extern \"C\" {\n");
            for variable in &self.variables {
                body.push(&indented(&variable_text(variable)));
            }
            for (function, proposal) in self.functions.iter().zip(&self.proposals) {
                let start = body.lines;
                body.push(&indented(&function_text(function, proposal.as_ref(), in_force)));
                places.push(start..body.lines);
            }
            body.push("}\n");
        }
        body.push(&self.left_out_text());
        let head = self.head(&body.text);
        let before = head.lines().count() + 1;
        let text = format!("{head}{}}}\n", indented(&body.text));
        (text, places.into_iter().map(|place| place.start + before..place.end + before).collect())
    }

    fn head(&self, body: &str) -> String {
        let mut head =
            format!("//! The interface of `{}`, read from {}.\n", self.library, self.headers.join(", "));
        if self.proposed() > 0 {
            head.push_str(
                "//!\n//! The attributes that are commented out propose contracts, guessed by names and types. Compare one with the\n\
                 //! library's documentation, correct it, and take it into force by removing the `// ` of all its lines. The range\n\
                 //! `0..=0x7fff_ffff` stands where a sensible one has to be found.\n",
            );
        }
        head.push_str(&format!(
            "\n/// The C library.\n#[ringfence::library({:?})]\npub mod {} {{\n",
            self.library, self.library
        ));
        let names: BTreeSet<_> = words(body).filter(|word| is_c_type(word)).collect();
        match names.into_iter().collect::<Vec<_>>().as_slice() {
            [] => {}
            [only] => head.push_str(&format!("    use std::ffi::{only};\n\n")),
            all => head.push_str(&format!("    use std::ffi::{{{}}};\n\n", all.join(", "))),
        }
        head
    }

    fn left_out_text(&self) -> String {
        let mut text = String::new();
        if !self.left_out.is_empty() {
            text.push_str("\n// Left out:\n");
        }
        for (name, reason) in &self.left_out {
            text.push_str(&format!("// - `{name}`: {}\n", reason.replace('\n', " ")));
        }
        text
    }
}

/// A struct of which C says nothing is one without fields.
fn without_filler(item: Item) -> Item {
    match item {
        Item::Struct(item) if item.fields.iter().all(is_filler) && !item.fields.is_empty() => {
            let docs = item.attrs.iter().filter(|attribute| attribute.path().is_ident("doc"));
            let name = &item.ident;
            Item::Struct(parse_quote!(#(#docs)* pub struct #name;))
        }
        other => other,
    }
}

fn is_filler(field: &syn::Field) -> bool {
    field.ident.as_ref().is_some_and(|name| name == "_unused")
}

#[derive(Default)]
struct Body {
    text: String,
    lines: usize,
}

impl Body {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.lines += text.lines().count();
    }
}

fn items(items: &[Item]) -> String {
    let file = syn::File { shebang: None, attrs: Vec::new(), items: items.to_vec() };
    let text = short(&prettyplease::unparse(&file));
    if text.is_empty() { text } else { format!("{text}\n") }
}

fn variable_text(item: &ForeignItem) -> String {
    let file: syn::File = parse_quote!(extern "C" { #item });
    let text = short(&prettyplease::unparse(&file));
    let inner: Vec<_> =
        text.lines().filter(|line| line.starts_with(' ')).map(|line| line.trim_start()).collect();
    format!("{}\n", inner.join("\n"))
}

/// Longest line of generated code, as rustfmt has it, without the indentation.
const WIDTH: usize = 92;

fn function_text(function: &ForeignItemFn, proposal: Option<&Proposal>, in_force: bool) -> String {
    let slashes = if in_force { "" } else { "// " };
    let mut text = attributes(&function.attrs);
    if let Some(attribute) = proposal.and_then(|proposal| proposal.function.as_ref()) {
        text.push_str(&format!("{slashes}#[{attribute}]\n"));
    }
    let mut parameters: Vec<String> = function.sig.inputs.iter().map(one_line).collect();
    if function.sig.variadic.is_some() {
        parameters.push("...".to_owned());
    }
    let result = match &function.sig.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, kind) => format!(" -> {}", type_text(kind)),
    };
    let name = &function.sig.ident;
    let line = format!("pub fn {name}({}){result};", parameters.join(", "));
    let attributes = proposal.map(|proposal| proposal.parameters.as_slice()).unwrap_or_default();
    if line.len() <= WIDTH && attributes.iter().all(Option::is_none) {
        text.push_str(&format!("{line}\n"));
        return text;
    }
    text.push_str(&format!("pub fn {name}(\n"));
    for (index, parameter) in parameters.iter().enumerate() {
        if let Some(Some(attribute)) = attributes.get(index) {
            text.push_str(&format!("    {slashes}#[{attribute}]\n"));
        }
        let comma = if parameter == "..." { "" } else { "," };
        text.push_str(&format!("    {parameter}{comma}\n"));
    }
    text.push_str(&format!("){result};\n"));
    text
}

fn attributes(all: &[Attribute]) -> String {
    // A struct without fields carries the attributes through the printer.
    let file: syn::File = parse_quote!(#(#all)* struct S;);
    let text = prettyplease::unparse(&file);
    text.strip_suffix("struct S;\n").unwrap_or_default().to_owned()
}

fn one_line(input: &syn::FnArg) -> String {
    match input {
        syn::FnArg::Typed(typed) => {
            format!("{}: {}", typed.pat.to_token_stream(), type_text(&typed.ty))
        }
        syn::FnArg::Receiver(_) => String::new(),
    }
}

fn type_text(kind: &Type) -> String {
    let file: syn::File = parse_quote!(type T = #kind;);
    let text = prettyplease::unparse(&file);
    let inner = text.trim().strip_prefix("type T = ").and_then(|rest| rest.strip_suffix(';'));
    let words: Vec<_> = inner.unwrap_or_default().split_whitespace().collect();
    // What the printer broke into lines has a comma and blanks too many.
    short(&words.join(" ")).replace("( ", "(").replace(", )", ")").replace("< ", "<").replace(", >", ">")
}

/// Names of C's types without their path.
fn short(text: &str) -> String {
    text.replace("::core::ffi::", "")
        .replace("::std::ffi::", "")
        .replace("::core::option::", "")
        .replace("::std::option::", "")
}

fn indented(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") };
    text.lines().map(line).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//") && !line.trim_start().starts_with("#[doc"));
    code.flat_map(|line| line.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')))
}

fn is_c_type(word: &str) -> bool {
    const TYPES: [&str; 16] = [
        "c_char",
        "c_double",
        "c_float",
        "c_int",
        "c_long",
        "c_longlong",
        "c_schar",
        "c_short",
        "c_uchar",
        "c_uint",
        "c_ulong",
        "c_ulonglong",
        "c_ushort",
        "c_void",
        "CStr",
        "CString",
    ];
    TYPES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = r#"
        pub const LEVEL: ::core::ffi::c_int = 3;
        pub type code = ::core::ffi::c_int;
        #[repr(C)]
        pub struct decoder { _unused: [u8; 0] }
        extern "C" {
            /// The version.
            pub fn lib_version() -> *const ::core::ffi::c_char;
            pub fn decode(state: *mut decoder, src: *const u8, len: usize, out: *mut u8, capacity: usize) -> usize;
            pub fn decoder_new() -> *mut decoder;
            pub fn print(format: *const ::core::ffi::c_char, ...);
            pub fn on(f: ::core::option::Option<unsafe extern "C" fn(x: ::core::ffi::c_int) -> code>);
            pub fn gone(x: u32);
            #[link_name = "ringfence_inline_twice"]
            pub fn twice(x: ::core::ffi::c_int) -> ::core::ffi::c_int;
            pub static mut count: ::core::ffi::c_int;
        }"#;

    fn interface() -> Interface {
        let left_out = BTreeMap::from([("gone".to_owned(), "of a reason".to_owned())]);
        Interface::read("lib", &["lib.h".to_owned()], HEADER, left_out).unwrap()
    }

    #[test]
    fn an_interface_with_proposals() {
        let interface = interface();
        insta::assert_snapshot!(interface.file());
        assert!(interface.has_inline());
        ringfence_syntax::find(&interface.file(), "lib").unwrap().unwrap();
    }

    #[test]
    fn every_proposal_is_legal() {
        let interface = interface();
        assert!(interface.proposed() >= 2);
        let (text, places) = interface.text(true);
        ringfence_syntax::find(&text, "lib").unwrap().unwrap();
        let first = places.first().and_then(|place| text.lines().nth(place.start - 1)).unwrap();
        assert_eq!(first.trim(), "/// The version.");
    }

    #[test]
    fn what_the_model_refuses_is_not_proposed() {
        let mut interface = interface();
        let mut bad = interface.proposals[0].clone().unwrap();
        bad.function = Some("status(nonsense)".to_owned());
        interface.proposals[0] = Some(bad);
        let before = interface.proposed();
        interface.keep_what_is_legal();
        assert_eq!(interface.proposed(), before - 1);
    }
}
