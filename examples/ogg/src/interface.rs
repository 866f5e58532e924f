//! The part of `ogg/ogg.h` that reads.

#[ringfence::library("ogg")]
#[allow(missing_docs, reason = "ogg.h documents it")]
pub mod ogg {
    use std::ffi::{c_char, c_int, c_long, c_uchar};

    #[repr(C)]
    #[c_name = "ogg_sync_state"]
    pub struct Sync {
        pub data: *mut c_uchar,
        pub storage: c_int,
        pub fill: c_int,
        pub returned: c_int,
        pub unsynced: c_int,
        pub headerbytes: c_int,
        pub bodybytes: c_int,
    }

    #[repr(C)]
    #[c_name = "ogg_page"]
    pub struct Page {
        pub header: *mut c_uchar,
        pub header_len: c_long,
        pub body: *mut c_uchar,
        pub body_len: c_long,
    }

    #[repr(C)]
    #[c_name = "ogg_packet"]
    pub struct Packet {
        pub packet: *mut c_uchar,
        pub bytes: c_long,
        pub b_o_s: c_long,
        pub e_o_s: c_long,
        pub granulepos: i64,
        pub packetno: i64,
    }

    #[repr(C)]
    #[c_name = "ogg_stream_state"]
    pub struct Stream {
        pub body_data: *mut c_uchar,
        pub body_storage: c_long,
        pub body_fill: c_long,
        pub body_returned: c_long,
        pub lacing_vals: *mut c_int,
        pub granule_vals: *mut i64,
        pub lacing_storage: c_long,
        pub lacing_fill: c_long,
        pub lacing_packet: c_long,
        pub lacing_returned: c_long,
        pub header: [c_uchar; 282],
        pub header_fill: c_int,
        pub e_o_s: c_int,
        pub b_o_s: c_int,
        pub serialno: c_long,
        pub pageno: c_long,
        pub packetno: i64,
        pub granulepos: i64,
    }

    extern "C" {
        pub fn ogg_sync_init(sync: *mut Sync) -> c_int;
        pub fn ogg_sync_clear(sync: *mut Sync) -> c_int;
        pub fn ogg_sync_buffer(sync: *mut Sync, size: c_long) -> *mut c_char;
        pub fn ogg_sync_wrote(sync: *mut Sync, bytes: c_long) -> c_int;
        pub fn ogg_sync_pageout(sync: *mut Sync, page: *mut Page) -> c_int;
        pub fn ogg_page_serialno(page: *const Page) -> c_int;
        pub fn ogg_stream_init(stream: *mut Stream, serial: c_int) -> c_int;
        pub fn ogg_stream_clear(stream: *mut Stream) -> c_int;
        pub fn ogg_stream_pagein(stream: *mut Stream, page: *mut Page) -> c_int;
        pub fn ogg_stream_packetout(stream: *mut Stream, packet: *mut Packet) -> c_int;
    }
}
