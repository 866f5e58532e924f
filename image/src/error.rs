//! Faults and refusals as errors of `image`.

use std::error::Error;
use std::io;

use image::error::{
    DecodingError, ImageFormatHint, LimitError, LimitErrorKind, UnsupportedError, UnsupportedErrorKind,
};
use image::{ImageError, ImageFormat};
use ringfence::{Fault, FaultKind};

/// What a fault means to who wanted a picture. The fault is the error's source.
pub(crate) fn of(format: ImageFormat, fault: Fault) -> ImageError {
    match fault.kind() {
        _ if fault.memory_was_refused() => no_memory(),
        // Of the limits, those of time and of the stack stop the guest; the others are about bytes.
        FaultKind::Limit if fault.trap().is_none() => no_memory(),
        // Nobody's file is to blame.
        FaultKind::Caller | FaultKind::Module | FaultKind::Host => {
            ImageError::IoError(io::Error::other(fault))
        }
        _ => decoding(format, fault),
    }
}

/// The library's own verdict on a file.
pub(crate) fn refused(format: ImageFormat, refusal: impl Error + Send + Sync + 'static) -> ImageError {
    decoding(format, refusal)
}

/// The pixels are not those of the picture that the head promised.
pub(crate) fn changed(format: ImageFormat) -> ImageError {
    decoding(format, "the size of the picture changed after its head was read")
}

/// Another decoder has got the format.
pub(crate) fn taken(format: ImageFormat, extension: &str) -> ImageError {
    let text = format!("another decoding hook is registered for .{extension}");
    ImageError::Unsupported(UnsupportedError::from_format_and_kind(
        ImageFormatHint::Exact(format),
        UnsupportedErrorKind::GenericFeature(text),
    ))
}

/// More memory would be needed than there may be.
pub(crate) fn no_memory() -> ImageError {
    ImageError::Limits(LimitError::from_kind(LimitErrorKind::InsufficientMemory))
}

fn decoding(format: ImageFormat, error: impl Into<Box<dyn Error + Send + Sync>>) -> ImageError {
    ImageError::Decoding(DecodingError::new(ImageFormatHint::Exact(format), error))
}
