//! Pixels, whichever library they came from.

/// A decoded file: four bytes for each pixel, top row first.
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgba: Vec<u8>,
    /// Frames of the file, of which this is the first.
    pub(crate) frames: u32,
}

/// Libraries of stills all give the same three things.
macro_rules! stills {
    ($($library:ident)*) => {$(
        impl From<$library::Picture> for Picture {
            fn from($library::Picture { width, height, rgba }: $library::Picture) -> Self {
                Self { width, height, rgba, frames: 1 }
            }
        }
    )*};
}

impl From<fenced_giflib::Picture> for Picture {
    fn from(fenced_giflib::Picture { width, height, rgba, frames }: fenced_giflib::Picture) -> Self {
        Self { width, height, rgba, frames }
    }
}

stills!(fenced_libpng fenced_libwebp fenced_turbojpeg);
