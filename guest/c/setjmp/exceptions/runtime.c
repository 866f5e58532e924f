/* What the compiler's rewriting of setjmp and longjmp calls.
 *
 * Each function that calls setjmp gives itself an identity, the address of a variable in its frame, and a label to
 * each of its calls. setjmp notes both in the buffer. longjmp throws the buffer's address. The handler in each
 * such function asks whether the buffer is one of its own: it then goes on at the label, else it throws again.
 *
 * A jump to a frame that is gone meets no handler that knows it, and leaves the fence as an error.
 */
#include <stdint.h>

struct buffer {
    void *frame;
    uint32_t label;
    /* What is thrown: the handler reads it by this layout. */
    struct {
        void *environment;
        int value;
    } thrown;
};

void __wasm_setjmp(void *environment, uint32_t label, void *frame) {
    struct buffer *buffer = environment;
    if (!label || !frame) __builtin_trap();
    buffer->frame = frame;
    buffer->label = label;
}

/* The label to go on at, or 0 when the buffer is another function's. */
uint32_t __wasm_setjmp_test(void *environment, void *frame) {
    struct buffer *buffer = environment;
    if (!buffer->label || !frame) __builtin_trap();
    return buffer->frame == frame ? buffer->label : 0;
}

__attribute__((__noreturn__)) void __wasm_longjmp(void *environment, int value) {
    struct buffer *buffer = environment;
    buffer->thrown.environment = environment;
    buffer->thrown.value = value ? value : 1;
    /* 1 is the compiler's number for the tag of longjmp. */
    __builtin_wasm_throw(1, &buffer->thrown);
}

/* The tag. C has no way to write it. */
__asm__(".tagtype __c_longjmp i32\n"
        ".globl __c_longjmp\n"
        "__c_longjmp:\n");
