//! The part of a build that makes the functions which take rows of calls.

use std::path::PathBuf;

use super::Build;
use crate::compile::{self, Compiler};
use crate::{Error, files};

impl Build<'_> {
    /// Files with such functions, one for each interface that asks for any.
    pub(super) fn batch_files(&self) -> Vec<(PathBuf, String)> {
        let texts = self.inputs.declared.batches().into_iter().enumerate();
        texts.map(|(index, text)| (self.work.join("batch").join(format!("rows{index}.c")), text)).collect()
    }

    pub(super) fn compile_batches(
        &self,
        compiler: &Compiler<'_>,
        flags: &[String],
    ) -> Result<Vec<PathBuf>, Error> {
        let all = self.batch_files();
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let output = self.work.join("batch");
        files::create_folder(&output)?;
        for (path, text) in &all {
            files::write_if_changed(path, text.as_bytes())?;
        }
        let paths: Vec<_> = all.into_iter().map(|(path, _)| path).collect();
        let job = compile::Job {
            files: &paths,
            includes: &[],
            flags,
            cpp_flags: &[],
            prefixes: &self.prefixes(),
            output: &output,
            host: &self.context.host,
        };
        Ok(compiler.compile(&self.library.name, &job)?.files)
    }
}
