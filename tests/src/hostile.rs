//! The wrapper of `guests/hostile.c`: its every promise is broken on purpose.

#[ringfence::library("hostile")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod hostile {
    use std::ffi::{c_char, c_double, c_float, c_int, c_uint, c_void};

    #[repr(C)]
    #[c_name = "enum mode"]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Mode {
        #[c_name = "MODE_A"]
        A = 0,
        #[c_name = "MODE_B"]
        B = 1,
        #[c_name = "MODE_C"]
        C = 5,
    }

    #[repr(C)]
    #[c_name = "struct inner"]
    pub struct Inner {
        pub ratio: c_double,
        pub next: *mut Record,
    }

    #[repr(C)]
    #[c_name = "struct record"]
    pub struct Record {
        pub length: c_uint,
        pub data: *mut u8,
        pub mode: Mode,
        pub name: [c_char; 16],
        pub inner: Inner,
    }

    /// What the guest calls back.
    pub type HookFn = Option<unsafe extern "C" fn(user: *mut c_void, n: c_uint) -> c_int>;

    extern "C" {
        pub fn trap_unreachable();
        pub fn trap_divide(a: c_int, b: c_int) -> c_int;
        pub fn trap_wide(a: c_int, b: c_double, c: c_int, d: c_float, e: c_int, f: c_int, g: c_int) -> c_int;
        pub fn trap_overflow(d: c_double) -> c_int;
        pub fn trap_load(address: c_uint) -> c_uint;
        pub fn trap_store(address: c_uint);
        pub fn trap_stack() -> c_uint;
        pub fn trap_native_stack() -> c_uint;
        pub fn trap_smash(n: c_uint);
        pub fn trap_call(pointer: c_uint) -> c_int;
        pub fn pointer_of_other_type() -> c_uint;

        pub fn loop_registers();
        pub fn loop_memory();
        pub fn loop_fill();
        pub fn loop_calls(n: c_int) -> c_int;

        pub fn grow_until_refused() -> c_uint;
        pub fn allocate_and_ignore_failure() -> c_uint;
        pub fn grow_at_once(pages: c_uint) -> c_uint;

        pub fn wild_pointer(address: c_uint) -> *mut c_void;
        pub fn wild_length(length: c_uint) -> c_uint;
        pub fn wild_mode(value: c_int) -> Mode;
        pub fn wild_bool(value: c_uint) -> bool;
        pub fn unterminated(length: *mut c_uint) -> *const c_char;
        pub fn wild_record(record: *mut Record);

        pub fn overwrite_heap();
        pub fn overwrite_everything(value: c_uint);

        pub fn storm(hook: HookFn, user: *mut c_void, calls: c_uint) -> c_int;
        pub fn storm_for_ever(hook: HookFn, user: *mut c_void) -> c_int;
        pub fn hoard(hook: HookFn);
        pub fn fire_hoarded(user: *mut c_void, n: c_uint) -> c_int;
        pub fn call_entry(entry: c_uint, user: *mut c_void, n: c_uint) -> c_int;
        pub fn change_during(hook: HookFn, shown: *mut c_uint) -> c_uint;
        pub fn overwrite_at(shown: *mut c_uint);
        pub fn deep_storm(hook: HookFn, user: *mut c_void, depth: c_uint) -> c_int;

        pub fn count() -> c_uint;
        pub fn checksum(bytes: *const u8, length: usize) -> c_uint;
        pub fn nonzero_bytes() -> c_uint;
    }
}
