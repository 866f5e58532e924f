//! The part of `sqlite3.h` that is used.

/// SQLite 3.
#[ringfence::library("sqlite")]
#[allow(missing_docs, non_camel_case_types, reason = "sqlite3.h documents it, and names it")]
pub mod sqlite {
    use std::ffi::{c_char, c_double, c_int, c_longlong, c_void};

    pub struct Sqlite3;
    pub struct Statement;
    pub type row_callback = Option<
        unsafe extern "C" fn(
            user: *mut c_void,
            count: c_int,
            values: *mut *mut c_char,
            names: *mut *mut c_char,
        ) -> c_int,
    >;

    extern "C" {
        pub fn sqlite3_open(name: *const c_char, database: *mut *mut Sqlite3) -> c_int;
        #[returns(c_str(max = 1024, utf8))]
        pub fn sqlite3_errmsg(#[handle] database: *mut Sqlite3) -> *const c_char;
        pub fn sqlite3_free(memory: *mut c_void);
        #[returns(in = 0..=0xffff_ffff)]
        pub fn sqlite3_changes64(#[handle] database: *mut Sqlite3) -> c_longlong;

        pub fn sqlite3_exec(
            database: *mut Sqlite3,
            sql: *const c_char,
            callback: row_callback,
            user: *mut c_void,
            message: *mut *mut c_char,
        ) -> c_int;

        pub fn sqlite3_prepare_v2(
            database: *mut Sqlite3,
            sql: *const c_char,
            length: c_int,
            statement: *mut *mut Statement,
            tail: *mut *const c_char,
        ) -> c_int;
        #[status(ok = 0)]
        pub fn sqlite3_bind_null(#[handle] statement: *mut Statement, index: c_int) -> c_int;
        #[status(ok = 0)]
        pub fn sqlite3_bind_int64(
            #[handle] statement: *mut Statement,
            index: c_int,
            value: c_longlong,
        ) -> c_int;
        #[status(ok = 0)]
        pub fn sqlite3_bind_double(
            #[handle] statement: *mut Statement,
            index: c_int,
            value: c_double,
        ) -> c_int;
        // `SQLITE_TRANSIENT`, for which SQLite makes a copy, is the pointer -1.
        #[status(ok = 0)]
        pub fn sqlite3_bind_text(
            #[handle] statement: *mut Statement,
            index: c_int,
            #[input(len = length)] text: *const c_char,
            length: c_int,
            #[constant = -1] destructor: isize,
        ) -> c_int;
        #[status(ok = 0)]
        pub fn sqlite3_bind_blob(
            #[handle] statement: *mut Statement,
            index: c_int,
            #[input(len = length)] blob: *const c_void,
            length: c_int,
            #[constant = -1] destructor: isize,
        ) -> c_int;
        pub fn sqlite3_step(statement: *mut Statement) -> c_int;
        #[returns(in = 0..=2000)]
        pub fn sqlite3_column_count(#[handle] statement: *mut Statement) -> c_int;
        #[returns(c_str(max = 4096, utf8))]
        pub fn sqlite3_column_name(#[handle] statement: *mut Statement, index: c_int) -> *const c_char;
        #[returns(in = 1..=5)]
        pub fn sqlite3_column_type(#[handle] statement: *mut Statement, index: c_int) -> c_int;
        #[returns(released, reason = "any number can be in a database")]
        pub fn sqlite3_column_int64(#[handle] statement: *mut Statement, index: c_int) -> c_longlong;
        #[returns(released, reason = "any number can be in a database")]
        pub fn sqlite3_column_double(#[handle] statement: *mut Statement, index: c_int) -> c_double;
        pub fn sqlite3_column_blob(statement: *mut Statement, index: c_int) -> *const c_void;
        pub fn sqlite3_column_bytes(statement: *mut Statement, index: c_int) -> c_int;
        pub fn sqlite3_finalize(statement: *mut Statement) -> c_int;
    }
}
