//! Vector code: off unless asked for, WebAssembly's own, and the intrinsics of other processors.

use crate::support::{Package, bytes, failure};
use ringfence_build::{Compiled, Environment, Library, Simd};
use ringfence_engine::wasmtime::{Instance, Module, Store};
use wasmparser::{Operator, Parser, Payload};

/// A loop that a compiler turns into vectors when it may.
const LOOP: &str = "void add(int *a, const int *b, int n) { for (int i = 0; i < n; i++) a[i] += b[i]; }\n";

#[test]
fn there_are_no_vectors_unless_asked_for() {
    let package = Package::new(&[("loop.c", LOOP)]);
    let library = package.library("loop").file("loop.c").export("add");
    let plain = library.compile().expect("builds");
    assert_eq!(vector_operators(&bytes(&plain.wasm())), 0);
    assert!(!plain.manifest.flags.iter().any(|flag| flag.contains("simd")), "{:?}", plain.manifest.flags);
    let library = library.simd(Simd::Wasm);
    let vectors = library.compile().expect("builds");
    assert!(!vectors.reused, "another setting is another module");
    assert!(vector_operators(&bytes(&vectors.wasm())) > 3);
    for flag in ["simd=wasm", "-msimd128"] {
        assert!(vectors.manifest.flags.iter().any(|known| known == flag), "{:?}", vectors.manifest.flags);
    }
    assert!(library.compile().expect("builds").reused);
}

/// Numbers that look random, the same in C and in Rust.
const NUMBERS: &str = "static unsigned state;\nstatic int next(void) { return (int)((state = state * 1664525u + \
     1013904223u) >> 16); }\nstatic short a[64], b[64];\nstatic unsigned char p[64], q[64];\n\
     static void fill(unsigned seed) { state = seed; for (int i = 0; i < 64; i++) { a[i] = (short)next(); \
     b[i] = (short)next(); p[i] = (unsigned char)next(); q[i] = (unsigned char)next(); } }\n";

/// Products of neighbours, added up; sums that saturate; averages.
const SSE2: &str = "#ifndef __SSE2__\n#error no SSE2\n#endif\n#include <emmintrin.h>\nint answer(unsigned seed) {\n\
     fill(seed);\n  __m128i sums = _mm_setzero_si128(), bytes = _mm_setzero_si128();\n  for (int i = 0; i < 64; i += 8)\n\
     sums = _mm_add_epi32(sums, _mm_madd_epi16(_mm_loadu_si128((const __m128i *)(a + i)), \
     _mm_loadu_si128((const __m128i *)(b + i))));\n  for (int i = 0; i < 64; i += 16) {\n\
     __m128i x = _mm_loadu_si128((const __m128i *)(p + i)), y = _mm_loadu_si128((const __m128i *)(q + i));\n\
     bytes = _mm_add_epi64(bytes, _mm_sad_epu8(_mm_adds_epu8(x, y), _mm_avg_epu8(x, y)));\n  }\n\
     sums = _mm_add_epi32(sums, _mm_shuffle_epi32(sums, 0x4e));\n  sums = _mm_add_epi32(sums, \
     _mm_shuffle_epi32(sums, 0xb1));\n  bytes = _mm_add_epi64(bytes, _mm_unpackhi_epi64(bytes, bytes));\n\
     return (int)((unsigned)_mm_cvtsi128_si32(sums) + (unsigned)_mm_cvtsi128_si32(bytes));\n}\n";

/// The same with what came later, behind the header of everything.
const SSE41: &str = "#ifndef __SSE4_1__\n#error no SSE4.1\n#endif\n#include <immintrin.h>\nint answer(unsigned seed) {\n\
     fill(seed);\n  __m128i sums = _mm_setzero_si128(), bytes = _mm_setzero_si128();\n  for (int i = 0; i < 64; i += 4)\n\
     sums = _mm_add_epi32(sums, _mm_mullo_epi32(_mm_cvtepi16_epi32(_mm_loadl_epi64((const __m128i *)(a + i))), \
     _mm_cvtepi16_epi32(_mm_loadl_epi64((const __m128i *)(b + i)))));\n  for (int i = 0; i < 64; i += 16) {\n\
     __m128i x = _mm_loadu_si128((const __m128i *)(p + i)), y = _mm_loadu_si128((const __m128i *)(q + i));\n\
     bytes = _mm_add_epi64(bytes, _mm_sad_epu8(_mm_adds_epu8(x, y), _mm_avg_epu8(x, y)));\n  }\n\
     sums = _mm_hadd_epi32(sums, sums);\n  sums = _mm_hadd_epi32(sums, sums);\n\
     return (int)((unsigned)_mm_extract_epi32(sums, 0) + (unsigned)_mm_extract_epi32(bytes, 0) + \
     (unsigned)_mm_extract_epi32(bytes, 2));\n}\n";

const NEON: &str = "#ifndef __ARM_NEON\n#error no NEON\n#endif\n#include <arm_neon.h>\n#ifndef __ARM_NEON\n#error gone\n\
     #endif\nint answer(unsigned seed) {\n  fill(seed);\n  int32x4_t sums = vdupq_n_s32(0);\n  uint32x4_t bytes = \
     vdupq_n_u32(0);\n  for (int i = 0; i < 64; i += 4) sums = vmlal_s16(sums, vld1_s16(a + i), vld1_s16(b + i));\n\
     for (int i = 0; i < 64; i += 16) {\n    uint8x16_t x = vld1q_u8(p + i), y = vld1q_u8(q + i);\n\
     bytes = vpadalq_u16(bytes, vpaddlq_u8(vabdq_u8(vqaddq_u8(x, y), vrhaddq_u8(x, y))));\n  }\n\
     sums = vaddq_s32(sums, vreinterpretq_s32_u32(bytes));\n\
     int32x2_t half = vadd_s32(vget_low_s32(sums), vget_high_s32(sums));\n\
     return (int)((unsigned)vget_lane_s32(half, 0) + (unsigned)vget_lane_s32(half, 1));\n}\n";

/// What the three of them compute, one number at a time.
fn expected(seed: u32) -> i32 {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 16
    };
    (0..64).fold(0_i32, |sum, _| {
        let (a, b) = (next() as i16, next() as i16);
        let (p, q) = (next() as u8, next() as u8);
        let average = (u16::from(p) + u16::from(q)).div_ceil(2);
        let difference = i32::from(p.saturating_add(q)) - i32::from(average);
        sum.wrapping_add(i32::from(a) * i32::from(b)).wrapping_add(difference.abs())
    })
}

#[test]
fn intrinsics_of_other_processors_give_their_answers_in_vectors() {
    for (simd, name, code) in
        [(Simd::Sse2, "sse2", SSE2), (Simd::Sse41, "sse4.1", SSE41), (Simd::Neon, "neon", NEON)]
    {
        let package = Package::new(&[("v.c", &format!("{NUMBERS}{code}"))]);
        let library = package.library("v").file("v.c").export("answer").simd(simd);
        let Some(compiled) = with_simde(&library) else { return };
        let wasm = bytes(&compiled.wasm());
        assert!(vector_operators(&wasm) > 20, "{name}: {}", vector_operators(&wasm));
        for seed in [0, 1, 0xdead_beef] {
            assert_eq!(answer(&wasm, seed), expected(seed), "{name} {seed}");
        }
        let manifest = &compiled.manifest;
        assert!(manifest.imports.is_empty());
        assert!(manifest.flags.contains(&format!("simd={name}")), "{:?}", manifest.flags);
        // What the answer was made of is in the record: SIMDe too.
        let of_simde = |path: &String| path.starts_with("simde/") && path.ends_with("/simde-common.h");
        let simde = manifest.sources.iter().any(|source| of_simde(&source.path));
        assert!(simde, "{:?}", manifest.sources);
        assert!(compiled.watched_variables.iter().any(|name| name == "RINGFENCE_SIMDE"));
        assert!(library.compile().expect("builds").reused);
    }
}

#[test]
fn cpp_has_the_intrinsics_and_aligned_memory_too() {
    let code = "#include <x86intrin.h>\nextern \"C\" int misaligned(void) {\n  void *block = _mm_malloc(100, 64);\n\
         int rest = (int)((unsigned long)block % 64);\n  _mm_free(block);\n  return block ? rest : -1;\n}\n";
    let package = Package::new(&[("v.cpp", code)]);
    let library = package.library("v").file("v.cpp").export("misaligned").simd(Simd::Sse2);
    with_simde(&library);
}

#[test]
fn the_rest_of_the_machines_headers_stays_out_of_reach() {
    let code = "#include <emmintrin.h>\n#include <zlib.h>\nint f(void) { return 1; }\n";
    let package = Package::new(&[("v.c", code)]);
    let library = package.library("v").file("v.c").export("f").simd(Simd::Sse2);
    let error = failure(library.compile());
    assert!(error.contains("'zlib.h' file not found") || error.contains(MISSING), "{error}");
}

#[test]
fn a_folder_without_simde_is_refused_by_name() {
    let package = Package::new(&[("loop.c", LOOP)]);
    let environment = Environment::of_process().with("RINGFENCE_SIMDE", package.path("nowhere"));
    let library = package.library("loop").file("loop.c").export("add").environment(environment);
    let error = failure(library.clone().simd(Simd::Neon).compile());
    assert!(error.contains("RINGFENCE_SIMDE=") && error.contains("nowhere"), "{error}");
    library.simd(Simd::Wasm).compile().expect("WebAssembly's own vectors need no SIMDe");
}

#[test]
fn a_crate_of_rust_has_another_way() {
    let package = Package::new(&[]);
    let manifest = "[package]\nname = \"thing\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    package.write("guest/Cargo.toml", manifest);
    package.write("guest/Cargo.lock", "version = 4\n\n[[package]]\nname = \"thing\"\nversion = \"0.1.0\"\n");
    package.write("guest/src/lib.rs", "#[ringfence::export]\npub fn one() -> i32 { 1 }\n");
    let error = failure(package.library("thing").rust("guest").simd(Simd::Wasm).compile());
    assert!(error.contains("target_feature(enable = \"simd128\")"), "{error}");
}

#[test]
fn machine_code_for_this_processor_is_another_and_only_for_this_machine() {
    let package = Package::new(&[("loop.c", LOOP)]);
    let library = package.library("loop").file("loop.c").export("add").simd(Simd::Wasm);
    let anywhere = library.compile().expect("builds");
    let library = library.native_cpu();
    let here = library.compile().expect("builds");
    assert!(!here.reused && here.manifest.flags.iter().any(|flag| flag == "native-cpu"));
    assert_eq!(here.manifest.wasm.sha256, anywhere.manifest.wasm.sha256, "the module is the same");
    assert!(library.compile().expect("builds").reused);
    let error = failure(library.target("riscv64gc-unknown-linux-gnu").compile());
    assert!(error.contains("`.native_cpu()` is for the machine that builds"), "{error}");
}

/// What a machine without SIMDe is told.
const MISSING: &str = "apt-get install -y --no-install-recommends libsimde-dev";

/// The module, or nothing on a machine without SIMDe, which is told what to do.
fn with_simde(library: &Library) -> Option<Compiled> {
    match library.compile() {
        Ok(compiled) => Some(compiled),
        Err(error) if error.to_string().contains(MISSING) => None,
        Err(error) => panic!("{error}"),
    }
}

/// Operators on vectors in all functions of a module.
fn vector_operators(wasm: &[u8]) -> usize {
    let bodies = Parser::new(0).parse_all(wasm).filter_map(|payload| match payload.expect("valid") {
        Payload::CodeSectionEntry(body) => Some(body),
        _ => None,
    });
    let is_vector = |operator: &Operator<'_>| {
        let name = format!("{operator:?}");
        ["V128", "I8x16", "I16x8", "I32x4", "I64x2", "F32x4", "F64x2"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
    };
    let operators = |body: wasmparser::FunctionBody<'_>| {
        let reader = body.get_operators_reader().expect("operators");
        reader.into_iter().map(|operator| operator.expect("valid")).filter(is_vector).count()
    };
    bodies.map(operators).sum()
}

/// What `answer` gives for a seed.
fn answer(wasm: &[u8], seed: u32) -> i32 {
    let engine = ringfence_engine::compiler(None, ringfence_engine::Code::default()).expect("engine");
    let module = Module::new(&engine, wasm).expect("module");
    let mut store = Store::new(&engine, ());
    store.set_epoch_deadline(1);
    let instance = Instance::new(&mut store, &module, &[]).expect("no imports are needed");
    let function = instance.get_typed_func::<u32, i32>(&mut store, "answer").expect("function");
    function.call(&mut store, seed).expect("returns")
}
