//! Messages about what the build helper left behind.

use super::Message;

messages! {
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
