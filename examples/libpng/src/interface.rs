//! The simplified API of `png.h`.

/// libpng 1.6 with zlib 1.3.
#[ringfence::library("png", header)]
pub mod png {}
