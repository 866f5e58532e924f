//! Declarations as C spells them, for documentation: C declares a name the way it is used.

use crate::model::{Field, Function, Interface, Type};

impl Interface {
    /// The prototype of a function: `int inflate(z_stream *stream, int flush)`.
    pub fn c_prototype(&self, function: &Function) -> String {
        let parameters = function.parameters.iter().map(|parameter| {
            let name = parameter.name.to_string();
            self.declare(&parameter.typed.kind, name.trim_start_matches("r#"))
        });
        let parameters: Vec<_> = parameters.collect();
        let list = if parameters.is_empty() { "void".to_owned() } else { parameters.join(", ") };
        let declarator = format!("{}({list})", function.c_name);
        self.declare(function.result.as_ref().map_or(&Type::Void, |result| &result.kind), &declarator)
    }

    /// The declaration of a member: `char name[16]`.
    pub fn c_member(&self, field: &Field) -> String {
        self.declare(&field.typed.kind, &field.c_name)
    }

    fn declare(&self, kind: &Type, declarator: &str) -> String {
        match kind {
            Type::Void => joined("void", declarator),
            Type::Scalar(scalar) => joined(scalar.c, declarator),
            Type::Array { element, length } => self.declare(element, &format!("{declarator}[{length}]")),
            Type::FunctionPointer => format!("void (*{declarator})()"),
            Type::Pointer { constant, target } => self.declare_pointer(*constant, target, declarator),
            Type::Opaque(name) => joined(&name.to_string(), declarator),
            Type::Struct(name) => {
                let c_name =
                    self.structure(name).map_or_else(|| name.to_string(), |found| found.c_name.clone());
                joined(&c_name, declarator)
            }
            Type::Enum(name) => {
                let c_name =
                    self.enumeration(name).map_or_else(|| name.to_string(), |found| found.c_name.clone());
                joined(&c_name, declarator)
            }
        }
    }

    fn declare_pointer(&self, constant: bool, target: &Type, declarator: &str) -> String {
        match target {
            // What is constant is the inner pointer, so the word belongs behind its star.
            Type::Pointer { .. } if constant => self.declare(target, &format!("const *{declarator}")),
            Type::Pointer { .. } | Type::FunctionPointer => self.declare(target, &format!("*{declarator}")),
            Type::Array { .. } => self.declare(target, &format!("(*{declarator})")),
            _ if constant => format!("const {}", self.declare(target, &format!("*{declarator}"))),
            _ => self.declare(target, &format!("*{declarator}")),
        }
    }
}

fn joined(kind: &str, declarator: &str) -> String {
    format!("{kind} {declarator}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn prototypes_read_like_c() {
        for (rust, c) in [
            ("fn f();", "void f(void)"),
            ("fn f(a: *const c_char, b: c_uint) -> *mut u8;", "uint8_t *f(const char *a, unsigned int b)"),
            ("fn f(a: *mut *mut Foo);", "void f(struct foo **a)"),
            ("fn f(a: *const *mut c_void);", "void f(void *const *a)"),
            (
                "fn f(a: *const *const u8, r#in: *mut [f64; 3]);",
                "void f(const uint8_t *const *a, double (*in)[3])",
            ),
            ("#[link_name = \"g\"] fn f(a: Color) -> c_long;", "long g(Color a)"),
        ] {
            let source = format!(
                "#[library(\"a\")] mod a {{
                    #[c_name = \"struct foo\"] #[repr(C)] struct Foo {{ x: u8 }}
                    #[repr(C)] enum Color {{ Red }}
                    extern \"C\" {{ {rust} }}
                }}"
            );
            let interface = crate::find(&source, "a").unwrap().unwrap();
            assert_eq!(interface.c_prototype(&interface.functions[0]), c);
        }
    }

    #[test]
    fn members_read_like_c() {
        let source = "#[library(\"a\")] mod a {
            #[repr(C)] struct Foo { name: [[c_char; 4]; 2], call: Option<extern \"C\" fn()>, type_: u8 }
            extern \"C\" { fn f(); }
        }";
        let interface = crate::find(source, "a").unwrap().unwrap();
        let members: Vec<_> =
            interface.structs[0].fields.iter().map(|field| interface.c_member(field)).collect();
        assert_eq!(members, ["char name[2][4]", "void (*call)()", "uint8_t type"]);
    }
}
