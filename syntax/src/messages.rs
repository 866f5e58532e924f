//! Every message about a mistake, in one table.
//!
//! The macro and the build helper say the same words. `text` says what is wrong, `label` fits below the
//! token, `hint` says what to write instead. `{name}` is filled in by the reporter.

/// One kind of mistake.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// What is wrong.
    pub text: &'static str,
    /// A few words to stand below the token.
    pub label: &'static str,
    /// What to do; may be empty.
    pub hint: &'static str,
}

impl Message {
    /// Text, label and hint with their placeholders filled in.
    pub fn fill(&self, values: &[(&str, &str)]) -> [String; 3] {
        [self.text, self.label, self.hint].map(|template| {
            values
                .iter()
                .fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
        })
    }
}

macro_rules! messages {
    ($($name:ident { text: $text:literal, label: $label:literal, hint: $hint:literal, })*) => {
        $(
            #[doc = $text]
            pub static $name: Message = Message { text: $text, label: $label, hint: $hint };
        )*

        /// The whole table.
        pub static ALL: &[&Message] = &[$(&$name),*];
    };
}

// The attribute and the module.
messages! {
    MISSING_LIBRARY_NAME {
        text: "the library is not named",
        label: "a name in quotes is missing",
        hint: "write `#[ringfence::library(\"name\")]` with the name given to `Library::new` in build.rs",
    }
    BAD_LIBRARY_NAME {
        text: "`{name}` is no usable library name",
        label: "names a folder of the build",
        hint: "use letters, digits, `_`, `-` and `.`, starting with a letter, a digit or `_`, at most 64 characters",
    }
    UNKNOWN_ARGUMENT {
        text: "`{name}` is no argument of `library`",
        label: "unknown argument",
        hint: "after the name may follow `marker = Name` and `crate = path`",
    }
    REPEATED_ARGUMENT {
        text: "`{name}` is given twice",
        label: "given before",
        hint: "keep one of the two",
    }
    NOT_A_MODULE {
        text: "`#[ringfence::library]` belongs on a module",
        label: "not a module",
        hint: "put the `extern \"C\"` block into `pub mod name { … }` and the attribute on the module",
    }
    NOT_INLINE {
        text: "the module must have its contents right here",
        label: "the contents are in another file",
        hint: "write `mod {name} { … }`; a macro cannot see into another file",
    }
    NO_FUNCTIONS {
        text: "the module `{name}` declares no function of the library",
        label: "no `extern \"C\"` block inside",
        hint: "add `extern \"C\" { … }` with the functions to call",
    }
    UNKNOWN_ATTRIBUTE {
        text: "the attribute `{name}` is not known here",
        label: "would be ignored",
        hint: "remove it; known here: {known}",
    }
    CONDITIONAL {
        text: "`#[{name}]` is not supported on parts of an interface",
        label: "the build helper cannot evaluate it",
        hint: "put it on the module: the functions and layouts must be the same for the macro and the build helper",
    }
    BAD_NAME_ATTRIBUTE {
        text: "`{name}` needs a C name in quotes",
        label: "not a C name",
        hint: "for example `#[{name} = \"{example}\"]`",
    }

    // `#[derive(Verify)]`.
    DERIVE_NO_STRUCT {
        text: "`#[derive(Verify)]` belongs on a struct",
        label: "not a struct",
        hint: "enums of an interface are verified with `verify!(value, valid)`, others with a field's `with = function`",
    }
    DERIVE_FIELDS {
        text: "`{name}` has no fields that values could go to",
        label: "named fields, or a tuple of one",
        hint: "give it named fields, or wrap one value: `struct {name}(#[verify(in 1..=100)] u32);`",
    }
    DERIVE_GENERIC {
        text: "a verified type has no parameters but one lifetime",
        label: "not possible here",
        hint: "remove it; the one lifetime is the brand of the pointers in the type",
    }
    DERIVE_NO_SOURCE {
        text: "nothing says what `{name}` is made from",
        label: "made from what?",
        hint: "add `#[verify(from = library::Struct)]` with the struct of the fenced library",
    }
    DERIVE_FROM {
        text: "this is not the path of a struct",
        label: "not a path",
        hint: "write `#[verify(from = library::Struct)]` with the struct of the fenced library",
    }
    DERIVE_NO_RULE {
        text: "the field `{name}` has no rule",
        label: "no rule",
        hint: "add `#[verify(in 1..=100)]`, or `valid`, `with = function`, `inert`, `nested`, `pointer`",
    }
    DERIVE_TWO_RULES {
        text: "the field has a rule already",
        label: "a second rule",
        hint: "keep one; `with = function` can check as much as is needed",
    }
    DERIVE_UNKNOWN {
        text: "`{name}` is not known here",
        label: "unknown",
        hint: "known are {known}",
    }
    DERIVE_REPEATED {
        text: "`{name}` was said before",
        label: "said twice",
        hint: "keep one of the two",
    }
    DERIVE_RENAME {
        text: "the value of a tuple struct has no other name",
        label: "nothing to rename",
        hint: "remove it; `rename` says what a field is called in the struct of the library",
    }
    DERIVE_RELATION {
        text: "this cannot stand in a relation",
        label: "not a comparison of whole numbers",
        hint: "compare fields, constants and numbers, made with `+ - * / % <<`, joined with `&& || !`; or name a function",
    }

    // Functions.
    WRONG_ABI {
        text: "the ABI of the block must be \"C\"",
        label: "not the C ABI",
        hint: "write `extern \"C\"`",
    }
    DUPLICATE_GLOBAL {
        text: "the variable `{name}` has the name of another declaration",
        label: "declared before",
        hint: "remove one; a second view of the same export needs another name and `#[link_name = \"{name}\"]`",
    }
    NOT_A_FUNCTION {
        text: "only functions and variables can stand in the block",
        label: "neither of them",
        hint: "write `pub fn name(parameter: type) -> type;` and move anything else out of the block",
    }
    ASYNC_FUNCTION {
        text: "a C function cannot be `async`",
        label: "not in C",
        hint: "remove `async`",
    }
    CONST_FUNCTION {
        text: "a C function cannot be `const`",
        label: "not in C",
        hint: "remove `const`",
    }
    TOO_MANY_PARAMETERS {
        text: "`{name}` has {count} parameters; more than 16 are not supported",
        label: "parameter 17",
        hint: "pass them in a `#[repr(C)]` struct by pointer",
    }
    DUPLICATE_FUNCTION {
        text: "the function `{name}` is declared twice",
        label: "declared before",
        hint: "remove one; a second view of the same export needs another name and `#[link_name = \"{name}\"]`",
    }
    METHOD_TAKEN {
        text: "`{name}` would get the method name `{method}`, which another one has",
        label: "same method name",
        hint: "`{name}` is a method of ringfence and gets a `_` after it; rename the other one",
    }
    GENERIC_FUNCTION {
        text: "a C function has no generic parameters",
        label: "not in C",
        hint: "declare it once for each type, each with `#[link_name = \"{name}\"]`",
    }

    // Types in signatures and fields.
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

    // Structs, unions and enums.
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

    // Contracts.
    CONTRACT_FORM {
        text: "`{name}` takes no value",
        label: "a value",
        hint: "write `{name}` by itself, or its arguments in parentheses",
    }
    CONTRACT_VALUE {
        text: "`{name}` needs a value",
        label: "no value",
        hint: "write `{name} = …`",
    }
    CONTRACT_NAME {
        text: "`{name}` needs the name of a function",
        label: "not a name",
        hint: "write `{name} = some_function`",
    }
    CONTRACT_PART {
        text: "`{part}` means nothing in this `{name}`",
        label: "unknown here",
        hint: "known here: {known}",
    }
    CONTRACT_TWICE {
        text: "there are two contracts about `{name}`",
        label: "the second one",
        hint: "say it in one attribute",
    }
    CONTRACT_VARIADIC {
        text: "a function of any number of arguments cannot have a contract",
        label: "on a variadic function",
        hint: "call `{name}` without one, or add a C function with fixed parameters",
    }
    CONTRACT_POINTER {
        text: "the function has a contract that says nothing about the pointer `{name}`",
        label: "no contract",
        hint: "add `#[input(len = …)]`, `#[out(…)]`, `#[inout(…)]`, `#[c_str]`, `#[handle]` or `#[null]`",
    }
    CONTRACT_NOT_POINTER {
        text: "`{name}` is about what a pointer points to, and this is no pointer",
        label: "passed by value",
        hint: "remove it; a number can be given with `#[constant = …]`",
    }
    CONTRACT_CONST {
        text: "`{name}` is about something that the function writes, but the pointer is `*const`",
        label: "the function only reads",
        hint: "use `#[input(…)]`, or declare the parameter as `*mut`",
    }
    CONTRACT_TARGET {
        text: "a pointer to {target} cannot be {what}",
        label: "of another type",
        hint: "use a pointer to numbers, or pass it on as it is with `#[handle]`",
    }
    CONTRACT_LENGTH {
        text: "the contract does not say how much is behind the pointer",
        label: "no length",
        hint: "add `len = …`, or `c_str(max = …)` for a string",
    }
    CONTRACT_OWNED {
        text: "`owned` and `free` belong together",
        label: "one of the two is missing",
        hint: "write `owned, free = function`: memory that the caller owns is freed by this function",
    }
    CONTRACT_NULL {
        text: "`null` is `error` or `none`",
        label: "neither",
        hint: "`null = error` makes it a fault, `null = none` makes the output an `Option`",
    }
    CONTRACT_CONSTANT {
        text: "only an integer can be a constant",
        label: "not an integer",
        hint: "use `#[null]` for a null pointer; other values stay arguments",
    }
    CONTRACT_TEXT_BOUND {
        text: "a string needs a bound in bytes",
        label: "not a number from 1 to 16 MiB",
        hint: "write `c_str(max = 256)`: its end is looked for among so many bytes",
    }
    CONTRACT_NO_RULE {
        text: "no rule says which values of `{name}` may come out",
        label: "no rule",
        hint: "add `in = 1..=100`, `valid`, `with = function`, or `released, reason = \"…\"`",
    }
    CONTRACT_NO_ITEMS_RULE {
        text: "no rule says which elements of type `{name}` may come out",
        label: "no rule",
        hint: "add `each = -1..=1`, `with = function`, or `released, reason = \"…\"`; only bytes need none",
    }
    CONTRACT_TWO_RULES {
        text: "there are two rules about one value",
        label: "two rules",
        hint: "keep one; `with = function` can say everything",
    }
    CONTRACT_REASON {
        text: "`released` needs a reason of at least 12 characters",
        label: "no reason",
        hint: "add `reason = \"why no check is needed\"`",
    }
    CONTRACT_RANGE {
        text: "the range `{range}` is no rule",
        label: "accepts everything or nothing",
        hint: "write `1..=100`; a value that needs no check is `released, reason = \"…\"`",
    }
    CONTRACT_BOUND {
        text: "{value} is no value of {kind}",
        label: "out of range",
        hint: "compare with the C header",
    }
    CONTRACT_FLOAT {
        text: "this is no range of floating-point numbers",
        label: "not a range",
        hint: "write it with literals: `0.0..=1.0`",
    }
    CONTRACT_NOT_ORDERED {
        text: "a range says nothing about this type",
        label: "not a number",
        hint: "use `valid`",
    }
    CONTRACT_ALWAYS_VALID {
        text: "every bit pattern is a value of `{kind}`",
        label: "says nothing",
        hint: "use a range, `in = 1..=100`",
    }
    CONTRACT_EXPRESSION {
        text: "contracts cannot calculate this",
        label: "not understood",
        hint: "use integers, parameters, constants of the module, `+ - * / % <<`, `min(a, b)` and `max(a, b)`",
    }
    CONTRACT_CONDITION {
        text: "this is no relation between numbers",
        label: "not a relation",
        hint: "write `width * height <= 1 << 26`; relations are joined by `&&` and `||`",
    }
    CONTRACT_UNKNOWN {
        text: "`{name}` is neither a parameter nor a constant of the module",
        label: "unknown",
        hint: "the parameters are {known}; `result` is what the function returns",
    }
    CONTRACT_NOT_INTEGER {
        text: "`{name}` is no integer",
        label: "not a number to calculate with",
        hint: "contracts calculate with integer parameters and with integers behind `#[input]`, `#[out]`, `#[inout]`",
    }
    CONTRACT_TOO_EARLY {
        text: "`{name}` is not known yet at this point",
        label: "comes later",
        hint: "what goes in is known before the call, then the result, then what comes out",
    }
    CONTRACT_CYCLE {
        text: "`{name}` depends on itself",
        label: "closes a circle",
        hint: "say one of the values without the other",
    }
    CONTRACT_NO_RESULT {
        text: "`{attribute}` is about the result, and `{name}` returns nothing",
        label: "no result",
        hint: "remove it, or declare the result",
    }
    CONTRACT_RESULT {
        text: "the function has a contract that says nothing about the result of `{name}`",
        label: "no contract",
        hint: "add `#[status(ok = 0)]` or `#[returns(…)]`",
    }
    CONTRACT_STATUS {
        text: "`status` does not say what success is",
        label: "incomplete",
        hint: "write `#[status(ok = 0)]`, `#[status(ok = 1..)]` or `#[status(nonzero)]`",
    }
    CONTRACT_STATUS_TYPE {
        text: "a status is an integer, `bool` or an enum",
        label: "the result is neither",
        hint: "use `#[returns(…)]`",
    }
    CONTRACT_STATUS_NUMBER {
        text: "success must be known while compiling",
        label: "depends on a parameter",
        hint: "use numbers and constants of the module, and `#[require(…)]` for relations",
    }
    CONTRACT_FUNCTION {
        text: "the function `{name}` is not declared in this module",
        label: "unknown",
        hint: "declare it in the `extern \"C\"` block",
    }
    CONTRACT_FREE {
        text: "`{name}` cannot free: it must take one pointer and nothing else",
        label: "of another type",
        hint: "name the function whose C prototype is `void {name}(void *pointer)`",
    }
    CONTRACT_MESSAGE {
        text: "`{name}` cannot explain a failure",
        label: "of another type",
        hint: "it must take nothing or the status, and return `*const c_char`",
    }
    OWNED {
        text: "`owned` belongs on a function without a contract that returns a pointer",
        label: "no such result",
        hint: "write `#[owned(free = function)]`; in a contract, `#[returns(owned, free = function, …)]`",
    }

    // Names that the expansion needs.
    NAME_TAKEN {
        text: "the name `{name}` is needed for the {purpose}",
        label: "taken",
        hint: "{remedy}",
    }
    PRIMITIVE_NAME {
        text: "`{name}` would hide the Rust type of that name",
        label: "hides a primitive",
        hint: "use another name, for example `{name}_`",
    }

    // The file that is searched by the build helper.
    DECLARED_TWICE {
        text: "the library `{name}` is declared by two modules of this file",
        label: "the second one",
        hint: "declare it once: the layouts are compared with the C headers for one module",
    }

    // What the build helper left behind.
    NO_OUT_DIR {
        text: "the library `{name}` was not built: this package has no build script",
        label: "not built",
        hint: "add `ringfence-build` to `[build-dependencies]`, and a build.rs with\n\
            fn main() -> Result<(), ringfence_build::Error> {\n    \
                ringfence_build::Library::new(\"{name}\").file(\"c/{name}.c\").compile()?;\n    \
                Ok(())\n\
            }",
    }
    NO_MANIFEST {
        text: "the library `{name}` was not built by build.rs",
        label: "no such library",
        hint: "build.rs must call `ringfence_build::Library::new(\"{name}\").file(…).compile()?;`",
    }
    BAD_MANIFEST {
        text: "what the build helper wrote about `{name}` cannot be read: {reason}",
        label: "unreadable",
        hint: "use the same version of `ringfence` and `ringfence-build`, then `cargo clean`",
    }
    WRONG_HASH {
        text: "the file `{file}` of the library `{name}` is not the one that was built",
        label: "hash differs",
        hint: "run `cargo clean`; nothing but the build helper may write into its output folder",
    }
    MISSING_FILE {
        text: "the file `{file}` of the library `{name}` cannot be read: {reason}",
        label: "missing",
        hint: "run `cargo clean` and build again",
    }
    LAYOUT_UNSEEN {
        text: "the structs and enums of `{name}` were not compared with the C headers",
        label: "not seen by the build helper",
        hint: "write the module out in a file below `src`: a macro or another folder hides it from build.rs",
    }
    MISSING_EXPORT {
        text: "the library `{library}` has no function `{name}`",
        label: "not exported",
        hint: "add `.export(\"{name}\")` in build.rs, or the `.file(…)` that defines it{similar}",
    }
    MISSING_GLOBAL {
        text: "the library `{library}` has no variable `{name}`",
        label: "not exported",
        hint: "run `cargo clean` and build again; if it is no variable of the C code but a macro, write a `const`",
    }
    WRONG_SIGNATURE {
        text: "`{name}` has another signature in the library: declared {declared}, found {found}",
        label: "does not match",
        hint: "compare with the C prototype: {difference}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_said_once() {
        for (index, message) in ALL.iter().enumerate() {
            let again = ALL
                .iter()
                .skip(index + 1)
                .find(|other| other.text == message.text && other.label == message.label);
            assert_eq!(again, None);
        }
    }

    #[test]
    fn every_message_has_text_label_and_hint() {
        for message in ALL {
            assert!(
                !message.text.is_empty() && !message.label.is_empty() && !message.hint.is_empty(),
                "{message:?}"
            );
            assert!(!message.text.ends_with('.') && !message.hint.ends_with('.'), "{message:?}");
        }
    }

    #[test]
    fn placeholders_are_filled_everywhere() {
        let [text, label, hint] = DUPLICATE_VALUE.fill(&[("name", "B"), ("other", "A"), ("value", "1")]);
        assert_eq!(text, "`B` has the same value as `A`");
        assert_eq!(label, "value 1 again");
        assert!(hint.contains("pub const B: Self = Self::A;"));
    }
}
