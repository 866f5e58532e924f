//! Declarations as C spells them, for documentation: C declares a name the way it is used.

use syn::ext::IdentExt;

use crate::model::{Field, Function, FunctionType, Global, Interface, Parameter, Type, Typed};
use crate::names;

/// Function pointers in parameters of function pointers are spelled out this deep.
const NESTING: u32 = 4;

impl Interface {
    /// The prototype of a function: `int inflate(z_stream *stream, int flush)`.
    pub fn c_prototype(&self, function: &Function) -> String {
        let list = self.parameters(&function.parameters, function.is_variadic, NESTING);
        let declarator = format!("{}({list})", function.c_name);
        self.result(function.result.as_ref(), &declarator, NESTING)
    }

    /// What a pointer to a function of this type is declared as: `int (*row)(void *user, int n)`.
    pub fn c_function_pointer(&self, signature: &FunctionType, name: &str) -> String {
        self.function_pointer(signature, name, NESTING)
    }

    /// The declaration of a variable: `char version[8]`.
    pub fn c_global(&self, global: &Global) -> String {
        self.declare(&global.typed.kind, &global.c_name, NESTING)
    }

    /// The declaration of a member: `char name[16]`.
    pub fn c_member(&self, field: &Field) -> String {
        let declared = self.declare(&field.typed.kind, &field.c_name, NESTING);
        field.bits.map_or(declared.clone(), |bits| format!("{declared} : {}", bits.width))
    }

    fn parameters(&self, parameters: &[Parameter], is_variadic: bool, nesting: u32) -> String {
        let named = parameters.iter().enumerate().map(|(index, parameter)| {
            let is_named = parameter.name != names::parameter(index);
            let name = if is_named { parameter.name.unraw().to_string() } else { String::new() };
            self.declare(&parameter.typed.kind, &name, nesting)
        });
        let list: Vec<_> = named.chain(is_variadic.then(|| "...".to_owned())).collect();
        if list.is_empty() { "void".to_owned() } else { list.join(", ") }
    }

    fn result(&self, result: Option<&Typed>, declarator: &str, nesting: u32) -> String {
        self.declare(result.map_or(&Type::Void, |result| &result.kind), declarator, nesting)
    }

    fn function_pointer(&self, signature: &FunctionType, declarator: &str, nesting: u32) -> String {
        let Some(nesting) = nesting.checked_sub(1) else { return format!("void (*{declarator})()") };
        let list = self.parameters(&signature.parameters, signature.is_variadic, nesting);
        self.result(signature.result.as_ref(), &format!("(*{declarator})({list})"), nesting)
    }

    fn declare(&self, kind: &Type, declarator: &str, nesting: u32) -> String {
        match kind {
            Type::Void => joined("void", declarator),
            Type::Scalar(scalar) => joined(scalar.c, declarator),
            Type::Array { element, length } => {
                self.declare(element, &format!("{declarator}[{length}]"), nesting)
            }
            Type::FunctionPointer(name) => match self.function_type(name) {
                Some(signature) => self.function_pointer(signature, declarator, nesting),
                None => format!("void (*{declarator})()"),
            },
            Type::Pointer { constant, target } => {
                self.declare_pointer(*constant, target, declarator, nesting)
            }
            Type::Flexible { element } => self.declare(element, &format!("{declarator}[]"), nesting),
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

    fn declare_pointer(&self, constant: bool, target: &Type, declarator: &str, nesting: u32) -> String {
        let declare = |declarator: String| self.declare(target, &declarator, nesting);
        match target {
            // What is constant is the inner pointer, so the word belongs behind its star.
            Type::Pointer { .. } | Type::FunctionPointer(_) if constant => {
                declare(format!("const *{declarator}"))
            }
            Type::Array { .. } => declare(format!("(*{declarator})")),
            Type::Pointer { .. } | Type::FunctionPointer(_) => declare(format!("*{declarator}")),
            _ if constant => format!("const {}", declare(format!("*{declarator}"))),
            _ => declare(format!("*{declarator}")),
        }
    }
}

fn joined(kind: &str, declarator: &str) -> String {
    format!("{kind} {declarator}").trim_end().to_owned()
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
            ("fn f(row: row_fn);", "void f(int (*row)(void *user, const Color *))"),
            (
                "fn f(row: *mut row_fn) -> row_fn;",
                "int (*f(int (**row)(void *user, const Color *)))(void *user, const Color *)",
            ),
            (
                "fn f(a: *const [extern fn(x: Option<unsafe extern \"C\" fn(row_fn, ...) -> u8>); 2]);",
                "void f(void (*(*a)[2])(uint8_t (*x)(int (*)(void *user, const Color *), ...)))",
            ),
        ] {
            let source = format!(
                "#[library(\"a\")] mod a {{
                    #[c_name = \"struct foo\"] #[repr(C)] struct Foo {{ x: u8 }}
                    #[repr(C)] enum Color {{ Red }}
                    type row_fn = Option<unsafe extern \"C\" fn(user: *mut c_void, _: *const Color) -> c_int>;
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
        assert_eq!(members, ["char name[2][4]", "void (*call)(void)", "uint8_t type"]);
    }
}
