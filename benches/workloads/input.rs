//! What the workloads are given.

use image::ImageFormat;
use ringfence_benches::pictures;

use super::native;

/// A million bytes and more of text as people and programs write it, always the same.
pub(crate) fn text(length: usize) -> Vec<u8> {
    const WORDS: [&str; 16] = [
        "guest", "memory", "the", "a", "of", "page", "instance", "bytes", "library", "reads", "writes",
        "when", "host", "value", "is", "0x7f",
    ];
    let mut state = 88_172_645_463_325_252_u64;
    let mut text = Vec::with_capacity(length + 16);
    while text.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // The square makes some words more frequent than others.
        let index = (state % 16 * (state >> 8 & 15)) as usize / 16;
        text.extend_from_slice(WORDS[index].as_bytes());
        text.push(if state >> 20 & 15 == 0 { b'\n' } else { b' ' });
    }
    text.truncate(length);
    text
}

/// What inflates to `length` bytes of text.
pub(crate) fn deflated(length: usize) -> Vec<u8> {
    let mut output = vec![0; length];
    let written = native::workload_deflate(&text(length), &mut output);
    output.truncate(written as usize);
    output
}

/// A document of at least `length` bytes.
pub(crate) fn xml(length: usize) -> Vec<u8> {
    let words = text(length);
    let mut words = words.split(|byte| !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let mut document = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<records>\n".to_vec();
    let mut number = 0;
    while document.len() < length {
        let mut word = || String::from_utf8_lossy(words.next().unwrap_or(b"end")).into_owned();
        let record = format!(
            "  <record number=\"{number}\" kind=\"{}\">\n    <name>{} {}</name>\n    <value unit='{}'>{} &amp; \
             {}</value>\n  </record>\n",
            word(),
            word(),
            word(),
            word(),
            word(),
            word(),
        );
        document.extend_from_slice(record.as_bytes());
        number += 1;
    }
    document.extend_from_slice(b"</records>\n");
    document
}

pub(crate) fn png() -> Vec<u8> {
    pictures::encoded(ImageFormat::Png)
}

pub(crate) fn jpeg() -> Vec<u8> {
    pictures::encoded(ImageFormat::Jpeg)
}
