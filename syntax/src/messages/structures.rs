//! Messages about structs, unions and enums.

use super::Message;

messages! {
    MISSING_REPR {
        text: "`{name}` has no layout that C knows",
        label: "`#[repr(C)]` is missing",
        hint: "add `#[repr(C)]`; a handle without fields is declared `pub struct {name};`, other types outside the module",
    }
    ENUM_MISSING_REPR {
        text: "the enum `{name}` has no layout that C knows",
        label: "`#[repr(C)]` is missing",
        hint: "add `#[repr(C)]`, or an integer such as `#[repr(u8)]`",
    }
    BAD_REPR {
        text: "`repr({name})` is not supported",
        label: "changes the layout",
        hint: "structs take `repr(C)`; enums take `repr(C)` or one integer from `i8` to `u32`",
    }
    TUPLE_STRUCT {
        text: "a C struct has named fields",
        label: "a tuple struct",
        hint: "name the fields, or use a `type` alias for a single number",
    }
    GENERIC_STRUCT {
        text: "a C type has no generic parameters",
        label: "not in C",
        hint: "declare it once for each type",
    }
    BITS_WIDTH {
        text: "a bit-field needs a width that its type has",
        label: "not a width",
        hint: "`#[bits(3)] pub flags: c_uint` is C's `unsigned flags : 3`; width 0 needs a name that begins with `_`",
    }
    BITS_TYPE {
        text: "C has bit-fields of integers, `bool` and enums only",
        label: "no integer",
        hint: "`#[bits(3)] pub flags: c_uint` is C's `unsigned flags : 3`",
    }
    BINDGEN_BITS {
        text: "bindgen does not say here which bit-fields these are",
        label: "bits without names",
        hint: "declare each as in C, `#[bits(3)] pub flags: c_uint`, in place of this field and its alignment",
    }
    PACKED_BITS {
        text: "bit-fields in a packed struct are not supported",
        label: "packed",
        hint: "declare the bytes as an array, `[u8; N]`",
    }
    ANONYMOUS_FIELD {
        text: "only a struct or union can be a member without a name",
        label: "not a struct of this module",
        hint: "remove `#[anonymous]`",
    }
    ANONYMOUS_TYPE {
        text: "C has no name for `{name}`, and no struct here has a member of it",
        label: "cannot be compared with C",
        hint: "remove `#[anonymous]`, or declare the struct around it",
    }
    DUPLICATE_TYPE {
        text: "the type `{name}` is declared twice",
        label: "declared before",
        hint: "remove or rename one",
    }
    DUPLICATE_FIELD {
        text: "the field `{name}` is declared twice",
        label: "declared before",
        hint: "remove or rename one",
    }
    RECURSIVE_STRUCT {
        text: "the struct `{name}` contains itself",
        label: "would never end",
        hint: "use a pointer: `*mut {name}`",
    }
    TOO_LARGE {
        text: "`{name}` is larger than the memory of the library can be",
        label: "more than 2 GiB",
        hint: "check the array lengths",
    }
    ENUM_WITH_DATA {
        text: "an enum with data has no counterpart in C",
        label: "carries data",
        hint: "use a plain enum and a struct; other Rust types belong outside the module",
    }
    ENUM_WITHOUT_VARIANTS {
        text: "the enum `{name}` has no variants",
        label: "no value is valid",
        hint: "a handle is declared `pub struct {name};`",
    }
    ENUM_VALUE {
        text: "the value of this variant is not known to the macro",
        label: "not a number",
        hint: "use a number, or a `const` of this module made of numbers",
    }
    ENUM_VALUE_RANGE {
        text: "the value {value} does not fit into {carrier}",
        label: "out of range",
        hint: "compare the value and the `repr` with the C header",
    }
    DUPLICATE_VALUE {
        text: "`{name}` has the same value as `{other}`",
        label: "value {value} again",
        hint: "keep one variant and write `pub const {name}: Self = Self::{other};` in an `impl` for the second name",
    }
}
