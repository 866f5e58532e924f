//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Parser;

/// Make a contact sheet of the images in a folder, decoding them with libraries that are fenced in.
///
/// Every file is given to the library for what its content says it is, whatever its name says: JPEG to
/// libjpeg-turbo, PNG to libpng, WebP to libwebp, GIF to giflib, all others to stb_image (BMP, TGA, PSD, HDR, PIC,
/// PNM). It is decoded, rejected, or found to be no image; photos are turned as their Exif data say. The libraries run as
/// WebAssembly, on a fresh instance for each file; a file that makes one crash, loop or ask for too much memory is
/// reported, and the next file is not affected.
///
/// The exit code is 0 if all files could be read and the sheet was written, however bad the files were.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
pub(crate) struct Cli {
    /// The folder to look through, with everything below it
    #[arg(default_value = ".")]
    pub(crate) folder: PathBuf,

    /// Where to write index.html; the folder is made if it is not there
    #[arg(long, value_name = "DIR", default_value = "contact-sheet")]
    pub(crate) out: PathBuf,

    /// Decode at most this many files at a time [default: one per CPU]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Longer side of a thumbnail, in pixels
    #[arg(long, value_name = "PIXELS", default_value_t = 320, value_parser = clap::value_parser!(u32).range(16..=2048))]
    pub(crate) edge: u32,

    /// Seconds that one file may take
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) deadline: u64,

    /// Memory that the decoder may use for one file, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 256, value_parser = clap::value_parser!(u64).range(16..=1024))]
    pub(crate) memory: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
