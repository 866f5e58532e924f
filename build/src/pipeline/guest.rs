//! The part of a build that is another for guests written in Rust.

use super::{Build, Raw};
use crate::rust::{self, RustCompiler, compiler};
use crate::{Environment, Error};

/// A compiler, or what to do about there being none.
pub(super) fn compiler(environment: &Environment) -> Result<RustCompiler, Error> {
    compiler::find(environment).map_err(|tried| Error::NoRustCompiler {
        tried,
        has_rustup: environment.find_program("rustup").is_some(),
    })
}

impl Build<'_> {
    /// Builds the guest with cargo.
    pub(super) fn build_guest(&self) -> Result<Raw, Error> {
        let (Some(guest), Some(compiler)) = (&self.inputs.guest, &self.rust) else {
            return Ok(Raw::default());
        };
        let (bytes, headers) = rust::build(&rust::Job {
            library: &self.library.name,
            guest,
            compiler,
            stack_bytes: self.library.stack_bytes,
            memory_bytes: self.library.limits.memory_bytes,
            context: self.context,
            environment: self.environment,
        })?;
        Ok(Raw { bytes, headers, warnings: Vec::new() })
    }

    /// What tells this compiler and this interface from others.
    pub(super) fn rust_identity(&self) -> String {
        let exports = self.inputs.guest.as_ref().map(|guest| &guest.record.exports);
        format!("{:?} {exports:?}", self.rust)
    }

    /// Flags without folders of this machine.
    pub(super) fn rust_flags(&self) -> Vec<String> {
        let Some(compiler) = &self.rust else { return Vec::new() };
        let std = compiler.builds_std.then(|| "-Zbuild-std=std,panic_abort".to_owned());
        let link = rust::link_arguments(self.library.stack_bytes, self.library.limits.memory_bytes);
        ["--release".to_owned(), "-Cpanic=abort".to_owned()].into_iter().chain(std).chain(link).collect()
    }
}
