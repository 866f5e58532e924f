//! What contracts save must cost nothing: the same answers as by hand, from real libraries.

use ringfence::{FaultKind, Limits, Pool};
use ringfence_tests::gain::lz4::block::{Lz4, Lz4Calls as _};
use ringfence_tests::gain::stb::image::Images;
use ringfence_tests::gain::zlib::z::{Zlib, ZlibCalls as _};
use ringfence_tests::gain::{lz4, stb, zlib};

/// `hello` as zlib's own documentation of the format would have it.
const HELLO: [u8; 13] = [0x78, 0x9c, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x06, 0x2c, 0x02, 0x15];

#[test]
fn zlib_decompresses_by_hand_and_by_contract() {
    let pool = Pool::<Zlib>::new(Limits::default()).unwrap();
    assert_eq!(pool.scope(|s| zlib::by_hand(s, 100, &HELLO)).unwrap(), b"hello");
    assert_eq!(pool.scope(|s| zlib::by_contract(s, 100, &HELLO)).unwrap(), b"hello");
    let text = b"round and round ".repeat(100);
    let stream = pool.scope(|s| s.compress2(1000, &text, 9)).unwrap();
    assert!(stream.len() < 100);
    assert_eq!(pool.scope(|s| zlib::by_contract(s, text.len(), &stream)).unwrap(), text);
    assert_eq!(pool.scope(|s| s.crc32(0, b"123456789")).unwrap(), 0xCBF4_3926);
}

#[test]
fn damaged_and_endless_streams_are_refused_with_the_number() {
    let pool = Pool::<Zlib>::new(Limits::default()).unwrap();
    let mut damaged = HELLO;
    damaged[12] ^= 1;
    for (room, stream, status) in [(100, &damaged[..], -3), (4, &HELLO[..], -5), (100, &HELLO[..9], -3)] {
        let fault = pool.scope(|s| zlib::by_contract(s, room, stream)).unwrap_err();
        assert_eq!((fault.kind(), fault.status()), (FaultKind::Refused, Some(status)));
        assert!(pool.scope(|s| zlib::by_hand(s, room, stream)).is_err());
    }
}

#[test]
fn lz4_decompresses_by_hand_and_by_contract() {
    let pool = Pool::<Lz4>::new(Limits::default()).unwrap();
    assert_eq!(pool.scope(|s| lz4::by_hand(s, 100, b"\x50hello")).unwrap(), b"hello");
    assert_eq!(pool.scope(|s| lz4::by_contract(s, 100, b"\x50hello")).unwrap(), b"hello");
    let text = b"round and round ".repeat(100);
    let block = pool
        .scope(|s| {
            let room = s.LZ4_compressBound(1600)?;
            s.LZ4_compress_default(&text, room as usize)
        })
        .unwrap();
    assert_eq!(pool.scope(|s| lz4::by_contract(s, text.len(), &block)).unwrap(), text);
    let fault = pool.scope(|s| lz4::by_contract(s, 2, &block)).unwrap_err();
    assert!(fault.kind() == FaultKind::Refused && fault.status().unwrap() < 0, "{fault}");
}

#[test]
fn stb_decodes_by_hand_and_by_contract() {
    let pool = Pool::<Images>::new(Limits::default()).unwrap();
    // Two pixels of an uncompressed TGA, top row first: blue, green, red, alpha.
    let mut file = vec![0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 32, 0x28];
    file.extend([1, 2, 3, 4, 5, 6, 7, 8]);
    let expected = (2, 1, vec![3, 2, 1, 4, 7, 6, 5, 8]);
    assert_eq!(pool.scope(|s| stb::by_hand(s, &file)).unwrap(), expected);
    assert_eq!(pool.scope(|s| stb::by_contract(s, &file)).unwrap(), expected);
    let fault = pool.scope(|s| stb::by_contract(s, b"\x89PNG\r\n\x1a\n")).unwrap_err();
    assert_eq!((fault.kind(), fault.message()), (FaultKind::Refused, Some("first not IHDR")));
}
