//! Where files are not mapped into linear memory, there are none to map.

use std::convert::Infallible;
use std::fs::File;
use std::io;

use ringfence_engine::wasmtime::{Memory, StoreContextMut};

use crate::input::Input;
use crate::scope::Window;

/// A file whose bytes and length stay as they are: none.
#[derive(Debug)]
pub(crate) struct Unchanging(Infallible);

impl Unchanging {
    pub(crate) fn collapse(&self, _: usize) {
        match self.0 {}
    }

    pub(crate) fn read(&self, _: &mut [u8]) -> io::Result<()> {
        match self.0 {}
    }
}

impl Input {
    /// A file, which is mapped on Linux and read here.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    ///
    /// # Safety
    ///
    /// For as long as the input, or a scope that mapped it, is alive, nobody changes the file's bytes or its length.
    pub unsafe fn unchanging_file(file: File) -> io::Result<Self> {
        Self::from_reader(file)
    }
}

pub(crate) fn map<T>(
    _: &mut StoreContextMut<'_, T>,
    _: Memory,
    _: Window,
    file: &Unchanging,
    _: u32,
) -> io::Result<()> {
    match file.0 {}
}

/// Nothing was mapped.
pub(crate) fn clear<T>(_: &mut StoreContextMut<'_, T>, _: Memory, _: Window) {}
