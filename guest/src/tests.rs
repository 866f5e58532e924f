use super::*;

#[test]
fn every_file_carries_its_text() {
    for file in FILES {
        assert!(file.name.ends_with(".c"), "{}", file.name);
        assert!(file.text.starts_with("/*"), "{} begins with what it is for", file.name);
    }
}

#[test]
fn intrinsics_are_somebody_elses() {
    for header in SIMD_X86.headers.iter().chain(SIMD_NEON.headers) {
        assert!(header.text.starts_with("/*") && header.text.contains("#include <"), "{}", header.name);
        assert!(header.name == "mm_malloc.h" || !header.text.contains("_mm_"), "{}", header.name);
    }
}

#[test]
fn both_kinds_of_cpp_define_what_the_linker_exports() {
    for support in [CXX, CXX_EXCEPTIONS] {
        assert!(support.files.iter().any(|file| file.text.contains(&format!("{THROW_NOTE} "))
            || file.text.contains(&format!("{THROW_NOTE};"))));
        assert!(support.files.iter().all(|file| file.text.starts_with("/*")));
    }
}

#[test]
fn the_arena_defines_the_symbol_that_the_linker_exports() {
    assert!(ARENA.text.contains(ARENA_SYMBOL));
    assert!(ARENA.text.contains(ARENA_BYTES_MACRO));
    assert_eq!(ARENA_BYTES % 16, 0, "the arena is handed out in blocks aligned to 16");
}

#[test]
fn clocks_and_randomness_have_no_stub() {
    for name in ["clock_time_get", "clock_res_get", "random_get", "poll_oneoff"] {
        assert!(!STDIO_STUBS.text.contains(&format!("CALL({name})")), "{name} must stay a refused import");
    }
}

#[test]
fn the_calls_behind_streams_and_exit_have_a_stub() {
    for name in ["fd_write", "fd_close", "fd_seek", "fd_prestat_get", "environ_sizes_get", "proc_exit"] {
        assert!(STDIO_STUBS.text.contains(&format!("CALL({name})")), "{name} is missing");
    }
}

#[test]
fn every_stub_also_has_the_name_that_zig_uses() {
    let defined = |line: &&str| line.starts_with("int32_t CALL(") || line.starts_with("_Noreturn void CALL(");
    let stubs = STDIO_STUBS.text.lines().filter(defined).count();
    let zig = STDIO_STUBS.text.lines().filter(|line| line.starts_with("ZIG(")).count();
    assert_eq!(stubs, zig);
}
