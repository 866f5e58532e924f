//! The part of `graphite2/Font.h` and `graphite2/Segment.h` that shapes.

#[ringfence::library("graphite2")]
#[allow(missing_docs, reason = "the headers document it")]
pub mod graphite2 {
    use std::ffi::{c_int, c_uint, c_ushort, c_void};

    pub type gr_get_table_fn =
        Option<unsafe extern "C" fn(handle: *const c_void, name: c_uint, len: *mut usize) -> *const c_void>;
    pub type gr_release_table_fn =
        Option<unsafe extern "C" fn(handle: *const c_void, table_buffer: *const c_void)>;

    #[repr(C)]
    #[c_name = "gr_face_ops"]
    pub struct FaceOps {
        pub size: usize,
        pub get_table: gr_get_table_fn,
        pub release_table: gr_release_table_fn,
    }

    pub struct Face;
    pub struct Font;
    pub struct Segment;
    pub struct Slot;

    extern "C" {
        pub fn gr_make_face_with_ops(
            handle: *const c_void,
            ops: *const FaceOps,
            options: c_uint,
        ) -> *mut Face;
        pub fn gr_face_destroy(face: *mut Face);
        pub fn gr_make_font(ppm: f32, face: *const Face) -> *mut Font;
        pub fn gr_font_destroy(font: *mut Font);
        pub fn gr_make_seg(
            font: *const Font,
            face: *const Face,
            script: c_uint,
            features: *const c_void,
            encoding: c_uint,
            start: *const c_void,
            characters: usize,
            direction: c_int,
        ) -> *mut Segment;
        pub fn gr_seg_destroy(segment: *mut Segment);
        #[link_name = "gr_seg_advance_X"]
        pub fn gr_seg_advance_x(segment: *const Segment) -> f32;
        pub fn gr_seg_n_slots(segment: *const Segment) -> c_uint;
        pub fn gr_seg_first_slot(segment: *mut Segment) -> *const Slot;
        pub fn gr_slot_next_in_segment(slot: *const Slot) -> *const Slot;
        pub fn gr_slot_gid(slot: *const Slot) -> c_ushort;
        #[link_name = "gr_slot_origin_X"]
        pub fn gr_slot_origin_x(slot: *const Slot) -> f32;
        #[link_name = "gr_slot_origin_Y"]
        pub fn gr_slot_origin_y(slot: *const Slot) -> f32;
        pub fn gr_slot_original(slot: *const Slot) -> c_int;
    }
}
