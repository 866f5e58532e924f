//! What a file claims to be, by its first bytes.

/// Formats that are told apart. TGA has no signature and is not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Bmp,
    Gif,
    Hdr,
    Jpeg,
    Pic,
    Png,
    Pnm,
    Psd,
    Tiff,
    WebP,
}

/// Signatures at the start of a file.
const SIGNATURES: &[(&[u8], Format)] = &[
    (b"\xFF\xD8\xFF", Format::Jpeg),
    (b"\x89PNG\r\n\x1A\n", Format::Png),
    (b"GIF87a", Format::Gif),
    (b"GIF89a", Format::Gif),
    (b"BM", Format::Bmp),
    (b"8BPS", Format::Psd),
    (b"#?RADIANCE", Format::Hdr),
    (b"#?RGBE", Format::Hdr),
    (b"\x53\x80\xF6\x34", Format::Pic),
    (b"P5", Format::Pnm),
    (b"P6", Format::Pnm),
    (b"II*\0", Format::Tiff),
    (b"MM\0*", Format::Tiff),
];

impl Format {
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Some(Self::WebP);
        }
        SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, format)| *format)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bmp => "BMP",
            Self::Gif => "GIF",
            Self::Hdr => "HDR",
            Self::Jpeg => "JPEG",
            Self::Pic => "PIC",
            Self::Png => "PNG",
            Self::Pnm => "PNM",
            Self::Psd => "PSD",
            Self::Tiff => "TIFF",
            Self::WebP => "WebP",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(Format::of(b"GIF89a\x01\0"), Some(Format::Gif));
        assert_eq!(Format::of(b"RIFF\0\0\0\0WEBPVP8 "), Some(Format::WebP));
        assert_eq!(Format::of(b"RIFF\0\0\0\0WAVE"), None);
        assert_eq!(Format::of(b""), None);
    }
}
