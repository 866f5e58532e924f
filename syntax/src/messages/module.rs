//! Messages about the attribute, its module, and the names in it.

use super::Message;

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
        hint: "after the name may follow `rust`, `header`, `marker = Name` and `crate = path`",
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
    NO_HEADER {
        text: "build.rs reads no header of `{name}`",
        label: "nothing to take from",
        hint: "say which names to take, beside the header: `.header(\"{name}.h\").allow(\"{name}_.*\")`; this needs\n\
            the feature `bindings` of `ringfence-build`",
    }
    HEADER_OF_RUST {
        text: "a guest written in Rust has no C header",
        label: "only for C",
        hint: "keep one of `rust` and `header`",
    }
    LEFT_OUT {
        text: "`{name}` was left out of the wrapper: {reason}",
        label: "left out",
        hint: "everything that was left out stands at the end of `{file}` in the build script's output folder",
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
    DECLARED_TWICE {
        text: "the library `{name}` is declared by two modules of this file",
        label: "the second one",
        hint: "declare it once: the layouts are compared with the C headers for one module",
    }
}
