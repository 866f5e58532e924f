//! The part of `expat.h` that is used.

/// expat 2.1.
#[ringfence::library("expat")]
#[allow(missing_docs, non_camel_case_types, reason = "expat.h documents it, and names it")]
pub mod expat {
    use std::ffi::{c_char, c_int, c_ulong, c_void};

    pub struct XML_ParserStruct;
    pub type XML_StartElementHandler =
        Option<unsafe extern "C" fn(user: *mut c_void, name: *const c_char, atts: *mut *const c_char)>;
    pub type XML_EndElementHandler = Option<unsafe extern "C" fn(user: *mut c_void, name: *const c_char)>;
    pub type XML_CharacterDataHandler =
        Option<unsafe extern "C" fn(user: *mut c_void, text: *const c_char, length: c_int)>;

    extern "C" {
        pub fn XML_ParserCreate(encoding: *const c_char) -> *mut XML_ParserStruct;
        #[status(nonzero)]
        pub fn XML_SetHashSalt(#[handle] parser: *mut XML_ParserStruct, salt: c_ulong) -> c_int;
        pub fn XML_SetUserData(parser: *mut XML_ParserStruct, user: *mut c_void);
        pub fn XML_SetElementHandler(
            parser: *mut XML_ParserStruct,
            start: XML_StartElementHandler,
            end: XML_EndElementHandler,
        );
        pub fn XML_SetCharacterDataHandler(parser: *mut XML_ParserStruct, handler: XML_CharacterDataHandler);

        #[returns(in = 0..=1)]
        pub fn XML_Parse(
            #[handle] parser: *mut XML_ParserStruct,
            #[input(len = length)] text: *const c_char,
            length: c_int,
            is_final: c_int,
        ) -> c_int;
        #[returns(in = 0..=1)]
        pub fn XML_StopParser(#[handle] parser: *mut XML_ParserStruct, resumable: u8) -> c_int;

        #[returns(in = 0..=100)]
        pub fn XML_GetErrorCode(#[handle] parser: *mut XML_ParserStruct) -> c_int;
        #[returns(c_str(max = 64, utf8))]
        pub fn XML_ErrorString(code: c_int) -> *const c_char;
        #[returns(released, reason = "a number that is only shown")]
        pub fn XML_GetCurrentLineNumber(#[handle] parser: *mut XML_ParserStruct) -> c_ulong;
    }
}
