//! Claims about the functions behind function pointers.
//!
//! What matters is the type that a call through the pointer has in WebAssembly: C's own types would tell `const`,
//! enums and typedefs apart, which are the same to a caller. So the unit declares a function of the type that the
//! member of the struct points to, and another of the type that the interface claims, and takes the addresses of
//! both. The object that the compiler makes of it lists each with its type in WebAssembly.

use std::fmt::Write;

use syn::ext::IdentExt;

use super::Unit;
use crate::manifest::{Signature, WasmType};
use crate::model::{Field, Interface, Struct, Type};

/// Names of functions in the compiled unit begin with these; what follows is the member that they are about.
pub const FUNCTION_FOUND: &str = "ringfence_function_found_";
/// The same for the type that is claimed.
pub const FUNCTION_CLAIMED: &str = "ringfence_function_claimed_";
/// Takes the place of the type that C has where C has none: behind a `void *`.
const UNTOLD: &str = "ringfence_untold";

impl Unit {
    /// A member that is a function pointer, or an array of some.
    pub(super) fn function_of_member(
        &mut self,
        interface: &Interface,
        alias: &str,
        structure: &Struct,
        field: &Field,
    ) {
        let place = format!("{}__{}", structure.name.unraw(), field.name.unraw());
        self.function(interface, &place, &format!("(({alias} *)0)->{}", field.c_name), &field.typed.kind);
    }

    /// One claim: `place` is its name, and `pointer` the expression in C.
    pub(super) fn function(&mut self, interface: &Interface, place: &str, pointer: &str, kind: &Type) {
        match kind {
            Type::Array { element, .. } | Type::Flexible { element } => {
                self.function(interface, place, &format!("{pointer}[0]"), element);
            }
            Type::FunctionPointer(name) => {
                let Some(declared) = interface.function_type(name) else { return };
                let claimed = interface.pointer_signature(declared);
                let comment = format!("the type of {}, declared as {claimed}", place.replacen("__", ".", 1));
                self.line(&format!(
                    "extern __typeof__(*{}) {FUNCTION_FOUND}{place}; /* {comment} */",
                    told(pointer)
                ));
                let claim = c_declaration(&claimed, &format!("{FUNCTION_CLAIMED}{place}"));
                self.line(&format!("extern {claim};"));
                self.line(&format!(
                    "void *ringfence_functions_{place}[] = \
                     {{ (void *){FUNCTION_FOUND}{place}, (void *){FUNCTION_CLAIMED}{place} }}; /* {comment} */"
                ));
            }
            _ => {}
        }
    }
}

/// The pointer, or one to a function of no type that could be declared if C says no more than `void *`.
fn told(pointer: &str) -> String {
    let untold = format!("({UNTOLD} *)0");
    format!("_Generic({pointer}, void *: {untold}, const void *: {untold}, default: {pointer})")
}

/// What stands in front of the first claim: it has more parameters than can be declared.
pub(super) fn untold() -> String {
    let parameters = vec!["double"; UNTOLD_PARAMETERS].join(", ");
    format!("typedef void {UNTOLD}({parameters});")
}

const UNTOLD_PARAMETERS: usize = 40;

/// Whether a type that was found stands for none.
pub fn is_untold(found: &Signature) -> bool {
    found.params.len() == UNTOLD_PARAMETERS && found.params.iter().all(|kind| *kind == WasmType::F64)
}

/// A C unit that compiles only if the functions at these places take parameters of which C does not tell.
///
/// `int (*f)()` looks like `int (*f)(void)` in WebAssembly. But it fits any function with the same result. The
/// text goes behind that of [`Interface::layout_assertions`].
pub fn without_prototypes<'a>(places: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut unit = String::from("struct ringfence_nobody;\n");
    for (place, sentence) in places {
        let found = format!("{FUNCTION_FOUND}{place}");
        // Writing into a string cannot fail.
        let _ = writeln!(
            unit,
            "_Static_assert(__builtin_types_compatible_p(__typeof__({found}), \
             __typeof__({found}())(struct ringfence_nobody *)), \"{sentence}\");"
        );
    }
    unit
}

/// A function of C with that type.
fn c_declaration(signature: &Signature, name: &str) -> String {
    let parameters: Vec<_> = signature.params.iter().map(|kind| c_type(*kind)).collect();
    let parameters = if parameters.is_empty() { "void".to_owned() } else { parameters.join(", ") };
    let result = signature.results.first().map_or("void", |kind| c_type(*kind));
    format!("{result} {name}({parameters})")
}

fn c_type(kind: WasmType) -> &'static str {
    match kind {
        WasmType::I64 => "long long",
        WasmType::F32 => "float",
        WasmType::F64 => "double",
        WasmType::I32 | WasmType::Other => "int",
    }
}
