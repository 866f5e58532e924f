/* Vectors of 128 bits, written out. */
#include <stdint.h>
#include <wasm_simd128.h>

/* The sum of all bytes. */
uint32_t vectors_sum(const uint8_t *bytes, uint32_t length) {
    v128_t sums = wasm_i32x4_splat(0);
    uint32_t at = 0;
    for (; at + 16 <= length; at += 16) {
        v128_t pairs = wasm_u16x8_extadd_pairwise_u8x16(wasm_v128_load(bytes + at));
        sums = wasm_i32x4_add(sums, wasm_u32x4_extadd_pairwise_u16x8(pairs));
    }
    uint32_t sum = wasm_u32x4_extract_lane(sums, 0) + wasm_u32x4_extract_lane(sums, 1)
        + wasm_u32x4_extract_lane(sums, 2) + wasm_u32x4_extract_lane(sums, 3);
    for (; at < length; at++) sum += bytes[at];
    return sum;
}

/* Bytes of the result beyond the table are zero, whatever the index. */
uint32_t vectors_pick(uint32_t index) {
    v128_t table = wasm_i8x16_const(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    return wasm_u8x16_extract_lane(wasm_i8x16_swizzle(table, wasm_i8x16_splat((int8_t)index)), 0);
}

/* Sixteen bytes at any address. */
uint32_t vectors_load(uint32_t address) {
    return wasm_u32x4_extract_lane(wasm_v128_load((const void *)(uintptr_t)address), 0);
}

void vectors_store(uint32_t address) {
    wasm_v128_store((void *)(uintptr_t)address, wasm_i32x4_splat(-1));
}

/* One byte, the last of a vector that is loaded with it. */
uint32_t vectors_load_lane(uint32_t address) {
    v128_t vector = wasm_v128_load8_lane((const void *)(uintptr_t)address, wasm_i32x4_splat(7), 15);
    return wasm_u8x16_extract_lane(vector, 15);
}
