//! The part of `gif_lib.h` that is used.

#[ringfence::library("gif")]
#[allow(missing_docs, reason = "gif_lib.h documents it")]
pub mod gif {
    use std::ffi::{c_char, c_int, c_uchar, c_void};

    pub type InputFunc =
        Option<unsafe extern "C" fn(file: *mut GifFileType, buffer: *mut c_uchar, length: c_int) -> c_int>;

    #[repr(C)]
    pub struct GifColorType {
        #[c_name = "Red"]
        pub red: c_uchar,
        #[c_name = "Green"]
        pub green: c_uchar,
        #[c_name = "Blue"]
        pub blue: c_uchar,
    }

    #[repr(C)]
    pub struct ColorMapObject {
        #[c_name = "ColorCount"]
        pub color_count: c_int,
        #[c_name = "BitsPerPixel"]
        pub bits_per_pixel: c_int,
        #[c_name = "SortFlag"]
        pub sort_flag: bool,
        #[c_name = "Colors"]
        pub colors: *mut GifColorType,
    }

    #[repr(C)]
    pub struct GifImageDesc {
        #[c_name = "Left"]
        pub left: c_int,
        #[c_name = "Top"]
        pub top: c_int,
        #[c_name = "Width"]
        pub width: c_int,
        #[c_name = "Height"]
        pub height: c_int,
        #[c_name = "Interlace"]
        pub interlace: bool,
        #[c_name = "ColorMap"]
        pub color_map: *mut ColorMapObject,
    }

    #[repr(C)]
    pub struct SavedImage {
        #[c_name = "ImageDesc"]
        pub desc: GifImageDesc,
        #[c_name = "RasterBits"]
        pub raster: *mut c_uchar,
        #[c_name = "ExtensionBlockCount"]
        pub extension_count: c_int,
        #[c_name = "ExtensionBlocks"]
        pub extensions: *mut ExtensionBlock,
    }

    pub struct ExtensionBlock;

    #[repr(C)]
    pub struct GifFileType {
        #[c_name = "SWidth"]
        pub width: c_int,
        #[c_name = "SHeight"]
        pub height: c_int,
        #[c_name = "SColorResolution"]
        pub color_resolution: c_int,
        #[c_name = "SBackGroundColor"]
        pub background: c_int,
        #[c_name = "AspectByte"]
        pub aspect: c_uchar,
        #[c_name = "SColorMap"]
        pub color_map: *mut ColorMapObject,
        #[c_name = "ImageCount"]
        pub image_count: c_int,
        #[c_name = "Image"]
        pub image: GifImageDesc,
        #[c_name = "SavedImages"]
        pub saved_images: *mut SavedImage,
        #[c_name = "ExtensionBlockCount"]
        pub extension_count: c_int,
        #[c_name = "ExtensionBlocks"]
        pub extensions: *mut ExtensionBlock,
        #[c_name = "Error"]
        pub error: c_int,
        #[c_name = "UserData"]
        pub user_data: *mut c_void,
        #[c_name = "Private"]
        pub private: *mut c_void,
    }

    #[repr(C)]
    pub struct GraphicsControlBlock {
        #[c_name = "DisposalMode"]
        pub disposal_mode: c_int,
        #[c_name = "UserInputFlag"]
        pub user_input: bool,
        #[c_name = "DelayTime"]
        pub delay: c_int,
        #[c_name = "TransparentColor"]
        pub transparent: c_int,
    }

    extern "C" {
        #[link_name = "DGifOpen"]
        pub fn open(user: *mut c_void, read: InputFunc, error: *mut c_int) -> *mut GifFileType;
        #[link_name = "DGifSlurp"]
        pub fn slurp(file: *mut GifFileType) -> c_int;
        #[link_name = "DGifCloseFile"]
        pub fn close(file: *mut GifFileType, error: *mut c_int) -> c_int;
        #[link_name = "DGifSavedExtensionToGCB"]
        pub fn graphics_control(
            file: *mut GifFileType,
            image: c_int,
            block: *mut GraphicsControlBlock,
        ) -> c_int;
        #[link_name = "GifErrorString"]
        pub fn error_string(code: c_int) -> *const c_char;
    }
}
