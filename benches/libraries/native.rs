//! The libraries without a fence, as Rust programs call them.
#![allow(
    clippy::undocumented_unsafe_blocks,
    reason = "the point of the project is not to have to write these"
)]

use std::ffi::{CStr, CString, c_char, c_int, c_long, c_void};
use std::path::Path;

use fenced_graphite2::{Glyph, Run};
use fenced_ogg::Packet;

unsafe extern "C" {
    fn native_gif(bytes: *const u8, length: usize, rgba: *mut u8) -> c_int;
    fn native_shape(
        bytes: *const u8,
        length: usize,
        text: *const u32,
        characters: usize,
        size: f32,
        glyphs: *mut NativeGlyph,
        capacity: usize,
        advance: *mut f32,
    ) -> usize;
    fn native_ogg(bytes: *const u8, length: usize, emit: Emit, user: *mut c_void) -> usize;
    fn woff2_decode(out: *mut u8, capacity: usize, file: *const u8, length: usize) -> usize;
    fn woff2_encode(out: *mut u8, capacity: usize, font: *const u8, length: usize, quality: c_int) -> usize;
    fn Hunspell_create(affixes: *const c_char, words: *const c_char) -> *mut c_void;
    fn Hunspell_destroy(speller: *mut c_void);
    fn Hunspell_spell(speller: *mut c_void, word: *const c_char) -> c_int;
    fn Hunspell_suggest(speller: *mut c_void, list: *mut *mut *mut c_char, word: *const c_char) -> c_int;
    fn Hunspell_free_list(speller: *mut c_void, list: *mut *mut *mut c_char, count: c_int);
}

#[repr(C)]
#[derive(Clone, Copy, Default)]
struct NativeGlyph {
    character: u64,
    x: f32,
    y: f32,
    id: u16,
}

/// `ogg_packet`.
#[repr(C)]
struct NativePacket {
    packet: *const u8,
    bytes: c_long,
    begins: c_long,
    ends: c_long,
    granule: i64,
    number: i64,
}

type Emit = unsafe extern "C" fn(user: *mut c_void, serial: c_int, packet: *const NativePacket);

/// The first frame of a file whose picture has so many pixels.
pub(crate) fn gif(file: &[u8], pixels: usize) -> Vec<u8> {
    let mut rgba = vec![0; pixels * 4];
    let good = unsafe { native_gif(file.as_ptr(), file.len(), rgba.as_mut_ptr()) };
    assert_eq!(good, 1);
    rgba
}

/// A text from left to right.
pub(crate) fn shape(font: &[u8], text: &str, size: f32) -> Run {
    let text: Vec<u32> = text.chars().map(u32::from).collect();
    let mut glyphs = vec![NativeGlyph::default(); text.len() * 4];
    let mut advance = 0.0;
    let count = unsafe {
        native_shape(
            font.as_ptr(),
            font.len(),
            text.as_ptr(),
            text.len(),
            size,
            glyphs.as_mut_ptr(),
            glyphs.len(),
            &raw mut advance,
        )
    };
    let glyph = |glyph: &NativeGlyph| Glyph {
        id: glyph.id,
        x: glyph.x,
        y: glyph.y,
        character: glyph.character as usize,
    };
    Run { glyphs: glyphs[..count].iter().map(glyph).collect(), advance }
}

/// The packets of a file of one stream.
pub(crate) fn packets(file: &[u8]) -> Vec<Packet> {
    unsafe extern "C" fn emit(user: *mut c_void, serial: c_int, packet: *const NativePacket) {
        let (packets, packet) = unsafe { (&mut *user.cast::<Vec<Packet>>(), &*packet) };
        packets.push(Packet {
            serial,
            data: unsafe { std::slice::from_raw_parts(packet.packet, packet.bytes as usize) }.to_vec(),
            granule: (packet.granule != -1).then_some(packet.granule),
            first: packet.begins != 0,
            last: packet.ends != 0,
        });
    }
    let mut packets = Vec::new();
    let count = unsafe { native_ogg(file.as_ptr(), file.len(), emit, (&raw mut packets).cast()) };
    assert_eq!(count, packets.len());
    packets
}

/// A web font unpacked to at most `most` bytes.
pub(crate) fn unpack(file: &[u8], most: usize) -> Vec<u8> {
    let mut font = vec![0; most];
    let written = unsafe { woff2_decode(font.as_mut_ptr(), font.len(), file.as_ptr(), file.len()) };
    font.truncate(written);
    font
}

/// A font packed.
pub(crate) fn pack(font: &[u8], quality: c_int) -> Vec<u8> {
    let mut file = vec![0; font.len() + 4096];
    let written = unsafe { woff2_encode(file.as_mut_ptr(), file.len(), font.as_ptr(), font.len(), quality) };
    file.truncate(written);
    file
}

/// A dictionary that was loaded.
pub(crate) struct Speller(*mut c_void);

impl Speller {
    pub(crate) fn new(affixes: &Path, words: &Path) -> Self {
        let [affixes, words] = [affixes, words].map(|path| c_string(&path.to_string_lossy()));
        Self(unsafe { Hunspell_create(affixes.as_ptr(), words.as_ptr()) })
    }

    pub(crate) fn spell(&mut self, word: &str) -> bool {
        unsafe { Hunspell_spell(self.0, c_string(word).as_ptr()) != 0 }
    }

    pub(crate) fn suggest(&mut self, word: &str) -> Vec<String> {
        let mut list = std::ptr::null_mut();
        let count = unsafe { Hunspell_suggest(self.0, &raw mut list, c_string(word).as_ptr()) };
        let text = |at: usize| unsafe { CStr::from_ptr(*list.add(at)) }.to_str().expect("UTF-8").to_owned();
        let words = (0..count as usize).map(text).collect();
        unsafe { Hunspell_free_list(self.0, &raw mut list, count) };
        words
    }
}

impl Drop for Speller {
    fn drop(&mut self) {
        unsafe { Hunspell_destroy(self.0) }
    }
}

fn c_string(text: &str) -> CString {
    CString::new(text).expect("no NUL")
}
