//! Which of a library's functions, types and constants the wrapper sees.

use std::path::PathBuf;

use crate::Library;

impl Library {
    /// Names a header as the C code includes it. Needed when the interface has structs or enums: their layout is
    /// compared with the header's by the C compiler.
    pub fn header(mut self, name: impl Into<String>) -> Self {
        self.headers.push(name.into());
        self
    }

    /// Reads the interface from the [headers](Self::header): every function, type, variable, enum and macro whose
    /// whole name fits the regular expression, and the types that those need. The wrapper takes it with the word
    /// `header`, and declares only what should be other than in the header:
    ///
    /// ```ignore
    /// #[ringfence::library("png", header)]
    /// pub mod png {}
    /// ```
    ///
    /// Needs the feature `bindings`, and libclang when the build script runs. What was read, and what could not be,
    /// stands in `OUT_DIR/NAME/NAME.header.rs`.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), ringfence_build::Error> {
    /// ringfence_build::Library::new("png").file("c/png.c").header("png.h").allow("png_.*|PNG_.*").compile()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn allow(mut self, pattern: impl Into<String>) -> Self {
        self.allow.push(pattern.into());
        self
    }

    /// Adds a constant to what is [read from the headers](Self::allow): the value of an expression of C, such as a
    /// macro with arguments.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), ringfence_build::Error> {
    /// ringfence_build::Library::new("zstd")
    ///     .file("c/zstd.c")
    ///     .header("zstd.h")
    ///     .allow("ZSTD_.*")
    ///     .constant("MOST", "ZSTD_COMPRESSBOUND(1 << 20)")
    ///     .compile()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn constant(mut self, name: impl Into<String>, expression: impl Into<String>) -> Self {
        self.constants.push((name.into(), expression.into()));
        self
    }

    /// Exports a function. Those of the interface are exported without being named here.
    pub fn export(mut self, function: impl Into<String>) -> Self {
        self.exports.push(function.into());
        self
    }

    /// Names a Rust file of the package that declares the interface, when it does not lie below `src`.
    pub fn interface(mut self, path: impl Into<PathBuf>) -> Self {
        self.interfaces.push(path.into());
        self
    }
}
