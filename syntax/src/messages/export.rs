//! `#[ringfence::export]` in a guest.

use super::Message;

messages! {
    EXPORT_ITEM {
        text: "`#[ringfence::export]` belongs on a function, a struct, an enum or a constant",
        label: "none of them",
        hint: "export the functions that the host calls, and the types that they take and return",
    }
    EXPORT_ARGUMENT {
        text: "`{name}` is no argument of `export`",
        label: "unknown argument",
        hint: "`crate = path` says where the crate `ringfence-export` is",
    }
    EXPORT_GENERIC {
        text: "`{name}` is generic, and a module holds no generic code",
        label: "generic",
        hint: "export it once for each type that the host needs",
    }
    EXPORT_ASYNC {
        text: "an exported function cannot be `async`",
        label: "nothing waits inside a fence",
        hint: "remove `async`; the host may call it from a blocking task",
    }
    EXPORT_QUALIFIER {
        text: "an exported function is an ordinary one",
        label: "not possible here",
        hint: "remove it; the attribute generates what the host calls",
    }
    EXPORT_RECEIVER {
        text: "a method cannot be exported",
        label: "`self` stays in the guest",
        hint: "export a function, and keep state in a `static` of the guest if it must last",
    }
    EXPORT_PATTERN {
        text: "this parameter has no name",
        label: "a pattern",
        hint: "give it a name and take it apart in the body; the host's method has the same name",
    }
    EXPORT_RETURNS_REFERENCE {
        text: "a reference cannot leave the fence",
        label: "points into the guest's memory",
        hint: "return the value itself: `String`, `Vec<u8>`, an exported struct",
    }
    EXPORT_MUTABLE {
        text: "the guest cannot change what the host lent",
        label: "mutable",
        hint: "take `&[T]` and return a `Vec<T>`: what comes back is tainted",
    }
    EXPORT_OWNED {
        text: "`{name}` would be copied twice",
        label: "an owned argument",
        hint: "take `{instead}`",
    }
    EXPORT_SIZE {
        text: "`{name}` has 32 bits in the guest and 64 on most hosts",
        label: "not the same type on both sides",
        hint: "use `u32` or `u64` inside of values; parameters and results may be `usize`",
    }
    EXPORT_TYPE {
        text: "this type cannot cross the fence",
        label: "not known on both sides",
        hint: "numbers, `bool`, `char`, `String`, slices of numbers, exported structs and enums, and `Option`, `Vec` and tuples of them can",
    }
    EXPORT_RESULT {
        text: "`Result` can only be the result of a function",
        label: "inside of a value",
        hint: "use `Option`, or an exported struct that says what went wrong",
    }
    EXPORT_FIELDS {
        text: "`{name}` has no fields that could cross",
        label: "named fields, or a tuple of one",
        hint: "give it named fields, or wrap one value: `struct {name}(u32);`",
    }
    EXPORT_VARIANT {
        text: "the variant `{name}` holds data",
        label: "more than a name",
        hint: "put the data into fields of an exported struct, beside an enum of plain names that says which of them count",
    }
    EXPORT_SERDE {
        text: "`#[serde]` would change what the host reads",
        label: "not on what is exported",
        hint: "remove it; the attribute derives the encoding for both sides",
    }
    EXPORT_CONSTANT {
        text: "an exported constant is a number or a text",
        label: "neither",
        hint: "write `pub const LARGEST: u32 = 16_384;`",
    }
    EXPORT_VERIFY_FROM {
        text: "an exported struct is verified from itself",
        label: "made from something else",
        hint: "remove it; another type of the host can be made in its own code",
    }
    EXPORT_UNKNOWN {
        text: "`{name}` is not exported",
        label: "unknown to the host",
        hint: "put `#[ringfence::export]` on its declaration in the guest's own code",
    }
    EXPORT_TWICE {
        text: "`{name}` is exported twice",
        label: "exported before",
        hint: "all exports of a guest share one namespace; rename one of them",
    }
    EXPORT_NOTHING {
        text: "the module `{name}` declares what a Rust guest declares itself",
        label: "not with `rust`",
        hint: "leave it out: functions and types come from the items with `#[ringfence::export]` in the guest",
    }
    NOT_A_RUST_LIBRARY {
        text: "`{name}` was not built from Rust",
        label: "built from C",
        hint: "call `.rust(\"guest\")` in build.rs, or declare its functions in an `extern \"C\"` block",
    }
}
