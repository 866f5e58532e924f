//! Messages about the types of parameters, results and fields.

use super::Message;

messages! {
    UNKNOWN_TYPE {
        text: "the type `{name}` is not declared in this module",
        label: "unknown",
        hint: "declare the struct, enum or `type` alias in the module: the macro cannot look outside",
    }
    REFERENCE {
        text: "references cannot cross the fence",
        label: "a reference",
        hint: "use `{pointer}`",
    }
    SLICE {
        text: "slices are not C types",
        label: "a slice",
        hint: "use a pointer to the element and a length: `*const T, usize`",
    }
    STRING {
        text: "`{name}` is not a C type",
        label: "a Rust string",
        hint: "use `*const c_char`",
    }
    CONTAINER {
        text: "`{name}` is not a C type",
        label: "owns host memory",
        hint: "use a pointer, `*const T` or `*mut T`",
    }
    GENERIC_TYPE {
        text: "`{name}` has generic arguments, which C types have not",
        label: "not in C",
        hint: "use a pointer or a `#[repr(C)]` struct without generics",
    }
    UNSUPPORTED_TYPE {
        text: "this type cannot cross the fence",
        label: "not a C type",
        hint: "use numbers, `bool`, enums, and pointers",
    }
    WIDE_INTEGER {
        text: "`{name}` is not supported",
        label: "128 bits",
        hint: "pass it by halves, or as `*mut [u64; 2]`",
    }
    CHARACTER {
        text: "`char` is a Unicode scalar value, not C's `char`",
        label: "Rust's `char`",
        hint: "use `c_char`, or `u32` for `char32_t`",
    }
    LONG_DOUBLE {
        text: "`{name}` has no counterpart in Rust",
        label: "not supported",
        hint: "add a C function that converts it to `double`",
    }
    ENDLESS_ALIAS {
        text: "the alias `{name}` leads back to itself",
        label: "never ends",
        hint: "name the type it stands for",
    }
    ARRAY_LENGTH {
        text: "the length of this array is not known to the macro",
        label: "not a number",
        hint: "use a number, or a `const` of this module made of numbers",
    }
    EMPTY_ARRAY {
        text: "an array without a length belongs at the end of a struct",
        label: "no elements",
        hint: "C has `data[]` only behind other members; a handle is declared `pub struct Name;`",
    }
    VOID_BY_VALUE {
        text: "`void` is not a value",
        label: "only behind a pointer",
        hint: "use `*mut c_void`, or leave out the result",
    }
    STRUCT_FROM_POINTER {
        text: "a function behind a pointer cannot return a struct by value",
        label: "by value",
        hint: "give it a pointer to the result, `out: *mut T`; functions of the library itself may return structs",
    }
    FLEXIBLE_BY_VALUE {
        text: "`{name}` ends in an array without a length and has no value",
        label: "by value",
        hint: "pass a pointer: `*const {name}` or `*mut {name}`",
    }
    ARRAY_BY_VALUE {
        text: "C does not pass arrays by value",
        label: "by value",
        hint: "pass a pointer to the array or to its first element",
    }
    OPAQUE_BY_VALUE {
        text: "`{name}` is opaque: its size is not known",
        label: "by value",
        hint: "use a pointer, or declare its fields with `#[repr(C)]`",
    }
    RUST_FUNCTION_POINTER {
        text: "this is a pointer to a Rust function",
        label: "not a C function",
        hint: "write `extern \"C\" fn(…)`",
    }
}
