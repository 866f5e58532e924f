//! The C translation unit that makes the C compiler confirm sizes, offsets and enum values.
//!
//! Each type gets a name of ours first. If C calls it otherwise, that line alone fails, and the compiler
//! shows the comment behind it, which says what to do.

mod functions;

use std::fmt::Write;

use proc_macro2::Ident;
use syn::ext::IdentExt;

pub use self::functions::{FUNCTION_CLAIMED, FUNCTION_FOUND, is_untold, without_prototypes};
use crate::model::{Enum, Field, Form, Interface, Struct, Type};

/// Names of objects in the compiled unit begin with these; what follows is the bit-field that they are about.
pub const BITS_FOUND: &str = "ringfence_bits_found_";
/// The same for the bytes that are claimed.
pub const BITS_CLAIMED: &str = "ringfence_bits_claimed_";

/// The struct that C knows by a name, around members that may have none.
struct Whole<'a> {
    interface: &'a Interface,
    alias: &'a str,
    size: u32,
}

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
        if !self.signatures.is_empty() {
            unit.line(&functions::untold());
        }
        // Structs may hold enums, not the other way round.
        for enumeration in &self.enums {
            unit.enumeration(enumeration);
        }
        for structure in self.structs.iter().filter(|structure| !structure.is_anonymous) {
            let name = structure.name.unraw();
            let alias = unit.named(&name.to_string(), &structure.c_name, structure.form.keyword());
            unit.structure(self, structure, &alias);
        }
        self.anonymous(&mut unit);
        for global in &self.globals {
            let name = global.name.unraw();
            unit.claim(&format!("sizeof({})", global.c_name), global.size, &format!("size of {name}"));
            unit.function(self, &name.to_string(), &global.c_name, &global.typed.kind);
        }
        unit.text
    }
}

impl Interface {
    /// Types without a name in C have that of a member, once the struct around it has one.
    fn anonymous(&self, unit: &mut Unit) {
        let mut waiting: Vec<_> = self.structs.iter().filter(|structure| structure.is_anonymous).collect();
        let mut named: Vec<_> = self.structs.iter().filter(|structure| !structure.is_anonymous).collect();
        while !waiting.is_empty() {
            let (ready, others): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|structure| {
                self.members_of(&structure.name)
                    .any(|(around, _)| named.iter().any(|done| done.name == around.name))
            });
            if ready.is_empty() {
                // A type inside nothing: the check has said so.
                return;
            }
            for structure in &ready {
                unit.anonymous(self, structure);
            }
            named.extend(ready);
            waiting = others;
        }
    }

    /// The first member of that type.
    pub(crate) fn member_of(&self, name: &Ident) -> Option<(&Struct, &Field)> {
        self.members_of(name).next()
    }

    fn members_of(&self, name: &Ident) -> impl Iterator<Item = (&Struct, &Field)> {
        let fields =
            self.structs.iter().flat_map(|around| around.fields.iter().map(move |field| (around, field)));
        fields.filter(move |(_, field)| innermost(&field.typed.kind) == Some(name))
    }

    /// What the assertions claim, as a SHA-256 in hexadecimal. `None` when they claim nothing.
    ///
    /// The build helper records it when the C compiler agreed; the macro refuses an interface whose digest is
    /// not there, because the build helper cannot have seen it.
    pub fn layout_digest(&self) -> Option<String> {
        self.needs_headers().then(|| crate::hash::sha256_hex(self.layout_assertions(&[]).as_bytes()))
    }
}

impl Form {
    /// What stands before the name in C.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Struct => "struct",
            Self::Union => "union",
        }
    }
}

impl Unit {
    fn structure(&mut self, interface: &Interface, structure: &Struct, alias: &str) {
        let name = structure.name.unraw().to_string();
        // Fields come first and in order, so that the first error is the cause of those that follow.
        let whole = Whole { interface, alias, size: structure.layout.size };
        self.members(&whole, structure, 0);
        self.claim(&format!("sizeof({alias})"), structure.layout.size, &format!("size of {name}"));
        self.claim(&format!("_Alignof({alias})"), structure.layout.align, &format!("alignment of {name}"));
    }

    /// The fields of a struct, and of members without a name, whose fields count as its own.
    fn members(&mut self, whole: &Whole<'_>, structure: &Struct, base: u32) {
        for field in &structure.fields {
            let offset = base.saturating_add(field.offset);
            match (&field.bits, &field.typed.kind) {
                (Some(bits), _) if bits.is_padding => {}
                (Some(bits), _) => {
                    self.bits(whole, structure, field, offset.saturating_mul(8).saturating_add(bits.shift))
                }
                (None, Type::Struct(name)) if field.is_anonymous => {
                    if let Some(inner) = whole.interface.structure(name) {
                        self.members(whole, inner, offset);
                    }
                }
                (None, kind) => {
                    self.member(whole.alias, structure, field, kind, offset);
                    self.function_of_member(whole.interface, whole.alias, structure, field);
                }
            }
        }
    }

    fn member(&mut self, alias: &str, structure: &Struct, field: &Field, kind: &Type, offset: u32) {
        let (member, place) = (&field.c_name, format!("{}.{}", structure.name.unraw(), field.name.unraw()));
        // C does not tell the size of an array without a length.
        if !matches!(kind, Type::Flexible { .. }) {
            self.claim(&format!("sizeof((({alias} *)0)->{member})"), field.size, &format!("size of {place}"));
        }
        self.claim(&format!("__builtin_offsetof({alias}, {member})"), offset, &format!("offset of {place}"));
    }

    /// Nothing that is constant in C tells where a bit-field lies. So there is an object with its bits set, and
    /// another with the bytes that should have, and whoever has the compiled unit compares the two.
    fn bits(&mut self, whole: &Whole<'_>, structure: &Struct, field: &Field, first: u32) {
        let width = field.bits.map_or(0, |bits| bits.width);
        let range = u64::from(first)..u64::from(first) + u64::from(width);
        let bytes = (0..u64::from(whole.size)).map(|byte| {
            let bits = (0..8).filter(|bit| range.contains(&(byte * 8 + bit)));
            bits.fold(0_u8, |bits, bit| bits | 1 << bit).to_string()
        });
        let bytes: Vec<_> = bytes.collect();
        let place = format!("{}__{}", structure.name.unraw(), field.name.unraw());
        let alias = whole.alias;
        self.line(&format!("{alias} {BITS_FOUND}{place} = {{ .{} = -1 }};", field.c_name));
        self.line(&format!(
            "unsigned char {BITS_CLAIMED}{place}[] = {{ {} }}; /* bits of {place} */",
            bytes.join(", ")
        ));
    }

    /// A type that is called after the member that has it.
    fn anonymous(&mut self, interface: &Interface, structure: &Struct) {
        let named = |(_, field): &(&Struct, &Field)| !field.is_anonymous;
        let Some((around, field)) = interface.members_of(&structure.name).find(named) else { return };
        let name = structure.name.unraw();
        let alias = format!("ringfence_{name}");
        let elements = "[0]".repeat(dimensions(&field.typed.kind));
        self.line("");
        self.line(&format!(
            "typedef __typeof__(((ringfence_{} *)0)->{}{elements}) {alias};",
            around.name.unraw(),
            field.c_name
        ));
        self.structure(interface, structure, &alias);
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

/// The struct that a member is, or is an array of.
fn innermost(kind: &Type) -> Option<&Ident> {
    match kind {
        Type::Struct(name) => Some(name),
        Type::Array { element, .. } | Type::Flexible { element } => innermost(element),
        _ => None,
    }
}

fn dimensions(kind: &Type) -> usize {
    match kind {
        Type::Array { element, .. } | Type::Flexible { element } => 1 + dimensions(element),
        _ => 0,
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
