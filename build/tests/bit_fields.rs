//! Bit-fields must lie where the C compiler puts them; nothing else in a struct would show that they do not.

use crate::support::{Package, failure};

const HEADER: &str = "typedef struct { unsigned version : 3, kind : 5; _Bool last : 1; } Packet;\n\
    typedef struct { char tag; struct { unsigned char low : 4, high : 4; }; } Halves;\n\
    int inspect(Packet *packet);\n";
const SOURCE: &str = "#include \"packet.h\"\nint inspect(Packet *packet) { return packet->kind; }\n";
const HALVES: &str = "#[repr(C)] pub struct Halves { pub tag: c_char, #[anonymous] pub both: Both }
    #[anonymous] #[repr(C)] pub struct Both { #[bits(4)] pub low: u8, #[bits(4)] pub high: u8 }";

fn package(fields: &str, halves: &str) -> Package {
    let text = format!(
        "#[ringfence::library(\"fields\")]\npub mod packet {{\n use std::ffi::*;\n
        #[repr(C)] pub struct Packet {{ {fields} }}\n{halves}\n
        extern \"C\" {{ pub fn inspect(packet: *mut Packet) -> c_int; }} }}\n"
    );
    Package::new(&[("c/packet.h", HEADER), ("c/packet.c", SOURCE), ("src/fenced.rs", &text)])
}

const GOOD: &str = "#[bits(3)] pub version: c_uint, #[bits(5)] pub kind: c_uint, #[bits(1)] pub last: bool";

#[test]
fn bit_fields_as_in_the_header_are_accepted() {
    let package = package(GOOD, HALVES);
    package.library("fields").file("c/packet.c").header("packet.h").compile().expect("builds");
}

#[test]
fn bit_fields_in_another_order_or_of_another_width_are_refused() {
    for (fields, place) in [
        (
            "#[bits(5)] pub kind: c_uint, #[bits(3)] pub version: c_uint, #[bits(1)] pub last: bool",
            "bits of Packet.kind are declared as 0..5, C has 3..8",
        ),
        (
            "#[bits(3)] pub version: c_uint, #[bits(4)] pub kind: c_uint, #[bits(1)] _gap: c_uint, \
             #[bits(1)] pub last: bool",
            "bits of Packet.kind are declared as 3..7, C has 3..8",
        ),
        (
            "#[bits(3)] pub version: c_uint, #[bits(5)] pub kind: c_uint, #[bits(1)] _gap: bool, \
             #[bits(1)] pub last: bool",
            "bits of Packet.last are declared as 9..10, C has 8..9",
        ),
    ] {
        let package = package(fields, HALVES);
        let text = failure(package.library("fields").file("c/packet.c").header("packet.h").compile());
        assert!(text.contains(place), "{text}");
    }
}

#[test]
fn bit_fields_of_members_without_a_name_are_compared_too() {
    let package =
        package(GOOD, &HALVES.replace("low", "other").replace("high", "low").replace("other", "high"));
    let text = failure(package.library("fields").file("c/packet.c").header("packet.h").compile());
    assert!(text.contains("bits of Both.high are declared as 8..12, C has 12..16"), "{text}");
}
