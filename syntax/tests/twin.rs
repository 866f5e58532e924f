//! The table of an interface says what a twin needs to know.

use quote::quote;
use ringfence_syntax::analyse;

#[test]
fn every_kind_of_declaration_has_a_line() {
    let item = quote! {
        mod image {
            #[repr(C)]
            enum Color { Red, Green = 7, Blue }
            #[repr(C)]
            struct Info { width: c_uint, palette: [u8; 768], next: *mut Info, color: Color }
            struct Handle;
            type row_fn = Option<unsafe extern "C" fn(user: *mut c_void, row: i64) -> c_int>;
            extern "C" {
                fn info(out: *mut Info, r#in: *const u8, len: usize) -> c_int;
                fn scale(handle: *mut Handle, by: f64, at: i64) -> f32;
                fn text(out: *mut *const c_char);
                fn nothing();
                fn rows(each: row_fn, ...);
            }
        }
    };
    let analysis = analyse(quote!("image"), item);
    assert_eq!(analysis.report.count(), 0);
    assert_eq!(
        analysis.interface.unwrap().table(),
        "fn info iii:i out:*#Info in:&u8 len:u32 ->i32\n\
         fn scale iFI:f handle:*?Handle by:f64 at:i64 ->f32\n\
         fn text i: out:*&i8\n\
         fn nothing :\n\
         fn rows ii: each:!RowFn\n\
         callback RowFn iI:i user:*void row:i64 ->i32\n\
         struct Info 780 4 width:0:u32 palette:4:[768]u8 next:772:*#Info color:776:%Color\n\
         enum Color u32 0 7 8"
    );
}
