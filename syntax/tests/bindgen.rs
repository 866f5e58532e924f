//! Declarations as bindgen writes them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use ringfence_syntax::find;
use ringfence_syntax::layout::Layout;

/// Shortened output of bindgen 0.72 for a header in the manner of zlib.
const OUTPUT: &str = r#"
#[ringfence::library("z")]
#[allow(non_camel_case_types)]
pub mod z {
    #![allow(non_upper_case_globals)]
    pub const Z_OK: u32 = 0;
    pub const ZLIB_VERSION: &[u8; 6] = b"1.3.1\0";
    pub type Byte = ::std::os::raw::c_uchar;
    pub type Bytef = Byte;
    pub type uInt = ::std::os::raw::c_uint;
    pub type uLong = ::std::os::raw::c_ulong;
    pub type voidpf = *mut ::std::os::raw::c_void;
    pub type alloc_func = ::std::option::Option<
        unsafe extern "C" fn(opaque: voidpf, items: uInt, size: uInt) -> voidpf,
    >;
    #[repr(C)]
    #[derive(Debug, Copy, Clone)]
    pub struct internal_state {
        _unused: [u8; 0],
    }
    #[repr(C)]
    #[derive(Debug, Copy, Clone)]
    pub struct z_stream_s {
        pub next_in: *const Bytef,
        pub avail_in: uInt,
        pub total_in: uLong,
        pub state: *mut internal_state,
        pub zalloc: alloc_func,
        pub data_type: ::std::os::raw::c_int,
    }
    #[allow(clippy::unnecessary_operation, clippy::identity_op)]
    const _: () = {
        ["Size of z_stream_s"][::std::mem::size_of::<z_stream_s>() - 48usize];
        ["Alignment of z_stream_s"][::std::mem::align_of::<z_stream_s>() - 8usize];
        ["Offset of field: z_stream_s::next_in"][::std::mem::offset_of!(z_stream_s, next_in) - 0usize];
    };
    pub type z_stream = z_stream_s;
    pub type z_streamp = *mut z_stream;
    pub const strategy_Z_FILTERED: strategy = 1;
    pub type strategy = ::std::os::raw::c_uint;
    #[link(name = "z")]
    unsafe extern "C" {
        #[doc = " Initializes the state."]
        #[must_use]
        pub fn inflateInit_(
            strm: z_streamp,
            version: *const ::std::os::raw::c_char,
            stream_size: ::std::os::raw::c_int,
        ) -> ::std::os::raw::c_int;
    }
    unsafe extern "C" {
        #[link_name = "\u{1}_inflate"]
        pub fn inflate(strm: z_streamp, flush: strategy) -> ::std::os::raw::c_int;
    }
}
"#;

#[test]
fn output_of_bindgen_is_an_interface() {
    let interface = find(OUTPUT, "z").unwrap_or_else(|problems| panic!("{problems}")).unwrap();
    let functions: Vec<_> = interface.functions.iter().map(|function| &*function.c_name).collect();
    assert_eq!(functions, ["inflateInit_", "_inflate"]);
    assert_eq!(interface.opaques.len(), 1);
    assert_eq!(interface.structs[0].layout, Layout { size: 24, align: 4 });
    assert_eq!(interface.structs[0].fields_trait.to_string(), "ZStreamSFields");
    assert_eq!(interface.attributes.len(), 2);
    // The test of the host's layout is left out; constants and aliases stay, but for the function type.
    assert_eq!(interface.passed.len(), 11);
    assert_eq!(interface.signatures[0].marker.to_string(), "AllocFunc");
    assert_eq!(interface.functions[0].attributes.len(), 1);
}
