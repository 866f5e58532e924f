//! gzip files, by RFC 1952 and RFC 1951.

/// The bytes of `content`, stored, behind a header with an extra field of `extra` bytes.
pub fn stored(content: &[u8], extra: u16) -> Vec<u8> {
    // A stored block holds no more.
    let size = u16::try_from(content.len()).unwrap_or(u16::MAX);
    let (content, _) = content.split_at(usize::from(size));
    // Magic number, deflate, an extra field follows; no time, no system.
    let mut file = vec![0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255];
    file.extend(extra.to_le_bytes());
    file.extend(vec![b'x'; usize::from(extra)]);
    // The last block, stored.
    file.push(1);
    file.extend(size.to_le_bytes());
    file.extend((!size).to_le_bytes());
    file.extend(content);
    file.extend(crc32(content).to_le_bytes());
    file.extend(u32::from(size).to_le_bytes());
    file
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}
