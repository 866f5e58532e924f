//! The part of a build that makes the functions which take rows of calls.

use std::path::PathBuf;

use super::Build;
use crate::Error;
use crate::compile::Compiler;

impl Build<'_> {
    /// Files with such functions, one for each interface that asks for any.
    pub(super) fn batch_files(&self) -> Vec<(PathBuf, String)> {
        let texts = self.inputs.declared.batches().into_iter().enumerate();
        texts.map(|(index, text)| (self.batch_folder().join(format!("rows{index}.c")), text)).collect()
    }

    fn batch_folder(&self) -> PathBuf {
        self.work.join("batch")
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
        Ok(self.compile_written(compiler, &self.batch_folder(), &all, &[], flags)?.files)
    }
}
