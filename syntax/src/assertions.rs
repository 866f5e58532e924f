//! The C translation unit that makes the C compiler confirm sizes, offsets and enum values.
//!
//! Each type gets a name of ours first. If C calls it otherwise, that line alone fails, and the compiler
//! shows the comment behind it, which says what to do.

use std::fmt::Write;

use syn::ext::IdentExt;

use crate::model::{Enum, Interface, Struct};

/// Built as text; every line is one claim.
#[derive(Default)]
struct Unit {
    text: String,
}

impl Interface {
    /// A C file that includes `headers` and compiles only if every struct, enum and variable is as declared.
    pub fn layout_assertions(&self, headers: &[String]) -> String {
        let mut unit = Unit::default();
        unit.line(&format!(
            "/* Does the interface of {} have the layout that the C headers say? */",
            self.library
        ));
        for header in headers {
            unit.line(&format!("#include \"{header}\""));
        }
        // Structs may hold enums, not the other way round.
        for enumeration in &self.enums {
            unit.enumeration(enumeration);
        }
        for structure in &self.structs {
            unit.structure(structure);
        }
        for global in &self.globals {
            let name = global.name.unraw();
            unit.claim(&format!("sizeof({})", global.c_name), global.size, &format!("size of {name}"));
        }
        unit.text
    }
}

impl Interface {
    /// What the assertions claim, as a SHA-256 in hexadecimal. `None` when they claim nothing.
    ///
    /// The build helper records it when the C compiler agreed; the macro refuses an interface whose digest is
    /// not there, because the build helper cannot have seen it.
    pub fn layout_digest(&self) -> Option<String> {
        self.needs_headers().then(|| crate::hash::sha256_hex(self.layout_assertions(&[]).as_bytes()))
    }
}

impl Unit {
    fn structure(&mut self, structure: &Struct) {
        let name = structure.name.unraw().to_string();
        let alias = self.named(&name, &structure.c_name, "struct");
        // Fields come first and in order, so that the first error is the cause of those that follow.
        for field in &structure.fields {
            let (member, place) = (&field.c_name, format!("{name}.{}", field.name.unraw()));
            self.claim(&format!("sizeof((({alias} *)0)->{member})"), field.size, &format!("size of {place}"));
            self.claim(
                &format!("__builtin_offsetof({alias}, {member})"),
                field.offset,
                &format!("offset of {place}"),
            );
        }
        self.claim(&format!("sizeof({alias})"), structure.layout.size, &format!("size of {name}"));
        self.claim(&format!("_Alignof({alias})"), structure.layout.align, &format!("alignment of {name}"));
    }

    fn enumeration(&mut self, enumeration: &Enum) {
        let name = enumeration.name.unraw().to_string();
        let alias = self.named(&name, &enumeration.c_name, "enum");
        self.claim(&format!("sizeof({alias})"), enumeration.layout().size, &format!("size of {name}"));
        for variant in &enumeration.variants {
            let comment = format!("#[c_name = \"…\"] above {}::{} says what C calls it", name, variant.name);
            self.line(&format!(
                "_Static_assert((long long)({}) == {}, \"value of {name}::{}\"); /* {comment} */",
                variant.c_name,
                c_number(variant.value),
                variant.name
            ));
        }
    }

    /// Gives the C type a name of ours.
    fn named(&mut self, name: &str, c_name: &str, keyword: &str) -> String {
        let alias = format!("ringfence_{name}");
        self.line("");
        self.line(&format!(
            "typedef {c_name} {alias}; /* #[c_name = \"{keyword} {name}\"] above {name} says what C calls it */"
        ));
        alias
    }

    fn claim(&mut self, expression: &str, expected: u32, what: &str) {
        self.line(&format!(
            "_Static_assert({expression} == {expected}, \"{what} is declared as {expected}\");"
        ));
    }

    fn line(&mut self, line: &str) {
        // Writing into a string cannot fail.
        let _ = writeln!(self.text, "{line}");
    }
}

/// The smallest number of C has no literal: `-9223372036854775808` is a minus and a number that is too large.
fn c_number(value: i128) -> String {
    match i64::try_from(value) {
        Ok(i64::MIN) => "(-9223372036854775807LL - 1)".to_owned(),
        Ok(value) => format!("{value}LL"),
        Err(_) => format!("(long long){value}ULL"),
    }
}
