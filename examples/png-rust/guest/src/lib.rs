//! Runs inside the fence: a thin layer over the crate `png`.

/// Widest and highest image that is decoded.
#[ringfence::export]
pub const LONGEST_SIDE: u32 = 16_384;

/// How a pixel is stored.
#[ringfence::export]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,
}

/// A decoded image, 8 bits per sample.
#[ringfence::export]
#[derive(Debug, ringfence::Verify)]
#[verify(relation = width * height <= LARGEST_AREA)]
pub struct Image {
    #[verify(in 1..=LONGEST_SIDE)]
    pub width: u32,
    #[verify(in 1..=LONGEST_SIDE)]
    pub height: u32,
    #[verify(valid)]
    pub colours: Colours,
    #[verify(inert)]
    pub samples: Vec<u8>,
}

/// Most pixels of an image.
#[ringfence::export]
pub const LARGEST_AREA: u32 = 64 << 20;

/// Decodes a PNG file.
#[ringfence::export]
pub fn decode(file: &[u8]) -> Result<Image, png::DecodingError> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info()?;
    let mut samples = vec![0; reader.output_buffer_size().ok_or(png::DecodingError::LimitsExceeded)?];
    let frame = reader.next_frame(&mut samples)?;
    samples.truncate(frame.buffer_size());
    let colours = match frame.color_type {
        png::ColorType::Grayscale => Colours::Grey,
        png::ColorType::GrayscaleAlpha => Colours::GreyAlpha,
        png::ColorType::Rgb | png::ColorType::Indexed => Colours::Rgb,
        png::ColorType::Rgba => Colours::Rgba,
    };
    Ok(Image { width: frame.width, height: frame.height, colours, samples })
}

/// The text chunks of a file, as pairs of keyword and text.
#[ringfence::export]
pub fn texts(file: &[u8]) -> Result<Vec<(String, String)>, png::DecodingError> {
    let reader = png::Decoder::new(std::io::Cursor::new(file)).read_info()?;
    let info = reader.info();
    let plain = info.uncompressed_latin1_text.iter().map(|chunk| (chunk.keyword.clone(), chunk.text.clone()));
    Ok(plain.collect())
}
