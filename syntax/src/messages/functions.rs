//! Messages about functions and variables.

use super::Message;

messages! {
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
    BATCH {
        text: "`{name}` cannot be called in batches",
        label: "not of this function",
        hint: "`#[batch]` is for numbers, pointers and enums, without a contract; declare the function a second time \
               under another name, with `#[link_name = \"{name}\"]`",
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
}
